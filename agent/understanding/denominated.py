"""The currency said after the amount: "oh, in Swiss francs", "pounds, not dollars", "that figure was in CHF"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.tables import CURRENCIES
from agent.understanding.wordlist import words

MONEY_SLOTS = ("current.monthly_bill_usd", "money.gpu_hourly_usd", "team.hourly_usd", "money.migration_usd")
_NOT_NAMES = words(
    "real try won rs fr kr sar ron rand 块"
)  # short words that mean something else where no number stands
_COUNTRY = {
    "canadian": "CAD", "australian": "AUD", "aussie": "AUD", "singapore": "SGD", "zealand": "NZD", "kong": "HKD", "swiss": "CHF",
    "british": "GBP", "us": "USD", "american": "USD", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "taiwan": "TWD",
}  # fmt: skip
_UNITS = words("dollar dollars franc francs pound pounds kronor kroner krone krona")
_AROUND = words("""
    oh ah in that that's it it's is was were are by the way sorry not i should have said mention mentioned meant mean of course
    figure number amount price bill btw mind you , . ! : - no wait rather than instead these those all which everything actually
    correction forgot to say add ps p.s though but and paid billed invoiced quoted we get being note currency this my our
    oops swiss canadian australian aussie singapore new zealand hong kong british us american swedish norwegian danish taiwan
    numbers figures amounts prices both
""")
LONGEST = 14  # words of a sentence that only names a currency


def currency_only(s: Scene, draft: Draft, sentence: Sentence, *, changing: bool) -> None:
    """Gives the money said last the currency that a sentence without an amount names."""
    if sentence.question or s.amounts_in(sentence) or sentence.end - sentence.start > LONGEST:
        return
    named = [(i, c) for i in range(sentence.start, sentence.end) if (c := _currency(s, i))]
    meant = next((x for x in named if not _denied(s, sentence, x[0])), None)
    if meant is None or not (changing or _says_only(s, sentence) or any(x[1] != meant[1] for x in named)):
        return
    at, currency = meant
    before = [q for q in s.amounts if q.end <= sentence.start and q.kind == "money"]
    if before:
        before[-1].currency = currency
        return
    slot = next((x.slot for x in reversed(draft.said) if x.slot in MONEY_SLOTS), None)
    if slot is not None:
        _redenominate(draft, slot, currency, at)


def _redenominate(draft: Draft, slot: str, currency: str, at: int) -> None:
    said, value = draft.words_of(slot)[-1:], draft.get(slot)
    if currency != "USD" and value is not None:
        draft.set(slot, None, (at, at + 1), currency=currency, low=value, high=value)
        draft.put(slot, None)
    elif currency == "USD" and value is None and said and said[0].low is not None:
        draft.set(slot, (said[0].low + (said[0].high or said[0].low)) / 2, (at, at + 1))


def _currency(s: Scene, i: int) -> str | None:
    word = s.tokens[i].text
    if word in _UNITS and i and (land := _COUNTRY.get(s.tokens[i - 1].text)):
        return land
    return CURRENCIES.get(word) if word not in _NOT_NAMES else None


def _denied(s: Scene, sentence: Sentence, i: int) -> bool:
    """ "pounds, not dollars", "rather than in euros"."""
    lead = s.words(max(sentence.start, i - 4), i)
    lead = [w for w in lead if w not in _COUNTRY]
    return bool({"not", "than", "of"} & set(lead[-2:])) and "course" not in lead


def _says_only(s: Scene, sentence: Sentence) -> bool:
    return all(s.tokens[i].text in _AROUND or _currency(s, i) for i in range(sentence.start, sentence.end))
