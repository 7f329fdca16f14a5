"""Kinds of sentence about rules, people and vendors, and beside each kind others like it that say nothing of the sort.

What becomes of us without a thing says that it is needed; whose words a quotation holds; what strangers have and claim;
questions that are answered by whoever asked them; names that are common words.
"""

from __future__ import annotations

import pytest

from agent.understanding import read
from tools.profile import Profile

SLOTS = {
    "regulation": ("regimes", "region", "third_party", "air_gapped", "hosting"),
    "team": ("gpu_ops", "can_hire", "kubernetes", "on_call"),
    "current": ("provider", "model"),
}


def said(message: str) -> dict[str, object]:
    """Every slot answered in words that a message sets."""
    profile = read(message, Profile()).profile
    found = {slot: getattr(getattr(profile, part), slot) for part, slots in SLOTS.items() for slot in slots}
    for work in profile.workloads:
        found |= {"quality": work.quality, "batchable": work.batchable}
    return {slot: value for slot, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("If a vendor isn't FedRAMP authorised, it's out.", {"regimes": ("fedramp",)}),
        ("A provider that lacks FedRAMP authorisation is crossed off.", {"regimes": ("fedramp",)}),
        ("Anything without GDPR terms gets binned by our counsel.", {"regimes": ("gdpr",)}),
        ("If it isn't PCI compliant, the acquirer drops us.", {"regimes": ("pci_dss",)}),
        ("Without an EU region we won't sign anything.", {"region": "EU", "third_party": "in_region"}),
        ("Vendors without zero retention don't get past procurement.", {"third_party": "zero_retention"}),
        ("Unless the whole thing is air-gapped, the inspectors will shut us down.", {"air_gapped": True}),
        ("Unless the answers come in real time, callers hang up and we lose them.", {"batchable": False}),
        ("Either the box is certified for ITAR work or it doesn't enter the building.", {"regimes": ("itar",)}),
    ],
)
def test_what_would_be_fatal_to_lack_is_needed(message: str, wanted: dict[str, object]) -> None:
    found = said(message)
    assert {k: v for k, v in found.items() if k != "quality"} == wanted


@pytest.mark.parametrize(
    "message",
    [
        "Unless legal says no, we'll send it to OpenAI.",
        "Unless we move on-prem, the bill will explode.",
        "Unless we have a GPU team, self-hosting is out.",
        "Unless we hit 5M tokens a day, it won't pay off.",
        "No HIPAA, no PCI, no problem.",
        "Unless HIPAA applies, any vendor is fine.",
        "Unless prices rise, we can't complain.",
        "If it isn't HIPAA, it must be something else.",
    ],
)
def test_a_condition_without_a_need_sets_nothing(message: str) -> None:
    assert said(message) == {}


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ('"No outside company touches a byte of this," says our CISO.', "third_party", "forbidden"),
        ('"Whatever you do, the machines stay in our own basement," was the board\'s order.', "hosting", "on_premises"),
        ('Our auditor\'s words: "treat the whole of it as a PCI system".', "regimes", ("pci_dss",)),
        ('Our head of compliance repeats: "no prompt may rest on a vendor\'s disk".', "third_party", "zero_retention"),
        ("The lady from procurement said no vendor may ever see it.", "third_party", "forbidden"),
        ("Someone in our legal department said no vendor may ever see it.", "third_party", "forbidden"),
    ],
)
def test_a_quotation_of_our_own_people_counts(message: str, slot: str, value: object) -> None:
    assert said(message)[slot] == value


@pytest.mark.parametrize(
    "message",
    [
        '"We run Kubernetes in every plant and have for years," the salesman said.',
        '"No cloud provider may ever see a byte of it," says the lawyer of another company.',
        "The keynote speaker claimed HIPAA forbids the cloud.",
        "A journalist wrote that every hospital must keep data in Texas.",
        "Some blogger insisted that the AI Act bans every chatbot.",
        "The bank next door has six people who do nothing but GPUs.",
        "The startup we share the floor with is air-gapped.",
        "Our landlord operates an air-gapped vault downstairs.",
        "My rival employs a Kubernetes crew.",
        "The salesman told us they are so safe that HIPAA is no issue for them.",
        "The CFO once read a book on Kubernetes.",
    ],
)
def test_what_strangers_say_and_have_is_not_ours(message: str) -> None:
    assert said(message) == {}


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("Our clients insist on zero retention.", "third_party", "zero_retention"),
        ("Our customers are waiting for the answers on the phone.", "batchable", False),
        ("Most of our partners have GPU teams, we have none.", "gpu_ops", "none"),
        ("Two of our engineers ran a small GPU cluster at university.", "gpu_ops", "some"),
    ],
)
def test_what_customers_and_colleagues_mean_for_us_counts(message: str, slot: str, value: object) -> None:
    assert said(message)[slot] == value


@pytest.mark.parametrize(
    ("message", "regime"),
    [
        ("The GDPR is not optional for us.", "gdpr"),
        ("No one at our clinic gets around HIPAA.", "hipaa"),
        ("Nobody has exempted us from ITAR.", "itar"),
        ("There is no way past FINRA.", "finra"),
        ("We're not exempt from HIPAA.", "hipaa"),
        ("It's not as if PCI didn't concern us.", "pci_dss"),
        ("No doubt FedRAMP applies to the agency's system.", "fedramp"),
        ("Our counsel blocks whatever would breach HIPAA.", "hipaa"),
        ("Is PCI an issue? Sadly it is.", "pci_dss"),
        ("Are we bound by GDPR? We are, through our Vienna office.", "gdpr"),
        ("45 CFR Part 160 is what they audit us on.", "hipaa"),
        ("We're on file with DDTC, 22 CFR and all that.", "itar"),
        ("Full PANs show up in the mails.", "pci_dss"),
    ],
)
def test_a_duty_that_is_told_by_denying_its_absence(message: str, regime: str) -> None:
    assert said(message)["regimes"] == (regime,)


