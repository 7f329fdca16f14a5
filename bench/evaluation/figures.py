"""One measured figure and the goal it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """``most`` or ``least`` of the figure's own unit."""

    kind: Literal["most", "least"]
    value: float

    def met(self, value: float) -> bool:
        return value <= self.value if self.kind == "most" else value >= self.value


@dataclass(frozen=True)
class Figure:
    """``value`` None: not measured, and ``note`` says why. ``unit`` "share" is shown in per cent."""

    area: str
    what: str
    value: float | None
    unit: str = "share"
    goal: Goal | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        if self.goal is None:
            return ""
        return "met" if self.goal.met(self.value) else "**missed**"

    @property
    def shown(self) -> str:
        return "-" if self.value is None else formatted(self.value, self.unit)

    @property
    def aim(self) -> str:
        if self.goal is None:
            return ""
        return f"{'at most' if self.goal.kind == 'most' else 'at least'} {formatted(self.goal.value, self.unit)}"


def formatted(value: float, unit: str) -> str:
    """A share in per cent (all but nothing never looks like all), anything else with three digits that count."""
    if unit == "share":
        return "100%" if value == 1 else f"{100 * value:.1f}%" if value < 0.9995 else f"{100 * value:.2f}%"
    number = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    return f"{number} {unit}".strip()


def at_most(value: float) -> Goal:
    return Goal("most", value)


def at_least(value: float) -> Goal:
    return Goal("least", value)
