"""Points and commas in figures, read as the language of the message writes them."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_COMMA_LANGUAGES = words("de fr es it pt pl nl sv da ru cs")
_UNIT_PRICE = words("""
    / per hour hours hr h hourly token tokens million m mtok 1m 1k k thousand call request page gpu an each
""")


def localise(tokens: list[Token], language: str) -> list[Token]:
    """ "1.500 Tokens" is fifteen hundred where people write so, and where a thousandth of the thing makes no sense."""
    out = list(tokens)
    for at, k in enumerate(tokens):
        if k.kind != "num" or k.scale or k.text.count(".") != 1 or "," in k.text or " " in k.text:
            continue
        whole, part = k.text.split(".")
        if len(part) != 3 or whole in ("", "0") or not part.isdigit():
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1] if at else None
        whole_thing = after is not None and after.text in t.UNIT_WORDS
        currencies = [t.CURRENCIES.get(x.text) for x in (before, after) if x is not None and x.kind == "cur"]
        foreign_money = any(c not in ("USD", "GBP") for c in currencies)
        # nobody counts tenths of a cent, except in the price of an hour or of a million tokens
        whole_money = bool(currencies) and not _UNIT_PRICE & {x.text for x in tokens[at + 1 : at + 6]}
        if language in _COMMA_LANGUAGES or whole_thing or foreign_money or whole_money:
            out[at] = replace(k, value=k.value * 1000)
    return out
