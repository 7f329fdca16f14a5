"""The layers of the trained heads in plain NumPy: the same result on every run, and no training library to install."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Ends = npt.NDArray[np.int64] | tuple[int, ...]
HEADS = 4  # of the attention in a head's own layer


class Layers:
    """The weights of one head by name, as ``bench/reading`` saved them. ``prefix``: of one member among several."""

    def __init__(self, path: Path, prefix: str = "") -> None:
        with np.load(path) as file:
            mine = (k for k in file.files if k != "meta" and k.startswith(prefix))
            self.weights = {k.removeprefix(prefix): file[k].astype(np.float32) for k in mine}
            self.meta: dict[str, Any] = json.loads(str(file["meta"]))

    def encode(self, x: Array, name: str = "enc.0") -> Array:
        """One pre-norm transformer layer over (tokens, width)."""
        x = x + self.attend(self.norm(f"{name}.norm1", x), f"{name}.self_attn", HEADS)
        hidden = gelu(self.linear(f"{name}.linear1", self.norm(f"{name}.norm2", x)))
        return np.asarray(x + self.linear(f"{name}.linear2", hidden), dtype=np.float32)

    def attend(self, x: Array, name: str, heads: int, ends: Ends = ()) -> Array:
        """Every token's mixture of all those of its text. ``ends``: where texts in a row are to be parted."""
        weights, bias = self.weights[f"{name}.in_proj_weight"], self.weights[f"{name}.in_proj_bias"]
        parts = (_mixed(part, heads) for part in np.split(x @ weights.T + bias, ends))
        return self.linear(f"{name}.out_proj", np.concatenate(list(parts)))

    def linear(self, name: str, x: Array) -> Array:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"], dtype=np.float32)

    def norm(self, name: str, x: Array, least: float = 1e-5) -> Array:
        """``least`` is added to the variance."""
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + least)
        return np.asarray(scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32)


def _mixed(projected: Array, heads: int) -> Array:
    """Attention over one text: (tokens, 3 x width) of queries, keys and values to (tokens, width)."""
    length, width = projected.shape[0], projected.shape[1] // 3
    q, k, v = (
        part.reshape(length, heads, width // heads).transpose(1, 0, 2) for part in np.split(projected, 3, axis=1)
    )
    mixed = softmax(q @ k.transpose(0, 2, 1) / math.sqrt(width // heads)) @ v
    return np.asarray(mixed.transpose(1, 0, 2).reshape(length, width), dtype=np.float32)


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def gelu(x: Array) -> Array:
    return np.asarray(0.5 * x * (1 + _erf(x / math.sqrt(2))), dtype=np.float32)


def _erf(x: Array) -> Array:
    """Abramowitz and Stegun 7.1.26, absolute error below 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray(np.sign(x) * (1 - poly * np.exp(-(x**2))), dtype=np.float32)
