"""What the calculators return: the numeric part of a recommendation, as plain frozen values.

``Assessment`` is everything that arithmetic can say about one profile. The agent adds words, citations and steps to it
(``agent.schema``), never a number. Names are those of the public JSON.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from tools.profile import Frozen

Option = Literal["frontier_api", "smaller_tier", "managed_open", "sovereign_api", "self_host", "hybrid"]
OPTIONS: tuple[Option, ...] = ("frontier_api", "smaller_tier", "managed_open", "sovereign_api", "self_host")
GateKind = Literal["hard", "team", "quality", "latency", "payback"]


class Band(Frozen):
    """US dollars a month: P10, the central case, P90."""

    low: float
    mid: float
    high: float


class Fact(Frozen):
    """A computed or catalogue value that may be said. ``inputs`` name other facts or profile slots."""

    id: str
    name: str
    value: float | str | None
    unit: str
    formula: str = ""
    inputs: tuple[str, ...] = ()
    as_of: dt.date | None = None
    reference: str | None = None


class CostLine(Frozen):
    name: str
    usd: float


class OptionCost(Frozen):
    feasible: bool
    why_not: str | None = None
    monthly_usd: Band | None = None
    lines: tuple[CostLine, ...] = ()


class WorkloadChoice(Frozen):
    workload: str
    option: Option
    monthly_usd: Band


class BreakEven(Frozen):
    """Volume of tokens a day from which self-hosting stays cheaper than ``against``; None with the reason: never."""

    against: Option
    workload: str | None = None
    tokens_per_day: float | None = None
    why_null: str | None = None


class Flip(Frozen):
    """The nearest change of one slot that changes the option. ``at`` is the value, ``becomes`` the new option."""

    slot: str
    at: float | str | bool | None
    becomes: Option


class Capacity(Frozen):
    replicas: int
    gpus: int
    utilization: float
    output_tok_s: float
    total_tok_s: float
    evidence: str


class Gate(Frozen):
    """One removal: which option of which workload is out, by which fact. ``claim`` is a topic to find support for."""

    option: Option
    workload: str | None
    kind: GateKind
    slot: str | None
    why: str
    claim: str
    facts: tuple[str, ...] = ()


class Assumption(Frozen):
    slot: str
    value: float | str | bool | None
    unit: str
    because: str
    reference: str | None = None


class Warning_(Frozen):  # noqa: N801 - the public name is "warning", which Python has taken
    slot: str | None
    text: str


class OpenQuestion(Frozen):
    """An open slot and what its answer could do. ``value``: expected regret avoided, USD a month; ``flips_to``:
    options."""

    slot: str
    value: float
    flips_to: tuple[Option, ...]
    hard_gate: bool = False


class ReasonCore(Frozen):
    """One reason without words from any source. ``claim`` is the topic the support step searches; ``text`` may hold
    ``{fact_id}`` placeholders that the ledger fills in."""

    key: str
    text: str
    claim: str
    facts: tuple[str, ...] = ()


class ConflictCore(Frozen):
    """Figures that disagree: the user's own (bill against volume), or sources on the quantity ``about``."""

    about: str
    computed: str
    facts: tuple[str, ...] = ()


class StepCore(Frozen):
    """One step of the roadmap. ``when``: in words ("this week"); ``do`` may hold ``{fact_id}`` placeholders;
    ``claim``: the topic under which the support step looks for a source."""

    when: str
    do: str
    claim: str | None = None
    facts: tuple[str, ...] = ()


class Stack(Frozen):
    """What would run: model, engine, GPUs or providers, and the exact command that measures it."""

    model: str | None = None
    engine: str | None = None
    gpus: str | None = None
    providers: tuple[str, ...] = ()
    capacity: Capacity | None = None
    overflow_to: Option | None = None
    benchmark_command: str | None = None
    steps: tuple[StepCore, ...] = ()


class Sensitivity(Frozen):
    """One bar of the tornado: the cost gap (USD a month, runner-up minus chosen) with the input at its low and high
    end."""

    slot: str
    low_value: float
    high_value: float
    low_gap_usd: float
    high_gap_usd: float


class Assessment(Frozen):
    option: Option
    status: Literal["final", "provisional"]
    by_workload: tuple[WorkloadChoice, ...]
    confidence: float
    runner_up: Option | None = None
    status_quo: Option | None = None  # what is done today; None: nothing is run yet, as far as said
    stays: bool = False  # the recommendation leaves everything as it is
    vendor_today: str | None = None  # provider id in the price catalogue; None: not known there
    costs: dict[Option, OptionCost]
    break_even: tuple[BreakEven, ...] = ()
    payback_months: float | None = None
    flips: tuple[Flip, ...] = ()
    stack: Stack = Stack()
    gates: tuple[Gate, ...] = ()
    reasons: tuple[ReasonCore, ...] = ()
    conflicts: tuple[ConflictCore, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    tornado: tuple[Sensitivity, ...] = ()
