"""The trained head: probabilities of slot values for a sentence. Plain NumPy, the same result on every run."""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.library.embed import Embedding

Array = npt.NDArray[np.float32]
HEADS = 4  # of the attention in the layer


@dataclass(frozen=True)
class Said:
    """The likeliest value of one slot in one sentence. ``value`` None: the sentence says nothing of it."""

    value: str | None
    probability: float
    silent: float  # probability that the sentence says nothing of the slot


class Head:
    """Several members of like shape, whose probabilities are averaged. ``slots`` maps a slot to its values."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            meta = json.loads(str(file["meta"]))
            names = [k.partition(".") for k in file.files if k != "meta"]
            self.members = [
                Member({k: file[f"{n}.{k}"].astype(np.float32) for m, _, k in names if m == str(n)})
                for n in range(meta["members"])
            ]
        self.slots: dict[str, list[str]] = meta["slots"]
        self.regimes: list[str] = meta["regimes"]
        self.embedding = Embedding()

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one head lives as long as its process
    def read(self, sentence: str) -> dict[str, Said]:
        """Every slot's likeliest value; regimes as ``regimes.<name>`` with the values "yes" or None."""
        states = self.embedding.states(sentence)
        pooled = [(m, m.pooled(states)) for m in self.members]
        out: dict[str, Said] = {}
        for i, (slot, values) in enumerate(self.slots.items()):
            p = np.mean([_softmax(m.linear(f"out.{slot}", x[i])) for m, x in pooled], axis=0)
            best = int(p[1:].argmax()) + 1
            out[slot] = Said(values[best - 1], float(p[best]), float(p[0]))
        chances = np.mean([1 / (1 + np.exp(-m.linear("reg", x[-1]))) for m, x in pooled], axis=0)
        for name, chance in zip(self.regimes, chances, strict=True):
            out[f"regimes.{name}"] = Said("yes", float(chance), 1 - float(chance))
        return out


class Member:
    """One trained head: a transformer layer over the hidden states, then one attention for every slot."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights

    def pooled(self, states: Array) -> Array:
        """(slots + 1, width) from (tokens, 384)."""
        x = self.linear("inp.2", self._norm("inp.0", states))
        x = x + self._attend(self._norm("enc.0.norm1", x))
        hidden = _gelu(self.linear("enc.0.linear1", self._norm("enc.0.norm2", x)))
        x = x + self.linear("enc.0.linear2", hidden)
        width = x.shape[1]
        weight = _softmax(self.weights["q"] @ x.T / math.sqrt(width) * 4)
        return np.asarray(weight @ x, dtype=np.float32)

    def _attend(self, x: Array) -> Array:
        weights, bias = self.weights["enc.0.self_attn.in_proj_weight"], self.weights["enc.0.self_attn.in_proj_bias"]
        length, width = x.shape
        q, k, v = (
            part.reshape(length, HEADS, width // HEADS).transpose(1, 0, 2)
            for part in np.split(x @ weights.T + bias, 3, axis=1)
        )
        mixed = _softmax(q @ k.transpose(0, 2, 1) / math.sqrt(width // HEADS)) @ v
        return self.linear("enc.0.self_attn.out_proj", mixed.transpose(1, 0, 2).reshape(length, width))

    def linear(self, name: str, x: Array) -> Array:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"], dtype=np.float32)

    def _norm(self, name: str, x: Array) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        return np.asarray(scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32)


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def _gelu(x: Array) -> Array:
    return np.asarray(0.5 * x * (1 + _erf(x / math.sqrt(2))), dtype=np.float32)


def _erf(x: Array) -> Array:
    """Abramowitz and Stegun 7.1.26, absolute error below 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray(np.sign(x) * (1 - poly * np.exp(-(x**2))), dtype=np.float32)


@functools.cache
def head() -> Head:
    return Head(Path(__file__).with_name("senses.npz"))


__all__: list[Any] = ["Head", "Said", "head"]
