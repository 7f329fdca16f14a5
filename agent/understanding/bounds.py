"""Two bounds of one number: "not under 600M and not over 800M", "at least 600M and at most 800M tokens a day"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import itertools
from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.types import Token
from agent.understanding.wordlist import phrases_of, words

_FLOOR = phrases_of("""
    not under; not below; not less than; no less than; no fewer than; not fewer than; never under; never below; never less
    than; at least; at minimum; at a minimum; a minimum of; minimum of; minimum; min; over; above; more than; upwards of;
    north of; not beneath
""")
_CEILING = phrases_of("""
    not over; not above; not more than; no more than; never over; never above; never more than; nor over; nor above; nor more
    than; at most; at maximum; at a maximum; a maximum of; maximum of; maximum; max; under; below; less than; up to; south of;
    fewer than; not beyond; never beyond; not exceeding
""")
_JOIN = words("and but or yet , ;")
_MOST_LEAD = 4  # words of a bound
_UNIT = t.TOKEN_WORDS | words("a an per each day month week hour / daily monthly req requests calls")


def both_bounds(tokens: list[Token]) -> list[Token]:
    """The tokens with a floor and the ceiling after it as one number with its low, its high and the middle of them."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        if (floor := _phrase(tokens, at, _FLOOR)) and (joined := _joined(tokens, floor)):
            found, at = joined
            out += found
        else:
            out.append(tokens[at])
            at += 1
    return out


def _phrase(tokens: list[Token], at: int, phrases: tuple[str, ...]) -> int:
    """The end of the longest of the phrases that starts here; 0 where none does."""
    for n in range(_MOST_LEAD, 0, -1):
        found = tokens[at : at + n]
        if len(found) == n and " ".join(k.text for k in found) in phrases:
            return at + n
    return 0


def _joined(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    low, first = _number(tokens, at)
    if low is None:
        return None
    i = first
    unit = list(itertools.takewhile(lambda k: k.text in _UNIT, tokens[i : i + 4]))
    i += len(unit)
    joins = list(itertools.takewhile(lambda k: k.text in _JOIN, tokens[i : i + 2]))
    i += len(joins)
    end = _phrase(tokens, i, _CEILING)
    if not end or not (joins or tokens[i].text == "nor"):
        return None
    high, after = _number(tokens, end)
    if high is None or not low.value < high.value <= low.value * 1000:
        return None
    if unit and after < len(tokens) and tokens[after].text in _UNIT and tokens[after].text != unit[0].text:
        return None  # "over 5,000 requests but under 800M tokens a day": two things
    if (tokens[at].kind == "cur") != (tokens[end].kind == "cur"):
        return None
    text = f"{low.text} - {high.text}"
    made = replace(
        high, text=text, raw=text, start=low.start, value=(low.value + high.value) / 2, low=low.value, high=high.value,
        scale=low.scale or high.scale,
    )  # fmt: skip
    said_once = not (after < len(tokens) and tokens[after].text in _UNIT)
    currency = tokens[at : at + 1] if tokens[at].kind == "cur" else []
    return [*currency, made, *(unit if said_once else [])], after


def _number(tokens: list[Token], at: int) -> tuple[Token | None, int]:
    """A plain number, its currency left out, and where it ends."""
    if at < len(tokens) and tokens[at].kind == "cur":
        at += 1
    k = tokens[at] if at < len(tokens) else None
    return (k, at + 1) if k is not None and k.kind == "num" and k.low is None else (None, at)
