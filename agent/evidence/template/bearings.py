"""Around the recommendation: disagreement, warnings, what to do this month, what it rests on, the next question."""

from __future__ import annotations

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.evidence.conflicts import ConflictDraft, SideDraft
from agent.evidence.template.opening import marks

CONFLICTS, ASSUMPTIONS, STEPS, WARNINGS = 1, 4, 4, 4


def conflict(brief: Brief) -> list[str]:
    lines = [f"- {one_conflict(brief, c)}" for c in brief.conflicts[:CONFLICTS] if c.sides or c.computed]
    return ["**Where figures disagree**", *lines] if lines else []


def one_conflict(brief: Brief, found: ConflictDraft) -> str:
    sides = "; ".join(side(s) for s in found.sides)
    about = brief.ledger.name(f"about.{found.about}", found.about, longest=None)
    computed = f" {{{{{found.computed}|cap}}}}." if found.computed else ""
    return f"{{{{{about}|cap}}}}: {sides}.{computed}" if sides else f"{{{{{about}|cap}}}}.{computed}"


def side(s: SideDraft) -> str:
    if s.excerpt is None or s.cite is None:
        return f"{{{{{s.name}}}}} {{{{{s.record}}}}}"
    return f"{{{{quote:{s.excerpt}}}}} {{{{cite:{s.cite}}}}}{{{{standing:{s.cite}}}}}"


def warnings(brief: Brief) -> list[str]:
    shown = [f"- {{{{warning.{i}|cap}}}}." for i in range(len(brief.assessment.warnings)) if brief.has(f"warning.{i}")]
    return ["**Mind**", *shown[:WARNINGS]] if shown else []


def steps(brief: Brief) -> list[str]:
    lines = []
    for i, step in enumerate(brief.assessment.stack.steps):
        if not brief.has(f"step.{i}", f"step.{i}.when"):
            continue
        cites = marks(brief.cites(step.claim))
        lines.append(f"1. {{{{step.{i}.when|cap}}}}: {{{{step.{i}|open}}}}{' ' + cites if cites else ''}.")
    return ["**This month**", *lines[:STEPS]] if lines else []


def basis(brief: Brief) -> list[str]:
    """What was said and what was assumed, on a line each."""
    said, assumed = _said(brief), _assumed(brief)
    lines = [f"**You said:** {'; '.join(said)}."] if said else []
    if assumed:
        lines.append(f"**I assumed:** {'; '.join(assumed)}.")
    return ["  \n".join(lines)] if lines else []


def _said(brief: Brief) -> list[str]:
    parts = []
    for i in range(len(brief.profile.workloads)):
        volume = f"profile.workloads[{i}].tokens_per_day"
        if brief.has(volume):
            parts.append(f"{{{{workload.{i}}}}} {{{{{volume}}}}}")
    if brief.has("profile.current.monthly_bill_usd"):
        to = " to {{profile.current.provider}}" if brief.has("profile.current.provider") else ""
        parts.append(f"{{{{profile.current.monthly_bill_usd}}}}{to}")
    for slot in ("regulation.regimes", "regulation.third_party", "team.gpu_ops"):
        if brief.has(f"profile.{slot}"):
            heading = brief.ledger.name(f"label.{slot}", words.label(slot))
            parts.append(f"{{{{{heading}}}}}: {{{{profile.{slot}}}}}")
    return parts


def _assumed(brief: Brief) -> list[str]:
    """The assumptions that weigh: those of the tornado and the open questions first."""
    heavy = [s.slot for s in brief.assessment.tornado] + [q.slot for q in brief.assessment.open_questions]
    order = sorted(
        range(len(brief.assessment.assumptions)),
        key=lambda i: heavy.index(s) if (s := brief.assessment.assumptions[i].slot) in heavy else len(heavy),
    )
    return [f"{{{{assumption.{i}.text}}}}" for i in order if brief.has(f"assumption.{i}.text")][:ASSUMPTIONS]


def question(brief: Brief) -> list[str]:
    if brief.question is None or not brief.has("question.text"):
        return []
    why = " *Why I ask: {{question.why|open}}.*" if brief.has("question.why") and brief.question.why else ""
    return [f"**Next question:** {{{{question.text}}}}{why}"]
