"""How well each passage fits a query, as numbers: what the ranking is made of.

A unit is one prepared claim within a passage, or a passage that has none; a passage is as good as its best unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from knowledge.library.entries import Entry
from knowledge.library.late import Asked, Packed, similar
from knowledge.library.lexical import names, tokens
from knowledge.library.overlap import Array, Numbers, Overlap, Shared
from knowledge.library.ridge import Taught, kernel
from knowledge.library.vectors import text_hash

# Passages for which nothing is prepared are compared word by word where they are likely, which is estimated from the
# rest: the 40 likeliest of the 493 of the Python FAQ rank as all of them would, and the 10 likeliest nearly so.
CLOSELY = 40
ESTIMATE = (0.17, 0.44, 0.24)  # always, for the cosine of the whole passage, for the share of the query's words
COMMON, MARK = 0.5, 0.3  # weights of a query's common words ("how", "of"), the least of any word, and of marks; most: 1


@dataclass(frozen=True)
class Keys:
    """Texts that lead to passages, in order: one an entry; then one a prepared claim; then the claims' questions.
    ``owner[i]`` is the entry of ``texts[i]``, ``claim[i]`` the claim's number within it (-1: the passage itself)."""

    texts: tuple[str, ...]
    owner: Numbers
    claim: Numbers
    passages: int
    claims: int

    @staticmethod
    def of(entries: Sequence[Entry]) -> Keys:
        rows = [(e.words, i, -1) for i, e in enumerate(entries)]
        for i, e in enumerate(entries):
            rows += [(c.text, i, n) for n, c in enumerate(e.claims)]
        middle = len(rows)
        rows += [(q, i, n) for i, e in enumerate(entries) for n, c in enumerate(e.claims) for q in c.asks]
        texts, owner, claim = zip(*rows, strict=True) if rows else ((), (), ())
        return Keys(texts, np.array(owner, dtype=np.int32), np.array(claim, dtype=np.int32), len(entries), middle)


@dataclass(frozen=True)
class Features:
    """One row a unit, all about 0..1. ``text``: against the whole passage; ``claim``: against our restatement and the
    words of the claim itself; ``ask``: against the nearest question asked of it; ``voted``: whether all prepared
    questions together point to it; ``late``: word by word (where nothing is prepared; estimated where it is not among
    the likely ones). ``covered``: weighted share of the query's words that the unit has; ``missing``: share of the
    query's names and figures that it lacks; ``unseen``, ``strange``: shares of the query's words and names that no unit
    of its kind has. Of the query: ``length``: its words; ``stray``, ``strays``: how near it is to the nearest, and to
    the three nearest, of the questions that the built-in sources do not answer; ``answerable``: whether they do answer
    it, about -1..1, as learnt from all prepared questions."""

    dense_text: Array
    dense_claim: Array
    dense_ask: Array
    dense_asks: Array
    voted: Array
    late: Array
    words_text: Array
    words_claim: Array
    covered: Array
    missing: Array
    prepared: npt.NDArray[np.bool_]
    unseen: Array
    strange: Array
    length: int
    stray: float
    strays: float
    answerable: float