@pytest.mark.parametrize(
    "message",
    [
        "HIPAA does not apply to us.",
        "ITAR we can forget about, nothing here is a weapon.",
        "GDPR stopped mattering when we closed the Paris office.",
        "We left the brokerage business, so FINRA is history.",
        "FedRAMP is for others.",
        "Nobody in our company has to care about PCI.",
        "There's a HIPAA expert on the second floor.",
        "PCI is a worry for the sales people.",
        "HIPAA no, PCI no.",
        "We're HIPAA-exempt.",
        "Neither HIPAA nor any other law of that kind gets in our way.",
        "Do we fall under FINRA? Nope.",
        "We fried the fish in a pan.",
    ],
)
def test_a_regime_that_is_named_and_binds_nobody(message: str) -> None:
    assert not said(message).get("regimes")


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("Kubernetes? Since 2019.", {"kubernetes": True}),
        ("On-call rota? Never had one.", {"on_call": False}),
        ("Can we hire? The board said yes on Monday.", {"can_hire": True}),
        ("Who may see the prompts? Nobody but ourselves.", {"third_party": "forbidden"}),
        ("An air gap? Demanded by nobody.", {"air_gapped": False}),
        ("Where do the GPUs stand? Doesn't matter, wherever power is cheap.", {"hosting": "any"}),
        ("Can we hire?", {}),
        ("Do your prices include HIPAA? They do.", {}),
        ("Does HIPAA apply to us?", {}),
        ("Is Kubernetes any good? Somebody must know.", {}),
    ],
)
def test_a_question_answered_by_whoever_asked_it(message: str, wanted: dict[str, object]) -> None:
    assert said(message) == wanted


@pytest.mark.parametrize(
    "message",
    [
        "An azure sky over the harbour.",
        "Trust is the bedrock of our culture.",
        "The tunnel was drilled through bedrock.",
        "A cold mistral blew all week in Provence.",
        "Claude from our purchasing department runs the spreadsheet.",
        "Our colleague Claude uses a typewriter.",
        "Together we serve 40 schools.",
        "I'm a Gemini by zodiac sign.",
        "We run a petting zoo with a llama.",
        "An air gap of three inches keeps the cabinet cool.",
        "The air gap between the panes keeps the room warm.",
        "We can see a submarine from the office.",
    ],
)
def test_a_common_word_is_no_vendor_and_no_rule(message: str) -> None:
    assert said(message) == {}


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("We're on bedrock today.", "provider", "AWS Bedrock"),
        ("our provider is azure", "provider", "Azure OpenAI"),
        ("Claude handles all our tickets today.", "provider", "Anthropic"),
        ("Claude in our accounting bot answers everything today.", "provider", "Anthropic"),
        ("We dropped Cohere in June and have been at Groq since.", "provider", "Groq"),
        ("After two years with OpenAI we're at Anthropic now.", "provider", "Anthropic"),
        ("What we are billed for comes from Amazon, via Bedrock.", "provider", "AWS Bedrock"),
        ("Every prompt of ours goes to o3-mini right now.", "model", "o3-mini"),
        ("Live in production: Qwen 2.5 72B.", "model", "Qwen 2.5 72B"),
    ],
)
def test_the_vendor_and_model_in_use(message: str, slot: str, value: str) -> None:
    assert said(message)[slot] == value


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("The GPUs have to be near us, on our own premises.", {"hosting": "on_premises"}),
        ("There is no rule on where the GPUs that we rent may stand.", {"hosting": "any"}),
        ("Neither our own building nor our own cloud account is demanded for the GPUs.", {"hosting": "any"}),
        ("If GPUs, then inside our AWS account and not one inch outside.", {"hosting": "own_cloud_account"}),
        ("I have no clue whether any of us knows GPUs.", {}),
        ("Should it need more people, we can recruit.", {"can_hire": True}),
        ("If push comes to shove we can recruit.", {"can_hire": True}),
        ("If we could recruit, would it be cheaper?", {}),
        ("Our marketing team is hiring.", {}),
        ("None of these calls could be postponed.", {"batchable": False}),
        ("We're in no rush to sign.", {}),
        ("The statute compels us to hold all records inside Norway.", {"region": "Norway", "third_party": "in_region"}),
        ("Open source runs in the family.", {}),
        (
            "Bei uns kennt sich keiner mit GPUs aus, und einstellen dürfen wir auch niemanden.",
            {"gpu_ops": "none", "can_hire": False},
        ),
        ("Recruiting is on ice until further notice.", {"can_hire": False}),
        ("Kubernetes is Greek to us.", {"kubernetes": False}),
        ("Had we a GPU team, I'd ask other questions.", {}),
        ("We cancelled Cohere, there is no vendor at present.", {}),
    ],
)
def test_people_places_and_patience(message: str, wanted: dict[str, object]) -> None:
    assert said(message) == wanted


def test_the_least_model_that_is_included_is_enough() -> None:
    assert said("Every open model does the job, even a 4B.")["quality"] == "open_small"
    assert said("The smallest Gemma passes our exam.")["quality"] == "open_small"
    assert said("Every open model of 70B does the job.")["quality"] == "open_large"
