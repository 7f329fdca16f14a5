"""The capacity model tabulated once per replica, so that thousands of draws and a dragged slider cost microseconds.

Output tok/s over four axes - input tokens and output tokens a request, stream rate, prefix share - interpolated
linearly
in the logarithms. The table is anchored to the exact value at the central request by the caller, so interpolation only
carries the *differences* between rows; tests hold it to a few per cent of the exact model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.capacity import Replica, estimate
from tools.decision.params import Array

INPUT = np.geomspace(50, 60_000, 10)
OUTPUT = np.geomspace(4, 8_000, 9)
STREAM = np.geomspace(1, 100, 11)
PREFIX = np.array([0.0, 0.5, 0.95])
STRIDES = tuple(int(np.prod([len(a) for a in (INPUT, OUTPUT, STREAM, PREFIX)[k + 1 :]])) for k in range(4))
LEAST = 1e-6


class Surface(NamedTuple):
    """Natural logarithm of output tok/s, shape (input, output, stream, prefix)."""

    log_rate: Array


_tables: dict[tuple[object, ...], Surface] = {}
MOST_TABLES = 128


def key_of(r: Replica) -> tuple[object, ...]:
    """What makes two replicas the same (catalogue entries themselves do not hash)."""
    return r.model.id, r.gpu.name, r.gpus, r.precision, r.parallel, r.engine


def surface(replica: Replica) -> Surface:
    """The table of one replica, made on first use and kept for the process."""
    key = key_of(replica)
    if key not in _tables:
        if len(_tables) >= MOST_TABLES:
            _tables.clear()
        _tables[key] = _tabulate(replica)
    return _tables[key]


def _tabulate(replica: Replica) -> Surface:
    i, o, u, p = np.meshgrid(INPUT, OUTPUT, STREAM, PREFIX, indexing="ij")
    found = estimate(replica, i.ravel(), o.ravel(), prefix_share=p.ravel(), tok_s_per_user=u.ravel())
    return Surface(np.log(np.maximum(found.output_tok_s, LEAST)).reshape(i.shape))


class Places(NamedTuple):
    """Where requests lie in any table: the cells around each, shape (corners, requests), and how much each counts."""

    cells: NDArray[np.intp]
    weights: Array


def places(input_tokens: Array, output_tokens: Array, stream: Array, prefix: Array) -> Places:
    """The places of arrays of requests, the same in the table of every replica; outside it its edge is used."""
    axes = [
        _place(np.log(INPUT), np.log(np.maximum(input_tokens, 1.0))),
        _place(np.log(OUTPUT), np.log(np.maximum(output_tokens, 1.0))),
        _place(np.log(STREAM), np.log(np.maximum(stream, LEAST))),
        _place(PREFIX, np.asarray(prefix, dtype=float)),
    ]
    cells, weights = np.zeros((1, 1), dtype=np.intp), np.ones((1, 1))
    for (low, part), stride in zip(axes, STRIDES, strict=True):
        upper = np.array([[0], [1]] if part.any() else [[0]])  # an axis on its grid has one neighbour
        shares = np.where(upper, part, 1.0 - part)
        cells = (cells[:, None] + (low + upper) * stride).reshape(len(cells) * len(upper), -1)
        weights = (weights[:, None] * shares).reshape(len(cells), -1)
    return Places(cells, weights)


def output_tok_s(replica: Replica, at: Places) -> Array:
    """Output tok/s of one replica for the requests of these places, interpolated."""
    corners = at.weights * surface(replica).log_rate.ravel()[at.cells]
    return np.asarray(np.exp(sum(corners)))  # one by one: NumPy adds up a single request in another order than many


def _place(axis: Array, x: Array) -> tuple[NDArray[np.intp], Array]:
    """(index of the cell, share of the way through it), clipped to the table."""
    x = np.clip(x, axis[0], axis[-1])
    low = np.clip(np.searchsorted(axis, x, side="right") - 1, 0, len(axis) - 2)
    return low, (x - axis[low]) / (axis[low + 1] - axis[low])
