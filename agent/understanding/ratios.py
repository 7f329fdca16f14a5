"""Input to output as a ratio: "3:1 in/out", "nine tokens in for every one out", "reads ten times what it writes"."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene
from agent.understanding.splits import IN, OUT
from agent.understanding.types import Fact, Quantity
from agent.understanding.wordlist import phrases_of, words

_EVENLY = phrases_of("""
    evenly split; split evenly; split equally; equally split; evenly divided; divided evenly; equal parts; equal shares;
    equal measure; balanced between; evenly between; equally between; evenly balanced; same amount of input and output;
    as much input as output; as much output as input; zu gleichen teilen; à parts égales; a partes iguales; moitié -
    moitié; about the same; roughly the same; equally large; the same size; about equal; roughly equal; are equal;
    half and half; half - half
""")
_READS = words(
    "read reads reading send sends sending sent ingest ingests take takes goes put puts prompts go feed feeds"
)
_WRITES = words("""
    write writes writing generate generates generating generated produce produces produced return returns returned
    answer answers emit emits comes come back
""")
MOST_RATIO = 500


def said_ratio(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """The input share that a ratio in this clause says, once."""
    if not (sentence.has("INPUT", "OUTPUT") or {"write", "writes", "generated", "send"} & set(_text(s, sentence))):
        return []
    both = sentence.has("INPUT") and sentence.has("OUTPUT")
    if both and (even := _even(s, sentence)):
        return [("input_share", 0.5, even, None, None)] if clause.start <= even[0] < clause.end else []
    if found := _heading(s, sentence, clause):
        return found
    if found := _for_every(s, sentence, clause) or _times_as_much(s, sentence, clause) or _parts(s, clause):
        return found
    return _colon(s, sentence, clause, both)


def _heading(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """ "input/output ratio: 4.0", "input to output = 6": one number that says how many to one."""
    lead = [w for w in _text(s, sentence) if w not in ("token", "tokens", "the", "our", "average", "mean")]
    if lead[:3] not in (
        ["input", "/", "output"],
        ["input", "to", "output"],
        ["input", ":", "output"],
        ["input", "-", "output"],
    ):
        return []
    found = [q for q in s.amounts_in(sentence) if q.kind in ("plain", "times") and 0 < q.value <= MOST_RATIO]
    said = {"ratio", "=", "is"} & set(lead)
    if len(found) != 1 or not said or found[0].scaled or not clause.start <= found[0].start < clause.end:
        return []
    q = found[0]
    return [("input_share", q.value / (q.value + 1), (q.start, q.end), None, None)]


def _text(s: Scene, sentence: Sentence) -> list[str]:
    return s.words(sentence.start, sentence.end)


def _even(s: Scene, sentence: Sentence) -> tuple[int, int] | None:
    """ "evenly split between input and output"."""
    text = " ".join(_text(s, sentence))
    phrase = next((p for p in _EVENLY if p in text), None)
    if phrase is None or (phrase.endswith(("same", "equal", "size")) and s.amounts_in(sentence)):
        return None
    at = sentence.start + len(text[: text.index(phrase)].split())
    return at, at + len(phrase.split())


def _flow(s: Scene, i: int) -> str | None:
    """Which way the word at ``i`` goes."""
    word = s.tokens[i].text
    if word in _WRITES or (word in OUT and word != "out") or (word == "out" and s.tokens[i - 1].text != "find"):
        return "out"
    if word in _READS or (word in IN and word != "in"):
        after = s.tokens[i + 1].text if i + 1 < len(s.tokens) else ""
        if word in ("go", "goes", "come", "comes") and after in ("out", "back"):
            return "out"
        return "in"
    if word == "in" and (i + 1 >= len(s.tokens) or s.tokens[i + 1].text in ("for", ",", ".", "and", "per", ";", ")")):
        return "in"
    return None


def _flows(s: Scene, start: int, end: int) -> list[tuple[int, str]]:
    return [(i, flow) for i in range(start, end) if (flow := _flow(s, i))]


def _number(s: Scene, sentence: Sentence, low: float) -> list[Quantity]:
    """The amounts that can be the larger side of a ratio."""
    kinds = ("plain", "tokens", "times", "items")
    found = [q for q in s.amounts_in(sentence) if q.kind in kinds and q.period is None and low <= q.value <= MOST_RATIO]
    return [q for q in found if not q.scaled and q.low is None]


def _for_every(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """ "nine input tokens for every output token", "for each token generated we send in five"."""
    amounts = s.amounts_in(sentence)
    if any(q.kind == "tokens" and q.period for q in amounts) or {q.flow for q in amounts} >= {"in", "out"}:
        return []
    for i in range(clause.start, clause.end):
        lead = s.tokens[i - 1].text if i else ""
        word = s.tokens[i].text
        if not (word in ("every", "each", "one") and lead in ("for", "to", "on", "per")) and word != "per":
            continue
        if period_phrase(s.tokens, i) is not None:
            continue
        amounts = [q for q in _number(s, sentence, 1) if not q.start <= i < q.end or word == "per"]
        amounts = [q for q in amounts if q.value != 1 or len(amounts) == 1]
        if len(amounts) != 1:
            continue
        q = amounts[0]
        stop = min([sentence.end, *(x.start for x in s.amounts_in(sentence) if x.start > i)])
        one = next((flow for at, flow in _flows(s, i + 1, min(stop, i + 7))), None)
        span = (i, sentence.end) if q.start > i else (sentence.start, i)
        many = next((flow for at, flow in _flows(s, *span) if flow != one), None)
        if one is None or many is None or {one, many} != {"in", "out"}:
            continue
        larger = q.value / (q.value + 1)
        return [("input_share", larger if many == "in" else 1 - larger, (q.start, q.end), None, None)]
    return []


def _times_as_much(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """ "we read ten times as much as we write", "input is 5x the output"."""
    if clause.has("AVERAGE", "PEAK", "GROWTH"):
        return []
    for q in s.amounts_in(clause):
        if q.kind != "times" or q.value < 1 or q.value > MOST_RATIO:
            continue
        before = _flows(s, clause.start, q.start)
        after = _flows(s, q.end, clause.end)
        if not before and len(after) > 1 and s.tokens[q.end].text in ("more", "as"):
            before, after = after[:1], after[1:]  # "six times more input than output"
        if not before or not after or before[-1][1] == after[0][1]:
            continue
        larger = q.value / (q.value + 1)
        return [("input_share", larger if before[-1][1] == "in" else 1 - larger, (q.start, q.end), None, None)]
    return []


def _parts(s: Scene, clause: Clause) -> list[Fact]:
    """ "3 parts input to 1 part output"."""
    words_ = s.words(clause.start, clause.end)
    if not {"part", "parts"} & set(words_):
        return []
    found = [(i, s.tokens[i].value) for i in range(clause.start, clause.end) if s.tokens[i].kind == "num"]
    if len(found) != 2:
        return []
    (at, a), (mid, b) = found
    one = [flow for _, flow in _flows(s, at, mid)]
    two = [flow for _, flow in _flows(s, mid, clause.end)]
    if not one or not two or one[0] == two[0] or a + b <= 0:
        return []
    return [("input_share", (a if one[0] == "in" else b) / (a + b), (at, mid + 1), None, None)]


_LEANING = words("favour favor towards toward heavy tilted mostly skewed biased dominated")


def _colon(s: Scene, sentence: Sentence, clause: Clause, both: bool) -> list[Fact]:
    """ "80/20 input to output", "input:output is 4:1", "85:15 in favour of the input"."""
    found = _text(s, sentence)
    leaning = bool(_LEANING & set(found))
    if not both and not leaning:
        return []
    for i in range(clause.start, min(clause.end, len(s.tokens) - 2)):
        a, mid = s.tokens[i], s.tokens[i + 1]
        j = i + 2
        if a.kind != "num" or mid.text not in ("/", ":", "to", "-", "%"):
            continue
        if mid.text == "%" and s.tokens[j].text in ("/", ":", "-"):
            j += 1
        b = s.tokens[j] if j < len(s.tokens) else a
        if mid.text == ":" and (a.end == mid.start) != (mid.end == b.start):
            continue  # "a quick one: 300 ..."
        hundred = abs(a.value + b.value - 100) < 1e-6
        if b.kind != "num" or a.scale or b.scale or a.value + b.value <= 0:
            continue
        if not (hundred or (both and min(a.value, b.value) <= 10 and max(a.value, b.value) <= MOST_RATIO)):
            continue
        first_in = next(
            (n for n, w in enumerate(found) if w in IN and w != "in"),
            next((n for n, w in enumerate(found) if w == "in"), 999),
        )
        first_out = next((n for n, w in enumerate(found) if w in OUT), 999)
        if not both:
            larger = max(a.value, b.value) / (a.value + b.value)
            return [("input_share", larger if first_in < 999 else 1 - larger, (i, j + 1), None, None)]
        into, out = (a.value, b.value) if first_in < first_out else (b.value, a.value)
        return [("input_share", into / (into + out), (i, j + 1), None, None)]
    return []
