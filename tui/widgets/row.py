"""What the rows of a panel share: Up and Down lead from row to row, and scroll on where the rows end."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget

LINES = 4  # scrolled where there is no further row
UNSEEN = 48  # cells: a row in a panel that was not shown yet has no width; the narrowest panel is about so wide

# For the row's own BINDINGS: textual's Static does not inherit any.
STEPS = [
    Binding("up", "step(-1)", "Up", show=False),
    Binding("down", "step(1)", "Down", show=False),
]

UNFOLD = [*STEPS, Binding("enter,space", "unfold", "Arithmetic")]


class Row(Widget):
    """Mixed into a focusable row that lies anywhere in a scrolling panel; named after the widget that the row is,
    since textual takes styles, and names for queries, from the first base only."""

    @property
    def cells(self) -> int:
        """The width to draw for, also before the row was first shown: no word may be cut that then flickers."""
        return self.content_size.width or UNSEEN

    def action_step(self, by: int) -> None:
        """Focuses the next row of the panel, or the one before."""
        panel = next(a for a in self.ancestors if isinstance(a, VerticalScroll))
        rows = [row for row in panel.query("*").results(Row) if row.display]
        at = rows.index(self) + by
        if 0 <= at < len(rows):
            rows[at].focus()
        else:
            panel.scroll_relative(y=by * LINES, animate=False)


class Unfolding(Row):
    """A row whose arithmetic a click or a key shows and hides; drawn anew at every width."""

    _open = False

    def on_resize(self) -> None:
        self.draw()

    def action_unfold(self) -> None:
        self._open = not self._open
        self.draw()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_unfold()

    def draw(self) -> None:
        raise NotImplementedError
