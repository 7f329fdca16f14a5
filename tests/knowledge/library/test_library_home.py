"""The library in its home folder: idempotent, crash-safe, one writer, honest about damage."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.library import Library, StaleQuote, UnknownSource
from knowledge.library import index as index_module
from knowledge.library.documents import Documents
from knowledge.library.embed import Embedding
from knowledge.library.index import Busy, writing


def _state(home: Path) -> dict[str, bytes]:
    """The index and the records, without what depends on the moment."""
    folder = home / "library"
    found = {p.name: p.read_bytes() for p in sorted(folder.glob("documents/*.json"))}
    found |= {p.name: p.read_bytes() for p in sorted(folder.glob("texts/*.txt"))}
    found["vectors"] = (folder / "index" / "vectors.bin").read_bytes()
    return found


def _stored(home: Path) -> dict[str, bytes]:
    """What Chroma holds: record -> vector."""
    from knowledge.library.vectors import Chroma

    got = Chroma(home / "library" / "chroma", "", "breakeven").collection.get(include=["embeddings"])
    return {i: v.tobytes() for i, v in zip(got["ids"], got["embeddings"], strict=True)}


def test_search_works_before_anything_was_added(library: Library) -> None:
    best = library.search("What does observability cost per month?")[0]
    assert best.kind == "digest" and "200–500" in best.quote and best.claim_id == "observability-line"
    assert library.document(best.source).text[best.start : best.end] == best.quote
    library.verify(best)


@pytest.mark.parametrize("query", ["", "   ", "\x00", "?!", "asdkjh qwlekj", "How do I bake bread?"])
def test_what_nothing_answers_comes_back_empty(library: Library, query: str) -> None:
    assert library.search(query) == []


def test_scores_fall_and_k_is_kept(library: Library) -> None:
    found = library.search("Which engine should we use for RAG?", 4)
    assert 1 <= len(found) <= 4
    assert all(0 <= p.score <= 1 for p in found)
    assert library.search("Which engine should we use for RAG?", 0) == []


def test_a_pasted_megabyte_is_searched_for_by_its_beginning(library: Library) -> None:
    library.search("what does a reserved card cost a month " * 25_000)


def test_adding_is_idempotent_and_a_change_is_seen(library: Library, note: Path, own_home: Path) -> None:
    assert library.add([note])[0].status == "added"
    before = _state(own_home)
    assert library.add([note, note])[0].status == "unchanged"
    assert _state(own_home) == before
    best = library.search("What does the Zebra cluster cost an hour?")[0]
    assert (best.source, best.title, best.standing) == ("lease", "Renting by the hour", "unverified")
    note.write_text(note.read_text(encoding="utf-8").replace("$7.25", "$8.75"), encoding="utf-8")
    with pytest.raises(StaleQuote, match="re-index"):
        library.verify(best)
    assert library.add([note])[0].status == "updated"
    with pytest.raises(StaleQuote, match="re-index"):
        library.verify(best)
    now = library.search("What does the Zebra cluster cost an hour?")[0]
    assert "$8.75" in now.quote
    library.verify(now)


def test_one_changed_byte_of_the_stored_text_is_refused(library: Library, note: Path, own_home: Path) -> None:
    library.add([note])
    best = library.search("What does the Zebra cluster cost an hour?")[0]
    (stored,) = (own_home / "library" / "texts").glob("*.txt")
    stored.write_bytes(stored.read_bytes().replace(b"7.25", b"7.26"))
    fresh = Library.open(own_home)
    with pytest.raises(StaleQuote, match="re-index"):
        fresh.verify(best)
    assert all(p.source != "lease" for p in fresh.search("What does the Zebra cluster cost an hour?"))
    assert any("re-index" in line for line in fresh.notices)
    assert fresh.add([note])[0].status == "updated"
    fresh.verify(fresh.search("What does the Zebra cluster cost an hour?")[0])


def test_a_file_that_changed_since_is_not_quoted_and_that_is_said(library: Library, note: Path) -> None:
    library.add([note])
    note.write_text(note.read_text(encoding="utf-8").replace("$7.25", "$7.26"), encoding="utf-8")
    assert all(p.source != "lease" for p in library.search("What does the Zebra cluster cost an hour?"))
    assert any("re-index" in line for line in library.notices)


def test_one_damaged_text_does_not_hide_the_other_documents(library: Library, note: Path, own_home: Path) -> None:
    library.add([note])
    (stored,) = (own_home / "library" / "texts").glob("*.txt")
    stored.write_bytes(b"something else")
    fresh = Library.open(own_home)
    assert fresh.documents() and all(d.id != "lease" for d in fresh.documents())
    assert any("re-index" in line for line in fresh.notices)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: {"quote": p.quote.replace("7", "9", 1)},
        lambda p: {"quote": p.quote.replace("Zebra", "Ze\u200bbra")},
        lambda p: {"quote": p.quote + "x"},
        lambda p: {"start": p.start + 1},
        lambda p: {"end": p.end - 1},
        lambda p: {"start": -5},
        lambda p: {"source": "003_9adf73777b7bb5a8", "kind": "digest"},
        lambda p: {"source": "nobody"},
    ],
)
def test_any_change_of_a_quote_is_refused(library: Library, note: Path, change: object) -> None:
    library.add([note])
    best = library.search("What does the Zebra cluster cost an hour?")[0]
    library.verify(best)
    library.verify(dataclasses.replace(best, quote=best.quote.replace("$", "＄")))  # width is not a difference
    with pytest.raises(StaleQuote):
        library.verify(dataclasses.replace(best, **change(best)))  # type: ignore[operator]


def test_remove_forgets_a_document(library: Library, note: Path, own_home: Path) -> None:
    library.search("x y z")
    before = _state(own_home)
    library.add([note])
    library.remove("lease")
    assert _state(own_home) == before
    assert all(p.source != "lease" for p in library.search("What does the Zebra cluster cost an hour?"))
    with pytest.raises(UnknownSource):
        library.remove("lease")
    with pytest.raises(UnknownSource):
        library.document("lease")


def test_two_files_of_one_name_are_two_documents(library: Library, tmp_path: Path) -> None:
    for folder, animal in (("a", "Okapi"), ("b", "Quagga")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "memo.txt").write_text(f"The {animal} machine is rented at 5 dollars an hour in autumn.\n")
    added = library.add([tmp_path / "a", tmp_path / "b"])
    assert [(a.id, a.status) for a in added] == [("memo", "added"), ("memo-2", "added")]
    assert [a.status for a in library.add([tmp_path / "b", tmp_path / "a"])] == ["unchanged", "unchanged"]


def test_two_copies_of_a_document_are_one_answer(library: Library, note: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(note.read_bytes())
    library.add([note, copy])
    quotes = [p.quote for p in library.search("What does the Zebra cluster cost an hour?", 10)]
    assert len(quotes) == len(set(quotes))


def test_another_process_sees_what_was_added(library: Library, note: Path, own_home: Path) -> None:
    library.add([note])
    again = Library.open(own_home)
    assert again.search("What does the Zebra cluster cost an hour?")[0].source == "lease"
    assert again.notices == ()


@pytest.mark.parametrize("damage", [b"", b"garbage", b'[["x", 3]]\nnot an array'])
def test_a_damaged_index_is_rebuilt_with_one_line(library: Library, note: Path, own_home: Path, damage: bytes) -> None:
    library.add([note])
    good = _state(own_home)
    (own_home / "library" / "index" / "vectors.bin").write_bytes(damage)
    again = Library.open(own_home)
    assert again.search("What does the Zebra cluster cost an hour?")[0].source == "lease"
    assert len(again.notices) == 1 and "rebuilt" in again.notices[0]
    assert _state(own_home) == good


def test_a_damaged_chroma_store_is_rebuilt(library: Library, note: Path, own_home: Path, tmp_path: Path) -> None:
    library.search("anything at all")
    other = tmp_path / "other"
    (other / "library" / "chroma").mkdir(parents=True)
    (other / "library" / "chroma" / "chroma.sqlite3").write_bytes(b"no database " * 100)
    again = Library.open(other)
    again.add([note])
    assert again.search("What does the Zebra cluster cost an hour?")[0].source == "lease"
    assert any("rebuilt" in line for line in again.notices)


def test_a_home_that_cannot_be_written_is_searched_in_memory(note: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the home folder should be")
    library = Library.open(blocked)
    assert library.search("What does observability cost per month?")
    assert len(library.notices) == 1 and "memory" in library.notices[0]
    with pytest.raises(OSError):
        library.add([note])


def test_a_damaged_record_is_named_and_the_rest_works(library: Library, note: Path, own_home: Path) -> None:
    library.add([note])
    (record,) = (own_home / "library" / "documents").glob("*.json")
    record.write_text("{")
    again = Library.open(own_home)
    assert again.search("What does observability cost per month?")
    assert any("damaged" in line and "re-index" in line for line in again.notices)
    assert again.add([note])[0].status == "added"
    assert Library.open(own_home).search("What does the Zebra cluster cost an hour?")[0].source == "lease"


def test_a_second_writer_waits_and_then_says_so(own_home: Path, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOCK_SECONDS", 0.05)
    with writing(own_home / "library"):
        code = (
            "import sys\nfrom pathlib import Path\nfrom knowledge.library import Library, index\n"
            "index.LOCK_SECONDS = 0.05\n"
            "try:\n    Library.open(Path(sys.argv[1])).add([sys.argv[2]])\nexcept index.Busy as e:\n    print(e)\n"
        )
        done = subprocess.run([sys.executable, "-c", code, str(own_home), str(note)], capture_output=True, text=True)
    assert "another breakeven is writing" in done.stdout, done.stderr
    assert issubclass(Busy, Exception)


# ------------------------------------------------------------------ interrupted
class Stop(BaseException):
    """As sudden as Ctrl-C."""


def _many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"doc{n:03d}.txt").write_text(
            f"Machine number {n} stands in hall {n % 7} and costs {n + 3} dollars a day to rent.\n"
        )
    return folder


@pytest.mark.parametrize("where", ["save", "encode", "put", "snapshot"])
@pytest.mark.parametrize("after", [0, 3])
def test_interrupted_adding_ends_in_the_same_index(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, after: int
) -> None:
    from knowledge.library.vectors import Chroma, Snapshot

    folder = _many(tmp_path / "docs", 8)
    for name in ("whole", "cut"):
        shutil.copytree(built, tmp_path / name)
    whole = Library.open(tmp_path / "whole")
    whole.add([folder])
    owner, name = {
        "save": (Documents, "save"),
        "encode": (Embedding, "encode"),
        "put": (Chroma, "put"),
        "snapshot": (Snapshot, "save"),
    }[where]
    plain, calls = getattr(owner, name), [0]

    def failing(*args: object, **kwargs: object) -> object:
        calls[0] += 1
        if calls[0] == after + 1:
            raise Stop
        return plain(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failing)
        with contextlib.suppress(Stop):
            Library.open(tmp_path / "cut").add([folder])
    again = Library.open(tmp_path / "cut")
    again.add([folder])
    assert _state(tmp_path / "cut") == _state(tmp_path / "whole")
    assert len(again.search("Where does machine number 5 stand?")) >= 1


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_gives_the_same_index(tmp_path: Path) -> None:
    folder = _many(tmp_path / "docs", 500)
    code = (
        "import sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "Library.open(Path(sys.argv[1])).add([sys.argv[2]])\n"
    )
    command = [sys.executable, "-c", code]
    whole = tmp_path / "whole"
    start = time.monotonic()
    subprocess.run([*command, str(whole), str(folder)], check=True)
    duration = time.monotonic() - start
    for part in range(8):
        cut = tmp_path / f"cut{part}"
        process = subprocess.Popen([*command, str(cut), str(folder)])
        time.sleep(duration * (part + 0.5) / 8)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        subprocess.run([*command, str(cut), str(folder)], check=True)
        assert _state(cut) == _state(whole)
        assert _stored(cut) == _stored(whole), "the same in Chroma"
        shutil.rmtree(cut)
