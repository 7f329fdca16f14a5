"""Benchmark files that people have: read, answered from, or refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.catalogue.load import load
from knowledge.catalogue.schema import Measurement
from tools.capacity import BadBenchmark, CapacityError, measured_batch_row, read_benchmarks

VLLM: dict[str, Any] = {
    "date": "20261103-101500",
    "backend": "openai-chat",
    "model_id": "meta-llama/Llama-3.3-70B-Instruct",
    "num_prompts": 500,
    "request_rate": "inf",
    "max_concurrency": 64,
    "duration": 210.0,
    "completed": 490,
    "failed": 10,
    "total_input_tokens": 980_000,
    "total_output_tokens": 98_000,
    "request_throughput": 2.3333,
    "output_throughput": 466.7,
    "total_token_throughput": 5133.3,
    "mean_ttft_ms": 900.0,
    "mean_tpot_ms": 40.0,
}


def guidellm_run(streams: int, rate: float) -> dict[str, Any]:
    def mean(value: float) -> dict[str, Any]:
        return {"successful": {"mean": value}, "total": {"mean": value}}

    return {
        "config": {"profile": {"type_": "concurrent", "streams": [streams]}, "backend": {"model": "Qwen/Qwen3-8B"}},
        "metrics": {
            "requests_per_second": mean(rate / 256),
            "request_concurrency": mean(streams - 0.5),
            "prompt_token_count": mean(1024.0),
            "output_token_count": mean(256.0),
            "output_tokens_per_second": mean(rate),
        },
    }


GUIDELLM = {"metadata": {"version": 1}, "benchmarks": [guidellm_run(8, 900.0), guidellm_run(64, 4200.0)]}
GENAI_PERF = {
    "request_throughput": {"unit": "requests/sec", "avg": 3.0},
    "request_latency": {"unit": "ms", "avg": 5000.0},
    "output_token_throughput": {"unit": "tokens/sec", "avg": 600.0},
    "input_sequence_length": {"unit": "tokens", "avg": 550.0},
    "output_sequence_length": {"unit": "tokens", "avg": 200.0},
    "input_config": {"model": ["llama-3.1-8b"], "perf_analyzer": {"stimulus": {"concurrency": 16}}},
}
AIPERF = GENAI_PERF | {
    "input_config": {"endpoint": {"model_names": ["Llama-3.1-8B"]}, "loadgen": {"concurrency": 32}},
    "end_time": "2026-11-03T10:00:00",
}


def fastest(data: Any) -> Measurement:
    return max(read_benchmarks(data), key=lambda m: m.output_tok_s or 0.0)


def test_vllm_bench_serve() -> None:
    m = fastest(VLLM)
    assert (m.model, m.input_tokens, m.output_tokens) == ("meta-llama/Llama-3.3-70B-Instruct", 2000, 200)
    assert (m.concurrency, m.output_tok_s, m.source) == (64, 466.7, "vllm bench serve")
    assert m.total_tok_s == pytest.approx(466.7 * 11)
    assert m.note == "10 of 500 requests failed"


def test_vllm_without_a_limit_takes_the_mean_in_flight() -> None:
    m = fastest(VLLM | {"max_concurrency": None})
    assert m.concurrency == pytest.approx(2.3333 * (0.9 + 199 * 0.040))


def test_guidellm_sweep_holds_several_runs() -> None:
    runs = read_benchmarks(GUIDELLM)
    assert [(r.concurrency, r.output_tok_s) for r in runs] == [(7.5, 900), (63.5, 4200)]
    assert fastest(GUIDELLM).output_tok_s == 4200
    assert runs[0].model == "Qwen/Qwen3-8B"


@pytest.mark.parametrize(("data", "concurrency"), [(GENAI_PERF, 16), (AIPERF, 32)])
def test_genai_perf_and_aiperf(data: dict[str, Any], concurrency: int) -> None:
    m = fastest(data)
    assert (m.input_tokens, m.output_tokens, m.output_tok_s, m.concurrency) == (550, 200, 600, concurrency)
    assert m.model.lower() == "llama-3.1-8b"


def test_genai_perf_without_concurrency_takes_the_mean_in_flight() -> None:
    assert fastest(GENAI_PERF | {"input_config": {}}).concurrency == pytest.approx(15)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "text",
        {},
        {"benchmarks": []},
        {"benchmarks": [{}]},
        {"benchmarks": [None]},
        VLLM | {"completed": 0},
        VLLM | {"output_throughput": float("nan")},
        VLLM | {"total_output_tokens": "many"},
        GENAI_PERF | {"output_sequence_length": {"unit": "tokens"}},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: Any) -> None:
    with pytest.raises(BadBenchmark, match=r"vllm|guidellm|genai-perf"):
        fastest(data)


def test_the_file_answers_the_question() -> None:
    row = {"id": 7, "precision": "fp8", "gpu": "H100", "gpus": 2}
    out = measured_batch_row(row, VLLM, load())
    assert out["output_tok_s"] == pytest.approx(466.7)
    assert out["evidence"] == "own measurement own-1"
    other = measured_batch_row(row | {"input_tokens": 500, "output_tokens": 500}, VLLM, load())
    assert "carried over" in other["evidence"]
    assert other["output_tok_s"] > out["output_tok_s"]


def test_a_served_name_nobody_knows_is_the_model_that_was_said() -> None:
    row = {"model": "Llama 3.3 70B", "precision": "fp8", "gpu": "H100", "gpus": 2}
    out = measured_batch_row(row, VLLM | {"model_id": "acme-support-7"}, load())
    assert out["output_tok_s"] == pytest.approx(466.7)
    with pytest.raises(CapacityError, match="unknown model 'acme-support-7'"):
        measured_batch_row(
            {"precision": "fp8", "gpu": "H100", "gpus": 2}, VLLM | {"model_id": "acme-support-7"}, load()
        )
