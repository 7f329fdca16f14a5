"""Which replicas are worth pricing: a few models that are good enough, each on the GPUs that people run it on.

The lists name models by task in order of preference and come from what the published comparisons recommend; size, fit
and precision are worked out, so a model or GPU that changes in the catalogue changes here too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import GpuSpec, ModelSpec
from tools.capacity import Replica, estimate
from tools.capacity.replica import WEIGHT_BYTES
from tools.gates.same import Same
from tools.profile import GpusOwned, Hosting, Quality, Task

MOST_GPUS = 8
"""A replica larger than one server is not proposed: it needs a network that few teams have."""
USUAL_REQUEST = (1600.0, 400.0)
"""Input and output tokens of the request that a replica is sized by."""
MOST_WEIGHTS = 0.85
"""Share of the memory that weights may take. Fuller cards hold a model for a demonstration, not for long prompts: the
published 70B configurations are two 80 GB cards or a 141 GB one."""
USEFUL_BATCH = 8
"""Requests in flight below which a card's memory, not its speed, is what one pays for."""

# Who found a 70B good enough has not tested a 32B: the large class begins at that size, whatever rankings say.
_LARGE: dict[str, tuple[str, ...]] = {
    "reasoning": ("deepseek-r1-distill-llama-70b", "gpt-oss-120b", "qwen3-235b-a22b"),
    "code": ("gpt-oss-120b", "qwen3-235b-a22b"),
    "agent": ("llama-3.3-70b", "gpt-oss-120b", "qwen3-235b-a22b"),
    "": ("llama-3.3-70b", "gpt-oss-120b", "llama-4-scout"),
}
_SMALL: dict[str, tuple[str, ...]] = {
    "code": ("qwen2.5-coder-32b", "devstral-small-2", "qwen3-coder-30b-a3b"),
    "reasoning": ("qwen3-30b-a3b", "gpt-oss-20b", "mistral-small-3"),
    "classification": ("qwen3-30b-a3b", "llama-3.1-8b", "gpt-oss-20b"),
    "extraction": ("qwen3-30b-a3b", "llama-3.1-8b", "mistral-small-3"),
    "": ("qwen3-30b-a3b", "mistral-small-3", "gpt-oss-20b", "gemma-3-27b"),
}
# Stand-ins for weights of one's own whose size nobody has said: a middling dense model, a larger one second.
_OWN: dict[str, tuple[str, ...]] = {"": ("qwen3-14b", "mistral-small-3")}
_BY_QUALITY = {"open_large": _LARGE, "open_small": _SMALL, "own_weights": _OWN}

# Consumer cards are found at small clouds and under desks only, and what one has trained is not squeezed onto them.
_CONSUMER_GPUS = ("RTX 4090",)
_BIG = 40e9
"""Models with more parameters belong on cards of large memory; below that the cheap ones are worth a price, too."""


def candidates(
    catalogue: Catalogue,
    quality: Quality | None,
    task: Task | None,
    hosting: Hosting = "any",
    gpus_owned: GpusOwned | str | None = None,
) -> tuple[Replica, ...]:
    """Three to eight replicas to price for a workload, the preferred first; none for ``frontier``: it cannot be hosted.

    ``quality`` None is treated as open_large, the safer class. Owned GPUs go first where a model fits on them; a card
    that the catalogue does not know is passed over.
    """
    if quality == "frontier":
        return ()
    owned = (gpus_owned.gpu, gpus_owned.count) if isinstance(gpus_owned, GpusOwned) else (gpus_owned, MOST_GPUS)
    return _candidates(Same(catalogue), quality or "open_large", task or "", hosting, *owned)


@functools.lru_cache(maxsize=512)
def _candidates(
    same: Same[Catalogue], quality: str, task: str, hosting: str, owned_gpu: str | None, owned_count: int
) -> tuple[Replica, ...]:
    models = models_for(same.value, quality, task)
    found = list(_on_owned(same.value, models, owned_gpu, owned_count))
    for place, model in enumerate(models):
        consumer = quality == "open_small" and hosting != "own_cloud_account"
        found.extend(_on_market(same.value, model, first=place == 0, consumer=consumer))
    return _unique(found)[:8]


def models_for(catalogue: Catalogue, quality: str, task: str) -> tuple[ModelSpec, ...]:
    """Models of a quality class for a task, the preferred first; superseded and retired ones are left out."""
    by_task = _BY_QUALITY[quality]
    wanted = by_task.get(task, by_task[""])
    by_id = {m.id: m for m in catalogue.models}
    return tuple(by_id[w] for w in wanted if w in by_id and by_id[w].status == "current")


def _on_owned(
    catalogue: Catalogue, models: tuple[ModelSpec, ...], gpu_name: str | None, count: int
) -> Iterator[Replica]:
    try:
        gpu = catalogue.gpu(gpu_name) if gpu_name else None
    except LookupError:
        return
    for model in models if gpu else ():
        assert gpu is not None
        if (replica := fitted(model, gpu)) and replica.gpus <= count:
            yield replica


def _on_market(catalogue: Catalogue, model: ModelSpec, first: bool, consumer: bool) -> Iterator[Replica]:
    """The preferred model on every kind of card that suits it, the others on the two most usual."""
    by_name = {g.name: g for g in catalogue.gpus}
    names = ("H100 SXM", "H200", "A100 80GB") if model.total_params > _BIG else ("L40S", "H100 SXM")
    if model.total_params <= _BIG and consumer:
        names = (*names, *_CONSUMER_GPUS)
    for name in names if first else names[:2]:
        if name in by_name and (replica := fitted(model, by_name[name])):
            yield replica


def fitted(model: ModelSpec, gpu: GpuSpec) -> Replica | None:
    """The smallest replica of a model on one kind of GPU that holds a useful batch; None beyond one server."""
    precision = best_precision(model, gpu)
    for gpus in (1, 2, 4, MOST_GPUS):
        replica = Replica(model, gpu, gpus, precision)
        if model.total_params * WEIGHT_BYTES[precision] > MOST_WEIGHTS * gpus * gpu.memory_gb * 1e9:
            continue
        if float(estimate(replica, *USUAL_REQUEST).batch) >= USEFUL_BATCH:
            return replica
    return None


def best_precision(model: ModelSpec, gpu: GpuSpec) -> str:
    """The checkpoint that serves most at little loss: eight bits where the card has them, four on small cards."""
    if "mxfp4" in model.precisions:
        return "mxfp4"
    small_card = gpu.memory_gb <= 32 and model.total_params > 12e9
    wishes = ["int4"] if small_card else []
    wishes += ["fp8", "fp8b"] if "fp8" in gpu.tflops else ["int8"]
    return next((w for w in (*wishes, "bf16", "int4") if w in model.precisions), model.precisions[0])


def _unique(found: list[Replica]) -> tuple[Replica, ...]:
    by_key: dict[tuple[str, str, int, str], Replica] = {}
    for r in found:
        by_key.setdefault((r.model.id, r.gpu.name, r.gpus, r.precision), r)
    return tuple(by_key.values())
