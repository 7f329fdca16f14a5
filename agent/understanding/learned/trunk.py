"""What both heads stand on: the lower half of the search's MiniLM as it is, its upper half trained by us.

The lower half runs where the search runs it; the three upper layers are ours (``trunk.npz``, made by
``bench/reading/train.py``), kept as eight-bit integers with one scale for each row.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.understanding.learned.layers import Array, Layers, gelu
from knowledge.library.embed import Embedding

LAYERS, HEADS = 3, 12
LEAST = 1e-12  # of a variance in MiniLM
KEPT = 256  # texts whose states are kept: both heads ask for the same, and so does a batch
Spans = tuple[tuple[int, int], ...]


class Trunk(Layers):
    """Hidden states of texts, (tokens, 384)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        for name in [n for n in self.weights if n.endswith("#scale")]:
            self.weights[name.removesuffix("#scale")] *= self.weights.pop(name)[:, None]
        self.lower = Embedding()
        self.known: dict[str, tuple[Array, Spans]] = {}

    def pieces(self, text: str) -> tuple[Array, Spans]:
        """The states of one text, and which characters of it each token covers (0, 0 for the marks at both ends)."""
        known = self.known.get(text)
        return known if known is not None else self._read([text])[text]

    def prepare(self, texts: Iterable[str]) -> None:
        """Reads texts together: what takes the time is to fetch the weights, once for all of them."""
        if new := [t for t in dict.fromkeys(texts) if t not in self.known]:
            self._read(new)

    def _read(self, texts: list[str]) -> dict[str, tuple[Array, Spans]]:
        """Returned as well as kept: another thread may empty what is kept at any moment."""
        found = self.lower.pieces(texts)
        ends = np.cumsum([len(x) for x, _ in found])[:-1]
        x = np.concatenate([x for x, _ in found])
        for n in range(LAYERS):
            x = self._layer(x, str(n), ends)
        parts = zip(texts, np.split(x, ends), found, strict=True)
        read = {text: (states, spans) for text, states, (_, spans) in parts}
        if len(self.known) > KEPT:
            self.known.clear()
        self.known.update(read)
        return read

    def _layer(self, x: Array, name: str, ends: npt.NDArray[np.int64]) -> Array:
        """One layer of BERT, normed after each part, over texts in a row that end before the tokens ``ends``."""
        x = self.norm(f"{name}.n1", x + self.attend(x, f"{name}.self_attn", HEADS, ends), LEAST)
        return self.norm(f"{name}.n2", x + self.linear(f"{name}.f2", gelu(self.linear(f"{name}.f1", x))), LEAST)


@functools.cache
def trunk() -> Trunk:
    return Trunk(Path(__file__).with_name("trunk.npz"))


def quantised(weights: dict[str, Array]) -> dict[str, np.ndarray]:
    """Matrices as eight-bit integers and the scale of each row; the rest at half precision."""
    out: dict[str, np.ndarray] = {}
    for name, value in weights.items():
        if value.ndim == 2:
            scale = np.abs(value).max(1) / 127
            out[name] = np.round(value / scale[:, None]).astype(np.int8)
            out[f"{name}#scale"] = scale.astype(np.float32)
        else:
            out[name] = value.astype(np.float16)
    return out
