"""Two conversations, or a conversation and a scenario kept in it, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from tui import slots, words
from tui.quantities import usd
from tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from tools.profile import Profile
    from tools.results import Assessment

RANGES_FROM = 110  # cells of the screen
USE, DROP = "use", "drop"
SCENARIO_KEYS = "U takes the scenario over · Del twice deletes it · Esc closes"


@dataclass(frozen=True)
class Case:
    """A profile under the name by which people know it, and its assessment."""

    name: str
    profile: Profile
    found: Assessment


class Compare(Dialog[str | None]):
    """Option, confidence and each option's cost in two columns, then the facts that differ. Dismissed with USE or DROP
    where the one on the right is a scenario (``kept``) and the user wants that, else with None."""

    BINDINGS = [
        Binding("escape,q,enter", "dismiss(None)", "Back"),
        Binding("u", "use", "Use it"),
        Binding("delete,ctrl+d", "drop", "Delete it"),
    ]

    def __init__(self, left: Case, right: Case, *, kept: bool = False) -> None:
        super().__init__()
        self._left, self._right, self._kept = left, right, kept
        self._doomed = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            yield Label("Side by side", classes="title")
            with VerticalScroll() as scroll:
                yield Static(self._table(), id="compared")
            scroll.focus()
            yield Label(SCENARIO_KEYS if self._kept else "Esc closes", classes="hint")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._kept or action not in ("use", "drop")

    def action_use(self) -> None:
        self.dismiss(USE)

    def action_drop(self) -> None:
        if self._doomed:
            self.dismiss(DROP)
        else:
            self._doomed = True
            self.notify("Press Del again to delete this scenario.", severity="warning")

    def _table(self) -> Table:
        table = Table(box=None, expand=True, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column("", no_wrap=True)
        for case in (self._left, self._right):
            table.add_column(Text(case.name), ratio=1)
        table.add_row("Recommended", *(Text(words.OPTION[c.found.option], "bold") for c in (self._left, self._right)))
        table.add_row(
            "How sure", *(words.sure(c.found.confidence) for c in (self._left, self._right)), end_section=True
        )
        _part(table, "US dollars a month")
        for option in words.OPTION:
            cells = [
                _cost(case.found, option, ranges=self.app.size.width >= RANGES_FROM)
                for case in (self._left, self._right)
            ]
            if any(cells):
                table.add_row(f"  {words.OPTION[option]}", *(cell or "-" for cell in cells))
        _part(table, "Facts that differ")
        apart = differing(self._left.profile, self._right.profile)
        for label, left, right in apart:
            table.add_row(f"  {label}", Text(left), Text(right))
        if not apart:
            table.add_row("  none")
        return table


def _part(table: Table, title: str) -> None:
    table.add_row("")
    table.add_row(Text(title, "bold"))


def _cost(found: Assessment, option: str, *, ranges: bool) -> Text | None:
    """The central cost, with its P10 to P90 where there is room; ▶: recommended, ✕: not possible."""
    cost = next((cost for name, cost in found.costs.items() if name == option), None)
    if cost is None:
        return None
    band = cost.monthly_usd
    money = usd(band.mid) + (f" ({usd(band.low)} to {usd(band.high)})" if ranges else "") if band else ""
    mark = "▶ " if option == found.option else "  " if cost.feasible else "✕ "
    return Text(mark + (money or "not possible"), "bold" if option == found.option else "")


def differing(left: Profile, right: Profile) -> list[tuple[str, str, str]]:
    """(label, left, right) in words for each slot that has not the same value in both."""
    several = max(len(left.workloads), len(right.workloads))
    paths = [(f"workloads[{n}].{s.key}", f" {n + 1}" if several > 1 else "") for n in range(several)
             for s in slots.WORKLOAD]  # fmt: skip
    paths += [(f"{section}.{s.key}", "") for section, (_, members) in slots.SECTIONS.items() for s in members]
    both = [(path, more, _value(left, path), _value(right, path)) for path, more in paths]
    return [(words.label(p) + more, words.value(p, a), words.value(p, b)) for p, more, a, b in both if a != b]


def _value(profile: Profile, path: str) -> Any:
    from tools.profile import slot_value

    return slot_value(profile, path)
