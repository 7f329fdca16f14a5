"""The same library with its vectors on a Chroma server, started for the test; and without the server it was told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import chroma

from knowledge.library import Library

QUERY = "What does the Zebra cluster cost an hour?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.mark.slow
def test_documents_are_found_through_a_server(server: str, own_home: Path, note: Path) -> None:
    library = Library.open(own_home, chroma_url=server)
    assert library.add([note])[0].status == "added"
    assert library.notices == ()
    assert library.search(QUERY)[0].source == "lease"
    assert not (own_home / "library" / "chroma").exists()
    assert Library.open(own_home, chroma_url=server).search(QUERY)[0].source == "lease"
    library.remove("lease")
    assert all(p.source != "lease" for p in library.search(QUERY))


@pytest.mark.slow
def test_the_server_holds_all_vectors_when_the_snapshot_is_lost(server: str, own_home: Path, note: Path) -> None:
    Library.open(own_home, chroma_url=server).add([note])
    snapshot = own_home / "library" / "index" / "vectors.bin"
    before = snapshot.read_bytes()
    snapshot.unlink()
    Library.open(own_home, chroma_url=server).build()
    assert snapshot.read_bytes() == before


def test_a_server_that_does_not_answer_is_one_line(built: Path, own_home: Path, note: Path) -> None:
    library = Library.open(own_home, chroma_url="http://127.0.0.1:9")
    assert library.add([note])[0].status == "added"
    assert library.search(QUERY)[0].source == "lease"
    assert len(library.notices) == 1 and "does not answer" in library.notices[0]
