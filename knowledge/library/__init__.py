"""The evidence library. ``Library.open(home)`` is the door; everything heavy is imported on first use."""

from knowledge.library.library import Library
from knowledge.library.text import shown
from knowledge.library.types import Added, Claim, Document, LibraryError, Passage, StaleQuote, UnknownSource, Unreadable

__all__ = [
    "Added",
    "Claim",
    "Document",
    "Library",
    "LibraryError",
    "Passage",
    "StaleQuote",
    "UnknownSource",
    "Unreadable",
    "shown",
]
