"""What differs between serving engines, as far as it is documented: scheduler limits, KV precision, host work."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class EngineProfile:
    """``batch_cap``: sequences a scheduler runs at once; ``chunk``: tokens a prefill step; ``reserve``: share of the
    output a request holds memory for on admission; ``kv_bytes``: a KV element; ``served``: measured behind HTTP."""

    name: str
    batch_cap: int
    chunk: int
    reserve: float
    kv_bytes: int
    served: bool


def engine_profile(engine: str | None, memory_gb: float, precision: str) -> EngineProfile:
    """The profile for free words such as "TensorRT-LLM 1.0 (pytorch)" or "vLLM 0.11.0"; unknown words: a typical one."""
    words = (engine or "").lower()
    if re.search(r"tensorrt|trt", words):
        kv = 1 if precision in ("fp8", "fp4") else 2
        return EngineProfile("TensorRT-LLM", 2048, 8192, 1.0, kv, False)
    if "sglang" in words:
        return EngineProfile("SGLang", 1024, 8192, 0.7, 2, True)
    cap = 1024 if memory_gb >= 80 and "a100" not in words else 256
    return EngineProfile("vLLM", cap, 8192, 0.6, 2, True)
