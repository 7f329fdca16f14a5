"""The order of evidence: the user's own benchmark, then published measurements, then the model alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from knowledge.catalogue.schema import UNREAD, Measurement
from tools.capacity.constants import FITTED, Constants
from tools.capacity.engines import SERVED, TUNED, engine_profile, known_engine
from tools.capacity.neighbours import Case, Correction, correction
from tools.capacity.replica import Replica, least_gpus
from tools.capacity.throughput import LARGEST, at, estimate

Evidence = Literal["best", "estimate"]
OWN = "own measurement"
_TRUSTED = 0.6  # how far the nearest measurement narrows the band (exponent)


@dataclass(frozen=True)
class CapacityResult:
    """One case. Rates are tokens a second of the whole replica; ``evidence`` says where they come from, in words,
    ``measured`` holds the ids of published measurements among that. Where ``fits`` is False rates are 0 and the first
    assumption says what would hold it."""

    fits: bool
    output_tok_s: float
    total_tok_s: float
    low: float
    high: float
    batch: float
    tok_s_per_user: float
    ttft_ms: float | None
    ttft_burst_ms: float | None
    bound: str
    parallel: str
    evidence: str
    assumptions: tuple[str, ...]
    measured: tuple[str, ...] = ()


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

    ``own``: the user's benchmarks, ``measurements``: published ones; ``evidence`` "estimate" uses neither.
    Error: BadQuantity. A replica too small is a result, not an error."""
    if own and evidence == "best" and replica.engine is None:
        replica = replace(replica, engine=own[0].engine or SERVED)
    case = Case(replica, input_tokens, output_tokens, concurrency, prefix_share or 0.0)
    result = _estimated(case, tok_s_per_user, constants)
    if not result.fits:
        return replace(result, assumptions=(_too_small(replica), *result.assumptions))
    if evidence == "estimate":
        return result
    if result.bound == "latency":  # then measurements at about that many requests are the near ones
        case = replace(case, concurrency=result.batch)
    kinds = ((own, OWN, 0.0), (measurements, "published measurement", constants.near_prior))
    for rows, kind, prior in kinds:
        if found := correction(case, rows, prior, constants):
            if tok_s_per_user:  # the batch that keeps the speed as it was measured
                case = replace(case, concurrency=concurrency)
                result = _estimated(case, min(tok_s_per_user / found.factor, LARGEST), constants)
            return _corrected(result, found, kind)
        if rows and rows is own:
            aside = f"own measurement of {own[0].model} left aside: another model or GPU than asked"
            result = replace(result, assumptions=(*result.assumptions, aside))
    return result


def _estimated(case: Case, tok_s_per_user: float | None, k: Constants) -> CapacityResult:
    t = estimate(
        case.replica,
        case.tokens_in,
        case.tokens_out,
        concurrency=case.concurrency,
        prefix_share=case.prefix_share,
        tok_s_per_user=tok_s_per_user,
        constants=k,
    )
    one = at(t, 0)
    tight = one.pop("unreliable")
    for name in ("ttft_ms", "ttft_burst_ms"):
        one[name] = one[name] if math.isfinite(one[name]) else None
    source = "estimate (roofline model)" if one["fits"] else "estimate (memory)"
    said = _assumptions(case, one["parallel"], tight)
    if one["fits"] and tok_s_per_user and one["tok_s_per_user"] < tok_s_per_user * (1 - 1e-6):
        said = (*said, "even one request alone is slower than the speed asked for")
    return CapacityResult(**one, evidence=source, assumptions=(*said, *_first_token(one)))


def _first_token(one: dict[str, Any]) -> tuple[str, ...]:
    """Which queue the time to the first token is of, for the load decides it more than the hardware."""
    steady, burst = one["ttft_ms"], one["ttft_burst_ms"]
    if steady is None or burst is None:
        return ()
    return (
        f"first token after about {steady:,.0f} ms on average while requests arrive at random and steadily (M/D/1 "
        f"queue of prefills), {burst:,.0f} ms where all {one['batch']:,.0f} come at once; network and tokenizer not "
        "counted",
    )


def _corrected(result: CapacityResult, found: Correction, kind: str) -> CapacityResult:
    width = (result.high / result.output_tok_s) ** (1 - _TRUSTED * found.trust)
    out = result.output_tok_s * found.factor
    carried = "" if found.exact else ", carried over to this case by the roofline model"
    return replace(
        result,
        output_tok_s=out,
        total_tok_s=result.total_tok_s * found.factor,
        low=out / width,
        high=out * width,
        tok_s_per_user=result.tok_s_per_user * found.factor,
        evidence=f"{kind} {', '.join(found.rows)}{carried}",
        measured=() if kind == OWN else tuple(found.rows),
    )


def _too_small(replica: Replica) -> str:
    need = least_gpus(replica.model, replica.gpu, replica.precision)
    what = f"{replica.model.name} at {replica.precision}"
    have = f"{replica.gpus} x {replica.gpu.name} ({replica.gpu.memory_gb:g} GB each)"
    if need <= replica.gpus:
        return f"no room is left for the KV cache of one such request beside {what} on {have}; shorten it or add GPUs"
    return f"{what} does not fit {have}; {need} of them would hold it, or a smaller precision"


def _assumptions(case: Case, parallel: str, tight: bool) -> tuple[str, ...]:
    replica = case.replica
    words = replica.engine or (TUNED if case.concurrency is None else SERVED)
    engine = engine_profile(words, replica.gpu, replica.precision)
    said = [f"layout {parallel}", f"{words}: at most {engine.batch_cap} sequences at once"]
    if not known_engine(replica.engine):
        said.append(
            f"{replica.engine} is reckoned as {SERVED}: vLLM, SGLang, TensorRT-LLM, llama.cpp and Optimum Habana are "
            "told apart"
        )
    said.append(f"KV cache {'FP8' if engine.kv_bytes == 1 else 'BF16'}, requests of equal length, steady load")
    if case.concurrency is None:
        said.append("as many requests in flight as fit")
    length, context = case.tokens_in + case.tokens_out, replica.model.context
    if context and length > context:
        said.append(f"a request of {length:,.0f} tokens is longer than the model's context of {context:,}")
    if case.prefix_share:
        said.append(f"{case.prefix_share:.0%} of the input comes from the prefix cache")
    unread = [x.name for x in (replica.model, replica.gpu) if x.basis == "background"]
    if unread:
        said.append(f"the specification of {' and of '.join(unread)} is {UNREAD}")
    if tight:
        said.append("little memory is left for the cache: small engine differences matter, measure first")
    return tuple(said)
