"""The decision: one profile, one recommendation, how sure it is, and what would change it."""

from __future__ import annotations

import datetime as dt

from knowledge.catalogue.load import Catalogue
from tools.decision.case import build
from tools.decision.contracts import contracts_of, priced_flips
from tools.decision.curves import CostCurve, cost_curve, hypothetical, sweep
from tools.decision.explore import explore, flips
from tools.decision.summary import assessment_of
from tools.profile import Profile
from tools.results import Assessment

DRAWS = 600
__all__ = ["DRAWS", "CostCurve", "assess", "cost_curve", "hypothetical", "sweep"]


def assess(
    profile: Profile, catalogue: Catalogue, at: dt.date, draws: int = DRAWS, *, with_flips: bool = True
) -> Assessment:
    """The recommendation for ``profile`` at the prices of day ``at``.

    Deterministic: the same profile gives the same draws. ``with_flips=False`` leaves out the search for the nearest
    flips and the other contracts for GPUs, for a slider that wants option, confidence and costs at once."""
    case = build(profile, catalogue, at)
    found = explore(case, draws)
    if not with_flips:
        return assessment_of(case, found, (), ())
    nearest = priced_flips(case, found.central, flips(case, found.central))
    return assessment_of(case, found, nearest, contracts_of(case, found.central))
