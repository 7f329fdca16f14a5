"""Fills a draft: ``{{id}}`` from the ledger, ``{{cite:key}}`` with its number, ``{{quote:key}}`` with a verbatim
piece, ``{{who:key}}`` and ``{{standing:key}}`` with whose it is and how sure its source is of it, ``{{dated:key}}`` the
same after its document's date.

Everything filled in is remembered as a span, so that the second gate can read each one against the ledger again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from agent.evidence.citing import Citer, standing, who
from agent.evidence.ledger import Ledger

PLACEHOLDER = re.compile(r"\{\{([^{}|]+)(?:\|(\w+))?\}\}")


class Span(NamedTuple):
    start: int
    end: int
    id: str
    form: str


@dataclass(frozen=True)
class Rendered:
    text: str
    spans: tuple[Span, ...]


def resolve(id_: str, form: str, ledger: Ledger, citer: Citer) -> str:
    """What a placeholder stands for. Errors: LedgerError, UnknownCitation."""
    kind, _, key = id_.partition(":")
    if kind == "cite" and key:
        return citer.mark(key)
    if kind == "quote" and key:
        return citer.quote(key)
    if kind == "who" and key:
        return who(citer.passage(key))
    if kind == "dated" and key:
        return citer.dated(key)
    if kind == "standing" and key:
        return standing(citer.passage(key))
    return ledger.say(id_, form)


def render(draft: str, ledger: Ledger, citer: Citer) -> Rendered:
    out: list[str] = []
    spans: list[Span] = []
    at = last = 0
    for hole in PLACEHOLDER.finditer(draft):
        literal = draft[last : hole.start()]
        text = resolve(hole[1], hole[2] or "", ledger, citer)
        out += [literal, text]
        start = at + len(literal)
        at = start + len(text)
        spans.append(Span(start, at, hole[1], hole[2] or ""))
        last = hole.end()
    out.append(draft[last:])
    return Rendered("".join(out), tuple(spans))
