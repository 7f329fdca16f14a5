"""Vectors of the built-in texts, shipped with the package so that the first search need not wait for a thousand
embeddings. A text that is not among them (a digest was edited) is embedded as any other.

    python -m knowledge.library.prepared      writes the file anew; a test fails while it is out of date
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from knowledge.library.digest import digests
from knowledge.library.embed import Embedding, Vectors
from knowledge.library.entries import digest_entries
from knowledge.library.features import Keys
from knowledge.library.vectors import text_hash

FILE = Path(__file__).with_name("prepared.bin")
UNANSWERED = Path(__file__).with_name("unanswered.txt")


def unanswered() -> tuple[str, ...]:
    """Questions that people ask and neither built-in source answers: a query nearer to these than to any claim's
    questions is likely to be another of them."""
    return tuple(line for line in UNANSWERED.read_text(encoding="utf-8").splitlines() if line)


def strays(embedding: Embedding) -> Vectors:
    """The vectors of ``unanswered``."""
    known, wanted = load(), unanswered()
    found = [known.get(text_hash(t)) for t in wanted]
    if any(v is None for v in found):
        return embedding.encode(wanted)
    return np.array(found, dtype=np.float32)


def texts() -> tuple[str, ...]:
    """Every text of the built-in digests that leads to a passage, and the questions that none answers."""
    found = [t for d in digests() for t in Keys.of(digest_entries(d, {})).texts]
    return tuple(dict.fromkeys([*found, *unanswered()]))


def load() -> dict[int, Vectors]:
    """{hash of the text: unit vector}; empty when the file is missing or not readable."""
    try:
        file = io.BytesIO(FILE.read_bytes())
        hashes, rough = (np.load(file, allow_pickle=False) for _ in range(2))
    except (OSError, ValueError, EOFError):
        return {}
    vectors = rough.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(hashes.tolist(), vectors, strict=True))


def write() -> int:
    """Embed all of ``texts`` into the file, a byte a number; the number of texts."""
    wanted = texts()
    vectors = Embedding().encode(wanted)
    rough = np.round(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    body = io.BytesIO()
    np.save(body, np.array([text_hash(t) for t in wanted], dtype=np.uint64))
    np.save(body, rough)
    FILE.write_bytes(body.getvalue())
    return len(wanted)


if __name__ == "__main__":
    print(f"{write()} texts, {FILE.stat().st_size / 1e6:.1f} MB")  # noqa: T201
