"""Why this, how sure, on what assumptions, and what would change it."""

from __future__ import annotations

import re

from agent.evidence import conflicts, units, words
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section, numbers, opening, unknown
from agent.evidence.template.bearings import one_conflict
from tools.results import Fact

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
    bars = moves(asked)
    labels = [brief.ledger.name(f"open.{i}", words.label(q.slot)) for i, q in enumerate(a.open_questions[:OPEN])]
    own = [c for c in brief.conflicts if not any(s.excerpt for s in c.sides)]  # the user's figures, not the sources'
    clashes = [f"- {one_conflict(brief, c)}" for c in own[:1]]
    return [
        [" ".join(first)],
        ["**What moves it**", *bars] if bars else [],
        ["**What you could still tell me**", *(f"- {{{{{label}}}}}" for label in labels)] if labels else [],
        ["**What does not fit together**", *clashes] if clashes else [],
    ]


def moves(asked: Asked) -> Section:
    """What moves the result most, each with the range that was drawn."""
    return [_move(asked, i) for i in range(len(asked.brief.assessment.tornado[:MOVES]))]


def _move(asked: Asked, i: int) -> str:
    bar, ledger = asked.brief.assessment.tornado[i], asked.brief.ledger
    unit = words.unit_of(bar.slot, next((x.unit for x in asked.brief.assessment.assumptions if x.slot == bar.slot), ""))
    label = ledger.name(f"tornado.{i}", words.label(bar.slot))
    low, high = (
        _drawn(asked, i, end, value, unit) for end, value in (("low", bar.low_value), ("high", bar.high_value))
    )
    return f"- {{{{{label}|cap}}}}, from {{{{{low}}}}} to {{{{{high}}}}}"


def _drawn(asked: Asked, i: int, end: str, value: float, unit: str) -> str:
    """One end of a range that was drawn from, as a fact."""
    bar, ledger = asked.brief.assessment.tornado[i], asked.brief.ledger
    ledger.fact(Fact(id=f"drawn_{i}_{end}", name=f"{words.label(bar.slot)}, {end} end of what was drawn", value=value,
                     unit=unit, inputs=(bar.slot,)))  # fmt: skip
    return ledger.name(f"tornado.{i}.{end}", units.say(value, unit))


def weighs(asked: Asked) -> list[Section]:
    """What the answer hangs on most: open answers that could turn it, then what moves the costs."""
    brief, a, lines = asked.brief, asked.brief.assessment, []
    held = {x.slot: i for i, x in enumerate(a.assumptions)}
    for i, q in enumerate([q for q in a.open_questions if q.flips_to][:OPEN]):
        label = brief.ledger.name(f"weighs.{i}", words.label(q.slot))
        at = held.get(q.slot)
        mine = f" – I assumed: {{{{assumption.{at}.text|open}}}}" if at is not None and brief.has(
            f"assumption.{at}.text") else ""  # fmt: skip
        others = words.join([f"{{{{the.{o}}}}}" for o in q.flips_to if o != a.option], "or")
        lines.append(f"- {{{{{label}|cap}}}}{mine}; your answer could make it {others}." if others else
                     f"- {{{{{label}|cap}}}}{mine}.")  # fmt: skip
    if brief.situation == "unknown":
        return [unknown.needed(brief)]
    bars = moves(asked)
    if not lines:
        brief.ledger.statement("phrase.settled", "no plausible answer to anything still open would change it")
        lines = ["- {{phrase.settled|cap}}."]
    return [
        ["**What the answer hangs on, in this order**", *lines] if lines else [],
        ["**What moves the costs**", *bars] if bars else [],
        [YOUR_OWN] if lines or bars else [],
    ]


def conflict(asked: Asked) -> list[Section]:
    """Where sources, or the user's own figures, disagree, and what the arithmetic says."""
    found = [f"- {one_conflict(asked.brief, c)}" for c in asked.brief.conflicts[:MOVES] if c.sides or c.computed]
    return [["**Where sources or figures disagree**", *found]] if found else []


NAMED = {
    "utilization": r"utili[sz]\w+|busy", "peak_to_average": r"peak|busiest", "growth_per_year": r"grow\w*",
    "cached_share": r"cach\w+", "prefix_share": r"prefix\w*|shared beginning", "quality": r"quality",
    "horizon_months": r"horizon|pay ?back|pay back|months", "input_share": r"input|split|ratio",
    "spare_replicas": r"spare|redundan\w+|n\+1", "ops_hours_month": r"operat\w+|ops|hours",
    "hourly_usd": r"engineer\w*|salar\w+|hourly|an hour", "on_call_usd_month": r"on-?call",
    "migration_api_usd": r"migrat\w+|moving|the move", "migration_self_host_usd": r"migrat\w+|moving|the move",
    "tokens_per_day": r"volume|tokens", "tok_s_per_user": r"tok/s|speed", "latency_ms": r"latency",
}  # fmt: skip
"""What people call the things that are assumed."""
REASONED = 8  # assumptions told with their reasons; the rest stand on one line


def named_by(text: str) -> set[str]:
    """Which assumptions a text names, by the last part of their slots."""
    return {leaf for leaf, word in NAMED.items() if re.search(rf"\b(?:{word})\b", text, re.I)}


