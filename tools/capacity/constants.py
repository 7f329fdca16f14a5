"""Every fitted or assumed number of the capacity model, in one place.

Produced by ``python bench/capacity/fit.py --write``: do not edit the values by hand. Physical meaning and unit stand
beside each; the ones under "fixed" are set beforehand and never fitted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constants:
    """Efficiencies are shares of the hardware's own rate; times are seconds."""

    eff_bf16: float = 0.65  # matrix products of dense layers
    eff_fp8: float = 0.55
    eff_fp4: float = 0.34
    eff_fp8b: float = 0.80  # block-scaled FP8, share of the BF16 rate
    eff_weight_only: float = 0.50  # int4, int8, mxfp4 unpacked to BF16, share of the BF16 rate
    before_fp8: float = 1.2  # GPUs without FP8 units come this much nearer to their peak
    dense_half: float = 30.0  # tokens at which dense products reach half speed
    moe_efficiency: float = 0.6  # grouped expert products against dense ones
    moe_half: float = 30.0  # tokens an expert at which grouped products reach half speed
    moe_bytes: float = 20.0  # traffic of routing, a token, layer, chosen expert and hidden element
    eff_attention: float = 0.45  # attention products, share of the BF16 rate
    eff_bandwidth: float = 0.80  # reading weights
    eff_kv: float = 0.75  # reading the KV cache
    eff_link: float = 0.60
    collective_s: float = 10e-6  # latency of one all-reduce or all-to-all
    layer_s: float = 20e-6  # launch cost a layer and step
    moe_step_s: float = 5e-3  # launch and routing cost of a MoE step
    served_step_s: float = 1e-3  # engine's cost a step behind an HTTP server
    sequence_s: float = 5e-6  # engine's cost a running sequence and step
    older_sequence_s: float = 40e-6  # the same where scheduling waits for the GPU
    drain: float = 2.0  # emptying of a burst, in mean output lengths
    legacy_slowdown: float = 2.0  # engines before 2025
    # fixed
    overhead_bytes: float = 3.1e9  # activations, graphs, communication buffers, a GPU (vLLM's reported cache sizes)
    # bands: factor either way that holds 80 % of the rows left out
    band_dense: float = 1.35
    band_other: float = 1.6
    band_moe: float = 2.0
    band_tight: float = 2.0
    # published measurements near the case
    near_length: float = 1.0  # natural-log distance in tokens or requests that counts as one
    near_other: float = 2.0  # squared distance of another engine, precision or layout
    near_prior: float = 0.3  # weight of "the estimate is right as it is"


FITTED = Constants()
