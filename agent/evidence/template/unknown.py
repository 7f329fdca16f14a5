"""The answer when nothing decisive is known: it says so, says what to find out, and how far the sources are apart."""

from __future__ import annotations

from agent.evidence import lexer
from agent.evidence.brief import Brief
from agent.evidence.conflicts import SideDraft
from agent.evidence.template import bearings
from agent.evidence.template.opening import marks

BILL = "the bill of the last month, or how many requests a day and how long they are"
DATA = "whether an outside vendor may see the data, and which rules apply to it"
QUALITY = "how good the answers must be, and whether an open model was tested on your task"
TEAM = "who would run GPUs"


def opening(brief: Brief) -> list[str]:
    brief.ledger.statement("phrase.unknown", "nothing that decides it is known so far")
    default = brief.cites("api_default")
    stay = f" Until then stay with an API: it commits you to nothing {marks(default)}." if default else ""
    return [f"**I cannot know yet: {{{{phrase.unknown}}}}.**{stay}"]


def needed(brief: Brief) -> list[str]:
    return ["What I need from you:", *(f"- {text}" for text in _needed(brief))]


def _needed(brief: Brief) -> list[str]:
    """What was not said already, the weightiest first."""
    rules, team = brief.profile.regulation, brief.profile.team
    needed = [BILL, QUALITY] if rules.regimes is not None else [BILL, DATA, QUALITY]
    return needed if team.gpu_ops else [*needed, TEAM]


def published(brief: Brief) -> list[str]:
    """The lowest and the highest threshold in circulation: a reason to compute, not to quote."""
    found = next((c for c in brief.conflicts if c.sides and c.about.startswith("the volume")), None)
    sides = sorted((s for s in found.sides if s.excerpt), key=lambda s: _size(brief, s)) if found else []
    if len(sides) < 2:
        return []
    if brief.short:
        low, high = (bearings.figure(brief, s) for s in (sides[0], sides[-1]))
        return [f"Published volumes from which own GPUs pay lie far apart ({low}, but {high}), so I compute yours."]
    first, last = (bearings.side(SideDraft(excerpt=s.excerpt, cite=s.cite)) for s in (sides[0], sides[-1]))
    return [f"Published volumes from which own GPUs pay lie far apart, so I compute yours: {first}, but {last}."]


def _size(brief: Brief, side: SideDraft) -> float:
    return max(
        (q.high for q in lexer.quantities(brief.citer.raw(side.excerpt or "")) if q.unit == "token"), default=0.0
    )
