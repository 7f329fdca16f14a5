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


def test_cards_wired_to_each_other_use_the_links_of_their_group_alone() -> None:
    model, gpu = CATALOGUE.model("Llama 3.1 70B"), CATALOGUE.gpu("Gaudi 3")
    switched = gpu.model_copy(update={"pair_gb_s": None})
    for gpus in (2, 8):
        wired, free = (
            estimate(Replica(model, g, gpus, "fp8", f"TP{gpus}", "Optimum Habana"), 2048, 128, concurrency=200)
            for g in (gpu, switched)
        )
        if gpus == 2:  # three of the twenty-one links
            assert float(wired.output_tok_s) < 0.9 * float(free.output_tok_s)
        else:
            assert float(wired.output_tok_s) == pytest.approx(float(free.output_tok_s))


def test_a_replica_over_several_machines_has_a_wider_band() -> None:
    model, gpu = CATALOGUE.model("DeepSeek R1"), CATALOGUE.gpu("H200")
    inside, across = (
        estimate(Replica(model, gpu, n, "fp8", f"TP{n}", "vLLM"), 1000, 300, concurrency=8) for n in (8, 16)
    )
    assert float(across.high / across.output_tok_s) > 1.3 * float(inside.high / inside.output_tok_s)


def test_mxfp4_packs_the_experts_or_everything_where_there_are_none() -> None:
    gpu = CATALOGUE.gpu("RTX 4090")
    assert estimate(Replica(CATALOGUE.model("Mistral Small 3"), gpu, 1, "mxfp4"), 500, 200).fits
    assert not estimate(Replica(CATALOGUE.model("Mistral Small 3"), gpu, 1, "bf16"), 500, 200).fits


def test_an_old_scheduler_costs_by_step_and_by_sequence_not_by_factor() -> None:
    """What waits for the scheduler does not grow with the model."""
    gpu = CATALOGUE.gpu("H100 SXM")

    def slower(model: str, gpus: int, many: float) -> float:
        old, new = (
            float(
                estimate(
                    Replica(CATALOGUE.model(model), gpu, gpus, "bf16", f"TP{gpus}", engine), 200, 200, concurrency=many
                ).output_tok_s
            )
            for engine in ("vLLM 0.6", "vLLM 0.16")
        )
        return new / old

    assert slower("Llama 3.1 8B", 1, 64) > slower("Llama 3.3 70B", 4, 64) > 1
    assert slower("Llama 3.1 8B", 1, 128) > slower("Llama 3.1 8B", 1, 1)
