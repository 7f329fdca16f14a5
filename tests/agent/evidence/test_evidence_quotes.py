"""Every way in which a quote can be wrong has a name of its own."""

from __future__ import annotations

import pytest

from agent.evidence import errors
from agent.evidence.quotes import check_quote

TEXT = (
    "Own GPUs pay from roughly 500 million tokens per day. "
    "Below that – you buy “complexity” for $750 to $3,000.\nA month."
)
OTHER = "The break-even lies at two to five million tokens a day."


def test_a_verbatim_quote_passes() -> None:
    check_quote("roughly 500 million tokens per day", TEXT)


@pytest.mark.parametrize(
    "quote", ['Below that - you buy "complexity"', "for  $750 to $3,000.\nA month", "Ｏwn GPUs pay from roughly"]
)
def test_width_dashes_marks_and_blanks_may_differ(quote: str) -> None:
    check_quote(quote, TEXT)


@pytest.mark.parametrize(
    ("quote", "error"),
    [
        ("roughly 900 million tokens per day", errors.AlteredDigits),
        ("for $750 to $3,500.", errors.AlteredDigits),
        ("roughly 500 million tokens per day. you buy “complexity”", errors.MergedQuote),
        ("Own GPUs pay from roughly 500 million tokens per day. The break-even lies at", errors.MergedQuote),
        ("The break-even lies at two to five", errors.OtherDocument),
        ("roughly 5\u200b00 million tokens", errors.HiddenCharacters),
        ("roughly ５００ million tokens", errors.ForeignDigits),
        ("roughly 500 million words per day", errors.AlteredWords),
        ("500 million", errors.QuoteTooShort),
    ],
)
def test_an_altered_quote_is_refused_by_name(quote: str, error: type[errors.QuoteError]) -> None:
    with pytest.raises(error):
        check_quote(quote, TEXT, others={"other": OTHER})


def test_a_quote_must_stand_at_its_offsets() -> None:
    at = TEXT.index("Below")
    check_quote("Below that – you buy", TEXT, start=at, end=at + 20)
    with pytest.raises(errors.MovedQuote, match="re-index"):
        check_quote("Below that – you buy", TEXT, start=at + 1, end=at + 21)
