"""The decision: one profile, one recommendation, how sure it is, and what would change it."""

from __future__ import annotations

import datetime as dt

from knowledge.catalogue.load import Catalogue
from tools.decision.case import build
from tools.decision.contracts import contracts, priced_flips
from tools.decision.curves import CostCurve, cost_curve, hypothetical, sweep
from tools.decision.explore import explore, flips
from tools.decision.looks import together
from tools.decision.outlook import outlook
from tools.decision.summary import assessment_of
from tools.decision.thresholds import break_even
from tools.profile import Profile
from tools.results import Assessment

DRAWS = 600
__all__ = ["DRAWS", "CostCurve", "assess", "cost_curve", "hypothetical", "sweep"]


def assess(
    profile: Profile, catalogue: Catalogue, at: dt.date, draws: int = DRAWS, *, with_flips: bool = True
) -> Assessment:
    """The recommendation for ``profile`` at the prices of day ``at``.

    Deterministic: the same profile gives the same draws. ``with_flips=False`` leaves out the search for the nearest
    flips, the other contracts for GPUs and the sums over the horizon, for a slider that wants option, confidence and
    costs at once."""
    case = build(profile, catalogue, at)
    more = (flips(case), contracts(case), outlook(case)) if with_flips else ()
    found, break_evens, *rest = together(case, explore(case, draws), break_even(case), *more)
    nearest, rentals, ahead = rest or ((), (), None)
    return assessment_of(case, found, break_evens, priced_flips(case, found.central, nearest), rentals, ahead)
