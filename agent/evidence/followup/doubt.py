"""Why this, how sure, on what assumptions, and what would change it."""

from __future__ import annotations

from agent.evidence import units, words
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section, numbers, opening
from agent.evidence.template.bearings import one_conflict

MOVES, OPEN = 3, 3


DRAWN = "each case draws the prices, the speed of the GPUs, the load and what you left open from its plausible range"


def sure(asked: Asked) -> list[Section]:
    """The share of cases, the runner-up, what moves the result most, and what is still open."""
    brief, a = asked.brief, asked.brief.assessment
    share = "all" if a.confidence == 1 else "{c} of the"
    text = f"{{option}} stays the best choice in {share} simulated cases"
    brief.ledger.statement("phrase.sure", text, {"c": "confidence", "option": f"the.{a.option}"})
    first = [f"{{{{phrase.sure|cap}}}}: {DRAWN}."]
    if a.runner_up and a.runner_up != a.option:
        first.append(f"Next in line: {{{{the.{a.runner_up}}}}}.")
    moves = [_move(asked, i) for i in range(len(a.tornado[:MOVES]))]
    labels = [brief.ledger.name(f"open.{i}", words.label(q.slot)) for i, q in enumerate(a.open_questions[:OPEN])]
    own = [c for c in brief.conflicts if not any(s.excerpt for s in c.sides)]  # the user's figures, not the sources'
    clashes = [f"- {one_conflict(brief, c)}" for c in own[:1]]
    return [
        [" ".join(first)],
        ["**What moves it**", *moves] if moves else [],
        ["**What you could still tell me**", *(f"- {{{{{label}}}}}" for label in labels)] if labels else [],
        ["**What does not fit together**", *clashes] if clashes else [],
    ]


def _move(asked: Asked, i: int) -> str:
    bar, ledger = asked.brief.assessment.tornado[i], asked.brief.ledger
    unit = words.unit_of(bar.slot, next((x.unit for x in asked.brief.assessment.assumptions if x.slot == bar.slot), ""))
    label = ledger.name(f"tornado.{i}", words.label(bar.slot))
    low = ledger.name(f"tornado.{i}.low", units.say(bar.low_value, unit))
    high = ledger.name(f"tornado.{i}.high", units.say(bar.high_value, unit))
    return f"- {{{{{label}|cap}}}}, from {{{{{low}}}}} to {{{{{high}}}}}"


def assumed(asked: Asked) -> list[Section]:
    """Every assumption with its reason and the reference it comes from."""
    ledger, lines = asked.brief.ledger, []
    for i, assumption in enumerate(asked.brief.assessment.assumptions):
        if asked.brief.has(f"assumption.{i}.text"):
            because = ledger.name(f"because.{i}", assumption.because.rstrip("."), longest=None)
            lines.append(f"- {{{{assumption.{i}.text|cap}}}}: {{{{{because}}}}}.")
    if not lines:
        return [["Nothing that matters had to be assumed: you said it."]]
    return [
        ["**What I assumed, because you did not say it**", *lines],
        ["Tell me your own figure for any of them and the answer follows it."],
    ]


def change(asked: Asked) -> list[Section]:
    """The flips and the break-evens."""
    return [numbers.changes(asked.brief, most=None)]


def why(asked: Asked) -> list[Section]:
    """All reasons, each with its sources."""
    return [opening.reasons(asked.brief, most=None)]
