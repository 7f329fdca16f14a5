"""Amounts of one of many: "600 seats, one seat uses 1.5M tokens a month", "50k users, each one spends 900 tokens"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.understanding import tables as t
from agent.understanding.counting import singular
from agent.understanding.pool import USERS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_ONE = words("per each every one a an single average typical any 1 pro par por elke ieder jeder chaque cada")
_EACH = words("each everyone everybody apiece jeder chacun cada")
_DETERMINERS = words("of the our these those them one ones a single average typical my all")
LEAST_WORKLOAD = 100_000.0  # tokens a day; less may be what one of many people uses
_REACH = 12  # tokens between who is named and the amount of each
_OF_TIME = words("day week month year hour minute second time")


def count_per_head(s: Scene) -> None:
    """What one of those counted elsewhere uses or sends is counted per head; what they are called does not matter."""
    _of_them(s)
    _one_workload(s)
    counted = {q.noun for q in s.amounts if q.kind == "users" and q.value > 1}
    named = {p for q in s.amounts for p in q.per}
    s.amounts = [q for q in s.amounts if not (_single(q) and q.noun in counted & named)]
    for b in list(s.amounts):
        if b.kind not in ("tokens", "items") or s.clause_of(b.start).silent or b.value <= 1:
            continue
        if (b.per == ("each",) and b.kind == "tokens" and b.period and (a := _heads_before(s, b)) is not None) or (
            not b.per and not b.flow and (a := _named(s, b) or _each_of(s, b) or _who_make(s, b)) is not None
        ):
            _link(a, b)


def _one_workload(s: Scene) -> None:
    """ "a small agent using 0.7M tokens a day": a workload, where no agents are counted."""
    if any(q.kind == "users" for q in s.amounts):
        return
    for q in s.amounts:
        led = s.tokens[q.start].text in ("a", "an", "the", "our", "one")
        if q.kind == "tokens" and q.period and q.per == ("agent",) and led and q.value / q.period >= LEAST_WORKLOAD:
            q.per = ()


def _of_them(s: Scene) -> None:
    """ "a user consumes 3k tokens a day and there are 9,000 of them"."""
    for n, q in enumerate(s.amounts):
        earlier = s.amounts[:n]
        them = q.kind == "items" and q.weak and s.words(q.end - 2, q.end) in (["of", "them"], ["of", "those"])
        if them and any(USERS & set(x.per) for x in earlier) and not any(x.kind == "users" for x in earlier):
            q.kind, q.noun, q.weak = "users", "user", False


def _link(a: Quantity, b: Quantity) -> None:
    a.kind, a.weak = "users", False
    b.per = ("user",)


def _is_heads(q: Quantity, *, noun: str = "") -> bool:
    """Whether an amount can be how many there are: of people, or of things that are named again in the singular."""
    if q.value <= 1 or q.per or (noun and q.noun != noun):
        return False
    return q.kind == "users" or (bool(noun) and q.kind == "items" and (q.weak or q.period is None))


def _named(s: Scene, b: Quantity) -> Quantity | None:
    """ "one seat uses 1.5M": the noun, led by "one", "per" or "each", is counted elsewhere."""
    sentence = s.sentence_of(b.start)
    owned = {i for q in s.amounts if q is not b and not _single(q) for i in range(q.start, q.end)}
    for i in range(min(b.start, b.end - 1), max(sentence.start, b.start - _REACH), -1):
        if i in owned:
            return None
        noun = singular(s.tokens[i].text)
        led = s.tokens[i - 1].text in _ONE and s.tokens[i].text == noun and noun not in _OF_TIME
        if not led or s.tokens[i].kind != "word":
            continue
        found = [q for q in s.amounts if q is not b and not q.start <= i < q.end and _is_heads(q, noun=noun)]
        if found and not (b.kind == "items" and b.noun == noun):
            s.amounts = [q for q in s.amounts if not (_single(q) and q.start <= i < q.end)]
            return found[0]
    return None


def _single(q: Quantity) -> bool:
    """ "one seat": no count, but what the next amount is of."""
    return q.value == 1 and q.kind in ("users", "items") and q.period is None


def _each_of(s: Scene, b: Quantity) -> Quantity | None:
    """ "300 clerks. Each of them goes through 40k", "each of our 40 lawyers makes 60 queries a day"."""
    a = _heads_before(s, b)
    if a is None:
        return None
    lead = s.words(max(a.start - 3, 0), a.start)
    if (lead[:2] in (["each"], ["each", "of"], ["every", "of"], ["one", "of"]) or lead[-2:] == ["each", "of"]) and (
        b.start - a.end <= 8
    ):
        return a
    between = range(a.end, b.start)
    at = next((i for i in reversed(between) if s.tokens[i].text in _EACH or _every_one(s, i)), None)
    if at is None or (a.kind == "items" and b.kind == "items" and not b.period):
        return None
    following = [w for w in s.words(at + 1, at + 4) if w not in _DETERMINERS][:1]
    if following and (following[0] in t.UNIT_WORDS or following[0] in t.PERIODS):
        return None  # "each request", "each day"
    return a


_MAKING = words("""
    making make sending send asking ask doing do handling handle writing write running run having have who that which
    taking take filing file about around roughly some ~ each
""")


def _who_make(s: Scene, b: Quantity) -> Quantity | None:
    """ "300 reps making 40 calls a day": what each of them does, where that is few."""
    a = next((q for q in reversed(s.amounts) if q.end <= b.start), None)
    if a is None or a.kind != "users" or a.period or a.per or b.kind != "items" or b.period is None:
        return None
    between = s.words(a.end, b.start)
    return a if between and set(between) <= _MAKING and b.value < min(a.value, MOST_EACH) else None


MOST_EACH = 500.0  # times a day that one person does it; more is rather what all do together


def _every_one(s: Scene, i: int) -> bool:
    return s.words(i, i + 2) == ["every", "one"]


def _heads_before(s: Scene, b: Quantity) -> Quantity | None:
    """The people counted right before, in the same sentence or the one before."""
    before = [q for q in s.amounts if q.end <= b.start and not _single(q) and q.kind not in ("time", "share")]
    a = before[-1] if before else None
    if a is None or not (_is_heads(a) or (a.kind == "items" and a.weak and not a.period and not a.per and a.value > 1)):
        return None
    near = s.sentence_of(a.start).end in (s.sentence_of(b.start).start, s.sentence_of(b.start).end)
    return a if near and b.start - a.end <= 2 * _REACH else None
