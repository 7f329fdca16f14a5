"""Kinds of follow-up questions that met passing quotes before: with the real decision, catalogue and library."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from agent.advisor import Advisor
from agent.evidence import Reply
from agent.evidence.followup import intents, mentions
from agent.settings import Settings
from tools.profile import Current, Profile, Regulation, Team, Workload

WORK = Workload(
    name="chat", task="chat", tokens_per_day=6.5e7, requests_per_day=1e4, input_tokens=6000, output_tokens=500,
    quality="open_large",
)  # fmt: skip
CASE = Profile(workloads=(WORK,), current=Current(provider="OpenAI", monthly_bill_usd=9000))
EU = CASE.model_copy(update={"regulation": Regulation(region="EU", third_party="in_region", regimes=("gdpr",))})
SWISS = CASE.model_copy(update={"regulation": Regulation(region="Switzerland", third_party="in_region")})


ADVISORS: list[Advisor] = []


@pytest.fixture(scope="module", autouse=True)
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One advisor for all: what it has read and decided once it keeps."""
    ADVISORS.append(Advisor(Settings(home=tmp_path_factory.mktemp("home"))))
    yield
    ADVISORS.pop().close()


def asked(text: str, profile: Profile = CASE) -> Reply:
    one = ADVISORS[0]
    reply = one.desk().parts.answer_question(text, profile, one.assess(profile))
    assert isinstance(reply, Reply)
    return reply


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("explain to my CEO in two sentences", "brief"), ("which assumption matters most?", "weighs"),
        ("what is the biggest driver?", "weighs"), ("they contradict each other", "conflict"),
        ("do they train on our data?", "training"), ("is it used for training?", "training"),
        ("who signs the DPA?", "papers"), ("What evidence should I ask the vendor for?", "papers"),
        ("Is it an EU AI Act problem?", "rules"), ("does HIPAA apply?", "rules"),
        ("What is the price per page?", "unit"), ("and per request?", "unit"),
        ("what does a million tokens cost?", "unit"), ("when should i look at this again?", "again"),
        ("what if we do nothing?", "nothing"), ("is it expensive?", "budget"),
        ("what does Kubernetes cost us there?", "included"), ("you didn't count electricity", "included"),
        ("What is not included in the price?", "included"), ("And who would be on call?", "team"),
        ("does it fit on one node?", "sizing"), ("how much of the 8 would be used at peak?", "sizing"),
        ("what would it cost over 3 years?", "period"), ("numbers?", "each"), ("what you recommend?", "advice"),
        ("so what do i do", "advice"), ("lohnt sich ein eigener Server?", "advice"),
        ("dlaczego nie własne GPU?", "why_not"), ("your prices are wrong", "arithmetic"),
        ("How much would we save in a year?", "saving"), ("why is it provisional?", "weighs"),
        ("what do you need from me?", "weighs"), ("ok what's missing", "weighs"),
        ("so you are saying self hosting never pays?", "change"), ("prove that it's more expensive", "each"),
        ("why is the API cheaper?", "each"), ("quel modèle ?", "model"), ("what would it cost per file?", "unit"),
        ("why not self host? it's free", "why_not"), ("which vendors can do that?", "terms"),
        ("what hardware exactly?", "sizing"), ("what about buying GPUs instead of renting?", "contracts"),
        ("and if we commit to a reserved contract for GPUs?", "contracts"),
        ("ok and if API prices halve every year?", "prices"), ("compare that with today", "nothing"),
        ("can we use Bedrock there?", "terms"), ("is there an EU region", "terms"), ("what's the volume?", "named"),
    ],
)  # fmt: skip
def test_what_a_question_in_few_words_is_after(text: str, intent: str) -> None:
    assert intents.of(text)[0] == intent


@pytest.mark.parametrize(
    ("text", "not_intent"),
    [
        ("how many people of a team can use a 7B model?", "team"),
        ("is vLLM any faster than Ollama on a 4090?", "hardware"), ("what would convince our CFO?", "brief"),
        ("which questions do you still need answered?", "papers"),
        ("what is open source worth here?", "weighs"), ("is OpenAI GDPR compliant?", "rules"),
        ("why is it so expensive?", "budget"),
    ],
)  # fmt: skip
def test_what_a_question_is_not_after(text: str, not_intent: str) -> None:
    assert intents.of(text)[0] != not_intent


