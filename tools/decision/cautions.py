"""What a reader must know beside the answer: what was assumed, and what could go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from knowledge.catalogue.api_prices import UnitPrice
from tools.capacity import estimate
from tools.costs import DAYS_PER_MONTH
from tools.decision.case import IN_USE, Case
from tools.decision.evaluate import SELF, Outcome, central_codes, central_rows, gate_result
from tools.decision.explore import Explored, option_name
from tools.decision.hosting import over_context, request_of
from tools.decision.monthly import WorkloadCosts
from tools.decision.params import Param, central
from tools.decision.people import PEOPLE, PLATFORM
from tools.decision.renters import rate_under
from tools.decision.resolve import UNKNOWN_QUALITY
from tools.decision.stacks import hosted_replica
from tools.gates import set_aside, slot_of
from tools.results import Assumption, Fact, Option, Warning_

LESS_SURE = 0.5
MOST_ASSUMPTIONS = 16
SET_ASIDE = {
    "team": "Nothing else is left, although nobody is there to run it yet: find or hire them before you buy.",
    "quality": "Nothing else is left, although no open model is known to be good enough for this: evaluate one before "
    "you rely on it.",
    "latency": "Nothing else is left, although it may be slower than you asked for: measure it before you promise it.",
}
UNSURE = (
    "In more than half of the cases that fit what is known, something else would be best; what is still open decides."
)
ONLY_TESTED = (
    "Your cost of moving is counted for another vendor and for own GPUs; for the smaller model of the vendor in place "
    "an evaluation is counted instead."
)
TOO_LONG = "A request of {request_length} is longer than the context of every model that could run here: shorten it."
SIGNED = (
    "Those who rent out this card and are known to sign for your rules ask {gpu_hourly_signed}; the cost here is "
    "counted at the rate of the whole market."
)
CHECK = "Check with its owner before you rely on it, for we have not read it there: {unread}."
TOO_SLOW = (
    "By the estimate an answer of this length takes {answer_alone} even with a replica to itself, longer than your "
    "limit: it needs a shorter answer or a smaller model."
)
HOSTS: tuple[Option, ...] = ("self_host", "hybrid")
TERMS: tuple[Option, ...] = ("sovereign_api", "hybrid")
NOTES_FOR: dict[str, tuple[Option, ...]] = {
    "on_premises_only": HOSTS,
    "rented_gpu_is_third_party": HOSTS,
    "gpu_vendor_terms": HOSTS,
    "terms_to_verify": TERMS,
    "country_in_the_eu": TERMS,
    "authorisation_level": TERMS,
    "region_as_well": TERMS,
    "batch_under_zero_retention": TERMS,
}


def assumptions_of(case: Case, found: Explored) -> tuple[Assumption, ...]:
    """Open values that were used, those that can change the answer first; at most MOST_ASSUMPTIONS."""
    return (*_stand_ins(case, found), *_assumptions(case, found))


def warnings_of(case: Case, found: Explored, option: Option) -> tuple[Warning_, ...]:
    """Soft gates set aside, terms to be verified, retirements within the horizon, an answer that is less sure than
    not."""
    return tuple(_warnings(case, found, option))


def _stand_ins(case: Case, found: Explored) -> Iterator[Assumption]:
    """What stands for something that nobody said: an open model in use shows what is good enough; own weights have a
    size that nobody asked for, so that some open model stands in for them in the capacity."""
    if case.profile.money.migration_usd is not None and case.status_quo == "frontier_api":
        test = case.params["evaluation_usd"]
        yield Assumption(slot=test.slot, value=test.central, unit="USD", because=ONLY_TESTED, reference=test.reference)
    for w, workload in enumerate(case.workloads):
        quality = case.params[f"workloads[{w}].quality"]
        if quality.because == IN_USE:
            yield Assumption(slot=quality.slot, value=quality.value, unit="", because=IN_USE)
        hosted = hosted_replica(case, found.central, w)
        if workload.workload.quality == "own_weights" and hosted:
            because = "The size of your own weights is not known here; a benchmark of yours replaces this stand-in."
            yield Assumption(slot="plan.model", value=hosted.replica.model.name, unit="", because=because)


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
    shown: list[Warning_] = []
    for w in range(len(case.workloads)):
        own = case.profile.workloads[w].regulation is not None
        for r in set_aside(gate_result(case, w, central_codes(case, w))):
            slot = slot_of(r.slot, w, own)
            if slot not in seen:
                seen.add(slot)
                yield Warning_(slot=slot, text=SET_ASIDE[r.kind])
        fresh = [n for n in _notes(case, w, option) if n.text not in {x.text for x in shown}]
        shown += fresh
        yield from fresh
        for warning in _retiring(case, found, w):
            if warning not in shown:
                shown.append(warning)
                yield warning
    if slow := next(too_slow_facts(case, found.central), None):
        yield Warning_(slot=slow.inputs[0], text=TOO_SLOW)
    if next(over_context_facts(case, found.central), None):
        yield Warning_(slot="workloads[0].input_tokens" if len(case.workloads) == 1 else None, text=TOO_LONG)
    if next(signed_rate_facts(case, found.central), None):
        yield Warning_(slot="money.gpu_hourly_usd", text=SIGNED)
    if next(_unread(case, found), None):
        yield Warning_(slot=None, text=CHECK)
    if found.confidence < LESS_SURE:
        yield Warning_(
            slot=None,
            text=UNSURE,
        )


def too_slow_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """The time of one answer with a replica to itself, where that is longer than the limit of a self-hosted
    workload."""
    for w, workload in enumerate(case.profile.workloads):
        hosted = hosted_replica(case, o, w) if o.choice[w, 0] == SELF else None
        if hosted is None or workload.latency_ms is None:
            continue
        r = request_of(case.params, w)
        alone = estimate(hosted.replica, r.input_tokens, r.output_tokens, concurrency=1, prefix_share=r.prefix_share)
        took = 1e3 * r.output_tokens / float(alone.tok_s_per_user)
        if took > workload.latency_ms:
            yield Fact(id="answer_alone", name=f"one answer alone on {hosted.name}", value=took, unit="ms",
                       formula="output tokens / output tokens a second of a single request, its prefill included",
                       inputs=(f"workloads[{w}].latency_ms", f"workloads[{w}].input_tokens"))  # fmt: skip
            return


def over_context_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """The length of a self-hosted workload's request, where no model of its class takes it whole."""
    for w in range(len(case.workloads)):
        hosted = hosted_replica(case, o, w) if o.choice[w, 0] == SELF else None
        r = request_of(case.params, w)
        if hosted and over_context(hosted.replica, r):
            length = r.input_tokens + r.output_tokens
            yield Fact(id="request_length", name="input and output of a request", value=length, unit="tokens",
                       formula="input tokens + output tokens", inputs=(f"workloads[{w}].input_tokens",))  # fmt: skip
            return


