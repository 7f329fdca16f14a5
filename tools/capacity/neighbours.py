"""What measurements near the case say about the estimate's error there.

A measurement rarely has exactly the workload asked about. So the estimate is multiplied by measured / estimated of the
nearest measurements of the same model on the same GPU: the formulas carry the difference in lengths, batch and layout,
the measurements what the formulas do not know. Weights fall with distance (Gaussian kernel in the logarithms of tokens
and requests), and a prior weight pulls the factor to 1 where nothing is near.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.catalogue.schema import GpuSpec, Measurement, ModelSpec
from tools.capacity.constants import Constants
from tools.capacity.engines import engine_profile
from tools.capacity.errors import CapacityError
from tools.capacity.replica import Replica
from tools.capacity.throughput import output_of_each

_EXACT = 0.002  # squared distance below which a measurement counts as the case itself: lengths within about 5 %
_NEGLIGIBLE = 1e-3  # weight of all neighbours together below which there are none


@dataclass(frozen=True)
class Case:
    """What is asked about, as far as it decides which measurements are near."""

    replica: Replica
    tokens_in: float
    tokens_out: float
    concurrency: float | None
    prefix_share: float = 0.0


@dataclass(frozen=True)
class Correction:
    """``factor`` on every rate, ``trust`` 0..1 in it, ids of the ``rows`` it rests on; ``exact``: they are the case."""

    factor: float
    trust: float
    rows: tuple[str, ...]
    exact: bool


@dataclass(frozen=True)
class _Near:
    row: Measurement
    distance: float
    log_ratio: float  # measured over estimated


def correction(case: Case, rows: Sequence[Measurement], prior: float, k: Constants) -> Correction | None:
    """What ``rows`` say about ``case``; None: nothing. Rows of this very case count alone and whole."""
    near = _nearest(case, rows, k)
    exact = [n for n in near if n.distance < _EXACT]
    used, prior = (exact, 0.0) if exact else (near, prior)
    weights = [math.exp(-n.distance / 2) for n in used]
    total = sum(weights) + prior
    if not used or total < _NEGLIGIBLE:
        return None
    return Correction(
        factor=math.exp(sum(w * n.log_ratio for w, n in zip(weights, used, strict=True)) / total),
        trust=weights[0] / (weights[0] + k.near_prior),
        rows=tuple(n.row.id for n, w in zip(used[:3], weights, strict=False) if w > 0.05 * weights[0]),
        exact=bool(exact),
    )


def _nearest(case: Case, rows: Sequence[Measurement], k: Constants) -> list[_Near]:
    """Measurements of this model on this GPU with their distance and residual, nearest first."""
    pairs = [(row, as_asked) for row in rows if _usable(case, row) and (as_asked := _as_asked(case.replica, row))]
    if not pairs:
        return []
    estimated = output_of_each(
        [as_asked for _, as_asked in pairs],
        [row.input_tokens for row, _ in pairs],
        [row.output_tokens for row, _ in pairs],
        [row.concurrency for row, _ in pairs],
        constants=k,
    )
    found = [
        _Near(row, _distance(case, as_asked, row, k), math.log((row.output_tok_s or 0.0) / rate))
        for (row, as_asked), rate in zip(pairs, estimated.tolist(), strict=True)
        if rate > 0
    ]
    return sorted(found, key=lambda n: n.distance)


def _usable(case: Case, row: Measurement) -> bool:
    known = row.input_tokens is not None and row.output_tokens and row.output_tok_s
    return bool(known) and _is(case.replica.model, row.model) and _is(case.replica.gpu, row.gpu)


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _is(spec: ModelSpec | GpuSpec, name: str) -> bool:
    """Whether ``name`` is a spelling of ``spec``; an own benchmark that names none is taken to mean it."""
    return not name or _key(name) in {_key(n) for n in (spec.name, getattr(spec, "id", spec.name), *spec.aliases)}


def _as_asked(asked: Replica, row: Measurement) -> Replica | None:
    """The row's replica, as vague as the question: what the question leaves open stays open, so that the row's ratio
    carries it over. What an own benchmark leaves out is as asked. None: the row's own set-up makes no sense."""
    try:
        return Replica(
            model=asked.model,
            gpu=asked.gpu,
            gpus=row.gpus or asked.gpus,
            precision=row.precision or asked.precision,
            parallel=(row.parallel or (None if row.gpus else asked.parallel)) if asked.parallel else None,
            engine=(row.engine or asked.engine) if asked.engine else None,
        )
    except CapacityError:
        return None


def _distance(case: Case, as_asked: Replica, row: Measurement, k: Constants) -> float:
    """Squared distance: one for each factor e**near_length in lengths, requests or GPUs, more for other differences."""
    a, b = case.replica, as_asked
    ratios = [
        (case.tokens_in + 1) / ((row.input_tokens or 0.0) + 1),
        case.tokens_out / (row.output_tokens or 1.0),
        a.gpus / b.gpus,
    ]
    differences = case.prefix_share + (a.precision != b.precision) + (a.shared_as != b.shared_as)
    if case.concurrency is not None and row.concurrency is not None:
        ratios.append(case.concurrency / row.concurrency)
    else:
        differences += (case.concurrency is None) != (row.concurrency is None)
    engines = {engine_profile(x.engine, x.gpu, x.precision).name for x in (a, b)}
    differences += len(engines) - 1
    return sum((math.log(r) / k.near_length) ** 2 for r in ratios) + k.near_other * differences
