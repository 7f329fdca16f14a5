"""Figures that stand in what an answer quotes: each is a fact of its own, with the place it was read in.

A reader (or a script) that counts up the numbers of an answer then finds those of the quotes beside the computed ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.evidence import lexer
from agent.evidence.citing import Citer
from agent.evidence.render import Rendered
from tools.results import Fact

UNITS = {"usd": "USD", "token": "tokens", "share": "share", "tok/s": "tok/s", "ratio": "ratio", "ms": "ms"}


def facts(answer: Rendered, citer: Citer) -> tuple[Fact, ...]:
    """One fact for each end of each figure in the quotes and titles of an answer."""
    found: dict[tuple[float, str], Fact] = {}
    for span in answer.spans:
        kind, _, key = span.id.partition(":")
        if kind not in ("quote", "who"):
            continue
        passage = citer.passage(key)
        for value, unit in _figures(answer.text[span.start : span.end]):
            found.setdefault(
                (value, unit),
                Fact(
                    id=f"quoted_{len(found) + 1}",
                    name=f"figure quoted from {passage.title}",
                    value=value,
                    unit=UNITS.get(unit, unit),
                    reference=f"{passage.source}, characters {passage.start} to {passage.end}",
                ),
            )
    return tuple(found.values())


def _figures(text: str) -> Iterator[tuple[float, str]]:
    for q in lexer.quantities(text):
        yield q.value, q.unit
        if q.high != q.value:
            yield q.high, q.unit
