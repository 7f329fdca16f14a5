"""``/import``: facts from a provider's usage export, shown before they are taken."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from tui.output import cell
from tui.quantities import short, usd

if TYPE_CHECKING:
    from agent.usage import UsageReport, WorkloadUse

WIDTH = 64  # of a line; it fits a terminal of 80
HINT = (
    "A file of OpenAI, Anthropic, LiteLLM, OpenRouter or Langfuse, CSV or JSON; several with ; between. Enter reads it."
)


def read(names: str) -> UsageReport:
    """The report of the files named. Errors: UsageError, OSError."""
    from agent.usage import read_exports

    return read_exports([Path(name.strip()).expanduser() for name in names.split(";") if name.strip()])


def facts(report: UsageReport) -> list[tuple[str, Any]]:
    """(slot, value) of everything that it fills."""
    from agent.usage import changes

    return list(changes(report))


def told(report: UsageReport) -> str:
    """What an export says, in lines."""
    bill = [f"Bill: {usd(report.monthly_usd)} a month"] if report.monthly_usd is not None else []
    unknown = [f"Columns not known and not used: {', '.join(report.ignored)}"] if report.ignored else []
    head = f"{', '.join(report.formats)}: {report.rows:,} rows, {report.first:%Y-%m-%d} to {report.last:%Y-%m-%d}"
    lines = [head, *map(_workload, report.workloads), *bill, *report.notes, *unknown]
    clean = map(cell, lines)  # names are other people's words
    return "\n".join(fill(line, WIDTH, subsequent_indent="  ") for line in clean)


def _workload(use: WorkloadUse) -> str:
    known = (
        (use.tokens_per_day, lambda v: f"{short(v)} tokens a day"),
        (use.requests_per_day, lambda v: f"{short(v)} requests a day"),
        (use.input_share, lambda v: f"{v:.0%} input"),
        (use.cached_share, lambda v: f"{v:.0%} of it cached"),
        (use.peak_to_average, lambda v: f"busiest hour {v:.3g}x the mean"),
        (use.monthly_usd, lambda v: f"{usd(v)} a month"),
    )
    return f"{use.name}: {', '.join(say(value) for value, say in known if value is not None)}"
