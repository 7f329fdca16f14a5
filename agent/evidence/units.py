"""One way to write each kind of value: three significant digits, the unit always beside the figure.

The rounding is never coarser than the digits shown promise, so that a reader (or a script) finds the value again.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable

Value = float | int | str | bool | dt.date | None

ALIASES = {
    "usd/month": "usd_month",
    "usd a month": "usd_month",
    "usd per month": "usd_month",
    "usd/mo": "usd_month",
    "$/month": "usd_month",
    "usd/day": "usd_day",
    "usd": "usd",
    "usd once": "usd",
    "$": "usd",
    "tokens/day": "tokens_day",
    "tokens a day": "tokens_day",
    "tokens per day": "tokens_day",
    "tokens/month": "tokens_month",
    "tokens a month": "tokens_month",
    "tokens": "tokens",
    "requests/day": "requests_day",
    "requests a day": "requests_day",
    "share": "share",
    "%": "percent",
    "percent": "percent",
    "tok/s": "tok_s",
    "tokens/s": "tok_s",
    "output tok/s": "output_tok_s",
    "total tok/s": "total_tok_s",
    "months": "months",
    "month": "months",
    "gpus": "gpus",
    "gpu": "gpus",
    "replicas": "replicas",
    "usd/mtok": "usd_mtok",
    "usd per mtok": "usd_mtok",
    "usd/m tokens": "usd_mtok",
    "usd/million tokens": "usd_mtok",
    "usd per million tokens": "usd_mtok",
    "usd a million tokens": "usd_mtok",
    "$/mtok": "usd_mtok",
    "usd/gpu-hour": "usd_gpu_hour",
    "usd/gpu hour": "usd_gpu_hour",
    "usd per gpu-hour": "usd_gpu_hour",
    "usd/gpu/hour": "usd_gpu_hour",
    "usd/gpu/h": "usd_gpu_hour",
    "usd a gpu-hour": "usd_gpu_hour",
    "usd a gpu hour": "usd_gpu_hour",
    "usd/hour": "usd_hour",
    "usd per hour": "usd_hour",
    "usd/h": "usd_hour",
    "usd an hour": "usd_hour",
    "hours/month": "hours_month",
    "hours a month": "hours_month",
    "h/month": "hours_month",
    "hours": "hours",
    "ms": "ms",
    "milliseconds": "ms",
    "x": "ratio",
    "ratio": "ratio",
    "factor": "ratio",
    "times": "ratio",
    "share/year": "share_year",
    "share a year": "share_year",
    "": "plain",
}


@functools.lru_cache(maxsize=256)
def unit_key(unit: str) -> str:
    """The one name of a unit; units not known here keep their own words."""
    lowered = unit.strip().lower()
    if lowered in ALIASES:
        return ALIASES[lowered]
    if lowered.startswith("share"):
        return "share"
    return "ratio" if lowered.startswith("multiple of") or " over " in lowered else lowered


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant(value: float, digits: int = 3) -> float:
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def number(value: float, exact: bool = False) -> str:
    """``12,300``, ``0.88``, ``1.5``: three significant digits, or as given when ``exact``."""
    if not math.isfinite(value):
        return "not known"
    shown = value if exact else _significant(value)
    if abs(shown) >= 100 or float(shown).is_integer():
        return f"{shown:,.2f}".rstrip("0").rstrip(".") if exact else f"{shown:,.0f}"
    return _trim(f"{shown:.6f}")


def scaled(value: float, exact: bool = False) -> str:
    """``850k``, ``30M``, ``1.25B``: for volumes of tokens."""
    for limit, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(_significant(value)) >= limit:
            return (
                number(value / limit if letter != "k" else value / 1e3, exact and (value / limit * 1e3).is_integer())
                + letter
            )
    return number(value, exact)


def dollars(value: float, exact: bool = False) -> str:
    """``$0.88``, ``$45``, ``$12,300``, ``$1.25M``."""
    if not math.isfinite(value):
        return "not known"
    sign, size = ("-" if value < 0 else ""), abs(value)
    if not exact and _significant(size) >= 1e6:
        return f"{sign}${scaled(size)}"
    if 0 < size < 0.1:
        return f"{sign}${number(size)}"
    if size < 10 and not float(size).is_integer():
        return f"{sign}${size:.2f}"
    return f"{sign}${number(size if exact else round(size) if size < 100 else size, exact)}"


def price(value: float, exact: bool = False) -> str:
    """``$3.99``, ``$18.50``: a unit price, to the cent below a hundred dollars."""
    if 0 < value < 0.1 and not exact:
        return f"${number(_significant(value, 2))}"
    if 0.1 <= value < 1 and abs(round(value, 2) - value) > 0.005 * value:
        return f"${value:.3f}"  # to the cent it would not be found again
    return f"${value:.2f}" if 0.1 <= value < 100 else dollars(value, exact)


def percent(share: float) -> str:
    """``83%``; never a round hundred or nought that is not one."""
    if 0.995 <= share < 1:
        return "99.9%" if share >= 0.9985 else f"{min(share * 100, 99.8):.1f}%"
    if 0 < abs(share) < 0.1:
        return f"{_trim(f'{_significant(share * 100, 2):.3f}')}%"
    whole = round(share * 100)
    return f"{whole}%" if abs(share * 100 - whole) < 0.49 else f"{share * 100:.1f}%"  # a half is not rounded away


def _plural(text: str, one: str, many: str) -> str:
    return f"{text} {one if text == '1' else many}"


Writer = Callable[[float, bool], str]
WRITERS: dict[str, Writer] = {
    "usd_month": lambda v, e: f"{dollars(v, e)} a month",
    "usd_day": lambda v, e: f"{dollars(v, e)} a day",
    "usd": dollars,
    "tokens_day": lambda v, e: f"{scaled(v, e)} tokens a day",
    "tokens_month": lambda v, e: f"{scaled(v, e)} tokens a month",
    "tokens": lambda v, e: f"{scaled(v, e)} tokens",
    "requests_day": lambda v, e: f"{scaled(v, e)} requests a day",
    "share": lambda v, e: percent(v),
    "share_year": lambda v, e: f"{percent(v)} a year",
    "percent": lambda v, e: percent(v / 100),
    "tok_s": lambda v, e: f"{number(v)} tok/s",
    "output_tok_s": lambda v, e: f"{number(v)} tok/s of output",
    "total_tok_s": lambda v, e: f"{number(v)} tok/s of input and output",
    "months": lambda v, e: _plural(number(_significant(v, 2)), "month", "months"),
    "gpus": lambda v, e: _plural(number(v, True), "GPU", "GPUs"),
    "replicas": lambda v, e: _plural(number(v, True), "copy of the model", "copies of the model"),
    "usd_mtok": lambda v, e: f"{price(v, e)} per million tokens",
    "usd_gpu_hour": lambda v, e: f"{price(v, e)} per GPU-hour",
    "usd_hour": lambda v, e: f"{price(v, e)} an hour",
    "hours_month": lambda v, e: f"{number(v)} hours a month",
    "hours": lambda v, e: _plural(number(v), "hour", "hours"),
    "ms": lambda v, e: f"{number(v, True)} ms",
    "ratio": lambda v, e: f"{number(v)}x",
    "plain": number,
}


def say(value: Value, unit: str, *, cell: bool = False, exact: bool = False) -> str:
    """The value in words and figures. ``cell``: under a heading that names the period ("a month" is left out)."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    key = unit_key(unit)
    if cell and key == "usd_month":
        key = "usd"
    if cell and key == "usd_mtok":
        return price(float(value), exact)
    writer = WRITERS.get(key)
    return writer(float(value), exact) if writer else f"{number(float(value), exact)} {unit}"
