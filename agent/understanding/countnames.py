"""Counts whose noun stands before them, is left out, or follows at a distance: "Stations: 18. Bulletins: 24 per station
per day", "but only 45 use it", "each operator asks 9 times"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.counting import NO_NOUN, per, singular
from agent.understanding.tables import PERIODS, TOKEN_WORDS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

COUNTS = ("items", "users", "pages")
ONE = words("a an each every one per the")
_IN = words("in to on at for within from per")
_COMPARED = words("that as more the it average mean usual normal daily higher larger")
_BOTH = words("incl including included with plus and + both")
CROSS = words("x * times")
LONGEST_HEADING = 9  # words


def name_counts(s: Scene) -> None:
    """Gives bare numbers the noun that they count, and counts what they are counted per."""
    named = {p for q in s.amounts for p in q.per} | {
        singular(b.text) for a, b in itertools.pairwise(s.tokens) if a.text in ONE - {"the"} and b.kind == "word"
    }
    for q in list(s.amounts):
        if q.kind in ("plain", "tokens") and q.low is None and s.words(q.start - 1, q.start) in ([":"], ["="]):
            _heading(s, q, named)
        elif q.kind == "plain" and q.low is None and not q.flow:
            _only(s, q) or _times_a_size(s, q) or _far_noun(s, q)
        elif q.kind == "times" and 1 < q.value < 1000 and not set(s.words(q.end, q.end + 2)) & _COMPARED:
            _how_often(s, q)
        elif q.kind in COUNTS:
            _in_brackets(s, q)
            _counted_in(s, q)
            _the_same(s, q)
    for a, b in itertools.pairwise(s.amounts):
        crossed = a.kind in COUNTS and b.kind == "tokens" and b.period and not a.period and not b.per
        if crossed and set(s.words(a.end, b.start)) <= CROSS and b.start > a.end:
            a.period, a.working, b.period = b.period, b.working, None  # "600 quotes x 3,000 tokens a day"


def _heading(s: Scene, q: Quantity, named: set[str]) -> None:
    """ "Stations: 18", "Bulletins per station per day: 24", "Tokens per bulletin incl. the reply: 2,000"."""
    start = max(s.sentence_of(q.start).start, q.start - 1 - LONGEST_HEADING)
    head = [w for w in s.words(start, q.start - 1) if w.isalpha() or w == "/"]
    head = [w for n, w in enumerate(head) if not (w == "and" and head[n + 1 : n + 2] and head[n + 1] in PERIODS)]
    both = next((i for i, w in enumerate(head) if w in _BOTH), len(head))
    said, rest = head[:both], head[both:]
    cut = next((i for i, w in enumerate(said) if w in ("per", "/", "a", "an", "each")), len(said))
    if not said[:cut]:
        return
    noun, pers = singular(said[cut - 1]), [w for w in said[cut:] if w not in ("per", "/", "a", "an", "each", "every")]
    tokens = bool(TOKEN_WORDS & set(said[:cut]))
    if not tokens and (q.kind == "tokens" or (noun not in named and not pers) or not _unknown(noun)):
        return
    if tokens and (not pers or any(w in PERIODS for w in pers)):
        return
    q.kind, q.noun, q.weak = ("tokens", "token", False) if tokens else ("items", noun, True)
    q.flow = None if tokens and rest else q.flow
    if not tokens:
        q.end = next((i + 1 for i in range(q.start, q.end) if s.tokens[i].kind == "num"), q.end)
        per(s.tokens, q)
    for w in pers:
        if w in PERIODS and q.period is None:
            q.period = PERIODS[w]
        elif w not in PERIODS and singular(w) not in q.per:
            q.per = (*q.per, singular(w))


def _unknown(noun: str) -> bool:
    """Whether a noun can name what is counted."""
    return noun.isalpha() and len(noun) > 2 and noun not in NO_NOUN and noun not in PERIODS


def _only(s: Scene, q: Quantity) -> bool:
    """ "a chain of 300 shops, but only 45 use it"."""
    before = next((x for x in reversed(s.amounts) if x.end <= q.start), None)
    lead = s.words(q.start - 2, q.start)
    if (lead[1:] != ["only"] and lead not in (["of", "whom"], ["of", "which"])) or before is None:
        return False
    if before.kind not in COUNTS or q.value >= before.value or q.period or before.period or q.start - before.end > 5:
        return False
    q.kind, q.noun, q.weak = before.kind, before.noun, before.weak
    s.amounts.remove(before)
    return True


def _times_a_size(s: Scene, q: Quantity) -> bool:
    """ "300 a day x 50k tokens"."""
    after = next((x for x in s.amounts if x.start >= q.end), None)
    if q.period is None or after is None or after.kind != "tokens" or after.start == q.end:
        return False
    if not set(s.words(q.end, after.start)) <= CROSS:
        return False
    q.kind, q.noun = "items", "request"
    return True


def _far_noun(s: Scene, q: Quantity) -> bool:
    """ "19 audio-guide kiosks, each used by": a plural after a compound, of each of which something is said."""
    if q.period or q.per or not q.value.is_integer() or q.value < 2 or q.scaled or s.tokens[q.start].kind != "num":
        return False
    for i in range(q.end, min(q.end + 5, len(s.tokens))):
        k = s.tokens[i]
        if k.text == "-":
            continue
        if k.kind != "word" or k.text in NO_NOUN:
            return False
        if k.text.endswith("s") and i > q.end and k.text not in PERIODS:
            led = {"each", "every"} & set(s.words(i + 1, i + 4))
            if led:
                q.kind, q.noun, q.weak, q.end = "items", singular(k.text), True, i + 1
            return bool(led)
    return False


def _how_often(s: Scene, q: Quantity) -> None:
    """ "each operator asks about 9 times"."""
    clause = s.clause_of(q.start)
    counted = any(x.kind in COUNTS for x in s.amounts if x.end <= q.start)
    if {"each", "every"} & set(s.words(clause.start, q.start)) and counted:
        q.kind, q.noun, q.per, q.marks = "items", "time", ("each",), q.marks | {"linked"}


def _in_brackets(s: Scene, q: Quantity) -> None:
    """ "every student (18,000 of them) hands in two essays": how many there are of what goes before."""
    lead = s.words(max(0, q.start - 3), q.start)
    if q.noun != "item" or lead[2:] != ["("] or lead[0] not in ("every", "each", "our", "the"):
        return
    q.kind, q.noun, q.weak = "users", singular(lead[1]), False
    after = next((x for x in s.amounts if x.start >= q.end), None)
    if after is not None and after.kind == "items" and lead[0] in ("every", "each"):
        after.marks |= {"linked"}
        after.per = after.per or ("user",)


def _counted_in(s: Scene, q: Quantity) -> None:
    """ "300 sheets in a box", "8 depots in each", "14 operators a shift": per something that is counted, too."""
    found = s.words(q.end, q.end + 3)
    if q.per or len(found) < 2:
        return
    if found[0] in ("a", "an", "per") and any(x is not q and x.noun == singular(found[1]) for x in s.amounts):
        q.per, q.end = (singular(found[1]),), q.end + 2
    elif found[0] not in _IN or found[1] not in ONE - {"the"}:
        return
    elif found[1] in ("each", "every") and (len(found) < 3 or found[2] in (",", ".", ";", "and")):
        q.per, q.end = ("each",), q.end + 2
    elif len(found) == 3 and any(x is not q and x.noun == singular(found[2]) for x in s.amounts):
        q.per, q.end = (singular(found[2]),), q.end + 3


def _the_same(s: Scene, q: Quantity) -> None:
    """ "classify the same 6,000 articles": as often as before."""
    if q.period is None and "same" in s.words(q.start - 2, q.start):
        before = next((x for x in s.amounts if x.end <= q.start and x.value == q.value and x.period), None)
        if before is not None:
            q.period, q.working = before.period, before.working
