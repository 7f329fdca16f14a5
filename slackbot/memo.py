"""The full memo as a Markdown file: the answer, the costs of every option, what was said by whom, every passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from agent.evidence import units
from agent.interview import bank
from agent.schema import Answer, Recommendation
from agent.sessions import TurnRecord

STANDING = {
    "stated": "stated as fact",
    "unverified": "unverified, says the source",
    "inference": "an inference of the source",
    "speculation": "speculation, says the source",
}


def memo(answer: Answer, history: Sequence[TurnRecord], name_of: Callable[[str], str]) -> str:
    """``name_of``: the name of a user's id."""
    r = answer.recommendation
    made = dt.datetime.now(dt.UTC).date().isoformat()
    state = "final" if answer.status == "final" else "provisional: open points could still change it"
    head = f"# Where our language-model work should run\n\n{made} · {bank.option_name(r.option)} · {state}"
    parts = [head, f"## Recommendation\n\n{answer.answer}", _costs(r), _steps(r), _said(history, name_of)]
    parts += [_assumed(answer), _passages(r)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _costs(r: Recommendation) -> str:
    rows = ["## Costs", "", "| option | a month, likely | low | high | |", "|:--|--:|--:|--:|:--|"]
    for option, cost in r.costs.items():
        band = cost.monthly_usd
        figures = [units.say(v, "usd/month", cell=True) for v in (band.mid, band.low, band.high)] if band else ["-"] * 3
        rows.append(f"| {bank.option_name(option)} | {' | '.join(figures)} | {_cell(cost.why_not or '')} |")
    return "\n".join(rows)


def _steps(r: Recommendation) -> str:
    lines = [f"{i}. *{step.when}:* {step.do}" for i, step in enumerate(r.plan.steps, 1)]
    return "## Steps\n\n" + "\n".join(lines) if lines else ""


def _said(history: Sequence[TurnRecord], name_of: Callable[[str], str]) -> str:
    lines = [
        f"- {name_of(record.author or '') or 'somebody'}, {record.said_at[:10]}: “{_cell(str(record.input['text']))}”"
        for record in history
        if record.input.get("text")
    ]
    return "## What was said\n\n" + "\n".join(lines) if lines else ""


def _assumed(answer: Answer) -> str:
    lines = [
        f"- {bank.short(a.slot, answer.profile)}: {units.say(a.value, a.unit)} - {a.because}"
        for a in answer.recommendation.assumptions
    ]
    return "## What was assumed\n\n" + "\n".join(lines) if lines else ""


def _passages(r: Recommendation) -> str:
    shown = []
    for c in r.citations:
        kind = "our summary of the source" if c.kind == "digest" else "original"
        quote = "\n".join(f"> {line}" for line in c.quote.splitlines())
        shown.append(f"**[{c.n}]** {c.title}, {c.section} ({kind}; {STANDING[c.standing]})\n\n{quote}")
    return "## Sources\n\n" + "\n\n".join(shown) if shown else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
