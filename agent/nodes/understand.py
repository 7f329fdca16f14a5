"""understand: words, or a value edited in place, become changes of the profile, each with the span it came from."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from agent.events import Understood
from agent.evidence import safe
from agent.evidence.followup import intents
from agent.interview import clash, confirm, moves, phrases, repairs, show, slips, suppose
from agent.interview.outcome import Outcome, dump, profile_of
from agent.interview.update import conversions
from agent.nodes.desk import Desk, Run
from agent.state import JSON, State
from tools.profile import Profile

WORDS_KEPT, WORDS_LENGTH = 30, 4_000  # what the number check may refer back to
PRICES = re.compile(r"\b(?:prices?|pricing|rates?|tariffs?)\b", re.I)
LOAD = re.compile(r"\b(?:volumes?|traffic|requests?|tokens?|users?|load|usage|customers?|queries|we)\b", re.I)
VOLUME = re.compile(r"\.(?:tokens|requests)_per_day$")
LONG = 10  # words: a story that says "unsure" or "side by side" somewhere gives no order
BARE = 2  # words: an answer, where something was asked
BY_THE_WAY = ("nothing_open", "compare")


def understand(state: State, runtime: Run) -> State:
    out, update = take(state, runtime.context)
    runtime.stream_writer(Understood(out.changes, out.profile, out.notes))
    return update


def take(state: State, desk: Desk) -> tuple[Outcome, State]:
    """What the input does, and the updates of the state that follow."""
    inbox = state["inbox"]
    out = _said(inbox, state, desk) if inbox["do"] == "say" else moves.command(inbox, state)
    before = profile_of(state)
    update: dict[str, Any] = {
        "profile": dump(out.profile),
        "tasks": out.tasks,
        "changed": out.profile != before,
        "words": _words(inbox, state),
        "conversions": conversions(state, out.changes),
        "question": None if out.answers else state.get("question"),
        **out.state,
    }
    return out, State(**update)  # type: ignore[typeddict-item]


def _said(inbox: JSON, state: State, desk: Desk) -> Outcome:
    text = str(inbox.get("text") or "")
    profile = profile_of(state)
    if not text.strip():
        return _only("empty", profile)
    offered = confirm.settled(text, state)
    if offered is not None:
        return offered
    if command := moves.as_command(text):
        return moves.command(command, state)
    if phrases.NODDED.fullmatch(text) and not state.get("slip") and not state.get("question") and _shown(state):
        return _only("nodded", profile)
    if phrases.NODDED.fullmatch(text) and state.get("question") and not state.get("slip"):
        return _only("noted", profile, question=str((state.get("question") or {}).get("text") or ""))
    if instead := slips.settled(text, state):
        return _slip_settled(*instead, state, desk)
    reading = _read(text, profile, state, desk)
    if desk.model is not None:
        from agent.llm.propose import propose

        reading = propose(text, reading, desk, turn=_turn(state))
    reading = suppose.implied(text, _priced(text, reading), profile, desk.assess)
    out = repairs.talk(reading, state)
    if half := _halfway(out, profile):
        out.task("halfway", words=safe.quoted(half))
        out.state["changed"], out.answers = False, False
    if inbox.get("cut"):
        out.task("huge")
    if _story(text):
        out.tasks = [t for t in out.tasks if t["kind"] not in BY_THE_WAY]
    if not out.tasks and not out.changes and out.profile == profile and not reading.slips:
        if (about := phrases.about_us(text)) in ("annoyed", "memo"):
            out.task(str(about))
        elif phrases.wants_answer(text):
            out.task("advice")
        elif _shown(state) and intents.of(text)[0] != "general" and not _fact_like(text):
            out.task("question", text=text, slot=None, term="stated")
        elif phrases.INDIFFERENT.fullmatch(text) and state.get("question"):
            repairs.mark("skipped", state["question"]["slot"], text, out, state)  # type: ignore[index]
            out.answers = True
    if not out.tasks and not out.changes and out.profile == profile and not reading.slips:
        again = text in (state.get("words") or [])[-1:]
        if again or not _story(text) or _shown(state):  # else the whole answer follows, which says what is missing
            bare = _shown(state) and not state.get("question") and len(text.split()) <= BARE
            out.task("repeated" if again and not bare else "nothing_open" if bare else "nothing_new")
    return out


def _read(text: str, profile: Profile, state: State, desk: Desk) -> Any:
    """The message as the reader understands it, with the open question in mind where it may be its answer."""
    asked, read, turn = _asked(text, state), desk.parts.read, _turn(state)
    unasked = read(text, profile, asked=None, turn=turn)
    if any(act.kind == "restart" for act in unasked.acts):
        return read(text, Profile(), asked=None, turn=turn)
    if unasked.slips:
        said_again = slips.again(unasked, state)
        return read(text, profile, asked=unasked.slips[0].slot, turn=turn) if said_again else unasked
    if asked is None:
        return unasked
    reading = read(text, profile, asked=asked, turn=turn)
    return unasked if repairs.by_the_way(reading, asked, text) else reading


def _asked(text: str, state: State) -> str | None:
    """The slot whose answer the message may be. Which of two figures is right is answered with a choice or with the
    right figure alone; a figure that is spoken of is no answer."""
    opened = state.get("question") or {}
    if clash.GO_BY_BILL in (opened.get("choices") or ()) and not slips.BARE.match(text.strip()):
        return None
    return opened.get("slot")


def _slip_settled(words: str, asked: str | None, state: State, desk: Desk) -> Outcome:
    """The odd figure is settled: its words, put right where they were wrong, are read once more."""
    before = profile_of(state)
    out = repairs.talk(desk.parts.read(words, before, asked=asked, turn=_turn(state)), state)
    out.changes = tuple(
        dataclasses.replace(c, start=0, end=0) for c in out.changes
    )  # the words are of an older message
    out.state["slip"], out.answers = None, True
    if half := _halfway(out, before):
        out.task("halfway", words=safe.quoted(half))
        return out
    said = [show.change(out.profile, c.slot, c.value) for c in out.changes if c.value is not None]
    out.task("slip_confirmed", what="; ".join(said) or show.diff(before, out.profile))
    return out


def _turn(state: State) -> int:
    """The number of the message, from nought, as the profile's ``said`` counts them."""
    return max(state.get("turn", 1) - 1, 0)


