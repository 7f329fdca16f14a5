"""Plain words for the names in the profile and the result. No figure in here: values come from the ledger."""

from __future__ import annotations

import functools
import re

from tools.profile import SLOT
from tools.results import Option

OPTION: dict[Option, str] = {
    "frontier_api": "frontier API",
    "smaller_tier": "smaller model of the same vendor",
    "managed_open": "open model at a provider",
    "sovereign_api": "endpoint under your terms",
    "self_host": "own GPUs",
    "hybrid": "split by workload",
}
"""Short names, for tables and lists."""

THE: dict[Option, str] = {
    "frontier_api": "the frontier API",
    "smaller_tier": "the vendor's smaller model",
    "managed_open": "an open model at a provider",
    "sovereign_api": "an endpoint under your terms",
    "self_host": "own GPUs",
    "hybrid": "a split by workload",
}
"""The same within a sentence."""

DO: dict[Option, str] = {
    "frontier_api": "use a frontier model through its vendor's API",
    "smaller_tier": "use a smaller model of a closed vendor, once your own evaluation has passed it",
    "managed_open": "move to an open model that a provider runs for you",
    "sovereign_api": "use an endpoint under the terms your rules call for (in-region, zero-retention or government)",
    "self_host": "run an open model on GPUs of your own",
    "hybrid": "split by workload",
}

LABEL: dict[str, str] = {
    "tokens_per_day": "volume",
    "requests_per_day": "requests",
    "input_tokens": "input per request",
    "output_tokens": "output per request",
    "input_share": "input share of the tokens",
    "cached_share": "cached share of the input",
    "prefix_share": "shared beginning of the prompts",
    "peak_to_average": "busiest hour over the average",
    "latency_ms": "time to the full answer",
    "tok_s_per_user": "speed each user sees",
    "batchable": "whether answers may wait",
    "quality": "the least model that is good enough",
    "growth_per_year": "growth",
    "regulation": "regulation",
    "regimes": "rules that apply",
    "region": "region of the data",
    "air_gapped": "air gap",
    "third_party": "whether an outside vendor may see the data",
    "hosting": "where own GPUs may stand",
    "provider": "present provider",
    "model": "present model",
    "monthly_bill_usd": "present bill",
    "gpu_ops": "who runs the GPUs",
    "can_hire": "whether you can hire for it",
    "kubernetes": "Kubernetes",
    "on_call": "on-call duty",
    "hourly_usd": "cost of an engineer",
    "horizon_months": "time in which a move must pay back",
    "gpu_hourly_usd": "GPU price",
    "gpus_owned": "GPUs you own",
    "migration_usd": "cost of moving",
    "task": "kind of work",
    "utilization": "GPU use aimed at",
    "spare_replicas": "spare copies of the model",
    "ops_hours_month": "operations work",
    "on_call_usd_month": "on-call pay",
    "observability_usd_month": "monitoring",
    "storage_usd_month": "storage",
    "egress_usd_month": "data transfer",
    "model_update_usd_month": "model updates",
    "security_usd_month": "security and compliance work",
    "regulated_security_usd_month": "security and compliance work under rules",
    "kubernetes_usd_month": "Kubernetes",
    "gpu_overhead_share": "extra on top of the GPU price",
    "spot_availability": "hours in which spot capacity is there",
    "owned_life_months": "life of cards that are bought",
    "owned_power_kw_per_gpu": "power of a card",
    "power_usd_per_kwh": "price of electricity",
    "rack_usd_per_kw_month": "price of rack space",
    "migration_self_host_usd": "cost of moving to own GPUs",
    "migration_api_usd": "cost of moving to another API",
    "evaluation_usd": "cost of an evaluation",
    "api_price_factor": "API prices against today's",
    "sovereign_uplift": "extra price for restricted terms",
    "capacity": "speed of the GPUs against the estimate",
    "capacity_factor": "speed of the GPUs against the estimate",
    "gpu_price_factor": "GPU prices against today's",
    "tie_margin": "margin within which staying wins",
    "managed_upkeep_usd_month": "upkeep of a second vendor",
}

FACTORS = {
    "api_price_factor": "API prices",
    "gpu_price_factor": "GPU prices",
    "sovereign_uplift": "the price of restricted terms",
}
"""Multiples of a price: said as "came to 1.5x today's"."""

UNIT: dict[str, str] = {
    "tokens_per_day": "tokens/day",
    "requests_per_day": "requests/day",
    "input_tokens": "tokens",
    "output_tokens": "tokens",
    "input_share": "share",
    "cached_share": "share",
    "prefix_share": "share",
    "utilization": "share",
    "peak_to_average": "x",
    "api_price_factor": "x",
    "gpu_price_factor": "x",
    "sovereign_uplift": "x",
    "capacity": "x",
    "latency_ms": "ms",
    "tok_s_per_user": "tok/s",
    "growth_per_year": "share/year",
    "monthly_bill_usd": "usd/month",
    "hourly_usd": "usd/hour",
    "horizon_months": "months",
    "gpu_hourly_usd": "usd/gpu-hour",
    "migration_usd": "usd",
    "migration_self_host_usd": "usd",
    "migration_api_usd": "usd",
    "evaluation_usd": "usd",
    "ops_hours_month": "hours/month",
    "tie_margin": "share",
    "managed_upkeep_usd_month": "usd/month",
}

