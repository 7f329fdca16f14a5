"""The estimate: one replica under many workloads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tools.capacity.constants import FITTED, Constants
from tools.capacity.engines import TUNED
from tools.capacity.errors import BadQuantity
from tools.capacity.replica import Layout, Number, Replica, Sheet, free_bytes, sheet, spans_machines, stack
from tools.capacity.roofline import batch_that_fits, cycle, decode_step, drain, prefill_request

LARGEST = 1e9  # tokens or requests; more is a slip of the pen
_STEPS = 12  # of the search for the batch that keeps a speed
_TIGHT = 0.12  # share of memory left for the cache below which throughput hangs on engine details


@dataclass(frozen=True)
class Throughput:
    """Arrays, one element a workload. Rates are tokens a second of the whole replica, ``low`` and ``high`` bound
    ``output_tok_s`` (80 % of published rows lie inside), ``batch`` is requests in flight. ``ttft_ms`` is the mean
    milliseconds to the first token under steady, random arrivals, ``ttft_burst_ms`` the mean when all requests are
    sent at once, as many benchmarks do. Where ``fits`` is False everything is 0 and these are infinite."""

    fits: NDArray[np.bool_]
    output_tok_s: NDArray[np.float64]
    total_tok_s: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    batch: NDArray[np.float64]
    tok_s_per_user: NDArray[np.float64]
    ttft_ms: NDArray[np.float64]
    ttft_burst_ms: NDArray[np.float64]
    bound: NDArray[np.str_]
    parallel: NDArray[np.str_]
    unreliable: NDArray[np.bool_]


def quantity(name: str, value: ArrayLike, *, least: float, most: float = LARGEST) -> NDArray[np.float64]:
    """``value`` as floats. Error: BadQuantity with the first element that is not from ``least`` to ``most``."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError) as e:
        raise BadQuantity(f"{name} must be a number, not {value!r}") from e
    good = (array >= least) & (array <= most)  # NaN compares false
    if not good.all():
        bad = array[~good].flat[0]
        raise BadQuantity(f"{name} must be from {least:g} to {most:g}, not {bad:g}")
    return array


def solve(
    s: Sheet,
    tokens_in: Number,
    tokens_out: Number,
    concurrency: Number,
    prefix_share: Number,
    tok_s_per_user: Number,
    k: Constants,
) -> dict[str, Any]:
    """Batch and rates of one layout; every argument a float or an array. ``concurrency`` inf: as many as fit;
    ``tok_s_per_user`` 0: no limit."""
    fit = batch_that_fits(s, tokens_in, tokens_out, k)
    wanted = concurrency / s.copies
    batch = np.minimum(np.minimum(fit, s.batch_cap), wanted)
    fits = fit >= 1
    batch = np.maximum(batch, np.minimum(1.0, wanted))
    fastest = batch
    prefill = prefill_request(s, tokens_in, prefix_share, k)
    if np.any(tok_s_per_user > 0):
        batch = _largest_batch(s, tokens_in, tokens_out, prefill, tok_s_per_user, batch, k)
    seconds = cycle(s, batch, tokens_in, tokens_out, prefill, k)
    emptying = drain(s, batch, wanted, tokens_in, tokens_out, k)
    output = s.copies * batch * tokens_out / (seconds + emptying)
    step = decode_step(s, batch, tokens_in + tokens_out / 2, k)
    return {
        "fits": fits,
        "output_tok_s": output,
        "batch": batch * s.copies,
        "tok_s_per_user": tokens_out / seconds,
        "ttft_s": time_to_first_token(prefill, step, batch, seconds, wanted),
        "ttft_burst_s": burst_to_first_token(prefill, step, batch, seconds, wanted),
        "bound": _bound(batch, fit, fastest, s, wanted, batch * prefill > tokens_out * step),
        "unreliable": free_bytes(s, k) < _TIGHT * s.memory_bytes,
        "too_slow": tokens_out / seconds < tok_s_per_user * (1 - 1e-6),
    }