def signed_rate_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """The rate of the card at those who are known to sign for the rules, where it is above what is counted."""
    for w in range(len(case.workloads)):
        hosted = hosted_replica(case, o, w) if o.choice[w, 0] == SELF else None
        result = gate_result(case, w, central_codes(case, w))
        needs = tuple(n for n in result.needs if n != "zero_retention")
        rented = "gpu_cloud" in result.places and case.profile.money.gpu_hourly_usd is None
        if hosted is None or not needs or not rented or hosted.paid_gpus:
            continue
        rate = rate_under(case.catalogue, hosted.replica.gpu.name, needs)
        if rate and rate.mid > hosted.gpu_hourly_usd:
            name, how = f"{hosted.replica.gpu.name} at renters known to sign", f"median of {rate.offers} offers"
            yield Fact(id="gpu_hourly_signed", name=name, value=rate.mid, unit="USD/GPU-hour", formula=how,
                       as_of=rate.as_of, reference=rate.reference)  # fmt: skip
            return


def unread_facts(case: Case, found: Explored) -> Iterator[Fact]:
    """What the warning about it lists: a fact, for names hold digits."""
    if unread := tuple(dict.fromkeys(_unread(case, found))):
        yield Fact(id="unread", name="what nobody has read at its owner", value="; ".join(unread), unit="text")


def _unread(case: Case, found: Explored) -> Iterator[str]:
    """What the recommendation rests on that is background knowledge: prices of what is used and recommended, the
    specification of what would run, what bought cards cost."""
    o, rows = found.central, central_rows(case.params, 1)
    for w, workload in enumerate(case.workloads):
        option = option_name(int(o.choice[w, 0]))
        for p in (workload.today, *_recommended(case, w, option)):
            if p and not p.verified:
                yield f"the price of {p.model} at {p.provider}"
        hosted = hosted_replica(case, o, w) if option == "self_host" else None
        for spec in (hosted.replica.model, hosted.replica.gpu) if hosted else ():
            if spec.basis == "background":
                yield f"the specification of {spec.name}"
        if hosted and WorkloadCosts(case, rows, w).bought[0] and not hosted.paid_gpus:
            yield f"what {hosted.replica.gpu.name} cards of your own cost to buy and to keep"


def _notes(case: Case, w: int, option: Option) -> Iterator[Warning_]:
    """What the gates have to say without removing anything, where it bears on the option that was chosen."""
    own = case.profile.workloads[w].regulation is not None
    for note in gate_result(case, w, central_codes(case, w)).notes:
        only_for = next((options for prefix, options in NOTES_FOR.items() if note.key.startswith(prefix)), None)
        if only_for is None or option in only_for:
            yield Warning_(slot=slot_of(note.slot, w, own) if note.slot else None, text=note.text)


def _recommended(case: Case, w: int, option: Option) -> tuple[UnitPrice, ...]:
    """The prices of a workload that an API option is counted with."""
    workload = case.workloads[w]
    if option == "managed_open":
        quality = case.params[f"workloads[{w}].quality"].value
        price = workload.managed.get(quality) or workload.managed.get("open_large")
        return (price,) if price else ()
    if option == "sovereign_api":
        return (workload.sovereign_price,)
    return {"frontier_api": (workload.frontier,), "smaller_tier": (workload.smaller,)}.get(option, ())


def _retiring(case: Case, found: Explored, w: int) -> Iterator[Warning_]:
    """Models that go within the horizon: what is used today, and what is recommended for this workload."""
    recommended = _recommended(case, w, option_name(int(found.central.choice[w, 0])))
    today = (case.workloads[w].today,) if case.workloads[w].today else ()
    last = case.at + timedelta(days=central(case.params, "horizon_months") * DAYS_PER_MONTH)
    for p in {(p.provider, p.model): p for p in (*today, *recommended)}.values():
        if p.retires and p.retires <= last:
            gone = not p.served(case.at)
            when = (
                f"was retired on {p.retires}: move before anything else"
                if gone
                else (f"is retired on {p.retires}, within the horizon")
            )
            text = f"{p.model} at {p.provider} {when}."
            yield Warning_(slot="current.model", text=text)
