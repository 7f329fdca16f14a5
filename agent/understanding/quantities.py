"""Amounts with unit and period: ``5M tokens a day``, ``tokens/day: 5M``, ``20 chats per user``, ``$27k/month``,
``600 in``."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.counting import NO_NOUN, per
from agent.understanding.currency import CENTS, and_cents, currency_after, paid_in
from agent.understanding.durations import time_amount
from agent.understanding.flows import (
    out_of,
)
from agent.understanding.nouns import noun
from agent.understanding.periods import period_phrase
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words


def quantities(tokens: list[Token], lines: Sequence[int] = ()) -> list[Quantity]:
    """Every amount in the message, in order. A number that is no amount ("24/7", a version, an address) is not here.
    ``lines``: the tokens, ascending, with which a line of a list begins; no amount runs over one."""
    out: list[Quantity] = []
    taken = 0
    for at, k in enumerate(tokens):
        if k.kind != "num" or at < taken:
            continue
        q = _quantity(tokens, at)
        line = next((i for i in lines[bisect.bisect_right(lines, at) :]), None)
        if q is not None and line is not None and line < q.end:
            q = _quantity(tokens[:line], at)
        if q is not None:
            out.append(q)
            taken = q.end
    return out


def _quantity(tokens: list[Token], at: int) -> Quantity | None:
    k = tokens[at]
    q = Quantity("plain", k.value, at, at + 1, low=k.low, high=k.high, scaled=k.scale)
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        before is not None
        and before.text in _NUMBERED_THINGS
        and q.value <= 9
        and after is not None
        and (after.text in ("is", ":", "-", "=", ",", ")", "does", "uses"))
    ):
        return None  # "workload two is sorting captions"
    if before is not None and before.text == "=" and any(x.text == "=" for x in tokens[at + 1 : at + 6]):
        return q  # "tokens_in=2000 requests/day=10000": what follows belongs to the next
    if after is not None and after.text == "+":
        q.end += 1
        after = tokens[at + 2] if at + 2 < len(tokens) else None
    if before is not None and before.kind == "cur":
        q.kind, q.currency, q.start = "money", t.CURRENCIES[before.text], at - 1
        if after is not None and after.kind == "cur" and t.CURRENCIES[after.text] in ("USD", q.currency):
            q.end += 1
        return per(tokens, q)
    if after is not None and after.text in ("us", "u.s", "american") and currency_after(tokens, q.end + 1):
        q.end += 1
    if after is not None and (currency := currency_after(tokens, q.end)):
        q.kind, q.currency, q.end = "money", currency, q.end + 1
        return per(tokens, and_cents(tokens, q))
    if (
        before is not None
        and before.kind == "word"
        and before.text in t.SHY_CURRENCIES
        and before.text in ("rs", "fr", "kr")
        and before.end + 2 >= k.start
    ):
        q.kind, q.currency, q.start = "money", t.CURRENCIES[before.text], at - 1
        return per(tokens, q)
    if after is not None and after.text in CENTS and not q.scaled:
        q.kind, q.value, q.end = "money", q.value / 100, q.end + 1
        return per(tokens, q)
    if k.text.endswith("fold"):
        return replace(q, kind="times")
    if k.text in ("once", "twice", "thrice"):
        return per(tokens, replace(q, kind="items", noun="time"))
    if k.text.endswith(" grand"):
        q.kind = "money"  # "18 grand", of whichever currency
        return per(tokens, q)
    if after is not None and after.text == "-" and at + 2 < len(tokens) and tokens[at + 2].text in ("percent", "pct"):
        q.kind, q.value, q.end = "share", q.value / 100, at + 3  # "a 60-percent slice"
        return q
    if after is not None and (
        after.kind == "pct" or after.text in ("percent", "pct", "prozent", "procent", "percentage")
    ):
        q.kind, q.value, q.end = "share", q.value / 100, q.end + (2 if after.text == "percentage" else 1)
        q.low, q.high = (v / 100 if v is not None else None for v in (q.low, q.high))
        return q
    if part := out_of(tokens, at):
        q.kind, (q.value, q.end) = "share", part
        return q
    return paid_in(tokens, _with_unit(tokens, q))


def _with_unit(tokens: list[Token], q: Quantity) -> Quantity | None:
    at = q.end
    k = tokens[at] if at < len(tokens) else None
    if k is None:
        return per(tokens, q)
    if (
        k.text in ("opening", "business", "working", "office", "busy")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in ("hours", "hour")
    ):
        q.kind, q.value, q.end, q.noun, q.period = "time", q.value / 24, at + 2, "hour", t.DAY
        return per(tokens, q)
    if k.text in _KINDS_OF_DAYS and at + 1 < len(tokens) and tokens[at + 1].text in ("days", "day"):
        q.kind, q.end, q.noun = "time", at + 2, "day"
        return per(tokens, q)
    if k.kind == "word" and k.text not in NO_NOUN and k.text not in t.UNIT_WORDS and _days_of_a_whole(tokens, at + 1):
        return time_amount(tokens, q, at + 1, tokens[at + 1])
    if k.text in t.RATE_WORDS:
        q.kind, q.period = t.RATE_WORDS[k.text]
        q.noun, q.end = ("request" if q.kind == "items" else "token"), at + 1
        return q
    if k.text == "-" and at + 1 < len(tokens) and tokens[at + 1].kind == "word":
        at += 1  # "600-token prompts"
        k = tokens[at]
    if k.text in ("gb", "gib", "tb", "tib"):
        return None  # memory or files, not a count
    if k.text in ("ms", "millisecond", "milliseconds", "millisekunden", "msec", "msecs"):
        q.kind, q.value, q.end, q.noun = "time", q.value / 1000 / 86400, at + 1, "ms"
        q.low, q.high = (v / 1000 / 86400 if v is not None else None for v in (q.low, q.high))
        return q
    if (
        k.text in t.FRACTIONS
        and k.text not in ("half", "quarter", "quarters", "fourth", "demi", "medio")
        and q.value <= 9
        and not q.scaled
    ):
        q.kind, q.value, q.end = "share", min(1.0, q.value * t.FRACTIONS[k.text]), at + 1
        return q
    if (
        k.text in ("quarter", "quarters")
        and q.value in (1, 3)
        and not (at + 1 < len(tokens) and tokens[at + 1].text in ("year", "ago"))
    ):
        q.kind, q.value, q.end = "share", q.value / 4, at + 1
        return q  # three quarters of the traffic
    if (
        k.text in t.PERIODS
        and k.text not in ("an", "d", "mo", "日", "年", "ano")
        and (k.text not in ("s", "h", "min") or k.kind == "word")
    ):
        return time_amount(tokens, q, at, k)
    if k.text in ("x", "times", "fold", "mal", "fois", "veces", "×") and (
        k.text != "x" or not _number_follows(tokens, at)
    ):
        q.kind, q.end = "times", at + 1
        often = period_phrase(tokens, q.end) if q.end < len(tokens) else None
        if often is not None and often[0] <= 31 and q.value >= 1 and not _mean_follows(tokens, often[2]):
            return replace(q, kind="items", noun="time", period=often[0], working=often[1], end=often[2])
        return q  # "chat 3 times a day" counts, "3 times the daily mean" compares
    return noun(tokens, q, at)


def _days_of_a_whole(tokens: list[Token], at: int) -> bool:
    """ "140 lecture days a year"."""
    if at + 2 >= len(tokens) or tokens[at].text != "days":
        return False
    found = period_phrase(tokens, at + 1)
    return (found is not None and found[0] >= t.WEEK) or tokens[at + 1].text in ("in", "of")


def _mean_follows(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in ("average", "mean", "avg", "median", "figure", "load", "volume")


_NUMBERED_THINGS = words("workload job use case project app application task service system product number")
_KINDS_OF_DAYS = words("business working office work trading school")


def _number_follows(tokens: list[Token], at: int) -> bool:
    return any(tokens[i].kind in ("num", "name") for i in range(at + 1, min(at + 3, len(tokens))))
