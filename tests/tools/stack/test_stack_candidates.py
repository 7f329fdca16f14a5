"""Which replicas are proposed for pricing."""

from __future__ import annotations

import pytest

from knowledge.catalogue import load
from tools.capacity import estimate
from tools.profile import GpusOwned
from tools.stack import candidates, fitted

CATALOGUE = load()
TASKS = [
    None,
    "chat",
    "rag",
    "agent",
    "classification",
    "extraction",
    "summarization",
    "code",
    "reasoning",
    "batch",
    "other",
]


@pytest.mark.parametrize("quality", [None, "open_large", "open_small", "own_weights"])
@pytest.mark.parametrize("hosting", ["any", "own_cloud_account", "on_premises"])
def test_a_few_that_fit_for_every_kind_of_work(quality: str, hosting: str) -> None:
    models = {}
    for task in TASKS:
        found = candidates(CATALOGUE, quality, task, hosting)  # type: ignore[arg-type]
        assert 3 <= len(found) <= 8
        assert len({(r.model.id, r.gpu.name, r.gpus, r.precision) for r in found}) == len(found)
        assert all(r.model.status == "current" for r in found)
        models |= {(r.model.id, r.gpu.name): r for r in found}
    for replica in models.values():
        assert bool(estimate(replica, 1000, 300).fits), replica


def test_a_frontier_model_cannot_be_hosted() -> None:
    assert candidates(CATALOGUE, "frontier", None) == ()


def test_the_published_configurations_are_among_them() -> None:
    large = {(r.model.id, r.gpu.name, r.gpus, r.precision) for r in candidates(CATALOGUE, "open_large", "chat")}
    assert {("llama-3.3-70b", "H100 SXM", 2, "fp8"), ("llama-3.3-70b", "H200", 1, "fp8")} <= large
    small = {(r.model.id, r.gpu.name, r.gpus) for r in candidates(CATALOGUE, "open_small", None)}
    assert ("qwen3-30b-a3b", "RTX 4090", 1) in small


def test_models_follow_the_task() -> None:
    assert candidates(CATALOGUE, "open_large", "reasoning")[0].model.id == "deepseek-r1-distill-llama-70b"
    assert candidates(CATALOGUE, "open_small", "code")[0].model.id == "qwen2.5-coder-32b"


def test_consumer_cards_are_not_found_in_a_cloud_account() -> None:
    assert not any("RTX" in r.gpu.name for r in candidates(CATALOGUE, "open_small", None, "own_cloud_account"))


def test_owned_gpus_come_first_and_their_number_is_a_limit() -> None:
    assert (
        candidates(CATALOGUE, "open_large", None, "on_premises", GpusOwned(gpu="A100 80GB", count=4))[0].gpu.name
        == "A100 80GB"
    )
    one = candidates(CATALOGUE, "open_large", None, "any", GpusOwned(gpu="RTX 4090", count=1))
    assert not any(r.gpu.name == "RTX 4090" for r in one)
    assert candidates(CATALOGUE, "open_large", None, "any", "no such card")


def test_what_needs_more_than_one_server_is_not_proposed() -> None:
    assert fitted(CATALOGUE.model("kimi-k2"), CATALOGUE.gpu("L40S")) is None
