"""What own GPUs would take for the user's load: volume, speed of a replica, replicas, GPUs, each with its origin."""

from __future__ import annotations

from agent.evidence.followup.figures import MEASURE, fact_line
from agent.evidence.followup.intents import Asked
from agent.evidence.followup.needed import needed
from agent.evidence.template import Section

STEPS = ("volume", "replica_tok_s", "replicas", "gpus", "gpu_hourly", "overflow_share")


def sizing(asked: Asked) -> list[Section]:
    """The steps from the load to the GPUs; where no volume is known, what is missing instead of a figure."""
    brief = asked.brief
    known = any(w.tokens_per_day or w.requests_per_day for w in brief.profile.workloads)
    if not known and not brief.profile.current.monthly_bill_usd:
        return [[f"How many GPUs, and how fast, hangs on the volume, which I do not know yet. {MEASURE}"]]
    facts = brief.ledger.facts
    tags = ["", *(f"_{i + 1}" for i in range(len(brief.profile.workloads)))]
    found = [facts[f"{step}{tag}"] for tag in (*tags[1:], tags[0]) for step in STEPS if f"{step}{tag}" in facts]
    told = {(f.name, f.value, f.id if f.id.startswith("volume") else ""): f for f in found}
    lines = [fact_line(asked, f) for f in told.values()]
    if not any(f.id.startswith("replicas") for f in found):
        return []
    return [needed(asked), ["**What {{the.self_host}} would take, as planned**", *lines], [MEASURE]]
