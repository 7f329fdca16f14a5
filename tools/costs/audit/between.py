"""Where the two first sources disagree with each other, and what the arithmetic or the catalogue says to it."""

from __future__ import annotations

from collections.abc import Iterator

from tools.costs.audit import first, stories
from tools.costs.audit.today import OPEN_MODEL, Today
from tools.costs.audit.types import FIRST, SECOND, AuditRow


def rows(today: Today) -> Iterator[AuditRow]:
    """Quantities first, then choices."""
    yield from _thresholds_and_totals()
    yield _frontier_prices()
    yield _operations()
    yield _latency()
    yield from _choices(today)


def _thresholds_and_totals() -> Iterator[AuditRow]:
    yield AuditRow(
        id="between_break_even",
        source=FIRST,
        against=SECOND,
        topic="break_even_frontier",
        claim="break-even against a frontier API: 2 to 5 million tokens a day, or 500 million",
        claimed=2e6,
        claimed_high=5e6,
        computed=stories.THRESHOLD_DAILY,
        unit="tokens/day",
        verdict="the sources disagree",
        because="a hundred times and more apart; neither fixes prices, mix or load",
    )
    yield AuditRow(
        id="between_total",
        source=FIRST,
        against=SECOND,
        topic="total_70b_cost",
        claim="two H100 with a 70B model, all in: 7,000 USD a month, or 4,360 to 14,300",
        claimed=first.SELF_USD,
        computed=stories.STORY_BILL,
        computed_high=5 * stories.RENT,
        unit="USD/month",
        verdict="the sources disagree",
        because="they count different people and overheads",
    )


def _frontier_prices() -> AuditRow:
    return AuditRow(
        id="between_frontier_price",
        source=FIRST,
        against=SECOND,
        topic="frontier_price",
        claim="the frontier price behind their examples: 40 USD a million tokens, or 9",
        claimed=first.FRONTIER_USD / first.MONTHLY,
        computed=47_000 / (stories.STORY_DAILY * 30 / 1e6),
        computed_high=stories.BLENDED,
        unit="USD/Mtok",
        verdict="the sources disagree",
        because="one prices the first GPT-4, the other a later model at two different mixes",
    )


def _operations() -> AuditRow:
    return AuditRow(
        id="between_ops",
        source=FIRST,
        against=SECOND,
        topic="ops_cost",
        claim="operations: 750 to 3,000 USD a month, or the same and half a person for good",
        claimed=750,
        claimed_high=3000,
        computed=80 * 75,
        computed_high=80 * 150,
        unit="USD/month",
        verdict="the sources disagree",
        because="both name the same sum, and one adds a standing post that costs more than it",
        formula="80 h x 75 to 150 USD",
    )


def _latency() -> AuditRow:
    return AuditRow(
        id="between_latency",
        source=FIRST,
        against=SECOND,
        topic="latency",
        claim="what a model next door saves: hundreds of milliseconds, or 80 to 200",
        claimed=100,
        computed=80,
        computed_high=200,
        unit="ms",
        verdict="the sources disagree",
        because="one speaks of other regions, the other of any round trip to a cloud",
    )


def _choices(today: Today) -> Iterator[AuditRow]:
    known = [e for e in today.catalogue.api_overlay if e.open_model == OPEN_MODEL and e.retires is not None]
    gone = {e.provider for e in known if e.retires is not None and e.retires < today.at}
    yield AuditRow(
        id="between_model_default",
        source=FIRST,
        against=SECOND,
        topic="model_default",
        claim="the model to start with: Llama 4 or Qwen 3, or Llama 3.3 70B",
        claimed=None,
        computed=float(len(gone)),
        unit="providers that took Llama 3.3 70B off",
        verdict="the sources disagree",
        because="the second one's default is being retired at managed providers",
    )
    yield AuditRow(
        id="between_regulated",
        source=FIRST,
        against=SECOND,
        topic="data_cannot_leave",
        claim="for regulated data: self-host or a sovereign cloud API, or no choice but to self-host",
        claimed=None,
        computed=float(today.vendors_with("zero_retention")),
        unit="vendors with zero retention",
        verdict="the sources disagree",
        because="restricted endpoints exist; whether they do depends on the regime and on who must agree",
    )
