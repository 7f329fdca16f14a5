"""What physics forbids, whatever the constants: nothing is faster than its memory or its arithmetic units allow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue.load import load
from tools.capacity import Replica, estimate

CATALOGUE = load()
MODELS, GPUS = st.sampled_from(CATALOGUE.models), st.sampled_from(CATALOGUE.gpus)
HALVES = {"bf16": 2.0, "fp8": 1.0, "fp8b": 1.0, "int8": 1.0}
PRECISIONS = st.sampled_from(tuple(HALVES))
COUNTS = st.sampled_from([1, 2, 4, 8, 16])
TOKENS = st.floats(16, 50_000)


@settings(max_examples=60, deadline=None)
@given(MODELS, GPUS, PRECISIONS, COUNTS, TOKENS, TOKENS)
def test_no_roofline_is_exceeded(model, gpu, precision: str, gpus: int, i: float, o: float) -> None:  # type: ignore[no-untyped-def]
    many = np.array([1.0, 16, 256, 4096])
    t = estimate(Replica(model, gpu, gpus, precision), i, o, concurrency=many)
    flops = max(gpu.tflops.values()) * 1e12 * gpus
    assert (t.output_tok_s * (1 + i / o) * 2 * model.active_params <= flops).all()
    least = HALVES[precision] if model.precisions != ("mxfp4",) else 0.5
    assert float(t.output_tok_s[0]) <= gpu.bandwidth_gb_s * 1e9 * gpus / (least * model.active_params)


@settings(max_examples=40, deadline=None)
@given(MODELS, GPUS, PRECISIONS, COUNTS, TOKENS, st.floats(1, 20), st.sampled_from([None, 1.0, 100.0]))
def test_a_longer_prompt_is_never_faster(model, gpu, precision: str, gpus: int, i: float, times: float, c) -> None:  # type: ignore[no-untyped-def]
    short, long = (
        float(estimate(Replica(model, gpu, gpus, precision), n, 300, concurrency=c).output_tok_s)
        for n in (i, i * times)
    )
    assert long <= short * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(MODELS, GPUS, PRECISIONS, st.sampled_from([1, 2, 4, 8]), TOKENS, st.sampled_from([None, 1.0, 64.0, 2000.0]))
def test_more_gpus_are_never_slower(model, gpu, precision: str, gpus: int, i: float, c) -> None:  # type: ignore[no-untyped-def]
    few, many = (
        float(estimate(Replica(model, gpu, n, precision), i, 300, concurrency=c).output_tok_s) for n in (gpus, gpus * 2)
    )
    assert many >= few * (1 - 1e-9)


@pytest.mark.parametrize(
    ("less", "more"),
    [("H100 PCIe", "H100 SXM"), ("H100 SXM", "H200"), ("A100 40GB", "A100 80GB"), ("L4", "L40S"), ("L40", "L40S"),
     ("A10G", "RTX 3090"), ("RTX 3090", "RTX 4090"), ("RTX 4090", "RTX 5090"), ("RTX 5090", "RTX PRO 6000"),
     ("MI300X", "MI325X"), ("MI350X", "MI355X"), ("B200", "GB200"), ("H20", "H200"), ("TPU v5e", "TPU v6e"),
     ("Gaudi 2", "Gaudi 3"), ("T4", "A10G")],
)  # fmt: skip
@pytest.mark.parametrize("model", ["Llama 3.3 70B", "Qwen3 30B-A3B", "Gemma 3 12B", "gpt-oss-20b"])
def test_a_card_that_is_better_in_everything_is_never_slower(less: str, more: str, model: str) -> None:
    for gpus in (1, 8):
        for c in (None, 1.0, 64.0):
            slow, fast = (
                float(estimate(Replica(CATALOGUE.model(model), CATALOGUE.gpu(g), gpus, "fp8"), 1000, 300, concurrency=c)
                      .output_tok_s)
                for g in (less, more)
            )  # fmt: skip
            assert fast >= slow * (1 - 1e-9), (gpus, c)


def test_between_machines_the_network_counts() -> None:
    model = CATALOGUE.model("DeepSeek R1")
    inside, across = (Replica(model, CATALOGUE.gpu(g), 16, "fp8", "TP16") for g in ("GB200", "B200"))
    assert float(estimate(across, 1000, 300, concurrency=1).output_tok_s) < 0.5 * float(
        estimate(inside, 1000, 300, concurrency=1).output_tok_s
    )
    stages = Replica(model, CATALOGUE.gpu("B200"), 16, "fp8", "TP8PP2")
    assert float(estimate(stages, 1000, 300, concurrency=1).output_tok_s) > float(
        estimate(across, 1000, 300, concurrency=1).output_tok_s
    )


def test_llama_cpp_gains_little_from_faster_memory() -> None:
    def rate(gpu: str, engine: str) -> float:
        model = CATALOGUE.model("Qwen3 32B")
        return float(
            estimate(Replica(model, CATALOGUE.gpu(gpu), 1, "int4", None, engine), 100, 500, concurrency=1).output_tok_s
        )

    assert rate("B200", "llama.cpp") / rate("RTX 4090", "llama.cpp") < rate("B200", "vLLM") / rate("RTX 4090", "vLLM")
    assert rate("RTX 4090", "Ollama") == rate("RTX 4090", "llama.cpp")
