"""The evidence library: built-in digests, the user's documents, and search over both.

Opening is cheap; the index is built or read on the first search. Text of documents is data: nothing in it is obeyed.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.library import adding
from knowledge.library.digest import Digest, digests
from knowledge.library.documents import Documents, Record, document
from knowledge.library.text import hidden, normal, shown
from knowledge.library.types import (
    LONGEST_NAME,
    LONGEST_QUOTE,
    Added,
    Claim,
    Document,
    Kind,
    Passage,
    StaleQuote,
    UnknownSource,
)

if TYPE_CHECKING:
    from knowledge.library.entries import Entry
    from knowledge.library.features import Matcher
    from knowledge.library.index import Index

Progress = Callable[[int, int, str], None]
LONGEST_QUERY = 2000  # characters that are searched for; the rest of a pasted page adds nothing


class Library:
    """``progress(done, total, what)`` is called during long work. ``notices``: lines the user should see once."""

    def __init__(self, home: Path, chroma_url: str, progress: Progress | None) -> None:
        self.folder = home / "library"
        self._progress = progress
        self._url = chroma_url
        self._files = Documents(self.folder)
        self._own_notices: list[str] = []
        self.generation = 0  # counts what changes the answers of ``claims``, for those who remember them
        self._forget()

    @classmethod
    def open(cls, home: Path, chroma_url: str = "", progress: Progress | None = None) -> Library:
        """The library of a home folder (it need not exist). Nothing is read or built yet."""
        return cls(home, chroma_url, progress)

    # -------------------------------------------------------------- reading
    def documents(self) -> list[Document]:
        """All documents: the user's, then the built-in digests that no added original stands in for entirely."""
        found = [d for r in self._records if (d := self._sound(r)) is not None]
        return found + [d.document for d in digests() if len(self._placed(d)) < len(d.claims)]

    def document(self, source_id: str, kind: Kind | None = None) -> Document:
        """A document by id; an original before the digest of it. Error: UnknownSource."""
        for record in self._records:
            if record.id == source_id and kind != "digest":
                return self._document(record)
        for digest in digests():
            if digest.document.id == source_id and kind != "original":
                return digest.document
        raise UnknownSource(f"no document {source_id!r} in the library (breakeven sources list)")

    def dated(self, source_id: str, kind: Kind) -> str:
        """The year of a document; empty where none is known, as of documents that nobody prepared."""
        records = {d.document.id: self._original(d) for d in digests()}
        for digest in digests():
            record = records[digest.document.id]
            if source_id == (digest.document.id if kind == "digest" else record.id if record else None):
                return digest.year
        return ""

    def topics(self) -> tuple[str, ...]:
        """Every topic that prepared claims speak of."""
        return tuple(sorted({t for d in digests() for c in d.claims for t in c.topics}))

    def claims(self, topic: str, k: int = 3) -> list[Passage]:
        """Prepared claims of a topic: the best of each source, then those mainly about it; verbatim where the original
        is there."""
        ranked: list[tuple[int, int, int, Digest, Claim]] = []
        for n, digest in enumerate(digests()):
            own = sorted((c.topics.index(topic), i, c) for i, c in enumerate(digest.claims) if topic in c.topics)
            ranked += [(main, turn, n, digest, claim) for turn, (main, _, claim) in enumerate(own)]
        ranked.sort(key=lambda r: (r[1] > 0, *r[:3]))
        return [self._claim_passage(digest, claim) for *_, digest, claim in ranked[:k]]

    def search(self, query: str, k: int = 5) -> list[Passage]:
        """At most ``k`` passages that answer the query, best first; empty when nothing does. A passage whose document
        changed is left out, with a notice."""
        query = normal(query[:LONGEST_QUERY])
        if not query or k < 1:
            return []
        from knowledge.library import rank

        matcher = self._matcher
        features = matcher.features(self._index.embedding.query(query))
        values, units = rank.scores(matcher, features)
        enough, topics = rank.least(matcher, features, values), matcher.main_topics(units)
        chosen = rank.choose(values, matcher.sources, query, 2 * k, topics, enough)
        once = {normal(matcher.entries[i].quote): i for i in reversed(chosen)}  # two copies of a document: one answer
        chosen = [i for i in chosen if once[normal(matcher.entries[i].quote)] == i]
        found = (
            self._entry_passage(matcher.entries[i], int(matcher.claim[units[i]]), float(values[i])) for i in chosen
        )
        return list(itertools.islice(filter(self._stands, found), k))

    def _stands(self, passage: Passage) -> bool:
        try:
            self.verify(passage)
        except StaleQuote as e:
            self._notice(str(e))
            return False
        return True

    def verify(self, passage: Passage) -> None:
        """Error: StaleQuote, saying what to re-index, unless the quote stands where it says it does."""
        try:
            found = self.document(passage.source, passage.kind)
        except UnknownSource as e:
            raise StaleQuote(f"{passage.source} is not in the library any more: add it again to re-index it") from e
        if passage.kind == "original":
            adding.unchanged(next(r for r in self._records if r.id == passage.source))
        there = found.text[passage.start : passage.end] if 0 <= passage.start < passage.end else ""
        same = there == passage.quote or (  # the common case first: every citation of every answer comes through here
            normal(there) == normal(passage.quote)
            and list(filter(hidden, there)) == list(filter(hidden, passage.quote))
        )
        if not there or not same or len(passage.quote) > LONGEST_QUOTE:
            place = f"{passage.start}-{passage.end} of {passage.source}"
            raise StaleQuote(f"the quote does not stand at {place}: the document changed, re-index it and ask again")

    @property
    def notices(self) -> tuple[str, ...]:
        built = self.__dict__.get("_index")
        damaged = [
            f"the record {n} in {self.folder} is damaged: add its document again to re-index it"
            for n in self._files.damaged
        ]
        return (*self._own_notices, *damaged, *(built.notices if built else ()))

    # -------------------------------------------------------------- writing
    def add(self, paths: Sequence[Path | str], progress: Progress | None = None) -> list[Added]:
        """Files and folders into the library; one line for each file, nothing lost when one fails. Adding again changes
        nothing. Errors: index.Busy; OSError when the home folder cannot be written."""
        done = adding.add(self.folder, self._files, paths, progress or self._progress)
        self._forget()
        self.build(progress)
        return done

    def remove(self, source_id: str) -> None:
        """Forget a document. Error: UnknownSource."""
        from knowledge.library.index import writing

        with writing(self.folder):
            if not self._files.remove(source_id):
                raise UnknownSource(f"no added document {source_id!r} (breakeven sources list)")
            self._files.sweep()
        self._forget()
        self.build()

    def build(self, progress: Progress | None = None) -> None:
        """Bring the index up to date now rather than at the first search; an interrupted run is completed."""
        self._index.update(list(self._groups()), progress or self._progress)

    # -------------------------------------------------------------- inside
    def _forget(self) -> None:
        for name in ("_records", "_matcher"):
            self.__dict__.pop(name, None)
        self._texts: dict[str, Document] = {}
        self.generation += 1

    @functools.cached_property
    def _records(self) -> tuple[Record, ...]:
        return tuple(self._files.records())

    def _document(self, record: Record) -> Document:
        if record.id not in self._texts:
            self._texts[record.id] = document(record, self._files.text(record))
        return self._texts[record.id]

    def _sound(self, record: Record) -> Document | None:
        """The document, or None and a notice when its text was damaged."""
        try:
            return self._document(record)
        except StaleQuote as e:
            self._notice(str(e))
            return None

    def _notice(self, text: str) -> None:
        if text not in self._own_notices:
            self._own_notices.append(text)

    def _original(self, digest: Digest) -> Record | None:
        """The user's copy of a digest's original."""
        return next((r for r in self._records if digest.document.id in r.aligned), None)

    def _placed(self, digest: Digest) -> dict[str, tuple[int, int]]:
        record = self._original(digest)
        return record.aligned[digest.document.id] if record else {}

    def _groups(self) -> Iterable[tuple[str, list[Entry]]]:
        from knowledge.library.entries import digest_entries, document_entries

        for digest in digests():
            yield f"digest:{digest.document.id}", digest_entries(digest, self._placed(digest))
        for record in self._records:
            found = self._sound(record)
            if found is None:
                continue
            digest_of = next((d for d in digests() if self._original(d) is record), None)
            yield (
                record.id,
                document_entries(found, digest_of, record.aligned.get(digest_of.document.id, {}) if digest_of else {}),
            )

    @functools.cached_property
    def _index(self) -> Index:
        from knowledge.library.embed import Embedding
        from knowledge.library.index import Index

        return Index(self.folder, self._url, Embedding())

    @functools.cached_property
    def _matcher(self) -> Matcher:
        return self._index.matcher(list(self._groups()), self._progress)

    def _claim_passage(self, digest: Digest, claim: Claim, score: float = 1.0) -> Passage:
        record, at = self._original(digest), (claim.start, claim.end)
        source = digest.document
        if record and claim.id in record.aligned[digest.document.id] and (original := self._sound(record)):
            source, at = original, record.aligned[digest.document.id][claim.id]
        return Passage(
            source.id,
            source.kind,
            source.title,
            claim.section,
            source.text[slice(*at)],
            *at,
            claim.standing,
            score,
            claim.topics,
            claim.stance,
            claim.id,
            claim.pays_from,
        )

    def _entry_passage(self, entry: Entry, best: int, score: float) -> Passage:
        from knowledge.library.entries import standing_of

        claim = entry.claims[best] if entry.claims else None
        title = self.document(entry.source, entry.kind).title
        return Passage(
            source=entry.source,
            kind=entry.kind,
            title=title,
            section=shown(entry.section).strip()[:LONGEST_NAME],
            quote=entry.quote,
            start=entry.start,
            end=entry.end,
            standing=claim.standing if claim else standing_of(entry.quote),
            score=round(score, 4),
            topics=claim.topics if claim else (),
            stance=claim.stance if claim else "neutral",
            claim_id=claim.id if claim else None,
            pays_from=claim.pays_from if claim else None,
        )
