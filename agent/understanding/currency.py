"""The currency beside a number, before or after it, and its cents."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

CENTS = words("cent cents ct cts ¢ pence")


def currency_after(tokens: list[Token], at: int) -> str | None:
    k = tokens[at] if at < len(tokens) else None
    if k is None or (k.kind != "cur" and k.text not in t.SHY_CURRENCIES):
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        k.kind == "cur"
        and k.text in ("$", "€", "£")
        and following is not None
        and following.kind == "num"
        and k.end == following.start
        and tokens[at - 1].end < k.start
    ):
        return None  # the sign belongs to the next number
    return t.CURRENCIES[k.text]


def paid_in(tokens: list[Token], q: Quantity | None) -> Quantity | None:
    """ "1900/mo usd": the currency after the period."""
    if q is not None and q.kind == "plain" and q.period and not q.flow and (currency := currency_after(tokens, q.end)):
        last = tokens[q.end + 1 : q.end + 2]
        if not last or last[0].kind != "num":
            q.kind, q.currency, q.end = "money", currency, q.end + 1
    return q


def and_cents(tokens: list[Token], q: Quantity) -> Quantity:
    """ "two dollars fifty": the number word right after the currency counts cents."""
    k = tokens[q.end] if q.end < len(tokens) else None
    following = tokens[q.end + 1].text if q.end + 1 < len(tokens) else ""
    if k is not None and k.kind == "num" and k.text.isalpha() and 10 <= k.value < 100 and following not in t.UNIT_WORDS:
        q.value, q.end = q.value + k.value / 100, q.end + 1
    return q
