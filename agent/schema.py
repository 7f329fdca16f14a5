"""The JSON object of ``breakeven ask`` (public promise; the JSON Schema in docs/ is generated from these models)."""

from __future__ import annotations

from typing import Any, Literal

from tools.profile import Frozen, Profile
from tools.results import (
    Assumption,
    BreakEven,
    Capacity,
    Fact,
    Flip,
    Option,
    OptionCost,
    Warning_,
    WorkloadChoice,
)


class Citation(Frozen):
    """A passage. ``quote`` stands verbatim at ``start:end`` (characters) of the indexed document."""

    n: int
    source: str
    kind: Literal["original", "digest"]
    title: str
    section: str
    quote: str
    start: int
    end: int
    standing: Literal["stated", "unverified", "inference", "speculation"]
    score: float


class Reason(Frozen):
    text: str
    cites: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()


class CitedAssumption(Assumption):
    cites: tuple[int, ...] = ()


class Side(Frozen):
    claim: str
    cites: tuple[int, ...] = ()


class Conflict(Frozen):
    about: str
    sides: tuple[Side, ...]
    computed: str
    facts: tuple[str, ...] = ()


class Step(Frozen):
    when: str
    do: str
    cites: tuple[int, ...] = ()


class Plan(Frozen):
    model: str | None = None
    engine: str | None = None
    gpus: str | None = None
    providers: tuple[str, ...] = ()
    capacity: Capacity | None = None
    overflow_to: Option | None = None
    steps: tuple[Step, ...] = ()


class Recommendation(Frozen):
    option: Option
    by_workload: tuple[WorkloadChoice, ...]
    confidence: float
    reasons: tuple[Reason, ...] = ()
    costs: dict[Option, OptionCost]
    break_even: tuple[BreakEven, ...] = ()
    payback_months: float | None = None
    flips: tuple[Flip, ...] = ()
    plan: Plan = Plan()
    conflicts: tuple[Conflict, ...] = ()
    assumptions: tuple[CitedAssumption, ...] = ()
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[Warning_, ...] = ()


class Question(Frozen):
    slot: str
    text: str
    why: str
    choices: tuple[str, ...] = ()


class Usage(Frozen):
    """The language model's own work; model None, 0, 0 when built-in."""

    model: str | None = None
    calls: int = 0
    tokens: int = 0


class Answer(Frozen):
    """One answer: the standing recommendation after a message."""

    schema_: Literal[1] = 1
    id: str | int | None = None
    status: Literal["final", "provisional"]
    profile: Profile
    recommendation: Recommendation
    next_question: Question | None = None
    answer: str
    usage: Usage = Usage()

    def to_json(self) -> dict[str, Any]:
        """Plain data with the public names; ``id`` only where one was given."""
        data = self.model_dump(mode="json")
        out: dict[str, Any] = {"schema": data.pop("schema_")}
        if data["id"] is None:
            del data["id"]
        for a in data["recommendation"]["assumptions"]:
            a.pop("reference", None)
        return out | data
