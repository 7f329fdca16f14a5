"""Where the words of passages are kept (``late``): beside the index, a file a document, by the document's signature.

A search reads those of the few passages that it compares closely, so that they take up disk and hardly any memory. A
file is a hash of every passage, where each ends, then all words, a byte a number.
"""

from __future__ import annotations

import contextlib
import io
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.library.documents import write_atomically
from knowledge.library.late import SIZE, Packed

if TYPE_CHECKING:
    from knowledge.library.vectors import Planned

OPEN = 256  # documents whose words are mapped at a time


@dataclass(frozen=True)
class Stored:
    """``row``: of a passage, by the number of its text within the document."""

    row: Mapping[int, int]
    ends: Any
    matrix: Packed

    def of(self, text: int) -> Packed | None:
        row = self.row.get(text)
        return None if row is None else self.matrix[self.ends[row - 1] if row else 0 : self.ends[row]]


class WordStore:
    """``memory``: what could not be written, by signature."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.memory: dict[str, Stored] = {}
        self._open: OrderedDict[str, Stored | None] = OrderedDict()  # the latest last

    def has(self, plan: Planned) -> bool:
        return not plan.closely or plan.signature in self.memory or self._path(plan.signature).is_file()

    def of(self, plan: Planned, text: int) -> Packed | None:
        """The words of a passage; None where there are none (a damaged file is made again with the next index)."""
        key = plan.signature
        if key in self.memory:
            return self.memory[key].of(text)
        if key not in self._open:
            self._open[key] = self._map(plan)
            if len(self._open) > OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(key)
        stored = self._open[key]
        return stored.of(text) if stored else None

    def save(self, plan: Planned, words: Mapping[int, Packed], hashes: Sequence[int], keep: bool) -> None:
        """``words`` of the passages in ``plan.closely``; ``keep`` not: for this process only."""
        if not plan.closely:
            return
        rows = [words[i] for i in plan.closely]
        ends = np.cumsum([len(r) for r in rows]).astype(np.int64)
        if not keep:
            row = {text: n for n, text in enumerate(plan.closely)}
            self.memory[plan.signature] = Stored(row, ends, np.concatenate(rows))
            return
        body = io.BytesIO()
        np.save(body, np.array([hashes[i] for i in plan.closely], dtype=np.uint64))
        np.save(body, ends)
        body.write(np.concatenate(rows).tobytes())
        write_atomically(self._path(plan.signature), body.getvalue())

    def known(self) -> dict[int, Packed]:
        """{hash of a passage: its words} of everything there is, so that nothing is read twice."""
        found: dict[int, Packed] = {}
        for path in self.folder.glob("*.bin"):
            if read := _read(path):
                hashes, ends, matrix = read
                found |= {int(key): matrix[ends[n - 1] if n else 0 : ends[n]] for n, key in enumerate(hashes)}
        return found

    def keep(self, plans: Sequence[Planned]) -> None:
        wanted = {self._path(p.signature).name for p in plans}
        for path in self.folder.glob("*"):
            if path.name not in wanted:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _path(self, signature: str) -> Path:
        return self.folder / f"{signature}.bin"

    def _map(self, plan: Planned) -> Stored | None:
        path = self._path(plan.signature)
        read = _read(path)
        if read is None or len(read[0]) != len(plan.closely):
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        return Stored({text: n for n, text in enumerate(plan.closely)}, read[1], np.asarray(read[2]))


def _read(path: Path) -> tuple[Any, Any, Any] | None:
    """(hashes, ends, words), the words mapped rather than read; None when the file is not there or damaged."""
    try:
        with path.open("rb") as file:
            hashes, ends = (np.load(file, allow_pickle=False) for _ in range(2))
            start = file.tell()
        total = int(ends[-1])
        if hashes.shape != ends.shape or path.stat().st_size != start + total * SIZE or (np.diff(ends) < 1).any():
            return None
        return hashes, ends, np.memmap(path, dtype=np.int8, mode="r", offset=start, shape=(total, SIZE))
    except (OSError, ValueError, EOFError, IndexError):
        return None
