"""The typed events that every front end draws. One message in, a stream of these out, ending in ``Done`` or
``Failed``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from agent.schema import Answer, Citation, Question
from tools.profile import Profile
from tools.results import Assessment


@dataclass(frozen=True)
class Change:
    """One slot change and the exact words it came from (``start:end`` are offsets in the message)."""

    slot: str
    value: object
    words: str
    start: int
    end: int
    shown: str = ""  # the conversion in words: "200 users x 20 chats x 1,500 tokens = 6M tokens a day"
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    state: Literal["said", "unknown", "skipped", "refused"] = "said"


@dataclass(frozen=True)
class Understood:
    changes: tuple[Change, ...]
    profile: Profile
    notes: tuple[str, ...] = ()  # a slip asked back, an injection ignored, a language recognised


@dataclass(frozen=True)
class Assessed:
    assessment: Assessment


@dataclass(frozen=True)
class PassageFound:
    citation: Citation


@dataclass(frozen=True)
class Text:
    """A fragment of the answer's Markdown, in order."""

    fragment: str


@dataclass(frozen=True)
class Asked:
    question: Question
    progress: str = ""  # "at most 3 more questions; 2 can still change the answer"


@dataclass(frozen=True)
class Done:
    answer: Answer
    suggestions: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Failed:
    """One sentence that says what happened and what to do."""

    message: str


Event = Understood | Assessed | PassageFound | Text | Asked | Done | Failed
