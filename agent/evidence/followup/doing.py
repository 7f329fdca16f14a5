"""What to do and with what: the steps, the model, the engine, and who does the work."""

from __future__ import annotations

import re

from agent.evidence import words
from agent.evidence.followup.doubt import because
from agent.evidence.followup.intents import Asked
from agent.evidence.followup.passages import quotes_of
from agent.evidence.template import Section
from agent.evidence.template.opening import marks

SOON = re.compile(
    r"\b(?:monday|tuesday|tomorrow|today|right now|this week|first (?:steps?|thing|actions?)|start|begin)\b", re.I
)
AT_ONCE = ("first", "this week", "today", "now")
REST = "Say “the plan” for what comes after."
PRICED = re.compile(r"^input price of (.+)$")
TEAM_LEAVES = ("gpu_ops", "can_hire", "ops_hours_month", "hourly_usd", "on_call_usd_month")


def steps(asked: Asked) -> list[Section]:
    """Every step of the plan, each with its time and its source."""
    brief = asked.brief
    lines: Section = []
    soon = SOON.search(asked.text) is not None
    for i, step in enumerate(brief.assessment.stack.steps):
        if soon and step.when.lower() not in AT_ONCE:
            continue
        if brief.has(f"step.{i}", f"step.{i}.when"):
            cites = marks(brief.cites(step.claim, step.do))
            lines.append(f"{len(lines) + 1}. *{{{{step.{i}.when|cap}}}}:* {{{{step.{i}|cap}}}}"
                         f"{' ' + cites if cites else ''}.")  # fmt: skip
    rest = [f"{{{{{brief.ledger.name('steps.rest', REST, longest=None)}}}}}"] if soon and lines else []
    return [["**What to do**", *lines], rest] if lines else []


def model(asked: Asked) -> list[Section]:
    """The model that the plan names and where; else the open model that was priced beside it."""
    brief, stack = asked.brief, asked.brief.assessment.stack
    lines: Section = []
    if brief.has("stack.model") and brief.situation != "unknown":
        places = [f"{{{{stack.providers.{i}}}}}" for i in range(len(stack.providers[:3]))]
        at = f" at {words.join(places, 'or')}" if places else ""
        lines.append(f"- The plan names {{{{stack.model}}}}{at}.")
    priced = next((f for f in brief.ledger.facts.values() if f.id.startswith("price_in_managed")), None)
    if priced and (found := PRICED.match(priced.name)) and brief.assessment.option != "managed_open":
        name = brief.ledger.name("model.priced", found[1])
        lines.append(f"- As an open model, {{{{{name}}}}} was priced: a candidate for your evaluation, not a verdict.")
    return [lines, quotes_of(asked, asked.text, 1)] if lines else []


def engine(asked: Asked) -> list[Section]:
    """The engine that the plan names, then what sources say of engines."""
    named = asked.brief.has("stack.engine", "stack.model")
    mine = ["- The plan names {{stack.engine}} for {{stack.model}}."] if named else []
    return [mine, quotes_of(asked, asked.text, 2)]


def team(asked: Asked) -> list[Section]:
    """How many engineers there are decides nothing; who runs GPUs, and how many hours that takes, does."""
    brief, a = asked.brief, asked.brief.assessment
    text = (
        "how many people you have is not what counts, but whether one of them runs GPU servers, and for how many hours"
    )
    brief.ledger.statement("phrase.team", text)
    lines = ["{{phrase.team|cap}}."]
    found = {words.leaf(x.slot): i for i, x in enumerate(a.assumptions)}
    lines += [line for leaf in TEAM_LEAVES if leaf in found and (line := because(asked, found[leaf]))]
    for i, flip in enumerate(a.flips):
        if words.leaf(flip.slot) in TEAM_LEAVES and brief.has(f"flip.{i}.clause"):
            lines.append(f"- If {{{{flip.{i}.clause}}}}: {{{{the.{flip.becomes}}}}}.")
    if brief.has("fact.people_usd", "the.self_host"):
        lines.append("- Counted for it with {{the.self_host}}: {{fact.people_usd}} for people and platform.")
    return [lines]
