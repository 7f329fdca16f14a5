"""Recognising an added original of the built-in library, and where in it each prepared claim stands.

The repository holds no word of the originals: a claim knows the place, length and hash of its passage in the original's
normal form. A text that differs a little (another download, an edit) keeps the claims whose passages are unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.library.digest import Digest
from knowledge.library.text import Normal, digest_of
from knowledge.library.types import Claim

ENOUGH = 0.3  # share of the claims that must be found for a text to count as the original
PROBE = 12  # claims tried before a text is given up


def align(text: str, digest: Digest) -> dict[str, tuple[int, int]] | None:
    """{claim id: (start, end) in ``text``}, or None when the text is not that original."""
    form = Normal.of(text)
    if not 0.4 * digest.original_length <= len(form.text) <= 2.5 * digest.original_length:
        return None
    starts = [m.start() for m in re.finditer(r"(?<!\w)\S", form.text)]
    found: dict[str, tuple[int, int]] = {}
    drift = 0
    for n, claim in enumerate(digest.claims):
        if n == PROBE and not found:
            return None
        at = _find(form.text, claim, [claim.place + drift, *starts])
        if at is not None:
            drift = at - claim.place
            found[claim.id] = form.span(at, at + claim.length)
    return found if len(found) >= ENOUGH * len(digest.claims) else None


def _find(text: str, claim: Claim, places: Iterable[int]) -> int | None:
    for at in places:
        if 0 <= at <= len(text) - claim.length and digest_of(text[at : at + claim.length])[:16] == claim.hash:
            return at
    return None
