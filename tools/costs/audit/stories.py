"""The second source (003_9adf73777b7bb5a8): its own figures, and its stories and pair of GPUs recomputed."""

from __future__ import annotations

from collections.abc import Iterator

from tools.costs.audit.today import Today
from tools.costs.audit.types import MONTH, SECOND, AuditRow, judged, worked

RENT = 2 * 1.99 * 720  # USD a month of its pair
ALL_IN, STORY_BILL = 4_400.0, 4_360.0
RATE, LOAD = 1200.0, 0.7
PAIR_DAILY = RATE * 86400 * LOAD  # tokens a day of its pair, by its own figures
BLENDED = (3 + 15) / 2
OPS = (750.0, 3000.0)
STORY_DAILY, THRESHOLD_DAILY = 320e6, 500e6
STORY_MTOK = 320 * MONTH  # a month
STORY_IMPLIED = 47_000 / STORY_MTOK  # USD/Mtok


def rows(today: Today) -> Iterator[AuditRow]:
    """The two stories, then the pair of GPUs."""
    yield from _story_then()
    yield from _story_today(today)
    yield _failure()
    yield from _pair_cost(today)
    yield from _pair_rate(today)


def _story_then() -> Iterator[AuditRow]:
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
        because="its own rate for the pair carries a small part of that; published totals would carry it if almost all "
        "tokens are input",
        formula="320M / (1,200 x 86,400 x 70%)",
    )
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
        facts=(worked("price that the bill implies", STORY_IMPLIED, "USD/Mtok", "47,000 / 9,600"),),
    )


def _story_today(today: Today) -> Iterator[AuditRow]:
    share = (15 - STORY_IMPLIED) / (15 - 3)
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


def _failure() -> AuditRow:
    chat = 14e6 * MONTH / 1e6 * BLENDED
    return AuditRow(
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


def _pair_cost(today: Today) -> Iterator[AuditRow]:
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


def _pair_rate(today: Today) -> Iterator[AuditRow]:
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
