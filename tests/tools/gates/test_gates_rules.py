"""Which options each kind of fact takes away, and that facts only ever take away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.evidence.ledger import Ledger
from knowledge.catalogue import load
from tools.gates import (
    APIS,
    GateFacts,
    api_latency_floor_ms,
    feasible,
    gate_facts,
    gates,
    gpu_vendors_for,
    needs_terms,
    region_code,
    relax,
    set_aside,
    slot_of,
)
from tools.results import OPTIONS

CATALOGUE = load()
FREE = GateFacts(
    regimes=frozenset(),
    region=None,
    air_gapped=False,
    third_party="allowed",
    hosting="any",
    quality="open_large",
    latency_ms=None,
    gpu_ops="some",
    can_hire=False,
)
ORDINARY = {"frontier_api", "smaller_tier", "managed_open"}
RESTRICTED = {"sovereign_api", "self_host"}


def left(**changes: object) -> set[str]:
    return set(feasible(gates(replace(FREE, **changes), CATALOGUE)))


def test_without_any_gate_every_option_stands() -> None:
    assert left() == set(OPTIONS)


@pytest.mark.parametrize("changes", [{"air_gapped": True}, {"third_party": "forbidden"}, {"quality": "own_weights"}])
def test_only_self_hosting_survives_where_no_api_may_serve(changes: dict[str, object]) -> None:
    assert left(**changes) == {"self_host"}


@pytest.mark.parametrize("regime", ["hipaa", "fedramp", "itar", "cjis", "dod_il"])
def test_rules_that_need_terms_leave_restricted_endpoints_and_self_hosting(regime: str) -> None:
    assert left(regimes=frozenset({regime})) == RESTRICTED
    assert left(regimes=frozenset({regime}), third_party="zero_retention") == RESTRICTED


@pytest.mark.parametrize(
    "regime", ["gdpr", "pci_dss", "eu_ai_act", "finra", "sox", "ccpa", "soc2", "dora", "never heard"]
)
def test_rules_that_force_no_terms_remove_nothing_but_are_spoken_of(regime: str) -> None:
    result = gates(replace(FREE, regimes=frozenset({regime})), CATALOGUE)
    assert feasible(result) == set(OPTIONS)
    assert any(regime in note.key for note in result.notes)


def test_gdpr_with_an_in_region_rule_needs_a_european_endpoint() -> None:
    facts = replace(FREE, regimes=frozenset({"gdpr"}), third_party="in_region")
    result = gates(facts, CATALOGUE)
    assert feasible(result) == RESTRICTED
    assert needs_terms(facts, CATALOGUE) == ("eu_residency",)
    named = {v.vendor for v in result.vendors}
    assert {"openai", "aws_bedrock", "mistral"} <= {v.vendor for v in result.vendors if v.verified}
    assert not named & {"anthropic", "aws_govcloud"}


def test_a_region_nobody_was_found_to_serve_stays_possible_but_has_to_be_verified() -> None:
    result = gates(replace(FREE, third_party="in_region", region="Atlantis"), CATALOGUE)
    assert "sovereign_api" in feasible(result)
    assert any(note.key == "terms_to_verify" for note in result.notes)


def test_known_vendors_come_before_those_to_be_asked() -> None:
    vendors = gates(replace(FREE, regimes=frozenset({"hipaa"})), CATALOGUE).vendors
    verified = [v.verified for v in vendors]
    assert verified == sorted(verified, reverse=True)
    assert {"groq", "anthropic", "aws_bedrock"} <= {v.vendor for v in vendors if v.verified}


def test_who_rents_the_gpus_is_under_the_rule_as_well() -> None:
    needs = ("baa", "zero_retention")
    verified = {v.vendor for v in gpu_vendors_for(needs, CATALOGUE) if v.verified}
    assert "aws_gpu" in verified
    assert "runpod_community" not in verified
    note = next(
        n for n in gates(replace(FREE, regimes=frozenset({"hipaa"})), CATALOGUE).notes if n.key == "gpu_vendor_terms"
    )
    assert "AWS" in note.text and "RunPod" not in note.text


def test_zero_retention_warns_of_batch_endpoints_that_store() -> None:
    result = gates(replace(FREE, third_party="zero_retention"), CATALOGUE)
    note = next(n for n in result.notes if n.key == "batch_under_zero_retention")
    assert "OpenAI" in note.text


def test_latency_below_any_network_removes_apis_and_above_it_none() -> None:
    floor = api_latency_floor_ms(CATALOGUE)
    assert left(latency_ms=floor - 1) == {"self_host"}
    assert left(latency_ms=floor) == set(OPTIONS)


def test_quality() -> None:
    assert left(quality="frontier") == {"frontier_api", "sovereign_api"}
    assert left(quality=None) == {"frontier_api", "smaller_tier", "sovereign_api"}
    assert left(quality="open_small") == set(OPTIONS)


@pytest.mark.parametrize(
    ("gpu_ops", "can_hire", "possible"), [("none", False, False), ("none", True, True), ("some", False, True)]
)
def test_team(gpu_ops: str, can_hire: bool, possible: bool) -> None:
    assert ("self_host" in left(gpu_ops=gpu_ops, can_hire=can_hire)) is possible


def test_the_last_option_is_kept_by_relaxing_the_team_first_and_naming_its_slot() -> None:
    result = gates(replace(FREE, air_gapped=True, gpu_ops="none"), CATALOGUE)
    assert relax(result) == ({"self_host"}, ("team",))
    assert [r.slot for r in set_aside(result)] == ["team.gpu_ops"]


def test_untested_quality_gives_way_to_a_hard_gate() -> None:
    result = gates(replace(FREE, third_party="forbidden", quality=None), CATALOGUE)
    assert relax(result) == ({"self_host"}, ("quality",))


def test_quality_gives_way_before_latency() -> None:
    result = gates(replace(FREE, latency_ms=5, quality="frontier"), CATALOGUE)
    assert relax(result) == ({"self_host"}, ("quality",))


def test_where_own_gpus_may_stand() -> None:
    def places(**changes: object) -> tuple[str, ...]:
        return gates(replace(FREE, **changes), CATALOGUE).places

    assert "gpu_cloud" in places()
    assert places(third_party="forbidden") == ("own_cloud_account", "on_premises")
    assert places(hosting="own_cloud_account") == ("own_cloud_account", "on_premises")
    assert places(air_gapped=True) == ("on_premises",)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("EU", "eu"),
        ("the European Union", "eu"),
        ("Germany", "eu"),
        ("eu-central-1", "eu"),
        ("United States", "us"),
        ("the UK", "uk"),
        ("Switzerland", "ch"),
        ("in Canada", "ca"),
        ("India", "in"),
        ("in", "in"),
        ("Atlantis", "atlantis"),
    ],
)
def test_regions_in_peoples_words(words: str, code: str) -> None:
    assert region_code(words) == code


def test_a_country_is_narrower_than_the_eu() -> None:
    def asked(region: str) -> bool:
        notes = gates(replace(FREE, third_party="in_region", region=region), CATALOGUE).notes
        return any(n.key == "country_in_the_eu" for n in notes)

    assert asked("Germany")
    assert not asked("the European Union")
    assert not asked("UK")


def test_slots_of_workloads_get_their_number() -> None:
    assert slot_of("workloads[*].quality", 2) == "workloads[2].quality"
    assert slot_of("regulation.air_gapped", 1, own_regulation=True) == "workloads[1].regulation.air_gapped"
    assert slot_of("team.gpu_ops", 1, own_regulation=True) == "team.gpu_ops"


def test_every_named_fact_is_explained_and_dated() -> None:
    facts = replace(FREE, regimes=frozenset({"hipaa", "gdpr"}), third_party="zero_retention", latency_ms=20)
    result = gates(facts, CATALOGUE)
    explained = {f.id: f for f in gate_facts(facts, result, CATALOGUE)}
    named = {f for why in result.removed.values() for r in why for f in r.facts} | {
        f for n in result.notes for f in n.facts
    }
    assert named <= set(explained)
    assert all(f.as_of and f.reference for f in explained.values())


FACTS = st.builds(
    GateFacts,
    regimes=st.frozensets(st.sampled_from([r.id for r in CATALOGUE.regimes]), max_size=4),
    region=st.sampled_from([None, "EU", "US", "India", "Atlantis"]),
    air_gapped=st.booleans(),
    third_party=st.sampled_from(["allowed", "zero_retention", "in_region", "forbidden"]),
    hosting=st.sampled_from(["any", "own_cloud_account", "on_premises"]),
    quality=st.sampled_from([None, "frontier", "open_large", "open_small", "own_weights"]),
    latency_ms=st.none() | st.floats(0, 5000),
    gpu_ops=st.sampled_from(["none", "some", "dedicated"]),
    can_hire=st.booleans(),
)


def harder(facts: GateFacts) -> list[GateFacts]:
    """The same facts with one more gate."""
    out = [
        replace(facts, air_gapped=True),
        replace(facts, third_party="forbidden"),
        replace(facts, gpu_ops="none", can_hire=False),
        replace(facts, latency_ms=min(facts.latency_ms or 1e9, 50)),
    ]
    out += [replace(facts, regimes=facts.regimes | {r}) for r in ("hipaa", "itar", "fedramp", "gdpr", "finra")]
    if facts.third_party == "allowed":
        out += [replace(facts, third_party=t) for t in ("zero_retention", "in_region")]
    if facts.hosting == "any":
        out.append(replace(facts, hosting="on_premises"))
    if facts.quality in ("open_large", "open_small"):
        out += [replace(facts, quality=q) for q in ("frontier", "own_weights", None)]
    return out


@given(FACTS)
@settings(max_examples=150, deadline=None)
def test_adding_a_gate_never_adds_an_option(facts: GateFacts) -> None:
    before = gates(facts, CATALOGUE)
    for more in harder(facts):
        after = gates(more, CATALOGUE)
        assert feasible(after) <= feasible(before), more
        assert set(after.places) <= set(before.places)


@given(FACTS)
@settings(max_examples=150, deadline=None)
def test_something_is_always_left_and_only_what_helped_is_relaxed(facts: GateFacts) -> None:
    result = gates(facts, CATALOGUE)
    options, kinds = relax(result)
    assert options
    assert bool(kinds) == (not feasible(result))
    assert {r.kind for r in set_aside(result)} == set(kinds)
    if facts.air_gapped or facts.third_party == "forbidden":
        assert options == {"self_host"}
        assert all(any(r.kind == "hard" for r in result.removed[api]) for api in APIS)


@given(FACTS)
@settings(max_examples=100, deadline=None)
def test_texts_hold_no_figures_of_their_own(facts: GateFacts) -> None:
    """A figure in a text must be a fact; names such as "ISO 27001" are names."""
    known = [r.name for r in CATALOGUE.regimes] + [v.name for v in CATALOGUE.vendors]
    names = re.compile("|".join(map(re.escape, known)))
    result = gates(facts, CATALOGUE)
    texts = [r.why for why in result.removed.values() for r in why] + [n.text for n in result.notes]
    for text in texts:
        assert not re.search(r"\d", names.sub("", re.sub(r"\{\w+\}", "", text))), text


@given(FACTS)
@settings(max_examples=60, deadline=None)
def test_the_ledger_can_say_every_text(facts: GateFacts) -> None:
    result = gates(facts, CATALOGUE)
    ledger = Ledger(gate_facts(facts, result, CATALOGUE))
    texts = [(r.why, r.facts) for why in result.removed.values() for r in why] + [
        (n.text, n.facts) for n in result.notes
    ]
    for text, named in texts:
        assert ledger.statement("text", text, facts=named), ledger.refused
