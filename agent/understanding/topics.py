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
_LONGEST_TOPIC = 6  # words


def with_answers(ranges: list[tuple[int, int]], tokens: list[Token], hits: list[Hit]) -> Iterable[tuple[int, int]]:
    """Joins a topic raised as a question with its answer: "A vendor? Only with zero retention.", "On call? No."."""
    n = 0
    while n < len(ranges):
        a, b = ranges[n]
        if n + 1 < len(ranges) and _topic(a, b, tokens, hits) and tokens[ranges[n + 1][0]].text in _ANSWERS:
            _, d = ranges[n + 1]
            if tokens[d - 1].text != "?":
                yield a, d
                n += 2
                continue
        yield a, b
        n += 1


def _topic(a: int, b: int, tokens: list[Token], hits: list[Hit]) -> bool:
    if tokens[b - 1].text != "?" or b - a > _LONGEST_TOPIC + 1 or tokens[a].text in ASKING:
        return False
    inside = {h.tag for h in hits if a <= h.start < b}
    return bool(inside & _TOPICS) and not any(t.startswith("regime:") for t in inside)
