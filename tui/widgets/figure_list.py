"""A titled list of figures; Enter unfolds the arithmetic of one."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.figures import DIM, Figure
from tui.widgets.row import UNFOLD, Unfolding

INDENT = 2
WIDEST_BAR, BESIDE_BAR = 24, 40  # cells


def hanging(text: str, width: int, indent: int = INDENT) -> str:
    """The text wrapped to ``width``, every line indented."""
    blank = " " * indent
    return textwrap.fill(text, max(20, width), initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False)


class FigureRow(Static, Unfolding, can_focus=True):
    """One figure."""

    BINDING_GROUP_TITLE = "Figure"
    HELP = "One figure. Enter shows how it comes about, Up and Down lead to the next."
    BINDINGS = UNFOLD

    def __init__(self, figure: Figure) -> None:
        super().__init__(classes="figure")
        self._figure = figure

    def show(self, figure: Figure) -> None:
        self._open = self._open and figure.key == self._figure.key
        self._figure = figure
        self.draw()

    def draw(self) -> None:
        figure, width = self._figure, self.cells
        text = figure.text
        if figure.bar is not None:
            room = max(6, min(WIDEST_BAR, width - BESIDE_BAR))
            bar = "█" * max(1, round(room * figure.bar))
            lines = [Content.assemble(" " * INDENT, text, (bar, "$secondary"), figure.after)]
        elif text.cell_length > width - INDENT:
            lines = [Content.styled(hanging(text.plain, width), DIM)]
        else:
            lines = [Content.assemble(" " * INDENT, text)]
        if self._open:
            lines += [Content.styled(hanging(f"= {detail}", width, 2 * INDENT), DIM) for detail in figure.details]
        self.update(Content("\n").join(lines))


class FigureList(Vertical):
    """Hidden while it is empty. Rows are kept from answer to answer, so that the focus stays."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(id=name, classes="list")
        self._title = title
        self.display = False

    def compose(self) -> ComposeResult:
        if self._title:
            yield Static(Content.styled(self._title, "bold"))

    async def show(self, figures: Sequence[Figure]) -> None:
        """Replaces what is shown."""
        self.display = bool(figures)
        rows = list(self.query(FigureRow))
        for row, figure in zip(rows, figures, strict=False):
            row.show(figure)
        await self.mount_all([FigureRow(figure) for figure in figures[len(rows) :]])
        for row in rows[len(figures) :]:
            await row.remove()
