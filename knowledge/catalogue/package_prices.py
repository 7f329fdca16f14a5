"""The genai-prices package as plain numbers: per provider and model a ladder of prices by prompt length.

Imported lazily and without network. The package is fuzzy about names; here a model is named by its exact id in the
package (``find_model`` in :mod:`knowledge.catalogue.model_names` translates people's words into it).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Any

NOON = dt.time(12, tzinfo=dt.UTC)  # outside the peak hours of the one vendor that prices by the clock
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
class PackagePrice:
    rungs: tuple[Rung, ...]  # ascending; the first starts at 0
    note: str  # time-of-day prices, in words; empty: none

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
    when = dt.datetime.combine(at, NOON)
    standard = info.get_prices(when)
    if standard.input_mtok is None or standard.output_mtok is None:
        return None
    batch = info.get_prices(when, {"processing": "batch"}) if _has_batch(info, when) else None
    starts = sorted({0} | {t.start for key in ("input_mtok", "output_mtok") for t in _tiers(getattr(standard, key))})
    rungs = tuple(_rung(start, standard, batch) for start in starts)
    return PackagePrice(rungs, _clock_note(info))


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


def _clock_note(info: Any) -> str:
    hours = [(c, p) for c, p in _constraints(info) if hasattr(c, "start_time")]
    if not hours:
        return ""
    windows = " and ".join(f"{c.start_time:%H:%M}-{c.end_time:%H:%M} UTC" for c, _ in hours)
    dear = hours[-1][1]
    return f"off-peak price; {windows} cost {_at(dear.input_mtok, 0):g} in and {_at(dear.output_mtok, 0):g} out"
