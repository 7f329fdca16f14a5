"""Amounts corrected in the same breath: "two no wait three million", "nine, I mean nineteen thousand dollars"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.understanding.naming import top
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

AMENDED = "amended"  # mark of an amount that stands for another, said before it
_SAYS_SO = words("""
    no nope nah wait er erm sorry mean meant rather actually correction make scratch strike oops pardon hang hold nein
    moment
""")
_EDITING = _SAYS_SO | words("""
    uh um hm hmm ah oh ( ) i it it's that that's , - ... — . ; : well or my mistake bad me excuse let's on is not just this we're at
    we do of about around roughly like say to be exact precise a second sec yeah yes ok okay
""")
MOST_APART = 8  # tokens between what was said and what was meant
MOST_RATIO = 200.0


def mend_spoken(s: Scene) -> None:
    """Drops an amount that the speaker corrects at once; the one meant takes over the unit and period that it lacks."""
    _rescale(s)
    for b in list(s.amounts):
        a = next((x for x in reversed(s.amounts) if x.end <= b.start), None)
        if a is None or not _corrects(s, a, b):
            continue
        take_over(b, a)
        s.amounts.remove(a)


_SCALE_WORDS = {"thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9}


def _rescale(s: Scene) -> None:
    """ "3 billion tokens a day (I mean million)": the scale in a word of its own, right after what it corrects."""
    for i, k in enumerate(s.tokens):
        if k.text not in _SCALE_WORDS or s.words(i - 1, i) == ["not"]:
            continue
        a = next((x for x in reversed(s.amounts) if x.end <= i and x.start != i), None)
        if a is None or not a.scaled or i - a.end > MOST_APART:
            continue
        between = s.words(a.end, i)
        if set(between) <= _EDITING and _SAYS_SO & set(between):
            a.value *= _SCALE_WORDS[k.text] / top(a.value)
            a.low = a.high = None
            s.amounts = [x for x in s.amounts if x.start != i]


def take_over(q: Quantity, model: Quantity) -> None:
    """Gives an amount the unit and period of the one it stands for, as far as it has none of its own."""
    if q.kind == "plain":
        q.kind, q.noun, q.currency, q.flow, q.per = model.kind, model.noun, model.currency, model.flow, model.per
        if model.scaled and not q.scaled and q.value < 1000 <= model.value:
            q.value *= top(model.value)  # "12M tokens a day": "not 12, 21"
    if q.kind == model.kind and q.period is None:
        q.period, q.working, q.per = model.period, model.working, q.per or model.per
    q.flow = q.flow or model.flow
    q.marks = q.marks | {AMENDED}


def _corrects(s: Scene, a: Quantity, b: Quantity) -> bool:
    between = s.words(a.end, b.start)
    if not between or len(between) > MOST_APART or not set(between) <= _EDITING or not _SAYS_SO & set(between):
        return False
    if between[-1] in ("not", "to") or between[0] in ("or", "is") or (a.flow and b.flow and a.flow != b.flow):
        return False
    if "not" in between or ("." in between and "plain" not in (a.kind, b.kind)):
        return False  # two sentences, each with its own amount, are weighed elsewhere
    if a.kind != b.kind and "plain" not in (a.kind, b.kind):
        return False
    if a.kind == b.kind == "items" and a.noun != b.noun:
        return False
    if a.value <= 0 or b.value <= 0:
        return False
    return a.kind != b.kind or 1 / MOST_RATIO <= a.value / b.value <= MOST_RATIO
