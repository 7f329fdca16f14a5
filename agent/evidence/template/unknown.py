"""The answer when nothing decisive is known: it says so, says what to find out, and shows what the sources claim."""

from __future__ import annotations

from agent.evidence.brief import Brief
from agent.evidence.template import bearings
from agent.evidence.template.opening import marks

ASKED = {
    "bill": "the bill of the last month, or how many requests a day and how long they are",
    "data": "whether an outside vendor may see the data, and which rules apply to it",
    "team": "who would run GPUs",
    "quality": "how good the answers must be, and whether an open model was tested on your task",
}


def opening(brief: Brief) -> list[str]:
    brief.ledger.statement("phrase.unknown", "nothing that decides it is known so far")
    default = brief.cites("api_default")
    stay = f" Until then stay with an API: it commits you to nothing {marks(default)}." if default else ""
    lines = [
        f"**I cannot know yet: {{{{phrase.unknown}}}}.**{stay}",
        "",
        "What would tell me, the first two above anything else:",
    ]
    lines[-1] = "What I need from you:"
    return lines + [f"- {text}" for text in ASKED.values()]


def published(brief: Brief) -> list[str]:
    """The thresholds in circulation, side by side: a reason to compute, not to quote."""
    found = next((c for c in brief.conflicts if c.sides and c.about.startswith("the volume")), None)
    if not found:
        return []
    sides = "; ".join(bearings.side(s) for s in found.sides)
    return [f"Published thresholds for own GPUs disagree, which is why I compute yours: {sides}."]
