"""Words and names that a query has in common with the units of one kind: prepared, or of a user's document.

Each kind has statistics of its own, so that a word weighs what it tells there: "machine" says little within notes on a
machine room, however rare it is in the built-in sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.library.lexical import Lexicon

Array = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
_NOWHERE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Shared:
    """One row a unit, 0..1: BM25 of its passage and of its own words; weighted share of the query's words that it has;
    share of the query's names and figures that it lacks. ``unseen``, ``strange``: shares of the query's words and names
    that no unit of the kind has."""

    passage: Array
    own: Array
    covered: Array
    missing: Array
    unseen: float
    strange: float


class Overlap:
    """``entry``: the passage of each unit; ``passages``, ``own``: stems of all passages, and of each unit; ``asked``:
    (unit, stems) of the questions prepared for it."""

    def __init__(
        self,
        entry: Numbers,
        passages: Sequence[Sequence[str]],
        own: Sequence[Sequence[str]],
        asked: Iterable[tuple[int, Sequence[str]]],
    ) -> None:
        there, self._passage = np.unique(entry, return_inverse=True)
        self._text = Lexicon([passages[i] for i in there])
        self._own = Lexicon(own)
        held: dict[str, list[int]] = {}  # stem -> units, once for each of their texts that has it
        for unit, words in (*enumerate(own), *asked):
            for stem in set(words):
                held.setdefault(stem, []).append(unit)
        self._holders = {stem: np.array(units, dtype=np.int32) for stem, units in held.items()}

    def of(self, stems: Sequence[str], names: Sequence[str]) -> Shared:
        covered, unseen = self._covered(stems)
        missing, strange = self._missing(names)
        return Shared(
            self._text.scores(stems)[self._passage], self._own.scores(stems), covered, missing, unseen, strange
        )

    def rarity(self, stem: str) -> float:
        """0..1; a word that no unit has is the rarest."""
        return self._own.weight(stem) / max(self._own.weight(""), 1e-6)

    def _covered(self, stems: Sequence[str]) -> tuple[Array, float]:
        covered, total, unseen = np.zeros(self._own.size, dtype=np.float32), 0.0, 0.0
        for stem in dict.fromkeys(stems):
            weight, held = self._own.weight(stem), self._holders.get(stem, _NOWHERE)
            total += weight
            unseen += 0.0 if len(held) else weight
            covered[held] += weight  # not added up where a unit is held twice
        return covered / np.float32(max(total, 1e-6)), unseen / max(total, 1e-6)

    def _missing(self, names: Sequence[str]) -> tuple[Array, float]:
        found, strange = np.zeros(self._own.size, dtype=np.float32), 0
        for stem in names:
            held = self._holders.get(stem, _NOWHERE)
            strange += not len(held)
            found[held] += 1
        if not names:
            return found, 0.0
        return (1 - found / len(names)).astype(np.float32), strange / len(names)
