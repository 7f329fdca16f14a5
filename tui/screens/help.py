"""Help: what the focused thing does, then the keys and commands that always work."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from tui.widgets.prompt import COMMANDS

KEYS = (
    ("Enter", "send; in a panel: edit or unfold"),
    ("Ctrl+J", "a new line in the message"),
    ("Up, Down", "earlier messages; in a panel: from row to row"),
    ("Left, Right", "in Profile: what if? Enter keeps, Esc discards; with Shift further"),
    ("Tab", "to the suggestions, the panel, and back"),
    ("F2 F3 F4", "Profile, Costs, Sources"),
    ("1 ... 9", "in Sources: open that source; so does a click on [n]"),
    ("Esc", "stops an answer; otherwise back to the message"),
    ("Ctrl+Z, Ctrl+Y", "with an empty message: undo, redo a change"),
    ("Ctrl+S", "save the memo"),
    ("Ctrl+O", "saved conversations"),
    ("Ctrl+P", "every command by name"),
    ("Ctrl+Q", "leave; everything said is kept"),
)
MARKS = "● you said so · ◐ assumed · ○ open · ? you do not know · ⊘ skipped or not told"


class Help(ModalScreen[None]):
    """Any key leaves it."""

    BINDINGS = [("escape,f1,q,enter", "dismiss", "Back")]

    def __init__(self, about: str) -> None:
        super().__init__(classes="dialog")
        self._about = about

    def compose(self) -> ComposeResult:
        parts = [self._about, _table("key", KEYS), _table("command", COMMANDS.items()), MARKS]
        with VerticalScroll(classes="box -large"):
            yield Markdown("\n\n".join(part for part in parts if part), classes="answer")


def _table(what: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"| {what} | does |", "|---|---|", *(f"| **{name}** | {does} |" for name, does in rows)])
