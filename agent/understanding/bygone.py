"""Amounts of another time: what was the case last year, at launch, or in 2023, beside what is the case now."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import functools
import itertools
import re

from agent.understanding.clauses import Clause
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import phrases_of, words

_PAST = re.compile(
    " (?:"
    + "|".join(
        map(
            re.escape,
            phrases_of("""
    used to; previously; formerly; last year; last spring; last summer; last autumn; last fall; last winter;
    a year ago; year ago; a year back; years back; months back; years ago; months ago; weeks ago; a while ago; in the past; back then; at first; initially;
    originally; before that; until recently; at launch; at the start; at the beginning; in the beginning;
    were paying; was paying; were spending; was spending; were using; were doing; were at;
    when we launched; when we started; started with; started at; started out; began with; began at; started from;
    back in; previous year; the year before; early on; in the early days; once was; up from; down from; grown from;
    grew from; rose from; risen from; went from; gone from; fell from; fallen from; came from; früher; antes; avant
"""),
        )
    )
    + ") "
)
_NOW = words("now today currently nowadays presently meanwhile aktuell heute derzeit ahora")
_YEAR_LEADS = words("in during of since_ for through")
LAST_YEAR_OVER = 2025  # a year up to this one, named before an amount, is over


def bygone(s: Scene, q: Quantity) -> bool:
    """Whether the words before an amount, in its clause or opening its sentence, say that it is of the past."""
    clause = s.clause_of(q.start)
    earlier = [x for x in s.amounts_in(clause) if x.end <= q.start and x.kind != "time"]
    if _past(s, max([clause.start, *(x.end for x in earlier)]), q.end):
        return True
    after = [x.start for x in s.amounts_in(clause) if x.start >= q.end]
    if not after and not earlier and _past(s, q.end, clause.end):
        return True  # "we paid $30k a month last year"
    lead = _opening(s, clause)
    return lead is not None and not earlier and _past(s, lead.start, lead.end) and not _now(s, clause.start, q.start)


_UNKNOWN = re.compile(
    r"\b(?:nobody|no one|noone|who) (?:\w+ ){0,2}(?:knows?|told|tell|measured|counted|tracked|checked|looked|counts|measures|tracks|has)\b"
    r"|\b(?:anyone's|anybody's) guess\b|\bno (?:idea|clue|figures?|numbers?|data|record)\b|\bunknown\b|\bunclear\b"
    r"|\b(?:don't|do not|doesn't|can't|cannot|couldn't|haven't|have not|not) (?:\w+ ){0,2}(?:know|tell|say|sure|have|measured|counted|tracked|checked|looked|certain)\b"
)


def unknown_now(s: Scene) -> bool:
    """Whether a message says that the figure of today is not known: "what it is today I couldn't tell"."""
    return any(not s.amounts_in(c) and _UNKNOWN.search(" ".join(s.words(c.start, c.end))) for c in s.clauses)


def superseded(s: Scene, q: Quantity) -> bool:
    """Whether a bygone amount has a newer one of its kind beside it, or the one of today is said to be unknown."""
    if not bygone(s, q):
        return False
    return unknown_now(s) or any(
        x is not q and x.kind == q.kind and x.flow == q.flow and x.period and not bygone(s, x) for x in s.amounts
    )


def _opening(s: Scene, clause: Clause) -> Clause | None:
    """ "A year ago: 3M tokens a day": the short clause before, of the same sentence and without an amount."""
    before = s.clause_before(clause)
    if before is None or before.end - before.start > 6 or s.amounts_in(before):
        return None
    return before


def _past(s: Scene, start: int, end: int) -> bool:
    if end <= start or _now(s, start, end):
        return False
    found = s.words(start, end)
    text = f" {' '.join(found)} "
    if _PAST.search(text):
        return True
    return any(
        word in _YEAR_LEADS and _year(nxt) is not None and (_year(nxt) or 9999) <= LAST_YEAR_OVER
        for word, nxt in itertools.pairwise(found)
    )


def _now(s: Scene, start: int, end: int) -> bool:
    return bool(_NOW & set(s.words(start, end)))


@functools.lru_cache(maxsize=256)
def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2040 else None
