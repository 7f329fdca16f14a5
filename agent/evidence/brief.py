"""What a template works with: one assessment, its ledger, its citations, and what bears each reason out."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from agent.evidence import bearing, conflicts, derived, entries, support
from agent.evidence.citing import Citer
from agent.evidence.conflicts import ConflictDraft
from agent.evidence.ledger import Ledger
from agent.evidence.protocols import Library, Passage
from agent.evidence.support import Claims
from agent.schema import Question
from tools.profile import Profile
from tools.results import Assessment, Fact, ReasonCore

Situation = Literal["unknown", "forced", "stay", "move", "hybrid"]


@dataclass(frozen=True)
class Argument:
    """A reason, and the keys of the passages for and against it."""

    core: ReasonCore
    supports: tuple[str, ...]
    opposes: tuple[str, ...]


@dataclass
class Brief:
    profile: Profile
    assessment: Assessment
    ledger: Ledger
    citer: Citer
    claims: Claims
    arguments: tuple[Argument, ...]
    conflicts: tuple[ConflictDraft, ...]
    question: Question | None
    extra: tuple[Fact, ...]
    short: bool = False  # an answer fit for a chat: what decides, and no more
    more: str = ""  # how to ask for the rest
    words: str = ""  # what the user wrote: heard, never repeated

    def has(self, *ids: str) -> bool:
        return all(id_ in self.ledger for id_ in ids)

    @property
    def situation(self) -> Situation:
        return situation(self.profile, self.assessment)

    @property
    def provisional(self) -> bool:
        return self.assessment.status == "provisional"

    def cites(self, topic: str | None, text: str = "", most: int = 1) -> list[str]:
        """Keys of verified claims of a topic; with ``text``, of those that bear on it, closest first."""
        passages = self.claims(topic, support.WIDER) if topic else ()
        if text:
            near = [(bearing.shared(text, p.quote), p) for p in passages]
            passages = tuple(p for n, p in sorted(near, key=lambda pair: -pair[0]) if n)
        return list(_admitted(self.citer, passages, most))

    def unsaid(self, why: str) -> str:
        """The mark of a gate that rests on something the user never said; nothing for any other reason."""
        gates = [g for g in self.assessment.gates if g.why == why and g.slot]
        if gates and not any(f"profile.{g.slot}" in self.ledger for g in gates):
            return " (assumed, you did not say)"
        hiring = any(g.kind == "team" for g in gates) and self.profile.team.can_hire is None
        return " (that you will not hire is assumed)" if hiring else ""

    def excerpt(self, keys: tuple[str, ...]) -> str | None:
        """A short piece of the first of these passages."""
        return self.citer.excerpt_of(keys[0]) if keys else None


def _admitted(citer: Citer, passages: Iterable[Passage], most: int) -> tuple[str, ...]:
    """The keys of the first passages that stand in their documents; no more are looked up than are needed."""
    return tuple(itertools.islice(filter(None, map(citer.admit, passages)), most))


def make(
    profile: Profile,
    assessment: Assessment,
    library: Library,
    citer: Citer,
    question: Question | None = None,
    at: dt.date | None = None,
    user_words: tuple[str, ...] = (),
    conversions: Mapping[str, str] | None = None,
    *,
    short: bool = False,
    more: str = "",
) -> Brief:
    extra = derived.facts(profile, assessment)
    ledger = entries.build(profile, assessment, question, extra, user_words)
    for slot, text in (conversions or {}).items():
        ledger.statement(f"conversion.{slot}", text)
    claims = Claims(library)
    usable = (r for r in assessment.reasons if f"reason.{r.key}" in ledger)
    volume = _volume(profile)
    arguments = tuple(_argument(r, assessment, ledger, claims, citer, volume) for r in usable)
    found = conflicts.find(ledger, assessment, claims, citer, at)
    return Brief(profile, assessment, ledger, citer, claims, arguments, found, question, extra, short, more,
                 "\n".join(user_words))  # fmt: skip


def _volume(profile: Profile) -> float | None:
    """Tokens a day in all; None while one workload's are not known."""
    each = [w.tokens_per_day for w in profile.workloads]
    return sum(v for v in each if v is not None) if each and None not in each else None


def _argument(
    core: ReasonCore, a: Assessment, ledger: Ledger, claims: Claims, citer: Citer, volume: float | None
) -> Argument:
    figures = [ledger[f"fact.{f}"] for f in core.facts if f"fact.{f}" in ledger]
    found = support.evidence(claims, core.claim, a.option, figures, choosing=core.key == "terms", volume=volume)
    return Argument(core, _admitted(citer, found.supports, 2), _admitted(citer, found.opposes, 1))


def decisive(profile: Profile) -> bool:
    """Whether anything is known that could decide: a volume, a bill, a rule that binds, a model that must be had.

    Hardware and where it may stand, a speed, or an open model that was good enough decide nothing while the volume is
    not known."""
    volumes = any(
        w.tokens_per_day or w.requests_per_day or w.quality in ("frontier", "own_weights") for w in profile.workloads
    )
    rules = (profile.regulation, *(w.regulation for w in profile.workloads if w.regulation))
    ruled = any(r.air_gapped or r.third_party or set(r.regimes or ()) - _unbinding() for r in rules)
    return bool(volumes or ruled or profile.current.monthly_bill_usd)


@functools.cache
def _unbinding() -> frozenset[str]:
    """Rules that ask no term of an endpoint, such as GDPR: they decide nothing about the place by themselves."""
    from knowledge.catalogue.load import load

    return frozenset(r.id for r in load().regimes if not r.needs and r.scope != "outside")


def situation(profile: Profile, a: Assessment) -> Situation:
    if a.status == "provisional" and not decisive(profile):
        return "unknown"
    hard = {g.option for g in a.gates if g.kind == "hard"}
    open_ones = {o for o, c in a.costs.items() if c.feasible}
    if a.option == "hybrid":
        return "hybrid"
    if hard and open_ones <= {a.option} and hard >= set(a.costs) - open_ones - {a.option}:
        return "forced"
    return "stay" if a.stays else "move"
