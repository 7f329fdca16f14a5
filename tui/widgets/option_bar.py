"""What one option costs a month: a bar with its range, and how it comes about."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widgets import Static

from tui import words
from tui.figures import DIM
from tui.quantities import usd
from tui.theme import option_colour
from tui.widgets.figure_list import hanging
from tui.widgets.row import UNFOLD, Unfolding

NAME_CELLS, MONEY_CELLS = 18, 10
EIGHTHS = " ▏▎▍▌▋▊▉█"


class OptionBar(Static, Unfolding, can_focus=True):
    """One option: a bar up to the central case, shaded over P10 to P90. Enter unfolds what it is made of."""

    BINDING_GROUP_TITLE = "Option"
    HELP = (
        "What an option costs a month: █ up to the low case, ▒ to the high one, ┃ the central one. "
        "Enter shows what it is made of and the arithmetic."
    )
    BINDINGS = UNFOLD

    def __init__(self, option: str) -> None:
        super().__init__(classes="option")
        self.option = option
        self._cost: Any = None
        self._top = 1.0
        self._arithmetic: tuple[str, ...] = ()
        self._chosen = False

    def show(self, cost: Any, top: float, chosen: bool, arithmetic: tuple[str, ...]) -> None:
        """The cost of this option, drawn on a scale that ends at ``top`` dollars."""
        self._cost, self._top, self._chosen, self._arithmetic = cost, top, chosen, arithmetic
        self.draw()

    def draw(self) -> None:
        if self._cost is None:
            return
        band = self._cost.monthly_usd
        weight = "bold $text" if self._chosen else "$text" if self._cost.feasible else "$foreground 55%"
        mark = "▶ " if self._chosen else "  " if self._cost.feasible else "✕ "
        head = Content.assemble((f"{mark}{words.OPTION[self.option]:<{NAME_CELLS - 2}}", weight))
        if band is None:
            lines = [head]
        else:
            room = max(6, self.cells - NAME_CELLS - MONEY_CELLS)
            bar = self._bar(band, room)
            lines = [Content.assemble(head, bar, (f"{usd(band.mid):>{MONEY_CELLS}}", weight))]
        if not self._cost.feasible:
            why = hanging(self._cost.why_not or "not possible here", self.cells)
            lines.append(Content.assemble((why, "italic $foreground 55%")))
        if self._open:
            lines += self._details(band)
        self.update(Content("\n").join(lines))

    def _bar(self, band: Any, room: int) -> Content:
        """Solid to the low case, shaded to the high one, a mark at the central one; eighths of a cell if short."""
        dark = self.app.current_theme.dark
        colour = option_colour(self.option, dark) if self._cost.feasible else "$foreground 30%"
        low, mid, high = (room * min(v, self._top) / self._top for v in (band.low, band.mid, band.high))
        if high < 2:
            cells = [EIGHTHS[max(1, min(8, round(high * 8)))]] if high < 1 else ["█", EIGHTHS[round((high - 1) * 8)]]
        else:
            cells = list("█" * round(low) + "▒" * (round(high) - round(low)))
            if round(high) > round(low):
                cells[max(0, round(mid) - 1)] = "┃"
        return Content.assemble(("".join(cells), colour), " " * (room - len(cells)))

    def _details(self, band: Any) -> list[Content]:
        width = self.cells
        lines = [hanging(words.OPTION_MEANS[self.option], width)]
        if band is not None:
            lines.append(f"  {usd(band.low)} to {usd(band.high)} a month (P10 to P90)")
        for line in self._cost.lines:
            name = f"    {line.name}"
            dots = max(1, width - len(name) - MONEY_CELLS)
            lines.append(f"{name}{' ' * dots}{usd(line.usd):>{MONEY_CELLS}}")
        lines += [hanging(f"= {step}", width) for step in self._arithmetic]
        return [Content.styled(line, DIM) for line in lines]
