"""What-if by keys: the next value of a slot in one direction. Quantities move in ratios, shares in points, choices in
their order."""

from __future__ import annotations

import math
from typing import Any

from tui import slots
from tui.slots import Slot

RUNGS = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # of each power of ten: steps of 20 to 33%, all easy to read
FAR = 3  # rungs of a bigger step: about double
POINTS, FAR_POINTS = 5, 20  # of a share, in percent
LEAST_RATIO = {"peak_to_average": 1.0}


def movable(slot: Slot) -> bool:
    """Whether there is an order in which the slot's values can be walked through."""
    return slot.kind in ("number", "ms", "share") or bool(slots.choices(slot))


def moved(slot: Slot, value: Any, by: int, *, far: bool = False) -> Any:
    """The value one step up (``by`` 1) or down (-1) from ``value``; at the end of the scale, ``value`` itself.

    Quantities (kinds number and ms) need a start above zero; a slot with choices may start from None.
    """
    offered = [choice for _, choice in slots.choices(slot)]
    if offered:
        at = offered.index(value) if value in offered else (-1 if by > 0 else len(offered))
        return offered[max(0, min(len(offered) - 1, at + by))]
    if slot.kind == "share":
        highest = math.inf if slot.key == "growth_per_year" else 100
        return max(0, min(highest, _next_multiple(value * 100, FAR_POINTS if far else POINTS, by))) / 100
    for _ in range(FAR if far else 1):
        value = _rung(value, by)
    return max(value, LEAST_RATIO.get(slot.key, 0.0))


def _next_multiple(number: float, step: int, by: int) -> float:
    exact = number / step
    return (math.floor(exact + 1e-9) + 1 if by > 0 else math.ceil(exact - 1e-9) - 1) * step


def _rung(value: float, by: int) -> float:
    """The next rung of the ladder beyond a positive value."""
    decade = math.floor(math.log10(value))
    rungs = [float(f"{rung}e{power}") for power in range(decade - 1, decade + 2) for rung in RUNGS]
    if by > 0:
        return next(rung for rung in rungs if rung > value * (1 + 1e-9))
    return next(rung for rung in reversed(rungs) if rung < value * (1 - 1e-9))
