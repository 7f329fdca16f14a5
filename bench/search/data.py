"""What the search benchmarks share: the originals, the question sets, an index in memory, the scorer's measures."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.library import prepared
from knowledge.library.align import align
from knowledge.library.digest import digests
from knowledge.library.embed import Embedding
from knowledge.library.entries import Entry, digest_entries, document_entries
from knowledge.library.features import Keys, Matcher
from knowledge.library.types import Document
from knowledge.library.vectors import text_hash

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SHARED = Path(os.environ.get("BREAKEVEN_SHARED") or REPOSITORY.parent / "shared")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def questions(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def entries(originals: bool) -> list[Entry]:
    """Passages of the two originals, or of their digests."""
    found: list[Entry] = []
    for digest in digests():
        if not originals:
            found += digest_entries(digest, {})
            continue
        text = (SHARED / "sources" / f"{digest.document.id}.txt").read_bytes().decode()
        document = Document(digest.document.id, "original", digest.document.title, "", text, "")
        found += document_entries(document, digest, align(text, digest) or {})
    return found


def ready(originals: bool) -> tuple[list[Entry], Matcher, Embedding]:
    embedding, found = Embedding(), entries(originals)
    return found, matcher(found, embedding), embedding


def matcher(found: Sequence[Entry], embedding: Embedding) -> Matcher:
    """Ready to search; built-in texts are not embedded again."""
    keys, known = Keys.of(found), prepared.load()
    closely = {i for i, e in enumerate(found) if not e.claims}
    new = [i for i, t in enumerate(keys.texts) if i in closely or text_hash(t) not in known]
    read, words = embedding.read([keys.texts[i] for i in new], {n for n, i in enumerate(new) if i in closely})
    vectors = {**dict(enumerate(known.get(text_hash(t)) for t in keys.texts)), **dict(zip(new, read, strict=True))}
    rows = np.array([vectors[i] for i in range(len(keys.texts))], dtype=np.float32)
    return Matcher(found, keys, rows, prepared.taught(embedding), {new[n]: w for n, w in words.items()}.get)


Ranking = Callable[[str], Sequence[tuple[str, float]]]  # query -> (quote, score), best first


def measure(rows: Sequence[dict[str, Any]], ranking: Ranking) -> dict[str, float]:
    """The scorer's measures: recall at 1, 3, 5 over the needed passages, MRR of the first, and how well
    unanswerable questions are told apart."""
    recall, mrr, tops, none = {1: 0.0, 3: 0.0, 5: 0.0}, 0.0, [], []
    for row in rows:
        found = ranking(row["query"])
        (tops if row["gold"] else none).append(max((s for _, s in found), default=float("-inf")))
        ranks = []
        for need in row["gold"]:
            wanted = [squeeze(t) for t in (need["must_contain"], *need.get("or", []))]
            ranks.append(next((i for i, (q, _) in enumerate(found, 1) if any(w in squeeze(q) for w in wanted)), 999))
        for k in recall:
            recall[k] += sum(r <= k for r in ranks) / max(1, len(ranks))
        mrr += 1 / min(ranks) if ranks and min(ranks) < 999 else 0
    pairs = [(a, n) for a in tops for n in none]
    return {
        **{f"recall@{k}": v / max(1, len(tops)) for k, v in recall.items()},
        "MRR": mrr / max(1, len(tops)),
        "AUC": sum((n < a) + (n == a) / 2 for a, n in pairs) / max(1, len(pairs)),
        "refused": sum(s == float("-inf") for s in none) / max(1, len(none)),
        "lost": sum(s == float("-inf") for s in tops) / max(1, len(tops)),
    }
