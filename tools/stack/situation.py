"""What the choice of a stack looks at: one workload's central values and what the decision already found."""

from __future__ import annotations

from dataclasses import dataclass

from tools.capacity import Replica
from tools.profile import GpuOps, Hosting, Quality, Task
from tools.results import Capacity, Option


@dataclass(frozen=True)
class Situation:
    """Everything is optional but the option: what is None is not known and asks for the cautious step.

    ``model``, ``providers``: of the chosen option where it is an API, the preferred provider first. ``replica``,
    ``capacity``: where it is self-hosted. ``feasible``: options that no gate removes (an overflow must be one of them).
    ``needs``: terms of :func:`tools.gates.needs_terms`. ``monthly_usd``: what is paid today. Token counts are per
    request; ``concurrency``: requests in flight on one replica at the busiest hour.
    """

    option: Option
    quality: Quality | None = None
    task: Task | None = None
    tokens_per_day: float | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    prefix_share: float | None = None
    peak_to_average: float | None = None
    tok_s_per_user: float | None = None
    latency_ms: float | None = None
    batchable: bool | None = None
    concurrency: float | None = None
    monthly_usd: float | None = None
    model: str | None = None
    providers: tuple[str, ...] = ()
    replica: Replica | None = None
    capacity: Capacity | None = None
    feasible: frozenset[Option] = frozenset()
    needs: tuple[str, ...] = ()
    regimes: frozenset[str] = frozenset()
    air_gapped: bool = False
    hosting: Hosting = "any"
    gpu_ops: GpuOps | None = None
    can_hire: bool | None = None
    kubernetes: bool | None = None
    on_call: bool | None = None
    weeks_to_launch: float | None = None
    model_changes_per_year: float | None = None
