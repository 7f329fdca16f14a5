"""The trained head: probabilities of slot values for a sentence. Plain NumPy, the same result on every run."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from agent.understanding.learned.layers import Array, Layers, softmax
from agent.understanding.learned.trunk import trunk


@dataclass(frozen=True)
class Said:
    """The likeliest value of one slot in one sentence. ``value`` None: the sentence says nothing of it."""

    value: str | None
    probability: float
    silent: float  # probability that the sentence says nothing of the slot


class Head:
    """Several members of like shape, whose probabilities are averaged. ``slots`` maps a slot to its values."""

    def __init__(self, path: Path) -> None:
        meta = Layers(path).meta
        self.members = [Layers(path, f"{n}.") for n in range(meta["members"])]
        self.slots: dict[str, list[str]] = meta["slots"]
        self.regimes: list[str] = meta["regimes"]

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one head lives as long as its process
    def read(self, sentence: str) -> dict[str, Said]:
        """Every slot's likeliest value; regimes as ``regimes.<name>`` with the values "yes" or None."""
        states, _ = trunk().pieces(sentence)
        pooled = [(m, _pooled(m, states)) for m in self.members]
        out: dict[str, Said] = {}
        for i, (slot, values) in enumerate(self.slots.items()):
            p = np.mean([softmax(m.linear(f"out.{slot}", x[i])) for m, x in pooled], axis=0)
            best = int(p[1:].argmax()) + 1
            out[slot] = Said(values[best - 1], float(p[best]), float(p[0]))
        chances = np.mean([1 / (1 + np.exp(-m.linear("reg", x[-1]))) for m, x in pooled], axis=0)
        for name, chance in zip(self.regimes, chances, strict=True):
            out[f"regimes.{name}"] = Said("yes", float(chance), 1 - float(chance))
        return out


def _pooled(member: Layers, states: Array) -> Array:
    """(slots + 1, width): one attention for every slot over the layer's output."""
    x = member.encode(member.linear("inp.2", member.norm("inp.0", states)))
    weight = softmax(member.weights["q"] @ x.T / math.sqrt(x.shape[1]) * 4)
    return np.asarray(weight @ x, dtype=np.float32)


@functools.cache
def head() -> Head:
    return Head(Path(__file__).with_name("senses.npz"))


__all__: list[Any] = ["Head", "Said", "head"]
