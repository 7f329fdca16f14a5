"""Below the profile while a slot is moved: option, confidence and every option's cost, now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui import words
from tui.quantities import usd
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from tools.results import Assessment

NAME_CELLS, MONEY_CELLS = 17, 9
KEYS = "← → move · with Shift further · Enter keeps · Esc discards"


class WhatIf(Drawn):
    """Hidden unless a value is being tried."""

    def __init__(self) -> None:
        super().__init__(id="what-if")
        self.display = False

    def show(self, before: Assessment, after: Assessment) -> None:
        """Draws both. The rows keep the order of ``before``, so that nothing jumps while a key is held."""
        self.display = True
        self.draw(Content("\n").join([verdict(before, after), *_costs(before, after), Content.styled(KEYS, DIM)]))

    def hide(self) -> None:
        self.display = False


DIM = "$foreground 65%"


def verdict(before: Assessment, after: Assessment) -> Content:
    """Whether the option stays, and how sure each is."""
    was, now = words.sure(before.confidence), words.sure(after.confidence)
    if before.option == after.option:
        return Content.assemble(
            ("◇ still ", DIM), (words.OPTION[after.option], "bold $primary"), (f"  {was} → ", DIM), now
        )
    return Content.assemble(
        ("◆ ", "bold $warning"), (f"{words.OPTION[before.option]} {was} → ", DIM),
        (words.OPTION[after.option], "bold $primary"), f" {now}",
    )  # fmt: skip


def _costs(before: Assessment, after: Assessment) -> list[Content]:
    """One line an option: dollars a month now and then."""
    options = [o for o in after.costs if after.costs[o].monthly_usd or _usd(before, o) is not None]
    options.sort(key=lambda o: (not before.costs[o].feasible if o in before.costs else True, _usd(before, o) or 0.0))
    lines = []
    for option in options:
        cost, then, now = after.costs[option], _usd(after, option), _usd(before, option)
        mark = "▶ " if option == after.option else "  " if cost.feasible else "✕ "
        style = "bold $text" if option == after.option else "$text" if cost.feasible else "$foreground 55%"
        lines.append(
            Content.assemble(
                (f"{mark}{words.OPTION[option]:<{NAME_CELLS}}", style),
                (f"{_money(now):>{MONEY_CELLS}} → ", DIM),
                (f"{_money(then):>{MONEY_CELLS}}", style),
                (f"  {_change(now, then)}", DIM),
            )
        )
    return lines


def _usd(found: Assessment, option: str) -> float | None:
    cost = next((cost for name, cost in found.costs.items() if name == option), None)
    return cost.monthly_usd.mid if cost is not None and cost.monthly_usd is not None else None


def _money(amount: float | None) -> str:
    return "-" if amount is None else usd(amount)


def _change(before: float | None, after: float | None) -> str:
    if not before or after is None or round(100 * (after / before - 1)) == 0:
        return ""
    ratio = after / before
    return f"{100 * (ratio - 1):+.0f}%" if ratio < 3 else f"{ratio:.3g}x"
