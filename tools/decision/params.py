"""One uncertain input of the decision: its central value, what it may be instead, and how it is drawn.

Categories are coded as integers (their place in ``categories``) so that a million rows stay NumPy arrays.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Z95 = 1.6448536269514722  # the standard normal's 95th percentile: low and high are P5 and P95
LARGEST_VOLUME = 1e16  # tokens a day; anything above is a slip, and must not overflow the arithmetic either
REMEMBERED = 1000  # draws of one input that are kept: a few megabytes in all
LEAST_PLAUSIBLE = 0.03  # a category lighter than this is not "a plausible answer"


@dataclass(frozen=True)
class Param:
    """``slot`` is a public slot name or a catalogue default's name. ``open``: nobody has said it.

    Numbers: ``low``/``high`` are P5/P95 around the median ``central`` (two-piece normal, or log-normal if ``log``);
    a said range is ``uniform``. Categories: ``weights`` over ``categories``; central is a code.
    """

    slot: str
    central: float
    low: float | None = None
    high: float | None = None
    log: bool = False
    uniform: bool = False
    categories: tuple[Any, ...] | None = None
    weights: tuple[float, ...] | None = None
    open: bool = False
    ask: str | None = None  # the slot to ask for; None: not asked of users
    least: float = 0.0
    most: float = float("inf")
    unit: str = ""
    because: str = ""
    reference: str = ""

    @property
    def value(self) -> Any:
        """The central value in the user's terms."""
        return self.categories[int(self.central)] if self.categories else self.central

    @property
    def exact(self) -> bool:
        return self.weights is None and self.low is None


def draw(param: Param, n: int, stream: str) -> Array:
    """``n`` draws. The same ``stream`` gives the same draws, so one edited value leaves all others as they were."""
    if param.exact:
        return np.full(n, param.central)
    return _remembered(param, n, stream) if n <= REMEMBERED else _drawn(param, n, stream)


@lru_cache(maxsize=1024)
def _remembered(param: Param, n: int, stream: str) -> Array:
    """Most inputs are catalogue defaults and drawn alike in every decision. Read-only, for it is handed out again."""
    values = _drawn(param, n, stream)
    values.setflags(write=False)
    return values


def _drawn(param: Param, n: int, stream: str) -> Array:
    rng = np.random.default_rng(zlib.crc32(stream.encode()))
    if param.weights is not None:
        edges = np.cumsum(param.weights)
        return np.searchsorted(edges / edges[-1], rng.random(n), side="right").astype(float)
    low, high = param.low or 0.0, param.high if param.high is not None else param.central
    if param.uniform:
        return low + (high - low) * rng.random(n)
    return _two_piece(param, rng.standard_normal(n), low, high)


def _two_piece(param: Param, z: Array, low: float, high: float) -> Array:
    z = np.clip(z, -2.5, 2.5) / Z95
    if param.log and low > 0:
        up, down = np.log(high / param.central), np.log(param.central / low)
        return np.asarray(param.central * np.exp(np.where(z > 0, z * up, z * down)))
    up, down = high - param.central, param.central - low
    value = param.central + np.where(z > 0, z * up, z * down)
    return np.clip(value, param.least, param.most)


def plausible(param: Param) -> tuple[float, ...]:
    """The answers that an open slot may plausibly get, the central one left out."""
    if param.weights is not None:
        total = sum(param.weights)
        return tuple(
            float(i) for i, w in enumerate(param.weights) if w / total >= LEAST_PLAUSIBLE and i != int(param.central)
        )
    if param.low is None or param.high is None:
        return ()
    if param.log and param.low > 0:
        inner = (float(np.sqrt(param.low * param.central)), float(np.sqrt(param.high * param.central)))
    else:
        inner = ((param.low + param.central) / 2, (param.high + param.central) / 2)
    return tuple(dict.fromkeys(v for v in (param.low, *inner, param.high) if v != param.central))


def weight_of(param: Param, value: float) -> float:
    """How likely ``value`` is among the plausible ones (numbers: a quarter each)."""
    if param.weights is not None:
        return param.weights[int(value)] / sum(param.weights)
    return 0.25


def central(params: Mapping[str, Param], slot: str) -> float:
    return params[slot].central
