"""The upkeep of a second vendor: paid once for each vendor, however many workloads go to it.

Every workload's cost of an option holds its equal part, as if all workloads took that option; where they do not, what
is missing from the parts is added (:func:`missing`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tools.decision.monthly import WorkloadCosts
from tools.decision.params import Array
from tools.results import OPTIONS, Option

UPKEPT: tuple[Option, ...] = ("managed_open", "sovereign_api")
"""Options under which a second vendor may come into the house: a contract, monitoring, endpoints that retire."""
Numbers = NDArray[np.int64]


def share_upkeep(prices: Sequence[WorkloadCosts], n: int) -> tuple[Array, Numbers]:
    """Divides the upkeep among the workloads that one option takes to the same vendor. Returns what a workload would
    pay alone, USD a month, and the vendor's number (nought: none), both of shape (workloads, options, rows)."""
    usd = np.zeros((len(prices), len(OPTIONS), n))
    vendor = np.zeros(usd.shape, dtype=np.int64)
    for option in UPKEPT:
        code = OPTIONS.index(option)
        for w, p in enumerate(prices):
            usd[w, code] = p.upkeep(option)
            vendor[w, code] = np.where(usd[w, code] > 0, p.vendor(option), 0) if len(prices) > 1 else 0
        for w, p in enumerate(prices if len(prices) > 1 else ()):
            p.shares[option] = 1.0 / np.maximum((vendor[:, code] == vendor[w, code]).sum(axis=0), 1)
    return usd, vendor


def missing(usd: Array, vendor: Numbers, choice: Numbers) -> Array:
    """What a mixed choice pays for vendors beyond the parts in its workloads' costs; shape (workloads, rows)."""
    out = np.zeros(choice.shape)
    mixed = np.flatnonzero((choice != choice[:1]).any(axis=0))
    if mixed.size:
        at = choice[:, None, mixed]
        mine, whose = (np.take_along_axis(x[..., mixed], at, axis=1)[:, 0] for x in (usd, vendor))
        together = np.stack([(whose == v).sum(axis=0) for v in whose])
        alike = np.stack([(vendor[..., mixed] == v).sum(axis=0) for v in vendor[..., mixed]])
        parts = np.take_along_axis(alike, at, axis=1)[:, 0]
        out[:, mixed] = np.where(whose > 0, mine / together - mine / parts, 0.0)
    return out
