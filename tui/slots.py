"""The slots of a profile as the profile panel shows them: label, kind of value, what may be chosen, how it is read.

Reading is the reverse of showing: whatever the panel shows for a value can be typed back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from tui.quantities import parse_quantity

Kind = Literal["number", "share", "ms", "choice", "yes_no", "list", "text", "gpus"]


@dataclass(frozen=True)
class Slot:
    """``key`` is the part after ``workloads[n].`` or the section's name; ``hint`` says the unit where it is edited."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    choices: tuple[str, ...] = ()
    important: bool = False


TASKS = ("chat", "rag", "agent", "classification", "extraction", "summarization", "code", "reasoning", "batch", "other")
WORKLOAD = (
    Slot("task", "Task", "choice", choices=TASKS, important=True),
    Slot("tokens_per_day", "Tokens a day", "number", "tokens a day, input + output: 30M", important=True),
    Slot("requests_per_day", "Requests a day", "number", "requests a day: 20k"),
    Slot("input_tokens", "Input a request", "number", "tokens per request: 2,000"),
    Slot("output_tokens", "Output a request", "number", "tokens per request: 200"),
    Slot("input_share", "Input share", "share", "of all tokens: 85%"),
    Slot("cached_share", "Cached input", "share", "of the input: 50%"),
    Slot("prefix_share", "Common prefix", "share", "of the input: 30%"),
    Slot("peak_to_average", "Peak over average", "number", "busiest hour over the weekly mean: 3"),
    Slot("latency_ms", "Full answer within", "ms", "p95 of the full answer: 2 s, 800 ms", important=True),
    Slot("tok_s_per_user", "Stream speed", "number", "tokens per second that are still good: 20"),
    Slot("batchable", "Answers may wait", "yes_no"),
    Slot(
        "quality",
        "Least good model",
        "choice",
        choices=("frontier", "open_large", "open_small", "own_weights"),
        important=True,
    ),
    Slot("growth_per_year", "Growth a year", "share", "50% is half as much again"),
)
SECTIONS: dict[str, tuple[str, tuple[Slot, ...]]] = {
    "current": (
        "Today",
        (
            Slot("provider", "Provider", "text", "OpenAI, Anthropic, Together, ...", important=True),
            Slot("model", "Model", "text", "as the provider names it"),
            Slot("monthly_bill_usd", "Monthly bill", "number", "US dollars a month: 40,000", important=True),
        ),
    ),
    "regulation": (
        "Rules",
        (
            Slot("regimes", "Rules that apply", "list", "gdpr, hipaa, pci_dss, ... or: none", important=True),
            Slot("region", "Region of the data", "text", "EU, US, Germany, ...", important=True),
            Slot("air_gapped", "Cut off from the net", "yes_no"),
            Slot(
                "third_party",
                "May a vendor see it",
                "choice",
                choices=("allowed", "zero_retention", "in_region", "forbidden"),
                important=True,
            ),
            Slot("hosting", "Own GPUs may stand", "choice", choices=("any", "own_cloud_account", "on_premises")),
        ),
    ),
    "team": (
        "Team",
        (
            Slot("gpu_ops", "Who would run GPUs", "choice", choices=("none", "some", "dedicated"), important=True),
            Slot("can_hire", "Can hire for it", "yes_no"),
            Slot("kubernetes", "Kubernetes", "yes_no"),
            Slot("on_call", "On-call duty", "yes_no"),
            Slot("hourly_usd", "Engineer's hour", "number", "US dollars an hour: 90"),
        ),
    ),
    "money": (
        "Money",
        (
            Slot("horizon_months", "Must pay back in", "number", "months: 12"),
            Slot("gpu_hourly_usd", "GPU hour", "number", "US dollars per GPU and hour: 1.99"),
            Slot("gpus_owned", "GPUs owned", "gpus", "8 x H100 SXM"),
            Slot("migration_usd", "Cost of moving", "number", "US dollars, once: 50k"),
        ),
    ),
}
_PER = re.compile(r"\s*(tokens?|(?<![a-z])a|per|/|day|month|hour|usd|\$)\b", re.IGNORECASE)
_TIME = re.compile(r"(?P<number>[\d.,]+)\s*(?P<unit>ms|s|sec|seconds?|min|minutes?|h|hours?)?", re.IGNORECASE)
_MS = {"ms": 1.0, "s": 1e3, "m": 6e4, "h": 3.6e6}
_GPUS = re.compile(r"(?P<count>\d+)\s*(?:x|×|\*)?\s*(?P<gpu>[A-Za-z].*)")


def parse(slot: Slot, text: str) -> Any:
    """What was typed for a slot; None forgets it. Error: ValueError that says what would be right."""
    text = text.strip()
    if not text or text.lower() in ("-", "?", "open", "unknown"):
        return None
    if slot.kind == "number":
        return parse_quantity(_PER.sub("", text))
    if slot.kind == "share":
        value = parse_quantity(text)
        return value / 100 if value > 1 and "%" not in text and slot.key != "growth_per_year" else value
    if slot.kind == "ms":
        return _milliseconds(text)
    if slot.kind == "list":
        words = [w.strip().lower().replace("-", "_").replace(" ", "_") for w in re.split(r"[,;]", text)]
        return [] if words == ["none"] else [w for w in words if w]
    if slot.kind == "gpus":
        found = _GPUS.fullmatch(text)
        if not found:
            raise ValueError("Write it as 8 x H100 SXM.")
        return {"gpu": found["gpu"].strip(), "count": int(found["count"])}
    return text


def _milliseconds(text: str) -> float:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError("Write it as 2 s or 800 ms.")
    unit = (found["unit"] or "ms").lower()
    return parse_quantity(found["number"]) * _MS["ms" if unit == "ms" else unit[0]]


def editable(slot: Slot, value: Any) -> str:
    """The value as the editor offers it to be changed."""
    if value is None:
        return ""
    if slot.kind == "share":
        return f"{value * 100:g}%"
    if slot.kind == "ms":
        return f"{value / 1000:g} s" if value >= 1000 else f"{value:g} ms"
    if slot.kind == "number":
        return f"{value:,.10g}" if value < 1e6 else f"{value / 1e6:g}M"
    if slot.kind == "list":
        return ", ".join(value) or "none"
    if slot.kind == "gpus":
        return f"{value['count']} x {value['gpu']}" if isinstance(value, dict) else f"{value.count} x {value.gpu}"
    return str(value)


def choices(slot: Slot) -> tuple[tuple[str, Any], ...]:
    """(words, value) of what may be chosen; empty for what is typed."""
    if slot.kind == "yes_no":
        return (("yes", True), ("no", False))
    return tuple((c, c) for c in slot.choices)
