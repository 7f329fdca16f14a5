"""The order of evidence: the user's own benchmark, then published measurements, then the model alone.

A measurement rarely has exactly the workload asked about. So the estimate is multiplied by measured / estimated of the
nearest measurements of the same model on the same GPU: the formulas carry the difference in lengths, batch and layout,
the measurements what the formulas do not know. Weights fall with distance (Gaussian kernel), and a prior weight pulls
the factor to 1 where nothing is near.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.catalogue.schema import GpuSpec, Measurement, ModelSpec
from tools.capacity.constants import FITTED, Constants
from tools.capacity.engines import SERVED, TUNED, engine_profile
from tools.capacity.errors import CapacityError, DoesNotFit
from tools.capacity.replica import Replica, least_gpus
from tools.capacity.throughput import at, estimate, output_of_each

Evidence = Literal["best", "estimate"]
_EXACT = 0.002  # squared distance below which a measurement counts as the case itself: lengths within about 5 %
_NEGLIGIBLE = 1e-3  # weight of all neighbours together below which there are none
_TRUSTED = 0.6  # how far the nearest neighbour narrows the band (exponent)


@dataclass(frozen=True)
class CapacityResult:
    """One case. Rates are tokens a second of the whole replica; ``evidence`` says where they come from, in words."""

    fits: bool
    output_tok_s: float
    total_tok_s: float
    low: float
    high: float
    batch: float
    tok_s_per_user: float
    ttft_ms: float | None
    bound: str
    parallel: str
    evidence: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class _Near:
    row: Measurement
    distance: float
    log_ratio: float  # measured over estimated


def capacity(
    replica: Replica,
    input_tokens: float,
    output_tokens: float,
    *,
    concurrency: float | None = None,
    prefix_share: float | None = None,
    tok_s_per_user: float | None = None,
    measurements: Sequence[Measurement] = (),
    own: Sequence[Measurement] = (),
    evidence: Evidence = "best",
    constants: Constants = FITTED,
) -> CapacityResult:
    """Throughput of one replica for one workload from the best evidence there is.

    Error: BadQuantity. A replica too small is a result with ``fits`` False whose first assumption says what
    would hold it."""
    share = 0.0 if prefix_share is None else prefix_share
    if own and evidence == "best" and replica.engine is None:
        replica = replace(replica, engine=own[0].engine or SERVED)
    t = estimate(
        replica,
        input_tokens,
        output_tokens,
        concurrency=concurrency,
        prefix_share=share,
        tok_s_per_user=tok_s_per_user,
        constants=constants,
    )
    one = at(t, 0)
    result = CapacityResult(
        fits=one["fits"],
        output_tok_s=one["output_tok_s"],
        total_tok_s=one["total_tok_s"],
        low=one["low"],
        high=one["high"],
        batch=one["batch"],
        tok_s_per_user=one["tok_s_per_user"],
        ttft_ms=one["ttft_ms"] if math.isfinite(one["ttft_ms"]) else None,
        bound=one["bound"],
        parallel=one["parallel"],
        evidence="estimate (roofline model)",
        assumptions=_assumptions(replica, one["parallel"], concurrency, share, one["unreliable"]),
    )
    if not result.fits:
        return replace(result, evidence="estimate (memory)", assumptions=(_too_small(replica), *result.assumptions))
    if evidence == "estimate":
        return result
    asked = (input_tokens, output_tokens, concurrency)
    for rows, kind, prior in (
        (own, "own measurement", 0.0),
        (measurements, "published measurement", constants.near_prior),
    ):
        near = _nearest(replica, rows, asked, constants)
        if near:
            return _corrected(result, near, kind, prior, constants)
        if rows is own and own:
            other = (
                f"own measurement of {own[0].model or 'an unnamed model'} left aside: another model or GPU than asked"
            )
            result = replace(result, assumptions=(*result.assumptions, other))
    return result


def check_fits(result: CapacityResult) -> CapacityResult:
    """``result`` unless it does not fit. Error: DoesNotFit naming what would."""
    if not result.fits:
        raise DoesNotFit(result.assumptions[0])
    return result


def _too_small(replica: Replica) -> str:
    need = least_gpus(replica.model, replica.gpu, replica.precision)
    what = f"{replica.model.name} at {replica.precision}"
    have = f"{replica.gpus} x {replica.gpu.name} ({replica.gpu.memory_gb:g} GB each)"
    if need <= replica.gpus:
        return f"no room is left for the KV cache of one such request beside {what} on {have}; shorten it or add GPUs"
    return f"{what} does not fit {have}; {need} of them would hold it, or a smaller precision"


def _assumptions(
    replica: Replica, parallel: str, concurrency: float | None, share: float, tight: bool
) -> tuple[str, ...]:
    words = replica.engine or (TUNED if concurrency is None else SERVED)
    engine = engine_profile(words, replica.gpu, replica.precision)
    said = [f"layout {parallel}", f"{words}: at most {engine.batch_cap} sequences at once"]
    said.append(f"KV cache {'FP8' if engine.kv_bytes == 1 else 'BF16'}, requests of equal length, steady load")
    if concurrency is None:
        said.append("as many requests in flight as fit")
    if share:
        said.append(f"{share:.0%} of the input comes from the prefix cache")
    if tight:
        said.append("little memory is left for the cache: small engine differences matter, measure first")
    return tuple(said)


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _is(spec: ModelSpec | GpuSpec, name: str) -> bool:
    """Whether ``name`` is a spelling of ``spec``; an own benchmark that names none is taken to mean it."""
    return not name or _key(name) in {_key(n) for n in (spec.name, getattr(spec, "id", spec.name), *spec.aliases)}


def _nearest(
    replica: Replica, rows: Sequence[Measurement], asked: tuple[float, float, float | None], k: Constants
) -> list[_Near]:
    """Measurements of this model on this GPU with their distance and residual, nearest first."""
    pairs = [(row, measured) for row in rows if _usable(replica, row) and (measured := _as_asked(replica, row))]
    if not pairs:
        return []
    estimated = output_of_each(
        [measured for _, measured in pairs],
        [row.input_tokens for row, _ in pairs],
        [row.output_tokens for row, _ in pairs],
        [row.concurrency for row, _ in pairs],
        constants=k,
    )
    found = [
        _Near(row, _distance(replica, measured, asked, row, k), math.log((row.output_tok_s or 0.0) / rate))
        for (row, measured), rate in zip(pairs, estimated.tolist(), strict=True)
        if rate > 0
    ]
    return sorted(found, key=lambda n: n.distance)


def _usable(replica: Replica, row: Measurement) -> bool:
    known = row.input_tokens is not None and row.output_tokens and row.output_tok_s
    return bool(known) and _is(replica.model, row.model) and _is(replica.gpu, row.gpu)


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


def _distance(
    a: Replica, b: Replica, asked: tuple[float, float, float | None], row: Measurement, k: Constants
) -> float:
    tokens_in, tokens_out, concurrency = asked
    assert row.input_tokens is not None
    assert row.output_tokens is not None
    d = (math.log((tokens_in + 1) / (row.input_tokens + 1)) / k.near_length) ** 2
    d += (math.log(tokens_out / row.output_tokens) / k.near_length) ** 2
    if (concurrency is None) != (row.concurrency is None):
        d += k.near_other
    elif concurrency is not None and row.concurrency is not None:
        d += (math.log(concurrency / row.concurrency) / k.near_length) ** 2
    engines = [engine_profile(x.engine, x.gpu, x.precision).name for x in (a, b)]
    d += k.near_other * (engines[0] != engines[1]) + k.near_other * (a.precision != b.precision)
    d += k.near_other * ((a.parallel or "") != (b.parallel or "")) + (math.log(a.gpus / b.gpus) / k.near_length) ** 2
    return d


def _corrected(result: CapacityResult, near: list[_Near], kind: str, prior: float, k: Constants) -> CapacityResult:
    """``result`` times measured / estimated of the nearest rows. Rows of this very case count alone and whole."""
    exact = [n for n in near if n.distance < _EXACT]
    used, prior = (exact, 0.0) if exact else (near, prior)
    weights = [math.exp(-n.distance / 2) for n in used]
    total = sum(weights) + prior
    if total < _NEGLIGIBLE:
        return result
    factor = math.exp(sum(w * n.log_ratio for w, n in zip(weights, used, strict=True)) / total)
    trust = weights[0] / (weights[0] + k.near_prior)
    width = (result.high / result.output_tok_s) ** (1 - _TRUSTED * trust)
    names = ", ".join(n.row.id for n, w in zip(used[:3], weights, strict=False) if w > 0.05 * weights[0])
    carried = "" if exact else ", carried over to this case by the roofline model"
    out = result.output_tok_s * factor
    return replace(
        result,
        output_tok_s=out,
        total_tok_s=result.total_tok_s * factor,
        low=out / width,
        high=out * width,
        tok_s_per_user=result.tok_s_per_user * factor,
        evidence=f"{kind} {names}{carried}",
    )
