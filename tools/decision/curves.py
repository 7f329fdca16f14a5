"""Series for plots and sliders: cost against volume, and one slot moved while all else stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge.catalogue.load import Catalogue
from tools.decision.case import Case, build
from tools.decision.evaluate import SELF, central_rows, evaluate
from tools.decision.params import Array, central
from tools.profile import Profile, with_slot
from tools.results import OPTIONS, Assessment, Option


@dataclass(frozen=True)
class CostCurve:
    """``monthly_usd[option][i]`` at ``tokens_per_day[i]`` (total of all workloads, their mix kept); ``here``: today's
    volume."""

    tokens_per_day: tuple[float, ...]
    monthly_usd: dict[Option, tuple[float, ...]]
    here: float


def cost_curve(
    profile: Profile, catalogue: Catalogue, at: dt.date, volumes: Sequence[float] | None = None
) -> CostCurve:
    """USD a month of every option over volumes; by default two decades either side of today's, log-spaced."""
    case = build(profile, catalogue, at)
    here = sum(central(case.params, f"workloads[{w}].tokens_per_day") for w in range(len(case.workloads)))
    points = np.asarray(volumes if volumes is not None else np.geomspace(here / 100, here * 100, 81), dtype=float)
    o = evaluate(case, _scaled(case, points / here), len(points))
    totals = {}
    for code, option in enumerate(OPTIONS):
        total = o.monthly[:, code].sum(axis=0) + (o.people if code == SELF else 0.0)
        if np.isfinite(total).all():
            totals[option] = tuple(float(x) for x in total)
    return CostCurve(tuple(float(x) for x in points), totals, here)


def _scaled(case: Case, factors: Array) -> dict[str, Array]:
    rows = central_rows(case.params, len(factors))
    for w in range(len(case.workloads)):
        rows[f"workloads[{w}].tokens_per_day"] = rows[f"workloads[{w}].tokens_per_day"] * factors
    return rows


def hypothetical(now: Profile, then: Profile) -> Profile:
    """``then``, a what-if on ``now``, with the stated bill scaled as its volume is: twice the traffic is twice the
    bill.

    A bill that was changed itself, or a volume that is not known on both sides, is left alone."""
    bill, volumes = now.current.monthly_bill_usd, [[w.tokens_per_day for w in p.workloads] for p in (now, then)]
    unknown = any(v is None for vs in volumes for v in vs)
    if not bill or then.current.monthly_bill_usd != bill or unknown or not sum(v or 0 for v in volumes[0]):
        return then
    factor = sum(v or 0.0 for v in volumes[1]) / sum(v or 0.0 for v in volumes[0])
    return with_slot(then, "current.monthly_bill_usd", bill * factor)


def sweep(
    profile: Profile, catalogue: Catalogue, at: dt.date, slot: str, values: Sequence[Any], draws: int = 300
) -> tuple[tuple[Any, Assessment], ...]:
    """The assessment with one slot at each of ``values``, flips left out. Errors: KeyError, pydantic's
    ValidationError."""
    from tools.decision import assess

    moved = ((v, hypothetical(profile, with_slot(profile, slot, v))) for v in values)
    return tuple((v, assess(p, catalogue, at, draws, with_flips=False)) for v, p in moved)
