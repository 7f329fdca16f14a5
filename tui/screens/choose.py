"""A small list to choose one value from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.screens.dialog import Dialog


class Choose(Dialog[tuple[Any] | None]):
    """Dismissed with a tuple that holds the value, or with None where nothing was chosen."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, choices: Sequence[tuple[str, Any]], current: Any) -> None:
        super().__init__()
        self._title, self._choices, self._current = title, choices, current

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._title, classes="title", markup=False)
            yield OptionList(
                *(Option(f"{'●' if v == self._current else ' '} {text}") for text, v in self._choices), compact=True
            )

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = next((i for i, (_, v) in enumerate(self._choices) if v == self._current), 0)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((self._choices[event.option_index][1],))
