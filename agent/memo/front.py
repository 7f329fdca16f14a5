"""The first page: the decision, its figures, why, what would change it, what happens next, and who signs."""

from __future__ import annotations

from agent.evidence import derived, words
from agent.evidence.brief import Brief
from agent.evidence.template import bearings, numbers, opening
from agent.memo import figures
from agent.memo.document import Block, Bullets, Paragraph, Section, Signatures, Tile, Tiles
from agent.memo.figures import SPLIT_HIGH, SPLIT_LOW
from agent.memo.pen import Pen

REASONS, FLIPS, STEPS, WARNINGS = 3, 3, 3, 2
ROLES = ("Decided by", "Checked by", "Date")


def argument(brief: Brief, pen: Pen) -> tuple[Section, ...]:
    """The upper part of the page: what to do, why, at what cost, and what would change it."""
    decision: list[Block] = [Paragraph(text=t) for t in pen.lines(opening.headline(brief, lead="Provisional: "))]
    if tiles := _tiles(brief, pen):
        decision.append(Tiles(tiles=tiles))
    parts = (
        Section(title="Decision", blocks=tuple(decision)),
        Section(title="For this case", blocks=tuple(Paragraph(text=t) for t in pen.lines(_case(brief)))),
        _list("Why", pen.lines(opening.reasons(brief, REASONS)[1:])),
        Section(title="What it costs", blocks=(figures.costs(brief, pen),)),
        _list("What would change this", pen.lines(numbers.changes(brief, FLIPS)[1:])),
        _list("Mind", pen.lines(bearings.warnings(brief, WARNINGS)[1:])),
    )
    return tuple(s for s in parts if s.blocks)


def _case(brief: Brief) -> list[str]:
    """What is known and what is assumed, in a line each: whoever is handed the memo did not see the conversation."""
    lines = [line for text in bearings.basis(brief) for line in text.split("  \n")]
    volumes = "".join(f"{{{{assumption.{i}.text}}}}; " for i in _assumed_volumes(brief))
    return [
        line.replace("**You said:**", "**Known:**").replace("**I assumed:**", f"**Assumed:** {volumes}".rstrip())
        for line in lines
    ]


def _assumed_volumes(brief: Brief) -> list[int]:
    """The volumes that nobody stated: every cost rests on them, so they come first."""
    found = enumerate(brief.assessment.assumptions)
    return [i for i, a in found if words.leaf(a.slot) == "tokens_per_day" and brief.has(f"assumption.{i}.text")]


def consent(planned: list[tuple[str, str]]) -> tuple[Section, ...]:
    """The lower part: the first steps, and who signs."""
    steps = _list("What happens next", tuple(f"**{when}:** {what}" for when, what in planned[:STEPS]))
    signed = Section(title="", blocks=(Signatures(roles=ROLES),))
    return (steps, signed) if steps.blocks else (signed,)


def _list(title: str, items: tuple[str, ...]) -> Section:
    return Section(title=title, blocks=(Bullets(items=items),) if items else ())


def _tiles(brief: Brief, pen: Pen) -> tuple[Tile, ...]:
    a = brief.assessment
    at = f"cost.{a.option}"
    cost = a.costs.get(a.option)
    found = []
    if cost and cost.monthly_usd:
        found.append(("A month, likely", f"{{{{{at}.mid|cell}}}}"))
        found.append(("Range a month", f"{{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}"))
    elif brief.has("fact.chosen_usd"):
        found.append(("A month, likely", "{{fact.chosen_usd|cell}}"))
        if brief.has(SPLIT_LOW):
            found.append(("Range a month", f"{{{{{SPLIT_LOW}|cell}}}} to {{{{{SPLIT_HIGH}|cell}}}}"))
    if brief.has(f"fact.{derived.TODAY}") and brief.situation != "stay":
        found.append(("Today a month", f"{{{{fact.{derived.TODAY}|cell}}}}"))
    if a.payback_months is not None:
        at_once = brief.ledger.statement("payback.soon", "under a month")
        found.append(("Pays back in", "{{payback}}" if a.payback_months >= 1 else f"{{{{{at_once}}}}}"))
    if brief.situation != "forced":
        found.append(("Stays best in", "{{confidence}} of draws"))
    return tuple(Tile(label=label, value=said) for label, draft in found if (said := pen.say(draft)))
