"""What the tools answer: the shapes that a client sees as output schemas."""

from __future__ import annotations

import re

from agent.schema import Answer, Citation, Question, Recommendation
from knowledge.catalogue.load import Catalogue
from tools.costs import PricedVolume
from tools.profile import Frozen, Profile
from tools.results import Band, Option


class Recommended(Frozen):
    """``answer``: the verified Markdown; every figure in it is in ``recommendation`` or in a quote."""

    answer: str
    status: str
    option: Option
    confidence: float
    monthly_usd: Band | None
    next_question: Question | None
    profile: Profile
    recommendation: Recommendation

    @classmethod
    def of(cls, answer: Answer) -> Recommended:
        r = answer.recommendation
        cost = r.costs.get(r.option)
        return cls(
            answer=answer.answer, status=answer.status, option=r.option, confidence=r.confidence,
            monthly_usd=cost.monthly_usd if cost else _whole(r), next_question=answer.next_question,
            profile=answer.profile, recommendation=r,
        )  # fmt: skip


def _whole(r: Recommendation) -> Band | None:
    """What a split costs as a whole."""
    known = {f.id: f.value for f in r.facts}
    values = [known.get(f"chosen_{end}usd") for end in ("low_", "", "high_")]
    low, mid, high = (v if isinstance(v, (int, float)) else None for v in values)
    return Band(low=low, mid=mid, high=high) if low is not None and mid is not None and high is not None else None


def in_words(answer: Answer) -> str:
    """The answer for a model that reads: the Markdown, its sources with their words, and how old the prices are. All
    figures behind it are in the structured result, which is many times as long."""
    r = answer.recommendation
    sources = [
        f'[{c.n}] {c.title}, {c.section} ({c.kind}, {c.standing}; breakeven://sources/{c.source}): "{c.quote}"'
        for c in r.citations
    ]
    dates = sorted(f.as_of for f in r.facts if f.as_of)
    aged = [f"Prices and terms are of {dates[0]} to {dates[-1]}."] if dates else []
    return "\n\n".join([answer.answer, *(["Sources:\n" + "\n".join(sources)] if sources else []), *aged])


class Costs(Frozen):
    """Models at providers for the volume asked about; money in US dollars."""

    prices: tuple[PricedVolume, ...]


class CapacityAnswer(Frozen):
    """One replica. ``low`` and ``high`` are of ``output_tok_s``; rates are null where the model does not fit.
    ``references``: the published measurements that ``evidence`` names."""

    fits: bool
    output_tok_s: float | None
    total_tok_s: float | None
    low: float | None
    high: float | None
    batch: float | None
    tok_s_per_user: float | None
    bound: str
    evidence: str
    references: tuple[str, ...]
    assumptions: tuple[str, ...]


def measured(catalogue: Catalogue, evidence: str) -> tuple[str, ...]:
    """Where the measurements that an evidence names were published, and when."""
    rows = {m.id: m for m in catalogue.measurements}
    found = [rows[name] for name in re.findall(r"\bm\d+\b", evidence) if name in rows]
    return tuple(f"{m.id}: {m.source}, {m.date} ({m.model} {m.precision} on {m.gpus}x {m.gpu})" for m in found)


class BreakEvenAnswer(Frozen):
    """``break_even_tokens_per_month``: from there on own GPUs stay cheaper; null: never."""

    api_monthly_usd: float | None
    blended_usd_per_mtok: float | None
    replicas: float | None
    gpu_monthly_usd: float | None
    self_host_monthly_usd: float | None
    self_host_usd_per_mtok: float | None
    capacity_tokens_per_month: float | None
    break_even_tokens_per_month: float | None
    payback_months: float | None
    cheaper: str | None
    assumptions: tuple[str, ...]


class Passages(Frozen):
    """Best first; empty when nothing in the library answers the query."""

    passages: tuple[Citation, ...]