CLAUSE: dict[tuple[str, str], str] = {
    ("gpu_ops", "none"): "nobody could run GPUs",
    ("gpu_ops", "some"): "an engineer of yours could run GPUs",
    ("gpu_ops", "dedicated"): "a dedicated GPU team ran it",
    ("can_hire", "true"): "you could hire for it",
    ("can_hire", "false"): "you could not hire for it",
    ("third_party", "allowed"): "counsel allowed any vendor to see the data",
    ("third_party", "zero_retention"): "counsel asked for zero retention",
    ("third_party", "in_region"): "the data had to stay in your region",
    ("third_party", "forbidden"): "counsel refused every outside endpoint",
    ("air_gapped", "true"): "the network were cut off from the internet",
    ("air_gapped", "false"): "the network had a way out",
    ("quality", "frontier"): "only a frontier model proved good enough",
    ("quality", "open_large"): "an evaluation showed that a large open model is good enough",
    ("quality", "open_small"): "an evaluation showed that a small open model is good enough",
    ("quality", "own_weights"): "you had to serve weights of your own",
    ("batchable", "true"): "answers could wait for a batch run",
    ("batchable", "false"): "nobody could wait for a batch run",
    ("hosting", "any"): "own GPUs could stand anywhere",
    ("hosting", "own_cloud_account"): "own GPUs had to stand in your cloud account",
    ("hosting", "on_premises"): "own GPUs had to stand on your premises",
}

VALUE: dict[tuple[str, str], str] = {
    ("gpu_ops", "none"): "nobody",
    ("gpu_ops", "some"): "an engineer with some GPU experience",
    ("gpu_ops", "dedicated"): "a dedicated GPU team",
    ("third_party", "allowed"): "any vendor may see it",
    ("third_party", "zero_retention"): "with zero retention",
    ("third_party", "in_region"): "in the region",
    ("third_party", "forbidden"): "no vendor may see it",
    ("quality", "frontier"): "a frontier model",
    ("quality", "open_large"): "a large open model",
    ("quality", "open_small"): "a small open model",
    ("quality", "own_weights"): "your own weights",
    ("quality", "unknown"): "no open model tested yet",
    ("task", "rag"): "search in documents (RAG)",
    ("task", "agent"): "agents",
    ("task", "code"): "code generation",
    ("hosting", "any"): "anywhere",
    ("hosting", "own_cloud_account"): "your cloud account",
    ("hosting", "on_premises"): "your premises",
}

STANDING: dict[str, str] = {
    "stated": "",
    "unverified": "unverified, says the source itself",
    "inference": "inference, says the source itself",
    "speculation": "speculation, says the source itself",
}


PROVIDERS = {
    "openai": "OpenAI", "anthropic": "Anthropic", "google": "Google", "aws": "AWS Bedrock", "azure": "Azure",
    "deepinfra": "DeepInfra", "novita": "Novita", "fireworks": "Fireworks", "together": "Together", "groq": "Groq",
    "cerebras": "Cerebras", "mistral": "Mistral", "openrouter": "OpenRouter", "x-ai": "xAI", "deepseek": "DeepSeek",
}  # fmt: skip
AMBIGUOUS = ("together", "fireworks", "google", "azure", "aws", "mistral", "deepseek")
"""Ids that are words, or parts of other names, too: taken for providers in lists of them only."""
_CLEAR = re.compile(rf"(?<![\w/.-])(?:{'|'.join(p for p in PROVIDERS if p not in AMBIGUOUS)})(?![\w/-]|\.\w)")
_LISTED = re.compile(rf"(?:(?<=, )|(?<= and )|(?<= at )|(?<= or )|^)(?:{'|'.join(AMBIGUOUS)})(?=[,.;:]| and | or |$)")

CODE = re.compile(r"(`[^`]*`)")


@functools.lru_cache(maxsize=4096)
def named(text: str) -> str:
    """Provider ids of the catalogue by the names that people know them under; commands stay as they are typed."""
    prose = CODE.split(text)
    prose[::2] = [_LISTED.sub(_spoken, _CLEAR.sub(_spoken, part)) for part in prose[::2]]
    return "".join(prose)


def _spoken(found: re.Match[str]) -> str:
    return PROVIDERS[found[0]]


