"""Quantities as people write them, in and out. One format per unit."""

from __future__ import annotations

import math
import re

SUFFIXES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
WRITTEN = re.compile(
    r"(?P<number>[+-]?\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?\.\d+)\s*(?P<suffix>[kmbt]?)(?P<percent>%?)", re.IGNORECASE
)


def parse_quantity(text: str) -> float:
    """30M, 1.5k, 2,000, 1e6, 35% as a number. Error: ValueError."""
    found = WRITTEN.fullmatch(text.strip().removeprefix("$").strip())
    if not found:
        raise ValueError(f"{text!r} is not a number (30M, 1.5k, 2,000, 1e6 and 35% are)")
    value = float(found["number"].replace(",", "").replace("_", "")) * SUFFIXES[found["suffix"].lower()]
    value = value / 100 if found["percent"] else value
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is too large")
    return value


def short(value: float) -> str:
    """30M, 1.5k, 12: at most three figures, for axes and narrow places."""
    for limit, suffix in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= limit * 0.9995:
            return f"{value / limit:.3g}{suffix}"
    return f"{value:.3g}"


def usd(value: float) -> str:
    """$0.42, $720, $12,300, $1.25M: cents only where they matter, millions short."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    if size >= 999_950:
        return f"{sign}${size / 1e6:,.2f}M"
    return f"{sign}${size:,.2f}" if 0 < size < 10 else f"{sign}${size:,.0f}"
