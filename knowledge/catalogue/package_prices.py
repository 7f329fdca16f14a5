"""The genai-prices package as plain numbers: per provider and model a ladder of prices by prompt length.

Imported lazily and without network. The package is fuzzy about names; here a model is named by its exact id in the
package (``find_model`` in :mod:`knowledge.catalogue.model_names` translates people's words into it).
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from dataclasses import dataclass
from typing import Any

DAY_S = 86_400.0
VERIFIED = re.compile(r"(?:verified on|[Ll]aunched on \w+|[Rr]eleased|listed .{0,60}? on) (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Rung:
    """Prices (USD a million tokens) of a request whose prompt is longer than ``over`` tokens."""

    over: int
    input: float
    output: float
    cached: float | None
    batch_input: float | None
    batch_output: float | None


@dataclass(frozen=True)
class Clock:
    """A price that depends on the hour, for short prompts: USD a million tokens (input, output). ``dear_hours``: UTC;
    ``waits``: the cheap hours stand in for a batch price, of which the vendor lists none."""

    cheap: tuple[float, float]
    dear: tuple[float, float]
    dear_hours: str
    waits: bool

    @property
    def note(self) -> str:
        text = (
            f"mean over the day, traffic spread evenly: {self.dear[0]:g} in and {self.dear[1]:g} out at "
            f"{self.dear_hours}, else {self.cheap[0]:g} and {self.cheap[1]:g}"
        )
        return text + ("; what can wait for a batch is priced at the cheap hours" if self.waits else "")


@dataclass(frozen=True)
class PackagePrice:
    """``rungs`` ascend, the first starts at 0. Where the vendor prices by the clock they are the mean over the day, and
    the batch price is that of the cheapest hours: what can wait for a batch can wait for those."""

    rungs: tuple[Rung, ...]
    clock: Clock | None
    changes: tuple[dt.date, ...]  # days on which the package knows of a new price

    def rung(self, input_tokens: float) -> Rung:
        """The rung that prices a whole request of this prompt length."""
        return next(r for r in reversed(self.rungs) if r.over == 0 or input_tokens > r.over)


@functools.cache
def providers() -> dict[str, Any]:
    """The package's providers by id."""
    from genai_prices.data import providers as every

    return {p.id: p for p in every}


@functools.cache
def version() -> str:
    from importlib.metadata import version as installed

    return f"genai-prices {installed('genai-prices')}"


@functools.cache
def as_of() -> dt.date:
    """The newest day on which the package says it verified a price; it dates no single price."""
    days = (day for p in providers().values() for m in p.models for day in VERIFIED.findall(m.price_comments or ""))
    return dt.date.fromisoformat(max(days))


def reference(provider: str) -> str:
    """Package, version and the vendor's own price page."""
    urls = providers()[provider].pricing_urls or ()
    return f"{version()} ({urls[0]})" if urls else version()


@functools.cache
def models(provider: str) -> dict[str, Any]:
    """Models of a provider by lower-case id, with those of the vendors it falls back on (Azure lists OpenAI's)."""
    known = providers()
    if provider not in known:
        return {}
    own = known[provider]
    found = {m.id.lower(): m for other in own.fallback_model_providers or () for m in known[other].models}
    found.update((m.id.lower(), m) for m in own.models)
    return found


def price(provider: str, model: str, at: dt.date) -> PackagePrice | None:
    """The price ladder of a model on a day; None where the package has no price for its tokens."""
    info = models(provider).get(model.lower())
    if info is None:
        return None
    parts = _parts_of_day(info, at)
    standard = [info.get_prices(when) for when, _ in parts]
    if any(p.input_mtok is None or p.output_mtok is None for p in standard):
        return None
    noon = dt.datetime.combine(at, dt.time(12, tzinfo=dt.UTC))
    batch = info.get_prices(noon, {"processing": "batch"}) if _has_batch(info, noon) else None
    starts = sorted(
        {0} | {t.start for p in standard for key in ("input_mtok", "output_mtok") for t in _tiers(getattr(p, key))}
    )
    shares = [share for _, share in parts]
    rungs = tuple(_over_the_day([_rung(start, p, batch) for p in standard], shares) for start in starts)
    return PackagePrice(rungs, _clock(standard, parts, batch is None), _change_days(info))


