"""What each option costs: bars with their range, cost against volume, break-even, and what would change the answer."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui import words
from tui.quantities import usd
from tui.theme import option_colour
from tui.widgets.row import STEPS, Row

if TYPE_CHECKING:
    from agent.schema import Recommendation
    from tools.decision.curves import CostCurve as Curves

NAME_CELLS, MONEY_CELLS, LABEL = 18, 10, 20
EIGHTHS = " ▏▎▍▌▋▊▉█"


def hanging(text: str, width: int) -> str:
    """The text wrapped to ``width``, every line indented by two."""
    return textwrap.fill(text, max(20, width), initial_indent="  ", subsequent_indent="  ")


class OptionBar(Static, Row, can_focus=True):
    """One option: a bar up to the central case, shaded over P10 to P90. Enter unfolds what it is made of."""

    BINDING_GROUP_TITLE = "Option"
    HELP = "What an option costs a month: █ up to the low case, ▒ to the high one, ┃ the central one. Enter unfolds it."
    BINDINGS = [*STEPS, Binding("enter,space", "unfold", "Show what it is made of")]

    def __init__(self, option: str) -> None:
        super().__init__(classes="option")
        self.option = option
        self._cost: Any = None
        self._top = 1.0
        self._chosen = self._open = False

    def show(self, cost: Any, top: float, chosen: bool) -> None:
        """The cost of this option, drawn on a scale that ends at ``top`` dollars."""
        self._cost, self._top, self._chosen = cost, top, chosen
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def action_unfold(self) -> None:
        self._open = not self._open
        self._draw()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_unfold()

    def _draw(self) -> None:
        if self._cost is None:
            return
        band = self._cost.monthly_usd
        weight = "bold $text" if self._chosen else "$text" if self._cost.feasible else "$foreground 55%"
        mark = "▶ " if self._chosen else "  " if self._cost.feasible else "✕ "
        head = Content.assemble((f"{mark}{words.OPTION[self.option]:<{NAME_CELLS - 2}}", weight))
        if band is None:
            lines = [head]
        else:
            room = max(6, self.content_size.width - NAME_CELLS - MONEY_CELLS)
            bar = self._bar(band, room)
            lines = [Content.assemble(head, bar, (f"{usd(band.mid):>{MONEY_CELLS}}", weight))]
        if not self._cost.feasible:
            why = hanging(self._cost.why_not or "not possible here", self.content_size.width)
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
        lines = [Content.assemble((f"  {words.OPTION_MEANS[self.option]}", "$foreground 65%"))]
        if band is not None:
            lines.append(
                Content.assemble((f"  {usd(band.low)} to {usd(band.high)} a month (P10 to P90)", "$foreground 65%"))
            )
        for line in self._cost.lines:
            name = f"    {line.name}"
            dots = max(1, self.content_size.width - len(name) - MONEY_CELLS)
            lines.append(Content.assemble((f"{name}{' ' * dots}{usd(line.usd):>{MONEY_CELLS}}", "$foreground 65%")))
        return lines


class CostsPanel(VerticalScroll, can_focus=False):
    """Empty until there is a recommendation."""

    def __init__(self) -> None:
        super().__init__(id="costs-panel")
        self._bars: dict[str, OptionBar] = {}
        self._shown: tuple[Recommendation, Any] | None = None

    def compose(self) -> ComposeResult:
        yield Static("Costs appear with your first message.", id="no-costs", classes="empty")
        yield Static(id="costs-title", classes="title")
        yield Vertical(id="bars")
        yield Static(id="payback", classes="list")
        yield Vertical(id="curves")
        yield Static(id="break-even", classes="list")
        yield Static(id="flips", classes="list")
        yield Static(id="tornado", classes="list")

    async def show(self, recommendation: Recommendation, tokens_per_day: float | None, tornado: Any = ()) -> None:
        """Draws a recommendation; bars are sorted cheapest first, what is not feasible last."""
        self.query_one("#no-costs").display = False
        volume = f" at {words.tokens_a_day(tokens_per_day)}" if tokens_per_day else ""
        self.query_one("#costs-title", Static).update(f"US dollars a month{volume}")
        await self._show_bars(recommendation)
        self._shown = (recommendation, tornado)
        self._show_lists()

    def on_resize(self) -> None:
        self._show_lists()

    def _show_lists(self) -> None:
        """What stands below the bars; wrapped by hand, and so again at another width."""
        if self._shown is None:
            return
        (recommendation, tornado), width = self._shown, self.content_size.width
        self._put("payback", _payback(recommendation))
        self._put("break-even", _break_even(recommendation, width))
        self._put("flips", _flips(recommendation))
        self._put("tornado", _tornado(tornado, width))

    def _put(self, name: str, content: Content) -> None:
        place = self.query_one(f"#{name}", Static)
        place.display = bool(content)
        place.update(content)

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
            bar.show(costs[option], top, option in chosen)

    async def show_curves(self, curves: Curves) -> None:
        """Draws cost against volume; the plot library is loaded only now."""
        from tui.widgets.curve import CostCurve

        box = self.query_one("#curves")
        existing = box.query(CostCurve)
        if existing:
            existing.first().show(curves)
        else:
            curve = CostCurve()
            await box.mount(curve)
            curve.show(curves)


def _titled(title: str, lines: list[Content]) -> Content:
    return Content("\n").join([Content.assemble((title, "bold")), *lines]) if lines else Content()


def _payback(recommendation: Recommendation) -> Content:
    months = recommendation.payback_months
    return (
        Content.assemble(("Moving pays back in ", "$foreground 65%"), f"{months:.1f} months") if months else Content()
    )


def _break_even(recommendation: Recommendation, width: int) -> Content:
    lines = []
    for entry in recommendation.break_even:
        against = words.OPTION[entry.against].lower() + (f" ({entry.workload})" if entry.workload else "")
        if entry.tokens_per_day is None:
            why = f": {entry.why_null}" if entry.why_null else ""
            text = hanging(f"against {against}: never{why}", width)
        else:
            text = hanging(f"against {against}: from {words.tokens_a_day(entry.tokens_per_day)}", width)
        lines.append(Content.assemble((text, "$foreground 65%")))
    return _titled("Hosting it yourself stays cheaper", lines)


def _flips(recommendation: Recommendation) -> Content:
    lines = [
        Content.assemble(
            (f"  {words.label(flip.slot)} ", "$foreground 65%"),
            words.value(flip.slot, flip.at),
            (" → ", "$accent"),
            words.OPTION[flip.becomes],
        )
        for flip in recommendation.flips
    ]
    return _titled("What would change the answer", lines)


def _tornado(bars: Any, width: int) -> Content:
    """What the answer hangs on most: the swing of the cost gap to the runner-up, one bar an input."""
    swings = sorted(((abs(b.high_gap_usd - b.low_gap_usd), b) for b in bars), key=lambda s: -s[0])[:6]
    top = max((s for s, _ in swings), default=0)
    if not top:
        return Content()
    room = max(6, min(24, width - 40))
    lines = [
        Content.assemble(
            (f"  {words.label(bar.slot):<{LABEL}.{LABEL}} ", "$foreground 65%"),
            ("█" * max(1, round(room * swing / top)), "$secondary"),
            f" ±{usd(swing / 2)}",
        )
        for swing, bar in swings
    ]
    return _titled("What the gap to the runner-up hangs on", lines)
