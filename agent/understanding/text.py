"""Message text made plain without losing where each character stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST = 20_000  # characters that are read; a longer paste is cut, and said to be

DASHES = dict.fromkeys("‐‑‒–—―−", "-")
QUOTES = {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
BLANKS = dict.fromkeys("\u00a0\u2007\u2008\u2009\u202f\u2002\u2003\u2004\u2005\u2006\u3000\t\r", " ")
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WIDE_STOPS = {"。": ".", "、": ",", "，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")"}
KEEP = frozenset("½¼¾⁰¹²³⁴⁵⁶⁷⁸⁹™®")
PLAIN = (
    DASHES
    | QUOTES
    | BLANKS
    | WIDE_STOPS
    | {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "×": "x", "✕": "x", "≈": "~", "∼": "~"}
)


@dataclass(frozen=True)
class Plain:
    """``text`` and, for each of its characters, the offset in the message it came from."""

    text: str
    index: tuple[int, ...] | None  # None: the same offsets
    cut: bool

    def origin(self, start: int, end: int) -> tuple[int, int]:
        if self.index is None or end <= start:
            return start, end
        return self.index[start], self.index[end - 1] + 1


def plain(message: str) -> Plain:
    """Width, dashes, quotes and blanks made uniform; invisible characters dropped. Linear time."""
    cut = len(message) > LONGEST
    message = message[:LONGEST]
    if message.isascii() and "\t" not in message and "\r" not in message and "`" not in message:
        return Plain(message, None, cut)
    out: list[str] = []
    index: list[int] = []
    for at, char in enumerate(message):
        for new in _one(char):
            out.append(new)
            index.append(at)
    return Plain("".join(out), tuple(index), cut)


def _one(char: str) -> str:
    if char.isascii() and char not in PLAIN:
        return char
    if char in INVISIBLE:
        return ""
    if char in PLAIN:
        return PLAIN[char]
    if char in KEEP:
        return char
    wide = unicodedata.normalize("NFKC", char)
    return wide if len(wide) == 1 and wide.isprintable() else char
