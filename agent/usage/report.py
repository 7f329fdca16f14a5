"""What an import took from an export, in the terms of the profile."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from tools.profile import Frozen

By = Literal["project", "tag", "key", "model", "all"]


class ModelUse(Frozen):
    model: str
    tokens_per_day: float
    monthly_usd: float | None = None


class WorkloadUse(Frozen):
    """One workload of the export. Per day: the mean over the period; per request: None where requests are not counted.

    ``peak_to_average``: busiest hour over the mean, None where buckets are longer than an hour;
    ``busiest_day_to_average``: the same of days, which the profile has no slot for."""

    name: str
    tokens_per_day: float | None = None
    requests_per_day: float | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    input_share: float | None = None
    cached_share: float | None = None
    peak_to_average: float | None = None
    busiest_day_to_average: float | None = None
    batch_share: float | None = None
    monthly_usd: float | None = None
    models: tuple[ModelUse, ...] = ()


class UsageReport(Frozen):
    """``ignored``: columns that no format knows, by file, which were not guessed at. ``left_out``: rows that do not
    count, with their number. ``notes``: what to know before trusting it."""

    formats: tuple[str, ...]
    rows: int
    first: dt.datetime
    last: dt.datetime
    days: float
    by: By
    provider: str | None = None
    model: str | None = None
    monthly_usd: float | None = None
    workloads: tuple[WorkloadUse, ...] = ()
    ignored: tuple[str, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
