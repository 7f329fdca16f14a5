"""The open question, always in view above the message, with why it is asked."""

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
        """Shows a question, with the reason and how much is left to ask below it."""
        self.text = text
        below = " · ".join(part for part in (why, progress) if part)
        self.update(
            Content.assemble(
                ("? ", "bold $accent"), (text, "bold"), (f"\n  {below}" if below else "", "$foreground 60%")
            )
        )
        self.tooltip = below or None
        self.display = True

    def done(self) -> str:
        """Hides it and returns what was asked, empty if nothing was."""
        text, self.text, self.display = self.text, "", False
        return text
