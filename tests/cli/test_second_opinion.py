"""aiconfigurator's estimate beside ours: with a double, and with the package itself where it is installed."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge import second_opinion as module
from knowledge.second_opinion import second_opinion
from tui.cli import main

ASKED = ("calc", "capacity", "--model", "Llama 3.3 70B", "--gpus", "2", "--concurrency", "64")


class Estimator:
    """Answers as aiconfigurator does, and has memory for ``most`` requests."""

    def __init__(self, most: int = 512) -> None:
        self.most, self.asked = most, []  # type: ignore[var-annotated]

    def __call__(self, checkpoint: str, system: str, **settings: Any) -> SimpleNamespace:
        self.asked.append((checkpoint, system, settings))
        if settings["batch_size"] > self.most:
            raise RuntimeError("OOM")
        return SimpleNamespace(ttft=300.0, tpot=25.0, backend_name=settings["backend_name"], backend_version="0.24.0")


def ask(estimator: Estimator, precision: str = "fp8", **changes: Any) -> module.Opinion | None:
    case: dict[str, Any] = {"batch": 64} | changes
    return second_opinion("llama-3.3-70b", precision, "H100 SXM", 2, 1000, 300, estimator=estimator, **case)


def test_rates_follow_from_its_two_times() -> None:
    found = ask(Estimator())
    assert found is not None
    assert found.output_tok_s == pytest.approx(64 * 300 / (0.3 + 0.025 * 299))
    assert found.total_tok_s == pytest.approx(found.output_tok_s * 1300 / 300)
    assert (found.batch, found.tok_s_per_user, found.ttft_ms) == (64, 40.0, 300.0)


def test_it_is_asked_about_the_same_replica() -> None:
    estimator = Estimator()
    ask(estimator, engine="TensorRT-LLM 1.0", experts=True)
    (checkpoint, system, settings) = estimator.asked[0]
    assert (checkpoint, system) == ("nvidia/Llama-3.1-70B-Instruct-FP8", "h100_sxm")
    assert settings["backend_name"] == "trtllm"
    assert settings["tp_size"] == settings["moe_tp_size"] == 2


def test_without_memory_for_so_many_it_is_asked_for_fewer() -> None:
    found = ask(Estimator(most=20))
    assert found is not None and found.batch == 16


def test_what_it_does_not_know_is_no_opinion() -> None:
    assert ask(Estimator(), precision="int4") is None
    assert ask(Estimator(most=0)) is None


def test_the_command_shows_it_beside_ours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(module, "installed", lambda: True)
    monkeypatch.setattr(module, "version", lambda _: "0.12.0")
    monkeypatch.setattr(module, "_estimator", Estimator)
    assert main([*ASKED]) == 0
    said = capsys.readouterr().out
    assert "second opinion: aiconfigurator 0.12.0 (vllm 0.24.0)" in said and "low to high" in said
    assert main([*ASKED, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["second_opinion"]["batch"] == 64
    assert main([*ASKED, "--json", "--no-second-opinion"]) == 0
    assert "second_opinion" not in json.loads(capsys.readouterr().out)


def test_without_the_package_the_answer_is_as_promised(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "installed", lambda: False)
    assert main([*ASKED, "--json"]) == 0
    assert "second_opinion" not in json.loads(capsys.readouterr().out)


@pytest.mark.slow
def test_the_package_itself_agrees_within_a_factor_of_two(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("aiconfigurator")
    assert main([*ASKED, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert 0.5 < answer["second_opinion"]["output_tok_s"] / answer["output_tok_s"] < 2
