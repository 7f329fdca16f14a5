"""What search looks through: a passage with everything that leads to it (text, claims, questions)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.library.digest import Digest
from knowledge.library.split import split
from knowledge.library.types import Claim, Document, Kind, Standing

_MARK = re.compile(r"[\[(]\s*(unverified|speculation|speculative|inference|inferred)\b", re.I)
_WEAKEST: tuple[Standing, ...] = ("speculation", "unverified", "inference")


@dataclass(frozen=True)
class Entry:
    """A passage of document ``source``; ``claims`` are the prepared claims that stand in it, with their questions."""

    source: str
    start: int
    end: int
    quote: str
    section: str
    lead: str = ""
    claims: tuple[Claim, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # of the claims, in the document
    kind: Kind = "original"

    def said(self, n: int) -> str:
        """What the document itself says of claim ``n``."""
        start, end = self.spans[n]
        return self.quote[max(0, start - self.start) : end - self.start]

    @property
    def words(self) -> str:
        """What the passage says, with the heading and the line that introduce it."""
        return " ".join(x for x in (self.section, self.lead, self.quote) if x)


def digest_entries(digest: Digest, hidden: Mapping[str, object]) -> list[Entry]:
    """One entry a claim; claims in ``hidden`` stand in an added original and are left out here."""
    return [
        Entry(
            digest.document.id, c.start, c.end, c.text, c.section, claims=(c,), spans=((c.start, c.end),), kind="digest"
        )
        for c in digest.claims
        if c.id not in hidden
    ]


def document_entries(document: Document, digest: Digest | None, aligned: Mapping[str, tuple[int, int]]) -> list[Entry]:
    """The passages of a user's document; prepared claims go to the passage that holds most of them."""
    _, pieces = split(document.text, document.form)
    held: list[list[Claim]] = [[] for _ in pieces]
    for claim in digest.claims if digest else ():
        if claim.id in aligned and pieces:
            start, end = aligned[claim.id]
            shares = [min(p.end, end) - max(p.start, start) for p in pieces]
            best = max(range(len(pieces)), key=shares.__getitem__)
            if shares[best] > 0:
                held[best].append(claim)
    return [
        Entry(
            source=document.id,
            start=p.start,
            end=p.end,
            quote=document.text[p.start : p.end],
            section=p.section,
            lead=p.lead,
            claims=tuple(claims),
            spans=tuple(aligned[c.id] for c in claims),
        )
        for p, claims in zip(pieces, held, strict=True)
    ]


def standing_of(quote: str) -> Standing:
    """The source's own mark in a passage, the weakest of several; "stated" without one."""
    marks = {m[1].lower()[:5] for m in _MARK.finditer(quote)}
    return next((s for s in _WEAKEST if s[:5] in marks), "stated")
