"""The decision memo: one answer as a document, with the same figures, the assumptions and every passage behind them."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tui import words
from tui.failures import Failure
from tui.quantities import usd

if TYPE_CHECKING:
    from agent.schema import Answer, Citation, Recommendation

ENDINGS = (".md", ".json")


def write_memo(answer: Answer, path: Path, made: str) -> None:
    """Writes the memo; the file is there whole or not at all. ``made``: the date it bears. Errors: Failure, OSError."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Failure(f"{path.name}: a memo ends in {' or '.join(ENDINGS)}")
    text = (
        markdown(answer, made) if ending == ".md" else json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n"
    )
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".memo-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def markdown(answer: Answer, made: str) -> str:
    """The memo as Markdown."""
    r = answer.recommendation
    state = "final" if answer.status == "final" else "provisional: open points could still change it"
    option = f"**{words.OPTION[r.option]}** ({words.OPTION_MEANS[r.option]})"
    head = f"# Where our language-model work should run\n\n{made} · {option} · {words.sure(r.confidence)} · {state}"
    advice = f"## Recommendation\n\n{answer.answer}"
    costs = f"## Costs\n\n{_costs(r)}"
    parts = [head, advice, costs, _facts(answer), _assumptions(r), _sources(r)]
    return "\n\n".join(p for p in parts if p) + "\n"


def _costs(r: Recommendation) -> str:
    rows = ["| option | US dollars a month | low to high (P10-P90) | |", "|:--|--:|--:|:--|"]
    for option, cost in r.costs.items():
        band = cost.monthly_usd
        figures = (usd(band.mid), f"{usd(band.low)} to {usd(band.high)}") if band else ("-", "-")
        rows.append(f"| {words.OPTION[option]} | {figures[0]} | {figures[1]} | {_cell(cost.why_not or '')} |")
    return "\n".join(rows)


def _facts(answer: Answer) -> str:
    said = [s for s in answer.profile.said if s.words]
    lines = [f"- {words.label(s.slot)}: “{_cell(s.words)}”" for s in said]
    return "## What you said\n\n" + "\n".join(lines) if lines else ""


def _assumptions(r: Recommendation) -> str:
    lines = [f"- {words.label(a.slot)}: {words.value(a.slot, a.value, a.unit)} - {a.because}" for a in r.assumptions]
    return "## What was assumed\n\n" + "\n".join(lines) if lines else ""


def _sources(r: Recommendation) -> str:
    return "## Sources\n\n" + "\n\n".join(map(_source, r.citations)) if r.citations else ""


def _source(c: Citation) -> str:
    kind = "our summary of the source" if c.kind == "digest" else "original"
    quote = "\n".join(f"> {line}" for line in c.quote.splitlines())
    return f"**[{c.n}]** {c.title}, {c.section} ({kind}; {words.STANDING[c.standing]})\n\n{quote}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
