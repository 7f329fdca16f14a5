"""The words around the recommendation: an answer to each task of a turn, from the new assessment.

A figure may be said only if it can be traced: replies that need one bring a ``Fact`` for the recommendation along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.evidence import safe, units, words
from agent.interview import bank, choose, show
from agent.interview.outcome import profile_of
from agent.schema import Citation
from agent.state import JSON, State
from tools.profile import Profile
from tools.results import OPTIONS, Assessment, Fact, OpenQuestion

if TYPE_CHECKING:
    from agent.nodes.desk import Desk

RULED_OUT = "ruled out"
UNTESTED, NOBODY = "untested", "nobody to run it"
NEAR = 0.9  # score of a quote that may come before the whole recommendation
SHORT_MESSAGE = 200  # characters
WHERE_TO_RUN = re.compile(
    r"\b(?:use|run|host\w*|move|switch|local\w*|self-?host\w*|instead|alternatives?|options?|cheaper|way (?:a)?round|"
    r"worth|where|better|should|shall|help|own (?:gpus?|servers?|hardware|model))\b",
    re.I,
)
QUESTIONS = frozenset(("question", "arithmetic", "sources"))


@dataclass
class Reply:
    """Markdown, the facts behind its figures, and every citation numbered so far."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What a reply is made from."""

    state: State
    profile: Profile
    assessment: Assessment
    desk: Desk


def replies(turn: Turn) -> list[Reply]:
    """One reply for each task, in order; the same sentence is not said twice."""
    out: list[Reply] = []
    for task in turn.state.get("tasks") or []:
        made = reply(task, turn, cited(out))
        if made.text and all(made.text != r.text for r in out):
            out.append(made)
    return out


def cited(said: list[Reply]) -> tuple[Citation, ...]:
    """The citations of replies so far: the next one goes on with their numbers, and so does the recommendation."""
    return max((r.citations for r in said), key=len, default=())


def reply(task: JSON, turn: Turn, before: tuple[Citation, ...] = ()) -> Reply:
    kind = task["kind"]
    if kind in QUESTIONS:
        return _question(task, turn, before)
    if kind in WORDED:
        return WORDED[kind](task, turn)
    return Reply(bank.say(kind, **{k: str(v) for k, v in task.items() if k != "kind"}))


def _question(task: JSON, turn: Turn, before: tuple[Citation, ...]) -> Reply:
    """A follow-up, answered from ledger and passages; by calculators too where a model may choose them."""
    asked = _asked_in_full(task, turn)
    said = turn.desk.parts.answer_question(asked, turn.profile, turn.assessment, at=turn.desk.at, cited=before)
    text, facts, citations = str(said), list(getattr(said, "facts", ())), getattr(said, "citations", before)
    if not getattr(said, "found", True) or _far(said, before, turn):
        text, facts, citations = _unanswered(task, turn, text), [], before
    if turn.desk.model is not None:
        from agent.llm.investigate import investigate

        words = tuple(turn.state.get("words") or ())
        found = investigate(task["text"], turn.profile, turn.assessment, turn.desk, words)
        facts += [f for finding in found for f in finding.facts]
        text = "\n\n".join(part for part in (*(finding.text for finding in found), text) if part)
    return Reply(text, facts, citations)


def _asked_in_full(task: JSON, turn: Turn) -> str:
    """A request for sources or arithmetic is understood by a few words; what it is about stands around them."""
    whole = str((turn.state.get("inbox") or {}).get("text") or "")
    part = task["kind"] in ("arithmetic", "sources") or task.get("term") == "supposed"
    short = part and len(whole) <= SHORT_MESSAGE
    return whole if short and whole else str(task["text"])


def _far(said: str, before: tuple[Citation, ...], turn: Turn) -> bool:
    """Whether a reply is but quotes of which none is near the question, before a recommendation that will follow."""
    new = getattr(said, "citations", ())[len(before) :]
    only_quotes = bool(new) and all(line.startswith("- ") for line in said.splitlines() if line)
    return only_quotes and whole(turn.state, turn.desk) and max(c.score for c in new) < NEAR


def _unanswered(task: JSON, turn: Turn, text: str) -> str:
    """Where the whole recommendation follows, it is the answer to a question of where to run; else the gap is named."""
    if task.get("term") == "supposed":
        return bank.say("trial_unclear")
    if not whole(turn.state, turn.desk):
        return text
    return "" if WHERE_TO_RUN.search(task["text"]) else bank.say("beyond", text=safe.quoted(task["text"].strip())[:200])


def whole(state: State, desk: Desk) -> bool:
    """Whether the whole recommendation is shown this time: it is new, or this is all the user will see."""
    return desk.full or bool(state.get("changed")) or not state.get("previous")


