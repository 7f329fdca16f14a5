"""The decision memo, read in the terminal."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from tui.screens.dialog import Dialog
from tui.widgets.markdown import LightMarkdown


class ReadMemo(Dialog[None]):
    """``text``: the memo as Markdown; ``where``: the file that holds it."""

    BINDINGS = [("escape,q", "dismiss", "Back")]

    def __init__(self, text: str, where: str) -> None:
        super().__init__()
        self._text, self._where = text, where

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            with VerticalScroll(id="document") as scroll:
                yield LightMarkdown(self._text, open_links=False, classes="answer")
            scroll.focus()
            yield Label(f"{self._where} · Esc closes", classes="hint", markup=False)
