"""Where vectors are kept. Chroma (embedded in the home folder, or a server) is the store of record; a snapshot beside
it lets a short command search without importing Chroma, which takes most of a second.

A document's vectors are known by its signature (text, splitter, embedding, prepared claims), so that nothing is
embedded twice and an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.library.documents import write_atomically
from knowledge.library.embed import SIZE, Embedding, Vectors
from knowledge.library.late import Packed

BATCH = 2000  # records a call; Chroma takes at most about 5,400
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Planned:
    """A document as it should stand in the index. ``closely``: numbers of the texts whose words are kept, too."""

    source: str
    signature: str
    texts: tuple[str, ...]
    closely: tuple[int, ...] = ()


class Snapshot:
    """One file: a header of (signature, count), a hash of every text, then all vectors in that order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.by_text: dict[int, Vectors] = {}  # filled by ``load``: nothing is embedded twice

    def load(self) -> dict[str, Vectors]:
        """{signature: vectors}; empty when there is none. Error: ValueError when it is damaged."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except NotADirectoryError:
            return {}
        except OSError as e:
            raise ValueError(e.strerror or str(e)) from e
        try:
            head, body = raw.split(b"\n", 1)
            file = io.BytesIO(body)
            hashes, matrix = (np.load(file, allow_pickle=False) for _ in range(2))
            found, at = {}, 0
            for signature, count in json.loads(head):
                found[str(signature)] = matrix[at : at + count]
                at += count
            if matrix.shape != (at, SIZE) or hashes.shape != (at,) or not np.isfinite(matrix).all():
                raise ValueError("wrong size")
        except (ValueError, TypeError, KeyError, EOFError) as e:
            raise ValueError(f"damaged: {' '.join(str(e).split())[:80]}") from e
        self.by_text = dict(zip(hashes.tolist(), matrix, strict=True))
        return found

    def save(self, plans: Sequence[Planned], vectors: Mapping[str, Vectors]) -> None:
        body = io.BytesIO()
        rows = [vectors[p.signature] for p in plans]
        np.save(body, np.array([text_hash(t) for p in plans for t in p.texts], dtype=np.uint64))
        np.save(body, np.concatenate(rows) if rows else np.zeros((0, SIZE), dtype=np.float32))
        head = json.dumps([[p.signature, len(p.texts)] for p in plans]).encode()
        write_atomically(self.path, head + b"\n" + body.getvalue())


def text_hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Chroma:
    """The collection. Opening imports Chroma; no default embedding is ever made (it would want the network)."""

    def __init__(self, folder: Path, url: str, name: str) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        client: Any
        if url:
            from urllib.parse import urlsplit

            parts = urlsplit(url if "//" in url else f"//{url}")
            client = chromadb.HttpClient(
                host=parts.hostname or "localhost",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=settings,
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(path=str(folder), settings=settings)
        self.collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "ip"}}
        )

    def get(self, plan: Planned) -> Vectors | None:
        """The document's vectors, None unless all are there."""
        out: list[Any] = []
        ids = _ids(plan)
        for start in range(0, len(ids), BATCH):
            got = self.collection.get(ids=ids[start : start + BATCH], include=["embeddings"])
            found = dict(zip(got["ids"], got["embeddings"], strict=True))
            if any(i not in found for i in ids[start : start + BATCH]):
                return None
            out += [found[i] for i in ids[start : start + BATCH]]
        return np.asarray(out, dtype=np.float32).reshape(len(out), SIZE)

    def put(self, plan: Planned, vectors: Vectors) -> None:
        ids = _ids(plan)
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            self.collection.upsert(
                ids=ids[part], embeddings=vectors[part], metadatas=[{"source": plan.source}] * len(ids[part])
            )

    def count(self) -> int:
        return int(self.collection.count())

    def keep(self, plans: Sequence[Planned]) -> None:
        """Forget every record that belongs to none of the plans."""
        wanted = {i for p in plans for i in _ids(p)}
        stale = [i for i in self.collection.get(include=[])["ids"] if i not in wanted]
        for start in range(0, len(stale), BATCH):
            self.collection.delete(ids=stale[start : start + BATCH])


def forget_clients() -> None:
    """Chroma keeps a half-open client of a damaged folder and would hand it out again."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _ids(plan: Planned) -> list[str]:
    return [f"{plan.signature}-{n}" for n in range(len(plan.texts))]


def embed(
    embedding: Embedding,
    plans: Sequence[Planned],
    known: Mapping[int, Vectors],
    words: Mapping[int, Packed],
    done: Callable[[Planned, Vectors, dict[int, Packed], list[int]], None],
    progress: Progress | None,
) -> None:
    """Vectors and words for what is planned, document by document; those in ``known`` and ``words`` (by the text's
    hash) are taken over. ``done`` is given the hashes, too."""
    total, before = sum(len(p.texts) for p in plans), 0
    for plan in plans:
        hashes, close = [text_hash(t) for t in plan.texts], set(plan.closely)
        missing = [i for i, h in enumerate(hashes) if h not in known or (i in close and h not in words)]
        alike = {(hashes[i], i in close): i for i in reversed(missing)}  # a text that comes again is read once
        new = sorted(alike.values())

        def step(n: int, _: int, offset: int = before, plan: Planned = plan) -> None:
            if progress:
                progress(offset + n, total, f"indexing {plan.source}")

        read, there = embedding.read([plan.texts[i] for i in new], {n for n, i in enumerate(new) if i in close}, step)
        at = {i: n for n, i in enumerate(new)}
        first = {i: at[alike[hashes[i], i in close]] for i in missing}
        vectors = np.zeros((len(hashes), SIZE), dtype=np.float32)
        for i, h in enumerate(hashes):
            vectors[i] = read[first[i]] if i in first else known[h]
        found = {i: there[first[i]] if i in first else words[hashes[i]] for i in plan.closely}
        done(plan, vectors, found, hashes)
        before += len(plan.texts)
