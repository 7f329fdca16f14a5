"""The open question, always in view above the message."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class QuestionCard(Static):
    """Hidden where nothing is open."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self.display = False
        self.text = ""

    def ask(self, text: str, why: str, progress: str) -> None:
        """Shows a question, with how much is left to ask below it. Why it is asked stands in the answer, and here on
        hovering."""
        self.text = text
        below = (f"\n  {progress}" if progress else "", "$foreground 60%")
        self.update(Content.assemble(("? ", "bold $accent"), (text, "bold"), below))
        self.tooltip = why or None
        self.display = True

    def done(self) -> str:
        """Hides it and returns what was asked, empty if nothing was."""
        text, self.text, self.display = self.text, "", False
        return text