def _parts_of_day(info: Any, at: dt.date) -> tuple[tuple[dt.datetime, float], ...]:
    """(a moment in it, its share of the day) for each part of the day with prices of its own; UTC."""
    edges = {t for c, _ in _constraints(info) if hasattr(c, "start_time") for t in (c.start_time, c.end_time)}
    seconds = sorted({0.0, DAY_S} | {t.hour * 3600.0 + t.minute * 60 + t.second for t in edges})
    midnight = dt.datetime.combine(at, dt.time(tzinfo=dt.UTC))
    return tuple(
        (midnight + dt.timedelta(seconds=(a + b) / 2), (b - a) / DAY_S) for a, b in itertools.pairwise(seconds)
    )


def _over_the_day(rungs: list[Rung], shares: list[float]) -> Rung:
    """The mean rung, hours weighing alike; the cheapest hours stand in for a batch price where none is listed."""

    def mean(name: str) -> float | None:
        values = [getattr(r, name) for r in rungs]
        known = [v for v in values if v is not None]
        return round(sum(v * s for v, s in zip(values, shares, strict=True)), 9) if len(known) == len(values) else None

    first = rungs[0]
    if all(r == first for r in rungs):
        return first
    low = min(rungs, key=lambda r: r.input + r.output)
    batch = (first.batch_input, first.batch_output) if first.batch_input is not None else (low.input, low.output)
    return Rung(first.over, mean("input") or 0.0, mean("output") or 0.0, mean("cached"), *batch)


def _has_batch(info: Any, when: dt.datetime) -> bool:
    variants = info.price_variants or ()
    return any(
        v.when == {"processing": "batch"} and (v.constraint is None or v.constraint.active(when)) for v in variants
    )


def _tiers(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, "tiers", ()))


def _at(value: Any, over: int) -> float | None:
    """The price of a plain or tiered entry for prompts just longer than ``over`` tokens."""
    if value is None:
        return None
    chosen = getattr(value, "base", value)
    for tier in _tiers(value):
        if over >= tier.start:
            chosen = tier.price
    return float(chosen)


def _rung(over: int, standard: Any, batch: Any) -> Rung:
    inside = (standard.input_mtok, standard.output_mtok, standard.cache_read_mtok)
    plain = [_at(value, over) for value in inside]
    half = [_at(v, over) for v in (batch.input_mtok, batch.output_mtok)] if batch else [None, None]
    return Rung(over, plain[0] or 0.0, plain[1] or 0.0, plain[2], half[0], half[1])


def _constraints(info: Any) -> list[Any]:
    listed = info.prices if isinstance(info.prices, list) else ()
    return [(c.constraint, c.prices) for c in listed if c.constraint is not None]


def _change_days(info: Any) -> tuple[dt.date, ...]:
    return tuple(sorted({c.start_date for c, _ in _constraints(info) if hasattr(c, "start_date")}))


def _clock(standard: list[Any], parts: tuple[tuple[dt.datetime, float], ...], waits: bool) -> Clock | None:
    """What the hours cost; None where all cost the same."""
    each = [(_at(p.input_mtok, 0) or 0.0, _at(p.output_mtok, 0) or 0.0) for p in standard]
    low, high = min(each), max(each)
    if low == high:
        return None
    halves = [dt.timedelta(days=share / 2) for _, share in parts]
    hours = [(f"{when - h:%H:%M}", f"{when + h:%H:%M}") for (when, _), h in zip(parts, halves, strict=True)]
    dear = [f"{a}-{b}" for (a, b), usd in zip(hours, each, strict=True) if usd == high]
    return Clock(low, high, f"{' and '.join(dear)} UTC", waits)
