"""Late interaction (Khattab and Zaharia, 2020): a passage is compared with a query word by word, each of the query's
words with the one of the passage that comes nearest in its context. The model makes these vectors on the way to the one
of the whole text, so that they cost nothing to make; they are kept small: a word's pieces are averaged, the mean of all
words taken off, the first 128 principal axes of the rest kept, a byte each. Punctuation of passages is left out.

    python -m knowledge.library.late      finds the axes anew, on the built-in digests; then raise split.VERSION
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("axes.bin")
SIZE = 128  # 96 to 384 rank alike (bench/search); from 64 down less well
WIDE = 384  # of what the model gives
ONE_CORE = 200_000  # multiplications; OpenBLAS begins to share the work from 262,144 on
_LETTER = re.compile(r"[^\W_]")

Array = npt.NDArray[np.float32]
Packed = npt.NDArray[np.int8]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Asked:
    """A query: its vector, and the unit vectors of its words with their places in the text."""

    text: str
    vector: Array
    words: Array
    spans: Spans

    def parts(self) -> list[str]:
        return [self.text[a:b] for a, b in self.spans]


def words_of(states: Array, row: Any) -> tuple[Array, Spans]:
    """(unit vectors of the words, their places) from the last hidden states of a text and its encoding."""
    numbers = row.word_ids[: len(states)]
    inside = [i for i, n in enumerate(numbers) if n is not None]
    if not inside:
        return np.zeros((0, SIZE), dtype=np.float32), ()
    first = [i for k, i in enumerate(inside) if k == 0 or numbers[i] != numbers[inside[k - 1]]]
    ends = [*(i - 1 for i in first[1:]), inside[-1]]  # pieces of a word stand side by side
    counts = np.array([e - s + 1 for s, e in zip(first, ends, strict=True)], dtype=np.float32)
    sums = np.add.reduceat(states[: inside[-1] + 1], first, axis=0)
    centre, axes = _axes()
    found = (sums / counts[:, None] - centre) @ axes
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    offsets = row.offsets
    return found.astype(np.float32), tuple((offsets[s][0], offsets[e][1]) for s, e in zip(first, ends, strict=True))


def packed(states: Array, row: Any, text: str) -> Packed:
    """The words of a passage as they are kept; at least one row."""
    found, spans = words_of(states, row)
    kept = [i for i, (a, b) in enumerate(spans) if _LETTER.search(text, a, b)]
    if not kept:
        return np.zeros((1, SIZE), dtype=np.int8)
    return np.round(found[kept] * 127).astype(np.int8)


def similar(asked: Array, weights: Array, passages: Sequence[Packed]) -> Array:
    """How near each passage comes: the weighted mean, over the query's words, of the best cosine."""
    if not len(asked) or not passages:
        return np.zeros(len(passages), dtype=np.float32)
    starts = np.cumsum([0, *(len(p) for p in passages[:-1])])
    cosines = _times(np.concatenate(passages).astype(np.float32), np.ascontiguousarray(asked.T))
    best = np.maximum.reduceat(cosines, starts, axis=0) / np.float32(127)
    return np.asarray(best @ (weights / max(float(weights.sum()), 1e-9)), dtype=np.float32)


def _times(rows: Array, columns: Array) -> Array:
    """The product, in pieces so small that BLAS does each on one core: its threads wait for each other where the
    machine is busy."""
    out = np.empty((len(rows), columns.shape[1]), dtype=np.float32)
    step = max(1, ONE_CORE // columns.size)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], columns, out=out[start : start + step])
    return out


@functools.cache
def _axes() -> tuple[Array, Array]:
    file = io.BytesIO(FILE.read_bytes())
    centre, axes = (np.load(file, allow_pickle=False).astype(np.float32) for _ in range(2))
    return centre, axes


def write() -> None:
    """The mean of all words of the built-in digests, and the axes along which they differ most."""
    from knowledge.library.digest import digests
    from knowledge.library.embed import hidden

    rows = [s[1:-1] for s, _ in hidden([c.text for d in digests() for c in d.claims])]
    states = np.concatenate(rows)
    centre = states.mean(0)
    rest = states - centre
    rest /= np.linalg.norm(rest, axis=1, keepdims=True)
    _, turned = np.linalg.eigh((rest.T @ rest).astype(np.float64))
    body = io.BytesIO()
    np.save(body, centre.astype(np.float16))
    np.save(body, turned[:, ::-1][:, :SIZE].astype(np.float16))
    FILE.write_bytes(body.getvalue())
    _axes.cache_clear()


if __name__ == "__main__":
    write()
