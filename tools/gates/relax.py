"""What is left, and what is set aside when nothing is: team first, then quality, then the user's own latency wish."""

from __future__ import annotations

from collections.abc import Collection

from tools.gates.types import WORKLOAD, GateResult, Kind, Removal
from tools.results import OPTIONS, Option

SOFT: tuple[Kind, ...] = ("team", "quality", "latency")
"""In the order in which they give way; hard gates never do."""


def feasible(result: GateResult, relaxed: Collection[Kind] = ()) -> frozenset[Option]:
    """Options that no gate removes, with the soft gates in ``relaxed`` set aside."""
    return frozenset(
        o for o in OPTIONS if all(r.kind in relaxed and r.kind != "hard" for r in result.removed.get(o, ()))
    )


def relax(result: GateResult) -> tuple[frozenset[Option], tuple[Kind, ...]]:
    """The options to choose from, never none, and the kinds of gate set aside for it, in order; usually none."""
    for n in range(len(SOFT) + 1):
        if options := feasible(result, SOFT[:n]):
            used = {r.kind for o in options for r in result.removed.get(o, ())}
            return options, tuple(k for k in SOFT if k in used)
    raise AssertionError("self-hosting is never removed by a hard gate")


def set_aside(result: GateResult) -> tuple[Removal, ...]:
    """The removals that :func:`relax` overruled, one per slot: each deserves a warning that names its slot."""
    options, _ = relax(result)
    by_slot = {r.slot: r for o in options for r in result.removed.get(o, ())}
    return tuple(sorted(by_slot.values(), key=lambda r: SOFT.index(r.kind)))


def slot_of(removal_slot: str, workload: int, own_regulation: bool = False) -> str:
    """The slot in the profile: ``workloads[*].quality`` gets the workload's number; so does a regulation of its own."""
    if removal_slot.startswith(WORKLOAD):
        return f"workloads[{workload}].{removal_slot.removeprefix(WORKLOAD)}"
    if own_regulation and removal_slot.startswith("regulation."):
        return f"workloads[{workload}].{removal_slot}"
    return removal_slot
