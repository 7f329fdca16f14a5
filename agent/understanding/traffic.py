"""Facts of a workload beside its volume: split, cache, peak, latency, speed, batch, growth, quality."""

from __future__ import annotations

from agent.understanding.amounts import is_speed, near, of_others
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.quality import quality
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.splits import said_ratio, said_shares
from agent.understanding.types import Fact, Quantity
from agent.understanding.urgency import batchable
from agent.understanding.wordlist import words

DAY_MS = 86_400_000.0


Placed = list[tuple[Segment, int]]


def read_traffic(s: Scene, draft: Draft, placed: Placed) -> None:
    """Every other workload slot. A fact belongs to the workload of its segment, else to the only or the last one."""
    for sentence in s.sentences:
        if of_others(s, sentence):
            continue
        for clause in sentence.clauses:
            if clause.silent:
                continue
            supposed = clause.has("HYP") and not clause.has("AVERAGE")
            if supposed and not _would_pass(s, clause) and not clause.has("BATCH_OK"):
                continue
            found = _facts(s, sentence, clause, polite=supposed)
            for name, value, at, low, high in found:
                if name == "input_share" and any(
                    seg.share is not None and seg.start <= at[0] < seg.end for seg, _ in placed
                ):
                    continue
                for index in _owners(s, draft, placed, clause, sentence):
                    draft.set(f"workloads[{index}].{name}", value, at, low=low, high=high)


def _would_pass(s: Scene, clause: Clause) -> bool:
    """ "an 8B would be enough": said politely, and no supposition."""
    return clause.has("PASS") and all(s.words(h.start, h.end) == ["would"] for h in clause.of("HYP"))


def _facts(s: Scene, sentence: Sentence, clause: Clause, *, polite: bool) -> list[Fact]:
    """``polite``: a fact said with "would" or "if", of which only quality and what can wait are read."""
    every = (said_shares, said_ratio, _peak, _latency, _speed, batchable, _growth, quality)
    out: list[Fact] = []
    for reader in (batchable, quality) if polite else every:
        out.extend(reader(s, sentence, clause))
    return out


def _owners(s: Scene, draft: Draft, placed: Placed, clause: Clause, sentence: Sentence) -> list[int]:
    if clause.has("EVERY_WORKLOAD") and len(draft.workloads) > 1:
        return list(range(len(draft.workloads)))
    told = {h.tag[5:] for h in clause.prefixed("task:")}
    meant = [i for i, w in enumerate(draft.workloads) if w["task"] in told]
    if len(meant) == 1 and len(draft.workloads) > 1:
        return meant  # "for the chat only frontier will do, for the tagging an 8B passed"
    inside = [i for seg, i in placed if seg.start <= clause.start < seg.end]
    overlap = [i for seg, i in placed if seg.start < clause.end and clause.start < seg.end]
    if inside or overlap:
        return (inside or overlap)[-1:]
    if meant:
        return meant[:1]
    if placed:
        before = [i for seg, i in placed if seg.end <= clause.end]
        return (before or [placed[0][1]])[-1:]
    if not draft.workloads:
        draft.workload("workload")
    return [len(draft.workloads) - 1]


