"""Data tables written as running text."""

from __future__ import annotations


def in_order(text: str) -> tuple[str, ...]:
    """The words of a text, separated by blanks."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def phrases_of(text: str) -> tuple[str, ...]:
    """The phrases of a text, separated by semicolons."""
    return tuple(" ".join(entry.split()) for entry in text.split(";") if entry.strip())