def _largest_batch(
    s: Sheet, tokens_in: Number, tokens_out: Number, prefill: Number, speed: Number, most: Number, k: Constants
) -> Number:
    """Largest batch up to ``most`` that still gives each stream ``speed`` tokens a second (regula falsi, Illinois: the
    time of a cycle grows with the batch). One request alone may be too slow: then 1, and the caller says so."""

    def late(batch: Number) -> Number:
        """Seconds by which a cycle misses the target; negative: in time."""
        return speed * cycle(s, batch, tokens_in, tokens_out, prefill, k) - tokens_out

    low, high = np.minimum(1.0, most), most
    late_low, late_high = late(low), late(high)
    fine, hopeless = late_high <= 0, late_low > 0
    for _ in range(_STEPS):
        share = np.clip(late_low / np.where(late_low < late_high, late_low - late_high, -1.0), 0.0, 1.0)
        middle = low + share * (high - low)
        now = late(middle)
        in_time = now <= 0
        # the end that stays is halved, so that both ends close in
        late_low, late_high = np.where(in_time, now, late_low / 2), np.where(in_time, late_high / 2, now)
        low, high = np.where(in_time, middle, low), np.where(in_time, high, middle)
    return np.where(fine, most, np.where(hopeless, np.minimum(1.0, most), low))


def time_to_first_token(prefill: Number, step: Number, batch: Number, seconds: Number, wanted: Number) -> Number:
    """Mean seconds to the first token. Prefills queue as in M/D/1 (Pollaczek-Khinchine: the wait is
    busy / (1 - busy) * service / 2, busy being the share of time spent on prefills), half a step passes until the
    scheduler looks, one decode step shares the prefill's step, and requests above the batch wait for a place
    (Little's law)."""
    busy = np.minimum(batch * prefill / seconds, 0.98)
    queue = busy / (1 - busy) * prefill / 2
    return prefill + queue + 1.5 * step + _waiting(batch, wanted) * seconds / batch


def burst_to_first_token(prefill: Number, step: Number, batch: Number, seconds: Number, wanted: Number) -> Number:
    """Mean seconds to the first token when all requests come at once: the prefills of a batch stand in one line, so
    that the mean waits for half of them, and later batches wait for whole cycles, half of those on average."""
    line = prefill * (batch + 1) / 2
    return line + 1.5 * step + _waiting(batch, wanted) * seconds / batch / 2


def _waiting(batch: Number, wanted: Number) -> Number:
    """Requests for which no place is free; none where as many as fit are meant."""
    return np.maximum(np.where(np.isfinite(wanted), wanted, 0.0) - batch, 0.0)


def _bound(batch: Number, fit: Number, fastest: Number, s: Sheet, wanted: Number, prefill_heavy: Number) -> Number:
    """What holds throughput back: the latency target, prefill arithmetic, KV memory, the engine's cap, or demand."""
    limit = np.where(fit <= np.minimum(s.batch_cap, wanted), "kv-memory", "engine-cap")
    limit = np.where(wanted < np.minimum(fit, s.batch_cap), "concurrency", limit)
    limit = np.where(prefill_heavy & (limit != "concurrency"), "prefill", limit)
    return np.where(batch < fastest * (1 - 1e-9), "latency", limit)


_SEEN_GPUS = {"H100 SXM", "H200", "B200", "A100 80GB", "L40S"}
_SEEN_PRECISIONS = {"bf16", "fp8", "fp8b", "fp4", "mxfp4"}


def band(replica: Replica, unreliable: Number, k: Constants) -> Number:
    """Factor by which 80 % of published rows stay within the estimate, by class; wider for what no row shows: other
    cards and precisions, several machines."""
    factor = k.band_moe if replica.model.experts else k.band_dense
    seen = replica.gpu.name in _SEEN_GPUS and replica.precision in _SEEN_PRECISIONS
    if not seen or any(spans_machines(replica.gpu, x) for x in replica.layouts()):
        factor *= k.band_unseen
    if replica.engine is None or replica.engine == TUNED:
        factor *= k.band_open
    return np.where(unreliable, np.maximum(factor, k.band_tight), factor)


