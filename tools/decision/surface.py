"""The capacity model tabulated once per replica, so that thousands of draws and a dragged slider cost microseconds.

Output tok/s over four axes - input tokens and output tokens a request, stream rate, prefix share - interpolated
linearly
in the logarithms. The table is anchored to the exact value at the central request by the caller, so interpolation only
carries the *differences* between rows; tests hold it to a few per cent of the exact model.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.capacity import Replica, estimate
from tools.decision.params import Array

INPUT = np.geomspace(50, 60_000, 10)
OUTPUT = np.geomspace(4, 8_000, 9)
STREAM = np.geomspace(1, 100, 11)
PREFIX = np.array([0.0, 0.5, 0.95])
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


def output_tok_s(replica: Replica, input_tokens: Array, output_tokens: Array, stream: Array, prefix: Array) -> Array:
    """Output tok/s of one replica for arrays of requests; outside the table its edge is used."""
    table = surface(replica).log_rate
    axes = [
        _place(np.log(INPUT), np.log(np.maximum(input_tokens, 1.0))),
        _place(np.log(OUTPUT), np.log(np.maximum(output_tokens, 1.0))),
        _place(np.log(STREAM), np.log(np.maximum(stream, LEAST))),
        _place(PREFIX, np.asarray(prefix, dtype=float)),
    ]
    flat = table.ravel()
    strides = [int(np.prod(table.shape[k + 1 :])) for k in range(4)]
    total: Array = np.zeros(np.broadcast_shapes(*(a[0].shape for a in axes)))
    corners = product(*((0, 1) if part.any() else (0,) for _, part in axes))  # an axis on its grid has one neighbour
    for corner in corners:
        weight: Array | float = 1.0
        index: NDArray[np.intp] | int = 0
        for (low, part), upper, stride in zip(axes, corner, strides, strict=True):
            weight = weight * (part if upper else 1.0 - part)
            index = index + (low + upper) * stride
        total = total + weight * flat[index]
    return np.exp(total)


def _place(axis: Array, x: Array) -> tuple[NDArray[np.intp], Array]:
    """(index of the cell, share of the way through it), clipped to the table."""
    x = np.clip(x, axis[0], axis[-1])
    low = np.clip(np.searchsorted(axis, x, side="right") - 1, 0, len(axis) - 2)
    return low, (x - axis[low]) / (axis[low + 1] - axis[low])
