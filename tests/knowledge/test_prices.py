"""API prices: what people call models, what a request costs, who still serves an open model, and how fast that is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time

import pytest

from knowledge.catalogue import api_prices, ladders
from knowledge.catalogue.load import load

AT = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("provider", "words", "expected"),
    [
        (None, "GPT-5.5", ("openai", "gpt-5.5")),
        (None, "Claude", ("anthropic", "claude-sonnet-5-5")),
        (None, "Sonnet 4.6", ("anthropic", "claude-sonnet-4-6")),
        (None, "claude 4.6 sonnet", ("anthropic", "claude-sonnet-4-6")),
        (None, "Sonnet 4", ("anthropic", "claude-sonnet-4-0")),
        (None, "gpt 4o", ("openai", "gpt-4o")),
        (None, "gpt4o-mini", ("openai", "gpt-4o-mini")),
        (None, "the latest Claude Haiku model", ("anthropic", "claude-haiku-5-5")),
        (None, "Anthropic", ("anthropic", "claude-sonnet-5-5")),
        (None, "ChatGPT API", ("openai", "gpt-6.1-sol")),
        (None, "Bedrock", ("aws", "global.anthropic.claude-sonnet-5-5")),
        (None, "Claude on Bedrock", ("aws", "global.anthropic.claude-sonnet-5-5")),
        ("AWS Bedrock", "Llama 3.3 70B", ("aws", "meta.llama3-3-70b-instruct-v1:0")),
        (None, "Azure OpenAI", ("azure", "gpt-6.1-sol")),
        (None, "GPT-4o on Azure", ("azure", "gpt-4o")),
        (None, "Gemini Flash", ("google", "gemini-3.8-flash")),
        (None, "Gemini 2.5 Pro", ("google", "gemini-2.5-pro")),
        ("Vertex AI", "Gemini 2.5 Flash", ("google", "gemini-2.5-flash")),
        ("OpenAI", None, ("openai", "gpt-6.1-sol")),
        ("openai", "gpt-4", ("openai", "gpt-4")),
        (None, "Mistral Large", ("mistral", "mistral-large-4")),
        (None, "Grok", ("x-ai", "grok-4.7")),
        (None, "o3", ("openai", "o3")),
        (None, "gpt-oss-120b", ("deepinfra", "openai/gpt-oss-120b")),
        ("Groq", "gpt-oss 120b", ("groq", "openai/gpt-oss-120b")),
        ("Together", "Llama 3.3 70B", ("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo")),
        (None, "Command R+", ("cohere", "command-r-plus")),
        (None, "gpt-4.1-mini-2025-04-14", ("openai", "gpt-4.1-mini")),
        (None, "claude-sonnet-4-20250514", ("anthropic", "claude-sonnet-4-0")),
        (None, "OpenAI's o1", ("openai", "o1")),
        (None, "gpt-5.6", ("openai", "gpt-5.6-sol")),
        (None, "Claude 4", ("anthropic", "claude-sonnet-4-0")),
        ("Fireworks", "DeepSeek V3.1", None),  # whose numbers are those of another model there
        ("Fireworks", "DeepSeek V3 0324", ("fireworks", "deepseek-v3-0324")),
        (None, "gpt-99", None),
        ("OpenAI", "gpt-99", None),
        ("Acme AI", "whatever", None),
        (None, "our own fine-tune", None),
        (None, "", None),
        (None, None, None),
    ],
)
def test_people_words_find_models(provider: str | None, words: str | None, expected: tuple[str, str] | None) -> None:
    assert api_prices.find_model(load(), provider, words) == expected


def test_versions_keep_their_order() -> None:
    assert api_prices.find_model(load(), None, "gpt-3.5") != ("openai", "gpt-5.3")


def test_every_tier_has_both_prices_and_the_smaller_one_is_cheaper() -> None:
    for tier in load().tiers:
        size = {"input_tokens": 2000, "output_tokens": 200, "at": AT}
        top = api_prices.unit_price(load(), tier.provider, tier.frontier_model, **size)  # type: ignore[arg-type]
        small = api_prices.unit_price(load(), tier.provider, tier.smaller_model, **size)  # type: ignore[arg-type]
        assert small.blended(2000, 200) < 0.6 * top.blended(2000, 200), tier.provider
        assert top.served(AT) and small.served(AT), tier.provider


def test_the_default_vendor_is_the_first_and_unknown_ones_are_named() -> None:
    assert ladders.tier(load(), None).provider == "openai"
    assert ladders.tier(load(), "Claude").provider == "anthropic"
    with pytest.raises(LookupError, match="anthropic"):
        ladders.tier(load(), "Acme")


def test_the_overlay_refers_to_models_of_the_catalogue_and_every_offer_has_a_price() -> None:
    known = {m.id for m in load().models}
    for entry in load().api_overlay:
        assert entry.open_model is None or entry.open_model in known, entry.model
        price = api_prices.unit_price(load(), entry.provider, entry.model, at=AT)
        assert price.input_usd_per_mtok >= 0 and price.reference and price.as_of


@pytest.mark.parametrize(
    ("provider", "model"),
    [("groq", "llama-3.3-70b-versatile"), ("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo"),
     ("cerebras", "llama-3.3-70b")],
)  # fmt: skip
def test_retired_endpoints_are_not_offered_but_were_before(provider: str, model: str) -> None:
    price = api_prices.unit_price(load(), provider, model, at=AT)
    assert price.retires is not None and not price.served(AT)

    def offered(at: dt.date) -> set[tuple[str, str]]:
        found = api_prices.offers(load(), "llama-3.3-70b", input_tokens=2000, output_tokens=200, at=at)
        return {(o.provider, o.model) for o in found}

    assert (provider, model) not in offered(AT)
    assert (provider, model) in offered(price.retires)


def test_offers_are_cheapest_first() -> None:
    found = api_prices.offers(load(), "llama-3.3-70b", input_tokens=2000, output_tokens=200, at=AT)
    blends = [o.blended(2000, 200) for o in found]
    assert blends == sorted(blends) and len(found) >= 3
    assert api_prices.offers(load(), "no-such-model", input_tokens=1, output_tokens=1, at=AT) == ()


def test_unknown_names_say_what_is_possible() -> None:
    with pytest.raises(LookupError, match="gpt-5"):
        api_prices.unit_price(load(), "openai", "gpt-5.99", at=AT)
    with pytest.raises(LookupError, match="openai"):
        api_prices.unit_price(load(), "opnai", "gpt-5", at=AT)


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf"), 1e30])
def test_a_request_size_that_is_none_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="input_tokens"):
        api_prices.unit_price(load(), "openai", "gpt-5.5", input_tokens=bad, at=AT)


def test_a_copy_of_the_catalogue_has_its_own_prices() -> None:
    entry = next(e for e in load().api_overlay if e.provider == "deepinfra")
    dear = entry.model_copy(update={"input_usd_per_mtok": 77.0})
    changed = dataclasses.replace(load(), api_overlay=(dear,))
    assert api_prices.unit_price(changed, entry.provider, entry.model, at=AT).input_usd_per_mtok == 77.0
    assert api_prices.unit_price(load(), entry.provider, entry.model, at=AT).input_usd_per_mtok != 77.0


def test_look_ups_are_kept() -> None:
    api_prices.unit_price(load(), "openai", "gpt-6.1-sol", at=AT)
    began = time.perf_counter()
    for tokens in range(1, 2001):
        api_prices.unit_price(load(), "openai", "gpt-6.1-sol", input_tokens=tokens, at=AT)
    assert (time.perf_counter() - began) / 2000 < 0.005, "a look-up must not read the price list again"


def test_every_default_is_ordered_and_dated() -> None:
    for default in load().defaults.values():
        assert default.low <= default.mid <= default.high, default.name
        assert default.because and default.reference, default.name
