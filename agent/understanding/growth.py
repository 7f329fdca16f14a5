"""Growth a year: percentages, factors and fractions over any period."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import math
import re

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene
from agent.understanding.tables import FRACTIONS, MONTH, QUARTER, WEEK, YEAR
from agent.understanding.types import Fact
from agent.understanding.wordlist import phrases_of, words

_FACTORS = {
    "double": 2.0, "doubles": 2.0, "doubling": 2.0, "triple": 3.0, "triples": 3.0, "tripling": 3.0, "treble": 3.0,
    "quadruple": 4.0, "quadruples": 4.0, "quadrupling": 4.0, "halve": 0.5, "halves": 0.5, "halving": 0.5,
    "verdoppelt": 2.0, "twice": 2.0, "tenfold": 10.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0,
}  # fmt: skip
_DOWN = words("shrink shrinks shrinking decline declines declining fall falls falling drop drops less lower fewer down")
_LARGER = words("higher more larger bigger greater up upwards above again growth")
_YEAR = phrases_of("""
    year on year; year - on - year; year over year; year - over - year; yoy; y / y; annual; annually; next year;
    this year; in a year; within a year; a year from now; in one year; within one year; over the year; in 12 months;
    in twelve months; within 12 months; p . a; over the next year; in the coming year; within the year; come next year;
    per annum; a year later; by this time next year
""")
_ON = re.compile(r"\b(week|month|quarter|year)(?: -)? (?:on|over|to|by)(?: -)? \1\b|\b(wow|mom|qoq|yoy)\b")
_SIZE_OF = {"week": WEEK, "wow": WEEK, "month": MONTH, "mom": MONTH, "quarter": QUARTER, "qoq": QUARTER}
_VOLUME = words("volume volumes traffic usage tokens token load requests demand consumption growth it users")
_STILL = phrases_of("""
    no growth; not grow; not growing; isn't growing; won't grow; any growth; zero growth; stay flat; stays flat;
    remain flat; remains flat; stay the same; stays the same; is flat; is stable; stay stable; remain stable;
    hold steady; holds steady; flat growth; growth is flat; growth : flat; growth : none; growth : zero; growth none;
    growth zero; without growth; no change in volume; any change in volume; no change in traffic; neither up nor down; stay constant; remains constant; stays constant; plateaued; as it is now
""")
_SOMETHING_ELSE = words(
    "price prices cost costs bill team headcount latency budget salary revenue staff fee weekends clock hour hours day"
)


_BUSINESS = words("""
    sales revenue revenues turnover headcount workforce profit profits ebitda earnings payroll salaries valuation margin margins
    staff employees stock shares premiums rent inflation
