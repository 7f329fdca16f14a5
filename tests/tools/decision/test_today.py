"""What is run today is recognised by who runs what: a cloud sells closed models and open ones."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue.load import load
from tools.decision import assess
from tools.decision.case import build
from tools.decision.today import today_of
from tools.profile import Current, Money, Profile, Quality, Regulation, Task, Team, Workload
from tools.results import Option

AT = dt.date(2026, 11, 21)
WORK = Workload(name="chat", tokens_per_day=5e7, input_share=0.8)


@pytest.mark.parametrize(
    ("provider", "model", "option", "open_model"),
    [
        ("AWS Bedrock", "Qwen3 32B", "managed_open", "qwen3-32b"),
        ("AWS Bedrock", "Claude Sonnet", "frontier_api", None),
        ("AWS Bedrock", None, "frontier_api", None),
        ("Azure", "Llama 3.3 70B", "managed_open", "llama-3.3-70b"),
        ("Azure OpenAI", None, "frontier_api", None),
        ("Fireworks", "DeepSeek V3.1", "managed_open", "deepseek-v3"),
        ("DeepSeek", "DeepSeek V4 Pro", "frontier_api", None),
        ("OpenRouter", "Llama 3.3 70B", "managed_open", "llama-3.3-70b"),
        ("OpenRouter", "Claude Sonnet 4.6", "frontier_api", None),
        ("Together", None, "managed_open", None),
        ("Baseten", "Llama 3.3 70B", "managed_open", "llama-3.3-70b"),
        ("Somebody", None, "frontier_api", None),
        ("Anthropic", "Haiku 5.5", "smaller_tier", None),
        (None, None, None, None),
    ],
)
def test_who_runs_what(provider: str | None, model: str | None, option: Option | None, open_model: str | None) -> None:
    found = today_of(Profile(current=Current(provider=provider, model=model)), load(), AT)
    assert (found.option, found.open_model) == (option, open_model)


def test_an_open_model_at_a_cloud_is_not_its_smaller_tier() -> None:
    now = Current(provider="AWS Bedrock", model="Qwen3 32B", monthly_bill_usd=700)
    stay = Money(migration_usd=50_000)  # nothing pays for that
    found = assess(Profile(workloads=(WORK,), current=now, money=stay), load(), at=AT)
    managed, smaller = (found.costs[o].monthly_usd for o in ("managed_open", "smaller_tier"))
    assert managed is not None and managed.mid == 700 and smaller is not None and smaller.mid != 700
    assert found.option == "managed_open" and found.stays
    assert [line.name for line in found.costs["managed_open"].lines] == ["tokens"]


def test_a_model_that_is_gone_where_it_ran_moves_whatever_that_costs() -> None:
    user = Profile(workloads=(WORK,), current=Current(provider="Groq", model="Llama 3.3 70B"))
    found = assess(user, load(), at=AT)
    assert found.option == "managed_open" and not found.stays
    assert found.stack.model == "llama-3.3-70b" and "groq" not in found.stack.providers[:1]


def test_terms_that_nobody_is_known_to_promise_are_never_final() -> None:
    def status(region: str) -> str:
        rules = Regulation(regimes=(), third_party="in_region", region=region, air_gapped=False)
        work = WORK.model_copy(update={"quality": "frontier"})
        found = assess(Profile(workloads=(work,), regulation=rules), load(), at=AT)
        assert found.option == "sovereign_api"
        return found.status

    assert status("EU") == "final"
    assert status("China") == "provisional"


def test_under_terms_the_vendors_named_serve_such_a_model() -> None:
    rules = Regulation(third_party="zero_retention", regimes=())
    serves = {v.name: v.serves for v in load().vendors}
    for quality, kind in (("open_large", "open"), ("frontier", "frontier")):
        work = WORK.model_copy(update={"quality": quality})
        found = assess(Profile(workloads=(work,), regulation=rules), load(), at=AT)
        assert found.option == "sovereign_api" and found.stack.providers
        assert all(kind in serves[name] for name in found.stack.providers)


def test_a_limit_that_own_gpus_miss_too_is_said() -> None:
    fast = WORK.model_copy(update={"latency_ms": 60.0, "output_tokens": 500.0, "input_tokens": 1000.0,
                                     "input_share": None})  # fmt: skip
    found = assess(Profile(workloads=(fast,)), load(), at=AT)
    alone = next(f for f in found.facts if f.id == "answer_alone")
    assert found.option == "self_host" and float(str(alone.value)) > 60
    assert any("{answer_alone}" in w.text for w in found.warnings)
    short = fast.model_copy(update={"output_tokens": 1.0, "input_tokens": 50.0, "quality": "open_small"})
    kept = assess(Profile(workloads=(short,)), load(), at=AT)
    assert not any("{answer_alone}" in w.text for w in kept.warnings)


@pytest.mark.parametrize(
    ("regulation", "said"),
    [
        (Regulation(regimes=("fedramp",)), "level of impact"),
        (Regulation(third_party="zero_retention", region="Germany"), "you named a region, too"),
    ],
)
def test_what_the_terms_alone_leave_open_is_said(regulation: Regulation, said: str) -> None:
    found = assess(Profile(workloads=(WORK,), regulation=regulation), load(), at=AT)
    assert any(said in w.text for w in found.warnings)


@pytest.mark.parametrize(
    ("regulation", "times"),
    [
        (Regulation(regimes=("hipaa",)), 1.0),  # a signature
        (Regulation(third_party="zero_retention"), 1.0),
        (Regulation(third_party="in_region", region="EU"), 1.1),  # another place
        (Regulation(regimes=("fedramp",)), 1.1),
        (Regulation(regimes=("hipaa",), third_party="in_region", region="EU"), 1.1),
    ],
)
def test_only_terms_that_need_another_place_cost_more(regulation: Regulation, times: float) -> None:
    work = WORK.model_copy(update={"quality": "frontier"})
    costs = assess(Profile(workloads=(work,), regulation=regulation), load(), at=AT).costs
    under, plain = costs["sovereign_api"].monthly_usd, costs["frontier_api"].monthly_usd
    assert under is not None and plain is not None and under.mid == pytest.approx(times * plain.mid, rel=1e-4)


@pytest.mark.parametrize("task", ["chat", "rag", "classification", None])
@pytest.mark.parametrize("quality", ["open_large", "open_small"])
def test_the_break_even_is_the_same_whatever_volume_is_asked_about(task: Task | None, quality: Quality) -> None:
    work = WORK.model_copy(update={"quality": quality, "task": task})

    def break_even(volume: float) -> dict[str, float | None]:
        user = Profile(workloads=(work.model_copy(update={"tokens_per_day": volume}),), team=Team(gpu_ops="dedicated"))
        return {b.against: b.tokens_per_day for b in assess(user, load(), at=AT, with_flips=False).break_even}

    found = [break_even(volume) for volume in (1e6, 2e8, 1e10)]
    for against in ("frontier_api", "smaller_tier", "managed_open"):
        at = [x[against] for x in found]
        assert at == [None] * 3 or at == pytest.approx([at[0]] * 3, rel=0.02), against


def test_under_terms_the_frontier_model_is_one_of_a_vendor_that_promises_them() -> None:
    rules = Regulation(regimes=(), third_party="in_region", region="UK")
    work = WORK.model_copy(update={"quality": "frontier"})
    found = assess(Profile(workloads=(work,), regulation=rules), load(), at=AT)
    promise = [v.name for v in load().vendors if (t := v.terms.get("uk_residency")) and t.value == "yes"]
    assert found.option == "sovereign_api" and set(found.stack.providers) <= set(promise)
    model = str(found.stack.model)
    assert "gpt" not in model and not model.startswith("global.")  # OpenAI is not known to promise the UK


@pytest.mark.parametrize(
    ("regulation", "consumer"),
    [
        (Regulation(third_party="allowed", regimes=()), True),
        (Regulation(regimes=("hipaa",)), False),
        (Regulation(regimes=("hipaa",), third_party="forbidden"), True),
    ],
)
def test_nobody_who_signs_rents_out_consumer_cards(regulation: Regulation, consumer: bool) -> None:
    work = WORK.model_copy(update={"quality": "open_small", "tokens_per_day": 1e6})
    case = build(Profile(workloads=(work,), regulation=regulation, team=Team(gpu_ops="dedicated")), load(), AT)
    cards = {h.replica.gpu.name for h in case.workloads[0].hosted["open_small"]}
    assert ("RTX 4090" in cards) == consumer


@pytest.mark.parametrize(
    ("quality", "tokens", "whole"),
    [("open_large", 2000.0, True), ("open_large", 600_000.0, True), ("open_small", 300_000.0, False)],
)
def test_a_long_request_goes_to_a_model_that_takes_it_whole(quality: Quality, tokens: float, whole: bool) -> None:
    size = {"input_tokens": tokens, "output_tokens": 50.0, "input_share": None}
    work = WORK.model_copy(update={"quality": quality, **size})
    user = Profile(workloads=(work,), regulation=Regulation(third_party="forbidden"), team=Team(gpu_ops="dedicated"))
    case, found = build(user, load(), AT), assess(user, load(), at=AT)
    contexts = [h.replica.model.context or 0 for h in case.workloads[0].hosted[quality]]
    assert contexts and all(c >= tokens for c in contexts) == whole
    assert any("{request_length}" in w.text for w in found.warnings) == (not whole)
