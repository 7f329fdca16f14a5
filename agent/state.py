"""What a conversation remembers between messages: plain JSON only, so that any checkpoint of any version can be read.

Passages, assessments and answers are not in here: they follow from ``profile`` and are computed again, or stand in the
journal of the session. Lists, never tuples; names are stable once released (``schema`` counts breaking changes).
"""

from __future__ import annotations

from typing import Any, TypedDict

SCHEMA = 1
UNDO_DEPTH = 50

JSON = dict[str, Any]


class Input(TypedDict, total=False):
    """One thing the user did. ``do``: say, edit, fill, undo, redo, adopt, discard, restart, keep, drop, use, show."""

    do: str
    text: str
    slot: str
    value: Any
    values: list[Any]  # [slot, value] pairs of fill
    name: str
    author: str | None


class State(TypedDict, total=False):
    schema: int
    turn: int  # number of the input being worked on, from 1
    answered: (
        int  # the last turn that was answered in full: our own "done", since LangGraph's `next` may lie after a kill
    )
    inbox: JSON  # Input
    profile: JSON
    past: list[JSON]  # profiles to go back to, newest last
    future: list[JSON]  # profiles that undo left, newest last
    trial: JSON | None  # a what-if that was not adopted
    trial_words: str
    scenarios: dict[str, JSON]
    question: JSON | None  # agent.schema.Question now open
    quiet: bool  # the user wants no more questions
    conversions: JSON  # slot -> [value, how it follows from the user's words]
    slip: JSON | None  # a value that looked like a slip and was asked back
    asked: list[str]  # keys of questions asked so far, in order
    tasks: list[JSON]  # what this turn must be answered besides the recommendation
    changed: bool  # whether this turn changed what is known
    words: list[str]  # what the user wrote, for the number check; bounded
    previous: JSON | None  # option, cost, confidence and profile of the answer before, to say what moved
    support: list[str]  # ids of the passages found, never their text
    language: str
