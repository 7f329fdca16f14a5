"""The ledger's raw material: every computed or catalogue value that an answer about one assessment may say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import numpy as np

from tools.costs import HOURS_PER_MONTH, owned_capital
from tools.decision.breakdown import UPKEEP, line_facts
from tools.decision.case import Case, WorkloadCase
from tools.decision.evaluate import SELF, Outcome, central_codes, gate_result
from tools.decision.explore import option_name
from tools.decision.hosting import Hosted
from tools.decision.monthly import LEAST_OVERFLOW, WorkloadCosts
from tools.decision.params import central
from tools.decision.people import people_breakdown
from tools.decision.price_facts import announced_facts, price_facts
from tools.decision.stacks import hosted_replica
from tools.gates.terms import SIGNATURES
from tools.profile import Quality
from tools.results import OPTIONS, Fact, Option

FROM = re.compile(r"(\d{4})(?:-(\d\d)(?!\d)(?:-(\d\d))?)?")
QUALITY_SHOWN: tuple[Quality, ...] = ("open_large", "open_small", "own_weights")


def facts_of(case: Case, o: Outcome) -> tuple[Fact, ...]:
    """``o`` is the central case (one row). Ids are stable names; a workload's carry its number when there are
    several."""
    out = list(_totals(case, o))
    for w, workload in enumerate(case.workloads):
        tag = f"_{w + 1}" if len(case.workloads) > 1 else ""
        out += _workload(case, o, w, workload, tag)
    out += _all_gpus(out)
    out += _people(case, o)
    out += line_facts(case, o)
    return tuple({f.id: f for f in out}.values())


def _totals(case: Case, o: Outcome) -> Iterator[Fact]:
    yield Fact(
        id="chosen_usd",
        name="monthly cost of the recommendation",
        value=o.total(),
        unit="USD/month",
        formula="sum over workloads of the chosen option's cost, people once",
    )
    volume = sum(central(case.params, f"workloads[{w}].tokens_per_day") for w in range(len(case.workloads)))
    yield Fact(
        id="tokens_per_day",
        name="volume",
        value=volume,
        unit="tokens/day",
        formula="sum over workloads",
        inputs=tuple(f"workloads[{w}].tokens_per_day" for w in range(len(case.workloads))),
    )
    for code, option in enumerate(OPTIONS):
        cost = option_total(o, code)
        if np.isfinite(cost):
            yield Fact(
                id=f"monthly_{option}",
                name=f"monthly cost, {option}",
                value=cost,
                unit="USD/month",
                formula=_formula(case, o, option),
                inputs=("tokens_per_day",),
            )
    yield from _gap(case, o)


def option_total(o: Outcome, code: int, row: int = 0) -> float:
    """USD a month of one option for all workloads, people included where it is self-hosting."""
    return float(o.monthly[:, code, row].sum()) + (float(o.people[row]) if code == SELF else 0.0)


LIST_PRICE = "days a month x (input x (1 - cached) x price + cached input x cached price + output x price)"


def _formula(case: Case, o: Outcome, option: Option) -> str:
    """How the option's figure comes about, with the terms that this case has."""
    if option == "self_host":
        peaks = " + what goes to an API at peaks" if o.overflow_share[:, 0].any() else ""
        return f"whole replicas x GPUs x USD per GPU-hour x hours a month{peaks} + people and platform"
    if option == "sovereign_api":
        lesser = any(w.sovereign and w.quality not in (None, "frontier") for w in case.workloads)
        needs = {n for w in range(len(case.workloads)) for n in gate_result(case, w, central_codes(case, w)).needs}
        uplift = " x uplift for a region or a government" if needs - SIGNATURES or not needs else ""
        return f"list price of the model{uplift}" + (f" + {UPKEEP}" if lesser else "")
    if option == case.staying and case.profile.current.monthly_bill_usd:
        return "the stated bill x mean growth of the volume over the horizon"
    slots = [f"workloads[{w}]." for w in range(len(case.workloads))]
    batch = option != "managed_open" and any(central(case.params, f"{s}batchable") for s in slots)
    grows = any(central(case.params, f"{s}growth_per_year") for s in slots)
    formula = LIST_PRICE + (" x (1 - batch discount)" if batch else "") + (" x mean growth" if grows else "")
    return formula + (f" + {UPKEEP}" if option == "managed_open" else "")


