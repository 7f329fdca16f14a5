"""One replica - a model on some GPUs - turned into the plain numbers that the step times need."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from knowledge.catalogue.schema import GpuSpec, ModelSpec
from tools.capacity.constants import FITTED, Constants
from tools.capacity.engines import EngineProfile, engine_profile
from tools.capacity.errors import BadQuantity, UnknownName

Number = Any  # float or numpy array of floats: the same formulas serve both

# bytes a weight with its scales; the rate its products run at
WEIGHT_BYTES = {"bf16": 2.0, "fp8": 1.0, "fp8b": 1.0, "int8": 1.0, "fp4": 0.56, "mxfp4": 0.53, "int4": 0.53}
PRECISIONS = tuple(WEIGHT_BYTES)
_ALIASES = {
    "fp16": "bf16",
    "nvfp4": "fp4",
    "w8a8": "int8",
    "awq": "int4",
    "gptq": "int4",
    "q4": "int4",
    "awq-int4": "int4",
}
_LAYOUT = re.compile(r"(DEP|TEP|TP|EP|DP|PP)[-_ =]?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """How GPUs share a model: ``ways`` GPUs hold one copy, ``copies`` such groups. ``attention_dp``: each GPU of a
    group attends to its own requests and only the experts are split (DEP)."""

    ways: int
    copies: int = 1
    attention_dp: bool = False

    @property
    def name(self) -> str:
        one = f"{'DEP' if self.attention_dp else 'TP'}{self.ways}"
        return one if self.copies == 1 else f"{self.copies} x {one}"


@dataclass(frozen=True)
class Replica:
    """A model on GPUs. ``parallel``: "TP8", "DEP8", ..., None: the best of the usual layouts. ``engine``: free words."""

    model: ModelSpec
    gpu: GpuSpec
    gpus: int
    precision: str
    parallel: str | None = None
    engine: str | None = None

    def __post_init__(self) -> None:
        precision = self.precision.strip().lower()
        precision = _ALIASES.get(precision, precision)
        if precision not in WEIGHT_BYTES:
            raise UnknownName(f"unknown precision {self.precision!r}; possible: {', '.join(PRECISIONS)}")
        object.__setattr__(self, "precision", precision)
        if not (isinstance(self.gpus, int) and 1 <= self.gpus <= 4096):
            raise BadQuantity(f"gpus must be a whole number from 1 to 4096, not {self.gpus!r}")

    def layouts(self) -> tuple[Layout, ...]:
        """The stated layout, or the candidates of which the faster counts."""
        if self.parallel:
            return (parse_layout(self.parallel, self.gpus),)
        ways = [w for w in (1, 2, 4, 8, 16, 32, 64, self.gpus) if w <= self.gpus and self.gpus % w == 0]
        holding = [w for w in dict.fromkeys(ways) if _free_bytes(self, Layout(w), FITTED, _profile(self)) > 0]
        if not holding:
            return (Layout(self.gpus),)
        least, most = holding[0], holding[-1]
        found = [Layout(least, self.gpus // least), Layout(most, self.gpus // most)]
        if self.model.experts and least > 1:
            found.append(Layout(least, self.gpus // least, attention_dp=True))
        return tuple(dict.fromkeys(found))


def parse_layout(parallel: str, gpus: int) -> Layout:
    """ "TP8", "DEP8", "TP4PP2", "DP2 TP4"; groups that leave GPUs over are repeated. Error: UnknownName."""
    parts = {kind.upper(): int(n) for kind, n in _LAYOUT.findall(parallel)}
    if not parts or any(n < 1 for n in parts.values()):
        raise UnknownName(
            f"unknown parallel layout {parallel!r}; possible: TP8, DEP8, TEP8, EP8, DP8, TP4PP2, or leave it out"
        )
    attention_dp = "DEP" in parts or ("DP" in parts and "EP" in parts)
    ways = parts.get("DEP") or parts.get("TEP") or parts.get("TP", 1) * parts.get("PP", 1)
    if attention_dp or ("EP" in parts and "TP" not in parts):
        ways = max(ways, parts.get("EP", 1))
    if ways > gpus or gpus % ways:
        raise UnknownName(f"parallel layout {parallel!r} needs {ways} GPUs or a multiple, the replica has {gpus}")
    return Layout(ways, gpus // ways, attention_dp)


@dataclass(frozen=True)
class Sheet:
    """A replica in numbers (bytes, seconds, FLOP); each a float, or an array with one element a case."""

    always_bytes: Number  # weights read at every step (attention, dense layers, shared experts)
    expert_bytes: Number  # routed experts, all of them
    expert_share: Number  # experts a token over experts
    experts: Number
    token_flops: Number
    routed_flops: Number  # the part of it in routed experts
    decode_attention: Number  # FLOP a new token and token of context
    prefill_attention: Number
    kv_bytes: Number  # a token of context, all copies together
    full: Number
    window: Number
    layers: Number
    ways: Number
    copies: Number
    bandwidth: Number
    flops: Number  # of the weight products, one GPU, efficiency included
    attention_rate: Number
    reduce_bytes: Number  # sent by one GPU for one token, all layers
    link: Number
    collectives: Number  # a step
    free_bytes: Number
    memory_bytes: Number
    batch_cap: Number
    reserve: Number
    chunk: Number
    step_s: Number
    sequence_s: Number


def _profile(replica: Replica) -> EngineProfile:
    return engine_profile(replica.engine, replica.gpu.memory_gb, replica.precision)


def _weights(replica: Replica) -> tuple[float, float]:
    """(always read, routed experts) in bytes. MXFP4 checkpoints keep everything but the experts in BF16."""
    model, size = replica.model, WEIGHT_BYTES[replica.precision]
    if not model.experts:
        return model.total_params * size, 0.0
    share = model.experts_per_token / model.experts
    always = max((model.active_params - share * model.total_params) / (1 - share), 0.0) if share < 1 else 0.0
    return always * (2.0 if replica.precision == "mxfp4" else size), (model.total_params - always) * size


def _free_bytes(replica: Replica, layout: Layout, k: Constants, engine: EngineProfile) -> float:
    """Memory left for the KV cache over one group of GPUs."""
    always, routed = _weights(replica)
    held = always * (layout.ways if layout.attention_dp else 1) + routed
    usable = k.memory_share * replica.gpu.memory_gb * 1e9 - k.overhead_bytes
    return layout.ways * usable - held


def _rate(replica: Replica, k: Constants) -> float:
    """FLOP/s of one GPU in weight products, efficiency included. No native unit: the BF16 rate, as measured."""
    has = replica.gpu.tflops
    precision = replica.precision
    native = {"fp8": k.eff_fp8, "fp4": k.eff_fp4, "bf16": k.eff_bf16, "int8": k.eff_fp8}
    if precision in native and precision in has:
        return native[precision] * has[precision] * 1e12
    if precision == "mxfp4" and "fp4" in has:
        return k.eff_fp4 * has["fp4"] * 1e12
    eff = k.eff_fp8b if precision == "fp8b" else k.eff_weight_only
    return eff * has["bf16"] * 1e12


def sheet(replica: Replica, layout: Layout, k: Constants = FITTED) -> Sheet:
    """The numbers of one replica in one layout."""
    m, gpu, engine = replica.model, replica.gpu, _profile(replica)
    always, routed = _weights(replica)
    share = m.experts_per_token / m.experts if m.experts else 1.0
    routed_params = routed / WEIGHT_BYTES[replica.precision] * share if m.experts else 0.0
    ways = layout.ways
    kv = (m.layers * m.mla_dim if m.mla_dim else 2 * m.layers * m.kv_heads * m.head_dim) * engine.kv_bytes
    kv_copies = 1.0 if layout.attention_dp else max(1.0, ways / m.kv_heads)
    decode = 2 * m.layers * m.q_heads * (2 * m.mla_dim - 64 if m.mla_dim else 2 * m.head_dim)
    prefill = 2 * m.layers * m.q_heads * (m.head_dim + 128 if m.mla_dim else 2 * m.head_dim)
    if layout.attention_dp:  # dispatch in FP8, combine in BF16, to the experts of other GPUs
        sent = 3.0 * m.layers * m.hidden * max(m.experts_per_token, 1) / ways * (ways - 1) / ways
    else:  # two all-reduces a layer in BF16
        sent = 2 * 2 * 2.0 * m.layers * m.hidden * (ways - 1) / ways
    return Sheet(
        always_bytes=always * (ways if layout.attention_dp else 1),
        expert_bytes=routed,
        expert_share=share,
        experts=float(m.experts),
        token_flops=2 * m.active_params,
        routed_flops=2 * routed_params,
        decode_attention=float(decode),
        prefill_attention=float(prefill),
        kv_bytes=float(kv) * kv_copies,
        full=m.full_attention_share if m.window else 1.0,
        window=float(m.window),
        layers=float(m.layers),
        ways=float(ways),
        copies=float(layout.copies),
        bandwidth=gpu.bandwidth_gb_s * 1e9,
        flops=_rate(replica, k),
        attention_rate=k.eff_attention * gpu.tflops["bf16"] * 1e12,
        reduce_bytes=sent,
        link=gpu.link_gb_s * 1e9,
        collectives=2.0 * m.layers if ways > 1 else 0.0,
        free_bytes=_free_bytes(replica, layout, k, engine),
        memory_bytes=ways * gpu.memory_gb * 1e9,
        batch_cap=float(engine.batch_cap) * (ways if layout.attention_dp else 1),
        reserve=engine.reserve,
        chunk=float(engine.chunk),
        step_s=k.served_step_s if engine.served else k.host_s,
        sequence_s=k.served_sequence_s if engine.served else 0.0,
    )


def stack(sheets: list[Sheet]) -> Sheet:
    """Many cases as one sheet of arrays."""
    return Sheet(**{f.name: np.array([getattr(s, f.name) for s in sheets], dtype=float) for f in fields(Sheet)})


def least_gpus(model: ModelSpec, gpu: GpuSpec, precision: str) -> int:
    """GPUs of this kind that hold the weights and some cache, as a power of two."""
    need = sum(_weights(Replica(model, gpu, 1, precision))) * 1.1
    usable = FITTED.memory_share * gpu.memory_gb * 1e9 - FITTED.overhead_bytes
    return int(2 ** math.ceil(math.log2(max(need / usable, 1.0))))
