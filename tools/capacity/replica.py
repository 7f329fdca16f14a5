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
_SPELLED = (  # the first that occurs in the words counts
    ("fp8b", r"fp8b|(?=.*fp8).*block"),
    ("mxfp4", r"mxfp4"),
    ("fp4", r"fp4"),
    ("fp8", r"fp8|e4m3"),
    ("int8", r"int8|w8a8|\b8-?bits?"),
    ("int4", r"int4|w4a16|awq|gptq|q4|\b4-?bits?"),
    ("bf16", r"b?f(loat|p)?16|half"),
)
_WORDS = (("tensor", "TP"), ("data", "DP"), ("expert", "EP"), ("pipeline", "PP"))
_LAYOUT = re.compile(r"(DEP|TEP|TP|EP|DP|PP)[-_ =]?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """How GPUs share a model: ``ways`` GPUs hold one copy, ``copies`` such groups. ``attention_dp``: each GPU of a
    group attends to its own requests and only the experts are split (DEP). ``stages``: pipeline stages in the group,
    which pass tokens on but reduce nothing."""

    ways: int
    copies: int = 1
    attention_dp: bool = False
    stages: int = 1

    @property
    def name(self) -> str:
        one = f"{'DEP' if self.attention_dp else 'TP'}{self.ways}"
        return one if self.copies == 1 else f"{self.copies} x {one}"


@dataclass(frozen=True)
class Replica:
    """A model on GPUs. ``parallel``: "TP8", "DEP8", ..., None: the best of the usual; ``engine``: free words."""

    model: ModelSpec
    gpu: GpuSpec
    gpus: int
    precision: str
    parallel: str | None = None
    engine: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", parse_precision(self.precision))
        if not (isinstance(self.gpus, int) and 1 <= self.gpus <= 4096):
            raise BadQuantity(f"gpus must be a whole number from 1 to 4096, not {self.gpus!r}")
        if self.parallel:
            parse_layout(self.parallel, self.gpus)

    @property
    def shared_as(self) -> Layout | None:
        """The layout that was stated, however it was spelled."""
        return parse_layout(self.parallel, self.gpus) if self.parallel else None

    def layouts(self) -> tuple[Layout, ...]:
        """The stated layout, or the candidates of which the faster counts."""
        if stated := self.shared_as:
            return (stated,)
        ways = [w for w in (1, 2, 4, 8, 16, 32, 64, self.gpus) if w <= self.gpus and self.gpus % w == 0]
        holding = [w for w in dict.fromkeys(ways) if free_bytes(sheet(self, Layout(w)), FITTED) > 0]
        if not holding:
            return (Layout(self.gpus),)
        found = [Layout(w, self.gpus // w) for w in holding]
        if self.model.experts:
            found += [Layout(w, self.gpus // w, attention_dp=True) for w in holding if w > 1]
        return tuple(found)


def parse_precision(words: str) -> str:
    """The precision that "BF16", "NVFP4", "AWQ-INT4" or "FP8 (block-scaled)" names. Error: UnknownName."""
    said = words.strip().lower()
    found = said if said in WEIGHT_BYTES else next((p for p, spelled in _SPELLED if re.search(spelled, said)), None)
    if found is None:
        raise UnknownName(f"unknown precision {words!r}; possible: {', '.join(PRECISIONS)}")
    return found


def parse_layout(parallel: str, gpus: int) -> Layout:
    """The layout that "TP8", "DEP8", "TP4PP2", "DP2 TP4" or "tensor parallel 8" names; a smaller group is repeated.
    Error: UnknownName."""
    short = parallel.lower()
    for word, letters in _WORDS:
        short = re.sub(rf"{word}[-_ ]*parallel(ism)?([-_ ]*size)?", letters, short)
    parts = {kind.upper(): int(n) for kind, n in _LAYOUT.findall(short)}
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
    return Layout(ways, gpus // ways, attention_dp, min(parts.get("PP", 1), ways))


@dataclass(frozen=True)
class Sheet:
    """A replica in numbers (bytes, seconds, FLOP) before any efficiency; each a float, or an array over cases."""

    always_bytes: Number  # weights read at every step (attention, dense layers, shared experts)
    expert_bytes: Number  # routed experts, all of them
    expert_share: Number  # experts a token over experts
    moe: Number  # 1 or 0
    token_flops: Number
    routed_flops: Number  # the part of it in routed experts
    routed_elements: Number  # layers x chosen experts x hidden, a GPU
    decode_attention: Number  # FLOP a new token and token of context
    prefill_attention: Number
    kv_bytes: Number  # a token of context, all copies together
    full: Number
    window: Number
    layers: Number
    launch: Number  # cost of a launch, over that of the usual engines
    ways: Number
    copies: Number
    bandwidth: Number
    peak: Number  # FLOP/s of one GPU at the rate the products run
    rate: Number  # which efficiency applies: index into RATES
    bf16_peak: Number
    before_fp8: Number  # 1: a GPU generation without FP8, nearer to its (lower) peak
    sent_bytes: Number  # by one GPU for one token, all layers
    link: Number
    collectives: Number  # a step
    held_bytes: Number  # weights
    memory_bytes: Number
    memory_share: Number
    beside_weights: Number  # 1: the share is of what the weights leave
    batch_cap: Number
    reserve: Number
    chunk: Number
    host: Number  # index into HOSTS


RATES = ("bf16", "fp8", "fp4", "fp8b", "weight_only")
HOSTS = ("offline", "served", "older", "legacy")
NETWORK_GB_S = 50.0  # one way, a network card of 400 Gb/s a GPU between machines
NETWORK_LATENCY = 10.0  # a collective across machines over one inside, in time
GIB = 2.0**30  # makers' "80 GB" of a data-centre GPU is 80 GiB


def _profile(replica: Replica) -> EngineProfile:
    return engine_profile(replica.engine, replica.gpu, replica.precision)


def _sizes(replica: Replica) -> tuple[float, float]:
    """Bytes a weight (outside, inside routed experts). Checkpoints published in MXFP4 alone keep it whatever the
    products run at, and keep everything but the experts in BF16, where there are experts; llama.cpp's files hold those
    in 8 bits."""
    packed = replica.precision == "mxfp4" or replica.model.precisions == ("mxfp4",)
    if packed and replica.model.experts:
        return 1.06 if _profile(replica).name == "llama.cpp" else 2.0, WEIGHT_BYTES["mxfp4"]
    return WEIGHT_BYTES[replica.precision], WEIGHT_BYTES[replica.precision]


def _parameters(model: ModelSpec) -> tuple[float, float]:
    """(always used, in routed experts), from total and active parameters and the share of experts a token takes."""
    if not model.experts:
        return model.total_params, 0.0
    share = model.experts_per_token / model.experts
    always = max((model.active_params - share * model.total_params) / (1 - share), 0.0)
    return always, model.total_params - always


def _held_bytes(replica: Replica, layout: Layout) -> float:
    (always, routed), (plain, packed) = _parameters(replica.model), _sizes(replica)
    return always * plain * (layout.ways if layout.attention_dp else 1) + routed * packed


def free_bytes(s: Sheet, k: Constants) -> Number:
    """Memory left for the KV cache over one group of GPUs; negative: the weights alone do not fit."""
    overhead = s.ways * k.overhead_bytes
    of_all = s.memory_share * s.memory_bytes - s.held_bytes - overhead
    of_rest = s.memory_share * (s.memory_bytes - s.held_bytes - overhead)
    return np.where(s.beside_weights > 0, of_rest, of_all)


def _rate(replica: Replica) -> tuple[float, int]:
    """(peak FLOP/s, index into RATES). Without a native unit the products run at the BF16 rate."""
    has, precision = replica.gpu.tflops, replica.precision
    if precision == "mxfp4" or replica.model.precisions == ("mxfp4",):
        precision = "fp4" if "fp4" in has else "mxfp4"
    if precision == "fp8" and "fp8b" in replica.model.precisions and "fp8" not in replica.model.precisions:
        precision = "fp8b"  # its FP8 checkpoint is a block-scaled one
    if precision in ("bf16", "fp8", "fp4") and precision in has:
        return has[precision] * 1e12, RATES.index(precision)
    if precision == "int8" and "int8" in has:
        return has["int8"] * 1e12, RATES.index("fp8")
    scaled = precision == "fp8b" and "fp8" in has
    return has["bf16"] * 1e12, RATES.index("fp8b" if scaled else "weight_only")


def _sent_bytes(model: ModelSpec, layout: Layout) -> float:
    """What one GPU sends for one token: dispatch in FP8 and combine in BF16 to the experts of other GPUs, or two
    all-reduces a layer in BF16."""
    ways = layout.ways
    if layout.attention_dp:
        return 3.0 * model.layers * model.hidden * max(model.experts_per_token, 1) * (ways - 1) / ways**2
    return 2 * 2 * 2.0 * model.layers * model.hidden * (ways - 1) / ways


def spans_machines(gpu: GpuSpec, layout: Layout) -> bool:
    """Whether the cards that reduce together stand in more than one machine."""
    return layout.ways / layout.stages > gpu.node_gpus


def _link_gb_s(gpu: GpuSpec, ways: int, across: bool) -> float:
    """What one card of a group sends a second: cards that are wired to each other use their links inside the group."""
    inside = gpu.link_gb_s if gpu.pair_gb_s is None else min(gpu.link_gb_s, gpu.pair_gb_s * max(ways - 1, 1))
    return min(inside, NETWORK_GB_S) if across else inside


def _attention_flops(model: ModelSpec) -> tuple[float, float]:
    """FLOP a new token and token of context (decode, prefill). MLA decodes in the latent space, prefills outside."""
    heads = 2.0 * model.layers * model.q_heads
    if model.mla_dim:
        return heads * (2 * model.mla_dim - 64), heads * (model.head_dim + 128)
    return heads * 2 * model.head_dim, heads * 2 * model.head_dim


def sheet(replica: Replica, layout: Layout) -> Sheet:
    """The numbers of one replica in one layout."""
    m, gpu, engine, ways = replica.model, replica.gpu, _profile(replica), layout.ways
    (always, routed), (plain, packed) = _parameters(m), _sizes(replica)
    share = m.experts_per_token / m.experts if m.experts else 1.0
    kv = (m.layers * m.mla_dim if m.mla_dim else 2 * m.layers * m.kv_heads * m.head_dim) * engine.kv_bytes
    decode, prefill = _attention_flops(m)
    peak, rate = _rate(replica)
    across = spans_machines(gpu, layout)
    return Sheet(
        always_bytes=always * plain * (ways if layout.attention_dp else 1),
        expert_bytes=routed * packed,
        expert_share=share,
        moe=float(m.experts > 0),
        token_flops=2 * m.active_params,
        routed_flops=2 * routed * share,
        routed_elements=m.layers * m.experts_per_token * m.hidden / ways,
        decode_attention=decode,
        prefill_attention=prefill,
        kv_bytes=kv * (1.0 if layout.attention_dp else max(1.0, ways / m.kv_heads)),
        full=m.full_attention_share if m.window else 1.0,
        window=float(m.window),
        layers=float(m.layers),
        launch=engine.launch,
        ways=float(ways),
        copies=float(layout.copies),
        bandwidth=gpu.bandwidth_gb_s * 1e9,
        peak=peak,
        rate=float(rate),
        bf16_peak=gpu.tflops["bf16"] * 1e12,
        before_fp8=float("fp8" not in gpu.tflops),
        sent_bytes=_sent_bytes(m, layout),
        link=_link_gb_s(gpu, ways, across) * 1e9,
        collectives=2.0 * m.layers * (NETWORK_LATENCY if across else 1.0) if ways > 1 else 0.0,
        held_bytes=_held_bytes(replica, layout),
        memory_bytes=ways * gpu.memory_gb * GIB,
        memory_share=engine.memory_share,
        beside_weights=float(engine.beside_weights),
        batch_cap=float(engine.batch_cap) * (ways if layout.attention_dp else 1),
        reserve=engine.reserve,
        chunk=float(engine.chunk),
        host=float(HOSTS.index(engine.host)),
    )


def stack(sheets: list[Sheet]) -> Sheet:
    """Many cases as one sheet of arrays."""
    return Sheet(**{f.name: np.array([getattr(s, f.name) for s in sheets], dtype=float) for f in fields(Sheet)})


def least_gpus(model: ModelSpec, gpu: GpuSpec, precision: str) -> int:
    """GPUs of this kind that hold the weights and a little cache, as a power of two."""
    need = 1.02 * _held_bytes(Replica(model, gpu, 1, precision), Layout(1))
    usable = 0.9 * gpu.memory_gb * GIB - FITTED.overhead_bytes
    return int(2 ** math.ceil(math.log2(max(need / usable, 1.0))))
