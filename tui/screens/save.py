"""Where to save the memo."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class Save(ModalScreen[str | None]):
    """Dismissed with the file's name, or with None."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, name: str) -> None:
        super().__init__(classes="dialog")
        self._name = name

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            yield Label("Save the decision memo", classes="title")
            yield Input(self._name)
            yield Label("The ending decides: .md, .html, .pdf or .json. Enter saves, Esc goes back.", classes="hint")

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
