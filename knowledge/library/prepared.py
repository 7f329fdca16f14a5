"""Vectors of the built-in texts and what their questions teach (``ridge``), shipped with the package so that the first
search need not wait for thousands of embeddings. A text that is not among them (a digest was edited) is embedded as any
other, and then the lesson is learnt anew.

    python -m knowledge.library.prepared      writes the file anew; a test fails while it is out of date
"""

from __future__ import annotations

import functools
import io
from pathlib import Path

import numpy as np

from knowledge.library.digest import digests
from knowledge.library.embed import Embedding, Vectors
from knowledge.library.entries import digest_entries
from knowledge.library.features import Keys
from knowledge.library.ridge import Array, Taught, teach
from knowledge.library.vectors import text_hash

FILE = Path(__file__).with_name("prepared.bin")
UNANSWERED = Path(__file__).with_name("unanswered.txt")


def unanswered() -> tuple[str, ...]:
    """Questions that people ask and neither built-in source answers: a query nearer to these than to any claim's
    questions is likely to be another of them."""
    return tuple(line for line in UNANSWERED.read_text(encoding="utf-8").splitlines() if line)


def taught(embedding: Embedding) -> Taught:
    """The lesson: from the file, else learnt now (a second or two)."""
    wanted, owners = lesson()
    known, coefficients = _file()
    hashes = [text_hash(t) for t in wanted]
    claims = tuple(c.id for d in digests() for c in d.claims)
    if coefficients.shape != (len(wanted), 1 + len(claims)) or not all(h in known for h in hashes):
        missing = [t for t, h in zip(wanted, hashes, strict=True) if h not in known]
        known = {**known, **dict(zip(map(text_hash, missing), embedding.encode(missing), strict=True))}
        coefficients = teach(owners, len(claims), np.array([known[h] for h in hashes], dtype=np.float32))
    n = len(wanted) - len(unanswered())
    return Taught(
        strays=np.array([known[h] for h in hashes[n:]], dtype=np.float32),
        claims=claims,
        asked=dict(zip(hashes[:n], coefficients[:n].astype(np.float32), strict=True)),
        astray=coefficients[n:].astype(np.float32),
        vectors={h: known[h] for h in hashes[:n]},
    )


def lesson() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Every question there is to learn from, and the number of the claim that answers it (-1: none): the claims'
    questions, then those that nothing answers."""
    asks = [(q, n) for n, c in enumerate(c for d in digests() for c in d.claims) for q in c.asks]
    texts, owners = zip(*asks, *((q, -1) for q in unanswered()), strict=True)
    return texts, owners


def texts() -> tuple[str, ...]:
    """Every text of the built-in digests that leads to a passage, and the questions that none answers."""
    found = [t for d in digests() for t in Keys.of(digest_entries(d, {})).texts]
    return tuple(dict.fromkeys([*found, *unanswered()]))


def load() -> dict[int, Vectors]:
    """{hash of the text: unit vector}; empty when the file is missing or not readable."""
    return _file()[0]


@functools.cache
def _file() -> tuple[dict[int, Vectors], Array]:
    try:
        file = io.BytesIO(FILE.read_bytes())
        hashes, rough, coefficients = (np.load(file, allow_pickle=False) for _ in range(3))
    except (OSError, ValueError, EOFError):
        return {}, np.zeros((0, 1), dtype=np.float32)
    vectors = rough.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(hashes.tolist(), vectors, strict=True)), coefficients


def write() -> int:
    """Embed all of ``texts`` into the file, a byte a number, and learn the lesson; the number of texts."""
    wanted = texts()
    vectors = Embedding().encode(wanted)
    rough = np.round(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    at = {t: i for i, t in enumerate(wanted)}
    asked, owners = lesson()
    used = rough[[at[q] for q in asked]].astype(np.float32)
    used /= np.linalg.norm(used, axis=1, keepdims=True)
    body = io.BytesIO()
    np.save(body, np.array([text_hash(t) for t in wanted], dtype=np.uint64))
    np.save(body, rough)
    np.save(body, teach(owners, 1 + max(owners), used).astype(np.float16))
    FILE.write_bytes(body.getvalue())
    _file.cache_clear()
    return len(wanted)


if __name__ == "__main__":
    print(f"{write()} texts, {FILE.stat().st_size / 1e6:.1f} MB")  # noqa: T201
