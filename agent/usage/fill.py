"""Which slots of a profile a report fills, and the doing of it in a session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agent.errors import BreakevenError
from agent.events import Failed
from agent.evidence import words
from agent.usage.report import UsageReport

if TYPE_CHECKING:
    from agent.sessions.session import Session

PER_WORKLOAD = ("tokens_per_day", "requests_per_day", "input_tokens", "output_tokens", "input_share", "cached_share",
                "peak_to_average")  # fmt: skip
LONGEST_NAME = 60


def changes(report: UsageReport) -> Iterator[tuple[str, Any]]:
    """(slot, value), in the order in which they are set; what the export does not say is left alone."""
    if any(use.tokens_per_day is not None for use in report.workloads):
        for index, use in enumerate(report.workloads):
            yield f"workloads[{index}].name", " ".join(use.name.split())[:LONGEST_NAME]
            for key in PER_WORKLOAD:
                value = getattr(use, key)
                if value is not None:
                    yield f"workloads[{index}].{key}", value
    for slot, value in (
        ("provider", words.PROVIDERS.get(report.provider or "", report.provider)),
        ("model", report.model),
        ("monthly_bill_usd", report.monthly_usd),
    ):
        if value is not None and not (isinstance(value, float) and value < 0):  # more credits than costs: no bill
            yield f"current.{slot}", value


def fill(session: Session, report: UsageReport) -> int:
    """Sets them all in one step, which one undo takes back; the number of slots set. Error: BreakevenError."""
    values = list(changes(report))
    for event in session.fill(values):
        if isinstance(event, Failed):
            raise BreakevenError(event.message)
    return len(values)
