"""Spans of time as amounts: hours of a day, days of a week or year, and what they are counted in."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.counting import per
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

HOUR_WORDS = words("hour hr h stunde stunden heure hora std uur uren")
DAY_WORDS = words("day tag tage jour día workday workdays weekday weekdays werktag dag dagen werkdag werkdagen")
_ONE_DAYS = words("shift shifts day workday window schicht schichten dienst")
_WITHIN = words("of in out a the each every any per")
_WHOLES: dict[str, float] = {"week": t.WEEK, "month": t.MONTH, "year": t.YEAR}
DAYS_OF_A_WEEK = 7.0


def time_amount(tokens: list[Token], q: Quantity, at: int, k: Token) -> Quantity:
    """ "12 hours a day", "an 8-hour shift", "190 days in the year", "six days out of seven"; ``k`` is the unit."""
    days = t.PERIODS[k.text]
    q.kind, q.value, q.end, q.noun = "time", q.value * days, at + 1, k.text.rstrip("s") or "s"
    q.working = k.text in t.WORKING_DAYS
    q.low, q.high = (v * days if v is not None else None for v in (q.low, q.high))
    if q.noun in HOUR_WORDS and q.low is not None and q.high is not None and _clock_times(tokens, q):
        q.value, q.low, q.high = q.high - q.low, None, None  # "open 10-18h"
        q.period = t.DAY
        return per(tokens, q)
    if q.noun in HOUR_WORDS and (end := _one_day(tokens, q.end)):
        q.value, q.start = q.value * _shifts(tokens, q, end), q.start
        q.period, q.end = t.DAY, end
        return q
    if q.noun in DAY_WORDS and (found := _of_a_whole(tokens, q.end)):
        q.period, q.end = found
        return q
    return per(tokens, q)


_OPENS = words("open opens opened from opening hours between ( staffed geöffnet ouvert abierto van von de")


def _clock_times(tokens: list[Token], q: Quantity) -> bool:
    """Whether two numbers are times of the day at which something opens and closes, and no span."""
    early = q.low is not None and q.low * 24 >= 5 and q.high is not None and q.high <= 1
    return early and q.start > 0 and tokens[q.start - 1].text in _OPENS


def _one_day(tokens: list[Token], at: int) -> int | None:
    """End of "shift", "- shift", "working day" at ``at``: hours that are those of one day."""
    i = at
    while i < len(tokens) and tokens[i].text in ("-", "working", "work", "opening", "business"):
        i += 1
    return i + 1 if i < len(tokens) and tokens[i].text in _ONE_DAYS else None


def _shifts(tokens: list[Token], q: Quantity, end: int) -> float:
    """ "two 8-hour shifts": how many of them fill the day, as far as they fit into one."""
    before = tokens[q.start - 1] if q.start else None
    several = tokens[end - 1].text.endswith(("s", "en")) and before is not None and before.kind == "num"
    count = before.value if several and before is not None else 1.0
    return count if count.is_integer() and 1 <= count * q.value * 24 <= 24 else 1.0


def _of_a_whole(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """ "days in the year", "days out of seven", "days of every week": the days of the whole, and its end."""
    i = at
    while i < len(tokens) and tokens[i].text in _WITHIN and i - at < 3:
        i += 1
    if i == at or i >= len(tokens):
        return None
    if tokens[i].text in _WHOLES:
        return _WHOLES[tokens[i].text], i + 1
    if tokens[i].kind == "num" and tokens[i].value == DAYS_OF_A_WEEK and tokens[at].text in ("out", "in", "of"):
        return t.WEEK, i + 1
    return None
