"""Adds up records as they stream by: totals, hours, days of each workload. Memory grows with hours, not rows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from dataclasses import dataclass, field

from agent.usage.record import DAY, HOUR, Record
from agent.usage.report import ModelUse, WorkloadUse
from tools.costs import DAYS_PER_MONTH

PAUSE = 14  # days without usage that are worth a word
DIGITS = 4  # significant digits of what goes into a profile


@dataclass
class Span:
    """The period that records cover."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None

    def take(self, start: dt.datetime, seconds: float) -> None:
        end = start + dt.timedelta(seconds=seconds)
        self.first = start if self.first is None else min(self.first, start)
        self.last = end if self.last is None else max(self.last, end)

    @property
    def days(self) -> float:
        """At least an hour: rates from a shorter period mean nothing."""
        if self.first is None or self.last is None:
            return 0.0
        return max((self.last - self.first).total_seconds(), HOUR) / DAY


@dataclass
class Total:
    """Sums of one workload, or of one model within it."""

    input: float = 0.0
    output: float = 0.0
    cached: float = 0.0
    cache_input: float = 0.0  # input of the rows that say what of it was cached
    requests: float = 0.0
    counted: float = 0.0  # tokens of the rows that count requests
    usd: float = 0.0
    batch: float = 0.0
    has_usd: bool = False
    has_tokens: bool = False

    @property
    def tokens(self) -> float:
        return self.input + self.output

    def take(self, r: Record) -> None:
        tokens = (r.input or 0.0) + (r.output or 0.0)
        self.input += r.input or 0.0
        self.output += r.output or 0.0
        self.has_tokens |= r.input is not None or r.output is not None
        if r.cached is not None:
            self.cached += r.cached
            self.cache_input += r.input or 0.0
        if r.requests is not None:
            self.requests += r.requests
            self.counted += tokens
        if r.usd is not None:
            self.usd += r.usd
            self.has_usd = True
        if r.batch:
            self.batch += tokens


@dataclass
class Tally:
    total: Total = field(default_factory=Total)
    models: dict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    hours: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    days: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    hourly: bool = True  # until a bucket longer than an hour comes by

    def take(self, r: Record) -> None:
        self.total.take(r)
        if "model" in r.labels:
            self.models[r.labels["model"]].take(r)
        if r.input is None and r.output is None:
            return
        tokens, second = (r.input or 0.0) + (r.output or 0.0), r.start.timestamp()
        self.days[int(second // DAY)] += tokens
        if r.seconds > HOUR:
            self.hourly = False
        else:
            self.hours[int(second // HOUR)] += tokens

    def pause(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the longest time without usage, if it is longer than a holiday."""
        used = sorted(self.days)
        gap, after = max(((b - a - 1, a) for a, b in itertools.pairwise(used)), default=(0, 0))
        if gap < PAUSE:
            return None
        epoch = dt.date(1970, 1, 1)
        return epoch + dt.timedelta(days=after + 1), epoch + dt.timedelta(days=after + gap)

    def use(self, name: str, days: float, usd_days: float) -> WorkloadUse:
        """The workload in the profile's terms. ``days``: of the usage; ``usd_days``: of what was paid."""
        t = self.total
        asked = t.requests if t.counted and abs(t.counted - t.tokens) < 0.01 * t.tokens else 0.0
        per_day = t.tokens / days if days and t.has_tokens else None
        return WorkloadUse(
            name=name, tokens_per_day=_round(per_day),
            requests_per_day=_round(asked / days) if asked and days else None,
            input_tokens=_round(t.input / asked) if asked else None,
            output_tokens=_round(t.output / asked) if asked else None,
            input_share=_round(t.input / t.tokens) if t.tokens else None,
            cached_share=_round(min(t.cached / t.cache_input, 1.0)) if t.cache_input else None,
            peak_to_average=_ratio(self.hours, t.tokens, days * 24) if self.hourly else None,
            busiest_day_to_average=_ratio(self.days, t.tokens, days) if days >= 2 else None,
            batch_share=_round(t.batch / t.tokens) if t.batch and t.tokens else None,
            monthly_usd=_round(t.usd / usd_days * DAYS_PER_MONTH) if t.has_usd and usd_days else None,
            models=tuple(self._models(days, usd_days)),
        )  # fmt: skip

    def _models(self, days: float, usd_days: float) -> list[ModelUse]:
        found = [
            ModelUse(model=m, tokens_per_day=_round(t.tokens / days) or 0.0 if days else 0.0,
                     monthly_usd=_round(t.usd / usd_days * DAYS_PER_MONTH) if t.has_usd and usd_days else None)
            for m, t in self.models.items()
        ]  # fmt: skip
        return sorted(found, key=lambda m: (-m.tokens_per_day, -(m.monthly_usd or 0.0), m.model))


def _ratio(buckets: dict[int, float], tokens: float, count: float) -> float | None:
    """Busiest bucket over the mean of all in the period, empty ones too; None where there is too little to tell."""
    if not buckets or count < 2 or not tokens:
        return None
    return _round(max(1.0, max(buckets.values()) / (tokens / count)))


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")