def named(asked: Asked) -> list[Section]:
    """The assumptions that a question doubts by name, each with its reason."""
    wanted = named_by(asked.text)
    found = [i for i, x in enumerate(asked.brief.assessment.assumptions) if words.leaf(x.slot) in wanted]
    own = [
        f"- You said: {{{{{asked.brief.ledger.name(f'label.{r.id}', words.label(r.slot))}}}}} {{{{{r.id}}}}}."
        for r in list(asked.brief.ledger.records.values())
        if r.id.startswith("profile.") and r.slot and words.leaf(r.slot) in wanted
    ]
    lines = [line for i in found if (line := because(asked, i))]
    own += _bill_against_list(asked) if FAIR.search(asked.text) and not own else []
    return [own, lines, [YOUR_OWN] if lines else []] if own or lines else []


FAIR = re.compile(r"\b(?:realistic|reasonable|plausible|fair|normal|right|correct|too (?:high|low|much))\b", re.I)


def _bill_against_list(asked: Asked) -> Section:
    """Whether a bill is plausible: what the volume costs at list price beside it."""
    brief, bill = asked.brief, "profile.current.monthly_bill_usd"
    if not brief.has(bill, "fact.list_usd"):
        return []
    text = "at list price the volume costs {listed}, and you said that you pay {bill}"
    brief.ledger.statement("phrase.fair", text, {"listed": "fact.list_usd", "bill": bill})
    return ["- {{phrase.fair|cap}}."]


YOUR_OWN = "Tell me your own figure for any of them and the answer follows it."


def currency(asked: Asked) -> list[Section]:
    """What money is counted in."""
    text = "All money here is in US dollars, as the price lists are. I convert no currencies: their rates move."
    return [[f"{{{{{asked.brief.ledger.name('currency', text, longest=None)}}}}}"]]


def matter(asked: Asked) -> list[Section]:
    """How far apart the options that are open lie, in money."""
    brief, costs = asked.brief, asked.brief.assessment.costs
    usd = {o: c.monthly_usd.mid for o, c in costs.items() if c.feasible and c.monthly_usd}
    if len(usd) < 2 or brief.situation == "unknown":
        return []
    low, high = min(usd, key=lambda o: usd[o]), max(usd, key=lambda o: usd[o])
    spread = f"{{{{cost.{low}.mid}}}} ({{{{the.{low}}}}}) to {{{{cost.{high}.mid}}}} ({{{{the.{high}}}}})"
    return [[f"The options that are open to you run from {spread}.{opening.no_matter(brief)}"]]


def because(asked: Asked, i: int) -> str:
    """One assumption with its reason."""
    if not asked.brief.has(f"assumption.{i}.text"):
        return ""
    why = asked.brief.assessment.assumptions[i].because.rstrip(".")
    name = asked.brief.ledger.name(f"because.{i}", why, longest=None)
    return f"- {{{{assumption.{i}.text|cap}}}}. {{{{{name}|cap}}}}."


def assumed(asked: Asked) -> list[Section]:
    """Every assumption with its reason, the ones that weigh first; what is no more than usual on one line."""
    a = asked.brief.assessment
    heavy = {s.slot for s in a.tornado} | {q.slot for q in a.open_questions}
    heavy |= {f.slot for f in a.flips} | {g.slot for g in a.gates if g.slot}
    order = sorted(range(len(a.assumptions)), key=lambda i: a.assumptions[i].slot not in heavy)
    known = [i for i in order if asked.brief.has(f"assumption.{i}.text")]
    said = {asked.brief.ledger.say(f"assumption.{i}.text"): i for i in reversed(known)}
    order = [i for i in known if i in said.values()]  # several workloads assume the same: said once
    lines = [line for i in order[:REASONED] if (line := because(asked, i))]
    usual = [f"{{{{assumption.{i}.text}}}}" for i in order[REASONED:] if asked.brief.has(f"assumption.{i}.text")]
    if not lines:
        return [["Nothing that matters had to be assumed: you said it."]]
    return [
        ["**What I assumed, because you did not say it**", *lines],
        [f"Beside that, the usual: {'; '.join(usual)}."] if usual else [],
        [YOUR_OWN],
    ]


def change(asked: Asked) -> list[Section]:
    """The flips and the break-evens; of one thing alone, where the question names it."""
    brief, wanted = asked.brief, named_by(asked.text)
    if not wanted:
        return [numbers.changes(brief, most=None)]
    found = [i for i, f in enumerate(brief.assessment.flips) if words.leaf(f.slot) in wanted]
    lines = [
        f"- If {{{{flip.{i}.clause}}}}: {{{{the.{brief.assessment.flips[i].becomes}}}}}."
        for i in found
        if brief.has(f"flip.{i}.clause")
    ]
    if not lines:
        label = words.subject(next(iter(sorted(wanted))))
        brief.ledger.statement("phrase.alone", f"no plausible change of {label} alone changes the recommendation")
        lines = ["- {{phrase.alone|cap}}."]
    if "tokens_per_day" in wanted and conflicts.break_even(brief.ledger, brief.assessment):
        lines.append("- {{break_even|cap}}.")
    return [["**What would change this**", *lines]]


def why(asked: Asked) -> list[Section]:
    """All reasons, each with its sources."""
    return [opening.reasons(asked.brief, most=None)]
