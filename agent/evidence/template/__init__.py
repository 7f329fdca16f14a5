"""The answer that code writes: complete, verified, and what runs when there is no language model.

A short answer has the same sections: what to do, what it costs, how sure, the one reason, what would change it, what is
wrong with it, the first step, what it rests on and the next question. What it leaves out is a "details" away.

Sections return lines of Markdown in which ``{{id}}`` stands for everything that needs evidence. The literal text
between holds no figure and no comparison; the second gate refuses it otherwise.
"""

from __future__ import annotations

from agent.evidence import angle
from agent.evidence.brief import Brief
from agent.evidence.template import bearings, numbers, opening, unknown

Section = list[str]


def answer(brief: Brief) -> list[Section]:
    """The sections of the answer, in order, empty ones left out."""
    if brief.situation == "unknown":
        sections = [
            unknown.opening(brief),
            angle.heard(brief),
            unknown.needed(brief),
            unknown.published(brief),
            bearings.left_out(brief),
            bearings.warnings(brief),
            bearings.said(brief),
            bearings.question(brief),
        ]
    else:
        sections = [
            opening.headline(brief),
            numbers.table(brief),
            opening.reasons(brief),
            numbers.changes(brief),
            bearings.disagreement(brief) if brief.short else bearings.conflict(brief),
            bearings.warnings(brief),
            bearings.steps(brief),
            bearings.basis(brief),
            bearings.more(brief),
            bearings.left_out(brief),
            bearings.question(brief),
        ]
    return [s for s in sections if s]


def draft(sections: list[Section]) -> str:
    return "\n\n".join("\n".join(section) for section in sections)
