"""Amounts that belong together: two ends of one, and the factors of a product."""

from __future__ import annotations

import itertools

from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words


def merge_between(s: Scene, amounts: list[Quantity]) -> list[Quantity]:
    """ "between 5M tokens and 8M tokens a day" is one amount with two ends."""
    out: list[Quantity] = []
    for q in amounts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == q.kind
            and last.end + 1 == q.start
            and s.tokens[last.end].text in ("and", "to", "-", "or")
            and last.low is None
            and q.low is None
        ):
            lead = s.tokens[last.start - 1].text if last.start else ""
            if (
                (lead in ("between", "from", "somewhere") or s.tokens[last.end].text in ("to", "or", "-"))
                and last.value < q.value <= last.value * 20
                and last.flow == q.flow
                and (last.period in (None, q.period))
            ):
                q.low, q.high, q.value, q.start = last.value, q.value, (last.value + q.value) / 2, last.start
                out[-1] = q
                continue
        out.append(q)
    return out


_OF = words("of with à von van de")


def _of_pages(s: Scene, a: Quantity, b: Quantity) -> bool:
    """ "85 pages of 450 tokens": what a page holds."""
    sized = a.kind == "pages" and b.kind == "tokens" and not b.flow and not b.period and b.per in ((), ("each",))
    return sized and bool(_OF & set(s.words(a.end, b.start)[:1]))


def products(s: Scene, amounts: list[Quantity]) -> list[Quantity]:
    """Marks the amounts joined by a times sign: there the period may be left out."""
    for a, b in itertools.pairwise(amounts):
        if _of_pages(s, a, b):
            b.per = ("page",)
        if any(s.tokens[i].text in ("x", "*", "times") for i in range(a.end, b.start)):
            a.marks, b.marks = a.marks | {"product"}, b.marks | {"product"}
            if a.kind == "users" and b.kind == "items" and not b.per:
                b.per = ("each",)
            elif a.kind == "pages" and b.kind == "tokens" and not b.per and not b.flow:
                b.per = ("page",)  # "12 pages x 600 tokens"
            elif a.kind == b.kind == "items" and not b.per and not b.period and a.noun and a.noun != b.noun:
                b.per = (a.noun,)  # "1,000 conversations daily x 8 turns x 1,200 tokens"
            if a.kind in ("users", "items") and b.kind == "tokens" and b.period and not a.period:
                a.period, a.working, b.period = b.period, b.working, None  # "5k users x 4 messages x 900 tokens daily"
    return amounts
