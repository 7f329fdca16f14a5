"""What each option costs: bars with their range, cost against volume, break-even, and what would change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui import figures, words
from tui.widgets.figure_list import FigureList
from tui.widgets.option_bar import OptionBar

if TYPE_CHECKING:
    from agent.schema import Recommendation
    from tools.decision.curves import CostCurve as Curves


class CostsPanel(VerticalScroll, can_focus=False):
    """Empty until there is a recommendation."""

    def __init__(self) -> None:
        super().__init__(id="costs-panel")
        self._bars: dict[str, OptionBar] = {}
        self._shown: Recommendation | None = None

    def compose(self) -> ComposeResult:
        yield Static("Costs appear with your first message.", id="no-costs", classes="empty")
        yield Static(id="costs-title", classes="title")
        yield Vertical(id="bars")
        yield FigureList("", "payback")
        yield Vertical(id="curves")
        yield FigureList("Hosting it yourself stays cheaper", "break-even")
        yield FigureList("What would change the answer", "flips")
        yield FigureList("What the gap to the runner-up hangs on", "tornado")

    async def show(self, recommendation: Recommendation, tokens_per_day: float | None, tornado: Any = ()) -> None:
        """Draws a recommendation; bars are sorted cheapest first, what is not feasible last."""
        self._shown = recommendation
        self.query_one("#no-costs").display = False
        volume = f" at {words.tokens_a_day(tokens_per_day)}" if tokens_per_day else ""
        self.query_one("#costs-title", Static).update(f"US dollars a month{volume}")
        await self._show_bars(recommendation)
        for name, rows in (
            ("payback", figures.payback(recommendation)),
            ("break-even", figures.break_even(recommendation)),
            ("flips", figures.flips(recommendation)),
            ("tornado", figures.tornado(tornado, recommendation.option)),
        ):
            await self.query_one(f"#{name}", FigureList).show(rows)

    async def _show_bars(self, recommendation: Recommendation) -> None:
        costs = {o: c for o, c in recommendation.costs.items() if c.monthly_usd or c.why_not}
        bands = {o: c.monthly_usd for o, c in costs.items() if c.monthly_usd}
        order = sorted(costs, key=lambda o: (not costs[o].feasible, bands[o].mid if o in bands else 0.0))
        top = max((band.high for band in bands.values()), default=0.0) or 1.0
        if list(self._bars) != order:
            await self.query("OptionBar").remove()
            self._bars = {option: OptionBar(option) for option in order}
            await self.query_one("#bars").mount_all(self._bars.values())
        chosen = {recommendation.option, *(w.option for w in recommendation.by_workload)}
        for option, bar in self._bars.items():
            bar.show(costs[option], top, option in chosen, figures.of_option(option, recommendation))

    async def show_curves(self, curves: Curves) -> None:
        """Draws cost against volume; the plot library is loaded only now."""
        from tui.widgets.curve import CostCurve

        box = self.query_one("#curves")
        if not box.query(CostCurve):
            await box.mount(CostCurve())
        shown = self._shown
        marks, above = (figures.marks(shown), figures.in_front(shown)) if shown else ((), ())
        box.query_one(CostCurve).show(curves, marks, above)
