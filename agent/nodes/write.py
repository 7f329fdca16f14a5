"""write: the ledger becomes a verified answer; replies to what else was said come first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agent.events import Asked, Done, PassageFound, Text
from agent.interview import bank, choose, forced, slips, update
from agent.interview.outcome import profile_of
from agent.interview.replies import replies
from agent.interview.turn import Reply, Turn, cited, turn_of
from agent.nodes.desk import Desk, Run
from agent.schema import Answer, Question, Recommendation
from agent.state import State
from tools.results import Warning_

FRAGMENT = 80  # characters: short enough to be seen arriving, long enough not to cost a redraw a word


def write(state: State, runtime: Run) -> State:
    desk = runtime.context
    turn = turn_of(state, desk.assess(profile_of(state)), desk)
    question = Question.model_validate(state["question"]) if state.get("question") else None
    said = replies(turn)
    whole = turn.whole or any(r.wants_whole for r in said)
    if desk.full and forced.question(turn.assessment, turn.profile) is not None:
        said.append(Reply(bank.say("whose_rule")))  # nobody can be asked back
    if not whole and state.get("changed") and turn.previous:
        said.append(update.reply(turn))
    short = not (desk.details or "details" in turn.kinds)
    composed = desk.parts.compose(
        turn.profile,
        turn.assessment,
        question=question,
        model=desk.model if whole else None,  # nothing is worded that will not be shown
        at=desk.at,
        user_words=tuple(state.get("words") or ()),
        cited=cited(said),
        conversions=update.standing(state),
        short=short,
        more=bank.say("more") if short and not desk.full else "",
    )
    text = _text(state, turn, said, composed.answer if whole else "")
    recommendation = _with_failure(_with_facts(composed.recommendation, [*said, slips.meant(state)]), desk)
    answer = Answer(status=turn.assessment.status, profile=turn.profile, recommendation=recommendation,
                    next_question=question, answer=text, usage=desk.usage())  # fmt: skip
    for event in _events(answer, turn):
        runtime.stream_writer(event)
    return State(answered=state["turn"], previous=update.snapshot(turn, shown=whole), tasks=[])


def _text(state: State, turn: Turn, said: list[Reply], whole: str) -> str:
    """Replies first; the whole recommendation where it is new or where this is all the user will see."""
    parts = [r.text for r in said]
    previous = turn.previous
    known = previous.get("known", True) and turn.known  # else nothing was recommended that could have changed
    if previous and known and previous["option"] != turn.assessment.option:
        parts.append(update.noted(turn))
        parts.append(
            bank.say(
                "moved", before=bank.option_name(previous["option"]), after=bank.option_name(turn.assessment.option)
            )
        )
    if whole:
        parts.append(whole)
        if state.get("slip") and str((state.get("question") or {}).get("text")) not in whole:
            parts.append(update.question(turn))  # the figure that was probably meant stands in no ledger
        if not state.get("question") and not state.get("quiet"):
            parts.append(choose.why_stop(turn.assessment, turn.profile))
    elif _follows(turn):
        parts.append(update.question(turn))
    text = "\n\n".join(p for p in parts if p)
    return text or str((state.get("question") or {}).get("text") or "")


def _follows(turn: Turn) -> bool:
    """Whether a short answer ends with the next question: after a fact, and where nothing else was wanted."""
    polite = bool(turn.kinds & {"greeting", "restarted", "asking"})
    return not turn.state.get("quiet") and (bool(turn.state.get("changed")) or polite)


def _with_facts(recommendation: Recommendation, said: list[Reply]) -> Recommendation:
    held = {f.id for f in recommendation.facts}
    facts = {f.id: f for r in said for f in r.facts if f.id not in held}
    return (
        recommendation.model_copy(update={"facts": (*recommendation.facts, *facts.values())})
        if facts
        else recommendation
    )


def _with_failure(recommendation: Recommendation, desk: Desk) -> Recommendation:
    """The user always sees that a model failed, and that nothing in the answer is the worse for it."""
    if desk.model is None or not desk.model.failure:
        return recommendation
    said = Warning_(slot=None, text=f"{desk.model.failure} The built-in path did its part.")
    return recommendation.model_copy(update={"warnings": (*recommendation.warnings, said)})


def _events(answer: Answer, turn: Turn) -> Iterator[Any]:
    for citation in answer.recommendation.citations:
        yield PassageFound(citation)
    for fragment in fragments(answer.answer):
        yield Text(fragment)
    if answer.next_question is not None:
        asked = list(turn.state.get("asked") or [])
        yield Asked(answer.next_question, progress=str(choose.progress(turn.assessment, turn.profile, asked)))
    yield Done(answer, suggestions(answer))


def suggestions(answer: Answer) -> tuple[str, ...]:
    """What a user may want to say next, beside the choices of the question."""
    if answer.next_question is not None:
        return ("Why do you ask?", "skip", "I'd rather not say")
    return ("What if we double?", "Show the arithmetic", "Who says so?", "review")


def fragments(text: str) -> Iterator[str]:
    """The text in pieces that end at a blank; together they are exactly the text."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + FRAGMENT)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
