"""Answers as blocks: within every limit, no mention rung, and nothing of the verified text reworded."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_limits import modal_violations, violations

from agent.advisor import Advisor
from agent.interview import bank
from agent.schema import Answer, Citation, Question, Reason, Recommendation
from agent.sessions import TurnRecord
from agent.settings import Settings
from slackbot.blocks import parts as make
from slackbot.blocks.answer import Rendered, as_typewritten, failure, question, render
from slackbot.blocks.details import detail, who_said_what
from slackbot.blocks.reading import markers, parts
from slackbot.text import cut, mrkdwn, pieces, streamed, typed
from tools.profile import Current, Profile
from tools.results import Band, OptionCost

TABLE = "| Option | A month |\n| --- | ---: |\n| **Own GPUs** | $5,000 \\| more |\n| API | $70 |"
LEAD, WHY = "**Stay: the frontier API.** It costs [1].", "**Why**\n- Volume is low [2].\n- *Really*."
TEXT = f"{LEAD}\n\n{TABLE}\n\n{WHY}\n\n**You said:** x."


KNOWN = Profile(current=Current(monthly_bill_usd=100.0))


def answer(
    text: str = TEXT, asked: Question | None = None, citations: int = 2, reasons: Any = (), known: Profile = KNOWN
) -> Answer:
    cited = tuple(
        Citation(n=n, source="s", kind="digest", title="A <b> title", section="1", quote="words " * 100, start=0, end=5,
                 standing="unverified", score=1.0)
        for n in range(1, citations + 1)
    )  # fmt: skip
    band = Band(low=1, mid=2, high=3)
    r = Recommendation(option="frontier_api", by_workload=(), confidence=0.8734, citations=cited, reasons=reasons,
                       costs={"frontier_api": OptionCost(feasible=True, monthly_usd=band)})  # fmt: skip
    return Answer(status="provisional", profile=known, recommendation=r, answer=text, next_question=asked)


def check(made: Answer, history: Any = ()) -> None:
    """Every form that an answer can be shown in keeps to the limits."""
    for private in (True, False):
        rendered = render(made, said="<@U1> answered: x", private=private)
        assert violations(rendered.blocks) == []
        assert len(rendered.lead) <= 12_000 and 1 <= len(rendered.text) <= 4_000
        for tables in (True, False):
            assert violations(rendered.whole(tables=tables)) == []
    for name in ("why", "sources", "assumptions"):
        opened = detail(name, made, history)
        assert modal_violations(make.modal("Sources", opened)) == []
        # too late for a modal it is a message, and a message holds less
        assert violations(Rendered(name, "", opened).whole(tables=False)) == []
    assert violations(Rendered("Who", "", who_said_what(made, history)).whole()) == []


def test_an_answer_has_option_table_reasons_and_sources() -> None:
    rendered = render(answer())
    kinds = [b["type"] for b in rendered.blocks]
    assert kinds == ["header", "table", "section", "context", "actions"]
    assert rendered.blocks[0]["text"]["text"] == "The frontier API (provisional, confidence 87%)"
    assert [c["text"] for c in rendered.blocks[1]["rows"][1]] == ["Own GPUs", "$5,000 | more"]
    assert [c["align"] for c in rendered.blocks[1]["column_settings"]] == ["left", "right"]
    assert rendered.blocks[2]["text"]["text"] == "*Why*\n• Volume is low [2].\n• _Really_."
    assert rendered.blocks[3]["elements"][0]["text"].startswith("[1] *A &lt;b&gt; title*, 1 _(our summary; unverified")
    assert rendered.lead == "**Stay: the frontier API.** It costs [1]."


def test_whose_words_are_answered_is_read_first_where_nothing_is_streamed() -> None:
    rendered = render(answer(), said="Only you see this. You wrote: x", private=True)
    first, lead = rendered.whole()[:2]
    assert first["elements"][0]["text"].startswith("Only you see this")
    assert lead["text"]["text"].startswith("*Stay: the frontier API.*")


def test_what_the_buttons_offer_is_not_asked_to_be_typed() -> None:
    rendered = render(answer(f"Noted.\n\n{bank.say('more')}\n\nThat is all."))
    assert rendered.lead == "Noted.\n\nThat is all."


def test_a_short_reply_has_no_headline() -> None:
    rendered = render(answer("The figure is from the source [2]."))
    assert [b["type"] for b in rendered.blocks] == ["context", "actions"]


def test_three_reasons_are_given_each_with_its_source() -> None:
    given = [
        Reason(text="volume is low", cites=(2,), facts=()),  # the answer says it already
        Reason(text="nobody vouches for this", cites=(), facts=()),
        Reason(text="it costs $5; there is no other feasible option to compare it with", cites=(1,), facts=()),
        Reason(text="people cost more than GPUs.", cites=(1, 2), facts=()),
        Reason(text="a fourth", cites=(1,), facts=()),
    ]
    rendered = render(answer(reasons=given))
    assert rendered.blocks[2]["text"]["text"] == (
        "*Why*\n• Volume is low [2].\n• _Really_.\n• People cost more than GPUs [1]."
    )
    assert rendered.cited == 2


def test_a_greeting_offers_nothing_to_open() -> None:
    def labels(made: Answer) -> list[str]:
        return [e["text"]["text"] for b in render(made).blocks if b["type"] == "actions" for e in b["elements"]]

    assert labels(answer("Hello.", known=Profile())) == []
    assert labels(answer("Volumes lie far apart [1].", known=Profile())) == ["Sources"]
    assert labels(answer("Hello.")) == ["Why?", "Sources", "Assumptions", "Full memo"]


def test_choices_are_buttons_or_a_select() -> None:
    def asked(n: int) -> Question:
        return Question(slot="team.gpu_ops", text="Who?", why="", choices=tuple(f"choice {i}" for i in range(n)))

    assert [e["type"] for e in question(asked(5))[1]["elements"]] == ["button"] * 5
    (select,) = question(asked(7))[1]["elements"]
    assert select["type"] == "static_select" and select["options"][6]["value"] == "6|team.gpu_ops"
    assert len(question(asked(0))) == 1


def test_a_second_table_is_typewritten() -> None:
    rendered = render(answer(f"{TEXT}\n\n{TABLE}"))
    assert [b["type"] for b in rendered.blocks].count("table") == 1
    assert any("```" in str(b) for b in rendered.blocks)
    assert "table" not in [as_typewritten(b)["type"] for b in rendered.blocks]


@pytest.mark.parametrize("size", [1, 50, 400])
def test_whatever_its_length_it_fits(size: int) -> None:
    wide = "\n".join("| " + " | ".join(["cell & <cell>"] * 30) + " |" for _ in range(size + 2))
    reasons = "\n".join(f"- reason [{n}] {'& < > ' * 20}" for n in range(1, size + 1))
    asked = Question(slot="s", text="Q?" * size, why="w" * size, choices=tuple("c" * 200 + str(i) for i in range(size)))
    for text in (f"{'lead ' * size}\n\n{wide}\n\n**Why**\n{reasons}", f"**Why**\n{reasons}", "x" * size * 60, wide):
        made = answer(text, asked, citations=min(size, 60))
        check(made)
        kept = render(made).blocks
        assert kept[-1]["elements"][0]["action_id"] == "breakeven_detail_why"  # the buttons never go
        assert any("Next question" in str(b) for b in kept)


def test_a_failure_is_one_sentence() -> None:
    assert violations(failure("The database does not answer; check it.").whole()) == []


@given(st.text(max_size=400))
def test_any_text_can_be_shown(text: str) -> None:
    check(answer(f"a{text}"))
    assert all(len(piece) <= 50 for piece in pieces(text, 50))
    assert len(cut(text, 40)) <= 40


@given(st.text(alphabet="<>@!#&ab|*_ \n", max_size=80))
def test_nobody_is_rung(text: str) -> None:
    rendered = render(answer(f"{typed(text)}\n\n**Why**\n{text}"))
    shown = [rendered.text, streamed(rendered.lead), *marked_up(rendered.whole())]
    assert not [s for s in shown if "<!" in s or "<@" in s or "<#" in s]


def marked_up(node: Any) -> list[str]:
    """Every text in which Slack looks for mentions."""
    if isinstance(node, list):
        return [text for part in node for text in marked_up(part)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == "mrkdwn":
        return [node["text"]]
    return [text for part in node.values() for text in marked_up(part)]


def test_what_was_typed() -> None:
    assert typed("<@UBOT> 5 &lt; 6 &amp; <#C1|general>\xa0<@U2|ada> <!here>", "UBOT") == "5 < 6 & #general @ada @here"
    assert typed("*30M* _tokens_ a day, ~$10,000~ $12,000 a month :moneybag: :1234: `x`") == (
        "30M tokens a day, $12,000 a month `x`"
    )
    for kept in ("2 * 3 * 4", "~30M to ~40M, or ~5~6M", "at 12:30:45", "a_b_c", "* one\n* two", ":", "5:1:1"):
        assert typed(kept) == kept
    assert typed("<https://a.example/x|the page> <mailto:a@b.example|a@b.example>") == "the page a@b.example"


def test_markdown_becomes_slacks_markup() -> None:
    assert mrkdwn("## A\n- **b** and *c* [d](https://e.example) 2 * 3 * 4 & <f>") == (
        "*A*\n• *b* and _c_ <https://e.example|d> 2 * 3 * 4 &amp; &lt;f&gt;"
    )


def test_markers_and_parts() -> None:
    assert markers("a [2] b [1][2] [x](y) [3](https://z)") == [2, 1]
    assert [p.heading for p in parts(TEXT)] == ["", "", "Why", ""]
    assert parts("") == []


def said_by(texts: list[str], made: Answer) -> list[TurnRecord]:
    """The record of a thread in which everybody said one thing, and each was answered with ``made``."""
    answered = made.model_dump(mode="json")
    return [TurnRecord(n, f"U{n:010d}", {"text": text}, "", answered) for n, text in enumerate(texts, 1)]


PRESSED = ("decisions.jsonl", "injections.jsonl")
CASES = ("decisions.jsonl", "utterances.jsonl", "injections.jsonl", "questions.jsonl")


@pytest.mark.shared
@pytest.mark.parametrize("file", CASES)
def test_every_answer_of_the_cases_fits(file: str, own_home: Path) -> None:
    """Every message of the cases answered by the real parts, rendered in every form; of the decisions and injections
    also what each button of the next question brings."""
    folder = Path(os.environ.get("BREAKEVEN_SHARED", "../shared")) / "cases"
    advisor = Advisor(Settings(home=own_home))
    seen = 0
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts = row.get("messages") or [row.get("text") or row["query"]]
        made = advisor.ask(texts)
        check(made, said_by(texts, made))
        seen += 1
        if file in PRESSED and made.next_question is not None:
            for choice in made.next_question.choices:
                check(advisor.ask([*texts, choice]), said_by([*texts, choice], made))
    assert seen > 0