def _gap(case: Case, o: Outcome) -> Iterator[Fact]:
    bill = case.profile.current.monthly_bill_usd
    if bill:
        yield Fact(
            id="bill_usd", name="stated bill", value=bill, unit="USD/month", inputs=("current.monthly_bill_usd",)
        )
    listed = [w.list_usd for w in case.workloads]
    if bill and all(x is not None for x in listed):
        total = sum(x or 0.0 for x in listed)
        yield Fact(
            id="list_usd",
            name="list price of the stated volume",
            value=total,
            unit="USD/month",
            formula=LIST_PRICE,
            inputs=("tokens_per_day",),
        )
        if total > 0:
            yield Fact(
                id="bill_over_list",
                name="stated bill over list price",
                value=bill / total,
                unit="ratio",
                formula="bill / list price",
                inputs=("bill_usd", "list_usd"),
            )
    if case.status_quo is not None:
        now = float(o.now[:, 0].sum())
        yield Fact(
            id="today_usd",
            name="monthly cost of today's arrangement",
            value=now,
            unit="USD/month",
            formula=_formula(case, o, case.status_quo) if case.staying else "",
        )
        saving = now - o.total()
        yield Fact(
            id="saving_usd", name="saving against today", value=saving, unit="USD/month", formula="today - recommended"
        )


def _all_gpus(facts: list[Fact]) -> Iterator[Fact]:
    """The GPUs of several workloads together."""
    each = [f for f in facts if f.id.startswith("gpus_")]
    if each:
        total = sum(float(str(f.value)) for f in each)
        yield Fact(id="gpus", name="GPUs", value=total, unit="GPUs",
                   formula="sum over workloads", inputs=tuple(f.id for f in each))  # fmt: skip


def _workload(case: Case, o: Outcome, w: int, workload: WorkloadCase, tag: str) -> Iterator[Fact]:
    slot = f"workloads[{w}]."
    share = central(case.params, f"{slot}input_share")
    yield Fact(
        id=f"volume{tag}",
        name=f"volume of {workload.workload.name}",
        value=central(case.params, f"{slot}tokens_per_day"),
        unit="tokens/day",
        inputs=(f"{slot}tokens_per_day",),
    )
    chosen = option_name(int(o.choice[w, 0]))
    yield Fact(
        id=f"workload_usd{tag}",
        name=f"monthly cost of {workload.workload.name} on {chosen}",
        value=float(o.of(o.choice)[w, 0]),
        unit="USD/month",
    )
    quality = _class(case, w)
    prices = {
        "frontier": workload.frontier,
        "smaller": workload.smaller,
        "managed": workload.managed.get(quality),
    }
    for name, price in prices.items():
        if price is not None:
            yield from price_facts(f"{name}{tag}", price, share)
            yield from announced_facts(case, w, f"{name}{tag}", price)
    if hosted := hosted_replica(case, o, w):
        yield from _hosted(case, o, w, hosted, tag)


def _class(case: Case, w: int) -> Quality:
    value = case.params[f"workloads[{w}].quality"].value
    return value if value in QUALITY_SHOWN else "open_large"


