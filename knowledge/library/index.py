"""The index: brought up to date when a document or the embedding changed, otherwise only read."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from knowledge.library.documents import key_of
from knowledge.library.embed import NAME, Embedding, Vectors
from knowledge.library.entries import Entry
from knowledge.library.features import Keys, Matcher
from knowledge.library.late import Packed
from knowledge.library.split import VERSION
from knowledge.library.types import LibraryError
from knowledge.library.vectors import Chroma, Planned, Progress, Snapshot, embed, forget_clients
from knowledge.library.wordstore import WordStore

Groups = Sequence[tuple[str, Sequence[Entry]]]
LOCK_SECONDS = 120.0  # how long a second writer waits for the first


class Busy(LibraryError):  # noqa: N818 - named for what it is
    """Another process writes to the same home folder and does not come to an end."""


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """The only writer of the folder. Errors: OSError where nothing can be written, Busy."""
    import filelock

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(str(folder / "lock"), timeout=LOCK_SECONDS):
            yield
    except filelock.Timeout as e:
        raise Busy(f"another breakeven is writing to {folder}: wait for it to end, then try again") from e


def plan(source: str, entries: Sequence[Entry]) -> Planned:
    keys = Keys.of(entries)
    seed = "\0".join((NAME, str(VERSION), source, *keys.texts))
    closely = tuple(i for i, e in enumerate(entries) if not e.claims)
    return Planned(source, hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:32], keys.texts, closely)


class Index:
    """``notices``: one line for everything that did not go as usual."""

    def __init__(self, folder: Path, chroma_url: str, embedding: Embedding) -> None:
        self.folder, self.url, self.embedding = folder, chroma_url, embedding
        self.snapshot = Snapshot(folder / "index" / "vectors.bin")
        self.words = WordStore(folder / "index" / "words")
        self.notices: list[str] = []

    def update(self, groups: Groups, progress: Progress | None) -> dict[str, Vectors]:
        """{signature: vectors} of all documents (id, entries); whatever is missing is embedded and stored."""
        plans = [plan(source, entries) for source, entries in groups if entries]
        have = self._load()
        ready = set(have) == {p.signature for p in plans} and all(map(self.words.has, plans))
        return have if ready else self._update(plans, have, progress)

    def matcher(self, groups: Groups, progress: Progress | None) -> Matcher:
        """Ready to search the entries of all documents."""
        have = self.update(groups, progress)
        groups = [(s, e) for s, e in groups if e]
        everything = [e for _, entries in groups for e in entries]
        plans = [plan(source, entries) for source, entries in groups]
        vectors = [have[p.signature] for p in plans]
        places = [(p, n) for p, (_, entries) in zip(plans, groups, strict=True) for n in range(len(entries))]
        from knowledge.library import prepared

        keys, taught = Keys.of(everything), prepared.taught(self.embedding)
        arranged = _arrange(groups, vectors)
        return Matcher(everything, keys, arranged, taught, lambda entry: self.words.of(*places[entry]))

    def _load(self) -> dict[str, Vectors]:
        try:
            return self.snapshot.load()
        except ValueError as e:
            self.notices.append(f"the search index was damaged ({e}) and has been rebuilt")
            return {}

    def _update(
        self, plans: Sequence[Planned], have: dict[str, Vectors], progress: Progress | None
    ) -> dict[str, Vectors]:
        try:
            with writing(self.folder):
                done = self._store(plans, have, progress)
                self.snapshot.save(plans, done)
                return done
        except OSError as e:
            self.notices.append(
                f"{self.folder} cannot be written ({e.strerror or e}): the search index lives in memory this time"
            )
        except Busy as e:
            self.notices.append(f"{e}; the search index lives in memory this time")
        found = {p.signature: have[p.signature] for p in plans if p.signature in have}

        def remember(p: Planned, vectors: Vectors, words: dict[int, Packed], hashes: list[int]) -> None:
            self.words.save(p, words, hashes, keep=False)
            found[p.signature] = vectors

        missing = [p for p in plans if p.signature not in found or not self.words.has(p)]
        embed(self.embedding, missing, self._known(), self.words.known(), remember, progress)
        return found

    def _store(
        self, plans: Sequence[Planned], have: dict[str, Vectors], progress: Progress | None
    ) -> dict[str, Vectors]:
        """Everything into Chroma; what it or the snapshot holds already is taken from there."""
        chroma = self._chroma()
        found = {p.signature: have[p.signature] for p in plans if p.signature in have}
        missing = []
        for p in plans:
            stored = found[p.signature] if p.signature in found else chroma.get(p) if chroma else None
            if stored is None or not self.words.has(p):
                missing.append(p)
            else:
                found[p.signature] = stored

        def done(p: Planned, vectors: Vectors, words: dict[int, Packed], hashes: list[int]) -> None:
            self.words.save(p, words, hashes, keep=True)
            if chroma:
                chroma.put(p, vectors)
            found[p.signature] = vectors

        embed(self.embedding, missing, self._known(), self.words.known() if missing else {}, done, progress)
        self.words.keep(plans)
        if chroma:
            chroma.keep(plans)
            if chroma.count() != sum(len(p.texts) for p in plans):  # a snapshot without its Chroma: fill it again
                for p in plans:
                    chroma.put(p, found[p.signature])
        return found

    def _known(self) -> dict[int, Vectors]:
        from knowledge.library import prepared

        return {**self.snapshot.by_text, **prepared.load()}

    def _chroma(self) -> Chroma | None:
        name = f"breakeven-{key_of(str(self.folder.resolve()))[:12]}" if self.url else "breakeven"
        folder = self.folder / "chroma"
        try:
            return Chroma(folder, self.url, name)
        except Exception as e:  # noqa: BLE001 - Chroma's Rust part raises its own, undocumented, errors
            if self.url:
                self.notices.append(
                    f"the Chroma server at {self.url} does not answer ({type(e).__name__}): searching without it"
                )
                return None
        try:
            shutil.rmtree(folder, ignore_errors=True)
            forget_clients()
            again = Chroma(folder, "", name)
            self.notices.append("the Chroma store was damaged and has been rebuilt")
            return again
        except Exception as e:  # noqa: BLE001
            self.notices.append(f"Chroma cannot be opened in {folder} ({type(e).__name__}): searching without it")
            return None


def _arrange(groups: Groups, vectors: Sequence[Vectors]) -> Vectors:
    """Vectors stored document by document, in the order of Keys.of(all entries): passages, claims, questions."""
    parts: tuple[list[Vectors], list[Vectors], list[Vectors]] = ([], [], [])
    for (_, entries), rows in zip(groups, vectors, strict=True):
        n = len(entries)
        m = n + sum(len(e.claims) for e in entries)
        for part, piece in zip(parts, (rows[:n], rows[n:m], rows[m:]), strict=True):
            part.append(piece)
    flat = [v for part in parts for v in part]
    return np.concatenate(flat) if flat else np.zeros((0, Embedding.size), dtype=np.float32)
