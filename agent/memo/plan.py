"""The plan with its dates: when each step is due, counted from the day of the memo."""

from __future__ import annotations

import datetime as dt
import re

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.evidence.template.opening import marks
from agent.memo.document import Block, Code, Paragraph, Section, Table
from agent.memo.pen import Pen, readable

DUE_DAYS = {"first": 3, "this week": 7, "in the third week": 21, "this month": 30}
"""Days from the memo by which a step is due; steps around the launch or later have no day yet."""


COMMAND = re.compile(r",? `[^`]+`,?")
"""A command in the text of a step: it stands in a box of its own."""


def due(when: str, made: dt.date) -> dt.date | None:
    days = DUE_DAYS.get(when.strip().lower())
    return made + dt.timedelta(days=days) if days is not None else None


def steps(brief: Brief, pen: Pen, made: dt.date) -> list[tuple[str, str]]:
    """(when, what to do with its sources) of every step that passes the gate, in order."""
    found = []
    for i, step in enumerate(brief.assessment.stack.steps):
        if not brief.has(f"step.{i}", f"step.{i}.when"):
            continue
        day = due(step.when, made)
        when = f"By {pen.value(f'due.{i}', day)}" if day else f"{{{{step.{i}.when|cap}}}}"
        cites = marks(brief.cites(step.claim, step.do))
        what = COMMAND.sub("", pen.say(f"{{{{step.{i}|cap}}}}{' ' + cites if cites else ''}."))
        if what and (at := pen.say(when)):
            found.append((at, what))
    return found


def section(brief: Brief, pen: Pen, planned: list[tuple[str, str]]) -> Section:
    blocks: list[Block] = []
    what = "The weightiest part" if brief.assessment.option == "hybrid" else "What runs"
    if run := _run(brief, pen):
        blocks.append(Table(head=(what, ""), rows=tuple(run), widths=(1, 4)))
    if command := brief.assessment.stack.benchmark_command:
        blocks += [Paragraph(text=pen.say("The command that measures it:")), Code(text=command)]
    if planned:
        blocks.append(Table(head=("When", "What to do"), rows=tuple(planned), widths=(1, 4)))
    return Section(title="Plan", blocks=tuple(blocks))


def _run(brief: Brief, pen: Pen) -> list[tuple[str, str]]:
    rows = [
        (label, pen.say(f"{{{{stack.{key}}}}}"))
        for key, label in (("model", "Model, first candidate"), ("engine", "Engine"), ("gpus", "GPUs"))
        if brief.has(f"stack.{key}")
    ]
    places = [f"{{{{stack.providers.{i}}}}}" for i in range(len(brief.assessment.stack.providers))]
    if places:
        rows.append(("Providers", pen.say(words.join(places, "or"))))
    if brief.assessment.stack.capacity:
        rows.append(("Size", pen.say("{{capacity.replicas}}, {{capacity.gpus}}, used to {{capacity.utilization}}")))
        rows.append(("Speed of a copy", pen.say("{{capacity.output_tok_s}}, {{capacity.total_tok_s}}")))
        if brief.has("capacity.evidence"):
            rows.append(("Evidence", readable(pen.say("{{capacity.evidence|cap}}"))))
    if overflow := brief.assessment.stack.overflow_to:
        rows.append(("Peaks go to", pen.say(f"{{{{the.{overflow}}}}}")))
    return [(label, text) for label, text in rows if text]
