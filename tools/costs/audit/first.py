"""The worked figures of the first source (000_d385011ac5eeb97c), recomputed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tools.costs.audit.today import OPEN_MODEL, Today
from tools.costs.audit.types import FIRST, MONTH, AuditRow, judged, worked
from tools.results import Fact

DAILY = 30e6  # tokens of its worked example
MONTHLY = DAILY * MONTH / 1e6  # million tokens
FRONTIER_USD, OPEN_USD, GPU_USD, OPS_USD = 36_000.0, 6_000.0, 5_000.0, 2_000.0
SELF_USD = GPU_USD + OPS_USD
TWO_TO_ONE = 2 / 3  # input share of a summarizer at two to one
PAIR_HOURS = 2 * 730
USABLE_GB = 0.9 * 80 - 3  # of an H100, after the engine's own needs


def rows(today: Today) -> Iterator[AuditRow]:
    """Every worked figure, in the order of the text."""
    yield from _break_evens(today)
    yield from _hidden_costs(today)
    yield from _totals(today)
    yield from _api_bills(today)
    yield from _self_hosting(today)
    yield from _thresholds(today)
    yield from _residency(today)


def _break_evens(today: Today) -> Iterator[AuditRow]:
    now, fact = today.frontier(TWO_TO_ONE)
    implied = FRONTIER_USD / MONTHLY
    yield AuditRow(
        id="s1_break_even_frontier",
        source=FIRST,
        topic="break_even_frontier",
        claim="against a closed frontier API, self-hosting breaks even at 2 to 5 million tokens a day",
        claimed=2e6,
        claimed_high=5e6,
        computed=SELF_USD / now / MONTH * 1e6,
        unit="tokens/day",
        verdict="holds only at old prices",
        because="its own cost and price give the upper end; at today's list price it takes many times that",
        formula="7,000 USD / blended price / 30 days",
        facts=(fact, _by_own_figures("frontier", implied)),
    )
    served, offer = today.open_served(TWO_TO_ONE)
    yield AuditRow(
        id="s1_break_even_open_api",
        source=FIRST,
        topic="break_even_open_api",
        claim="against providers of open models, it breaks even above 50 million tokens a day",
        claimed=50e6,
        computed=SELF_USD / served / MONTH * 1e6,
        unit="tokens/day",
        verdict="off",
        because="its own two bills give less, the dearest offer that is still served gives several times more",
        formula="7,000 USD / blended price / 30 days",
        facts=(offer, _by_own_figures("open API", OPEN_USD / MONTHLY)),
    )


def _by_own_figures(against: str, usd_per_mtok: float) -> Fact:
    value = SELF_USD / usd_per_mtok / MONTH * 1e6
    return worked(
        f"break-even against the {against} by its own figures", value, "tokens/day", "7,000 USD / own price / 30 days"
    )


def _hidden_costs(today: Today) -> Iterator[AuditRow]:
    rate, fact = today.gpu("H100 SXM")
    yield AuditRow(
        id="s1_single_h100",
        source=FIRST,
        topic="gpu_cost",
        claim="one reserved H100 costs 2,000 to 4,000 USD a month",
        claimed=2000,
        claimed_high=4000,
        computed=rate.mid * 730,
        unit="USD/month",
        verdict="holds" if 2000 <= rate.mid * 730 <= 4000 else "off",
        because="the market rate on demand lies inside; a reservation costs less",
        formula="rate x 730 h",
        facts=(fact,),
    )
    yield AuditRow(
        id="s1_ops",
        source=FIRST,
        topic="ops_cost",
        claim="10 to 20 hours of senior engineering cost 750 to 3,000 USD a month",
        claimed=75,
        claimed_high=150,
        computed=750 / 10,
        computed_high=3000 / 20,
        unit="USD/hour",
        verdict="holds",
        because="the rates that follow are ordinary",
        formula="750 / 10 h, 3,000 / 20 h",
    )


def _totals(today: Today) -> Iterator[AuditRow]:
    low, high = 2 * 2000 + 750 + 200, 2 * 4000 + 3000 + 500
    yield AuditRow(
        id="s1_total_70b",
        source=FIRST,
        topic="total_70b_cost",
        claim="serving a 70B model costs 3,000 to 5,000 USD a month with everything hidden counted",
        claimed=3000,
        claimed_high=5000,
        computed=low,
        computed_high=high,
        unit="USD/month",
        verdict="contradicts itself",
        because="its own lines for the two H100 that a 70B model takes, operations and observability add up to more, "
        "and so does its worked example",
        formula="2 GPUs + operations + observability, lowest and highest of its own ranges",
    )
    weights = today.catalogue.model(OPEN_MODEL).total_params / 1e9
    yield AuditRow(
        id="s1_one_gpu_for_70b",
        source=FIRST,
        topic="total_70b_cost",
        claim="the table of hidden costs counts a single H100",
        claimed=1,
        computed=math.ceil(weights / USABLE_GB),
        unit="H100 80 GB",
        verdict="contradicts itself",
        because="the FP8 weights leave no room for the KV cache in one; the worked example takes two",
        formula="parameters x 1 byte against 90% of 80 GB less 3 GB",
        facts=(worked("weights of a 70B model at FP8", weights, "GB", "parameters x 1 byte"),),
    )
    yield _naive(today)


def _naive(today: Today) -> AuditRow:
    load = today.catalogue.defaults
    factor = load["peak_to_average"].mid / load["utilization"].mid
    return AuditRow(
        id="s1_naive_formula",
        source=FIRST,
        topic="naive_formula",
        claim="GPU price over tokens an hour is naive: it leaves most of the cost out",
        claimed=None,
        computed=factor,
        unit="times",
        verdict="holds",
        because="peaks and the target utilisation alone multiply the GPU cost of a token",
        formula="peak-to-average / utilization",
    )


def _api_bills(today: Today) -> Iterator[AuditRow]:
    now, fact = today.frontier(TWO_TO_ONE)
    old, old_fact = today.closed("openai", "gpt-4", TWO_TO_ONE)
    yield AuditRow(
        id="s1_frontier_bill",
        source=FIRST,
        topic="frontier_price",
        claim="a GPT-4-class API costs about 36,000 USD a month at 30 million tokens a day",
        claimed=FRONTIER_USD,
        computed=MONTHLY * now,
        unit="USD/month",
        verdict="holds only at old prices" if judged(FRONTIER_USD, MONTHLY * old) == "holds" else "off",
        because="the price behind it is that of the first GPT-4",
        formula="900 Mtok x blended price, two tokens in for one out",
        facts=(fact, old_fact, worked("frontier price it implies", FRONTIER_USD / MONTHLY, "USD/Mtok", "36,000 / 900")),
    )
    together, offer = today.open_together(TWO_TO_ONE)
    yield AuditRow(
        id="s1_open_bill",
        source=FIRST,
        topic="managed_open",
        claim="Llama 3.3 70B at Together or Fireworks costs about 6,000 USD a month at that volume",
        claimed=OPEN_USD,
        computed=MONTHLY * together,
        unit="USD/month",
        verdict=judged(OPEN_USD, MONTHLY * together),
        because="the last list price there was far lower than what the bill implies",
        formula="900 Mtok x blended price",
        facts=(offer, worked("open price it implies", OPEN_USD / MONTHLY, "USD/Mtok", "6,000 / 900")),
    )


def _self_hosting(today: Today) -> Iterator[AuditRow]:
    together, offer = today.open_together(TWO_TO_ONE)
    _, rate_fact = today.gpu("H100 SXM")
    yield AuditRow(
        id="s1_self_sum",
        source=FIRST,
        topic="worked_example",
        claim="two reserved H100 and operations come to 7,000 USD a month",
        claimed=7000,
        computed=SELF_USD,
        unit="USD/month",
        verdict=judged(7000, SELF_USD),
        because="the sum is right and the rate behind it plausible",
        formula="5,000 + 2,000",
        facts=(rate_fact, worked("GPU rate it implies", GPU_USD / PAIR_HOURS, "USD/GPU-hour", "5,000 / (2 x 730 h)")),
    )
    yield AuditRow(
        id="s1_margin",
        source=FIRST,
        topic="managed_open",
        claim="the API for open models wins its example, 6,000 against 7,000 USD",
        claimed=SELF_USD / OPEN_USD,
        computed=SELF_USD / (MONTHLY * together),
        unit="times",
        verdict="holds",
        because="the conclusion is right and the margin far larger than it says",
        formula="7,000 USD / (900 Mtok x blended price)",
        facts=(offer,),
    )


def _thresholds(today: Today) -> Iterator[AuditRow]:
    served, offer = today.open_served(TWO_TO_ONE)
    now, fact = today.frontier(TWO_TO_ONE)
    yield AuditRow(
        id="s1_flow_threshold",
        source=FIRST,
        topic="decision_flow",
        claim="above 50 million tokens a day and with a platform team, host it yourself",
        claimed=SELF_USD,
        computed=50 * MONTH * served,
        unit="USD/month",
        verdict="off",
        because="at that volume a managed provider bills far less than its own cost of self-hosting",
        formula="50 Mtok x 30 days x blended price",
        facts=(offer,),
    )
    yield AuditRow(
        id="s1_revisit",
        source=FIRST,
        topic="volume_threshold",
        claim="look again when volume passes 10 million tokens a day",
        claimed=10e6,
        computed=SELF_USD / now / MONTH * 1e6,
        unit="tokens/day",
        verdict="unsupported",
        because="no derivation is given; today's frontier bill at that volume is below its own cost of self-hosting",
        formula="7,000 USD / blended price / 30 days",
        facts=(fact, worked("frontier bill at that volume", 10 * MONTH * now, "USD/month", "300 Mtok x blended price")),
    )


def _residency(today: Today) -> Iterator[AuditRow]:
    yield AuditRow(
        id="s1_residency",
        source=FIRST,
        topic="residency",
        claim="residency or regulation means self-hosting or a sovereign cloud API, whatever it costs",
        claimed=None,
        computed=float(today.vendors_with("eu_residency")),
        unit="vendors with EU residency",
        verdict="holds" if today.vendors_with("eu_residency") else "unsupported",
        because="the sovereign half holds: residency removes options, it does not choose self-hosting",
    )
