"""Files into the library: one result a file, whatever the file is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from knowledge.library.align import align
from knowledge.library.digest import digests
from knowledge.library.documents import Documents, Record
from knowledge.library.extract import ENDINGS, extract, read_file
from knowledge.library.split import encoded, split
from knowledge.library.text import digest_of, one_line
from knowledge.library.types import LONGEST_NAME, LONGEST_QUOTE, Added, StaleQuote, Unreadable

Progress = Callable[[int, int, str], None]


def add(folder: Path, documents: Documents, paths: Sequence[Path | str], progress: Progress | None) -> list[Added]:
    """Read, record and report every file; the index is brought up to date afterwards, by the library."""
    from knowledge.library.index import writing

    files = list(_files(paths))
    done: list[Added] = []
    with writing(folder):
        known = {r.id: r for r in documents.records()}
        for n, path in enumerate(files):
            if progress:
                progress(n, len(files), f"reading {one_line(path.name)}")
            done.append(_add(documents, known, path))
        documents.sweep()
    return done


def unchanged(record: Record) -> None:
    """Error: StaleQuote when the file that the record was made from says something else by now (a file that is gone or
    cannot be read does not count: the library has its own copy)."""
    path = Path(record.path)
    try:
        stat = path.stat()
        if (stat.st_size, stat.st_mtime_ns) == (record.size, record.mtime):
            return
        now = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return
    if now != record.sha256:
        name = one_line(record.path)
        raise StaleQuote(f"{name} changed since it was indexed: re-index it (breakeven sources add {name})")


def _files(paths: Sequence[Path | str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for given in map(Path, paths):
        for path in _inside(given) if given.is_dir() else [given]:
            if (real := path.absolute()) not in seen:
                seen.add(real)
                yield path


def _inside(folder: Path) -> list[Path]:
    """What in a folder could be a document, and folders in it that cannot be read: they are reported, too. Names that
    begin with a dot are no documents, and links to folders are not followed."""
    closed: list[OSError] = []
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [n for n in folders if not n.startswith(".")]
        found += [Path(here, n) for n in names if not n.startswith(".") and Path(n).suffix.lower() in ENDINGS]
    return sorted([*found, *(Path(e.filename) for e in closed)])


def _add(documents: Documents, known: dict[str, Record], path: Path) -> Added:
    name, stem = one_line(path.name), one_line(path.stem) or "document"
    try:
        data, stat = read_file(path)
        sha, place = hashlib.sha256(data).hexdigest(), str(path.resolve())
        source_id, before = _id(known, stem, place, sha)
        if before and before.sha256 == sha and _intact(documents, before):
            return Added(str(path), source_id, "unchanged", f"{name}: already in the library, unchanged")
        got = extract(path, data)
    except Unreadable as e:
        return Added(str(path), stem, "failed", f"{name}: {one_line(str(e))}")
    title, pieces = split(got.text, got.form)
    aligned = {d.document.id: spans for d in digests() if (spans := align(got.text, d))}
    original = next((d for d in digests() if d.document.id in aligned), None)
    if original:
        title = original.document.title
    record = Record(
        id=source_id,
        title=one_line(title or got.title or path.stem)[:LONGEST_NAME],
        sha256=sha,
        text_sha256=digest_of(got.text),
        path=place,
        form=got.form,
        size=stat.st_size,
        mtime=stat.st_mtime_ns,
        characters=len(got.text),
        notes=got.notes,
        aligned=aligned,
    )
    documents.save(record, got.text)
    known[source_id] = record
    return Added(
        str(path),
        source_id,
        "updated" if before else "added",
        _message(path, record, len(pieces), bool(before), original is not None, _unsearched(got.text)),
    )


def _unsearched(text: str) -> int:
    found = encoded(text)
    return found if found > LONGEST_QUOTE else 0


def _message(path: Path, record: Record, passages: int, updated: bool, original: bool, unsearched: int) -> str:
    parts = [f"{passages} passage{'s' * (passages != 1)}"]
    if original:
        claims = sum(map(len, record.aligned.values()))
        parts.append(f"recognised as the original of a built-in summary, {claims} claims now quoted from it")
    parts += [f"{unsearched:,} characters of encoded data are not searched"] if unsearched else []
    parts += record.notes
    name = f" as {record.id}" if record.id != path.stem else ""
    return f"{one_line(path.name)}: {'updated' if updated else 'added'}{name}, {'; '.join(parts)}"


def _id(known: dict[str, Record], stem: str, place: str, sha: str) -> tuple[str, Record | None]:
    """The document's id and what was known of it: by its path, by its content, else the file's name without the ending
    (numbered where another document has that name)."""
    for record in known.values():
        if record.path == place:
            return record.id, record
    same = known.get(stem)
    if same and (same.sha256 == sha or not Path(same.path).exists()):
        return stem, same
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in known:
        number += 1
    return name, None


def _intact(documents: Documents, record: Record) -> bool:
    try:
        documents.text(record)
    except StaleQuote:
        return False
    return True
