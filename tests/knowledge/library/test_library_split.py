"""Passages: whole claims, exact offsets, never a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.library.split import encoded, split


def _quotes(text: str, form: str = "text") -> list[str]:
    return [text[p.start : p.end] for p in split(text, form)[1]]


def test_a_question_stays_with_its_answer_and_a_list_with_its_lead() -> None:
    text = (
        "Handbook of racks\n\nSetting up\n\nThree things are needed before the first start of the machine, namely:\n\n"
        "• a cable of two metres that fits both ends\n• a plug with three pins, earthed [Unverified]\n• a person\n\n"
        "Questions\n\nHow long does the delivery of a rack take at the moment?\nAbout six weeks, two more in August.\n"
    )
    title, pieces = split(text, "text")
    quotes = _quotes(text)
    assert title == "Handbook of racks"
    assert any("namely:" in q and "• a person" in q for q in quotes)
    assert any("at the moment?" in q and "six weeks" in q for q in quotes)
    assert [p.section for p in pieces] == ["Setting up", "Questions"]


def test_a_heading_glued_to_a_list_is_a_heading() -> None:
    text = (
        "Notes\n\n• The first point is a sentence of some length, as points are.\n"
        "• The second point goes on for about as long as the first.\n• What remains\n\n"
        "The rest is said here, at length.\n"
    )
    sections = {p.section: text[p.start : p.end] for p in split(text, "text")[1]}
    assert sections["What remains"] == "The rest is said here, at length."


def test_a_paragraph_broken_into_lines_is_one_passage() -> None:
    text = (
        "The lease of the machine begins on the first of the month and goes\n"
        "on until one of the two sides ends it, which takes a letter and the\n"
        "signature of both, as agreed.\n\nA second paragraph, which is long enough to stand alone: it has more than "
        "a hundred characters in it.\n"
    )
    assert len(_quotes(text)) == 2


def test_lines_without_blank_lines_are_paragraphs_under_headings() -> None:
    long = "This line is a paragraph of its own, as long as a paragraph is, and it ends with a full stop, as they do. "
    text = f"{long}\nThe price of paper\n{long * 2}\n{long}\n"
    _, pieces = split(text, "text")
    assert [p.section for p in pieces] == ["", "The price of paper", "The price of paper"]


def test_markdown_keeps_tables_lists_and_sections_together() -> None:
    text = (
        "---\nauthor: none\n---\n# Title here\n\nIntro.\n\n## Prices\n\nPer hour they ask:\n\n"
        "| card | usd |\n|---|---|\n"
        "| A | 1.50 |\n| B | 2.75 |\n\n## Steps\n\n1. Order the card and wait for it to come by post.\n"
        "2. Unpack it.\n\n```\ncode = 1\n```\n"
    )
    title, pieces = split(text, "markdown")
    quotes = {p.section: text[p.start : p.end] for p in pieces}
    assert title == "Title here"
    assert "they ask:" in quotes["Prices"] and "2.75" in quotes["Prices"]
    assert "Unpack it." in quotes["Steps"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "Every sentence here says the very same thing in the very same words. "
    quotes = _quotes(sentence * 40)
    assert all(len(q) <= 700 and q.endswith(".") for q in quotes)
    assert " ".join(quotes).split() == (sentence * 40).split()


_TEXTS = st.text(alphabet=st.sampled_from("ab .?:\n\r•-1|#\t\u200b"), max_size=900)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(["text", "markdown"]))
def test_passages_are_in_order_in_bounds_and_apart(text: str, form: str) -> None:
    _, pieces = split(text, form)
    last = 0
    for piece in pieces:
        assert last <= piece.start < piece.end <= len(text)
        assert piece.end - piece.start <= 700
        assert text[piece.start : piece.end].strip()
        last = piece.end


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="abc ,.", min_size=1, max_size=300), min_size=1, max_size=8))
def test_no_word_of_a_plain_text_is_lost(paragraphs: list[str]) -> None:
    text = "\n\n".join(p + "." for p in paragraphs)
    title, pieces = split(text, "text")
    kept = " ".join([title, *(p.section for p in pieces), *(text[p.start : p.end] for p in pieces)]).split()
    assert set(text.split()) <= set(kept)


def test_quotes_within_quotes_deeper_than_the_parser_goes_are_still_found() -> None:
    text = ">" * 300 + " The Okapi card costs 5 dollars an hour\n"
    _, pieces = split(text, "markdown")
    assert [text[p.start : p.end] for p in pieces] == [text.strip()]


@pytest.mark.parametrize(("mark", "form"), [("", "text"), ("# ", "markdown"), ("> ", "markdown")])
def test_a_document_of_one_giant_line_is_cut_between_words(mark: str, form: str) -> None:
    words = " ".join(f"word{n}" for n in range(250_000))  # 2.6 MB
    _, pieces = split(mark + words, form)
    assert 3_500 < len(pieces) < 6_000 and all(p.end - p.start <= 700 for p in pieces)
    assert sum(p.end - p.start for p in pieces) > 0.99 * len(words)
    assert all((mark + words)[p.start - 1 : p.start] in ("", " ") for p in pieces)


@pytest.mark.parametrize("data", ["a" * 900_000, "QmFzZTY0/+" * 90_000, "|" * 900_000])
def test_data_without_words_is_no_passage(data: str) -> None:
    said = "The pump is serviced every second spring, which costs 410 euros."
    text = f"{said}\n\n{data}\n\nNobody has complained about the noise of it since the wall was built."
    assert [text[p.start : p.end][:8] for p in split(text, "text")[1]] == ["The pump", "Nobody h"]
    assert encoded(text) == len(data) and not encoded(said)


def test_a_language_without_blanks_keeps_its_passages() -> None:
    text = "発電機は毎年春に点検され、費用は四百十ユーロです。" * 200
    assert sum(p.end - p.start for p in split(text, "text")[1]) == len(text)