def _why_ask(task: JSON, turn: Turn) -> Reply:
    slot = task.get("slot")
    if not slot:
        return Reply(bank.say("nothing_open"))
    found = next((q for q in turn.assessment.open_questions if q.slot == slot), None)
    text, facts = choose.why(slot, turn.assessment), []
    if found is not None and found.value >= 1 and _is_money(found, turn.assessment):
        worth = Fact(
            id=f"worth.{slot}",
            name=f"what knowing {bank.short(slot, turn.profile)} is worth",
            value=round(found.value),
            unit="usd/month",
            formula="expected regret avoided over the draws",
            inputs=(slot,),
        )
        facts.append(worth)
        text += " " + bank.say("why_worth", usd=units.say(worth.value, "usd"))
    return Reply(text, facts)


def _is_money(found: OpenQuestion, assessment: Assessment) -> bool:
    """What a gate is worth is no sum of money: choosing what is not allowed, or not good enough, is weighed as worse
    than any cost."""
    most = max((c.monthly_usd.high for c in assessment.costs.values() if c.monthly_usd), default=0.0)
    return not found.hard_gate and not found.slot.endswith(".quality") and found.value <= most


def _what_means(task: JSON, turn: Turn) -> Reply:
    from knowledge.glossary import explain

    term = str(task.get("term") or "").strip()
    meaning = explain(term or str(task.get("text") or ""))
    if meaning:
        return Reply(str(meaning))
    slot = task.get("slot")
    asked = bank.wording(slot) if slot else None
    if asked is None:
        return Reply(bank.say("no_term", term=term))
    return Reply(" ".join((bank.say("means_open", short=asked.short, why=asked.why), asked.estimate)))


def _skipped(task: JSON, turn: Turn) -> Reply:
    return Reply(bank.say("skipped", short=bank.short(task["slot"], turn.profile)))


def _unknown(task: JSON, turn: Turn) -> Reply:
    slot = task["slot"]
    asked = bank.wording(slot)
    text = bank.say("unknown", short=bank.short(slot, turn.profile), estimate=asked.estimate if asked else "")
    if slot == "team.gpu_ops":
        text += " " + bank.say("unknown_team")
    return Reply(text)


def _refused(task: JSON, turn: Turn) -> Reply:
    return Reply(bank.say("refused", short=bank.short(task["slot"], turn.profile)))


def _review(task: JSON, turn: Turn) -> Reply:
    assumed = {a.slot: units.say(a.value, a.unit) for a in turn.assessment.assumptions}
    return Reply(show.review(turn.profile, assumed))


def _resume(task: JSON, turn: Turn) -> Reply:
    return Reply(bank.say("resumed", summary=show.summary(turn.profile)))


def _language(task: JSON, turn: Turn) -> Reply:
    names: dict[str, str] = bank.words()["languages"]
    return Reply(bank.say("language", language=names.get(str(task["language"]), str(task["language"]))))


def _out_of_scope(task: JSON, turn: Turn) -> Reply:
    return Reply(bank.say("out_of_scope", term="").strip())


def _trial(task: JSON, turn: Turn) -> Reply:
    """What if: the other assessment, its option and costs, beside the standing one."""
    trial = Profile.model_validate(turn.state.get("trial") or {})
    other = turn.desk.assess(trial)
    before, option = bank.option_name(turn.assessment.option), bank.option_name(other.option)
    key = "trial_same" if other.option == turn.assessment.option else "trial_other"
    text = bank.say(key, what=turn.state.get("trial_words") or "", option=option, before=before)
    table = side_by_side({"now": turn.assessment, "what if": other})
    supposed = values_of("what if", show.differences(turn.profile, trial), trial)
    return Reply(f"{text}\n\n{table.text}", [*supposed, *table.facts])


def _undone(task: JSON, turn: Turn) -> Reply:
    """What was taken back is in the profile no more, but may be said: with its facts."""
    return Reply(bank.say("undone", what=task["what"]), values_of("undone", task["values"], turn.profile))


def values_of(case: str, values: Iterable[Iterable[Any]], profile: Profile) -> list[Fact]:
    """Facts for slot values that are named and are not the profile's own."""
    return [
        Fact(id=f"{case}.{slot}", name=f"{bank.short(slot, profile)} ({case})", value=value, unit=words.unit_of(slot))
        for slot, value in values
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]


def _compare(task: JSON, turn: Turn) -> Reply:
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


WORDED: dict[str, Callable[[JSON, Turn], Reply]] = {
    "why_ask": _why_ask, "what_means": _what_means, "skipped": _skipped, "unknown": _unknown, "refused": _refused,
    "undone": _undone, "review": _review, "resume": _resume, "language": _language, "out_of_scope": _out_of_scope,
    "trial": _trial, "compare": _compare,
}  # fmt: skip


def turn_of(state: State, assessment: Assessment, desk: Desk) -> Turn:
    return Turn(state, profile_of(state), assessment, desk)
