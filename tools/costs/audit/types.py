"""One audited figure of a source, and the help to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tools.results import Fact

Verdict = Literal[
    "holds", "off", "contradicts itself", "holds only at old prices", "unsupported", "the sources disagree"
]
FIRST = "000_d385011ac5eeb97c"
SECOND = "003_9adf73777b7bb5a8"
ROUNDING = 0.06  # the sources round to one or two digits
MONTH = 30  # days, as both sources count


@dataclass(frozen=True)
class AuditRow:
    """A claim in our words with its value, what the arithmetic gives instead, and the verdict.

    A range has a ``_high``; ``claimed`` or ``computed`` is None where there is no number. ``topic``: of the shared
    vocabulary; ``against``: the other source where the two disagree. ``because`` holds no figures: those that it speaks
    of are ``facts``, so that they can be shown with their origin.
    """

    id: str
    source: str
    topic: str
    claim: str
    claimed: float | None
    computed: float | None
    unit: str
    verdict: Verdict
    because: str
    formula: str = ""
    claimed_high: float | None = None
    computed_high: float | None = None
    facts: tuple[Fact, ...] = ()
    against: str | None = None

    @property
    def off_by(self) -> float | None:
        """The least factor between what is claimed and what is computed, at least 1; None without two numbers."""
        if not self.claimed or not self.computed:
            return None
        claimed = (self.claimed, self.claimed_high or self.claimed)
        computed = (self.computed, self.computed_high or self.computed)
        if claimed[0] <= computed[1] and computed[0] <= claimed[1]:
            return 1.0
        return max(computed[0] / claimed[1], claimed[0] / computed[1])

    @property
    def verdict_text(self) -> str:
        """The verdict, with its factor where it is one."""
        return f"off by {self.off_by:.1f}x" if self.verdict == "off" and self.off_by else self.verdict


def worked(name: str, value: float, unit: str, formula: str) -> Fact:
    """A figure that follows from the source's own numbers."""
    key = "".join(c if c.isalnum() else "_" for c in name.lower())
    return Fact(id=f"audit_own_{key}", name=name, value=value, unit=unit, formula=formula)


def judged(claimed: float, computed: float, otherwise: Verdict = "off") -> Verdict:
    """``holds`` within rounding, else what is given."""
    return "holds" if abs(computed / claimed - 1) <= ROUNDING else otherwise