def test_in_short_it_is_two_sentences_without_a_table() -> None:
    reply = asked(intents.IN_SHORT)
    assert reply.count("\n") == 0 and "of the simulated cases; the first step: " in reply
    assert "against $9,000 a month today" in reply and ".." not in reply


def test_in_short_where_nothing_is_known_no_figure_is_said() -> None:
    assert not re.search(r"\d", asked(intents.IN_SHORT, Profile()))


def test_which_assumption_weighs_most_names_what_it_could_make_of_the_answer() -> None:
    reply = asked("which assumption matters most?")
    assert "**What the answer hangs on, in this order**" in reply and "I assumed:" in reply
    assert "your answer could make it" in reply and "**What moves the costs**" in reply
    assert reply.index("hangs on") < reply.index("moves the costs")


def test_what_kubernetes_costs_is_a_line_of_own_gpus() -> None:
    reply = asked("what does Kubernetes cost us there?")
    assert re.search(r"With own GPUs: Kubernetes, \$\d+ a month", reply)
    assert "An API needs no cluster of yours" in reply and "People and platform together" in reply


def test_what_is_counted_nowhere_is_said() -> None:
    reply = asked("What did you leave out?")
    assert "**Not counted**" in reply and "Taxes are not counted" in reply and "Operations: $" in reply
    assert "Electricity and cooling stand in the rent" in asked("you didn't count electricity")


def test_a_rule_is_told_from_the_catalogue_and_what_it_does_here() -> None:
    reply = asked("Is the EU AI Act a problem for us?")
    assert "EU AI Act (read 20" in reply and "forces no endpoint by itself" in reply
    assert "takes endpoints away" in asked("does HIPAA apply?")
    assert "you stated it" in asked("is GDPR relevant?", EU).lower()


def test_whether_vendors_train_is_said_to_be_unknown() -> None:
    reply = asked("do they train on our data?", EU)
    assert "no entry on training" in reply and "OpenAI API: zero retention" in reply


def test_what_to_have_in_writing() -> None:
    reply = asked("What evidence should I ask the vendor for?", EU)
    assert reply.startswith("**To have in writing**") and "inside the EU in writing" in reply
    assert "subprocessors" in reply and "no legal advice" in reply


def test_a_price_per_request_and_per_million_tokens() -> None:
    reply = asked("What is the price per request?")
    cost = next(f for f in reply.facts if f.id == "unit_frontier_api")
    assert cost.value == pytest.approx(9000 / (1e4 * 365 / 12), rel=0.02)
    assert "per million tokens" in asked("what does a million tokens cost?")
    assert "needs the number of requests" in asked("and per ticket?", Profile(current=Current(monthly_bill_usd=9000)))


def test_how_many_of_the_card_that_was_named() -> None:
    reply = asked("how many H100 would we need?")
    need = {f.id: f.value for f in reply.facts if f.id.startswith("need_")}
    assert re.search(r"on \d+x H100", reply) and "rounded up" in reply
    assert need["need_output"] == pytest.approx(6.5e7 * 500 / 6500 / 86_400)
    load = need["need_output"] * need["need_peak"] / (need["need_replica"] * need["need_use"])
    assert need["need_gpus"] >= load + need["need_spare"]


def test_a_card_that_is_not_in_the_catalogue_is_said_to_be_missing() -> None:
    assert "RTX 6000 Ada: no such card" in asked("could a single RTX 6000 Ada do?")


def test_should_i_buy_a_card_is_answered_with_no_and_the_card() -> None:
    reply = asked("should i just buy a 4090?")
    assert reply.startswith("As things stand, no") and "RTX 4090" in reply


def test_a_named_vendor_is_not_its_namesake() -> None:
    reply = asked("Where does it say that Azure OpenAI in the EU is acceptable?", EU)
    assert "Azure OpenAI (regional deployment): EU residency" in reply and "OpenAI API:" not in reply


def test_a_region_without_terms_is_not_passed_off_as_another() -> None:
    reply = asked("Which vendors qualify?", SWISS)
    assert "CH residency: nothing was read about it" in reply and "BAA" not in reply


