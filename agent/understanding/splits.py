"""Shares of a workload: input to output, cached, repeated prefix."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.headings import kind_of_work
from agent.understanding.scene import Scene
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Fact
from agent.understanding.wordlist import words


def said_shares(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    out: list[Fact] = _cached_part(s, clause)
    heading = _heading(s, clause)
    for value, a, b, low, high in share_amounts(s, clause):
        if s.divided[0] <= a < s.divided[1]:
            continue  # a workload's share, and no direction's
        words = s.words(clause.start, clause.end)
        if heading is not None:
            out.append((heading, value, (a, b), low, high))
        elif (
            (_STATIC & set(words) and {"prompt", "prompts", "request", "requests"} & set(words))
            or "common to all" in " ".join(words)
            or (clause.has("PREFIX") and near_at(s, clause, a, b, "PREFIX", 9))
        ):
            out.append(("prefix_share", value, (a, b), low, high))
        elif clause.has("CACHED") and not {"output"} & set(words[-3:]):
            denied = any(h.end <= clause.of("CACHED")[0].start for h in clause.of("NEG")) or bool(_MISSES & set(words))
            out.append(("cached_share", 1 - value if denied and value else value, (a, b), low, high))
        elif clause.has("GROWTH", "BATCH_OK") or "discount" in words or _of_cases(s, b):
            continue
        elif flow := _flow_of_share(s, sentence, clause, a, b):
            share = value if flow == "in" else 1 - value
            lo, hi = (low, high) if flow == "in" else (None, None)
            if not any(f[0] == "input_share" for f in out):
                out.append(("input_share", share, (a, b), lo, hi))
    return out


_OF_A_WHOLE = words("of out from")


def _cached_part(s: Scene, clause: Clause) -> list[Fact]:
    """ "of 8M input tokens a day 6M are served from the prompt cache": the part over the whole."""
    if not clause.has("CACHED"):
        return []
    found = [q for q in s.amounts_in(clause) if q.kind in ("tokens", "plain", "items") and q.value > 0]
    if len(found) != 2 or not _OF_A_WHOLE & set(s.words(clause.start, found[1].start)):
        return []
    part, whole = sorted(found, key=lambda q: q.value)
    if part.value >= whole.value or whole.kind != "tokens" or (part.period and part.period != whole.period):
        return []
    return [("cached_share", part.value / whole.value, (part.start, part.end), None, None)]


_STATIC = words("static identical fixed constant unchanged repeated invariant same")
_MISSES = words("miss misses missed missing uncached")
_CASES = words("cases time requests answers responses replies calls queries users days")


def _of_cases(s: Scene, at: int) -> bool:
    """ "in 95% of cases": a share of happenings, and not of tokens."""
    after = [w for w in s.words(at, at + 4) if w not in ("all", "the", "our")]
    return after[:1] == ["of"] and bool(_CASES & set(after[1:2]))


def _heading(s: Scene, clause: Clause) -> str | None:
    """ "cache hit rate: 45%": the slot that the words before a colon name."""
    before = s.heading(clause)
    if before is None:
        return None
    return "cached_share" if before.has("CACHED") else "prefix_share" if before.has("PREFIX") else None


def share_amounts(s: Scene, clause: Clause) -> list[tuple[float, int, int, float | None, float | None]]:
    out = [
        (q.value, q.start, q.end, q.low, q.high)
        for q in s.amounts_in(clause)
        if q.kind == "share" and 0 <= q.value <= 1
    ]
    for i in range(clause.start, clause.end):
        word = s.tokens[i].text
        if any(q.start <= i < q.end and q.kind == "tokens" for q in s.amounts_in(clause)):
            continue  # "output one fifth of the input" is an amount by now
        if (word in FRACTIONS and not any(q.start <= i < q.end for q in s.amounts_in(clause))) or (
            word in FRACTIONS and i and s.tokens[i - 1].kind == "num" and s.tokens[i - 1].value <= 9
        ):
            count = s.tokens[i - 1].value if s.tokens[i - 1].kind == "num" else 1.0
            if count * FRACTIONS[word] <= 1 and is_fraction(s, i):
                out.append((count * FRACTIONS[word], i, i + 1, None, None))
    return out


_NO_FRACTION_AFTER = words("party parties workload workloads time one ones year month use case line level tier shift")
_NO_FRACTION_BEFORE = words("an per every each last this next our past previous")


def is_fraction(s: Scene, i: int) -> bool:
    """Whether "third", "quarter", "half" at ``i`` is a part of something: no third party, no quarter of a year."""
    after = s.tokens[i + 1].text if i + 1 < len(s.tokens) else ""
    if after == "-":
        after = s.tokens[i + 2].text if i + 2 < len(s.tokens) else ""
    if s.tokens[i - 1].text == "last" and after in ("is", "are", "goes", "go", "being"):
        return True  # "the last quarter is code"
    return s.tokens[i - 1].text not in _NO_FRACTION_BEFORE and after not in _NO_FRACTION_AFTER


IN = words("""
    input inputs prompt prompts incoming in read context eingabe entrée entrada invoer ingest ingested reading
    inbound
