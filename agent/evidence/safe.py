"""Makes foreign words harmless in Markdown and on a terminal: names that users or documents gave."""

from __future__ import annotations

import functools
import re
import unicodedata

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#{}!]")
LONGEST_NAME = 60


def plain(text: str) -> str:
    """Without control, direction and zero-width characters; one line."""
    if text.isprintable() and "  " not in text:  # the common case, without looking at each character
        return text.strip()
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn") else " " for c in text)
    return re.sub(r"\s+", " ", kept).strip()


@functools.lru_cache(maxsize=4096)
def name(text: str, longest: int | None = LONGEST_NAME) -> str:
    """A short name without anything that Markdown, a console or a link would act upon."""
    words = re.sub(r"(?i)\b(?:https?|javascript|data|file):\S*", "", _SPECIAL.sub(" ", plain(text)))
    words = re.sub(r"\s+", " ", words).strip()
    return words if longest is None or len(words) <= longest else words[: longest - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """A verbatim quote on one line: what Markdown would act upon is escaped; only control characters are taken out."""
    return re.sub(r"([\\`*\[\]<>|])", r"\\\1", plain(text))
