"""What the library hands out, and its errors.

LibraryError
├── StaleQuote     the document no longer says this at that place: re-index
├── Unreadable     a file cannot become a document; the message says why in one line
└── UnknownSource  no document of that id
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["original", "digest"]
Standing = Literal["stated", "unverified", "inference", "speculation"]
Stance = Literal["for", "against", "neutral"]
LONGEST_NAME = 160  # characters of a title or a heading that are shown
LONGEST_QUOTE = 700  # characters; a longer one is no passage but a page


class LibraryError(Exception):
    """Base of everything the library raises on purpose."""


class StaleQuote(LibraryError):  # noqa: N818 - named for what it is
    """A quote that its document does not bear (any more)."""


class Unreadable(LibraryError):  # noqa: N818
    """A file that cannot be read as a document."""


class UnknownSource(LibraryError, LookupError):  # noqa: N818
    """No document has this id."""


@dataclass(frozen=True)
class Passage:
    """``quote`` stands verbatim at ``start:end`` of the text of document ``source``. ``score`` is 0..1, comparable
    across queries: about the probability that the passage answers the query (1.0: a prepared claim asked by topic).
    ``stance``: for or against hosting it oneself; ``pays_from``: where that depends on the volume, from how many tokens
    a day on (least, most) the passage says that it pays."""

    source: str
    kind: Kind
    title: str
    section: str
    quote: str
    start: int
    end: int
    standing: Standing
    score: float
    topics: tuple[str, ...] = ()
    stance: Stance = "neutral"
    claim_id: str | None = None
    pays_from: tuple[float, float] | None = None


@dataclass(frozen=True)
class Claim:
    """One prepared claim. ``length`` and ``hash`` (of the normal form) find its passage in the original; ``pays_from``:
    see ``Passage``."""

    id: str
    text: str
    section: str
    standing: Standing
    stance: Stance
    topics: tuple[str, ...]
    asks: tuple[str, ...]
    start: int
    end: int
    place: int
    length: int
    hash: str
    pays_from: tuple[float, float] | None = None


@dataclass(frozen=True)
class Document:
    """A document of the library. ``text`` is what offsets count in; ``sha256`` is of the file (bytes) it came from."""

    id: str
    kind: Kind
    title: str
    author: str
    text: str
    sha256: str
    path: str = ""
    form: str = "text"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Added:
    """What became of one file: ``message`` is one line that is fit to print."""

    path: str
    id: str
    status: Literal["added", "unchanged", "updated", "failed"]
    message: str
