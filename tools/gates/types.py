"""Values of the gates: what they look at and what they return. All frozen; the inputs hash, so a caller may memoise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tools.profile import GpuOps, Hosting, Quality, ThirdParty
from tools.results import Option

Kind = Literal["hard", "team", "quality", "latency"]
Place = Literal["gpu_cloud", "own_cloud_account", "on_premises"]

WORKLOAD = "workloads[*]."
"""Prefix of slots that belong to the workload in question; :func:`tools.gates.slot_of` puts its number in."""


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What binds one workload, with nothing left open but ``quality`` (None: nobody has tested it) and the free limits.

    ``latency_ms``: p95 of the full answer in milliseconds, None if there is no such limit.
    """

    regimes: frozenset[str]
    region: str | None
    air_gapped: bool
    third_party: ThirdParty
    hosting: Hosting
    quality: Quality | None
    latency_ms: float | None
    gpu_ops: GpuOps
    can_hire: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """One option taken away by one fact. ``why`` holds no figures: ``{fact_id}`` stands where one belongs."""

    option: Option
    kind: Kind
    slot: str
    why: str
    claim: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say that removes nothing. ``facts`` are ids that :func:`tools.gates.gate_facts` explains."""

    key: str
    slot: str | None
    text: str
    claim: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VendorFit:
    """A vendor that offers, or may offer, all needed terms: none of them is known to be refused.

    ``yes`` terms were read in a source, ``not_found`` ones have to be asked for. ``as_of``: the oldest reading.
    """

    vendor: str
    name: str
    yes: tuple[str, ...]
    not_found: tuple[str, ...]
    uplift: float
    serves: tuple[str, ...]
    prices_as: str | None
    as_of: dt.date | None

    @property
    def verified(self) -> bool:
        return not self.not_found


@dataclass(frozen=True, slots=True)
class GateResult:
    """``removed`` lists every reason for every option that is out; ``places`` says where own GPUs may stand."""

    removed: Mapping[Option, tuple[Removal, ...]]
    needs: tuple[str, ...] = ()
    vendors: tuple[VendorFit, ...] = ()
    places: tuple[Place, ...] = ("gpu_cloud", "own_cloud_account", "on_premises")
    notes: tuple[Note, ...] = ()
