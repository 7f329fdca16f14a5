"""What a small fact changed. While the option stays the same, this is said instead of the whole recommendation."""

from __future__ import annotations

from collections.abc import Iterable

from agent.events import Change
from agent.evidence import derived, units, words
from agent.evidence.ledger import Ledger
from agent.interview import bank, choose, clash, show
from agent.interview.outcome import dump, profile_of
from agent.interview.turn import Reply, Turn
from agent.state import JSON, State
from tools.profile import Profile, slot_value
from tools.results import OPTIONS, Assessment, Fact

TOLD = frozenset(
    ("undone", "redone", "edited", "adopted", "used", "slip_confirmed", "conflict_settled", "restarted")
)  # fmt: skip
"""Tasks whose reply names the change already."""
MOVED_SHARE, MOVED_USD = 0.02, 0.02  # below this much, confidence and cost are as they were


def snapshot(turn: Turn, *, shown: bool) -> JSON:
    """What the next turn is compared with. ``shown``: the user has seen a whole recommendation by now."""
    a = turn.assessment
    return {
        "option": a.option, "confidence": a.confidence, "known": turn.known, "usd": derived.chosen_mid(a),
        "open": _feasible(a), "profile": dump(turn.profile), "shown": shown or bool(turn.previous.get("shown")),
        "asking": bool(turn.state.get("question")), "clash": _clashing(turn.assessment),
        "whole": facts(turn.profile) if shown else turn.previous.get("whole"),
    }  # fmt: skip


def facts(profile: Profile) -> JSON:
    """What is known, without who said it and in which words."""
    return dump(profile.model_copy(update={"said": ()}))


def reply(turn: Turn) -> Reply:
    """The fact as it was taken, and what became of option, cost, confidence and of the other options."""
    taken = noted(turn)
    if not taken and not turn.kinds:
        return Reply(bank.say("no_effect"))
    if not turn.known:
        return Reply(" ".join(p for p in (taken, bank.say("undecided") if taken else "") if p))
    told: list[Fact] = []
    parts = [taken]
    if taken or _moved(turn):
        parts += [_holds(turn, told), *_others(turn)]
    if _clashing(turn.assessment) and not turn.previous.get("clash"):
        parts.append(_clash(turn))
    return Reply(" ".join(p for p in parts if p), told)


def question(turn: Turn) -> str:
    """The question that follows, or why there is none."""
    opened = turn.state.get("question")
    if opened:
        return f"**Next question:** {opened['text']}"
    return choose.why_stop(turn.assessment, turn.profile) if turn.previous.get("asking", True) else ""


def noted(turn: Turn) -> str:
    """What this message stated, as it was taken; nothing where a reply names it already."""
    if turn.kinds & TOLD:
        return ""
    before = Profile.model_validate(turn.previous.get("profile") or {})
    given = show.differences(before, turn.profile)
    if before.workloads and len(before.workloads) > len(turn.profile.workloads) > 0:
        return bank.say("noted_fact", what="; ".join(show.moved(before, turn.profile)))
    what = [_shown(turn.state, slot) or show.change(turn.profile, slot, value) for slot, value in given]
    return bank.say("noted_fact", what="; ".join(dict.fromkeys(what))) if what else ""


def _shown(state: State, slot: str) -> str:
    """The conversion behind a value, where all its figures are the user's own or the value itself."""
    kept = (state.get("conversions") or {}).get(slot)
    if not kept:
        return ""
    profile, told = profile_of(state), str(kept[1])
    if "=" not in told:  # a note on how the figure was taken, not how it comes about
        return (
            f"{show.change(profile, slot, slot_value(profile, slot))} ({told.replace(' taken as US', ', taken as US')})"
        )
    ledger = Ledger((), tuple(state.get("words") or ()))
    ledger.value("value", kept[0], words.unit_of(slot))
    return ledger.say("shown") if ledger.statement("shown", told) else ""


def _moved(turn: Turn) -> bool:
    before, after = turn.previous.get("usd"), derived.chosen_mid(turn.assessment)
    cost = before is not None and after is not None and abs(after - before) > MOVED_USD * max(before, after)
    return cost or _surer(turn) or turn.previous.get("open") != _feasible(turn.assessment)


def _surer(turn: Turn) -> bool:
    return bool(abs(turn.assessment.confidence - turn.previous.get("confidence", 0.0)) >= MOVED_SHARE)


def _clashing(assessment: Assessment) -> bool:
    return any(c.about == clash.ABOUT for c in assessment.conflicts)


def _clash(turn: Turn) -> str:
    """A bill and a volume that this message set against each other: said even where it decides nothing."""
    listed = next((f for f in turn.assessment.facts if f.id == "list_usd"), None)
    bill = turn.profile.current.monthly_bill_usd
    if listed is None or bill is None or not isinstance(listed.value, (int, float)):
        return ""
    return bank.say("not_fitting", at_list=units.say(listed.value, "usd/month"), bill=units.say(bill, "usd/month"))


def _holds(turn: Turn, facts: list[Fact]) -> str:
    a, before = turn.assessment, turn.previous.get("usd")
    after, cost, sure = derived.chosen_mid(a), "", ""
    if after is not None:
        told = units.say(after, "usd/month")
        cost = bank.say("holds_cost", after=told)
        if before is not None and units.say(before, "usd/month") != told:
            facts.append(_before("usd", "likely cost before this message", before, "usd/month"))
            cost = bank.say("holds_cost_moved", after=told, before=units.say(before, "usd/month"))
    if _surer(turn):
        earlier = turn.previous.get("confidence", 0.0)
        facts.append(_before("confidence", "confidence before this message", earlier, "share"))
        sure = bank.say("holds_sure", after=units.say(a.confidence, "share"), before=units.say(earlier, "share"))
    return bank.say("holds", option=bank.option_name(a.option), cost=cost, sure=sure)


def _before(key: str, name: str, value: float, unit: str) -> Fact:
    return Fact(id=f"before.{key}", name=name, value=value, unit=unit, formula="the assessment before this message")


def _others(turn: Turn) -> list[str]:
    """Options that this message took away or brought back."""
    before, now = turn.previous.get("open"), _feasible(turn.assessment)
    if before is None:
        return []
    out = [words.THE[o] for o in OPTIONS if o in before and o not in now]
    back = [words.THE[o] for o in OPTIONS if o in now and o not in before]
    told = [bank.say("now_out", names=words.join(out))] if out else []
    return told + ([bank.say("now_possible", names=words.join(back))] if back else [])


def _feasible(a: Assessment) -> list[str]:
    return [o for o in OPTIONS if o in a.costs and a.costs[o].feasible]


def conversions(state: State, changes: Iterable[Change]) -> JSON:
    """The conversions of this message beside those of earlier ones: slot -> [value, text]."""
    kept = dict(state.get("conversions") or {})
    for change in changes:
        kept.pop(change.slot, None)
        if change.shown:
            kept[change.slot] = [change.value, change.shown]
    return kept


def standing(state: State) -> dict[str, str]:
    """The conversions behind the values that the profile has now."""
    now, kept = dict(show.slots(profile_of(state))), state.get("conversions") or {}
    return {slot: str(text) for slot, (value, text) in kept.items() if value is not None and now.get(slot) == value}
