"""Enters one assessment into the ledger: its money, the profile, names, and the sentences that follow from them."""

from __future__ import annotations

import re

from agent.evidence import safe, words
from agent.evidence.ledger import Ledger
from agent.schema import Question
from tools.profile import Profile, slot_value
from tools.results import OPTIONS, Assessment, Fact, Flip


def build(
    profile: Profile,
    assessment: Assessment,
    question: Question | None = None,
    extra: tuple[Fact, ...] = (),
    user_words: tuple[str, ...] = (),
) -> Ledger:
    """The ledger of one assessment. ``extra``: facts computed beside it (see :mod:`derived`)."""
    ledger = Ledger((*assessment.facts, *extra), user_words)
    _names(ledger)
    _money(ledger, assessment)
    _known(ledger, profile)
    _stack(ledger, assessment)
    _assumptions(ledger, assessment)
    for i, flip in enumerate(assessment.flips):
        _flip(ledger, i, flip, profile, assessment)
    _statements(ledger, assessment)
    if question:
        ledger.statement("question.text", question.text)
        ledger.statement("question.why", question.why)
    return ledger


def _names(ledger: Ledger) -> None:
    for option in (*OPTIONS, "hybrid"):
        ledger.name(f"option.{option}", words.OPTION[option])
        ledger.name(f"the.{option}", words.THE[option])
        ledger.name(f"do.{option}", words.DO[option], longest=None)
    ledger.name("head.month", "a month")
    ledger.name("head.range", "low to high")


def _assumptions(ledger: Ledger, a: Assessment) -> None:
    for i, assumption in enumerate(a.assumptions):
        slot = assumption.slot
        _slot_value(ledger, f"assumption.{i}", slot, assumption.value, assumption.unit)
        told = words.ASSUMED_WORDS.get((words.leaf(slot), ledger.say(f"assumption.{i}")))
        if assumption.value == 0 and words.unit_of(slot, assumption.unit).startswith("share"):
            told = f"no {_NOUGHT.get(words.leaf(slot), words.label(slot))}"
        text = told or words.ASSUMED.get(words.leaf(slot), f"{words.label(slot)}: {{value}}")
        ledger.statement(f"assumption.{i}.text", text, {"value": f"assumption.{i}"})


_NOUGHT = {"cached_share": "caching", "prefix_share": "shared beginning of the prompts", "growth_per_year": "growth"}


def _flip(ledger: Ledger, i: int, flip: Flip, profile: Profile, a: Assessment) -> None:
    """``flip.0.clause``: what would have to be so, fit to follow "if"."""
    leaf, holes = words.leaf(flip.slot), {"at": f"flip.{i}"}
    _slot_value(ledger, f"flip.{i}", flip.slot, flip.at)
    if leaf in words.FACTORS:
        text = f"{words.FACTORS[leaf]} came to {{at}} today's"
    elif isinstance(flip.at, (int, float)) and not isinstance(flip.at, bool):
        now = _number(profile, a, flip.slot)
        verb = "were about" if now is None else "rose to" if flip.at > now else "fell to"
        text = f"{words.subject(flip.slot)} {verb} {{at}}"
    elif leaf == "regimes":
        text = "{at} applied"
    else:
        text = words.CLAUSE.get((leaf, str(flip.at).lower()), f"{words.subject(flip.slot)} were {{at}}")
    index = words.workload_index(flip.slot)
    if index is not None and len(profile.workloads) > 1:
        text, holes = f"{text} for {{work}}", holes | {"work": f"workload.{index}"}
    ledger.statement(f"flip.{i}.clause", text, holes, rests=(f"flip.{i}",))


_ASSUMED_AS = {("migration_usd", True): "migration_self_host_usd", ("migration_usd", False): "migration_api_usd"}


def _number(profile: Profile, a: Assessment, slot: str) -> float | None:
    """What a slot is now: said, else assumed, else None."""
    names = {words.leaf(slot), _ASSUMED_AS.get((words.leaf(slot), a.option == "self_host"), "")}
    assumed = next((x.value for x in a.assumptions if words.leaf(x.slot) in names), None)
    try:
        value = slot_value(profile, slot)
    except (KeyError, AttributeError):
        value = None
    value = assumed if value is None else value
    return float(value) if isinstance(value, (int, float)) else None


