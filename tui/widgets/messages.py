"""What stands in the conversation beside the answers: the user's words, our questions, our remarks."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

FOLDED_LINES, FOLDED_CHARACTERS = 6, 600  # of a message that was pasted; the rest is shown on demand


class UserMessage(Static):
    """What the user said. Shown as written: brackets are not markup. A long one is folded; a click unfolds it."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="user")
        self.source = text
        self._open = False

    def on_mount(self) -> None:
        self._draw()

    def on_click(self) -> None:
        self.unfold()

    def unfold(self) -> None:
        """Shows all of it, or the beginning again."""
        self._open = not self._open
        self._draw()

    def _draw(self) -> None:
        shown = "\n".join(self.source.splitlines()[:FOLDED_LINES])[:FOLDED_CHARACTERS]
        hidden = len(self.source.rstrip()) - len(shown)
        content = Content.assemble(("❯ ", "bold $primary"), self.source if self._open or hidden <= 0 else shown)
        if hidden > 0:
            more = "▴ show less" if self._open else f"▾ {hidden:,} more characters; a click or Space shows them"
            content = Content.assemble(content, (f"\n{more}", "$foreground 65%"))
        self.update(content)


class Asked(Static):
    """A question of ours that was answered or passed over, kept where it was asked."""

    def __init__(self, text: str) -> None:
        super().__init__(Content.assemble(("? ", "bold $accent"), (text, "$foreground 65%")), classes="asked")


class Note(Static):
    """A line of ours that is no answer: what failed and what to do, a command's result."""

    def __init__(self, text: str, kind: str = "info") -> None:
        mark, style = {"error": ("✗ ", "bold $error"), "done": ("✓ ", "bold $success")}.get(
            kind, ("· ", "bold $accent")
        )
        super().__init__(Content.assemble((mark, style), text), classes=f"note -{kind}")
        self.source = text


class Earlier(Static, can_focus=True):
    """At the top, where the saved conversation begins before what is on the screen."""

    HELP = "Enter or a click brings back messages from before."

    class Wanted(Message):
        """Show some of them."""

    def __init__(self) -> None:
        super().__init__("▴ earlier messages: Enter or a click shows some", classes="earlier")

    def on_click(self) -> None:
        self.post_message(self.Wanted())

    def key_enter(self) -> None:
        self.post_message(self.Wanted())
