"""Cost against volume on two logarithmic axes, with where you are. Imported late: it brings numpy and textual-plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual_plot import AxisFormatter, HiResMode, PlotWidget

from tui import words
from tui.quantities import short
from tui.theme import option_colour

if TYPE_CHECKING:
    from tools.decision.curves import CostCurve as Curves


class Decades(AxisFormatter):
    """Ticks of an axis that holds decimal logarithms: powers of ten, labelled with what they stand for."""

    def __init__(self, money: bool) -> None:
        self._money = money

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        step = max(1, math.ceil((max_ - min_) / max(1, max_ticks)))
        return [float(t) for t in range(math.ceil(min_), math.floor(max_) + 1, step)]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [("$" if self._money else "") + short(10**t) for t in ticks]


class CostCurve(Vertical):
    """The curves with a legend above; a staircase stays visible as one."""

    def compose(self) -> ComposeResult:
        yield Static(classes="legend")
        plot = PlotWidget(allow_pan_and_zoom=False)
        plot.can_focus = False
        yield plot
        yield Static(classes="muted under")

    def on_mount(self) -> None:
        self._names: list[tuple[str, str]] = []

    def on_resize(self) -> None:
        self._legend()

    def show(self, curves: Curves, break_even: Sequence[tuple[str, float]] = (), above: Sequence[str] = ()) -> None:
        """Draws anew. ``break_even``: (against, tokens a day) of each volume from which own GPUs stay cheaper.
        ``above``: options whose lines may not be hidden by others, the foremost last."""
        plot = self.query_one(PlotWidget)
        plot.clear()
        plot.margin_left, plot.margin_top, plot.margin_bottom = 6, 0, 2
        plot.set_x_formatter(Decades(money=False))
        plot.set_y_formatter(Decades(money=True))
        dark = self.app.current_theme.dark
        xs = [math.log10(v) for v in curves.tokens_per_day]
        ys: list[float] = []
        for option in sorted(curves.monthly_usd, key=lambda o: above.index(o) if o in above else -1):
            costs = curves.monthly_usd[option]
            points = [(x, math.log10(c)) for x, c in zip(xs, costs, strict=True) if c and c > 0]
            ys += [y for _, y in points]
            if points:
                plot.plot(
                    [p[0] for p in points], [p[1] for p in points],
                    line_style=option_colour(option, dark), hires_mode=HiResMode.BRAILLE,
                )  # fmt: skip
        plot.set_xlimits(xs[0], xs[-1] + (xs[-1] - xs[0]) / 50)  # a little room, or the last point lies on the frame
        if ys:
            plot.set_ylimits(math.floor(min(ys)), math.ceil(max(ys)))
        if curves.here:
            plot.add_v_line(math.log10(curves.here), "#ffc777" if dark else "#9a5b00")
        inside = [(o, v) for o, v in break_even if xs[0] <= math.log10(v) <= xs[-1]]
        own = curves.monthly_usd.get("self_host")
        for _, volume in inside if own else ():
            at = math.log10(volume)
            cost = own[min(range(len(xs)), key=lambda i: abs(xs[i] - at))] if own else None
            if cost:
                plot.scatter([at], [math.log10(cost)], marker="◆", marker_style="#c8d3f5" if dark else "#2a3050")
        self._caption(curves, inside, dark)

    def _caption(self, curves: Curves, break_even: Sequence[tuple[str, float]], dark: bool) -> None:
        self._names = [(words.OPTION[option], option_colour(option, dark)) for option in curves.monthly_usd]
        self._legend()
        under = ["tokens a day" + (f"   │ you: {short(curves.here)}" if curves.here else "")]
        under += [f"◆ own GPUs stay below {words.inside(o)} from {short(v)}" for o, v in break_even]
        self.query_one(".under", Static).update("\n".join(under))

    def _legend(self) -> None:
        """Wrapped by hand: a name stays with its mark."""
        title = Content.assemble(("If the volume changes", "bold"), ("  $ a month", "$foreground 65%"))
        rows: list[list[Content]] = [[]]
        for name, colour in self._names:
            entry = Content.assemble(("━ ", colour), (name, "$foreground 65%"))
            if sum(e.cell_length + 2 for e in rows[-1]) + entry.cell_length > self.content_size.width:
                rows.append([])
            rows[-1].append(entry)
        lines = [title, *(Content("  ").join(row) for row in rows if row)]
        self.query_one(".legend", Static).update(Content("\n").join(lines))
