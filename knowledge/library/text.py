"""Characters: one normal form with a way back to the original offsets, and what is safe to show.

The normal form changes width (full and half), dashes, quotation marks and blanks only; digits and letters stay as they
are, so two texts of one normal form say the same thing.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = {**dict.fromkeys(map(ord, "‘’‚‛′＇"), "'"), **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"')}
_WIDTH = ("<wide>", "<narrow>", "<noBreak>")
_TABLE = {**_DASHES, **_QUOTES}
_HALF = re.compile(r"[\ud800-\udfff]")
_OTHER = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


def hidden(char: str) -> bool:
    """True for a character that is there but not seen: zero width, direction marks, tags, private soft hyphens."""
    return (
        unicodedata.category(char) == "Cf" or char in "\u115f\u1160\u3164\uffa0\u034f" or 0xFE00 <= ord(char) <= 0xFE0F
    )


@dataclass(frozen=True)
class Normal:
    """``text`` is the normal form; character ``i`` of it came from character ``at[i]`` of the original."""

    text: str
    at: tuple[int, ...]

    @staticmethod
    def of(original: str) -> Normal:
        out: list[str] = []
        at: list[int] = []
        blank = True  # leading blanks go
        for i, char in enumerate(original):
            for c in _fold(char):
                if c.isspace():
                    if not blank:
                        out.append(" ")
                        at.append(i)
                    blank = True
                else:
                    out.append(c)
                    at.append(i)
                    blank = False
        if out and out[-1] == " ":
            out.pop()
            at.pop()
        return Normal("".join(out), tuple(at))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``text[start:end]`` (not empty)."""
        return self.at[start], self.at[end - 1] + 1


@functools.lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char.isascii():
        return char
    if hidden(char):
        return ""
    if unicodedata.decomposition(char).startswith(_WIDTH):  # not NFKC at large: it would make 10² a 102
        char = unicodedata.normalize("NFKC", char)
    return char.translate(_TABLE)


def normal(text: str) -> str:
    """The normal form alone."""
    return " ".join((text if text.isascii() else _OTHER.sub(lambda m: _fold(m[0]), text)).split())


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def shown(text: str) -> str:
    """The text without terminal escapes, control characters and hidden characters: what may be printed. Half a
    character (a file's name need not be UTF-8) is a mark of replacement, since no terminal can be sent it."""
    return _HALF.sub("\ufffd", "".join(c for c in _CONTROL.sub("", text) if not hidden(c)))


def one_line(text: str) -> str:
    """What may be printed, as a single line: a name may hold line breaks."""
    return " ".join(shown(text).split())


def oddities(text: str) -> tuple[str, ...]:
    """What a reader should know about a document's characters, one phrase each; empty when there is nothing."""
    unseen = sum(1 for i, c in enumerate(text) if not c.isascii() and hidden(c) and not (i == 0 and c == "\ufeff"))
    control = len(_CONTROL.findall(text.replace("\r\n", "\n").replace("\x0c", "\n")))
    found = []
    if unseen:
        found.append(f"{unseen} hidden character{'s' * (unseen > 1)}")
    if control:
        found.append(f"{control} terminal escape{'s' * (control > 1)} or control character{'s' * (control > 1)}")
    return tuple(found)
