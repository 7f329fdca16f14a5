"""A topic raised as a question and answered by the speaker: "A vendor? Only with zero retention.", "On call? No."."""

from __future__ import annotations

from collections.abc import Iterable

from agent.understanding.lexicon import Hit
from agent.understanding.types import Token
from agent.understanding.wordlist import words

ASKING = words("""
    what what's whats why how who who's whose which is are does do did can could should would will whom
    was were am shall wie was warum pourquoi comment quel quelle qué cuánto cómo lohnt lässt has have
""")  # fmt: skip
_TOPICS = words("VENDOR GPU HIRE KUBERNETES ON_CALL AIR_GAP NETWORK STAFF BATCH_OK INTERNET")
_ANSWERS = words("""
    no nope nobody none nothing zero not never only yes yep yeah sure fine ok okay any whatever under with provided
    just strictly forbidden allowed banned unless as some both all neither at
""")
_NO_ANSWER = words("idea clue matter")
_LONGEST_TOPIC = 6  # words
_LONGEST_QUESTION, _LONGEST_ANSWER = 11, 8  # words, of a whole question and its answer
_YES_OR_NO = words("can could may do does is are have has")
_OURS = words("we us our anyone anybody someone somebody vendor vendors provider")


def with_answers(
    ranges: list[tuple[int, int]], tokens: list[Token], hits: list[Hit]
) -> Iterable[tuple[int, int, bool]]:
    """The ranges of sentences, a topic raised as a question joined with its answer, and whether one was: "A vendor?
    Only with zero retention.", "On call? No.", "Can we hire? No."."""
    n = 0
    while n < len(ranges):
        a, b = ranges[n]
        if n + 1 < len(ranges) and _answered((a, b), ranges[n + 1], tokens, hits):
            yield a, ranges[n + 1][1], True
            n += 2
            continue
        yield a, b, False
        n += 1


def _answered(topic: tuple[int, int], answer: tuple[int, int], tokens: list[Token], hits: list[Hit]) -> bool:
    (a, b), (c, d) = topic, answer
    if tokens[b - 1].text != "?" or tokens[d - 1].text == "?":
        return False
    lead = [k.text for k in tokens[c : min(d, c + 4)]]
    if len(lead) > 2 and lead[1] == ":":  # "Legal: absolutely not"
        lead = lead[2:]
    if not (lead[0] in _ANSWERS or lead[:2] == ["absolutely", "not"]) or _NO_ANSWER & set(lead[:2]):
        return False
    inside = {h.tag for h in hits if a <= h.start < b}
    if not inside & _TOPICS or any(t.startswith("regime:") for t in inside):
        return False
    if tokens[a].text not in ASKING:
        return b - a <= _LONGEST_TOPIC + 1
    asked = {k.text for k in tokens[a:b]}
    short = b - a <= _LONGEST_QUESTION + 1 and d - c <= _LONGEST_ANSWER + 1
    return short and tokens[a].text in _YES_OR_NO and bool(_OURS & asked) and "you" not in asked
