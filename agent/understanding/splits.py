"""Shares of a workload: input to output, cached, repeated prefix."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.scene import Scene
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Fact
from agent.understanding.wordlist import phrases_of, words


def said_shares(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
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


def said_ratio(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
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