WORK = {
    "rag": "search in documents (RAG)", "agent": "agents", "code": "code generation", "batch": "batch work",
    "reasoning": "reasoning tasks", "other": "other work",
}  # fmt: skip
"""Workloads that are named after their kind."""


def work(name: str) -> str:
    """A workload's name, where it is no more than the kind of work in words that need no manual."""
    return WORK.get(name, name)


def leaf(slot: str) -> str:
    return slot.rsplit(".", 1)[-1]


def label(slot: str) -> str:
    """What a slot is about, in words that need no manual."""
    if leaf(slot) == "model" and not slot.startswith("current."):
        return "model to serve"
    return LABEL.get(leaf(slot), leaf(slot).replace("_", " "))


def unit_of(slot: str, given: str = "") -> str:
    return given or UNIT.get(leaf(slot), "")


def workload_index(slot: str) -> int | None:
    found = SLOT.match(slot)
    return int(found["index"]) if found and found["index"] is not None else None


def subject(slot: str) -> str:
    """The label fit to begin a clause: with its article where it needs one."""
    text = label(slot)
    return text if text.startswith(("whether ", "who ", "where ", "the ")) or text in _BARE else f"the {text}"


_BARE = (
    "GPUs you own",
    "Kubernetes",
    "on-call duty",
    "requests",
    "storage",
    "monitoring",
    "data transfer",
    "API prices",
    "growth",
)


def value_words(slot: str, value: object) -> str:
    """A value that is no figure, in words: ``dedicated`` of ``team.gpu_ops`` is "a dedicated GPU team"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(regime(str(v)) for v in value) or "none"
    text = str(value)
    if leaf(slot) == "regimes":
        return regime(text)
    return VALUE.get((leaf(slot), text), text.replace("_", " "))


REGIMES = {
    "gdpr": "GDPR",
    "hipaa": "HIPAA",
    "itar": "ITAR",
    "finra": "FINRA",
    "pci_dss": "PCI DSS",
    "fedramp": "FedRAMP",
    "eu_ai_act": "the EU AI Act",
}


def regime(name: str) -> str:
    if name == "none":
        return name
    return REGIMES.get(name, name.replace("_", " ").upper() if len(name) <= 5 else name.replace("_", " "))


def join(parts: list[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


SAID: dict[tuple[str, str], str] = {
    ("regimes", "none"): "no special rules apply",
    ("third_party", "allowed"): "any vendor may see the data",
    ("third_party", "zero_retention"): "vendors may see the data under zero retention",
    ("third_party", "in_region"): "the data stays in the region",
    ("third_party", "forbidden"): "no vendor may see the data",
    ("air_gapped", "true"): "the network is cut off from the internet",
    ("gpu_ops", "none"): "nobody to run GPUs",
    ("gpu_ops", "some"): "an engineer who knows GPUs",
    ("gpu_ops", "dedicated"): "a dedicated GPU team",
    ("can_hire", "true"): "hiring is possible",
    ("can_hire", "false"): "no hiring",
    ("hosting", "own_cloud_account"): "own GPUs in your cloud account",
    ("hosting", "on_premises"): "own GPUs on your premises",
}
"""Short echoes of what was said."""

ASSUMED: dict[str, str] = {
    "tokens_per_day": "a volume of {value}",
    "input_share": "{value} of the tokens are input",
    "cached_share": "{value} of the input is cached",
    "prefix_share": "{value} of the input is a shared beginning",
    "growth_per_year": "growth of {value}",
    "horizon_months": "a move must pay back within {value}",
    "peak_to_average": "the busiest hour is {value} the average",
    "utilization": "GPUs {value} busy at the peak",
    "spare_replicas": "{value} spare",
    "tok_s_per_user": "{value} for each user",
    "migration_api_usd": "moving to another API costs {value}",
    "migration_self_host_usd": "moving to own GPUs costs {value}",
    "migration_usd": "the move costs {value}",
    "hourly_usd": "an engineer costs {value}",
    "ops_hours_month": "operations take {value}",
    "latency_ms": "a full answer may take {value}",
}

ASSUMED_WORDS: dict[tuple[str, str], str] = {
    ("quality", "no open model tested yet"): "no open model has been tested yet",
    ("batchable", "no"): "answers cannot wait",
    ("batchable", "yes"): "answers can wait",
    ("can_hire", "no"): "nobody is hired for it",
    ("can_hire", "yes"): "somebody can be hired for it",
    ("air_gapped", "no"): "the network has a way out",
    ("third_party", "any vendor may see it"): "any vendor may see the data",
    ("third_party", "with zero retention"): "vendors may see the data only under zero retention",
    ("third_party", "in the region"): "the data must stay in the region",
    ("third_party", "no vendor may see it"): "no vendor may see the data",
    ("hosting", "anywhere"): "own GPUs may stand anywhere",
    ("regimes", "none"): "no special rules apply",
    ("gpu_ops", "nobody"): "nobody to run GPUs",
}
