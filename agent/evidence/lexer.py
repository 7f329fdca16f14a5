"""Reads a text for what needs evidence: numbers, number words, units, comparisons, links and markup.

Deliberately simple and independent of how the text was made: the second gate takes nothing on the writer's word.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|"
    r"dozens?|scores? of|halve[sd]?|half|quarters?|thirds|two-thirds|tenths?|a third|percent|per cent|"
    r"twice|thrice|(?:two|three|four|five|ten)fold|double[sd]?|triple[sd]?|quadruple[sd]?|"
    r"one(?= (?:gpus?|months?|years?|weeks?|days?|hours?|engineers?|cents?|dollars?|tenth|third|"
    r"million|billion|hundred|thousand)\b))\b",
    re.I,
)
COMPARISON = re.compile(
    r"\b(?:cheap(?:er|est)?|dear(?:er|est)|expensive|costl(?:y|ier)|pric(?:e)?y|affordable|less|least|fewer|fewest|more|most(?:ly)?|"
    r"(?:high|low|fast|slow|larg|small|bigg|great|strong|weak|safe|risk|earli|lat|long|short|quick|simpl|easi)(?:i?er|i?est)|better|best|worse|worst|"
    r"than|exceeds?|exceeded|outperforms?|outweighs?|undercuts?|beats?|saves?|saved|savings?|twice|double[sd]?|half|triple[sd]?|"
    r"never|always|every|all|none|nobody|everyone|only|guarantee[sd]?|certain(?:ly)?|impossible|"
    r"above|below|under|over|up to|at least|at most|equal(?:s|ly)?|same|comparable|similar|majority|minority)\b",
    re.I,
)
UNIT_AFTER = re.compile(
    r"^(?:\s?[%‰]|\s?(?:[kKMBT]|bn|million|billion|thousand|trillion|percent|per cent)\b|"
    r"\s?(?:ms|tok/s|USD|EUR|GPUs?|GB)\b|[x×]\b|"
    r"\s(?:an?|per|each|every)\s(?:second|minute|hour|day|week|month|quarter|year|GPU|token|"
    r"million|billion|thousand|request)\b|"
    r"\s(?:tokens?|requests?|months?|years?|days?|weeks?|hours?|dollars?|euros?|cents?|copies|percent)\b|/\s?\w)"
)
UNIT_BEFORE = re.compile(r"(?:[$€£¥]|US\$|USD|EUR)\s?$")
LINK = re.compile(r"https?:|www\.|\b(?:javascript|data|file|mailto|ftp):|\]\(|\]:\s", re.I)
HTML = re.compile(r"<\s*/?\s*[A-Za-z!]|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});")
CONSOLE_MARKUP = re.compile(r"\[/?[@a-zA-Z#][^\]\n]*\]")
CITATION = re.compile(r"\[(\d+)\]")
ORDINAL = re.compile(r"(?m)^\s*\d+[.)]\s")


class Found(NamedTuple):
    start: int
    end: int
    words: str


def matches(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for m in pattern.finditer(text):
        yield Found(m.start(), m.end(), m[0])


_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u218b\u2460-\u24ff]")
_LETTERS = re.compile(r"[^\s|()\[\]{}“”\"']*")
_LETTERS_BEFORE = re.compile(r"[^\s|()\[\]{}“”\"']*$")


def digits(text: str) -> Iterator[Found]:
    """Every run that holds a digit of any script, with the letters and signs grown together with it."""
    at = 0
    while m := _DIGIT.search(text, at):
        before = _LETTERS_BEFORE.search(text[max(at, m.start() - 40) : m.start()])
        start = m.start() - (len(before[0]) if before else 0)
        after = _LETTERS.match(text, m.end())
        at = after.end() if after else m.end()
        yield Found(start, at, text[start:at])


def hidden(text: str) -> Iterator[Found]:
    """Control, direction and zero-width characters; line ends and tabs are none."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return
    for i, c in enumerate(text):
        if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            yield Found(i, i + 1, f"U+{ord(c):04X}")


class Quantity(NamedTuple):
    """A figure in a text. ``value``: scaled ("30M" is 3e7); ``high``: the end of a range, else the value;
    ``unit``: "usd", "share", "tok/s", "token", ..."""

    value: float
    high: float
    unit: str
    start: int
    end: int


SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:[kKMBT](?![A-Za-z])|bn\b|thousand\b|million\b|billion\b|trillion\b)"
QUANTITY = re.compile(
    rf"(?<![\w.,])(?<![A-Za-z]-)(?P<cur>US\$|[$€£])?\s?(?P<a>{_NUM})\s?(?P<sa>{_SCALE})?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?:US\$|[$€£])?(?P<b>{_NUM})\s?(?P<sb>{_SCALE})?)?\+?\s?"
    r"(?P<unit>%|tok(?:ens)?/s|tokens/second|tokens? per second|tokens?|GPUs?|months?|hours?|hrs?|ms|[x×](?![A-Za-z]))?"
)
_UNITS = {
    "hr": "hour",
    "hrs": "hour",
    "%": "share",
    "tok/s": "tok/s",
    "tokens/s": "tok/s",
    "tokens/second": "tok/s",
    "x": "ratio",
    "×": "ratio",
}


@functools.lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures that a text states, ranges as one. Names such as H100 are none."""
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    for m in QUANTITY.finditer(text):
        last = SCALES.get((m["sb"] or "").lower(), 0)
        low = float(m["a"].replace(",", ""))
        first = SCALES.get((m["sa"] or "").lower(), 0) or (last if low < 1000 else 1.0) or 1.0  # "2-5M" is 2M to 5M
        low *= first
        high = float(m["b"].replace(",", "")) * (last or first) if m["b"] else low
        unit = "usd" if m["cur"] else _UNITS.get((m["unit"] or "").lower(), (m["unit"] or "").lower().removesuffix("s"))
        if unit == "share":
            low, high = low / 100, high / 100
        if high < low:
            high = low
        yield Quantity(low, high, unit, m.start(), m.end())
