"""Step times of continuous batching: decode bound by memory or arithmetic, prefill by arithmetic.

A batch of B requests is served in one cycle: each needs ``output`` decode steps, and one prefill. Formulas work on
floats and arrays alike; times are seconds.
"""

from __future__ import annotations

import numpy as np

from tools.capacity.constants import Constants
from tools.capacity.replica import HOSTS, Number, Sheet, free_bytes

_OLDER = HOSTS.index("older")
_CAPTURED = 256.0  # sequences up to which a MoE step is mostly replayed from CUDA graphs rather than launched anew
_TILE = 8.0  # rows of the smallest tile a grouped product works in
_ALONE = 30.0  # requests still running while a burst drains
_BURST = 500.0  # requests at which draining shows by half


def resident_tokens(s: Sheet, context: Number) -> Number:
    """KV tokens held or read for one request, averaged over layers: windowed layers see at most the window."""
    return s.full * context + (1 - s.full) * np.minimum(context, s.window)


def batch_that_fits(s: Sheet, tokens_in: Number, tokens_out: Number, k: Constants) -> Number:
    """Requests whose KV cache fits one group of GPUs; below 1: not even one does."""
    held = resident_tokens(s, tokens_in + s.reserve * tokens_out)
    return free_bytes(s, k) / (s.kv_bytes * np.maximum(held, 1.0))


def product_rate(s: Sheet, k: Constants) -> Number:
    """FLOP/s of one GPU in dense weight products."""
    shares = np.array([k.eff_bf16, k.eff_fp8, k.eff_fp4, k.eff_fp8b, k.eff_weight_only])
    older = np.where(s.before_fp8 > 0, k.before_fp8, 1.0)
    return shares[np.asarray(s.rate, dtype=int)] * s.peak * older


def longer(a: Number, b: Number) -> Number:
    """Two overlapping times: the longer one, and more where they are alike and neither hides the other (2-norm)."""
    return np.sqrt(a * a + b * b)


def product_time(s: Sheet, tokens: Number, k: Constants) -> Number:
    """Weight products for ``tokens`` at once: reading the weights or multiplying, whichever is longer.

    Few tokens fill the arithmetic units badly: from some tiles on ``dense_half`` more of them would take as long; less
    than a tile goes to kernels made for it. Routed experts are read as far as the tokens cover them,
    1 - (1 - k/E)^tokens, multiply below the dense rate while each of those has few tokens, and move every token to its
    experts and back."""
    covered = 1 - (1 - s.expert_share) ** tokens
    each = tokens * s.expert_share / np.maximum(covered, 1e-12)
    slow = np.where(s.moe > 0, (1 + k.moe_half / (each + _TILE)) / k.moe_efficiency, 1.0)
    read = (s.always_bytes + s.expert_bytes * covered) / (k.eff_bandwidth * s.ways * s.bandwidth)
    rate = s.ways * product_rate(s, k)
    plain = (s.token_flops - s.routed_flops) * tokens * (1 + k.dense_half / (tokens + _TILE))
    multiply = (plain + s.routed_flops * slow * tokens) / rate
    route = tokens * s.routed_elements * k.moe_bytes / s.bandwidth
    return longer(read, multiply) + route


def network_time(s: Sheet, tokens: Number, k: Constants) -> Number:
    return tokens * s.sent_bytes / (k.eff_link * s.link)


def host_time(s: Sheet, batch: Number, k: Constants) -> Number:
    """Launches, collectives' latency, and the engine's own work in one step."""
    step = np.array([0.0, k.served_step_s, k.served_step_s, k.legacy_step_s])
    sequence = np.array([k.sequence_s, k.sequence_s, k.older_sequence_s, k.legacy_sequence_s])
    host = np.asarray(s.host, dtype=int)
    eager = s.moe * k.moe_step_s * batch**2 / (batch**2 + _CAPTURED**2)
    launches = s.layers * s.launch * k.layer_s + s.collectives * k.collective_s + eager
    return launches + step[host] + batch * sequence[host]


def decode_step(s: Sheet, batch: Number, context: Number, k: Constants) -> Number:
    """One token for each of ``batch`` requests whose mean context is ``context`` tokens."""
    seen = resident_tokens(s, context)
    read = batch * s.kv_bytes * seen / (k.eff_kv * s.ways * s.bandwidth)
    multiply = batch * s.decode_attention * seen / (k.eff_attention * s.ways * s.bf16_peak)
    device = product_time(s, batch, k) + longer(read, multiply) + network_time(s, batch, k)
    return device + host_time(s, batch, k)


def prefill_request(s: Sheet, tokens_in: Number, prefix_share: Number, k: Constants) -> Number:
    """Prefill of one request inside full steps of ``chunk`` tokens; a cached prefix is attended to, not computed."""
    new = tokens_in * (1 - prefix_share)
    seen = resident_tokens(s, tokens_in * (1 + prefix_share) / 2)
    a_token = product_time(s, s.chunk, k) / s.chunk + network_time(s, 1.0, k)
    return new * (a_token + s.prefill_attention * seen / (k.eff_attention * s.ways * s.bf16_peak))


def cycle(s: Sheet, batch: Number, tokens_in: Number, tokens_out: Number, prefill: Number, k: Constants) -> Number:
    """Seconds in which ``batch`` requests, each prefilled in ``prefill`` seconds, are all decoded once."""
    return tokens_out * decode_step(s, batch, tokens_in + tokens_out / 2, k) + batch * prefill


def drain(s: Sheet, batch: Number, concurrency: Number, tokens_in: Number, tokens_out: Number, k: Constants) -> Number:
    """Seconds a cycle for the emptying of a burst, where an engine is known from runs that sent all requests at once
    (the releases marked "older"): the last ones decode nearly alone. The share grows with the requests that empty at
    once, and a burst of several batches empties once; a few requests are kept up by whoever measures."""
    alone = decode_step(s, np.minimum(batch, _ALONE), tokens_in + tokens_out, k)
    burst = np.where(np.isfinite(concurrency), concurrency, 0.0)
    share = batch / np.maximum(burst, batch) * (batch / (batch + _BURST)) ** 2 * (burst > 0)
    return np.where(s.host == _OLDER, k.drain * share * tokens_out * alone, 0.0)
