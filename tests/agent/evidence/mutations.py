"""Alters a finished answer in one place: a digit, a unit, a comparison, or the document that is cited."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.evidence import lexer
from agent.evidence.brief import Brief
from agent.evidence.render import Rendered, Span, render

UNITS = {
    "a month": "a day", "a day": "a month", "per GPU-hour": "per GPU-day", "million": "billion", "months": "years",
    "tokens": "words", "GPUs": "nodes", "$": "€", "%": "x", "M ": "B ", "k ": "M ",
}  # fmt: skip
COMPARISONS = {
    "costs more": "costs less", "best": "worst", "never": "always", "rose": "fell", "less": "more", "fell": "rose",
    "saves": "loses", "smaller": "larger", "all": "none", "only": "never", "against": "below", "nothing": "everything",
    "under": "over",
}  # fmt: skip
APPENDED = (
    " It is cheaper.",
    " That is twice as much.",
    " Every provider agrees.",
    " At least 12 GPUs are needed.",
    " Thirty tokens.",
)


@dataclass(frozen=True)
class Mutation:
    kind: str
    answer: Rendered
    note: str


def mutations(answer: Rendered, brief: Brief, rng: random.Random) -> Iterator[Mutation]:
    """One of each kind that the answer offers, at a place drawn by ``rng``."""
    makers = (_digit, _unit, _comparison, _document)
    for maker in makers:
        if (mutation := maker(answer, brief, rng)) is not None:
            yield mutation


def _exempt(text: str) -> list[tuple[int, int]]:
    """List ordinals state nothing."""
    return [(m.start(), m.end()) for m in lexer.ORDINAL.finditer(text)]


def _digit(answer: Rendered, brief: Brief, rng: random.Random) -> Mutation | None:
    skip = _exempt(answer.text)
    places = [m.start() for m in re.finditer(r"\d", answer.text) if not any(a <= m.start() < b for a, b in skip)]
    if not places:
        return None
    at = rng.choice(places)
    other = rng.choice([d for d in "0123456789" if d != answer.text[at]])
    return Mutation("digit", _replaced(answer, at, at + 1, other), f"{answer.text[at]} -> {other}")


def _unit(answer: Rendered, brief: Brief, rng: random.Random) -> Mutation | None:
    return _swapped("unit", answer, UNITS, rng)


def _comparison(answer: Rendered, brief: Brief, rng: random.Random) -> Mutation | None:
    if rng.random() < 0.3:
        added = rng.choice(APPENDED)
        return Mutation("comparison", replace(answer, text=answer.text + added), f"+{added}")
    return _swapped("comparison", answer, COMPARISONS, rng)


def _swapped(kind: str, answer: Rendered, table: dict[str, str], rng: random.Random) -> Mutation | None:
    places = [
        (m.start(), m.end(), new)
        for old, new in table.items()
        for m in re.finditer(rf"(?<!\w){re.escape(old)}|(?<=\d){re.escape(old)}", answer.text)
    ]
    places = [p for p in places if _in_claim(answer, p[0])]
    if not places:
        return None
    start, end, new = rng.choice(sorted(places))
    return Mutation(kind, _replaced(answer, start, end, new), f"{answer.text[start:end]} -> {new}")


def _in_claim(answer: Rendered, at: int) -> bool:
    """Whether a place is part of what is claimed, and not of a heading's wording."""
    return any(s.start <= at < s.end for s in answer.spans)


def _document(answer: Rendered, brief: Brief, rng: random.Random) -> Mutation | None:
    """Another document's number on a sentence, or a number that no document has."""
    marks = [s for s in answer.spans if s.id.startswith("cite:")]
    if not marks:
        return None
    mark = rng.choice(marks)
    number = int(answer.text[mark.start + 1 : mark.end - 1])
    others = [c.n for c in brief.citer.citations if c.n != number] or [number + 90]
    other = f"[{rng.choice([*others, 99])}]"
    return Mutation("document", _replaced(answer, mark.start, mark.end, other), f"[{number}] -> {other}")


def _replaced(answer: Rendered, start: int, end: int, new: str) -> Rendered:
    """The text altered; the spans keep to their places, so that only the altered one differs from its record."""
    by = len(new) - (end - start)
    spans = tuple(Span(_moved(s.start, end, by), _moved(s.end, end, by), s.id, s.form) for s in answer.spans)
    return Rendered(answer.text[:start] + new + answer.text[end:], spans)


def _moved(at: int, after: int, by: int) -> int:
    return at + by if at >= after else at


def rendered(brief: Brief, draft: str) -> Rendered:
    return render(draft, brief.ledger, brief.citer)
