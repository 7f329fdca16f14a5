"""The words and numbers of the panels. What the conversation says comes from the agent; this names what is drawn."""

from __future__ import annotations

import re
from typing import Any

from tui.quantities import short, usd
from tui.slots import SECTIONS, WORKLOAD, Slot, editable

OPTION = {
    "frontier_api": "Frontier API",
    "smaller_tier": "Smaller tier",
    "managed_open": "Open model API",
    "sovereign_api": "Restricted API",
    "self_host": "Self-hosted",
    "hybrid": "Split by workload",
}
OPTION_MEANS = {
    "frontier_api": "a closed frontier model through its vendor's API",
    "smaller_tier": "a smaller, cheaper model of the same kind of vendor",
    "managed_open": "an open-weight model at a provider that runs it",
    "sovereign_api": "an endpoint under the terms your rules call for",
    "self_host": "an open or own model on GPUs you rent or own",
    "hybrid": "the workloads go different ways",
}
STANDING = {
    "stated": "stated as fact",
    "unverified": "marked unverified by the source",
    "inference": "an inference of the source",
    "speculation": "speculation, says the source",
}
STATE = {"said": "said", "unknown": "not known", "skipped": "skipped", "refused": "not told"}
_VALUE = {
    ("gpu_ops", "none"): "nobody",
    ("gpu_ops", "some"): "some experience",
    ("gpu_ops", "dedicated"): "a dedicated team",
    ("third_party", "allowed"): "yes, any vendor",
    ("third_party", "zero_retention"): "with zero retention",
    ("third_party", "in_region"): "in the region only",
    ("third_party", "forbidden"): "no vendor at all",
    ("quality", "frontier"): "frontier model",
    ("quality", "open_large"): "large open model",
    ("quality", "open_small"): "small open model",
    ("quality", "own_weights"): "your own weights",
    ("hosting", "own_cloud_account"): "your cloud account",
    ("hosting", "on_premises"): "your premises",
    ("hosting", "any"): "anywhere",
}
_BY_KEY = {slot.key: slot for slot in (*WORKLOAD, *(s for _, slots in SECTIONS.values() for s in slots))}


def leaf(path: str) -> str:
    """``tokens_per_day`` of ``workloads[0].tokens_per_day``."""
    return path.rsplit(".", 1)[-1]


def label(path: str) -> str:
    """The short name of a slot, from its path; an assumption of the calculators that is no slot keeps its own name."""
    slot = _BY_KEY.get(leaf(path))
    if slot:
        return slot.label
    name = leaf(path).replace("_", " ").removesuffix(" usd month").capitalize()
    return re.sub(r"\b(api|gpu|mfu)\b", lambda found: found[0].upper(), name, flags=re.IGNORECASE)


def inside(option: str) -> str:
    """An option's name within a sentence: "frontier API"."""
    return OPTION[option][0].lower() + OPTION[option][1:]


def value(path: str, given: Any, unit: str = "") -> str:
    """A slot's value in words."""
    key = leaf(path)
    if given is None:
        return "open"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, str):
        return _VALUE.get((key, given), given.replace("_", " ") if given.islower() else given)
    if isinstance(given, (int, float)):
        return _number(key, float(given), unit)
    if key == "regimes":
        return ", ".join(str(g).upper().replace("_", " ") for g in given) or "none"
    slot = _BY_KEY.get(key)
    return editable(slot, given) if slot else str(given)


def _number(key: str, number: float, unit: str) -> str:
    slot = _BY_KEY.get(key)
    if slot and slot.kind in ("share", "ms"):
        return editable(slot, number)
    if "usd" in key or "usd" in unit.lower():
        return usd(number)
    if unit == "share":
        return f"{number * 100:g}%"
    suffix = {"horizon_months": " months", "peak_to_average": "x", "tok_s_per_user": " tok/s"}.get(key, "")
    return (short(number) if number >= 1e6 else f"{number:,.6g}") + suffix


def choice_words(slot: Slot, words: str) -> str:
    """A choice as the list of choices shows it."""
    return _VALUE.get((slot.key, words), words.replace("_", " "))


def tokens_a_day(number: float) -> str:
    return f"{short(number)} tokens a day"


def sure(confidence: float) -> str:
    """Confidence as people say it; never 100%, since a draw of draws cannot prove that."""
    return f"{min(round(confidence * 100), 99)}% sure" if confidence < 1 else "> 99% sure"
