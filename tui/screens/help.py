"""Help: what the focused thing does, then the keys and commands that always work."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from tui.screens.dialog import Dialog
from tui.widgets.prompt import COMMANDS

KEYS = (
    ("Enter", "send; in a panel: edit, or show the arithmetic"),
    ("Ctrl+J", "a new line in the message"),
    ("PgUp PgDn", "read back and on in the conversation"),
    ("Up Down", "earlier messages; in a panel: from row to row"),
    ("Left Right", "in Profile: what if? Enter keeps, Esc discards; with Shift further"),
    ("Tab Shift+Tab", "to the suggestions, the panel, and back"),
    ("F2 F3 F4", "Profile, Costs, Sources"),
    ("F5", "the conversation: Up and Down mark a block, Enter copies it"),
    ("1 ... 9", "in Sources: open that source; so does a click on [n]"),
    ("Esc", "stops an answer; otherwise back to the message"),
    ("Ctrl+Z Ctrl+Y", "undo, redo a change; while a message is written: in the message"),
    ("Ctrl+S", "save the memo"),
    ("Ctrl+O", "saved conversations"),
    ("F9", "settings: model, theme, documents"),
    ("Ctrl+P", "every command by name"),
    ("Ctrl+Q", "leave; everything said is kept"),
)
MARKS = "● you said so · ◐ assumed · ○ open · ? you do not know · ⊘ skipped or not told"


class Help(Dialog[None]):
    """Esc leaves it."""

    BINDINGS = [("escape,f1,q,enter", "dismiss", "Back")]

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box -large") as box:
            box.can_focus = True
            if self._about:
                yield Markdown(self._about, classes="about")
            yield Static(_table("Keys", KEYS), classes="section")
            yield Static(_table("Commands", COMMANDS.items()), classes="section")
            yield Static(MARKS, classes="section")


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(title, no_wrap=True)
    table.add_column("")
    for name, does in rows:
        table.add_row(Text(name, "bold"), Text(does))
    return table
