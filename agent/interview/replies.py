"""The words around the recommendation: an answer to each task of a turn, from the new assessment.

A figure may be said only if it can be traced: replies that need one bring a ``Fact`` for the recommendation along.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from agent.evidence import safe, units, words
from agent.evidence.followup import intents
from agent.interview import bank, cases, choose, phrases, show, update
from agent.interview.turn import Reply, Turn, cited
from agent.schema import Citation
from agent.state import JSON
from tools.results import Assessment, Assumption, Fact, OpenQuestion

NEAR = 0.9  # score of a quote that may come before the whole recommendation
SHORT_MESSAGE = 200  # characters
MEANT = 4  # words: of a shorter question nothing is left to repeat
QUESTIONS = frozenset(("question", "arithmetic", "sources"))


def replies(turn: Turn) -> list[Reply]:
    """One reply for each task, in order; the same sentence is not said twice."""
    out: list[Reply] = []
    for task in turn.state.get("tasks") or []:
        made = reply(task, turn, cited(out))
        if made.wants_whole or (made.text and all(made.text != r.text for r in out)):
            out.append(made)
    return out


def reply(task: JSON, turn: Turn, before: tuple[Citation, ...] = ()) -> Reply:
    kind = task["kind"]
    if kind in QUESTIONS:
        return _about_us(task, turn) or _question(task, turn, before)
    if kind == "what_means":
        return _what_means(task, turn, before)
    if kind in WORDED:
        return WORDED[kind](task, turn)
    return Reply(bank.say(kind, **{k: str(v) for k, v in task.items() if k != "kind"}))


def _about_us(task: JSON, turn: Turn) -> Reply | None:
    """Questions about the advisor and the interview, which no document answers."""
    kind = phrases.about_us(str(task["text"]))
    if kind == "left":
        left = choose.progress(turn.assessment, turn.profile, list(turn.state.get("asked") or []))
        return Reply(f"{str(left).capitalize()}." if left.left else choose.why_stop(turn.assessment, turn.profile))
    return Reply(bank.say(kind)) if kind else None


def _brief(task: JSON, turn: Turn) -> Reply:
    """The recommendation in two sentences; the whole where none was shown yet, or nobody can ask for it."""
    if turn.desk.full or not turn.previous.get("shown"):
        return Reply("", wants_whole=True)
    said = turn.desk.parts.answer_question(intents.IN_SHORT, turn.profile, turn.assessment, at=turn.desk.at, cited=())
    return Reply(str(said), list(getattr(said, "facts", ())), getattr(said, "citations", ()))


def _whole(task: JSON, turn: Turn) -> Reply:
    return Reply("", wants_whole=True)


def _advice(turn: Turn) -> Reply:
    """The recommendation: whole where it is new, in two sentences where it stands unchanged on the page already."""
    if turn.previous.get("whole") == update.facts(turn.profile):
        told = _brief({}, turn)
        opened = turn.state.get("question") if not turn.known else None
        again = bank.say("still_asked", question=str(opened["text"])) if opened else ""
        return dataclasses.replace(told, text=" ".join(p for p in (told.text, again) if p))
    return Reply("", wants_whole=True)


def _question(task: JSON, turn: Turn, before: tuple[Citation, ...]) -> Reply:
    """A follow-up, answered from ledger and passages; by calculators too where a model may choose them."""
    asked = _asked_in_full(task, turn)
    said = turn.desk.parts.answer_question(asked, turn.profile, turn.assessment, at=turn.desk.at, cited=before)
    text, facts, citations = str(said), list(getattr(said, "facts", ())), getattr(said, "citations", before)
    advice = bool(getattr(said, "advice", False))
    if not getattr(said, "found", True) or _far(said, asked, before, turn):
        text, facts, citations = _unanswered(task, turn, text), [], before
    if turn.desk.model is not None and task.get("term") != "stated":
        from agent.llm.investigate import investigate

        said_before = tuple(turn.state.get("words") or ())
        found = investigate(task["text"], turn.profile, turn.assessment, turn.desk, said_before)
        facts += [f for finding in found for f in finding.facts]
        text = "\n\n".join(part for part in (*(finding.text for finding in found), text) if part)
    if advice and not text:
        return _advice(turn)
    return Reply(text, facts, citations, wants_whole=advice)


def _asked_in_full(task: JSON, turn: Turn) -> str:
    """A request for sources or arithmetic is understood by a few words; what it is about stands around them."""
    whole = str((turn.state.get("inbox") or {}).get("text") or "")
    part = task["kind"] in ("arithmetic", "sources") or task.get("term") == "supposed"
    sized = intents.of(str(task["text"]))[0] in ("sizing", "hardware")  # what is to be served stands around it
    short = (part or sized) and len(whole) <= SHORT_MESSAGE
    return whole if short and whole else str(task["text"])


def _far(said: str, asked: str, before: tuple[Citation, ...], turn: Turn) -> bool:
    """Whether a reply is but quotes, before a recommendation that answers better: to a question of where to run, once
    enough is known, and to one that none of the quotes is near."""
    new = getattr(said, "citations", ())[len(before) :]
    only_quotes = bool(new) and all(line.startswith("- ") for line in said.splitlines() if line)
    better = turn.known and bool(phrases.WHERE_TO_RUN.search(asked))
    return only_quotes and turn.whole and (better or max(c.score for c in new) < NEAR)


def _unanswered(task: JSON, turn: Turn, text: str) -> str:
    """Where the whole recommendation follows, it is the answer to a question of where to run; else the gap is named."""
    asked = len(task["text"].split())
    if task.get("term") == "supposed" and not turn.whole:
        return bank.say("trial_unclear")
    if task.get("term") == "stated":
        return _nothing_new(task, turn).text
    if not turn.whole:
        return text
    if asked < MEANT or phrases.RHETORICAL.search(task["text"]):
        return ""
    return (
        ""
        if phrases.WHERE_TO_RUN.search(task["text"])
        else bank.say("beyond", text=safe.quoted(task["text"].strip())[:200])
    )


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


def _what_means(task: JSON, turn: Turn, before: tuple[Citation, ...]) -> Reply:
    from knowledge.glossary import explain

    term = str(task.get("term") or "").strip()
    meaning = explain(term or str(task.get("text") or ""))
    if meaning:
        return _with_ours(str(meaning), turn, before)
    slot = task.get("slot")
    asked = bank.wording(slot) if slot else None
    if term and not POINTS.fullmatch(term):  # a word of their own: a question, if anything here answers it
        answered = turn.desk.parts.answer_question(
            str(task["text"]), turn.profile, turn.assessment, at=turn.desk.at, cited=before
        )
        if getattr(answered, "found", True) and str(answered):
            return Reply(str(answered), list(getattr(answered, "facts", ())), getattr(answered, "citations", before))
    if asked is None or (term and not _of_the_question(term, turn)):
        return Reply(bank.say("no_term", term=safe.quoted(term)))
    return Reply(" ".join((bank.say("means_open", short=asked.short, why=asked.why), asked.estimate)))


def _with_ours(meaning: str, turn: Turn, before: tuple[Citation, ...]) -> Reply:
    """What the break-even is, and once enough is known what it is here."""
    if not meaning.startswith("Break-even") or not turn.known:
        return Reply(meaning)
    ours = turn.desk.parts.answer_question(
        "at which volume is our break-even?", turn.profile, turn.assessment, at=turn.desk.at, cited=before
    )
    return Reply(f"{meaning}\n\n{ours}", list(getattr(ours, "facts", ())), getattr(ours, "citations", before))


POINTS = re.compile(r"(?:this|that|it|they|these|those|question|the question|your question)", re.I)


def _of_the_question(term: str, turn: Turn) -> bool:
    """Whether a word that is asked about stands in the open question."""
    opened = str((turn.state.get("question") or {}).get("text") or "").lower()
    return bool(POINTS.fullmatch(term)) or any(
        w in opened for w in re.findall(r"\w{4,}", term.lower().removesuffix("s"))
    )


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
    assumed = {a.slot: _assumed(a) for a in turn.assessment.assumptions}
    return Reply(show.review(turn.profile, assumed))


def _assumed(a: Assumption) -> str:
    number = isinstance(a.value, (int, float)) and not isinstance(a.value, bool)
    return units.say(a.value, a.unit or words.unit_of(a.slot)) if number else show.value(a.slot, a.value)


def _resume(task: JSON, turn: Turn) -> Reply:
    opened = (turn.state.get("question") or {}).get("text")
    again = bank.say("still_asked", question=str(opened)) if opened else ""
    return Reply("\n\n".join(p for p in (bank.say("resumed", summary=show.summary(turn.profile)), again) if p))


def _language(task: JSON, turn: Turn) -> Reply:
    names: dict[str, str] = bank.words()["languages"]
    return Reply(bank.say("language", language=names.get(str(task["language"]), str(task["language"]))))


def _out_of_scope(task: JSON, turn: Turn) -> Reply:
    key = "out_of_scope_text" if turn.whole and turn.known else "out_of_scope"
    return Reply(bank.say(key, term="").strip())


def _nothing_new(task: JSON, turn: Turn) -> Reply:
    """Nothing was understood: said, with what is being waited for where the whole answer does not say it."""
    said = str((turn.state.get("inbox") or {}).get("text") or "")
    if turn.whole and not turn.known and len(said.split()) >= MEANT:
        return Reply("")  # a sentence was heard, and the answer that follows says what is missing
    opened = turn.state.get("question")
    again = bank.say("still_asked", question=str(opened["text"])) if opened and not turn.whole else ""
    return Reply(" ".join(p for p in (bank.say("nothing_new"), again) if p))


WORDED: dict[str, Callable[[JSON, Turn], Reply]] = {
    "why_ask": _why_ask, "skipped": _skipped, "unknown": _unknown, "refused": _refused,
    "undone": cases.undone, "review": _review, "resume": _resume, "language": _language, "out_of_scope": _out_of_scope,
    "trial": cases.trial, "compare": cases.compare, "beside": cases.compare, "brief": _brief,
    "nothing_new": _nothing_new, "whole": _whole, "details": _whole, "advice": lambda task, turn: _advice(turn),
}  # fmt: skip
