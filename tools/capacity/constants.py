"""Every fitted or assumed number of the capacity model, in one place.

Produced by ``python bench/capacity/fit.py --write``: do not edit the values by hand. Physical meaning and unit stand
beside each; the ones under "fixed" are set beforehand and never fitted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constants:
    """Efficiencies are shares of the hardware's own rate; times are seconds."""

    eff_bf16: float = 0.55  # matrix products of dense layers
    eff_fp8: float = 0.52
    eff_fp4: float = 0.34
    eff_fp8b: float = 0.60  # block-scaled FP8, share of the BF16 rate
    eff_weight_only: float = 0.50  # int4, int8, mxfp4 unpacked to BF16, share of the BF16 rate
    moe_efficiency: float = 0.6  # grouped expert products against dense ones
    moe_half: float = 30.0  # tokens an expert at which grouped products reach half speed
    eff_attention: float = 0.45  # attention products, share of the BF16 rate
    eff_bandwidth: float = 0.80  # reading weights
    eff_kv: float = 0.60  # reading the KV cache
    eff_link: float = 0.60
    collective_s: float = 10e-6  # latency of one all-reduce or all-to-all
    layer_s: float = 20e-6  # launch cost a layer and step
    host_s: float = 0.0  # engine's own cost a step, offline
    served_step_s: float = 2e-3  # engine's cost a step behind an HTTP server
    served_sequence_s: float = 20e-6  # the same, a running sequence and step
    # fixed
    memory_share: float = 0.90  # of GPU memory an engine takes
    overhead_bytes: float = 3e9  # activations, graphs, communication buffers, a GPU
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