def _hosted(case: Case, o: Outcome, w: int, h: Hosted, tag: str) -> Iterator[Fact]:
    slot = f"workloads[{w}]."
    total_rate = h.capacity.total_tok_s
    rate, reps = float(o.output_tok_s[w, 0]), float(o.replicas[w, 0])
    yield (hourly := _gpu_hourly(case, w, h, reps, tag))
    as_of, reference = _measured(case, h.capacity.measured)
    for key, counted, value, unit in (
        ("replica_tok_s", "output", rate, "output tok/s"),
        ("replica_total_tok_s", "input and output", total_rate, "total tok/s"),
    ):
        name = f"{counted} of one replica, {h.name}"
        yield Fact(id=f"{key}{tag}", name=name, value=value, unit=unit,
                   formula=h.capacity.evidence, as_of=as_of, reference=reference)  # fmt: skip
    yield Fact(
        id=f"replicas{tag}",
        name="replicas, spare included",
        value=reps,
        unit="replicas",
        formula="ceil(output tokens a second x peak / (output of a replica x utilisation)) + spare",
        inputs=(f"volume{tag}", f"replica_tok_s{tag}", f"{slot}peak_to_average", "utilization", "spare_replicas"),
    )
    yield Fact(
        id=f"gpus{tag}",
        name="GPUs",
        value=reps * h.replica.gpus,
        unit="GPUs",
        formula="replicas x GPUs a replica",
        inputs=(f"replicas{tag}",),
    )
    if o.overflow_share[w, 0] > LEAST_OVERFLOW:
        yield Fact(
            id=f"overflow_share{tag}",
            name="share of the tokens that goes to an API at peaks",
            value=float(o.overflow_share[w, 0]),
            unit="share",
            formula="1 - x0^p - k (1 - x0), x0 = (k/p)^(1/(p-1)); p: peak to average, k: capacity over the mean load",
            inputs=(f"{slot}peak_to_average", f"replicas{tag}"),
        )
    peak = central(case.params, f"{slot}peak_to_average")
    marginal = float(str(hourly.value)) * h.replica.gpus / (total_rate * 3600 / 1e6) * peak
    marginal /= central(case.params, "utilization")
    yield Fact(
        id=f"marginal{tag}",
        name="marginal GPU cost of a token at the load reached",
        value=marginal,
        unit="USD/Mtok",
        formula="GPUs x USD per GPU-hour / (total tok/s x 3600 / 1e6 x utilisation / peak)",
        inputs=(f"gpu_hourly{tag}", f"replica_total_tok_s{tag}"),
    )


def _gpu_hourly(case: Case, w: int, h: Hosted, replicas: float, tag: str) -> Fact:
    """The rate that the cost is made of: a market's, or what cards cost that are bought or there already."""
    rows = {name: np.array([p.central]) for name, p in case.params.items()}
    rate = float(np.ravel(WorkloadCosts(case, rows, w).gpu_hourly([h], np.array([replicas])))[0])
    gpu, unit = h.replica.gpu.name, "USD/GPU-hour"
    if np.isclose(rate, h.gpu_hourly_usd):
        name = f"{gpu} rate"
        return Fact(id=f"gpu_hourly{tag}", name=name, value=rate, unit=unit,
                    as_of=h.price_as_of, reference=h.price_reference)  # fmt: skip
    there = h.paid_gpus > 0
    name = f"{gpu} of your own, power and space" if there else f"{gpu} that is bought, power and space included"
    formula = "(capital / life + energy + rack space) / hours a month; no capital for cards that are there already"
    defaults = case.catalogue.defaults
    paid = defaults["power_usd_per_kwh"] if there else owned_capital(defaults, gpu)
    return Fact(id=f"gpu_hourly{tag}", name=name, value=rate, unit=unit,
                formula=formula, as_of=paid.as_of, reference=paid.cited)  # fmt: skip


def _measured(case: Case, ids: tuple[str, ...]) -> tuple[dt.date | None, str | None]:
    """Day and sources of published measurements: of the oldest, and its first day where only a month is known."""
    rows = [m for m in case.catalogue.measurements if m.id in ids]
    if not rows:
        return None, None
    oldest = min(_first_day(m.date) for m in rows)
    return oldest, "; ".join(dict.fromkeys(f"{m.source} ({m.date})" for m in rows))


def _first_day(date: str) -> dt.date:
    """Of a day, a month (``2025-09``), a year or years (``2025-2026``): publishers do not always say more."""
    year, month, day = FROM.match(date).groups()  # type: ignore[union-attr]
    return dt.date(int(year), int(month or 1), int(day or 1))


def _people(case: Case, o: Outcome) -> Iterator[Fact]:
    rows = {name: np.array([p.central]) for name, p in case.params.items()}
    lines = people_breakdown(case, rows)
    for name, value in lines.items():
        yield Fact(id=f"line_{name.replace(' ', '_')}", name=name, value=float(value.flat[0]), unit="USD/month")
    yield Fact(
        id="people_usd",
        name="people and platform of self-hosting",
        value=float(o.people[0]),
        unit="USD/month",
        formula=" + ".join(lines),
    )
    yield Fact(id="ops_hours", name="operations", value=central(case.params, "ops_hours_month"), unit="hours/month")
    yield Fact(id="horizon_months", name="horizon", value=central(case.params, "horizon_months"), unit="months")
    yield Fact(id="hours_per_month", name="hours a month", value=float(HOURS_PER_MONTH), unit="hours")
