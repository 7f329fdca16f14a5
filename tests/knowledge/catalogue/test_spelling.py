"""People write names of models and GPUs in many ways; each means one thing, or is refused with the nearest."""

from __future__ import annotations

import pytest

from knowledge.catalogue.load import load
from knowledge.catalogue.spelling import precision_in

CATALOGUE = load()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b"),
        ("RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "llama-3.3-70b"),
        ("nvidia/Llama-3.1-405B-Instruct-FP4", "llama-3.1-405b"),
        ("nvidia/DeepSeek-R1-0528-FP4-v2", "deepseek-r1"),
        ("Qwen3-32B-FP8", "qwen3-32b"),
        ("Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", "qwen3-235b-a22b"),
        ("Llama-4-Maverick-17B-128E-Instruct-FP8", "llama-4-maverick"),
        ("gpt-oss 120B", "gpt-oss-120b"),
        ("DeepSeek-V3.1", "deepseek-v3"),
        ("qwen3:32b", "qwen3-32b"),
        ("mistralai/Mistral-Small-3.2-24B-Instruct-2506", "mistral-small-3"),
        ("Qwen3-Coder-480B-A35B-Instruct-FP8", "qwen3-coder-480b-a35b"),
        ("zai-org/GLM-5.1-FP8", "glm-5"),
    ],
)
def test_a_model_by_any_usual_name(said: str, meant: str) -> None:
    assert CATALOGUE.model(said).id == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("H100", "H100 SXM"),
        ("H100-SXM5", "H100 SXM"),
        ("NVIDIA H100 80GB HBM3", "H100 SXM"),
        ("H100s", "H100 SXM"),
        ("NVIDIA H100 PCIe", "H100 PCIe"),
        ("A100-80G", "A100 80GB"),
        ("NVIDIA-A100-SXM4-40GB", "A100 40GB"),
        ("NVIDIA A100 80GB PCIe", "A100 80GB PCIe"),
        ("B200 192GB", "B200"),
        ("NVIDIA RTX PRO 6000 Blackwell Server Edition", "RTX PRO 6000"),
        ("RTX A6000", "RTX A6000"),
        ("GB200 NVL72", "GB200"),
    ],
)
def test_a_gpu_by_any_usual_name(said: str, meant: str) -> None:
    assert CATALOGUE.gpu(said).name == meant


@pytest.mark.parametrize(
    "said", ["Qwen3-Audio-8B", "Llama-3.2-12B-Vision", "DeepSeek-Coder-V9", "gpt-4o", "instruct", ""]
)
def test_a_cousin_is_not_the_model(said: str) -> None:
    with pytest.raises(LookupError, match=f"unknown model '{said}'.*known: Llama 3.3 70B"):
        CATALOGUE.model(said)


@pytest.mark.parametrize(("said", "near"), [("Quen3-32B", "Qwen3 32B"), ("Lama-3.3-70B", "Llama 3.3 70B")])
def test_a_slip_names_what_was_meant(said: str, near: str) -> None:
    with pytest.raises(LookupError, match=f"did you mean .*{near}"):
        CATALOGUE.model(said)


def test_a_size_that_no_such_card_has_is_refused() -> None:
    with pytest.raises(LookupError, match="unknown GPU 'H100 64GB'"):
        CATALOGUE.gpu("H100 64GB")


def test_a_checkpoints_name_says_its_precision() -> None:
    said = ("Qwen3-32B-AWQ", "Llama-3.3-70B-Instruct-FP8-dynamic", "nvidia/DeepSeek-R1-NVFP4", "Qwen3-32B")
    assert [precision_in(name) for name in said] == ["int4", "fp8", "fp4", None]
