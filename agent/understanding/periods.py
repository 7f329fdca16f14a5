"""Periods of an amount: a day, every two weeks, each working day, in March."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.types import Token
from agent.understanding.wordlist import words

PER = words("""
    im per a an / each every pro par por al am à je jeden the par cada na w ogni al a
""")


_PERIOD_PHRASE_WORDS = words("a an one the any each every last past 24")


_PERIOD_PHRASE_WORDS_2 = words("""
    single typical average normal ordinary usual quiet given last past calendar full whole and every busy regular
    seven-day
    engineering staff person developer labour labor
    the - one
""")


_PERIOD_PHRASE_WORDS_3 = words("working work business arbeits office week trading laborable school open opening")


_PERIOD_PHRASE_WORDS_4 = words("day week month year quarter hour minute days months")


def period_phrase(tokens: list[Token], at: int) -> tuple[float, bool, int] | None:
    """(days, working days only, end) of a period phrase that starts at ``at``."""
    k = tokens[at]
    over = False
    if (stop := _each_of_the_days(tokens, at)) is not None:
        return t.DAY, stop[1], stop[0]
    if (stop_at := _twenty_four(tokens, at)) is not None:
        return t.DAY, False, stop_at
    if k.text in ("in", "for") and at + 1 < len(tokens) and tokens[at + 1].raw in t.MONTH_NAMES:
        return t.MONTH, False, at + 2
    if k.text in ("yesterday", "gestern", "hier", "ayer"):
        return t.DAY, False, at + 1
    if k.text in ("q1", "q2", "q3", "q4"):
        return t.QUARTER, False, at + 1
    if k.text in ("h1", "h2"):
        return t.YEAR / 2, False, at + 1
    if (stop_at := _half_year(tokens, at)) is not None:
        return t.YEAR / 2, False, stop_at
    if (compound := _compound(k)) is not None:
        return compound, False, at + 1
    if k.text in t.PERIOD_ADVERBS and (len(k.text) > 3 or k.text in ("pa", "pcm")):
        return t.PERIOD_ADVERBS[k.text], False, at + 1
    if (
        k.text == "p"
        and [x.text for x in tokens[at + 1 : at + 4]][:3:2] in (["."], [".", "."])
        and at + 2 < len(tokens)
        and tokens[at + 2].text in ("a", "m", "d")
    ):
        return (
            {"a": t.YEAR, "m": t.MONTH, "d": t.DAY}[tokens[at + 2].text],
            False,
            at + (4 if at + 3 < len(tokens) and tokens[at + 3].text == "." else 3),
        )
    if k.text == "每" or k.text in ("하", "매", "每日"):
        nxt = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return (t.PERIODS[nxt], False, at + 2) if nxt in t.PERIODS else (t.DAY, False, at + 2) if nxt == "루" else None
    if k.text in ("on", "during", "each", "every") and (end := _working_days(tokens, at + 1)):
        return t.DAY, True, end
    if (
        k.text in ("in", "over", "within", "for", "during")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in _PERIOD_PHRASE_WORDS
    ):
        over = k.text in ("for", "over")
        at += 1
        k = tokens[at]
    if (
        k.text == "of"
        and at + 2 < len(tokens)
        and tokens[at + 1].text in ("the", "each", "every", "a")
        and tokens[at + 2].text in ("day", "week")
    ):
        return t.PERIODS[tokens[at + 2].text], False, at + 3
    if k.text not in PER and k.text not in ("last", "past", "this", "one", "any", "24"):
        return None
    i, count = at + 1, 1.0
    while i < len(tokens) and tokens[i].text in _PERIOD_PHRASE_WORDS_2:
        i += 1
    if i < len(tokens) and tokens[i].kind == "num" and tokens[i].value <= 400 and not tokens[i].scale:
        count, i = tokens[i].value, i + 1
    if (named := _named_day(tokens, at, i)) is not None:
        return t.DAY, False, named
    working = i < len(tokens) and tokens[i].text in _PERIOD_PHRASE_WORDS_3
    if working and i + 1 < len(tokens) and tokens[i + 1].text in ("day", "days", "-"):
        i += 1
    elif working and i + 1 < len(tokens) and tokens[i + 1].text in ("hour", "hours"):
        return t.PERIODS["hour"], False, i + 2  # the hours of such a day are said elsewhere
    else:
        working = False
    if k.text == "24" and at + 1 < len(tokens) and tokens[at + 1].text in ("hours", "h", "hrs"):
        return t.DAY, False, at + 2
    name = _owner(tokens[i].text) if i < len(tokens) else ""
    if name not in t.PERIODS or tokens[i].kind not in ("word", "name"):
        return None
    if (k.text in ("am", "al", "the", "this") and name in ("s", "m")) or (
        k.text in ("the", "this") and name not in _PERIOD_PHRASE_WORDS_4
    ):
        return None
    if k.text == "the" and at + 1 == i and not (over and name in _WHOLE_PERIODS) and name == tokens[i].text:
        return None
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if name != tokens[i].text and following in ("", ",", ".", ";"):
        return None  # "that was last month's"
    if name == "quarter" and k.text in ("a", "the", "one") and following in ("of", "is", "goes", "go"):
        return None  # a share
    days = t.PERIODS[name] * count
    working = working or tokens[i].text in t.WORKING_DAYS
    if i + 1 < len(tokens) and tokens[i + 1].text in ("ouvré", "ouvrés", "laborable", "hábil", "ouvrable"):
        working, i = True, i + 1
    return days, working, i + 1


def _half_year(tokens: list[Token], at: int) -> int | None:
    """ "in the first half of this year", "per half-year": its end."""
    found = [k.text for k in tokens[at : at + 7]]
    if found[:1] not in (["in"], ["over"], ["during"], ["for"], ["per"], ["every"], ["each"], ["a"]):
        return None
    i = 1 + (found[1:2] in (["the"], ["a"]))
    if found[i : i + 3] == ["half", "-", "year"] or found[i : i + 2] == ["half", "year"]:
        return at + i + (3 if found[i + 1] == "-" else 2)
    if found[i : i + 1] in (["first"], ["second"], ["last"]) and found[i + 1 : i + 3] == ["half", "of"]:
        return at + i + 4 + (found[i + 3 : i + 4] in (["this"], ["the"], ["last"]))
    return None


_NO_KIND = words("other second third half the this that next same of two to in on and or for x")
_LONGEST_KIND = 14  # letters


def _named_day(tokens: list[Token], at: int, i: int) -> int | None:
    """ "per lecture day", "on a sitting day": a kind of day with a name of its own; its end."""
    if tokens[at].text not in ("per", "a", "an", "each", "every", "any") or i + 1 >= len(tokens):
        return None
    k, day = tokens[i], tokens[i + 1]
    plain = k.kind == "word" and k.text.isalpha() and 2 < len(k.text) <= _LONGEST_KIND
    if not plain or day.text not in ("day", "days") or k.text in _NO_KIND or k.text in _PERIOD_PHRASE_WORDS_3:
        return None
    return i + 2 if k.text not in PER and k.text not in t.UNIT_WORDS and k.text not in t.PERIODS else None


_OF_THEM = words("the those these our my them")
_KINDS = words("working work business office open opening school trading")


def _each_of_the_days(tokens: list[Token], at: int) -> tuple[int, bool] | None:
    """ "each of the five weekdays", "every one of those days": the end, and whether working days are meant."""
    i = at + 1
    if tokens[at].text not in ("each", "every", "any"):
        return None
    if i < len(tokens) and tokens[i].text == "one":
        i += 1
    if i + 1 >= len(tokens) or tokens[i].text != "of" or tokens[i + 1].text not in _OF_THEM:
        return None
    i += 2
    if i < len(tokens) and tokens[i].kind == "num" and tokens[i].value <= 31:
        i += 1
    kind = i < len(tokens) and tokens[i].text in _KINDS
    i += kind
    if i >= len(tokens) or (tokens[i].text not in t.WORKING_DAYS and tokens[i].text not in ("day", "days")):
        return None
    return i + 1, kind or tokens[i].text in t.WORKING_DAYS


def _twenty_four(tokens: list[Token], at: int) -> int | None:
    """ "in twenty four hours", "every 24 h": a day."""
    found = tokens[at : at + 3]
    if len(found) < 3 or found[0].text not in ("in", "per", "every", "each", "over", "within", "/"):
        return None
    day = found[1].kind == "num" and found[1].value == 24 and found[2].text in ("hours", "h", "hrs", "hour")
    return at + 3 if day else None


_WHOLE_PERIODS = words("week month quarter year")
_COMPOUNDS = {"tages": t.DAY, "wochen": t.WEEK, "monats": t.MONTH, "quartals": t.QUARTER, "jahres": t.YEAR}

_LEADS = tuple(_COMPOUNDS)


def _owner(text: str) -> str:
    """ "a quarter's consumption", "last week's tokens": the period that owns what follows."""
    return text.removesuffix("'s") if len(text) > 4 else text


def _compound(k: Token) -> float | None:
    """ "Tagesvolumen", "Monatsverbrauch": German puts the period before the noun."""
    if not k.text.startswith(_LEADS) or k.kind != "word" or len(k.text) < 10 or k.text in t.PERIODS:
        return None
    return next((days for lead, days in _COMPOUNDS.items() if k.text.startswith(lead)), None)


def _working_days(tokens: list[Token], at: int) -> int | None:
    """End of "business days", "weekdays" that stands at ``at``."""
    if at >= len(tokens):
        return None
    if tokens[at].text in t.WORKING_DAYS:
        return at + 1
    if (
        tokens[at].text in ("business", "working", "work", "office", "open", "opening", "trading")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in ("day", "days")
    ):
        return at + 2
    return None
