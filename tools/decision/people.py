"""The people and the platform of self-hosting: paid once, however many workloads are self-hosted. USD a month."""

from __future__ import annotations

import numpy as np

from tools.decision.api_costs import Rows
from tools.decision.case import Case
from tools.decision.params import Array
from tools.decision.resolve import effective

PEOPLE = ("ops_hours_month", "hourly_usd", "on_call_usd_month", "model_update_usd_month")
PLATFORM = ("observability_usd_month", "kubernetes_usd_month", "storage_usd_month", "egress_usd_month")


def people_usd(case: Case, rows: Rows, n: int) -> Array:
    """USD a month for people and platform, once: operations, on call, updates, security under a regime, monitoring,
    traffic."""
    lines = people_breakdown(case, rows)
    return np.asarray(np.broadcast_to(sum(lines.values(), np.zeros(n)), (n,)))


def people_breakdown(case: Case, rows: Rows) -> dict[str, Array]:
    """The lines of :mod:`tools.costs.lines` with every row's own values. A rota or a cluster that exists costs no
    extra."""
    regulated = any(effective(case.profile, w).regimes for w in range(len(case.workloads)))
    team = case.profile.team
    lines = {
        "operations": rows["ops_hours_month"] * rows["hourly_usd"],
        "on-call": rows["on_call_usd_month"] * (0.0 if team.on_call else 1.0),
        "model updates": rows["model_update_usd_month"],
        "security and compliance": rows["regulated_security_usd_month" if regulated else "security_usd_month"],
        "monitoring": rows["observability_usd_month"],
        "Kubernetes": rows["kubernetes_usd_month"] * (0.0 if team.kubernetes else 1.0),
        "storage": rows["storage_usd_month"],
        "egress": rows["egress_usd_month"],
    }
    return {k: np.asarray(v) for k, v in lines.items()}
