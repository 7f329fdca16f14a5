"""The worked figures of the second source (003_9adf73777b7bb5a8) on cost and volume, recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from tools.costs.audit.today import Today
from tools.costs.audit.types import MONTH, SECOND, AuditRow, judged, worked
from tools.costs.break_even import break_even_volume

RENT = 2 * 1.99 * 720  # USD a month of its pair
ALL_IN, STORY_BILL = 4_400.0, 4_360.0
RATE, LOAD = 1200.0, 0.7
PAIR_DAILY = RATE * 86400 * LOAD  # tokens a day of its pair, by its own figures
BLENDED = (3 + 15) / 2
OPS = (750.0, 3000.0)
STORY_DAILY, THRESHOLD_DAILY = 320e6, 500e6
STORY_MTOK = 320 * MONTH  # a month


def rows(today: Today) -> Iterator[AuditRow]:
    """Every worked figure on cost, in the order of the text."""
    yield from _story(today)
    yield from _pair(today)
    yield from _api(today)
    yield from _thresholds()
    yield from _people()


def _story(today: Today) -> Iterator[AuditRow]:
    pairs = STORY_DAILY / PAIR_DAILY
    yield AuditRow(
        id="s2_story_capacity",
        source=SECOND,
        topic="success_story",
        claim="320 million tokens a day ran on one pair of H100 for 4,360 USD a month",
        claimed=1,
        computed=pairs,
        unit="pairs",
        verdict="contradicts itself",
        because="its own rate for the pair carries a quarter of that; published totals would carry it if almost all "
        "tokens are input",
        formula="320M / (1,200 x 86,400 x 70%)",
    )
    implied = 47_000 / (STORY_MTOK)
    yield AuditRow(
        id="s2_story_bill",
        source=SECOND,
        topic="success_story",
        claim="that workload had cost 47,000 USD a month at Anthropic",
        claimed=47_000,
        computed=STORY_MTOK * BLENDED,
        unit="USD/month",
        verdict="contradicts itself",
        because="the bill implies another blend of the same prices than the rest of the text",
        formula="9,600 Mtok x 9 USD",
        facts=(worked("price that the bill implies", implied, "USD/Mtok", "47,000 / 9,600"),),
    )
    share = (15 - implied) / (15 - 3)
    small, fact = today.smaller(share)
    frontier, other = today.frontier(share)
    yield AuditRow(
        id="s2_story_today",
        source=SECOND,
        topic="success_story",
        claim="self-hosting it for 4,360 USD a month saved most of the bill",
        claimed=STORY_BILL,
        computed=STORY_MTOK * small,
        unit="USD/month",
        verdict="holds only at old prices",
        because="the same vendor's smaller model now costs less than those GPUs, if it is good enough",
        formula=f"9,600 Mtok x blended price at {share:.0%} input",
        facts=(fact, other, worked("frontier bill today", STORY_MTOK * frontier, "USD/month", "9,600 x blended price")),
    )
    migration = today.catalogue.defaults["migration_self_host_usd"]
    yield AuditRow(
        id="s2_payback",
        source=SECOND,
        topic="payback",
        claim="the migration paid back in five months",
        claimed=5,
        computed=migration.mid / (47_000 - STORY_BILL),
        computed_high=migration.high / (47_000 - STORY_BILL),
        unit="months",
        verdict="unsupported",
        because="the migration cost that this implies is never stated; or running costs are left out",
        formula=f"{migration.mid:,.0f} to {migration.high:,.0f} / (47,000 - 4,360)",
        facts=(worked("migration cost it implies", 5 * (47_000 - STORY_BILL), "USD", "5 x (47,000 - 4,360)"),),
    )
    chat = 14e6 * MONTH / 1e6 * BLENDED
    yield AuditRow(
        id="s2_failure_story",
        source=SECOND,
        topic="failure_story",
        claim="at 14 million tokens a day APIs won four times over",
        claimed=4,
        computed=ALL_IN / chat,
        computed_high=5 * RENT / chat,
        unit="times",
        verdict="contradicts itself",
        because="the bill of its own pair barely loses; only its dearest multiplier comes near",
        formula="(4,400 to 5 x 2,860) / (420 Mtok x 9 USD)",
    )


def _pair(today: Today) -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_pair_rent",
        source=SECOND,
        topic="gpu_cost",
        claim="two H100 at 1.99 USD an hour cost about 2,860 USD a month",
        claimed=2860,
        computed=RENT,
        unit="USD/month",
        verdict=judged(2860, RENT),
        because="the product is right",
        formula="2 x 1.99 x 720 h",
    )
    sxm, fact = today.offer("H100 SXM", "RunPod Community")
    pcie, other = today.offer("H100 PCIe", "RunPod Community")
    yield AuditRow(
        id="s2_gpu_rate",
        source=SECOND,
        topic="gpu_cost",
        claim="an H100 at RunPod Community rents for 1.99 USD an hour",
        claimed=1.99,
        computed=sxm,
        unit="USD/GPU-hour",
        verdict=judged(1.99, sxm, "holds only at old prices"),
        because="the source's rate is now that of the slower PCIe card" if pcie < sxm else "rates have moved",
        facts=(fact, other),
    )
    yield AuditRow(
        id="s2_pair_capacity",
        source=SECOND,
        topic="throughput_pair",
        claim="1,200 tokens a second at 70% make a ceiling of about 2.2 billion tokens a month",
        claimed=2.2e9,
        computed=PAIR_DAILY * MONTH,
        unit="tokens/month",
        verdict=judged(2.2e9, PAIR_DAILY * MONTH),
        because="the product is right",
        formula="1,200 x 86,400 x 30 x 70%",
    )
    row, measured = today.pair()
    yield AuditRow(
        id="s2_pair_rate",
        source=SECOND,
        topic="throughput_pair",
        claim="Llama 3.3 70B at FP8 on two H100 serves about 1,200 tokens a second",
        claimed=RATE,
        computed=row.output_tok_s,
        unit="output tok/s",
        verdict="off",
        because="it does not say whether it counts output or total; at maximum load the published figure is higher, "
        "under an interactive limit its own is plausible",
        facts=(measured,),
    )


def _api(today: Today) -> Iterator[AuditRow]:
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


def _thresholds() -> Iterator[AuditRow]:
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
        because="its own costs and prices give a tenth of that, and its success story runs below it",
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
        claimed=THRESHOLD_DAILY,
        computed=20_000 / BLENDED / MONTH * 1e6,
        unit="tokens/day",
        verdict="contradicts itself",
        because="at its own blend such a bill is a small part of the volume below which it advises against",
        formula="20,000 / 9 USD / 30 days",
    )
    yield AuditRow(
        id="s2_lease",
        source=SECOND,
        topic="not_strategy",
        claim="the bet is a GPU lease of 200,000 USD a year",
        claimed=200_000,
        computed=2 * 1.99 * 8760,
        unit="USD/year",
        verdict="contradicts itself",
        because="its own pair costs a sixth of that; the sum would lease eleven H100 at its rate",
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
        because="its own lines, the dearest operations included, come to less than three times; its story to half",
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
        because="half a person is 80 hours a month",
        formula="80 h x 75 to 150 USD (the rates the other source implies)",
    )