def test_several_years_are_counted_as_such() -> None:
    assert re.search(r"over 3 years \$[\d,.]+[MB]?\. Today you pay \$9,000 a month, over 3 years \$324,000", asked(
        "what would it cost over 3 years?"))  # fmt: skip


def test_a_speed_that_is_assumed_is_shown_with_its_origin() -> None:
    assert "tok/s of output = " in asked("what tok/s do you assume, and who says so?")


def test_a_budget_is_no_bill_and_no_currency_is_converted() -> None:
    reply = asked("Our budget is CHF 15,000 a month.")
    assert "A budget is no bill" in reply and "convert no currencies" in reply


def test_when_to_look_again() -> None:
    reply = asked("when should we look at this again?")
    assert "**When to look again**" in reply and "**What would change this**" in reply


def test_gpt_mini_is_the_smaller_model_and_not_the_frontier() -> None:
    assert mentions.named("is it worth moving to gpt-4o-mini?") == ["smaller_tier"]
    assert "frontier_api" in mentions.named("Sonnet or Haiku?")


def test_doing_nothing_costs_what_is_paid_today() -> None:
    assert "The frontier API" in asked("what if we do nothing?") and "$9,000" in asked("what if we do nothing?")
    assert "told me nothing of what you use" in asked("what if we do nothing?", Profile(workloads=(WORK,)))


def test_the_arithmetic_of_the_option_that_was_named() -> None:
    assert asked("show the arithmetic for self hosting").startswith("**How the cost of own GPUs comes about**")


def test_back_to_an_api_is_no_question_about_the_open_model() -> None:
    reply = asked("Self hosting llama 70b today, is it worth going back to an API?")
    assert reply.advice and not reply.startswith("As things stand, no")


def test_what_is_missing_where_nothing_is_known_and_where_nothing_is_open() -> None:
    assert "What I need from you" in asked("what do you need from me?", Profile())
    assert "no plausible answer to anything still open" in asked("what's missing?", EU).lower()


def test_several_workloads_assume_the_same_thing_once() -> None:
    two = Profile(workloads=(WORK, WORK.model_copy(update={"name": "batch", "quality": None})))
    reply = asked("what did you assume?", two)
    lines = [line.split(". ")[0] for line in reply.splitlines() if line.startswith("- ")]
    assert len(lines) == len(set(lines)) > 2
    usual = reply.split("the usual: ")[-1].split(".")[0].split("; ")
    assert len(usual) == len(set(usual))


def test_what_one_workload_costs_alone() -> None:
    two = Profile(workloads=(WORK, WORK.model_copy(update={"name": "batch", "tokens_per_day": 2e8})))
    assert asked("what does the batch cost alone?", two).startswith("| Workload | Goes to |")
    assert asked("which of the two should move first?", two).startswith("| Workload | Goes to |")


def test_own_gpus_by_contract() -> None:
    reply = asked("what about buying GPUs instead of renting?", CASE.model_copy(update={"team": Team(gpu_ops="some")}))
    assert reply.startswith("**Own GPUs by contract**") and "bought" in reply and "reserved for a year" in reply


def test_a_bill_is_held_against_the_list_price() -> None:
    assert "At list price the volume costs $" in asked("is that bill realistic for the usage?")


def test_only_the_terms_that_are_needed_are_listed() -> None:
    zero = CASE.model_copy(update={"regulation": Regulation(third_party="zero_retention")})
    reply = asked("which vendors can do that?", zero)
    assert "zero retention: yes" in reply and "BAA" not in reply and "residency" not in reply


@pytest.mark.parametrize(
    "text",
    ["numbers?", "why not Groq?", "what's the worst case?", "how much do we save?", "what does a million tokens cost?",
     "is it expensive?", "and per year?", "how many GPUs would we need?", "which model?", "does it matter?"],
)  # fmt: skip
def test_no_cost_is_said_of_a_volume_that_nobody_named(text: str) -> None:
    said = re.sub("“[^”]*”", "", asked(text, Profile()))  # a source may name sums of its own
    assert "$" not in said and "gpt-6" not in said
