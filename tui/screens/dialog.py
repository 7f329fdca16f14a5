"""What the dialogs share: they lie over the chat, and their looks are read with the first of them."""

from __future__ import annotations

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A box over the dimmed chat. Dismissed with what was decided in it."""

    CSS_PATH = "dialog.tcss"

    def __init__(self) -> None:
        super().__init__(classes="dialog")
