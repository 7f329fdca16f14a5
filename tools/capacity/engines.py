"""What differs between serving engines, as far as it is documented: scheduler limits, memory, KV precision, host work.

References: vLLM ``EngineArgs`` defaults (1,024 sequences on GPUs of 70 GiB or more except A100, else 256; 0.9 of the
memory), asynchronous scheduling by default in the releases of 2026; TensorRT-LLM ``trtllm-bench`` tuning heuristics
(0.95 of the memory left beside the weights, at most 4,096 sequences, guaranteed-no-evict: a request holds memory for
its whole output); SGLang server arguments. llama.cpp: one stream on thirteen cards and ten models, pavlokhmel.com,
2026-06-07, is what its launch cost was read from. Optimum Habana: intel.github.io/neural-compressor, FP8 quantization
of its text-generation example; the batches that Intel publishes fit no BF16 cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.catalogue.schema import GpuSpec

TUNED = "engine tuned for throughput"  # what is meant where no engine and no concurrency is given
LLAMA_CPP_LAUNCH = 5.0  # one user at a time on cards whose memory is too fast to matter: 100 to 200 us a layer
SERVED = "a current vLLM"  # what is meant where no engine is given, but a concurrency or an own benchmark


@dataclass(frozen=True)
class EngineProfile:
    """``batch_cap``: sequences a scheduler runs at once; ``chunk``: tokens a prefill step; ``reserve``: share of its
    output that a request holds memory for on average; ``memory_share`` of the GPU's memory, or with ``beside_weights``
    of what the weights leave; ``kv_bytes``: a KV element; ``host``: how much the engine's own work shows."""

    name: str
    batch_cap: int
    chunk: int
    reserve: float
    memory_share: float
    beside_weights: bool
    kv_bytes: int
    host: str  # "offline", "served", "older" (served, scheduling not overlapped with the GPU), "legacy" (before 2025)
    launch: float = 1.0  # launch cost a layer and step, over that of engines that replay CUDA graphs


def engine_profile(engine: str | None, gpu: GpuSpec, precision: str) -> EngineProfile:
    """The profile for words such as "TensorRT-LLM 1.0 (pytorch)" or "vLLM 0.11.0". None or unknown: ``SERVED``;
    ``TUNED``: limits as wide as memory allows, KV cache in FP8 beside FP8 or FP4 weights."""
    words = (engine or "").lower()
    kv_fp8 = 1 if precision in ("fp8", "fp4") else 2
    if re.search(r"tensorrt|trt", words):
        if re.search(r"rc\d|serve", words):
            return EngineProfile("TensorRT-LLM server", 2048, 8192, 1.0, 0.90, True, kv_fp8, "older")
        return EngineProfile("TensorRT-LLM", 4096, 16384, 1.0, 0.95, True, kv_fp8, "offline")
    if re.search(r"habana", words):  # batches of equal requests, replayed as graphs; its FP8 recipe holds the cache too
        return EngineProfile("Optimum Habana", 4096, 16384, 1.0, 0.95, True, kv_fp8, "offline")
    if words == TUNED:
        return EngineProfile(TUNED, 4096, 16384, 1.0, 0.95, True, kv_fp8, "offline")
    if re.search(r"llama\.?cpp|ollama|lm ?studio|gguf", words):
        return EngineProfile("llama.cpp", 32, 512, 1.0, 0.95, False, 2, "served", LLAMA_CPP_LAUNCH)
    large = gpu.memory_gb >= 70 and not gpu.name.startswith("A100")
    if "sglang" in words:
        host = "older" if _version(words, "sglang") <= (0, 5) else "served"
        return EngineProfile("SGLang", 2048, 8192, 0.8, 0.88, False, 2, host)
    version = _version(words, "vllm")
    host = "legacy" if version < (0, 8) else "older" if version <= (0, 11) else "served"
    return EngineProfile("vLLM", 1024 if large else 256, 8192 if large else 2048, 0.8, 0.90, False, 2, host)


def known_engine(engine: str | None) -> bool:
    """Whether ``engine_profile`` knows these words; others are reckoned as ``SERVED``, which must be said."""
    return (
        engine is None
        or engine == TUNED
        or bool(re.search(r"tensorrt|trt|sglang|vllm|habana|llama\.?cpp|ollama|gguf", engine.lower()))
    )


def _version(words: str, engine: str) -> tuple[int, int]:
    """(major, minor) after the engine's name; unversioned means current."""
    found = re.search(engine + r"\D{0,3}(\d+)\.(\d+)", words)
    return (int(found[1]), int(found[2])) if found else (99, 0)
