"""Facts of a workload beside its volume: split, cache, peak, latency, speed, batch, growth, quality."""

from __future__ import annotations

from agent.understanding.amounts import is_speed, near, of_others
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.quality import quality
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Fact, Quantity
from agent.understanding.wordlist import phrases_of, words

DAY_MS = 86_400_000.0


Placed = list[tuple[Segment, int]]


def read_traffic(s: Scene, draft: Draft, placed: Placed) -> None:
    """Every other workload slot. A fact belongs to the workload of its segment, else to the only or the last one."""
    for sentence in s.sentences:
        if of_others(s, sentence):
            continue
        for clause in sentence.clauses:
            if clause.silent or (clause.has("HYP") and not clause.has("AVERAGE")):
                continue
            for name, value, at, low, high in _facts(s, sentence, clause):
                if name == "input_share" and any(
                    seg.share is not None and seg.start <= at[0] < seg.end for seg, _ in placed
                ):
                    continue
                for index in _owners(s, draft, placed, clause, sentence):
                    draft.set(f"workloads[{index}].{name}", value, at, low=low, high=high)


def _facts(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    out: list[Fact] = []
    for reader in (_shares, _ratio, _peak, _latency, _speed, _batch, _growth, quality):
        out.extend(reader(s, sentence, clause))
    return out


def _owners(s: Scene, draft: Draft, placed: Placed, clause: Clause, sentence: Sentence) -> list[int]:
    if clause.has("EVERY_WORKLOAD") and len(draft.workloads) > 1:
        return list(range(len(draft.workloads)))
    inside = [i for seg, i in placed if seg.start <= clause.start < seg.end]
    overlap = [i for seg, i in placed if seg.start < clause.end and clause.start < seg.end]
    if inside or overlap:
        return (inside or overlap)[-1:]
    named = [h.tag[5:] for h in clause.prefixed("task:")]
    for i, w in enumerate(draft.workloads):
        if w["task"] in named:
            return [i]
    if placed:
        before = [i for seg, i in placed if seg.end <= clause.end]
        return (before or [placed[0][1]])[-1:]
    if not draft.workloads:
        draft.workload("workload")
    return [len(draft.workloads) - 1]


# ---------------------------------------------------------------- shares
def _shares(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    out: list[Fact] = []
    for value, a, b, low, high in _share_amounts(s, clause):
        words = s.words(clause.start, clause.end)
        if clause.has("PREFIX") and (near_at(s, clause, a, b, "PREFIX", 9)):
            out.append(("prefix_share", value, (a, b), low, high))
        elif clause.has("CACHED") and not {"output"} & set(words[-3:]):
            denied = any(h.end <= clause.of("CACHED")[0].start for h in clause.of("NEG"))
            out.append(("cached_share", 1 - value if denied else value, (a, b), low, high))
        elif clause.has("GROWTH", "BATCH_OK") or "discount" in words:
            continue
        elif flow := _flow_of_share(s, sentence, clause, a, b):
            share = value if flow == "in" else 1 - value
            lo, hi = (low, high) if flow == "in" else (None, None)
            if not any(f[0] == "input_share" for f in out):
                out.append(("input_share", share, (a, b), lo, hi))
    return out


def _share_amounts(s: Scene, clause: Clause) -> list[tuple[float, int, int, float | None, float | None]]:
    out = [
        (q.value, q.start, q.end, q.low, q.high)
        for q in s.amounts_in(clause)
        if q.kind == "share" and 0 <= q.value <= 1
    ]
    for i in range(clause.start, clause.end):
        word = s.tokens[i].text
        if (word in FRACTIONS and not any(q.start <= i < q.end for q in s.amounts_in(clause))) or (
            word in FRACTIONS and i and s.tokens[i - 1].kind == "num" and s.tokens[i - 1].value <= 9
        ):
            count = s.tokens[i - 1].value if s.tokens[i - 1].kind == "num" else 1.0
            if count * FRACTIONS[word] <= 1 and s.tokens[i - 1].text not in (
                "per",
                "an",
                "every",
                "last",
                "this",
                "next",
            ):
                out.append((count * FRACTIONS[word], i, i + 1, None, None))
    return out


_IN = words("""
    input inputs prompt prompts incoming in read context eingabe entrée entrada ingest ingested reading
    inbound
""")


_OUT = words("""
    output outputs completion completions out generated outgoing answers answer response responses
    replies ausgabe sortie salida generation outbound written produced
""")


def _flow_of_share(s: Scene, sentence: Sentence, clause: Clause, a: int, b: int) -> str | None:
    """Input or output, whichever word stands nearest to the share."""
    best: tuple[int, str] | None = None
    lo = clause.start
    if lo > 1 and s.tokens[lo - 1].text == "(" and s.tokens[lo - 2].text in _IN | _OUT and b - lo <= 3:
        return "in" if s.tokens[lo - 2].text in _IN else "out"  # "mostly input (90%)"
    for i in range(lo, sentence.end if b >= clause.end - 2 else clause.end):
        word = s.tokens[i].text
        flow = "in" if word in _IN else "out" if word in _OUT else None
        if (
            flow is None
            or a <= i < b
            or (word == "in" and not _bare_in(s, i))
            or (word == "out" and s.tokens[i + 1 : i + 2] and s.tokens[i + 1].text == "of")
        ):
            continue
        if any(s.tokens[j].text in (",", ";") for j in range(min(b, i), max(a, i))) and i > b:
            break
        distance = (i - b) if i >= b else (a - i + 1)
        if distance <= 9 and (best is None or distance < best[0]):
            best = (distance, flow)
    return best[1] if best else None


_BARE_IN_WORDS = words(", . ; and / ) - vs +")


def _bare_in(s: Scene, i: int) -> bool:
    after = s.tokens[i + 1].text if i + 1 < len(s.tokens) else "."
    return after in _BARE_IN_WORDS or i + 1 >= len(s.tokens)


def near_at(s: Scene, clause: Clause, a: int, b: int, tag: str, reach: int) -> bool:
    return any(abs(h.start - b) <= reach or abs(a - h.end) <= reach for h in clause.of(tag))


_EVENLY = phrases_of("""
    evenly split; split evenly; split equally; equally split; evenly divided; divided evenly; equal parts; equal shares;
    equal measure; balanced between; evenly between; equally between; evenly balanced; same amount of input and output;
    as much input as output; as much output as input; zu gleichen teilen; à parts égales; a partes iguales; moitié -
    moitié
""")


def _even(s: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """ "evenly split between input and output"."""
    text = " ".join(s.words(sentence.start, sentence.end))
    phrase = next((p for p in _EVENLY if p in text), None)
    if phrase is None:
        return None
    at = sentence.start + len(text[: text.index(phrase)].split())
    return at, at + len(phrase.split())


def _ratio(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """ "80/20 input to output", "3:1 in/out", "input:output is 4:1"."""
    if not (sentence.has("INPUT") and sentence.has("OUTPUT")):
        return []
    if even := _even(s, sentence):
        return [("input_share", 0.5, even, None, None)] if clause.start <= even[0] < clause.end else []
    factor = next((q for q in s.amounts_in(clause) if q.kind == "times" and q.value >= 1), None)
    if factor is not None and clause.has("INPUT") and clause.has("OUTPUT") and not clause.has("AVERAGE"):
        input_first = clause.of("INPUT")[0].start < clause.of("OUTPUT")[0].start
        larger = factor.value / (factor.value + 1)
        at = (factor.start, factor.end)
        return [("input_share", larger if input_first else 1 - larger, at, None, None)]
    for i in range(clause.start, min(clause.end, len(s.tokens) - 2)):
        a, mid = s.tokens[i], s.tokens[i + 1]
        j = i + 2
        if a.kind != "num" or mid.text not in ("/", ":", "to", "-", "%"):
            continue
        if mid.text == "%" and s.tokens[j].text in ("/", ":", "-"):
            j += 1
        b = s.tokens[j] if j < len(s.tokens) else a
        if (
            b.kind != "num"
            or a.scale
            or b.scale
            or a.value + b.value <= 0
            or not (abs(a.value + b.value - 100) < 1e-6 or min(a.value, b.value) <= 10)
        ):
            continue
        words = s.words(sentence.start, sentence.end)
        first_in = next(
            (n for n, w in enumerate(words) if w in _IN and w != "in"),
            next((n for n, w in enumerate(words) if w == "in"), 999),
        )
        first_out = next((n for n, w in enumerate(words) if w in _OUT), 999)
        into, out = (a.value, b.value) if first_in < first_out else (b.value, a.value)
        return [("input_share", into / (into + out), (i, j + 1), None, None)]
    return []


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


def _batch(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    if hits := clause.of("REAL_TIME"):
        denied = any(h.end <= hits[0].start and hits[0].start - h.end <= 3 for h in clause.of("NEG")) and s.tokens[
            hits[0].start
        ].text not in ("cannot", "can't", "not", "no")
        if not clause.has("BATCH_OK") and not denied:
            return [("batchable", False, (hits[0].start, hits[0].end), None, None)]
        if denied:
            return [("batchable", True, (hits[0].start, hits[0].end), None, None)]
        if not clause.has("BATCH_OK"):
            return []
    hits = clause.of("BATCH_OK")
    if not hits:
        return []
    if any(h.end <= hits[0].start and hits[0].start - h.end <= 3 for h in clause.of("NEG")) and s.tokens[
        hits[0].start
    ].text not in ("nobody", "no", "not"):
        return [("batchable", False, (hits[0].start, hits[0].end), None, None)]
    return [("batchable", True, (hits[0].start, hits[0].end), None, None)]


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
    from agent.understanding.quantities import period_phrase

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
