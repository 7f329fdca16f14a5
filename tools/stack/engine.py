"""Which serving engine: by launch date, how often the model changes, and how much of the prompts is shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.catalogue import Catalogue
from tools.results import Fact
from tools.stack.situation import Situation

SHARED = 0.5
"""Share of the input tokens that are the same in every request from which prefix reuse decides; one article switches at
nine tenths, and reuse pays in proportion."""
SOON_WEEKS = 4.0
"""A launch nearer than this leaves no time to compare engines."""
STABLE_CHANGES = 2.0
"""Model changes a year up to which tuning for a single model is worth its time."""
_TURNS = ("chat", "rag", "agent")


class EngineChoice(NamedTuple):
    """``rivals``: what to compare it with later, in order."""

    engine: str
    because: str
    claim: str
    rivals: tuple[str, ...]


def choose_engine(s: Situation) -> EngineChoice:
    """The engine to begin with. The order of the rules is the order of what it costs to be wrong."""
    nvidia = s.replica is None or not s.replica.gpu.name.upper().startswith("MI")
    trt = ("TensorRT-LLM",) if nvidia else ()
    if s.weeks_to_launch is not None and s.weeks_to_launch < SOON_WEEKS:
        return EngineChoice(
            "vLLM", "it is the quickest to production and the launch is near", "engine_vllm", ("SGLang", *trt)
        )
    if (s.prefix_share or 0.0) >= SHARED:
        why = "most of each prompt is the same, and it reuses that part across requests"
        return EngineChoice("SGLang", why, "engine_sglang", ("vLLM", *trt))
    if (
        trt
        and s.model_changes_per_year is not None
        and s.model_changes_per_year <= STABLE_CHANGES
        and s.quality != "own_weights"
    ):
        why = "one model will stay for long, so tuning for it pays"
        return EngineChoice("TensorRT-LLM", why, "engine_trtllm", ("vLLM", "SGLang"))
    why = "it starts fastest and takes a new model without a build, which the first weeks need"
    rivals = ("SGLang", *trt) if s.task in _TURNS or s.prefix_share else (*trt, "SGLang")
    return EngineChoice("vLLM", why, "engine_vllm", rivals)


def engine_facts(catalogue: Catalogue) -> Iterator[Fact]:
    """The measured differences, and the start and build times that the sources give."""
    for e in catalogue.engines:
        over = f"output throughput of {e.name} over vLLM"
        rows = (
            (f"engine_ratio_{e.id}", f"{over}, median of the pairs", e.relative_throughput, "ratio"),
            (f"engine_ratio_{e.id}_low", f"{over}, lowest of the pairs", e.relative_low, "ratio"),
            (f"engine_ratio_{e.id}_high", f"{over}, highest of the pairs", e.relative_high, "ratio"),
            (f"engine_pairs_{e.id}", f"published pairs of {e.name} and vLLM", e.pairs, "pairs"),
            (f"engine_cold_start_{e.id}", f"cold start of {e.name}", e.cold_start_s, "s"),
            (f"engine_build_{e.id}", f"build of {e.name}'s older backend", e.compile_minutes, "minutes"),
        )
        for fact_id, name, value, unit in rows:
            if value is not None:
                yield Fact(id=fact_id, name=name, value=float(value), unit=unit, as_of=e.as_of, reference=e.cited)
