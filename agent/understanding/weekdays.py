"""Days of the week by their names: "Monday to Saturday", "Tuesdays and Thursdays only", "lundi au vendredi"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.wordlist import in_order, words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_NAMES = (
    "monday mon montag mo lundi lunes maandag lunedì segunda",
    "tuesday tue tues dienstag mardi martes dinsdag martedì",
    "wednesday wed mittwoch mercredi miércoles woensdag mercoledì",
    "thursday thu thur thurs donnerstag jeudi jueves donderdag giovedì",
    "friday fri freitag fr vendredi viernes vrijdag venerdì sexta",
    "saturday sat samstag sonnabend sa samedi sábado zaterdag sabato",
    "sunday sun sonntag so dimanche domingo zondag domenica",
)
DAY_OF = {name: n for n, names in enumerate(_NAMES) for name in in_order(names)}
_SHORT = words("mo fr sa so sun sat mon")  # a day only beside another one
_TO = words("to till until through thru - bis au à a al tot t/m tm")
_ONLY = words("only nur solo seulement alleen just")
_JOINS = words("and , & und et y en or")


def day_number(text: str) -> int | None:
    return DAY_OF.get(text, DAY_OF.get(text[:-1]) if text.endswith("s") and len(text) > 4 else None)


def week_of_days(s: Scene, start: int, end: int) -> tuple[float, int, int] | None:
    """The share of the week's days on which there is traffic, where the days are named, and the tokens that say so."""
    return _span(s, start, end) or _listed(s, start, end)


def _span(s: Scene, start: int, end: int) -> tuple[float, int, int] | None:
    """ "Monday to Saturday"."""
    for i in range(start, end - 2):
        first, last = day_number(s.tokens[i].text), day_number(s.tokens[i + 2].text)
        if first is not None and last is not None and s.tokens[i + 1].text in _TO and last > first:
            return (last - first + 1) / 7, i, i + 3
    return None


def _listed(s: Scene, start: int, end: int) -> tuple[float, int, int] | None:
    """ "Tuesdays and Thursdays only", "only on Mondays"."""
    for clause in s.clauses:
        if clause.start < start or clause.start >= end or clause.silent or not _ONLY & set(s.words(clause.start, end)):
            continue
        at = [i for i in range(clause.start, min(clause.end, end)) if _long_day(s.tokens[i].text)]
        near = all(b - a <= 2 and s.tokens[a + 1].text in _JOINS for a, b in itertools.pairwise(at))
        beside = at and (_ONLY & set(s.words(at[0] - 3, at[0])) or _ONLY & set(s.words(at[-1] + 1, at[-1] + 2)))
        if at and near and beside:
            return len({day_number(s.tokens[i].text) for i in at}) / 7, at[0], at[-1] + 1
    return None


def _long_day(text: str) -> bool:
    return day_number(text) is not None and text not in _SHORT
