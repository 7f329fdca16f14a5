"""The piece of a message that speaks of one workload."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.understanding.pool import role_of
from agent.understanding.types import Quantity


@dataclass
class Segment:
    """Part of a message about one workload: token range, task, and the amounts that count for its volume."""

    start: int
    end: int
    task: str | None = None
    name: str = ""
    amounts: list[Quantity] = field(default_factory=list)
    share: float | None = None  # of the total that was said for all
    another: bool = False  # "also", "a second workload"
    habits: bool = False  # tells when there is traffic
    subject: bool = False  # the sentence is about it: "the RAG assistant must ..."

    @property
    def heavy(self) -> bool:
        """Whether a volume of its own is said."""
        return any(is_head(q) for q in self.amounts) or self.share is not None


def is_head(q: Quantity) -> bool:
    role = role_of(q)
    return (
        role in ("rate", "rate_in", "rate_out", "words_rate", "chars_rate")
        or (role == "items" and q.period is not None)
        or role in ("pages", "per_user", "users")
    )


def is_rate(q: Quantity) -> bool:
    return role_of(q) in ("rate", "words_rate", "chars_rate")
