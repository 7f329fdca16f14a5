"""The portions of one exchange, a name and a size each: "system prompt 1,200 tokens, question 300, answer 500"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.understanding.clauses import Sentence
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_GOES_IN = words("""
    system prompt prompts instructions instruction context question questions ask query history document
    documents passage
    passages chunks chunk template examples example tools schema user message background retrieved text email ticket
    transcript memory profile request input
""")
_COMES_OUT = words("""
    answer answers reply replies response responses output completion completions summary verdict label generated result
""")
_WHOLE = words("total altogether together sum overall all both each of which including")
LEAST, MOST = 10.0, 500_000.0  # tokens of one portion
REACH = 6  # words between a portion's name and its size


def add_portions(s: Scene) -> None:
    """Adds up what goes in, where three or more sizes of one exchange are named and one of them comes out."""
    _under_headings(s)
    for sentence in s.sentences:
        amounts = [q for q in s.amounts_in(sentence) if _can_be_one(s, q)]
        if len(amounts) < 3 or _WHOLE & set(s.words(amounts[0].end, amounts[-1].end)):
            continue
        before = [_name(s, sentence, q, after=False) for q in amounts]
        after = [_name(s, sentence, q, after=True) for q in amounts]
        ways = before if all(before) else after if all(after) else []
        if set(ways) == {"in", "out"} and any(q.kind == "tokens" for q in amounts):
            _fold(s, amounts, ways)


def _under_headings(s: Scene) -> None:
    """ "System prompt: 900. Passages: 3,000. Question: 100. Answer: 1,000."."""
    found = [q for q in s.amounts if _can_be_one(s, q) and s.words(q.start - 1, q.start) == [":"]]
    ways = [_name(s, s.sentence_of(q.start), q, after=False) for q in found]
    named = [(q, way) for q, way in zip(found, ways, strict=True) if way and not q.per]
    if len(named) > 2 and {way for _, way in named} == {"in", "out"}:
        _fold(s, [q for q, _ in named], [way for _, way in named])


def _can_be_one(s: Scene, q: Quantity) -> bool:
    single = q.kind == "tokens" or (q.kind in ("plain", "items") and s.tokens[q.start].kind == "num")
    return single and q.period is None and LEAST <= q.value <= MOST and (not q.per or q.kind == "tokens")


def _name(s: Scene, sentence: Sentence, q: Quantity, *, after: bool) -> str:
    """Which way a portion goes, by the nearest name on that side of its size."""
    others = [x for x in s.amounts_in(sentence) if x is not q]
    if after:
        stop = min([sentence.end, q.end + REACH, *(x.start for x in others if x.start >= q.end)])
        found = s.words(next((i + 1 for i in range(q.start, q.end) if s.tokens[i].kind == "num"), q.end), stop)
    else:
        floor = max([sentence.start, q.start - REACH, *(x.end for x in others if x.end <= q.start)])
        found = s.words(floor, q.start)[::-1]
    return next(("in" if w in _GOES_IN else "out" for w in found if w in _GOES_IN | _COMES_OUT), "")


def _fold(s: Scene, amounts: list[Quantity], ways: list[str]) -> None:
    for way in ("in", "out"):
        mine = [q for q, w in zip(amounts, ways, strict=True) if w == way]
        first = mine[0]
        if s.prefix is not None and any(q is s.prefix[0] for q in mine):
            s.prefix = replace(s.prefix[0]), sum(q.value for q in mine)
        first.marks -= {"prefix"}
        first.shown = " + ".join(f"{q.value:,.6g}" for q in mine) + f" tokens {way}" if len(mine) > 1 else ""
        first.value = sum(q.value for q in mine)
        first.kind, first.noun, first.flow, first.weak = "tokens", "token", way, False
        first.end = max(q.end for q in mine) if way == "out" or len(mine) == 1 else first.end
        s.amounts = [q for q in s.amounts if q is first or not any(q is x for x in mine)]
