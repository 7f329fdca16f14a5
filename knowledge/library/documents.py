"""The user's documents under the home folder: extracted text by its hash, and a small record each, written atomically.

home/library/texts/<hash>.txt      the text that offsets count in
home/library/documents/<key>.json  id, title, hashes, path: present means the document is in the library
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.library.text import digest_of
from knowledge.library.types import Document, StaleQuote


@dataclass(frozen=True)
class Record:
    """What is known of a document without reading its text. ``mtime``, ``size``: of the file when it was read."""

    id: str
    title: str
    sha256: str
    text_sha256: str
    path: str
    form: str
    size: int = 0
    mtime: int = 0
    characters: int = 0
    notes: tuple[str, ...] = ()
    aligned: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)  # digest id -> claim id -> offsets


def key_of(source_id: str) -> str:
    """A file name for an id, whatever characters it has."""
    return hashlib.sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def write_atomically(path: Path, data: bytes) -> None:
    """All of the file or none of it, at any moment of being killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


class Documents:
    """The records and texts in one folder. Not locked here: the library locks around writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[str] = []

    def records(self) -> list[Record]:
        """All records by id; a damaged record is named in ``damaged`` and left out."""
        found, self.damaged = [], []
        for path in sorted(self.folder.glob("documents/*.json")):
            try:
                found.append(_record(json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))))
            except (OSError, ValueError, TypeError, KeyError):
                self.damaged.append(path.name)
        return sorted(found, key=lambda r: r.id)

    def save(self, record: Record, text: str) -> None:
        raw = text.encode("utf-8", "surrogatepass")
        write_atomically(self._text(record.text_sha256), raw)  # over a damaged one, too
        write_atomically(
            self.folder / "documents" / f"{key_of(record.id)}.json",
            json.dumps(record.__dict__, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"),
        )

    def text(self, record: Record) -> str:
        """The stored text. Error: StaleQuote when it is gone or was changed."""
        try:
            text = self._text(record.text_sha256).read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError) as e:
            raise StaleQuote(
                f"the stored text of {record.id} is gone or damaged: re-index it (breakeven sources add {record.path})"
            ) from e
        if digest_of(text) != record.text_sha256:
            raise StaleQuote(
                f"the stored text of {record.id} was changed: re-index it (breakeven sources add {record.path})"
            )
        return text

    def remove(self, source_id: str) -> bool:
        with contextlib.suppress(FileNotFoundError):
            (self.folder / "documents" / f"{key_of(source_id)}.json").unlink()
            return True
        return False

    def sweep(self) -> None:
        """Forget texts that no record needs, and what an interrupted write left behind."""
        needed = {f"{r.text_sha256}.txt" for r in self.records()}
        if self.damaged:
            return  # a record that cannot be read may still be mended
        for path in [*self.folder.glob("texts/*.txt"), *self.folder.glob("*/.new-*"), *self.folder.glob(".new-*")]:
            if path.name not in needed:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _text(self, sha: str) -> Path:
        return self.folder / "texts" / f"{sha}.txt"


def _record(data: dict[str, Any]) -> Record:
    data["notes"] = tuple(data["notes"])
    data["aligned"] = {
        d: {c: (int(a), int(b)) for c, (a, b) in claims.items()} for d, claims in data["aligned"].items()
    }
    return Record(**data)


def document(record: Record, text: str) -> Document:
    return Document(
        record.id, "original", record.title, "", text, record.sha256, record.path, record.form, record.notes
    )
