"""A whole source document, opened at the cited passage."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from tui.screens.dialog import Dialog


class Document(Dialog[None]):
    """The text as it is indexed, in three parts, so that the middle one can be scrolled to."""

    BINDINGS = [("escape,q", "dismiss", "Back")]

    def __init__(self, title: str, text: str, start: int, end: int) -> None:
        super().__init__()
        self._title, self._parts = title, (text[:start], text[start:end], text[end:])

    def compose(self) -> ComposeResult:
        before, quote, after = self._parts
        with Vertical(classes="box -large"):
            yield Label(self._title, classes="title", markup=False)
            with VerticalScroll(id="document"):
                yield Static(Content.assemble(before, (quote, "$text on $warning 30%"), after), id="text")
            yield Label("Esc closes", classes="hint")

    def on_mount(self) -> None:
        self.call_after_refresh(self._to_quote)

    def _to_quote(self) -> None:
        """Scrolls to the line where the quote begins, as it is wrapped now."""
        from textual.content import Content as Wrapped

        width = max(1, self.query_one("#text").size.width)
        lines = sum(max(1, -(-Wrapped(line).cell_length // width)) for line in self._parts[0].split("\n"))
        view = self.query_one("#document", VerticalScroll)
        view.focus()
        view.scroll_to(y=max(0, lines - 4), animate=False)
