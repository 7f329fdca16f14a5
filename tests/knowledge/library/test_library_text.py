"""Characters: the normal form, what is hidden, what may be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.text import Normal, hidden, normal, oddities, shown


def test_width_dashes_quotes_and_blanks_are_one() -> None:
    assert normal("５００ – “a”\u00a0\n b—c") == normal('500 - "a" b-c')


def test_digits_and_signs_stay_what_they_are() -> None:
    assert normal("10²") == "10²" != normal("102")
    assert normal("1.99") != normal("1,99")
    assert normal("½") == "½"


@given(st.text(max_size=200))
def test_every_character_of_the_normal_form_knows_its_place(text: str) -> None:
    form = Normal.of(text)
    assert len(form.text) == len(form.at)
    assert list(form.at) == sorted(form.at)
    assert all(0 <= i < len(text) for i in form.at)
    if form.text:
        start, end = form.span(0, len(form.text))
        assert normal(text[start:end]) == form.text
    assert normal(form.text) == form.text


@given(st.text(max_size=200))
def test_what_is_shown_holds_nothing_that_acts_on_a_terminal(text: str) -> None:
    safe = shown(text)
    assert not any(hidden(c) for c in safe)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in safe)


def test_escapes_and_hidden_characters_are_named() -> None:
    text = "a\x1b[31mred\x1b[0m b\u200bc\u202edef"
    assert shown(text) == "ared bcdef"
    assert oddities(text) == ("2 hidden characters", "2 terminal escapes or control characters")
    assert oddities("plain\r\ntext\tonly") == ()
