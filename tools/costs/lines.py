"""The lines of cost that are not GPUs: people, paid once however many workloads, the platform, and the move.

Each line has a low, a middle and a high value in USD a month (the move: in USD). What a line covers is said in words,
because the sources name the work without pricing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.catalogue.schema import Default
from tools.costs.errors import quantity
from tools.costs.fleet import value


@dataclass(frozen=True)
class Line:
    """One line of cost. ``covers``: the work or service behind it; ``defaults``: the catalogue names it came from."""

    name: str
    low: float
    mid: float
    high: float
    covers: str
    defaults: tuple[str, ...]


# What an API vendor does for its customers without a line on the bill: the work that moves when hosting moves.
VENDOR_CARRIES = (
    "GPU capacity in a shortage",
    "spare capacity for failures and peaks",
    "on-call for the serving stack",
    "engine upgrades and kernel tuning",
    "model versions and their rollback",
    "autoscaling and draining",
    "batching and cache reuse",
    "patching and audit of the serving stack",
)


def _line(defaults: Mapping[str, Default], name: str, key: str, covers: str) -> Line:
    return Line(name, value(defaults, key, "low"), value(defaults, key), value(defaults, key, "high"), covers, (key,))


def people_lines(
    defaults: Mapping[str, Default],
    *,
    hourly_usd: float | None = None,
    on_call: bool | None = None,
    regulated: bool = False,
) -> tuple[Line, ...]:
    """What people cost a month once anything is self-hosted.

    ``hourly_usd``: the user's own rate; ``on_call``: True a rota exists already (no extra pay), False one must be set
    up, None unknown. Errors: BadQuantity.
    """
    return (
        _operations(defaults, hourly_usd),
        _on_call(defaults, on_call),
        _line(
            defaults,
            "model updates",
            "model_update_usd_month",
            "new model versions, fine-tune iterations, regression tests",
        ),
        _line(
            defaults,
            "security and compliance",
            "regulated_security_usd_month" if regulated else "security_usd_month",
            "audit logs, access control, patching, evidence for audits",
        ),
    )


def _operations(defaults: Mapping[str, Default], hourly_usd: float | None) -> Line:
    hours = defaults["ops_hours_month"]
    rate = defaults["hourly_usd"]
    said = None if hourly_usd is None else float(quantity("hourly_usd", hourly_usd, most=10_000))
    return Line(
        "operations",
        hours.low * (said if said is not None else rate.low),
        hours.mid * (said if said is not None else rate.mid),
        hours.high * (said if said is not None else rate.high),
        "autoscaling, GPU draining, model versioning, batch shaping, KV-cache reuse and eviction, upgrades",
        ("ops_hours_month", "hourly_usd"),
    )


def _on_call(defaults: Mapping[str, Default], on_call: bool | None) -> Line:
    pay = defaults["on_call_usd_month"]
    covers = "somebody who answers at night"
    if on_call is True:
        return Line("on-call", 0.0, 0.0, 0.0, covers + " (the rota exists)", ("on_call_usd_month",))
    low = pay.mid if on_call is False else pay.low
    return Line("on-call", low, pay.mid, pay.high, covers, ("on_call_usd_month",))


def platform_lines(defaults: Mapping[str, Default], *, kubernetes: bool | None = None) -> tuple[Line, ...]:
    """What the platform costs a month beside GPUs and people. ``kubernetes``: True a cluster runs already."""
    cluster = _line(
        defaults, "Kubernetes", "kubernetes_usd_month", "cluster control plane: scheduling, autoscaling, draining"
    )
    if kubernetes:
        cluster = Line(cluster.name, 0.0, 0.0, 0.0, cluster.covers + " (runs already)", cluster.defaults)
    return (
        cluster,
        _line(defaults, "observability", "observability_usd_month", "Prometheus, Grafana, logs, alerting"),
        _line(defaults, "storage", "storage_usd_month", "weights of every version, images, logs"),
        _line(defaults, "egress", "egress_usd_month", "traffic between serving and application"),
    )