class Matcher:
    """Everything about the entries that does not depend on the query. ``entry[u]``, ``claim[u]``: of unit ``u``.
    ``words``: of an entry for which nothing is prepared, if they are kept."""

    def __init__(
        self,
        entries: Sequence[Entry],
        keys: Keys,
        vectors: Array,
        taught: Taught,
        words: Callable[[int], Packed | None] = lambda _: None,
    ) -> None:
        self.entries, self.keys, self.vectors, self.strays = entries, keys, vectors, taught.strays
        self._closely = words
        units = [(i, n) for i, e in enumerate(entries) for n in (range(len(e.claims)) if e.claims else (-1,))]
        number = {unit: u for u, unit in enumerate(units)}
        self.entry = np.array([i for i, _ in units], dtype=np.int32)
        self.claim = np.array([n for _, n in units], dtype=np.int32)
        self.prepared = self.claim >= 0
        self.sources = [e.source for e in entries]  # of each entry, and the main topic of each unit: once, not a query
        self._topics = [entries[i].claims[n].topics[0] if n >= 0 else "" for i, n in units]
        n, m = keys.passages, keys.claims
        self.unit = np.array([number[(int(i), int(c))] for i, c in zip(keys.owner[n:], keys.claim[n:], strict=True)])
        self.unit = self.unit.astype(np.int32)  # of every key after the passages'
        self.lesson = self._lesson(taught)
        self.absent, self.absent_lesson = self._absent(taught)
        self._index_words(n, m)

    def _lesson(self, taught: Taught) -> Array:
        """Coefficients (questions, then strays; "answered", then prepared units); a claim that no entry has is left
        out, a question that was not there when the lesson was learnt says nothing."""
        column = {claim: n for n, claim in enumerate(taught.claims, 1)}
        own = (self.entries[e].claims[c].id for e, c in zip(self.entry, self.claim, strict=True) if c >= 0)
        columns = [0, *(column[claim] for claim in own)]
        nothing = np.zeros(1 + len(taught.claims), dtype=np.float32)
        rows = [taught.asked.get(text_hash(t), nothing) for t in self.keys.texts[self.keys.claims :]]
        return np.concatenate([np.array(rows, np.float32).reshape(len(rows), len(nothing)), taught.astray])[:, columns]

    def _absent(self, taught: Taught) -> tuple[Array, Array]:
        """Vectors of the prepared questions whose claims are not in the index, and their coefficients of "answered":
        what kind of question is answered does not depend on which documents are there."""
        there = {text_hash(t) for t in self.keys.texts[self.keys.claims :]}
        absent = [h for h in taught.asked if h not in there and h in taught.vectors]
        vectors = np.array([taught.vectors[h] for h in absent], np.float32).reshape(len(absent), self.strays.shape[1])
        return vectors, np.array([taught.asked[h][0] for h in absent], np.float32)

    def _index_words(self, n: int, m: int) -> None:
        stems = [tokens(t) for t in self.keys.texts]
        own = [list(stems[e]) for e in self.entry]
        for u, (e, c) in enumerate(zip(self.entry, self.claim, strict=True)):
            if c >= 0:
                own[u] = tokens(self.entries[e].section + " " + self.entries[e].said(int(c)))
        for key, u in zip(range(n, m), self.unit, strict=False):
            own[u] += stems[key] if self.claim[u] >= 0 else []
        self.kinds = [np.flatnonzero(self.prepared), np.flatnonzero(~self.prepared)]
        self.words: list[Overlap] = []
        for units in self.kinds:
            number = {int(u): i for i, u in enumerate(units)}
            asked = zip(self.unit[m - n :], stems[m:], strict=True)
            mine = [(number[int(u)], words) for u, words in asked if int(u) in number]
            self.words.append(Overlap(self.entry[units], stems[:n], [own[u] for u in units], mine))

    def features(self, asked: Asked) -> Features:
        n, m, query, vector = self.keys.passages, self.keys.claims, asked.text, asked.vector
        cosines, astray = _near(self.vectors, vector), _near(self.strays, vector)
        learnt = np.einsum("i,ij->j", kernel(np.r_[cosines[m:], astray]), self.lesson)
        answerable = float(learnt[0] + kernel(_near(self.absent, vector)) @ self.absent_lesson)
        stems = tokens(query)
        shared = self._shared(stems, names(query))
        near = np.sort(np.r_[np.zeros(3), astray])[-3:]
        size = len(self.entry)
        dense_ask = _top(cosines[m:], self.unit[m - n :], size)
        dense_text = cosines[:n][self.entry]
        return Features(
            dense_text=dense_text,
            dense_claim=_top(cosines[n:m], self.unit[: m - n], size),
            dense_ask=dense_ask,
            dense_asks=self._several(cosines[m:], self.unit[m - n :], dense_ask),
            voted=self._voted(learnt[1:]),
            late=self._late(asked, dense_text, shared["covered"]),
            words_text=shared["passage"],
            words_claim=shared["own"],
            covered=shared["covered"],
            missing=shared["missing"],
            prepared=self.prepared,
            unseen=shared["unseen"],
            strange=shared["strange"],
            length=len(set(stems)),
            stray=float(near[-1]),
            strays=float(near.mean()),
            answerable=answerable,
        )

    def main_topics(self, units: Numbers) -> list[str]:
        """What each entry is mainly about by its best unit; "" where nothing is prepared."""
        return [self._topics[u] for u in units.tolist()]

    def _late(self, asked: Asked, dense: Array, covered: Array) -> Array:
        """Exactly for the likely passages; of the others it is known that they are less likely."""
        out = np.zeros(len(self.entry), dtype=np.float32)
        plain = self.kinds[1]
        if not len(plain):
            return out
        estimate = ESTIMATE[0] + ESTIMATE[1] * dense[plain] + ESTIMATE[2] * covered[plain]
        out[plain] = estimate
        likely = plain[np.argsort(-estimate, kind="stable")[:CLOSELY]]
        there = [(u, w) for u in likely.tolist() if (w := self._closely(int(self.entry[u]))) is not None]
        if there:
            near = similar(asked.words, self._weights(asked), [w for _, w in there])
            if len(plain) > CLOSELY:
                out[plain] = np.minimum(estimate, near.min())
            out[[u for u, _ in there]] = near
        return out

    def _weights(self, asked: Asked) -> Array:
        """Of the query's words: the rarer in documents of the kind, the more (in a tiny one none is rare)."""
        found = []
        for part in asked.parts():
            stems = tokens(part)
            rare = [self.words[1].rarity(s) for s in stems]
            found.append(max(COMMON, sum(rare) / len(rare)) if rare else COMMON if part[:1].isalnum() else MARK)
        return np.array(found, dtype=np.float32)

    def _voted(self, learnt: Array) -> Array:
        out = np.zeros(len(self.entry), dtype=np.float32)
        out[self.prepared] = learnt
        return out

    def _several(self, values: Array, owner: Numbers, top: Array) -> Array:
        """How near the questions are together: a soft maximum over those of a unit."""
        sharp = np.exp(12.0 * (values - top[owner]))
        weight, total = np.zeros_like(top), np.zeros_like(top)
        np.add.at(weight, owner, sharp)
        np.add.at(total, owner, sharp * values)
        return np.asarray(total / np.maximum(weight, 1e-6), dtype=np.float32)

    def _shared(self, stems: list[str], wanted: list[str]) -> dict[str, Array]:
        found = {f.name: np.zeros(len(self.entry), dtype=np.float32) for f in fields(Shared)}
        for units, words in zip(self.kinds, self.words, strict=True):
            shared = words.of(stems, wanted)
            for name, values in found.items():
                values[units] = getattr(shared, name)
        return found


def _near(vectors: Array, vector: Array) -> Array:
    """Cosines. Not by BLAS while it is little work: its threads wait for each other where the machine is busy."""
    if len(vectors) > 20_000:
        return np.asarray(vectors @ vector, dtype=np.float32)
    return np.asarray(np.einsum("ij,j->i", vectors, vector), dtype=np.float32)


def _top(values: Array, owner: Numbers, size: int) -> Array:
    out = np.zeros(size, dtype=np.float32)
    np.maximum.at(out, owner, values)
    return out
