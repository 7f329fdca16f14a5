"""The worked figures of the second source (003_9adf73777b7bb5a8) on API bills, thresholds and people, recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from tools.costs.audit.stories import ALL_IN, BLENDED, OPS, PAIR_DAILY, RENT, STORY_BILL, THRESHOLD_DAILY
from tools.costs.audit.today import Today
from tools.costs.audit.types import MONTH, SECOND, AuditRow, judged, worked
from tools.costs.break_even import break_even_volume


def rows(today: Today) -> Iterator[AuditRow]:
    """Every worked figure on cost, in the order of the text."""
    yield from _bills()
    yield from _frontier_and_managed(today)
    yield from _break_even()
    yield from _by_bill()
    yield _lease()
    yield from _people()


def _frontier_and_managed(today: Today) -> Iterator[AuditRow]:
    _, fact = today.frontier(0.5)
    yield AuditRow(
        id="s2_blend",
        source=SECOND,
        topic="frontier_price",
        claim="3 USD in and 15 USD out blend to about 9 USD a million tokens",
        claimed=9,
        computed=BLENDED,
        unit="USD/Mtok",
        verdict="holds",
        because="only where half of the tokens are output; classification is mostly input",
        formula="(3 + 15) / 2",
        facts=(fact,),
    )
    rule, offer = today.open_served(0.5)
    kept = 1 - rule / BLENDED
    yield AuditRow(
        id="s2_managed_savings",
        source=SECOND,
        topic="managed_open",
        claim="a managed provider gives 60% of the savings without the operations",
        claimed=0.6,
        computed=kept / (1 - STORY_BILL / 47_000),
        unit="share of the saving",
        verdict="off",
        because="at its own blend the dearest managed offer still served saves about as much as its success story",
        formula="(1 - managed price / 9) / (1 - 4,360 / 47,000)",
        facts=(offer,),
    )


def _bills() -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_api_bill",
        source=SECOND,
        topic="worked_example",
        claim="500 million tokens a day cost 135,000 USD a month at an API",
        claimed=135_000,
        computed=THRESHOLD_DAILY * MONTH / 1e6 * BLENDED,
        unit="USD/month",
        verdict=judged(135_000, THRESHOLD_DAILY * MONTH / 1e6 * BLENDED),
        because="the product is right, at its own blend",
        formula="15,000 Mtok x 9 USD",
    )
    pairs = -(-THRESHOLD_DAILY // PAIR_DAILY)
    yield AuditRow(
        id="s2_pair_at_threshold",
        source=SECOND,
        topic="worked_example",
        claim="at that volume the pair, even doubled, stays under 10,000 USD a month",
        claimed=10_000,
        computed=pairs * RENT,
        computed_high=2 * pairs * RENT,
        unit="USD/month",
        verdict="contradicts itself",
        because="by its own rate many pairs are needed before any doubling",
        formula=f"{pairs:.0f} pairs x 2,866 USD, doubled",
        facts=(worked("pairs needed at its threshold", pairs, "pairs", "500M / (1,200 x 86,400 x 70%)"),),
    )


def _break_even() -> Iterator[AuditRow]:
    low = float(break_even_volume(BLENDED / 1e6, PAIR_DAILY * MONTH, ALL_IN, OPS[1], 0)) / MONTH
    high = 5 * RENT / BLENDED / MONTH * 1e6
    yield AuditRow(
        id="s2_break_even",
        source=SECOND,
        topic="break_even_general",
        claim="self-hosting breaks even at roughly 500 million tokens a day",
        claimed=THRESHOLD_DAILY,
        computed=low,
        computed_high=high,
        unit="tokens/day",
        verdict="contradicts itself",
        because="its own costs and prices give a small part of that, and its success story runs below it",
        formula="(4,400 + 3,000) / 9 USD to 5 x 2,866 / 9 USD, over 30 days",
    )
    daily = 1e9
    pairs = -(-daily // PAIR_DAILY)
    yield AuditRow(
        id="s2_billion",
        source=SECOND,
        topic="break_even_general",
        claim="at a billion tokens a day self-hosting is five to ten times cheaper",
        claimed=5,
        claimed_high=10,
        computed=daily * MONTH / 1e6 * BLENDED / (5 * pairs * RENT),
        computed_high=daily * MONTH / 1e6 * BLENDED / (pairs * ALL_IN),
        unit="times",
        verdict="off",
        because="its own rate takes many pairs, and its own multiplier narrows the gap further",
        formula=f"270,000 USD / ({pairs:.0f} x 4,400), and with 5 x rent",
        facts=(worked("pairs needed for a billion", pairs, "pairs", "1,000M / (1,200 x 86,400 x 70%)"),),
    )


def _by_bill() -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_bill_small",
        source=SECOND,
        topic="bill_small",
        claim="under a bill of 5,000 USD a month nothing pays back",
        claimed=5_000,
        computed=ALL_IN + OPS[0],
        computed_high=ALL_IN + OPS[1],
        unit="USD/month",
        verdict="holds",
        because="its own pair with its own operations already costs more than such a bill",
        formula="4,400 + 750 to 4,400 + 3,000",
    )
    yield AuditRow(
        id="s2_bill_large",
        source=SECOND,
        topic="bill_large",
        claim="from a bill of 20,000 USD a month run the numbers, payback is usually under six months",
        claimed=20_000,
        computed=THRESHOLD_DAILY * MONTH / 1e6 * BLENDED,
        unit="USD/month",
        verdict="contradicts itself",
        because="the volume below which it advises against self-hosting is a far larger bill at its own blend",
        formula="15,000 Mtok x 9 USD",
    )


def _lease() -> AuditRow:
    return AuditRow(
        id="s2_lease",
        source=SECOND,
        topic="not_strategy",
        claim="the bet is a GPU lease of 200,000 USD a year",
        claimed=200_000,
        computed=2 * 1.99 * 8760,
        unit="USD/year",
        verdict="contradicts itself",
        because="its own pair costs a fraction of that",
        formula="2 x 1.99 x 8,760 h",
    )


def _people() -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_multiplier",
        source=SECOND,
        topic="total_multiplier",
        claim="the real cost is three to five times the GPU rent",
        claimed=3,
        claimed_high=5,
        computed=ALL_IN / RENT,
        computed_high=(ALL_IN + OPS[1]) / RENT,
        unit="times",
        verdict="contradicts itself",
        because="its own lines stay below it even with the dearest operations, and its story far below",
        formula="4,400 / 2,866 to (4,400 + 3,000) / 2,866",
    )
    yield AuditRow(
        id="s2_half_fte",
        source=SECOND,
        topic="ops_cost",
        claim="operations cost 750 to 3,000 USD a month, and half a person for good",
        claimed=OPS[0],
        claimed_high=OPS[1],
        computed=80 * 75,
        computed_high=80 * 150,
        unit="USD/month",
        verdict="contradicts itself",
        because="half a person costs more at any rate that the sources imply",
        formula="80 h x 75 to 150 USD (the rates the other source implies)",
    )