""")


OUT = words("""
    output outputs completion completions out generated outgoing answers answer response responses
    replies ausgabe sortie salida uitvoer generation outbound written produced
""")


def _flow_of_share(s: Scene, sentence: Sentence, clause: Clause, a: int, b: int) -> str | None:
    """Input or output, whichever word stands nearest to the share."""
    best: tuple[int, str] | None = None
    lo = clause.start
    if lo > 1 and s.tokens[lo - 1].text == "(" and s.tokens[lo - 2].text in IN | OUT and b - lo <= 3:
        return "in" if s.tokens[lo - 2].text in IN else "out"  # "mostly input (90%)"
    if (led := _led(s, clause)) is not None:
        return led
    for i in range(lo, sentence.end if b >= clause.end - 2 else clause.end):
        word = s.tokens[i].text
        flow = "in" if word in IN else "out" if word in OUT else None
        if (
            flow is None
            or a <= i < b
            or kind_of_work(s.tokens, i)
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


_PUTS_IN = ("we send", "we put in", "we feed", "goes in", "go in", "is sent", "we read", "it reads", "model reads")
_GIVES_OUT = (
    "writes",
    "comes back",
    "come back",
    "comes out",
    "get back",
    "generates",
    "returns",
    "goes out",
    "produces",
)


def _led(s: Scene, clause: Clause) -> str | None:
    """ "mostly input, roughly 95%": which way, from the short clause before; "a third is what the model writes"."""
    found = s.words(clause.start, clause.end)
    before = s.clause_before(clause)
    if not (IN | OUT) & set(found) and before is not None:
        lead = set(s.words(before.start, before.end))
        ways = {flow for flow, names in (("in", IN - {"in"}), ("out", OUT - {"out"})) if names & lead}
        if before.end - before.start <= 6 and len(ways) == 1 and not s.amounts_in(before):
            return ways.pop()
    if not {"tokens", "volume", "total"} & set(found):
        return None
    text = " ".join(found)
    told = {flow for flow, ps in (("in", _PUTS_IN), ("out", _GIVES_OUT)) if any(p in text for p in ps)}
    return told.pop() if len(told) == 1 and not (IN | OUT) & (set(found) - {"in", "out"}) else None


_BARE_IN_WORDS = words(", . ; and / ) - vs +")


def _bare_in(s: Scene, i: int) -> bool:
    after = s.tokens[i + 1].text if i + 1 < len(s.tokens) else "."
    return after in _BARE_IN_WORDS or i + 1 >= len(s.tokens)


def near_at(s: Scene, clause: Clause, a: int, b: int, tag: str, reach: int) -> bool:
    return any(abs(h.start - b) <= reach or abs(a - h.end) <= reach for h in clause.of(tag))
