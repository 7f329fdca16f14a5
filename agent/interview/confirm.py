"""Answers settled without the grammar: a choice that was clicked on, and a contradiction asked back."""

from __future__ import annotations

from typing import Any

from agent.events import Change
from agent.interview import bank, clash, repairs, tiny
from agent.interview.outcome import Outcome, profile_of, remember
from agent.state import State
from tools.profile import Profile, Said, slot_value, with_slot

ABOUT = 2.0  # "about 10M" among choices a power of ten apart stands for anything from half to twice that
STATES = ("unknown", "skipped")


def settled(text: str, state: State) -> Outcome | None:
    """The outcome where the message is one of the answers offered; None where it must be read like any other."""
    said, opened = text.strip(), state.get("question")
    if opened and clash.GO_BY_BILL in opened["choices"]:
        chosen = said if said in opened["choices"] else clash.in_words(said)
        return _clash(chosen, said, state) if chosen else None
    if opened and said in (tiny.ALL, tiny.EACH) and said in opened["choices"]:
        return _tiny(said, state)
    if opened and said in opened["choices"]:
        words = bank.wording(opened["slot"])
        if words is not None and said in words.choices:
            return _choice(opened["slot"], said, words.choices[said], state)
    return None


def _choice(slot: str, said: str, value: Any, state: State) -> Outcome:
    before = profile_of(state)
    turn = max(state.get("turn", 1) - 1, 0)
    out = Outcome(before, answers=True)
    if value in STATES:
        repairs.mark(str(value), slot, said, out, state)
    else:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        rough = ABOUT if number and said.startswith("about") else None
        low, high = (value / rough, value * rough) if rough else (None, None)
        changed = with_slot(before, slot, value)
        mark = Said(slot=slot, words=said, message=turn, low=low, high=high)
        out.profile = changed.model_copy(update={"said": (*(s for s in before.said if s.slot != slot), mark)})
        out.changes = (Change(slot, slot_value(changed, slot), said, 0, len(said), low=low, high=high),)
    _undoable(before, out, state)
    return out


def _clash(chosen: str, said: str, state: State) -> Outcome:
    before = profile_of(state)
    out = Outcome(clash.settled(before, chosen, said), answers=True)
    out.task("conflict_settled", what=chosen)
    _undoable(before, out, state)
    return out


def _tiny(said: str, state: State) -> Outcome:
    before = profile_of(state)
    out = Outcome(tiny.settled(before, said, state.get("words") or ()), answers=True)
    out.task("conflict_settled", what=said)
    _undoable(before, out, state)
    return out


def _undoable(before: Profile, out: Outcome, state: State) -> None:
    if out.profile != before:
        remember(before, out, state)
