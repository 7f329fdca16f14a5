"""Does a quote stand in its document? Digits strictly; only width, dashes, quotation marks and blanks may differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from agent.evidence import errors, lexer

SHORTEST = 12  # characters; anything shorter could stand anywhere
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MARKS = {ord(c): '"' for c in "“”„‟«»"} | {ord(c): "'" for c in "‘’‚‛`´"}


def normal(text: str) -> str:
    """The text for comparison: one kind of dash, quotation mark and blank. Digits stay as they are."""
    wide = "".join(c if c.isdigit() else unicodedata.normalize("NFKC", c) for c in text)
    return re.sub(r"\s+", " ", wide.translate(_DASHES).translate(_MARKS)).strip()


def check_quote(
    quote: str,
    document: str,
    *,
    others: Mapping[str, str] | None = None,
    start: int | None = None,
    end: int | None = None,
) -> None:
    """Returns when ``quote`` stands in ``document`` (at ``start:end`` where given).

    Raises the :class:`errors.QuoteError` that says how it differs. ``others``: further documents by name, to tell a
    misattributed quote from an invented one."""
    wanted, held = normal(quote), normal(document)
    if len(wanted) < SHORTEST:
        raise errors.QuoteTooShort(f"{quote!r} is under {SHORTEST} characters")
    if wanted in held:
        if start is not None and end is not None and normal(document[start:end]) != wanted:
            raise errors.MovedQuote(f"{quote[:60]!r} does not stand at {start}:{end}; re-index the document")
        return
    raise _difference(quote, wanted, held, others or {})


def _difference(quote: str, wanted: str, held: str, others: Mapping[str, str]) -> errors.QuoteError:
    shown = repr(quote[:60])
    if strange := next(lexer.hidden(quote), None):
        return errors.HiddenCharacters(f"{shown} hides {strange.words}")
    if any(c.isdigit() and not c.isascii() for c in wanted):
        return errors.ForeignDigits(f"{shown} has digits that are not the document's")
    for name, text in others.items():
        if wanted in normal(text):
            return errors.OtherDocument(f"{shown} stands in {name}, not in the document named")
    if re.sub(r"\d", "#", wanted) in re.sub(r"\d", "#", held) or re.sub(r"[\d.,]+", "#", wanted) in re.sub(
        r"[\d.,]+", "#", held
    ):
        return errors.AlteredDigits(f"{shown} has other digits than the document")
    if _merged(wanted, held, [normal(t) for t in others.values()]):
        return errors.MergedQuote(f"{shown} joins pieces that stand apart")
    return errors.AlteredWords(f"{shown} does not stand in the document")


def _merged(wanted: str, held: str, others: list[str]) -> bool:
    """Whether two pieces, each long enough to be a quote, make up the whole of it."""
    low, high = 0, len(wanted)
    while low < high:  # the longest beginning that the document holds
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in held else (low, middle - 1)
    rest = wanted[low:].strip(" .…")
    return low >= SHORTEST and len(rest) >= SHORTEST and any(rest in text for text in (held, *others))
