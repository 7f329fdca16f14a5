"""The busiest hour over the mean: said as a factor, or as two amounts of which one is the peak."""

from __future__ import annotations

from agent.understanding.amounts import averaged, near
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.splits import share_amounts
from agent.understanding.types import Fact, Quantity
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

MOST = 200.0  # a busiest hour above this many times the mean is no daily course of traffic
HOUR = 1 / 24
_FACTOR_WORDS = {
    "twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "fivefold": 5.0,
    "doubles": 2.0, "triples": 3.0, "quadruples": 4.0, "threefold": 3.0, "fourfold": 4.0, "sixfold": 6.0,
    "tenfold": 10.0,
}  # fmt: skip
_MEAN = words("""
    average avg mean normal usual typical median baseline averages ordinary everyday regular daily-average rest
    durchschnitt
""")
_TIMES_OF_DAY = words("""
    noon midday lunch lunchtime morning mornings evening evenings afternoon afternoons night o'clock 9am 10am 11am
    8am monday mondays rush hour busy
""")
_LOAD = words("load traffic volume requests usage throughput")
_OTHER_MATTERS = words(
    "industry others growth grow grows growing year years bill price cost costs latency response expensive cheaper"
)


def said_peak(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """ "peaks are 5x", "traffic at noon is three times the average", "peak-to-average ratio: 4"."""
    found = s.words(clause.start, clause.end)
    whole = s.words(sentence.start, sentence.end)
    heading = _heading(s, clause)
    peak = clause.has("PEAK") or "peak" in whole or heading
    compared = bool(_MEAN & set(found)) and bool((_TIMES_OF_DAY | _LOAD) & set(whole))
    compared = compared and not _OTHER_MATTERS & set(whole)
    if not peak and not compared:
        return []
    if part := _share_of_a_day(s, clause, found):
        return [part]
    for q in s.amounts_in(clause):
        if (
            q.kind == "share"
            and 1 <= q.value <= 100
            and s.words(q.end, q.end + 1) == ["of"]
            and _MEAN & set(s.words(q.end, q.end + 5))
        ):
            return [("peak_to_average", q.value, (q.start, q.end), q.low, q.high)]  # "350% of the weekly average"
        if (q.kind == "times" or _ratio(s, sentence, clause, q, heading)) and 1 <= q.value <= 100:
            return [("peak_to_average", q.value, (q.start, q.end), q.low, q.high)]
    for word, value in _FACTOR_WORDS.items():
        if word in found and (_MEAN & set(whole)):
            i = clause.start + found.index(word)
            return [("peak_to_average", value, (i, i + 1), None, None)]
    return []


def _share_of_a_day(s: Scene, clause: Clause, found: list[str]) -> Fact | None:
    """ "a sixth of the daily traffic falls into the busiest hour": 24 times the share."""
    if "hour" not in found or not {"day", "daily", "day's"} & set(found):
        return None
    for value, a, b, _, _ in share_amounts(s, clause):
        if 24 * value >= 1:
            return "peak_to_average", round(24 * value, 4), (a, b), None, None
    return None


def _ratio(s: Scene, sentence: Sentence, clause: Clause, q: Quantity, heading: bool) -> bool:
    """Whether a bare number is a factor: "peak to average 3.5", "a factor of 6 over the average"."""
    if q.kind != "plain" or q.scaled or q.period:
        return False
    lead = s.words(max(clause.start, q.start - 3), q.start)
    return heading or "factor" in lead or (near(s, q, clause, "PEAK", 6) and sentence.has("AVERAGE"))


def _heading(s: Scene, clause: Clause) -> bool:
    """ "peak-to-average ratio:" right before."""
    before = s.heading(clause)
    return before is not None and before.has("PEAK") and before.has("AVERAGE") and clause.end - clause.start <= 4


def peak_of_amounts(s: Scene, draft: Draft) -> tuple[int, Fact] | None:
    """ "40 rps at peak, 8 rps average": the workload and its ratio, from a peak and the volume known by now."""
    works = [i for i, w in enumerate(draft.workloads) if w["tokens_per_day"] or w["requests_per_day"]]
    if len(works) != 1:
        return None
    work = draft.workloads[works[0]]
    for q in s.amounts:
        clause = s.clause_of(q.start)
        if clause.silent or q.kind not in ("tokens", "items") or q.per or q.flow or not near(s, q, clause, "PEAK", 7):
            continue
        if of_others(s, s.sentence_of(q.start)) or clause.has("LIMIT", "FUTURE", "PAST") or _means(s, q, clause):
            continue
        period = q.period or (HOUR if {"hour", "hours"} & set(s.words(clause.start, clause.end)) else None)
        before = next((x for x in reversed(s.amounts) if x.end <= q.start and x.period), None)
        kind = before.kind if q.noun == "item" and before is not None else q.kind  # "4M of them"
        mean = work["tokens_per_day" if kind == "tokens" else "requests_per_day"]
        if period is None or period > HOUR * 1.01 or not mean:
            continue
        ratio = q.value / period / mean
        if 1 < ratio <= MOST:
            return works[0], ("peak_to_average", round(ratio, 4), (q.start, q.end), None, None)
    return None


def _means(s: Scene, q: Quantity, clause: Clause) -> bool:
    """Whether the amount is rather the mean that stands beside the peak."""
    return averaged(s, q, clause) and near(s, q, clause, "AVERAGE", 2) and not near(s, q, clause, "PEAK", 2)
