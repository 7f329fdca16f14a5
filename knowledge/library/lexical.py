"""Words in common: stemmed BM25 (bm25s), and the names and figures that a query insists on."""

from __future__ import annotations

import functools
import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.library.synonyms import LINES
from knowledge.library.text import normal

Scores = npt.NDArray[np.float32]
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_JOINED = re.compile(
    r"\b(?:self|in|break|on|air|open)[- ](?:host\w*|house|even|premises?|prem|gap\w*|source)\b|\bhugging face\b"
)
_STOPWORDS = """
a about above after again all also am an and any are as at be because been being below between both but by can could did
do does doing don down during each few for from further get gets give had has have having he her here hers him his how i
if in into is isn it its itself just let ll m may me might more most much must my no nor not now of off on once one only
or other our ours out over own per please re s same say says shall she should so some such t tell than that the their
theirs them then there these they this those through to too under until up us use used using ve very was we were what
when where which while who whom why will with would you your yours
"""
_ENGINEER = re.compile(r"^engineer\w*$")  # its stem is that of "engine", which is another matter here
_STOP = frozenset(_STOPWORDS.split())


@functools.cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in LINES.split("\n"):
        stems = _stemmer().stemWords(line.split())
        found.update(dict.fromkeys(stems, stems[0] if stems else ""))
    return found


@functools.cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def tokens(text: str) -> list[str]:
    """Stems of the words that carry meaning, figures whole ("1.99", "70b")."""
    plain = _JOINED.sub(lambda m: m[0].replace("-", "").replace(" ", ""), normal(text).lower())
    words = [_ENGINEER.sub("developer", w.replace(",", "")) for w in _WORD.findall(plain)]
    meanings = _meanings()
    return [sys.intern(meanings.get(s, s)) for s in _stemmer().stemWords([w for w in words if w not in _STOP])]


class Lexicon:
    """BM25 over token lists. Scores are shares of what a text holding every query word often would get: 0..1."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        import bm25s

        self.size = len(documents)
        self.frequency = Counter(t for d in documents for t in set(d))
        self._bm25: Any = None
        if self.frequency:
            self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.5)
            self._bm25.index([list(d) or [""] for d in documents], show_progress=False)

    def weight(self, token: str) -> float:
        """Inverse document frequency; a word that no document has weighs most."""
        n = self.frequency.get(token, 0)
        return math.log(1 + (self.size - n + 0.5) / (n + 0.5))

    def scores(self, query: Sequence[str]) -> Scores:
        words = list(dict.fromkeys(query))
        known = [w for w in words if w in self.frequency]
        total = sum(map(self.weight, words))
        if not known or total <= 0:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32) / np.float32(total)


_NAME = re.compile(r"(?<![\w.])(?:[A-Z][a-z]+(?:[A-Z][a-z]*)*|[A-Z]{4,}[\w-]*|[\w-]*\d[\w.,-]*)")


def names(query: str) -> list[str]:
    """Stems of names and figures in a query ("Lambda", "A100", "FedRAMP"): words with a capital or a digit that do not
    merely open a sentence. Short abbreviations (API, IDE) are jargon rather than names."""
    text = normal(query)
    found: list[str] = []
    for m in _NAME.finditer(text):
        opens = not text[: m.start()].rstrip(" \"'(") or text[: m.start()].rstrip(" \"'(")[-1] in ".!?:"
        if opens and m[0][1:].islower():
            continue
        found += tokens(m[0])
    return list(dict.fromkeys(found))
