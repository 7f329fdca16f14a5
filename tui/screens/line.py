"""One line that is asked for: where to save the memo, a conversation's new name."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from tui.screens.dialog import Dialog


class Line(Dialog[str | None]):
    """Dismissed with what was written, or with None. ``hint`` says what is right, and the keys."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, value: str, hint: str) -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            yield Label(self._title, classes="title")
            yield Input(self._value)
            yield Label(self._hint, classes="hint")

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
