"""Passages compared word by word, and how their words are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.library import Library, late
from knowledge.library.embed import Embedding
from knowledge.library.vectors import Planned
from knowledge.library.wordstore import WordStore

QUESTION = "What does the Zebra cluster cost?"


def _files(library: Library) -> list[Path]:
    return sorted((library.folder / "index" / "words").glob("*"))


def test_each_word_meets_the_nearest_of_the_passage() -> None:
    embedding = Embedding()
    texts = ["The pump in the cellar burst in the frost.", "Payroll is run on the last Friday."]
    words = embedding.read(texts, {0, 1})[1]
    asked = embedding.query("When did the basement's water pump break?")
    assert asked.parts()[:3] == ["When", "did", "the"] and len(asked.words) == len(asked.spans)
    assert np.allclose(np.linalg.norm(asked.words, axis=1), 1, atol=1e-3)
    near = late.similar(asked.words, np.ones(len(asked.words), np.float32), [words[0], words[1]])
    assert near[0] > near[1] + 0.2
    exact = [(asked.words @ (w.astype(np.float32) / 127).T).max(1).mean() for w in (words[0], words[1])]
    assert np.allclose(near, exact, atol=1e-4), "in pieces or at once"


@pytest.mark.parametrize("text", ["", " ", "...", "\U0001f600", "—", "a" * 5000])
def test_a_passage_of_no_words_has_one_row_and_a_query_of_none_is_harmless(text: str) -> None:
    embedding = Embedding()
    assert embedding.read([text], {0})[1][0].shape[1] == late.SIZE
    asked = embedding.query(text)
    assert len(late.similar(asked.words, np.ones(len(asked.words), np.float32), [np.zeros((1, 128), np.int8)])) == 1


def test_words_are_kept_for_documents_and_forgotten_with_them(library: Library, note: Path) -> None:
    library.add([note])
    assert len(_files(library)) == 1
    before = library.search(QUESTION, 1)
    assert Library.open(library.folder.parent).search(QUESTION, 1) == before
    library.remove("lease")
    assert not _files(library)


def test_lost_or_damaged_words_are_made_again(library: Library, note: Path) -> None:
    library.add([note])
    before = library.search(QUESTION, 1)
    whole = _files(library)[0].read_bytes()
    for damage in (b"", whole[:200], whole + b"x"):
        _files(library)[0].write_bytes(damage)
        assert Library.open(library.folder.parent).search(QUESTION, 1)[0].quote == before[0].quote
        assert Library.open(library.folder.parent).search(QUESTION, 1) == before
        assert _files(library)[0].read_bytes() == whole


def test_a_changed_paragraph_alone_is_read_again(library: Library, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([note])
    read: list[str] = []
    plain = Embedding.read

    def counted(self: Embedding, texts: Sequence[str], closely: Collection[int], progress: Any = None) -> Any:
        read.extend(texts)
        return plain(self, texts, closely, progress)

    monkeypatch.setattr(Embedding, "read", counted)
    note.write_text(note.read_text().replace("19 kilowatts", "23 kilowatts"))
    library.add([note])
    assert len(read) == 1 and "23 kilowatts" in read[0]


def test_words_that_cannot_be_written_live_in_memory(tmp_path: Path) -> None:
    store, plan = WordStore(tmp_path / "words"), Planned("s", "f" * 32, ("a", "b"), (1,))
    assert not store.has(plan) and store.of(plan, 1) is None
    store.save(plan, {1: np.ones((3, late.SIZE), np.int8)}, [1, 2], keep=False)
    assert store.has(plan) and not store.folder.exists()
    found = store.of(plan, 1)
    assert found is not None and found.shape == (3, late.SIZE) and store.of(plan, 0) is None


def test_the_axes_are_those_of_the_built_in_texts() -> None:
    centre, axes = late._axes()
    assert axes.shape == (late.WIDE, late.SIZE) and centre.shape == (late.WIDE,)
    assert np.allclose(axes.T @ axes, np.eye(late.SIZE), atol=1e-2)
