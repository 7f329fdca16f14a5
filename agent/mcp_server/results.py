"""What the tools answer: the shapes that a client sees as output schemas."""

from __future__ import annotations

from agent.schema import Citation, Question, Recommendation
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


class Costs(Frozen):
    """Models at providers for the volume asked about; money in US dollars."""

    prices: tuple[PricedVolume, ...]


class CapacityAnswer(Frozen):
    """One replica. ``low`` and ``high`` are of ``output_tok_s``; rates are null where the model does not fit."""

    fits: bool
    output_tok_s: float | None
    total_tok_s: float | None
    low: float | None
    high: float | None
    batch: float | None
    tok_s_per_user: float | None
    bound: str
    evidence: str
    assumptions: tuple[str, ...]


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
