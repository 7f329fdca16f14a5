"""Values that pass between the reader's stages. Offsets are characters of the user's own message, half open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from agent.events import Change
from tools.profile import Profile

ActKind = Literal[
    "facts", "question", "why_ask", "what_means", "skip", "dont_know", "refuse", "undo", "cancel", "review", "restart",
    "what_if", "adopt", "discard", "scenario", "compare", "resume", "greeting", "thanks", "out_of_scope", "unsafe",
    "arithmetic", "sources",
]  # fmt: skip


@dataclass(frozen=True)
class Act:
    """What a message does besides stating facts. ``slot``: what it is about; ``term``: the word asked about.
    ``changes``: the hypothetical values of a what-if, which are never in the profile."""

    kind: ActKind
    text: str
    slot: str | None = None
    term: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Slip:
    """A value outside what is plausible, asked back once; ``suggestion`` is what was probably meant."""

    slot: str
    value: float
    words: str
    start: int
    end: int
    question: str
    suggestion: float | None = None


@dataclass(frozen=True)
class Reading:
    """What one message did: the profile after it, and everything a front end may want to show."""

    profile: Profile
    changes: tuple[Change, ...] = ()
    acts: tuple[Act, ...] = ()
    slips: tuple[Slip, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: word, name (letters with digits: H100), num, cur, pct, punct, skip (address, date). ``value``
    for num."""

    kind: str
    text: str  # lower case, spelling mended
    raw: str
    start: int
    end: int
    value: float = 0.0
    low: float | None = None
    high: float | None = None
    scale: bool = False  # a number written with k, M, million ...
    approx: bool = False


@dataclass(slots=True)
class Quantity:
    """A number with its unit. ``kind``: tokens, items, users, pages, words, chars, time, share, money, gpus,
    people, times,
    plain. ``per``: nouns it is counted per ("each" when only that was said). ``period``: days in its period,
    None when no
    period was said. ``flow``: in, out or None."""

    kind: str
    value: float
    start: int  # token positions
    end: int
    low: float | None = None
    high: float | None = None
    noun: str = ""
    per: tuple[str, ...] = ()
    period: float | None = None
    flow: str | None = None
    currency: str | None = None
    working: bool = False  # counted on working days only
    weak: bool = False  # the noun is not one we know
    scaled: bool = False
    marks: frozenset[str] = field(default=frozenset())
    shown: str = ""  # the factors of an amount that is itself a product
    parts: tuple[Quantity, ...] = ()  # the same, as amounts


# a workload slot, its value, the tokens that say it, low, high
Fact = tuple[str, object, tuple[int, int], float | None, float | None]
