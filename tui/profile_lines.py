"""A profile as lines: each slot with what is known of it, and the words or the assumption that it rests on.

● said   ◐ assumed   ○ open   ? said to be unknown   ⊘ skipped or not told: shape as well as colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui import slots, words

if TYPE_CHECKING:
    from agent.schema import Profile, Recommendation

MARKS = {
    "said": ("●", "$success", "You said so"),
    "assumed": ("◐", "$warning", "Assumed - please check"),
    "open": ("○", "$foreground 45%", "Open"),
    "unknown": ("?", "$warning", "You do not know it yet"),
    "skipped": ("⊘", "$foreground 60%", "Skipped"),
    "refused": ("⊘", "$foreground 60%", "Not told"),
}


@dataclass(frozen=True)
class Line:
    """One slot as it is shown: ``state`` is a key of MARKS, ``words`` what it rests on, ``guess`` what is assumed."""

    path: str
    slot: slots.Slot
    state: str
    value: Any
    shown: str
    words: str
    guess: Any = None


def matters(line: Line) -> bool:
    """Whether the line is shown before the rest is unfolded."""
    return line.state != "open" or line.slot.important


def groups(profile: Profile, recommendation: Recommendation | None) -> Iterator[tuple[str, list[Line]]]:
    """(title, lines) of each workload and of each section."""
    said = {s.slot: s for s in profile.said}
    assumed = {a.slot: a for a in recommendation.assumptions} if recommendation else {}

    def line(path: str, slot: slots.Slot, given: Any) -> Line:
        spoken, guess = said.get(path), assumed.get(path)
        if given is not None:
            quote = f"“{spoken.words}”" if spoken and spoken.words else "set by hand"
            return Line(path, slot, "said", given, words.value(path, given), quote)
        if spoken and spoken.state != "said":
            because = f"assumed {words.value(path, guess.value, guess.unit)}" if guess else f"“{spoken.words}”"
            return Line(path, slot, spoken.state, None, MARKS[spoken.state][2].lower(), because)
        if guess and guess.value not in (None, "unknown"):
            return Line(
                path, slot, "assumed", None, words.value(path, guess.value, guess.unit), guess.because, guess.value
            )
        return Line(path, slot, "open", None, "open", "")

    workloads = profile.workloads or (None,)
    for index, workload in enumerate(workloads):
        title = "Workload" if len(workloads) == 1 else f"Workload {index + 1}"
        name = workload.name if workload and workload.name not in ("workload", f"workload {index + 1}") else ""
        rows = [line(f"workloads[{index}].{s.key}", s, getattr(workload, s.key, None)) for s in slots.WORKLOAD]
        yield f"{title} · {name}" if name else title, rows
    for section, (title, members) in slots.SECTIONS.items():
        yield title, [line(f"{section}.{s.key}", s, getattr(getattr(profile, section), s.key)) for s in members]
