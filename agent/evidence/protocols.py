"""What this package needs of its neighbours: a library of passages, and perhaps a language model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

Standing = Literal["stated", "unverified", "inference", "speculation"]
Stance = Literal["for", "against", "neutral"]


class Passage(Protocol):
    """A quote at ``start:end`` (characters) of one indexed document. ``stance``: for or against hosting it oneself;
    ``pays_from``: where that depends on the volume, from how many tokens a day (least, most) the quote says it pays."""

    @property
    def source(self) -> str: ...
    @property
    def kind(self) -> Literal["original", "digest"]: ...
    @property
    def title(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def score(self) -> float: ...
    @property
    def topics(self) -> tuple[str, ...]: ...
    @property
    def stance(self) -> Stance: ...
    @property
    def claim_id(self) -> str | None: ...
    @property
    def pays_from(self) -> tuple[float, float] | None: ...


class Library(Protocol):
    """``claims`` are prepared (ours, reviewed); ``search`` goes over everything indexed, added documents included."""

    def claims(self, topic: str, k: int = 3) -> Sequence[Passage]: ...

    def search(self, query: str, k: int = 5) -> Sequence[Passage]: ...

    def dated(self, source_id: str, kind: Literal["original", "digest"]) -> str:
        """The date of a document in short; empty where none is known."""

    def verify(self, passage: Passage) -> None:
        """Returns when the quote stands in its document as indexed; else raises LibraryError, saying re-index."""


class Model(Protocol):
    """One call of a language model. Errors of the connection are the caller's own kind and pass through as OSError."""

    def complete(self, system: str, user: str, max_tokens: int) -> str: ...