def _priced(text: str, reading: Any) -> Any:
    """ "What if prices double?" doubles no volume; what it would change is a question."""
    if not PRICES.search(text) or LOAD.search(text):
        return reading
    acts = tuple(dataclasses.replace(a, changes=()) if _by_volume(a) else a for a in reading.acts)
    return dataclasses.replace(reading, acts=acts)


def _by_volume(act: Any) -> bool:
    return act.kind == "what_if" and all(VOLUME.search(c.slot) for c in act.changes)


def _fact_like(text: str) -> bool:
    """Whether words that were not understood look like a fact that got lost: then that is said, and no question is
    made of them."""
    return any(ch.isdigit() for ch in text) and "?" not in text and "budget" not in intents.of(text)


def _halfway(out: Outcome, before: Profile) -> str:
    """The words of half a volume ("50 people use it") in a message that says no more; the rest is asked for."""
    if not out.changes or out.tasks or any(c.value is not None or not VOLUME.search(c.slot) for c in out.changes):
        return ""
    if show.differences(before, out.profile):
        return ""
    said = any(s.state == "said" and s.slot == out.changes[0].slot for s in out.profile.said)
    return out.changes[0].words if said and any(ch.isdigit() for ch in out.changes[0].words) else ""


def _shown(state: State) -> bool:
    """Whether a whole answer was shown already, so that none follows by itself."""
    return bool((state.get("previous") or {}).get("shown"))


def _story(text: str) -> bool:
    return len(text.split()) > LONG


def _only(task: str, profile: Any, **more: str) -> Outcome:
    out = Outcome(profile)
    out.task(task, **more)
    return out


def _words(inbox: JSON, state: State) -> list[str]:
    text = str(inbox.get("text") or "")[:WORDS_LENGTH]
    kept = list(state.get("words") or [])
    return ([*kept, text] if text.strip() else kept)[-WORDS_KEPT:]
