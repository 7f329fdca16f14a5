"""Slips and contradictions that were asked back: a yes, or the same figure again, settles them once and for all."""

from __future__ import annotations

import re

from agent.interview import repairs, show
from agent.schema import Question
from agent.state import JSON, State
from tools.profile import Profile, with_slot

YES = re.compile(
    r"^\W*(yes|yep|yeah|right|correct|exactly|really|it is|that'?s right|as i (wrote|said)( it)?|i mean it)\b"
    r"[\w\s,]*\W*$",
    re.I,
)
MEANT = re.compile(r"^\W*(no\W+)?i meant\b", re.I)
AS_WRITTEN = "yes, as I wrote it"


def question(slip: JSON) -> Question:
    """The figure asked back, with what was probably meant as a choice."""
    why = "The figure is far outside of what such work usually needs; everything computed would be off with it."
    meant = (f"I meant {show.value(slip['slot'], slip['suggestion'])}",) if slip.get("suggestion") is not None else ()
    return Question(slot=slip["slot"], text=slip["question"], why=why, choices=(AS_WRITTEN, *meant))


def confirmed(text: str, state: State) -> repairs.Outcome | None:
    """The outcome when an open slip is settled by this message; None when the message must be read as any other."""
    slip = state.get("slip")
    if not slip:
        return None
    if YES.match(text):
        return _settled(slip, slip["value"], text, state)
    if (
        slip.get("suggestion") is not None
        and MEANT.match(text)
        and text.strip().endswith(show.value(slip["slot"], slip["suggestion"]))
    ):
        return _settled(slip, slip["suggestion"], text, state)
    return None


def _settled(slip: JSON, value: float, text: str, state: State) -> repairs.Outcome:
    before: Profile = repairs.profile_of(state)
    out = repairs.Outcome(with_slot(before, slip["slot"], value), answers=True)
    out.state |= State(slip=None)
    if out.profile != before:
        repairs.remember(before, out, state)
    out.task("slip_confirmed", what=show.change(out.profile, slip["slot"], value))
    return out
