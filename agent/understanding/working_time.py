"""When there is traffic, said apart from the amounts: the hours of an open day, and amounts that are those of such a
day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.understanding.durations import DAY_WORDS, HOUR_WORDS
from agent.understanding.tables import DAY
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_OPEN = words("""
    open opens opened staffed manned active running runs run operate operates operating works work shift shifts busy
    live hours used use uses live day days
""")
LEAST_OF_A_DAY = 100_000.0  # tokens; less is rather the size of a request


def mark_working_time(s: Scene) -> None:
    """Gives hours and volumes the day that they are counted in, where the words leave it out."""
    if any(q.period is not None and q.period < DAY and q.kind in ("tokens", "items", "plain") for q in s.amounts):
        for q in s.amounts:
            if q.kind == "time" and q.period is None and q.noun in HOUR_WORDS and 1 <= q.value * 24 <= 24:
                _of_a_day(s, q)
    days = [q for q in s.amounts if _counts_days(q)]
    rates = [q for q in s.amounts if q.kind in ("tokens", "items", "users") and (q.period or q.per)]
    if days and not rates:
        for q in s.amounts:
            if (
                q.kind == "tokens"
                and q.period is None
                and q.value >= LEAST_OF_A_DAY
                and not s.clause_of(q.start).silent
            ):
                q.period = DAY  # "four days a week we process 14M tokens"


def _counts_days(q: Quantity) -> bool:
    return q.kind == "time" and q.noun in DAY_WORDS and (q.period or 0) >= 7


def _of_a_day(s: Scene, q: Quantity) -> None:
    """ "staffed six days a week for ten hours": hours of each day that it is open."""
    sentence = s.sentence_of(q.start)
    others = {i for x in s.amounts_in(sentence) if x is not q for i in range(x.start, x.end)}
    found = {s.tokens[i].text for i in range(sentence.start, sentence.end) if i not in others}
    if found & _OPEN and not s.clause_of(q.start).has("LATENCY", "BATCH_OK", "PEAK"):
        q.period = DAY
