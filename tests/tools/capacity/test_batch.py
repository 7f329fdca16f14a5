"""The batch row is a public promise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.catalogue.load import load
from tools.capacity import CapacityError, capacity_batch_row, measured_batch_row

CATALOGUE = load()
ROW: dict[str, Any] = {
    "id": "a",
    "model": "llama 3.3 70b instruct",
    "precision": "fp8",
    "parallel": None,
    "gpu": "h100",
    "gpus": 2,
    "input_tokens": 1000,
    "output_tokens": 300,
    "concurrency": None,
    "engine": None,
    "prefix_share": None,
    "tok_s_per_user": None,
}
OUT = "id fits output_tok_s total_tok_s low high batch tok_s_per_user bound evidence assumptions".split()  # noqa: SIM905


def test_the_promised_fields_in_order_and_plain() -> None:
    out = capacity_batch_row(ROW, CATALOGUE)
    assert list(out) == OUT
    assert json.loads(json.dumps(out)) == out
    assert out["fits"] is True
    assert out["low"] < out["output_tok_s"] < out["high"]


def test_what_does_not_fit_has_no_rates() -> None:
    out = capacity_batch_row(ROW | {"gpus": 1, "precision": "bf16"}, CATALOGUE)
    assert out["fits"] is False
    assert out["output_tok_s"] is None
    assert out["bound"] == "memory"
    assert "of them would hold it" in out["assumptions"][0]


def test_a_speed_target_costs_throughput() -> None:
    free = capacity_batch_row(ROW | {"evidence": "estimate"}, CATALOGUE)
    held = capacity_batch_row(ROW | {"evidence": "estimate", "tok_s_per_user": 40}, CATALOGUE)
    assert held["output_tok_s"] < 0.7 * free["output_tok_s"]
    assert held["tok_s_per_user"] == pytest.approx(40, rel=1e-3)
    assert held["bound"] == "latency"


def test_a_speed_that_nothing_reaches_is_no_error_about_another_number() -> None:
    out = capacity_batch_row(ROW | {"tok_s_per_user": 1e9}, CATALOGUE)
    assert out["bound"] == "latency"
    assert "even one request alone is slower than the speed asked for" in out["assumptions"]
    held = capacity_batch_row(ROW | {"tok_s_per_user": 5}, CATALOGUE)
    assert not any("even one request" in a for a in held["assumptions"])


def test_a_request_beyond_the_models_context_is_said() -> None:
    out = capacity_batch_row(ROW | {"input_tokens": 200_000}, CATALOGUE)
    assert any("longer than the model's context of 131,072" in a for a in out["assumptions"])
    assert not any("context" in a for a in capacity_batch_row(ROW, CATALOGUE)["assumptions"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"model": "GPT-9"}, "unknown model 'GPT-9'; did you mean GPT-J 6B? known: Llama 3.3 70B"),
        ({"gpu": "H900"}, "unknown GPU 'H900'; did you mean H800 or H200 or H100 SXM? known: H100 SXM"),
        ({"model": None}, "model is missing"),
        ({"precision": "fp3"}, "possible: bf16"),
        ({"gpus": 1.5}, "whole number"),
        ({"gpus": True}, "finite number"),
        ({"input_tokens": "long"}, "finite number"),
        ({"input_tokens": None}, "input_tokens is missing"),
        ({"input_tokens": 0}, "input_tokens must be above 0"),
        ({"tok_s_per_user": 0}, "tok_s_per_user must be above 0"),
        ({"output_tokens": 0}, "output_tokens must be from 1"),
        ({"output_tokens": 1e30}, "finite number"),
        ({"concurrency": -1}, "concurrency must be from 1"),
        ({"prefix_share": 2}, "prefix_share must be from 0 to 1"),
        ({"evidence": "hope"}, "possible: best, estimate"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"engine": 5}, "engine must be a text"),
        ({"parallel": 8}, "parallel must be a text"),
    ],
)
def test_bad_rows_say_what_is_wrong_and_what_is_possible(change: dict[str, Any], says: str) -> None:
    with pytest.raises(CapacityError) as error:
        capacity_batch_row(ROW | change, CATALOGUE)
    assert says in str(error.value)


@pytest.mark.parametrize("kind", [CATALOGUE.models, CATALOGUE.gpus])
def test_no_spelling_means_two_things(kind: tuple[Any, ...]) -> None:
    seen: dict[str, str] = {}
    for entry in kind:
        names = {entry.name, getattr(entry, "id", entry.name), *entry.aliases}
        for key in {"".join(c for c in n.lower().replace("+", "plus") if c.isalnum()) for n in names}:
            assert key not in seen, f"{key}: {seen.get(key)} and {entry.name}"
            seen[key] = entry.name


def test_people_spellings_resolve() -> None:
    assert CATALOGUE.gpu("H100").name == "H100 SXM"
    assert CATALOGUE.gpu("4090").name == "RTX 4090"
    assert CATALOGUE.model("meta-llama/Llama-3.3-70B-Instruct").id == "llama-3.3-70b"
    assert CATALOGUE.model("qwen3 30b a3b").id == "qwen3-30b-a3b"


@pytest.mark.parametrize(
    ("words", "precision"),
    [("BF16", "bf16"), ("float16", "bf16"), ("NVFP4", "fp4"), ("AWQ-INT4", "int4"), ("FP8 (block-scaled)", "fp8b"),
     ("w8a8", "int8"), ("fp8_e4m3", "fp8"), ("MXFP4", "mxfp4")],
)  # fmt: skip
def test_a_precision_by_any_usual_name(words: str, precision: str) -> None:
    said, plain = (capacity_batch_row(ROW | {"precision": p, "gpus": 4}, CATALOGUE) for p in (words, precision))
    assert said == plain


@pytest.mark.parametrize("layout", ["tensor parallel 2", "--tensor-parallel-size 2", "tp2", "TP=2"])
def test_a_layout_by_any_usual_name(layout: str) -> None:
    assert capacity_batch_row(ROW | {"parallel": layout}, CATALOGUE) == capacity_batch_row(
        ROW | {"parallel": "TP2"}, CATALOGUE
    )


def test_the_checkpoints_name_says_the_precision_that_was_left_out() -> None:
    row = ROW | {"model": "Qwen/Qwen3-32B-AWQ", "precision": None, "gpus": 1}
    assert capacity_batch_row(row, CATALOGUE) == capacity_batch_row(row | {"precision": "int4"}, CATALOGUE)


def test_an_engine_that_is_not_told_apart_is_said() -> None:
    says = capacity_batch_row(ROW | {"engine": "lmdeploy"}, CATALOGUE)["assumptions"]
    assert any("lmdeploy is reckoned as a current vLLM" in s for s in says)
    assert not any("reckoned" in s for s in capacity_batch_row(ROW | {"engine": "vLLM"}, CATALOGUE)["assumptions"])


def test_a_benchmark_of_a_quantised_checkpoint_is_of_its_model() -> None:
    run = {"model_id": "RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "max_concurrency": 64, "completed": 500,
           "total_input_tokens": 1_000_000, "total_output_tokens": 100_000, "output_throughput": 466.7}  # fmt: skip
    out = measured_batch_row({"precision": "fp8", "gpu": "H100", "gpus": 2}, run, CATALOGUE)
    assert out["evidence"] == "own measurement own-1"
    assert out["output_tok_s"] == pytest.approx(466.7)


def test_the_first_token_says_which_load_it_is_of() -> None:
    said = [a for a in capacity_batch_row(ROW | {"concurrency": 64}, CATALOGUE)["assumptions"] if "first token" in a]
    assert len(said) == 1 and "steadily" in said[0] and "all 64 come at once" in said[0]


@pytest.mark.parametrize("words", ["2x H100", "2 x H100", "2xH100", "H100 x2", "h100x2", "2× H100"])
def test_a_number_of_cards_in_their_name_counts(words: str) -> None:
    assert capacity_batch_row(ROW | {"gpu": words, "gpus": None}, CATALOGUE) == capacity_batch_row(ROW, CATALOGUE)


@pytest.mark.parametrize("gpu", [g.name for g in CATALOGUE.gpus] + [a for g in CATALOGUE.gpus for a in g.aliases])
def test_no_name_of_a_card_holds_a_number_of_them(gpu: str) -> None:
    row = ROW | {"model": "Qwen3 0.6B", "gpu": gpu, "gpus": None}
    assert capacity_batch_row(row, CATALOGUE) == capacity_batch_row(row | {"gpus": 1}, CATALOGUE)


def test_two_numbers_of_cards_are_a_slip() -> None:
    with pytest.raises(CapacityError, match="gpu says 8 of them, gpus says 2"):
        capacity_batch_row(ROW | {"gpu": "8x H100"}, CATALOGUE)
