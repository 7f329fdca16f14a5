"""Engine, commands, roadmap and facts of a stack."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from statistics import median

import pytest

from agent.evidence.ledger import Ledger
from knowledge.catalogue import load
from knowledge.catalogue.schema import Measurement
from tools.results import OPTIONS
from tools.stack import Situation, StackChoice, choose_engine, choose_stack, engine_facts
from tools.stack.roadmap import CONDITIONS, overflow

CATALOGUE = load()
HOST = Situation("self_host", quality="open_large", task="chat", input_tokens=2000, output_tokens=300)
ALL = frozenset(OPTIONS)
EVERY = Situation("frontier_api", peak_to_average=3.0, feasible=ALL, providers=("A", "B"), model="M")
WORK = [(None, None, None), ("open_large", "rag", 0.9), ("frontier", "code", 0.0), ("own_weights", "chat", 0.2)]
RULES = [((), False), (("baa", "zero_retention", "eu_residency"), False), ((), True)]
SITUATIONS = [
    replace(EVERY, option=option, quality=quality, task=task, prefix_share=prefix, monthly_usd=bill,
            tokens_per_day=volume, needs=needs, air_gapped=air)
    for option in OPTIONS
    for quality, task, prefix in WORK
    for bill, volume in [(None, None), (900, 1e5), (9_000, 3e7), (90_000, 9e8)]
    for needs, air in RULES
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "engine"),
    [
        ({}, "vLLM"),
        ({"prefix_share": 0.9}, "SGLang"),
        ({"prefix_share": 0.9, "weeks_to_launch": 2}, "vLLM"),
        ({"model_changes_per_year": 1}, "TensorRT-LLM"),
        ({"model_changes_per_year": 1, "weeks_to_launch": 2}, "vLLM"),
        ({"model_changes_per_year": 12}, "vLLM"),
        ({"model_changes_per_year": 1, "quality": "own_weights"}, "vLLM"),
    ],
)
def test_engine_follows_launch_change_and_shared_prompts(changes: dict[str, object], engine: str) -> None:
    choice = choose_engine(replace(HOST, **changes))
    assert choice.engine == engine
    assert engine not in choice.rivals


def test_engine_ratios_are_those_of_the_stored_measurements() -> None:
    facts = {f.id: f.value for f in engine_facts(CATALOGUE)}
    for engine, word in (("tensorrt_llm", "tensorrt"), ("sglang", "sglang")):
        ratios = _ratios(word)
        assert facts[f"engine_pairs_{engine}"] == len(ratios)
        expected = {"": median(ratios), "_low": min(ratios), "_high": max(ratios)}
        for suffix, value in expected.items():
            assert facts[f"engine_ratio_{engine}{suffix}"] == pytest.approx(value, abs=0.006)


def _ratios(engine: str) -> list[float]:
    """Best output of an engine over vLLM's best, on one laboratory's rows that agree in all but the engine."""
    best: dict[tuple[object, ...], dict[str, float]] = {}
    for m in CATALOGUE.measurements:
        if "gpustack" in m.source and m.output_tok_s:
            name = next((e for e in ("tensorrt", "sglang", "vllm") if e in m.engine.lower()), "")
            row = best.setdefault(_kind(m), {})
            row[name] = max(row.get(name, 0.0), m.output_tok_s)
    return [row[engine] / row["vllm"] for row in best.values() if engine in row and "vllm" in row]


def _kind(m: Measurement) -> tuple[object, ...]:
    lengths = round((m.input_tokens or 0) / 50), round((m.output_tokens or 0) / 10)
    return (m.source, m.model, m.precision, m.gpus, *lengths, m.concurrency)


def test_the_command_sends_this_users_load() -> None:
    choice = choose_stack(replace(HOST, prefix_share=0.25, concurrency=31.2), CATALOGUE)
    words = shlex.split(choice.stack.benchmark_command or "")
    flags = {w: words[i + 1] for i, w in enumerate(words[:-1]) if w.startswith("--")}
    assert words[:3] == ["vllm", "bench", "serve"]
    assert (flags["--random-prefix-len"], flags["--random-input-len"]) == ("500", "1500")
    assert (flags["--random-output-len"], flags["--max-concurrency"], flags["--num-prompts"]) == ("300", "32", "320")
    named = {f.value for f in choice.facts}
    assert {500.0, 1500.0, 300.0, 32.0, 320.0} <= named
    assert "Llama-3.3-70B" in (choice.serve_command or "")


def test_without_a_shared_prefix_none_is_sent() -> None:
    assert "--random-prefix-len" not in (choose_stack(HOST, CATALOGUE).stack.benchmark_command or "")


def test_own_weights_are_called_so() -> None:
    stack = choose_stack(replace(HOST, quality="own_weights"), CATALOGUE).stack
    assert stack.model == "your own weights"
    assert "./your-weights" in (stack.benchmark_command or "")


def test_peaks_overflow_only_to_what_no_gate_removes() -> None:
    peaky = replace(HOST, peak_to_average=4.0)
    assert overflow(peaky) is None
    assert overflow(replace(peaky, feasible=frozenset({"self_host", "sovereign_api"}))) == "sovereign_api"
    assert overflow(replace(HOST, peak_to_average=1.2, feasible=frozenset(OPTIONS))) is None


def test_every_condition_of_the_roadmap_is_known_and_used() -> None:
    named = {c for line in CATALOGUE.roadmap for c in line.conditions}
    assert named == set(CONDITIONS)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_has_something_to_do_now_and_later(option: str) -> None:
    steps = choose_stack(Situation(option, model="M", providers=("P",)), CATALOGUE).stack.steps  # type: ignore[arg-type]
    assert any(s.when in ("first", "this week", "this month") for s in steps)
    assert any(s.when == "later" for s in steps)


def test_people_come_before_gpus() -> None:
    found = choose_stack(replace(HOST, gpu_ops="none", can_hire=False), CATALOGUE).stack.steps[0].do
    hired = choose_stack(replace(HOST, gpu_ops="none", can_hire=True), CATALOGUE).stack.steps[0].do
    assert found.startswith("Find the people") and hired.startswith("Hire or train")
    assert "Serve" in choose_stack(replace(HOST, gpu_ops="some"), CATALOGUE).stack.steps[0].do


def test_a_smaller_tier_begins_with_an_evaluation() -> None:
    steps = choose_stack(Situation("smaller_tier", model="M"), CATALOGUE).stack.steps
    assert steps[0].when == "first" and steps[0].do.startswith("Evaluate {plan_model}")


@pytest.mark.parametrize("option", OPTIONS)
def test_figures_are_facts_and_names_are_filled_in(option: str) -> None:
    for situation in SITUATIONS:
        if situation.option == option:
            check_steps(choose_stack(situation, CATALOGUE))


def check_steps(choice: StackChoice) -> None:
    known = {f.id for f in choice.facts}
    texts = [s.do for s in choice.stack.steps]
    for step in choice.stack.steps:
        assert set(re.findall(r"\{(\w+)\}", step.do)) <= set(step.facts) <= known
        assert not re.search(r"\d", re.sub(r"\{\w+\}", "", step.do)), step.do
        assert not re.search(r"  | ,|,,| \.", step.do), step.do
    assert len(texts) == len(set(texts))
    assert all(f.reference or f.formula for f in choice.facts)


def test_the_ledger_can_say_every_step() -> None:
    for situation in SITUATIONS[::7]:
        choice = choose_stack(situation, CATALOGUE)
        ledger = Ledger(choice.facts)
        for i, step in enumerate(choice.stack.steps):
            assert ledger.statement(f"step.{i}", step.do, facts=step.facts), ledger.refused
            assert ledger.statement(f"step.{i}.when", step.when), ledger.refused


def test_the_step_that_measures_holds_the_command_itself() -> None:
    choice = choose_stack(HOST, CATALOGUE)
    step = next(s for s in choice.stack.steps if "{benchmark_command}" in s.do)
    assert "benchmark_command" in step.facts
    assert {f.id: f.value for f in choice.facts}["benchmark_command"] == choice.stack.benchmark_command
