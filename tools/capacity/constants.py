"""Every fitted or assumed number of the capacity model, in one place.

Produced by ``python bench/capacity/fit.py --write``: do not edit the values by hand. Physical meaning and unit stand
beside each; the ones under "fixed" are set beforehand and never fitted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constants:
    """Efficiencies are shares of the hardware's own rate; times are seconds."""

    eff_bf16: float = 0.4964  # matrix products of dense layers
    eff_fp8: float = 0.6234
    eff_fp4: float = 0.3597
    eff_fp8b: float = 0.5178  # block-scaled FP8, share of the BF16 rate
    eff_weight_only: float = 0.4064  # int4, int8, mxfp4 unpacked to BF16, share of the BF16 rate
    before_fp8: float = 1.313  # GPUs without FP8 units come this much nearer to their peak
    dense_half: float = 40.05  # tokens at which dense products reach half speed
    moe_efficiency: float = 0.5904  # grouped expert products against dense ones
    moe_half: float = 60.12  # tokens an expert at which grouped products reach half speed
    moe_bytes: float = 21.99  # traffic of routing, a token, layer, chosen expert and hidden element
    eff_attention: float = 0.5312  # attention products, share of the BF16 rate
    eff_bandwidth: float = 0.724  # reading weights
    eff_kv: float = 0.8072  # reading the KV cache
    eff_link: float = 0.6417  # sending to other GPUs
    collective_s: float = 1.039e-05  # latency of one all-reduce or all-to-all
    layer_s: float = 2.069e-05  # launch cost a layer and step
    moe_step_s: float = 0.01153  # launch and routing cost of a MoE step
    served_step_s: float = 0.0008938  # engine's cost a step behind an HTTP server
    sequence_s: float = 5.019e-06  # engine's cost a running sequence and step
    older_sequence_s: float = 9.174e-05  # the same where scheduling waits for the GPU
    drain: float = 2.639  # emptying of a burst, in mean output lengths
    legacy_step_s: float = 0.005582  # engines before 2025: a scheduler in Python that the GPU waits for
    legacy_sequence_s: float = 0.0004629  # the same for each running sequence
    # fixed
    overhead_bytes: float = 3100000000.0  # a GPU: activations, graphs, buffers (vLLM reports its cache size)
    # bands: factor either way that holds 80 % of the rows left out
    band_dense: float = 1.29
    band_moe: float = 1.54
    band_tight: float = 1.48  # little memory left for the KV cache
    band_open: float = 1.08  # further factor where no engine is named
    # assumed: half as much again where no published row has this kind of GPU or precision
    band_unseen: float = 1.5
    # published measurements near the case
    near_length: float = 1.5  # natural-log distance in tokens or requests that counts as one
    near_other: float = 4.0  # squared distance of another engine, precision or layout
    near_prior: float = 0.1  # weight of "the estimate is right as it is"


FITTED = Constants()