def _slot_value(ledger: Ledger, id_: str, slot: str, value: object, unit: str = "", *, exact: bool = False) -> None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        ledger.value(id_, value, words.unit_of(slot, unit), slot=slot, exact=exact)
    else:
        ledger.value(id_, safe.name(words.value_words(slot, value)), slot=slot, exact=exact)


def _money(ledger: Ledger, a: Assessment) -> None:
    ledger.value("confidence", a.confidence, "share")
    ledger.value("payback", a.payback_months, "months")
    for option, cost in a.costs.items():
        for part in ("low", "mid", "high"):
            ledger.value(
                f"cost.{option}.{part}", getattr(cost.monthly_usd, part) if cost.monthly_usd else None, "usd/month"
            )
        for i, line in enumerate(cost.lines):
            ledger.value(f"line.{option}.{i}", line.usd, "usd/month")
            ledger.name(f"line.{option}.{i}.name", line.name)
    for i, choice in enumerate(a.by_workload):
        ledger.name(f"choice.{i}.workload", words.work(choice.workload))
        for part in ("low", "mid", "high"):
            ledger.value(f"choice.{i}.{part}", getattr(choice.monthly_usd, part), "usd/month")
    for i, even in enumerate(a.break_even):
        ledger.value(f"breakeven.{i}", even.tokens_per_day, "tokens/day")
        ledger.name(f"breakeven.{i}.workload", even.workload or "")


def _known(ledger: Ledger, profile: Profile) -> None:
    for i, workload in enumerate(profile.workloads):
        ledger.name(f"workload.{i}", words.work(workload.name))
        for key in type(workload).model_fields:
            value = getattr(workload, key)
            if value is not None and key not in ("name", "regulation"):
                _slot_value(ledger, f"profile.workloads[{i}].{key}", f"workloads[{i}].{key}", value, exact=True)
    for section in ("current", "regulation", "team", "money"):
        for key in type(getattr(profile, section)).model_fields:
            value = slot_value(profile, f"{section}.{key}")
            if key == "gpus_owned" and value is not None:
                ledger.value("profile.money.gpus_owned.count", value.count, "GPUs", exact=True)
                ledger.name("profile.money.gpus_owned.gpu", value.gpu)
            elif value is not None:
                _slot_value(ledger, f"profile.{section}.{key}", f"{section}.{key}", value, exact=True)


def _stack(ledger: Ledger, a: Assessment) -> None:
    for key in ("model", "engine", "gpus"):
        if text := getattr(a.stack, key):
            ledger.name(f"stack.{key}", text)
    for i, provider in enumerate(a.stack.providers):
        ledger.name(f"stack.providers.{i}", provider)
    if capacity := a.stack.capacity:
        ledger.value("capacity.replicas", capacity.replicas, "replicas")
        ledger.value("capacity.gpus", capacity.gpus, "GPUs")
        ledger.value("capacity.utilization", capacity.utilization, "share")
        ledger.value("capacity.output_tok_s", capacity.output_tok_s, "output tok/s")
        ledger.value("capacity.total_tok_s", capacity.total_tok_s, "total tok/s")
        ledger.statement("capacity.evidence", capacity.evidence)


_NEVER = re.compile(r"^never\W+(?:because\s+)?", re.I)


def _statements(ledger: Ledger, a: Assessment) -> None:
    """What the calculators say in words; what holds a figure of no record stays out (see ``ledger.refused``)."""
    for reason in a.reasons:
        ledger.statement(f"reason.{reason.key}", reason.text, facts=reason.facts)
    for i, gate in enumerate(a.gates):
        ledger.statement(f"gate.{i}", gate.why, facts=gate.facts)
    for option, cost in a.costs.items():
        if cost.why_not:
            ledger.statement(f"why_not.{option}", cost.why_not)
    for i, even in enumerate(a.break_even):
        if even.tokens_per_day is None and even.why_null:
            ledger.statement(f"never.{i}", _NEVER.sub("", even.why_null))
    for i, conflict in enumerate(a.conflicts):
        ledger.statement(f"conflict.{i}.about", conflict.about)
        ledger.statement(f"conflict.{i}", conflict.computed, facts=conflict.facts)
    for i, warning in enumerate(a.warnings):
        ledger.statement(f"warning.{i}", warning.text)
    for i, step in enumerate(a.stack.steps):
        ledger.statement(f"step.{i}.when", step.when)
        ledger.statement(f"step.{i}", step.do, facts=step.facts)
