"""The keys at the bottom. Where a row is too narrow for them they go on in a second one: none is cut off."""

from __future__ import annotations

from fractions import Fraction

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterLabel


class Flow(Layout):
    """Children side by side, each as wide as it wants to be; those that do not fit begin a new row. The label of a
    group of keys stays with them."""

    name = "flow"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        parent.pre_layout(self)
        viewport, whole = parent.app.viewport_size, Fraction(size.width)
        boxes = [child._get_box_model(size, viewport, whole, Fraction(1)) for child in children]
        cells = [int(box.width) + box.margin.width for box in boxes]
        placements: list[WidgetPlacement] = []
        x = y = 0
        for at, (child, box) in enumerate(zip(children, boxes, strict=True)):
            labelled = at + 1 < len(children) and isinstance(children[at + 1], FooterLabel)
            needed = cells[at] + (cells[at + 1] if labelled else 0)
            if x and x + needed > size.width and not isinstance(child, FooterLabel):
                x, y = 0, y + 1
            region = Region(x + box.margin.left, y, int(box.width), 1)
            placements.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), child))
            x += cells[at]
        return placements


class KeyBar(Footer):
    """textual's footer with the layout above; a row is one line high."""

    _flow = Flow()

    @property
    def layout(self) -> Layout:  # textual takes other layouts by name only, from a list of its own
        return self._flow
