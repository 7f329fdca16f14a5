"""The profile: what is known of a user's workloads, money, team and regulation.

Shapes and names are the public promise of the JSON output (docs/schema). Unknown is ``None``, never a guess; money is
US dollars; tokens are input + output unless the name says otherwise; shares are 0..1. Values are frozen: a change
makes a new profile (``model_copy`` or :func:`with_slot`), which keeps undo and what-if trivial."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Task = Literal[
    "chat", "rag", "agent", "classification", "extraction", "summarization", "code", "reasoning", "batch", "other"
]
Quality = Literal["frontier", "open_large", "open_small", "own_weights"]
ThirdParty = Literal["allowed", "zero_retention", "in_region", "forbidden"]
Hosting = Literal["any", "own_cloud_account", "on_premises"]
GpuOps = Literal["none", "some", "dedicated"]
SaidState = Literal["said", "unknown", "skipped", "refused"]

Amount = Field(default=None, ge=0, allow_inf_nan=False)
Share = Field(default=None, ge=0, le=1, allow_inf_nan=False)


class Frozen(BaseModel):
    """Base of every value: immutable, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Regulation(Frozen):
    """Rules the data is under. ``regimes``: None not known, [] said to be none."""

    regimes: tuple[str, ...] | None = None
    region: str | None = None
    air_gapped: bool | None = None
    third_party: ThirdParty | None = None
    hosting: Hosting | None = None


class Workload(Frozen):
    """One use of a language model. Tokens per day are the seven-day average, input + output."""

    name: str = "workload"
    task: Task | None = None
    tokens_per_day: float | None = Amount
    requests_per_day: float | None = Amount
    input_tokens: float | None = Amount
    output_tokens: float | None = Amount
    input_share: float | None = Share
    cached_share: float | None = Share
    prefix_share: float | None = Share
    peak_to_average: float | None = Field(default=None, ge=1, allow_inf_nan=False)
    latency_ms: float | None = Amount
    tok_s_per_user: float | None = Amount
    batchable: bool | None = None
    quality: Quality | None = None
    growth_per_year: float | None = Field(default=None, ge=-1, allow_inf_nan=False)
    regulation: Regulation | None = None


class Current(Frozen):
    """What is paid now. A budget is not a bill."""

    provider: str | None = None
    model: str | None = None
    monthly_bill_usd: float | None = Amount


class Team(Frozen):
    gpu_ops: GpuOps | None = None
    can_hire: bool | None = None
    kubernetes: bool | None = None
    on_call: bool | None = None
    hourly_usd: float | None = Amount


class GpusOwned(Frozen):
    gpu: str
    count: int = Field(ge=1)


class Money(Frozen):
    horizon_months: float | None = Amount
    gpu_hourly_usd: float | None = Amount
    gpus_owned: GpusOwned | None = None
    migration_usd: float | None = Amount


class Said(Frozen):
    """One slot that was spoken of, with the user's own words; ranges and other currencies live here."""

    slot: str
    words: str
    message: int = Field(ge=0)
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    state: SaidState = "said"


class Profile(Frozen):
    workloads: tuple[Workload, ...] = ()
    current: Current = Current()
    regulation: Regulation = Regulation()
    team: Team = Team()
    money: Money = Money()
    said: tuple[Said, ...] = ()

    def state_of(self, slot: str) -> SaidState | None:
        """How a slot was last spoken of, or None if it never was."""
        return next((s.state for s in reversed(self.said) if s.slot == slot), None)


SLOT = re.compile(r"^(?:workloads\[(?P<index>\d+)\]|(?P<section>current|regulation|team|money))\.(?P<path>[\w.]+)$")


def workload_of(slot: str) -> int | None:
    """The number of the workload that a slot belongs to; None for a slot of the whole profile."""
    found = SLOT.match(slot)
    return int(found["index"]) if found and found["index"] is not None else None


def slot_value(profile: Profile, slot: str) -> Any:
    """The value at a slot such as ``team.gpu_ops`` or ``workloads[0].tokens_per_day``; None if unset or not there."""
    found = SLOT.match(slot)
    if not found:
        raise KeyError(f"no such slot: {slot}")
    node: Any
    if found["index"] is not None:
        index = int(found["index"])
        node = profile.workloads[index] if index < len(profile.workloads) else None
    else:
        node = getattr(profile, found["section"])
    for key in found["path"].split("."):
        node = getattr(node, key) if node is not None else None
    return node


def with_slot(profile: Profile, slot: str, value: Any) -> Profile:
    """A copy of the profile with one slot set (validated); workloads grow as needed. Errors: KeyError,
    ValidationError."""
    found = SLOT.match(slot)
    if not found:
        raise KeyError(f"no such slot: {slot}")
    data = profile.model_dump()
    if found["index"] is not None:
        index = int(found["index"])
        while len(data["workloads"]) <= index:
            data["workloads"] = [
                *data["workloads"],
                Workload(name=f"workload {len(data['workloads']) + 1}").model_dump(),
            ]
        node = data["workloads"][index]
    else:
        node = data[found["section"]]
    *parents, last = found["path"].split(".")
    for key in parents:
        node[key] = node[key] or {}
        node = node[key]
    node[last] = value
    return Profile.model_validate(data)
