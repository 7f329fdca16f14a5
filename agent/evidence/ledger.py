"""The ledger: everything that may be said about one assessment, each thing with an id. What is not in it is not said.

A record is a value (computed, from the catalogue, or the user's own), a name, or a statement: a sentence of the
calculators in which ``{fact}`` stands for a value. Numbers are written here and nowhere else, by :mod:`units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from agent.evidence import lexer, safe, units, words
from agent.evidence.errors import LedgerError
from tools.results import Fact

Kind = Literal["value", "words", "name", "statement"]
LONGEST_MESSAGE = 10_000  # characters of a message looked through for the user's own figures
HOLE = re.compile(r"\{([^{}]+)\}")
# what holds a digit and is no quantity: names (H100, GPT-5, p95, m015), sizes in names (70B), dates and years
NAME_WITH_DIGIT = re.compile(
    r"^[(\"'“]*(?:[A-Za-z]+[\w.+/-]*\d[\w.+/:-]*|\d+(?:\.\d+)?[Bb]|20\d\d(?:-\d\d(?:-\d\d)?)?|\d+(?:\.\d+)?x[A-Z][\w.-]*)[)\"'”.,;:]*$"
)


@dataclass(frozen=True, slots=True)
class Record:
    """``facts``: what it was computed from; ``rests``: ids of the records that a statement was filled from.

    A value is put into words when it is said; ``words`` holds what is said otherwise."""

    id: str
    kind: Kind
    words: str = ""
    value: units.Value = None
    given_unit: str = ""
    exact: bool = False
    facts: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    slot: str | None = None

    @property
    def unit(self) -> str:
        return units.unit_key(self.given_unit)

    @property
    def text(self) -> str:
        return self.say()

    def say(self, form: str = "") -> str:
        """``cell``: under a heading; ``cap``: at the start of a sentence; ``open``: without its full stop."""
        if self.kind in ("value", "words") and not self.words:
            said = units.say(self.value, self.given_unit, cell=form == "cell", exact=self.exact)
        else:
            said = self.words
        if form not in ("cap", "open"):
            return said
        bare = said.rstrip(". ") if self.kind == "statement" else said
        if form == "cap":
            return bare[:1].upper() + bare[1:]
        return bare[:1].lower() + bare[1:] if _plain_start(bare) else bare


def _plain_start(text: str) -> bool:
    """Whether the first word is an ordinary one: "The" may become "the", "GDPR" and "Groq's" may not."""
    first = text.split(" ", 1)[0]
    return first in (
        "A",
        "An",
        "The",
        "Your",
        "You",
        "No",
        "At",
        "In",
        "It",
        "Its",
        "There",
        "This",
        "That",
        "These",
        "Nobody",
        "Nothing",
    )


class Ledger:
    """Records by id. Statements are filled on entry; one with an unknown hole or a loose figure is refused."""

    def __init__(self, facts: tuple[Fact, ...] = (), user_words: tuple[str, ...] = ()) -> None:
        self.records: dict[str, Record] = {}
        self.refused: dict[str, str] = {}
        self.facts: dict[str, Fact] = {}
        self.added: list[Fact] = []
        self._said = tuple(q.value for text in user_words for q in lexer.quantities(text[:LONGEST_MESSAGE]))
        for fact in facts:
            self.fact(fact)
        self.added.clear()

    def fact(self, fact: Fact) -> None:
        """Enters a fact; those entered after the start are ``added``, for the recommendation must show them too."""
        if fact.id not in self.facts:
            self.facts[fact.id] = fact
            self.added.append(fact)
            self.value(f"fact.{fact.id}", fact.value, fact.unit, facts=(fact.id,))

    def __contains__(self, id_: str) -> bool:
        return id_ in self.records

    def __getitem__(self, id_: str) -> Record:
        try:
            return self.records[id_]
        except KeyError:
            raise LedgerError(f"the ledger holds no {id_!r}") from None

    def say(self, id_: str, form: str = "") -> str:
        return self[id_].say(form)

    def value(
        self,
        id_: str,
        value: units.Value,
        unit: str = "",
        *,
        exact: bool = False,
        slot: str | None = None,
        facts: tuple[str, ...] = (),
    ) -> str:
        if isinstance(value, str):
            value = safe.plain(value)
        self.records[id_] = Record(
            id_, "words" if exact else "value", "", value, unit, exact=exact, facts=facts, slot=slot
        )
        return id_

    def span(self, id_: str, low: str, high: str) -> str:
        """Two values of one unit as a range: "27M to 53M tokens a day"."""
        first, last = self[low], self[high]
        text = f"{_without_repeat(first.text, ' ' + last.text.partition(' ')[2])} to {last.text}"
        self.records[id_] = Record(id_, "value", text, last.value, last.given_unit, facts=(*first.facts, *last.facts))
        return id_

    def name(self, id_: str, text: str, longest: int | None = safe.LONGEST_NAME) -> str:
        self.records[id_] = Record(id_, "name", words.named(safe.name(text, longest)))
        return id_

    def statement(
        self,
        id_: str,
        text: str,
        holes: Mapping[str, str] | None = None,
        facts: tuple[str, ...] = (),
        rests: tuple[str, ...] = (),
    ) -> str | None:
        """Enters a sentence; ``holes`` maps names in braces to record ids (else it is a fact). ``rests``: records that
        prove it without standing in it. None when refused."""
        used, basis = list(facts), list(rests)

        def fill(hole: re.Match[str]) -> str:
            record = self[(holes or {}).get(hole[1], f"fact.{hole[1]}")]
            used.extend(record.facts)
            basis.append(record.id)
            if record.unit == "usd_mtok" and "million tokens" in text:
                return record.say("cell")
            return _without_repeat(record.text, text[hole.end() :])

        try:
            self._no_loose_figures(text)
            filled = words.named(safe.plain(HOLE.sub(fill, text)))
        except LedgerError as e:
            self.refused[id_] = f"{id_}: {e}"
            return None
        self.records[id_] = Record(id_, "statement", filled, facts=tuple(dict.fromkeys(used)), rests=tuple(basis))
        return id_

    def _no_loose_figures(self, text: str) -> None:
        """Figures that the calculators wrote out must be in the ledger too, to the digits shown."""
        bare = HOLE.sub(" ", text)
        for found in lexer.digits(bare):
            if NAME_WITH_DIGIT.match(found.words) or self._known(bare[max(0, found.start - 1) : found.end + 16]):
                continue
            raise LedgerError(f"{found.words!r} in {text[:80]!r} is in no record")

    def _known(self, around: str) -> bool:
        quantity = next(iter(lexer.quantities(around)), None)
        return quantity is not None and any(close(quantity.value, v) for v in self.numbers())

    def numbers(self) -> Iterator[float]:
        """Every figure in the ledger, and those that the user wrote."""
        yield from self._said
        for record in self.records.values():
            if isinstance(record.value, (int, float)) and not isinstance(record.value, bool):
                yield float(record.value)

    def values(self, unit: str) -> Iterator[Record]:
        return (r for r in self.records.values() if r.unit == units.unit_key(unit) and r.value is not None)


def _without_repeat(said: str, following: str) -> str:
    """ "$5,000 a month" before " a month" is "$5,000": sentences that name the unit themselves."""
    blanks = (i for i, c in enumerate(said) if c == " ")
    return next((said[:i] for i in blanks if following.startswith(said[i:])), said)


def close(shown: float, value: float) -> bool:
    """Whether a figure shown with about three digits stands for a value."""
    return abs(shown - value) <= 0.006 * abs(value) + 1e-9