""")
_MODEL_USE = words("volume volumes traffic usage tokens token load requests calls queries demand consumption")


MOST = 1e6  # a growth above this is not computed


def said_growth(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    found = s.words(clause.start, clause.end)
    if _BUSINESS & set(found) and not _MODEL_USE & set(found):
        return []  # "sales went up 40%"
    text = f" {' '.join(found)} "
    shares = [q for q in s.amounts_in(clause) if q.kind == "share"]
    if not shares and _still(clause, found, text):
        return [("growth_per_year", 0.0, (clause.start, clause.end), None, None)]
    plus = any(s.tokens[q.start - 1].text == "+" for q in shares if q.start)
    compared = bool(_LARGER & set(found)) and bool(_VOLUME & set(s.words(sentence.start, sentence.end)))
    coming = any(f" {p} " in text for p in _YEAR)
    growing = clause.has("GROWTH") or plus or "half as much again" in text
    if not _SOMETHING_ELSE & set(found) and not clause.has("PEAK", "AVERAGE", "LATENCY", "CACHED"):
        growing = growing or (compared and bool(shares)) or (coming and clause.has("FUTURE") and not clause.has("BILL"))
        growing = growing or (coming and bool(_LARGER & set(found)) and bool(shares))
    if clause.has("LATENCY") and not shares and not clause.has("GROWTH"):
        return []
    bigger = "as large" in text or "as big" in text or "as much" in text or "as high" in text or "twice the" in text
    period = (
        _period(s, clause, text, shares[0].end if shares else clause.start) if growing or bigger or coming else None
    )
    if period is None:
        return []
    if shares and growing and not (clause.has("CACHED", "PREFIX", "BATCH_OK") and not plus):
        rate = -shares[0].value if _DOWN & set(found) else shares[0].value
        return [("growth_per_year", yearly(rate, period), (shares[0].start, shares[0].end), None, None)]
    ahead = coming and (clause.has("FUTURE") or any(w.endswith("'ll") or w == "will" for w in found))
    bigger = bigger and (ahead or "twice the" not in text)
    for i, word in enumerate(found):
        if word in ("doubled", "tripled") and ahead:
            return [("growth_per_year", 1.0 if word == "doubled" else 2.0, (clause.start, clause.end), None, None)]
        if word in _FACTORS and (growing or bigger) and not (word == "twice" and not bigger):
            return [("growth_per_year", yearly(_FACTORS[word] - 1, period), (clause.start + i, clause.end), None, None)]
    times = next((q for q in s.amounts_in(clause) if q.kind == "times" and q.value > 1), None)
    if times is not None and (growing or (bigger and not clause.has("PEAK", "AVERAGE"))):
        return [("growth_per_year", yearly(times.value - 1, period), (times.start, times.end), None, None)]
    return _by_a_part(s, clause, found, text, period) if growing else []


def _still(clause: Clause, found: list[str], text: str) -> bool:
    if _SOMETHING_ELSE & set(found):
        return False
    grows = {"growth", "grow", "growing"} & set(found)
    return (clause.has("FLAT") and bool(grows) and clause.has("GROWTH", "NEG")) or (
        any(f" {p} " in text for p in _STILL) and (clause.has("NEG", "FLAT") or "zero" in found)
    )


def _by_a_part(s: Scene, clause: Clause, found: list[str], text: str, period: float) -> list[Fact]:
    """ "grows by a quarter", "goes up by half", "half as much again"."""
    for i, word in enumerate(found):
        lead = found[max(0, i - 2) : i]
        if word in FRACTIONS and ("by" in lead or "half as much again" in text) and word not in ("fourth", "tenth"):
            count = s.tokens[clause.start + i - 1].value or 1.0
            rate = FRACTIONS[word] * count
            rate = -rate if _DOWN & set(found) else rate
            return [("growth_per_year", yearly(rate, period), (clause.start + i, clause.end), None, None)]
    return []


def _period(s: Scene, clause: Clause, text: str, at: int) -> float | None:
    """The period that the growth is said for: after the share at ``at`` first, and none that an amount owns."""
    if m := _ON.search(text):
        return _SIZE_OF.get(m[1] or m[2], YEAR)
    owned = {i for q in s.amounts_in(clause) if q.kind in ("tokens", "items", "money") for i in range(q.start, q.end)}
    for i in [*range(at, clause.end), *(i for i in range(clause.start, at) if i not in owned)]:
        found = period_phrase(s.tokens, i)
        part = found and s.tokens[found[2] - 1].text == "quarter" and i > 0 and s.tokens[i - 1].text == "by"
        if found and not part:
            return found[0]
    if any(f" {p} " in text for p in _YEAR):
        return YEAR
    span = next((q for q in s.amounts_in(clause) if q.kind == "time" and q.value >= 6), None)
    return span.value if span is not None else None


def yearly(rate: float, period: float) -> float:
    """A rate per ``period`` days as a rate a year, compounded."""
    if rate <= -1:
        return -1.0
    named = next((n for n in (1, 2, 3, 4, 12, 52) if abs(period - 365 / n) < period * 0.1), 0)
    exponent = (named or 365 / period) * math.log1p(rate)
    return MOST if exponent > math.log(MOST) else round(math.expm1(exponent), 6)
