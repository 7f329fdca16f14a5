"""How well each entry fits a query, as numbers: what the ranking is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.library.entries import Entry
from knowledge.library.lexical import Lexicon, names, tokens

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Keys:
    """Texts that lead to entries: ``owner[i]`` is the entry of ``texts[i]``, ``claim[i]`` its claim (-1: the passage).
    Ordered: first one text an entry, then prepared claims, then questions."""

    texts: tuple[str, ...]
    owner: npt.NDArray[np.int32]
    claim: npt.NDArray[np.int32]
    passages: int
    claims: int

    @staticmethod
    def of(entries: Sequence[Entry]) -> Keys:
        rows = [(e.words, i, -1) for i, e in enumerate(entries)]
        rows += [(c.text, i, n) for i, e in enumerate(entries) for n, c in enumerate(e.claims)]
        middle = len(rows)
        rows += [(q, i, n) for i, e in enumerate(entries) for n, c in enumerate(e.claims) for q in c.asks]
        texts, owner, claim = zip(*rows, strict=True) if rows else ((), (), ())
        return Keys(texts, np.array(owner, dtype=np.int32), np.array(claim, dtype=np.int32), len(entries), middle)


@dataclass(frozen=True)
class Features:
    """One row an entry. All 0..1 or so; ``missing``: share of the query's names and figures that the entry lacks."""

    dense_text: Array
    dense_claim: Array
    dense_ask: Array
    words_text: Array
    words_ask: Array
    covered: Array
    missing: Array
    prepared: npt.NDArray[np.bool_]
    best_claim: npt.NDArray[np.int32]


class Matcher:
    """Everything about the entries that does not depend on the query."""

    def __init__(self, entries: Sequence[Entry], keys: Keys, vectors: Array) -> None:
        self.entries, self.keys, self.vectors = entries, keys, vectors
        stems = [tokens(t) for t in keys.texts]
        n, m = keys.passages, keys.claims
        whole = [list(s) for s in stems[:n]]
        everything = [set(s) for s in whole]
        for i in range(n, len(stems)):
            if i < m:
                whole[keys.owner[i]] += stems[i]
            everything[keys.owner[i]].update(stems[i])
        self.text, self.ask = Lexicon(whole), Lexicon(stems[m:])
        self.holders: dict[str, list[int]] = {}
        for i, stem_set in enumerate(everything):
            for stem in stem_set:
                self.holders.setdefault(stem, []).append(i)
        self.prepared = np.array([bool(e.claims) for e in entries], dtype=bool)

    def features(self, query: str, vector: Array, ignore: int | None = None) -> Features:
        """``ignore``: a key left out (a question asked of the index that it is itself part of, when measuring)."""
        keys, n, m = self.keys, self.keys.passages, self.keys.claims
        similar = self.vectors @ vector
        stems = tokens(query)
        ask_words = self.ask.scores(stems)
        if ignore is not None:
            similar[ignore] = -1.0
            ask_words[ignore - m] = 0.0
        covered, missing = self._coverage(stems, names(query))
        best = np.zeros(n, dtype=np.int32)
        best_value = np.full(n, -2.0, dtype=np.float32)
        np.maximum.at(best_value, keys.owner[n:], similar[n:])
        hits = np.flatnonzero(similar[n:] >= best_value[keys.owner[n:]]) + n
        best[keys.owner[hits]] = keys.claim[hits]
        return Features(
            dense_text=similar[:n].astype(np.float32),
            dense_claim=_top(similar[n:m], keys.owner[n:m], n),
            dense_ask=_top(similar[m:], keys.owner[m:], n),
            words_text=self.text.scores(stems),
            words_ask=_top(ask_words, keys.owner[m:], n),
            covered=covered,
            missing=missing,
            prepared=self.prepared,
            best_claim=best,
        )

    def _coverage(self, stems: list[str], wanted: list[str]) -> tuple[Array, Array]:
        """Weighted share of the query's words, and unweighted share of its names missing, in each entry's whole."""
        n = len(self.entries)
        covered, found = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
        total = 0.0
        for stem in dict.fromkeys(stems):
            weight = self.text.weight(stem)
            total += weight
            covered[self.holders.get(stem, [])] += weight
        for stem in wanted:
            found[self.holders.get(stem, [])] += 1
        missing = 1 - found / len(wanted) if wanted else found
        return covered / np.float32(max(total, 1e-6)), missing.astype(np.float32)


def _top(values: Array, owner: npt.NDArray[np.int32], n: int) -> Array:
    out = np.zeros(n, dtype=np.float32)
    np.maximum.at(out, owner, values)
    return out
