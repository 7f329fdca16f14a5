"""A bill that is said as what one call costs, beside how many calls there are: "3 cents per call, 400,000 a month"."""

from __future__ import annotations

import itertools

from agent.understanding.amounts import usable_amounts
from agent.understanding.clauses import Clause
from agent.understanding.counting import singular
from agent.understanding.scene import Scene
from agent.understanding.tables import UNIT_WORDS
from agent.understanding.types import Quantity
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

_PAYING = words("charged charges charge pay pays paying paid cost costs costing takes bills billed billing at")
_FROM_THEM = words("customers clients users tenants them earn earns sell resell revenue")
_WOULD = words("would could will might quote quoted offer offers offered list")


def bill_of_calls(s: Scene) -> Quantity | None:
    """The money of a period, where one call's price and their number are said; None where that is not so."""
    priced = [q for q in s.amounts if q.kind == "money" and _per_item(s, q)]
    if len(priced) != 1:
        return None
    price = priced[0]
    clause, sentence = s.clause_of(price.start), s.sentence_of(price.start)
    if clause.silent or of_others(s, sentence) or not _paid(s, clause) or price.currency not in (None, "USD"):
        return None
    counted = [
        q
        for x in s.sentences
        for q in usable_amounts(s, x, tokens_known=False)
        if q.kind == "items" and q.period and not q.per
    ]
    if len(counted) != 1:
        return None
    n = counted[0]
    start, end = min(price.start, n.start), max(price.end, n.end)
    return Quantity(
        "money", price.value * n.value, start, end, period=n.period, currency=price.currency, working=n.working
    )


def _per_item(s: Scene, q: Quantity) -> bool:
    """ "3 cents per call", "2 cents each", "each call costs $0.02"."""
    if q.period is not None or q.value >= 100:
        return False
    if any(p == "each" or UNIT_WORDS.get(p) == "items" for p in q.per):
        return True
    after = s.words(q.end, q.end + 2)
    if after[:1] in (["a"], ["per"], ["each"], ["an"], ["/"]) and (
        len(after) == 1 or UNIT_WORDS.get(after[1]) == "items"
    ):
        return True
    lead = s.words(max(s.clause_of(q.start).start, q.start - 5), q.start)
    return any(
        one in ("each", "every", "a", "per", "one") and UNIT_WORDS.get(thing) == "items" and singular(thing) == thing
        for one, thing in itertools.pairwise(lead)
    )


def _paid(s: Scene, clause: Clause) -> bool:
    """Whether it is we who pay, today."""
    sentence = s.sentence_of(clause.start)
    found = set(s.words(sentence.start, sentence.end))
    vendor = any(c.prefixed("provider:") for c in sentence.clauses) or sentence.has("VENDOR", "API_CONTEXT")
    return (bool(found & _PAYING) or vendor) and not found & (_FROM_THEM | _WOULD) and not sentence.has("HYP", "PAST")
