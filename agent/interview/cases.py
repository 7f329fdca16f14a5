"""Cases beside each other: what-ifs, scenarios, what was taken back; each figure with the fact behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agent.evidence import units, words
from agent.evidence.brief import decisive
from agent.interview import bank, show
from agent.interview.turn import Reply, Turn
from agent.state import JSON
from tools.profile import Profile
from tools.results import OPTIONS, Assessment, Fact

RULED_OUT = "ruled out"
UNTESTED, NOBODY = "after a test", "nobody to run it"


def trial(task: JSON, turn: Turn) -> Reply:
    """What if: the other assessment, its option and costs, beside the standing one."""
    supposed_profile = Profile.model_validate(turn.state.get("trial") or {})
    if turn.desk.full and not decisive(supposed_profile):
        return Reply("")  # the answer that follows says that it cannot know yet
    other = turn.desk.assess(supposed_profile)
    if not turn.known:
        said = bank.say("trial_first", what=turn.state.get("trial_words") or "", option=bank.option_name(other.option))
        return Reply(said, values_of("what if", show.differences(turn.profile, supposed_profile), supposed_profile))
    before, option = bank.option_name(turn.assessment.option), bank.option_name(other.option)
    key = "trial_same" if other.option == turn.assessment.option else "trial_other"
    text = bank.say(key, what=turn.state.get("trial_words") or "", option=option, before=before)
    if supposed_profile.team.can_hire and not turn.profile.team.can_hire:
        text += " " + bank.say("trial_people")
    table = side_by_side({"now": turn.assessment, "what if": other})
    supposed = values_of("what if", show.differences(turn.profile, supposed_profile), supposed_profile)
    return Reply(f"{text}\n\n{table.text}", [*supposed, *table.facts])


def undone(task: JSON, turn: Turn) -> Reply:
    """What was taken back is in the profile no more, but may be said: with its facts."""
    key = "undone_restart" if task.get("restart") else "undone_again" if task.get("again") else "undone"
    said = bank.say(key, what=task["what"], again=str(task.get("again") or ""))
    return Reply(said, values_of("undone", task["values"], turn.profile))


def values_of(case: str, values: Iterable[Iterable[Any]], profile: Profile) -> list[Fact]:
    """Facts for slot values that are named and are not the profile's own."""
    return [
        Fact(id=f"{case}.{slot}", name=f"{bank.short(slot, profile)} ({case})", value=value, unit=words.unit_of(slot))
        for slot, value in values
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]


def compare(task: JSON, turn: Turn) -> Reply:
    kept = {
        name: turn.desk.assess(Profile.model_validate(p)) for name, p in (turn.state.get("scenarios") or {}).items()
    }
    if turn.state.get("trial"):
        kept["what if"] = turn.desk.assess(Profile.model_validate(turn.state["trial"]))
    if not kept:
        return Reply(bank.say("nothing_to_compare"))
    return side_by_side({"now": turn.assessment, **kept})


def side_by_side(cases: dict[str, Assessment]) -> Reply:
    """Assessments as one table: the option, how sure, and the cost of every option; each figure with its fact."""
    facts: list[Fact] = []
    rows = [["recommended", *(bank.option_name(a.option) for a in cases.values())]]
    rows.append(["confidence", *(_told(facts, f"{n}.confidence", a.confidence, "share") for n, a in cases.items())])
    for option in OPTIONS:
        cells = [_cost(facts, name, case, option) for name, case in cases.items()]
        if any(c not in ("-", RULED_OUT) for c in cells):
            rows.append([bank.option_name(option), *cells])
    head = f"| a month | {' | '.join(_plain(n) for n in cases)} |\n|{' --- |' * (len(cases) + 1)}\n"
    return Reply(head + "\n".join(f"| {' | '.join(row)} |" for row in rows), facts)


def _cost(facts: list[Fact], name: str, case: Assessment, option: Any) -> str:
    cost = case.costs.get(option)
    if cost is None or cost.monthly_usd is None:
        return "-"
    kinds = {g.kind for g in case.gates if g.option == option}
    if not cost.feasible and not kinds <= {"quality", "team"}:
        return RULED_OUT
    why = "" if cost.feasible or not kinds else f" ({UNTESTED if 'quality' in kinds else NOBODY})"
    return _told(facts, f"{name}.{option}", cost.monthly_usd.mid, "usd/month", cell=True) + why


def _told(facts: list[Fact], key: str, value: float, unit: str, *, cell: bool = False) -> str:
    facts.append(
        Fact(
            id=f"case.{key}", name=key.replace(".", ": "), value=value, unit=unit, formula="assessment of that scenario"
        )
    )
    return units.say(value, unit, cell=cell)


def _plain(name: str) -> str:
    return " ".join(name.replace("|", " ").split())[:40]
