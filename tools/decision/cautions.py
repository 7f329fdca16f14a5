"""What a reader must know beside the answer: what was assumed, and what could go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tools.costs import DAYS_PER_MONTH
from tools.decision.case import Case
from tools.decision.evaluate import central_codes, gate_result
from tools.decision.explore import Explored
from tools.decision.monthly import PEOPLE, PLATFORM
from tools.decision.params import Param, central
from tools.decision.resolve import UNKNOWN_QUALITY, effective, scope
from tools.gates import set_aside, slot_of
from tools.results import Assumption, Option, Warning_

LESS_SURE = 0.5
MOST_ASSUMPTIONS = 16


def assumptions_of(case: Case, found: Explored) -> tuple[Assumption, ...]:
    """Open values that were used, those that can change the answer first; at most MOST_ASSUMPTIONS."""
    return tuple(_assumptions(case, found))


def warnings_of(case: Case, found: Explored, option: Option) -> tuple[Warning_, ...]:
    """Soft gates set aside, terms to be verified, retirements within the horizon, an answer that is less sure than
    not."""
    return tuple(_warnings(case, found, option))


def _assumptions(case: Case, found: Explored) -> Iterator[Assumption]:
    """Open values that were used, those that can change the answer first."""
    weight = dict.fromkeys(found.can_flip, 0) | {t.slot: 1 for t in found.tornado if t.slot not in found.can_flip}
    said = {s.slot for s in case.profile.said if s.state == "said"}
    shown = [p for name, p in case.params.items() if p.open and p.slot not in said and _is_sayable(name, p)]
    shown.sort(key=lambda p: weight.get(p.slot, 2))
    for p in shown[:MOST_ASSUMPTIONS]:
        value = p.value
        if isinstance(value, frozenset):
            value = next(iter(sorted(value)), "none")
        elif p.slot.endswith("quality") and p.central == UNKNOWN_QUALITY:
            value = "unknown"
        yield Assumption(slot=p.slot, value=value, unit=p.unit or "", because=p.because, reference=p.reference)


def _is_sayable(name: str, p: Param) -> bool:
    return p.ask is not None or name in (
        *PEOPLE,
        *PLATFORM,
        "utilization",
        "spare_replicas",
        "horizon_months",
        "migration_self_host_usd",
    )


def _warnings(case: Case, found: Explored, option: Option) -> Iterator[Warning_]:
    seen: set[str] = set()
    for w in range(len(case.workloads)):
        own = case.profile.workloads[w].regulation is not None
        for r in set_aside(gate_result(case, w, central_codes(case, w))):
            slot = slot_of(r.slot, w, own)
            if slot not in seen:
                seen.add(slot)
                yield Warning_(
                    slot=slot, text=f"Nothing else is left, so this is set aside and has to be solved: {r.why}"
                )
        yield from _to_verify(case, w, option)
        yield from _retiring(case, w, option)
    if found.confidence < LESS_SURE:
        yield Warning_(
            slot=None,
            text="Another option is best in more than half of the cases that fit what is known; answer the next "
            "questions first.",
        )


def _to_verify(case: Case, w: int, option: Option) -> Iterator[Warning_]:
    result = gate_result(case, w, central_codes(case, w))
    if option == "sovereign_api" and result.to_verify:
        text = "No vendor in the catalogue is known to offer all the terms this needs; ask for them in writing "
        "before anything is signed."
        yield Warning_(
            slot=f"{scope(case.profile, w)}.{'third_party' if not effective(case.profile, w).regimes else 'regimes'}",
            text=text,
        )


def _retiring(case: Case, w: int, option: Option) -> Iterator[Warning_]:
    workload = case.workloads[w]
    prices = (
        [workload.frontier]
        if option == "frontier_api"
        else list(workload.managed.values())
        if option == "managed_open"
        else []
    )
    last = case.at + timedelta(days=central(case.params, "horizon_months") * DAYS_PER_MONTH)
    for p in prices:
        if p.retires and p.retires <= last:
            yield Warning_(
                slot="current.model",
                text=f"{p.model} at {p.provider} is retired on {p.retires.isoformat()}, within the horizon.",
            )
