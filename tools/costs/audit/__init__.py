"""Every worked figure of the two first sources, recomputed from their own numbers and from dated prices.

The claims are in our words; what is quoted to a user comes from the indexed document itself.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tools.costs.audit import between, engines, first, second, stories
from tools.costs.audit.today import Today
from tools.costs.audit.types import FIRST, SECOND, AuditRow, Verdict

if TYPE_CHECKING:
    from knowledge.catalogue.load import Catalogue

__all__ = ["FIRST", "SECOND", "AuditRow", "Verdict", "audit"]


def audit(catalogue: Catalogue, at: dt.date | None = None) -> tuple[AuditRow, ...]:
    """All rows, first source first; prices of the day ``at`` (default: the newest day of the price overlay)."""
    today = Today(catalogue, at or max(e.as_of for e in catalogue.api_overlay))
    return (*first.rows(today), *stories.rows(today), *second.rows(today), *engines.rows(today), *between.rows(today))