def estimate(
    replica: Replica,
    input_tokens: ArrayLike,
    output_tokens: ArrayLike,
    *,
    concurrency: ArrayLike | None = None,
    prefix_share: ArrayLike = 0.0,
    tok_s_per_user: ArrayLike | None = None,
    constants: Constants = FITTED,
) -> Throughput:
    """Throughput of ``replica`` for requests of these lengths (tokens), from the roofline model alone.

    ``concurrency`` None: as many requests as fit; ``prefix_share``: cached share of the input; ``tok_s_per_user``: the
    slowest stream that is still good. Error: BadQuantity. A replica too small gives ``fits`` False, not an error."""
    replica = _meant(replica, concurrency)
    i = quantity("input_tokens", input_tokens, least=0)
    o = quantity("output_tokens", output_tokens, least=1)
    c = np.asarray(np.inf) if concurrency is None else quantity("concurrency", concurrency, least=1)
    p = quantity("prefix_share", prefix_share, least=0, most=1)
    u = np.asarray(0.0) if tok_s_per_user is None else quantity("tok_s_per_user", tok_s_per_user, least=0)
    shape = np.broadcast_shapes(i.shape, o.shape, c.shape, p.shape, u.shape)
    tried = [(x, solve(sheet(replica, x), i, o, c, p, u, constants)) for x in replica.layouts()]
    return _best(replica, tried, shape, i, o, constants)


def output_of_each(
    replicas: Sequence[Replica],
    tokens_in: Sequence[float | None],
    tokens_out: Sequence[float | None],
    concurrency: Sequence[float | None],
    *,
    constants: Constants = FITTED,
) -> NDArray[np.float64]:
    """Output tokens a second of many different replicas, one workload each, in one go; 0 where it does not fit."""
    meant = [_meant(r, c) for r, c in zip(replicas, concurrency, strict=True)]
    pairs = [(n, layout) for n, r in enumerate(meant) for layout in r.layouts()]
    which = np.array([n for n, _ in pairs])
    sheets = stack([sheet(meant[n], layout) for n, layout in pairs])
    many = np.array([np.inf if c is None else c for c in concurrency], dtype=float)[which]
    i, o = np.array(tokens_in, dtype=float)[which], np.array(tokens_out, dtype=float)[which]
    found = solve(sheets, i, o, many, 0.0, 0.0, constants)
    best = np.zeros(len(meant))
    np.maximum.at(best, which, np.where(found["fits"], found["output_tok_s"], 0.0))
    return best


def _meant(replica: Replica, concurrency: ArrayLike | None) -> Replica:
    """No engine and no concurrency given: an engine tuned for throughput is meant."""
    return replace(replica, engine=TUNED) if replica.engine is None and concurrency is None else replica


def _best(
    replica: Replica,
    tried: list[tuple[Layout, dict[str, Any]]],
    shape: tuple[int, ...],
    i: Number,
    o: Number,
    k: Constants,
) -> Throughput:
    """Element by element the layout that fits, keeps the latency target, and is fastest."""
    worth = [np.broadcast_to(_worth(r), shape) for _, r in tried]
    chosen = np.argmax(np.stack(worth), axis=0)
    pick = {
        key: np.take_along_axis(np.stack([np.broadcast_to(r[key], shape) for _, r in tried]), chosen[None, ...], 0)[0]
        for key in tried[0][1]
    }
    names = np.array([x.name for x, _ in tried])
    fits = pick["fits"]
    out = np.where(fits, pick["output_tok_s"], 0.0)
    factor = band(replica, pick["unreliable"], k)
    return Throughput(
        fits=fits,
        output_tok_s=out,
        total_tok_s=out * (i + o) / o,
        low=out / factor,
        high=out * factor,
        batch=np.where(fits, pick["batch"], 0.0),
        tok_s_per_user=np.where(fits, pick["tok_s_per_user"], 0.0),
        ttft_ms=np.where(fits, 1e3 * pick["ttft_s"], np.inf),
        ttft_burst_ms=np.where(fits, 1e3 * pick["ttft_burst_s"], np.inf),
        bound=np.where(fits, np.where(pick["too_slow"], "latency", pick["bound"]), "memory"),
        parallel=names[chosen],
        unreliable=pick["unreliable"] & fits,
    )


def _worth(r: dict[str, Any]) -> Number:
    good = np.where(r["too_slow"], r["tok_s_per_user"] * 1e-6, r["output_tok_s"])
    return np.where(r["fits"], good, 0.0)


def at(throughput: Throughput, index: int) -> dict[str, Any]:
    """One element as plain Python values."""
    return {f.name: np.atleast_1d(getattr(throughput, f.name))[index].item() for f in fields(Throughput)}
