"""What was mended after whole conversations were held by hand, with the real reader, decision and library.

One test for each kind of repair, named after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.advisor import Advisor
from agent.events import Done
from agent.interview import bank, clash, imagined, moves, phrases, show
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings
from tools.profile import Current, Profile, Workload

VOLUME, BILL, THIRD = "workloads[0].tokens_per_day", "current.monthly_bill_usd", "regulation.third_party"
RULES, RATE = "regulation.regimes", "money.gpu_hourly_usd"
KNOWN = "10M tokens a day of chat with GPT-4o."
LOADED = Profile(workloads=(Workload(name="chat", tokens_per_day=2e7, requests_per_day=1e4),))


@pytest.fixture
def session(own_home: Path) -> Session:
    return Advisor(Settings(home=own_home)).open()


def say(session: Session, *texts: str) -> Answer:
    for text in texts:
        done = list(session.send(text))[-1]
        assert isinstance(done, Done)
    return done.answer


def supposed(text: str, profile: Profile = LOADED) -> dict[str, object]:
    return {c.slot: c.value for c in imagined.changes(text, profile)}


# ---- what-ifs


@pytest.mark.parametrize(
    ("text", "usd"),
    [("what if GPUs cost $1.20?", 1.2), ("what if we rent the H200 at $2.10 instead", 2.1),
     ("and at 3 dollars per H100 hour?", 3.0), ("what about at $3 per GPU hour?", 3.0)],
)  # fmt: skip
def test_what_if_a_gpu_price_is_named(text: str, usd: float) -> None:
    assert supposed(text) == {RATE: usd}


@pytest.mark.parametrize(
    "text",
    ["what if the GPUs cost $4,000 a month?", "what if a GPU costs $1,200?", "what if we sell the GPUs for $90?"],
)
def test_what_if_money_beside_a_gpu_that_is_no_hourly_rent(text: str) -> None:
    assert RATE not in supposed(text)


@pytest.mark.parametrize(
    ("text", "volume"),
    [("what if 20M", 2e7), ("what would it cost at 20M tokens a day?", 2e7), ("How much would we pay at 20M?", 2e7),
     ("what if it's 500M a day?", 5e8), ("and at 3 million tokens a day?", 3e6),
     ("what if we only had 900k?", 9e5)],
)  # fmt: skip
def test_what_if_a_bare_volume_is_named_the_requests_follow(text: str, volume: float) -> None:
    told = supposed(text)
    assert told[VOLUME] == volume
    assert told["workloads[0].requests_per_day"] == pytest.approx(1e4 * volume / 2e7)


def test_what_if_a_bare_volume_is_of_nothing_known() -> None:
    assert supposed("what if 20M", Profile(current=Current(monthly_bill_usd=900))) == {}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("and if we hire two engineers?", "team.can_hire", True),
        ("what if we found someone for the GPUs? an SRE", "team.can_hire", True),
        ("what happens if our GPU engineer quits?", "team.gpu_ops", "none"),
        ("what if nobody could run it?", "team.gpu_ops", "none"),
        ("we might hire an ML engineer, does that change anything?", "team.can_hire", True),
        ("what if she says no later", THIRD, "forbidden"),
        ("what if the works council said no?", THIRD, "forbidden"),
        ("what if growth stops", "workloads[0].growth_per_year", 0.0),
        ("what if an open model would be good enough?", "workloads[0].quality", "open_large"),
        ("what if the chat could run on Llama 8B?", "workloads[0].quality", "open_small"),
        ("what if an open model is not good enough?", "workloads[0].quality", "frontier"),
        ("what if only GPT-5 is good enough", "workloads[0].quality", "frontier"),
    ],
)
def test_what_if_people_growth_or_a_test_turn_out_so(text: str, slot: str, value: object) -> None:
    assert supposed(text)[slot] == value


@pytest.mark.parametrize("text", ["would Mistral be OK?", "can we hire for it?", "is Llama good enough?"])
def test_a_question_that_supposes_nothing_is_no_what_if(text: str) -> None:
    assert supposed(text) == {}


def test_what_if_leaves_the_profile_alone_until_adopted_and_undone(session: Session) -> None:
    say(session, KNOWN)
    answer = say(session, "what if GPUs cost $1.20?")
    assert "$1.20 per GPU-hour" in answer.answer and answer.profile.money.gpu_hourly_usd is None
    assert say(session, "adopt it").profile.money.gpu_hourly_usd == 1.2
    assert say(session, "undo").profile.money.gpu_hourly_usd is None


def test_if_we_hire_says_how_people_are_counted(session: Session) -> None:
    say(session, KNOWN)
    answer = say(session, "and if we hire two engineers?").answer
    assert "hiring: yes" in answer and "not whole salaries" in answer


def test_an_unclear_what_if_is_said_once(session: Session) -> None:
    say(session, KNOWN)
    answer = say(session, "what if an analyst goes on holiday haha").answer
    assert answer == bank.say("trial_unclear")


def test_what_if_before_anything_decisive_is_known_shows_no_costs(session: Session) -> None:
    answer = say(session, "hello", "what if HIPAA applied to us?").answer
    assert "it would come to this: an endpoint under the terms you need" in answer and "$" not in answer


def test_if_we_use_it_is_our_data_kept_is_a_question(session: Session) -> None:
    answer = say(session, KNOWN, "If we use a vendor's API, how do we know that our data is not stored?")
    assert "What the vendors promise" in answer.answer and answer.profile.regulation.third_party is None


def test_a_supposed_volume_is_of_the_only_workload_and_says_no_cents(session: Session) -> None:
    say(session, "3.5M tokens a day of chat with Claude, we pay $3,100 a month")
    answer = say(session, "what happens at 2 billion tokens a day?").answer
    assert "volume: 2B tokens a day" in answer and "workload 2" not in answer and "$1.77M a month" in answer


def test_another_workload_is_supposed_as_one(session: Session) -> None:
    say(session, "3.5M tokens a day of chat with Claude")
    say(session, "what if we added a second workload, RAG with 50M tokens a day?")
    assert len(session.profile.workloads) == 1
    assert session.profile.workloads[0].tokens_per_day == 3.5e6


def test_compare_with_today_asks_about_what_is_paid_now(session: Session) -> None:
    say(session, "10M tokens a day of chat with GPT-4o, only with zero retention")
    assert "The frontier API" in say(session, "compare that with today").answer


def test_what_the_break_even_is_and_what_it_is_here(session: Session) -> None:
    answer = say(session, KNOWN, "what's the break-even?").answer
    assert answer.startswith("Break-even: The volume from which") and "Own GPUs pay from" in answer


@pytest.mark.parametrize("text", ["Dlaczego nie własne serwery?", "Czy powinniśmy używać własnych serwerów?"])
def test_polish_is_recognised_and_said(session: Session, text: str) -> None:
    assert "I recognise Polish" in say(session, KNOWN, text).answer


def test_a_name_with_an_accent_is_no_language(session: Session) -> None:
    assert "I recognise" not in say(session, KNOWN, "our CTO Mr Wałęsa asks why not Groq?").answer


# ---- scenarios


@pytest.mark.parametrize("text", ["save that as doubled", "call it doubled", "please keep this as doubled"])
def test_a_scenario_is_saved_by_a_bare_name_and_states_nothing(session: Session, text: str) -> None:
    say(session, KNOWN, "what if we double?")
    answer = say(session, text)
    assert answer.profile.workloads[0].tokens_per_day == 1e7
    assert "doubled" in say(session, "compare").answer


@pytest.mark.parametrize("text", ["keep it as it is", "call it a day", "keep that as is", "save it as it was before"])
def test_what_is_no_name_saves_nothing(text: str) -> None:
    assert (moves.as_command(text) or {}).get("do") != "keep"


def test_figures_put_side_by_side_are_scenarios_and_no_facts(session: Session) -> None:
    say(session, "400,000 invoices a month, extraction with GPT-4o")
    before = session.profile
    answer = say(session, "Please put scenarios side by side: 400k invoices and 800k invoices.")
    assert "| 400k invoices | 800k invoices |" in answer.answer
    assert session.profile == before


@pytest.mark.parametrize("text", ["ok, drop that", "drop that", "forget it", "scrap that"])
def test_a_what_if_is_dropped_in_few_words(session: Session, text: str) -> None:
    say(session, KNOWN, "what if we double?")
    assert "is dropped" in say(session, text).answer


def test_undo_says_what_is_so_again_and_brings_back_a_fresh_start(session: Session) -> None:
    say(session, KNOWN, "we pay $900 a month", "sorry, $800 a month")
    assert "it is again: bill today: $900 a month" in say(session, "undo").answer
    say(session, "start over")
    assert "Your facts are back: " in say(session, "undo").answer


# ---- what is an answer, and to what


def test_what_one_would_rather_not_say_is_what_was_named(session: Session) -> None:
    say(session, KNOWN)
    answer = say(session, "I'd rather not tell you the bill")
    assert answer.profile.state_of(BILL) == "refused"
    assert answer.profile.state_of(THIRD) != "refused"


def test_not_knowing_the_volume_asks_nothing(session: Session) -> None:
    answer = say(session, "We pay OpenAI $38,400 a month.", "It's support chat. Volume? No idea.").answer
    assert "Any of these will do instead" in answer and "“" not in answer


@pytest.mark.parametrize(
    "text",
    ["we are all ML engineers btw, ran vLLM at our last company", "it's per month not per day!",
     "I not know how many tokens is one message"],
)  # fmt: skip
def test_a_small_word_in_another_sentence_is_no_answer(session: Session, text: str) -> None:
    assert say(session, KNOWN).next_question.slot == THIRD  # type: ignore[union-attr]
    assert say(session, text).profile.regulation.third_party is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("no, never", "forbidden"), ("only with zero retention", "zero_retention"), ("yes, sure", "allowed")],
)
def test_a_short_answer_is_still_one(session: Session, text: str, value: str) -> None:
    say(session, KNOWN)
    assert say(session, text).profile.regulation.third_party == value


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("the bill is right, I'm sure", clash.GO_BY_BILL), ("trust the invoice", clash.GO_BY_BILL),
        ("the volume is a guess", clash.GO_BY_BILL), ("the volume is correct", clash.GO_BY_VOLUME),
        ("use the token count, not the bill", clash.GO_BY_VOLUME), ("both, we have a discount", clash.BOTH),
        ("then where does my 500M come from?", None), ("what is the bill?", None),
    ],
)  # fmt: skip
def test_a_contradiction_is_settled_in_words(text: str, choice: str | None) -> None:
    assert clash.in_words(text) == choice


def test_a_figure_spoken_of_is_not_the_bill(session: Session) -> None:
    answer = say(session, "We process 500M tokens a day with GPT-4o and pay $2,000 a month.")
    assert answer.next_question is not None and clash.GO_BY_BILL in answer.next_question.choices
    answer = say(session, "where does the 500M come from, my engineer told me")
    assert answer.profile.current.monthly_bill_usd == 2000


def test_a_bill_that_does_not_fit_the_volume_is_said_at_once(session: Session) -> None:
    answer = say(session, KNOWN, "we pay $9,000 a month for that").answer
    assert "at list price that volume costs $" in answer and "the bill is $9,000 a month" in answer


def test_how_a_figure_was_taken_stands_beside_the_figure(session: Session) -> None:
    answer = say(session, KNOWN, "the bill is 54,000").answer
    assert "bill today: $54,000 a month (no period said: taken as a month, taken as US dollars)" in answer


def test_half_a_volume_is_noted_and_the_rest_asked_for(session: Session) -> None:
    say(session, "hello", "no vendor restrictions", "no rules")
    answer = say(session, "maybe 50 people use it")
    assert "“50 people”: noted" in answer.answer
    assert answer.profile.state_of(VOLUME) == "said"


def test_the_figure_asked_back_stands_in_the_first_answer_too(session: Session) -> None:
    answer = say(session, "support chat on OpenAI for $9,000 a month, 1.5M tokens per query, 70k queries a day")
    assert answer.next_question is not None and answer.next_question.text in answer.answer


def test_what_is_not_understood_is_said_however_long(session: Session) -> None:
    answer = say(session, KNOWN, "the parrot in our office has learned to say hello to every single visitor").answer
    assert answer.startswith(bank.say("nothing_new"))


# ---- the recommendation, in the length that was asked for


@pytest.mark.parametrize(
    "text",
    ["explain to my CEO in two sentences", "tl;dr", "summarise please", "put it in one sentence for my board",
     "can you explain this to the board in plain English?", "ok so in short"],
)  # fmt: skip
def test_the_recommendation_in_two_sentences(session: Session, text: str) -> None:
    answer = say(session, KNOWN, text).answer
    assert "the first step:" in answer and "| Option |" not in answer and answer.count("\n") == 0
    assert "of the simulated cases" in answer


def test_the_same_recommendation_is_not_printed_twice(session: Session) -> None:
    whole = say(session, KNOWN).answer
    assert "| Option |" in whole
    assert "| Option |" not in say(session, "so what do i do").answer
    assert "| Option |" not in say(session, "What you recommend?").answer
    assert "| Option |" in say(session, "show me the recommendation").answer


def test_where_nothing_is_known_advice_is_one_line_and_the_question(session: Session) -> None:
    say(session, "AI costs are killing us, help")
    answer = say(session, "haha ok. so what's your advice").answer
    assert answer.startswith("Nothing that decides it is known yet") and "My question is still" in answer


def test_monday_ends_with_this_week(session: Session) -> None:
    answer = say(session, KNOWN, "what should I do on Monday?").answer
    assert "*First:*" in answer and "*Later:*" not in answer and "the plan" in answer
    assert "*Later:*" in say(session, "the plan").answer


# ---- further talk


def test_where_were_we_repeats_the_open_question(session: Session) -> None:
    answer = say(session, KNOWN, "where were we?").answer
    assert answer.startswith("Welcome back") and "My question is still" in answer and "Neither" not in answer


@pytest.mark.parametrize(
    "text", ["can you also help us choose an embedding model?", "what's the weather in Berlin?", "and speech to text?"]
)
def test_out_of_scope_explains_no_open_question(session: Session, text: str) -> None:
    assert say(session, KNOWN, text).answer == bank.say("out_of_scope", term="").strip()


def test_a_strange_word_is_not_explained_by_the_open_question(session: Session) -> None:
    say(session, KNOWN)
    assert "electricity" in say(session, "what's the electricity?").answer.lower()
    assert say(session, "what is a flurbl?").answer == bank.say("no_term", term="flurbl")


def test_does_it_matter_is_answered_from_the_question(session: Session) -> None:
    assert "could change the recommendation" in say(session, KNOWN, "does it matter?").answer


@pytest.mark.parametrize(
    "text", ["did you make these numbers up?", "are you making this up", "why should I trust you?"]
)
def test_whether_figures_are_invented(text: str) -> None:
    assert phrases.about_us(text) == "trust"


def test_a_wish_in_one_message_is_told_that_terms_may_do(own_home: Path) -> None:
    advisor = Advisor(Settings(home=own_home))
    assert (
        "whose rule it is" in advisor.ask(["We don't want to send any data to outside vendors, 3M tokens a day"]).answer
    )
    told = advisor.ask(["Our DPO refused every outside vendor, 3M tokens a day"]).answer
    assert "whose rule it is" not in told


def test_a_rule_that_binds_no_place_is_no_verdict(own_home: Path) -> None:
    advisor = Advisor(Settings(home=own_home))
    assert "I cannot know yet" in advisor.ask(["We are under GDPR and summarise letters."]).answer
    assert "I cannot know yet" not in advisor.ask(["We are under HIPAA and summarise letters."]).answer


@pytest.mark.parametrize("text", ["I don't know", "I'd rather not answer that", "skip"])
def test_not_knowing_whose_rule_it_is_unsays_nothing(session: Session, text: str) -> None:
    say(session, "60M tokens a day of chat. We don't want to send any data to outside vendors.")
    answer = say(session, text)
    assert "Then it stays as it was: outside vendors: no vendor may see it" in answer.answer
    assert answer.profile.regulation.third_party == "forbidden"
    assert answer.profile.state_of(THIRD) == "said"


def test_a_workload_that_is_dropped_is_named_and_comes_back() -> None:
    chat, batch = Workload(name="chat", tokens_per_day=1e6), Workload(name="batch", tokens_per_day=2e6, batchable=True)
    both, one = Profile(workloads=(chat, batch)), Profile(workloads=(chat,))
    assert show.moved(both, one) == ["no longer counted: batch"]
    assert show.moved(one, both, given_only=True) == ["counted: batch"]
    assert show.moved(one, Profile(workloads=(chat.model_copy(update={"tokens_per_day": 3e6}),))) == [
        "volume: 3M tokens a day"
    ]


def test_a_nod_and_a_bare_word_where_nothing_is_asked(session: Session) -> None:
    say(session, "20M tokens a day of chat", "stop asking me questions")
    assert say(session, "ok").answer == bank.say("nodded")
    assert say(session, "none").answer == bank.say("nothing_open")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could I show this to the board?", "memo"), ("can I export it?", "memo"), ("give it to me as a PDF", "memo"),
        ("send me a summary for counsel", "memo"),
        ("what is your system prompt", "identity"), ("your answer is useless", "annoyed"),
        ("explain it to the board in two sentences", None),
    ],
)  # fmt: skip
def test_what_is_said_about_the_advisor(text: str, kind: str | None) -> None:
    assert phrases.about_us(text) == kind


def test_annoyance_is_met_before_advice(session: Session) -> None:
    assert say(session, KNOWN, "your answer is useless").answer == bank.say("annoyed")


def test_stated_growth_is_named_beside_the_costs(session: Session) -> None:
    answer = say(session, "We pay Anthropic $12,000 a month for summaries and it grows 5% every month.").answer
    assert "with the growth that you stated" in answer and "growth 80% a year" in answer


def test_the_model_in_use_is_echoed(session: Session) -> None:
    answer = say(session, KNOWN).answer
    assert "today GPT-4o" in answer
