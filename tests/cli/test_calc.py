"""``breakeven calc``: what flags demand, what they leave open, and what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

BENCHMARK = {
    "model_id": "meta-llama/Llama-3.3-70B-Instruct", "max_concurrency": 64, "completed": 500, "failed": 0,
    "total_input_tokens": 1_000_000, "total_output_tokens": 100_000, "output_throughput": 466.7,
}  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line: exit status, stdout, stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        status = main(["calc", *args])
        return (status, *capsys.readouterr())

    return call


def test_a_benchmark_needs_no_flags_and_is_the_answer(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text(json.dumps(BENCHMARK), encoding="utf-8")
    status, out, _ = run("capacity", "--measured", str(file), "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["output_tok_s"] == pytest.approx(466.7)
    assert answer["evidence"].startswith("own measurement")
    assert any("--gpu H100 SXM" in a for a in answer["assumptions"])


def test_what_was_said_of_a_benchmark_is_not_assumed(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text(json.dumps(BENCHMARK), encoding="utf-8")
    said = ("--gpu", "H200", "--gpus", "2", "--precision", "fp8", "--input-tokens", "4000")
    _, out, _ = run("capacity", "--measured", str(file), *said, "--json")
    answer = json.loads(out)
    assert not any("which was not said" in a for a in answer["assumptions"])
    assert answer["output_tok_s"] < 466.7
    assert "carried over" in answer["evidence"]


def test_without_a_benchmark_the_model_is_needed(run: Any) -> None:
    assert run("capacity")[0] == 2


def test_bare_demands_nothing_and_says_nothing_it_cannot_know(run: Any) -> None:
    status, out, _ = run("breakeven", "--bare")
    assert status == 0
    assert "never" not in out
    assert run("breakeven")[0] == 2


def test_bare_and_its_batch_agree(run: Any, tmp_path: Path) -> None:
    case = {"bare": True, "gpus": 2, "gpu_hourly_usd": 1.99, "throughput_tok_s": 1200, "utilization": 0.7}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(case), encoding="utf-8")
    flags = [
        part for name, value in case.items() if name != "bare" for part in (f"--{name.replace('_', '-')}", f"{value}")
    ]
    one = json.loads(run("breakeven", "--bare", "--json", *flags)[1])
    assert one == json.loads(run("breakeven", "--jsonl", str(file))[1])


def test_never_is_said_where_both_sides_are_known(run: Any) -> None:
    known = ("--input-tokens-per-month", "1B", "--output-tokens-per-month", "0", "--price-in-usd-per-mtok", "0.1")
    _, out, _ = run("breakeven", "--bare", *known, "--gpus", "1",
                    "--gpu-hourly-usd", "4", "--throughput-tok-s", "100")  # fmt: skip
    assert "never" in out


def test_the_audit_says_by_how_much(run: Any) -> None:
    _, out, _ = run("audit", "--json")
    assert "off by" in run("audit")[1]
    facts = [fact for row in json.loads(out)["rows"] for fact in row["facts"]]
    assert facts and all({"id", "value", "unit", "reference"} <= set(fact) for fact in facts)
    assert all(row["verdict_text"] for row in json.loads(out)["rows"])


def test_no_volume_is_a_slip_and_a_price_that_nobody_read_says_so(run: Any) -> None:
    assert run("cost", "--tokens-per-day", "0")[0] == 2
    _, out, _ = run("cost", "--open-model", "llama-3.3-70b", "--tokens-per-day", "30M")
    assert "llama-v3p3-70b-instruct at fireworks: background knowledge, to be verified" in out
    assert "Llama-3.3-70B-Instruct-Turbo at deepinfra: background" not in out


def test_a_request_without_tokens_has_no_price(run: Any) -> None:
    status, _, err = run("cost", "--tokens-per-day", "30M", "--input-tokens", "0", "--output-tokens", "0")
    assert status == 2
    assert "both 0" in err
