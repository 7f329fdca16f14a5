"""Figures far beyond what is plausible: asked back once, then taken as meant or as written, never silently changed.

The reader holds an odd figure back as long as nobody asked for it, and takes it when it is the answer to a question. So
a slip is settled by reading its words again: as they were, or with the figure that was meant in place of the odd one.
"""

from __future__ import annotations

import re
from typing import Any

from agent.evidence import words
from agent.interview.outcome import Outcome
from agent.interview.turn import Reply
from agent.schema import Question
from agent.state import JSON, State
from tools.results import Fact

AS_WRITTEN = "it is as I wrote it"
KEEP = re.compile(
    r"\W*(no\b\W*)?(((yes|really|indeed)\W+)?(it is )?as i (wrote|said)( it)?|really|i mean it|no)\W*$", re.I
)
YES = re.compile(r"\W*(yes|yep|yeah|right|correct|exactly|sure|sorry|of course|that'?s right)\b[a-z\s,']*\W*$", re.I)
FIGURE = re.compile(r"\d[\d.,]*(?:\s?(?:[kKMB]|bn|thousand|million|billion|trillion)\b)?")
BARE = re.compile(
    rf"\W*(?:(?:no|sorry|oh|i|we|it|is|it's|meant|mean|was|should be|of course)\W+)*({FIGURE.pattern})\W*$", re.I
)


def key(slot: str, value: float) -> str:
    """What a slip is remembered by among the questions asked."""
    return f"slip:{slot}:{value:g}"


def question(slip: JSON) -> Question:
    """The figure asked back, with what was probably meant as a choice."""
    why = "The figure is far outside of what such work usually needs; everything computed would be off with it."
    meant = (_meant(slip),) if slip["suggestion"] is not None else ()
    return Question(slot=slip["slot"], text=slip["question"], why=why, choices=(*meant, AS_WRITTEN))


def held_back(reading: Any, out: Outcome) -> None:
    """Remembers the first slip of a message, to be asked about."""
    for slip in reading.slips[:1]:
        out.state["slip"] = {
            "slot": slip.slot, "value": slip.value, "words": slip.words, "question": slip.question,
            "suggestion": slip.suggestion,
        }  # fmt: skip


def settled(text: str, state: State) -> tuple[str, str | None] | None:
    """What to read instead of an answer to a slip, and the slot asked about; None where it says something else."""
    slip = state.get("slip")
    if not slip:
        return None
    said = text.strip()
    if KEEP.match(said) or (YES.match(said) and slip["suggestion"] is None):
        return slip["words"], slip["slot"]
    if slip["suggestion"] is not None and (YES.match(said) or said == _meant(slip)):
        return FIGURE.sub(_figure(slip), slip["words"], count=1), None
    if figure := BARE.match(said):
        return FIGURE.sub(figure[1], slip["words"], count=1), None
    return None


def meant(state: State) -> Reply:
    """The figure that was probably meant, as a fact: the question about it names it."""
    slip = state.get("slip")
    if not slip or slip["suggestion"] is None:
        return Reply("")
    value = float(slip["suggestion"])
    unit = words.unit_of(slip["slot"])
    return Reply("", [Fact(id="slip.meant", name="what was probably meant", value=value, unit=unit)])


def again(reading: Any, state: State) -> bool:
    """Whether a figure that was asked back already was said once more: then it is meant."""
    asked = state.get("asked") or []
    return any(key(slip.slot, slip.value) in asked for slip in reading.slips)


def _meant(slip: JSON) -> str:
    return f"I meant {_figure(slip)}"


def _figure(slip: JSON) -> str:
    meant = float(slip["suggestion"])
    return f"{meant:,.0f}" if meant.is_integer() else f"{meant:,.6g}"
