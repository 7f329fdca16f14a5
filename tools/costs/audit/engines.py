"""The figures of the second source on models, engines, price trends and law, recomputed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tools.costs.audit.today import Today
from tools.costs.audit.types import SECOND, AuditRow
from tools.results import Fact

CLAUDE_3 = dt.date(2024, 3, 4)  # launch of Claude 3 Sonnet


def rows(today: Today) -> Iterator[AuditRow]:
    """Models and engines, then prices and law."""
    yield from _models_and_engines(today)
    yield from _first_token_and_compile()
    yield _sglang(today)
    yield _baseline()
    yield from _prices_and_law(today)


def _engine(today: Today, name: str) -> tuple[float, float, float, Fact] | None:
    """Median and range of an engine's output over vLLM's in published pairs of equal settings."""
    engine = next((e for e in today.catalogue.engines if e.id == name), None)
    if engine is None or engine.relative_throughput is None:
        return None
    low, high = engine.relative_low or 0.0, engine.relative_high or 0.0
    fact = Fact(
        id=f"audit_engine_{name}",
        name=f"{engine.name} output over vLLM's: median, from {low:g} to {high:g}",
        value=engine.relative_throughput,
        unit="times",
        as_of=engine.as_of,
        reference=engine.cited,
    )
    return engine.relative_throughput, low, high, fact


def _models_and_engines(today: Today) -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_rtx4090",
        source=SECOND,
        topic="model_moe",
        claim="one RTX 4090 at 120 to 196 tokens a second is the answer for 50 million tokens a day",
        claimed=50e6,
        computed=120 * 86400,
        computed_high=196 * 86400,
        unit="tokens/day",
        verdict="contradicts itself",
        because="one stream at that rate stays far below, day and night; many streams batched may reach it, unspared",
        formula="120 to 196 tok/s x 86,400 s",
    )
    if found := _engine(today, "tensorrt_llm"):
        median, low, high, fact = found
        yield AuditRow(
            id="s2_trtllm_speed",
            source=SECOND,
            topic="engine_trtllm",
            claim="TensorRT-LLM is 8 to 13% faster than vLLM",
            claimed=1.08,
            claimed_high=1.13,
            computed=low,
            computed_high=high,
            unit="times vLLM",
            verdict="holds" if 1.0 <= median <= 1.25 else "off",
            because="near the median of published pairs; their range covers both signs, so measure your own",
            facts=(fact,),
        )


def _first_token_and_compile() -> Iterator[AuditRow]:
    yield AuditRow(
        id="s2_ttft",
        source=SECOND,
        topic="engine_trtllm",
        claim="its median time to the first token is 105 ms against 120 ms",
        claimed=1.08,
        claimed_high=1.13,
        computed=120 / 105,
        unit="times",
        verdict="holds",
        because="in line with the range beside it",
        formula="120 / 105",
    )
    yield AuditRow(
        id="s2_compile",
        source=SECOND,
        topic="engine_trtllm",
        claim="every change costs 28 minutes of compiling",
        claimed=28,
        computed=None,
        unit="minutes",
        verdict="unsupported",
        because="its present PyTorch backend needs no engine build (TensorRT-LLM documentation); older releases did",
    )


def _baseline() -> AuditRow:
    return AuditRow(
        id="s2_hf_baseline",
        source=SECOND,
        topic="engine_vllm",
        claim="vLLM has 24 times the throughput of plain Transformers",
        claimed=24,
        computed=None,
        unit="times",
        verdict="unsupported",
        because="a figure of its launch against a baseline that nobody serves with; it says nothing on its rivals",
    )


def _sglang(today: Today) -> AuditRow:
    sglang = _engine(today, "sglang")
    return AuditRow(
        id="s2_sglang",
        source=SECOND,
        topic="engine_sglang",
        claim="SGLang reaches up to six times vLLM's throughput",
        claimed=6,
        computed=16_200 / 12_500,
        unit="times vLLM",
        verdict="contradicts itself",
        because="the pair of rates that it quotes gives far less; the factor is for shared prefixes only",
        formula="16,200 / 12,500",
        facts=(sglang[3],) if sglang else (),
    )


def _prices_and_law(today: Today) -> Iterator[AuditRow]:
    old, old_fact = today.closed("anthropic", "claude-3-sonnet", 0.5)
    now, fact = today.frontier(0.5)
    periods = (today.at - CLAUDE_3).days / 30.4 / 9
    yield AuditRow(
        id="s2_price_trend",
        source=SECOND,
        topic="price_trend",
        claim="API providers cut prices by 40 to 70% every nine months",
        claimed=0.4,
        claimed_high=0.7,
        computed=1 - (now / old) ** (1 / periods),
        unit="fall in nine months",
        verdict="off",
        because="the same vendor's middle model fell once since; small tiers fell in steps, some prices rose",
        formula="1 - (price now / price of Claude 3 Sonnet) ^ (9 / months since)",
        facts=(fact, old_fact),
    )
    yield AuditRow(
        id="s2_legal_blocker",
        source=SECOND,
        topic="compliance_work",
        claim="HIPAA, PCI DSS, ITAR, FedRAMP and the EU AI Act make calling an API a legal blocker",
        claimed=None,
        computed=float(today.vendors_with("baa")),
        unit="vendors that sign a BAA",
        verdict="unsupported",
        because="agreements, zero retention and authorised endpoints exist; the AI Act knows no such tier and binds "
        "wherever the model runs",
    )