# ---------------------------------------------------------------- speed and shape
def _peak(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    if not clause.has("PEAK") and "peak" not in s.words(sentence.start, sentence.end):
        return []
    for q in s.amounts_in(clause):
        ratio = q.kind == "times" or (
            q.kind == "plain"
            and not q.scaled
            and not q.period
            and near(s, q, clause, "PEAK", 6)
            and sentence.has("AVERAGE")
        )
        if ratio and 1 <= q.value <= 100:
            return [("peak_to_average", q.value, (q.start, q.end), q.low, q.high)]
    words = s.words(clause.start, clause.end)
    for word, value in (("twice", 2.0), ("double", 2.0), ("triple", 3.0), ("thrice", 3.0), ("quadruple", 4.0)):
        if word in words and (sentence.has("AVERAGE") or "normal" in words or "usual" in words):
            i = clause.start + words.index(word)
            return [("peak_to_average", value, (i, i + 1), None, None)]
    return []


_LATENCY_WORDS = words("ms second sec s minute min sekunde sekunden seconde segundo")


def _latency(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    words = s.words(clause.start, clause.end)
    if sentence.has("TTFT") and clause.has("TTFT"):
        return []
    if "sub-second" in " ".join(words) or "sub - second" in " ".join(words):
        i = clause.start + next(n for n, w in enumerate(words) if w in ("sub", "sub-second"))
        return [("latency_ms", 1000.0, (i, i + 1), None, None)]
    for q in s.amounts_in(clause):
        if q.kind != "time" or (q.period is not None and q.noun != "ms") or q.value * DAY_MS > 600_000:
            continue
        if q.noun not in _LATENCY_WORDS or not (sentence.has("LATENCY", "REAL_TIME") or _goes_on(s, sentence)):
            continue
        if (not clause.has("REQUIRED") and not near(s, q, clause, "REQUIRED", 6)) or (
            clause.has("MEASURED") and not clause.has("LATENCY", "REQUIRED")
        ):
            continue
        if _measured_only(words, q, s, clause):
            continue
        scale = DAY_MS
        return [
            (
                "latency_ms",
                round(q.value * scale, 6),
                (q.start, q.end),
                q.low * scale if q.low else None,
                q.high * scale if q.high else None,
            )
        ]
    return []


def _goes_on(s: Scene, sentence: Sentence) -> bool:
    """ "answers take 4 s; we want under 2 s"."""
    at = sentence.start
    return at > 1 and s.tokens[at - 1].text == ";" and s.sentence_of(at - 1).has("LATENCY")


_MEASURED_ONLY_WORDS = words("""
    must under within below need needs want should limit target less max most required
""")


def _measured_only(words: list[str], q: Quantity, s: Scene, clause: Clause) -> bool:
    return bool(
        {"takes", "currently", "today", "measured", "observed"} & set(words)
    ) and not _MEASURED_ONLY_WORDS & set(words)


def _speed(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    for q in s.amounts_in(clause):
        per_second = q.kind == "tokens" and q.period is not None and abs(q.period - 1 / 86400) < 1e-12
        if (
            per_second
            and 1 <= q.value <= 2000
            and is_speed(s, q, clause)
            and (q.per or clause.has("REQUIRED", "SPEED"))
        ):
            return [("tok_s_per_user", q.value, (q.start, q.end), q.low, q.high)]
    return []


_TIMES_GROWTH = {
    "double": 2.0,
    "doubles": 2.0,
    "doubling": 2.0,
    "doubled": 2.0,
    "triple": 3.0,
    "triples": 3.0,
    "tripling": 3.0,
    "quadruple": 4.0,
    "quadruples": 4.0,
    "quadrupling": 4.0,
    "halve": 0.5,
    "halves": 0.5,
    "halving": 0.5,
    "verdoppelt": 2.0,
}


def _growth(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    words = s.words(clause.start, clause.end)
    if clause.has("FLAT") and clause.has("GROWTH", "NEG") and not any(q.kind == "share" for q in s.amounts_in(clause)):
        h = clause.of("FLAT")[0]
        if "growth" in words or "growing" in words or "grow" in words:
            return [("growth_per_year", 0.0, (h.start, h.end), None, None)]
    if not clause.has("GROWTH") or (clause.has("LATENCY") and not any(q.kind == "share" for q in s.amounts_in(clause))):
        return []
    from agent.understanding.periods import period_phrase

    period = next((found[0] for i in range(clause.start, clause.end) if (found := period_phrase(s.tokens, i))), None)
    text = " ".join(words)
    if period is None:
        period = (
            30.0
            if "month over month" in text or "mom" in words
            else 365.0
            if any(
                p in text
                for p in (
                    "year on year",
                    "year - on - year",
                    "year over year",
                    "year - over - year",
                    "yoy",
                    "annual",
                    "next year",
                    "this year",
                    "in a year",
                    "within a year",
                )
            )
            else None
        )
    share = next((q for q in s.amounts_in(clause) if q.kind == "share"), None)
    if share is not None and period is not None:
        value = (
            -share.value
            if set(words) & {"shrink", "shrinks", "shrinking", "decline", "declines", "declining"}
            else share.value
        )
        return [("growth_per_year", _yearly(value, period), (share.start, share.end), None, None)]
    every = next((q for q in s.amounts_in(clause) if q.kind == "time" and q.value >= 6), None)
    factor_word = next((w for w in words if w in _TIMES_GROWTH), None)
    if factor_word and factor_word != "doubled" and (period is not None or every is not None):
        i = clause.start + words.index(factor_word)
        return [
            (
                "growth_per_year",
                _yearly(_TIMES_GROWTH[factor_word] - 1, period or (every.value if every else 365.0)),
                (i, clause.end),
                None,
                None,
            )
        ]
    times = next((q for q in s.amounts_in(clause) if q.kind == "times"), None)
    if times is not None and period is not None and times.value > 1:
        return [("growth_per_year", _yearly(times.value - 1, period), (times.start, times.end), None, None)]
    return []


def _yearly(rate: float, period: float) -> float:
    if rate > 20:
        return 1e6
    periods = 1 if period >= 300 else 4 if period >= 80 else 12 if period >= 25 else 52 if period >= 6 else 365
    return max(-1.0, min(1e6, round(float((1 + rate) ** periods - 1), 6)))
