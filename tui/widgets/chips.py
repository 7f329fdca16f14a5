"""What could be said next: the choices of a closed question, and suggestions. Tab reaches them, Enter sends one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import Button


class Chip(Button):
    """One thing to say; ``name`` holds the words."""

    HELP = (
        "Something that could be said next. Enter sends it, Left and Right lead to the others; ◇ answers the question."
    )
    BINDINGS = [
        Binding("left", "app.focus_previous", "Previous", show=False),
        Binding("right", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, text: str, *, choice: bool) -> None:
        label = Content.assemble(("◇ " if choice else "", "$accent"), text)
        super().__init__(label, compact=True, name=text, classes="chip -choice" if choice else "chip")
        self.cells = label.cell_length + 3  # its width on the screen with margin


class Chips(VerticalScroll, can_focus=False):
    """Rows of chips, as many to a row as fit; nothing where nothing is suggested. On a low screen the rows scroll."""

    def __init__(self) -> None:
        super().__init__(id="chips")
        self.display = False
        self._laid_out_for = 0  # cells; laying out changes our height, and must not lay out again
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())

    async def offer(self, choices: Sequence[str] = (), suggestions: Sequence[str] = ()) -> None:
        """Replaces what is offered."""
        self._offered = (choices, suggestions)
        self.display = bool(choices or suggestions)
        await self._lay_out()

    async def _lay_out(self) -> None:
        self._laid_out_for = self.size.width
        chips = [Chip(t, choice=True) for t in self._offered[0]] + [Chip(t, choice=False) for t in self._offered[1]]
        rows: list[list[Chip]] = []
        left = 0
        for chip in chips:
            if not rows or chip.cells > left:
                rows.append([])
                left = self._laid_out_for or 80
            rows[-1].append(chip)
            left -= chip.cells
        await self.remove_children()
        await self.mount_all([HorizontalGroup(*row) for row in rows])

    async def on_resize(self) -> None:
        if self.display and self.size.width != self._laid_out_for:
            await self._lay_out()
