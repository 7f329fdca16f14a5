"""Deadlines told by what becomes of a late answer: "if the sorter has no verdict in 8 milliseconds, the parcel is past
the gate", "an answer that takes longer than 300 ms is useless"."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.polarity import NEGATORS
from agent.understanding.scene import Scene
from agent.understanding.types import Fact
from agent.understanding.wordlist import words

_BY = words("in within after under inside before")
_LATE = words("later longer more over beyond exceeds exceed slower takes")
_OPENS = words("if when unless once should any anything an a every")
_SECOND = 1 / 86_400
LONGEST = 30.0  # seconds; later than this is no answer while somebody waits


def told_deadline(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """The latency that a clause of this kind says."""
    found = s.words(clause.start, clause.end)
    if sentence.question or not found or found[0] not in _OPENS or clause.end >= sentence.end:
        return []
    for q in s.amounts_in(clause):
        seconds = q.value / _SECOND
        if q.kind != "time" or (q.period and q.noun != "ms") or not 0 < seconds <= LONGEST:
            continue
        lead = set(s.words(max(clause.start, q.start - 3), q.start))
        late = bool(lead & _LATE) and "than" in lead
        missing = bool(lead & _BY) and bool(NEGATORS & set(found))
        if (late or missing) and q.noun in ("ms", "second", "sec", "s"):
            return [("latency_ms", round(seconds * 1000, 6), (q.start, q.end), None, None)]
    return []
