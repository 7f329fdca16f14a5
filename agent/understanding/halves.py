"""Halves and quarters said in words: of a period, and after a number."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_HALVED = frozenset(p for p in t.PERIODS if len(p) > 2)


def half_periods(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """ "half a year", "a year and a half", "2 months and a half": a number and its period; and where they end."""
    found = [k.text for k in tokens[at : at + 5]]
    if found[:1] == ["half"] and found[1:2] in (["a"], ["an"]) and found[2:3] and found[2] in _HALVED:
        value, size, end = 0.5, 2, at + 3
    elif (part := _part_of_an_hour(found)) and at and tokens[at - 1].text in _EVERY:
        value, size, end = part[0], part[1], at + part[1] + 1
    elif found[1:2] and found[1] in _HALVED and found[2:] == ["and", "a", "half"]:
        whole = tokens[at].value if tokens[at].kind == "num" else {"a": 1.0, "an": 1.0, **t.SMALL}.get(found[0])
        if whole is None:
            return None
        value, size, end = whole + 0.5, 1, at + 5
    else:
        return None
    first, unit = tokens[at], tokens[at + size]
    text = " ".join(found[:size])
    number = Token("num", text, text, first.start, tokens[at + size - 1].end, value=value)
    return [number, replace(unit, end=tokens[end - 1].end)], end


_EVERY = words("every each per a")
_HOUR = words("hour h hr")


def _part_of_an_hour(found: list[str]) -> tuple[float, int] | None:
    """ "half hour", "half - hour", "quarter of an hour": the part, and the words before the unit."""
    value = {"half": 0.5, "quarter": 0.25}.get(found[0]) if found else None
    for lead in ([], ["-"], ["an"], ["of", "an"], ["of", "the"]):
        size = 1 + len(lead)
        if value is not None and found[1:size] == lead and found[size : size + 1] and found[size] in _HOUR:
            return value, size
    return None


def unit_at(tokens: list[Token], at: int) -> bool:
    """ "one and a half seconds", "two and a half times": a unit follows."""
    return at < len(tokens) and (tokens[at].text in _HALVED or tokens[at].text in ("times", "x", "percent"))


def and_a_half(tokens: list[Token], at: int) -> tuple[float, int] | None:
    words = [k.text for k in tokens[at : at + 3]]
    if words[:3] in (["and", "a", "half"], ["et", "demi", "million"]):
        return 0.5, at + 3
    if words[:3] == ["and", "a", "quarter"]:
        return 0.25, at + 3
    if words[:2] in (["et", "demi"], ["y", "medio"]):
        return 0.5, at + 2
    return None
