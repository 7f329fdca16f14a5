"""The same library with its vectors on a Chroma server, started for the test; and without the server it was told of."""

from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["test_library_home.py", "test_library_files.py"])
def test_everything_holds_on_a_server_too(server: str, name: str) -> None:
    """The tests of the embedded library, run again with every library on the server."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    path = str(Path(__file__).with_name(name))
    only_embedded = "not damaged_chroma_store"
    done = subprocess.run(
        [*command, path, "-k", only_embedded],
        env={**os.environ, "BREAKEVEN_TEST_CHROMA": server},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("where", ["embedded", "server"])
def test_several_processes_add_and_search_at_once(server: str, own_home: Path, tmp_path: Path, where: str) -> None:
    url = server if where == "server" else ""
    code = (
        "import sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), sys.argv[2])\n"
        "assert library.add([sys.argv[3]])[0].status == 'added', library.notices\n"
        "assert library.search(sys.argv[4])[0].source == Path(sys.argv[3]).stem\n"
        "assert library.notices == (), library.notices\n"
    )
    running = []
    for n, animal in enumerate(("Okapi", "Quagga", "Tapir", "Zebu")):
        path = tmp_path / f"note{n}.txt"
        path.write_text(f"The {animal} machine is rented at {n + 5} dollars an hour in autumn.\n")
        query = f"What does the {animal} machine cost an hour?"
        command = [sys.executable, "-c", code, str(own_home), url, str(path), query]
        running.append((query, n, subprocess.Popen(command, stderr=subprocess.PIPE, text=True)))
    for _, _, process in running:
        assert process.communicate()[1] == "" and process.returncode == 0
    library = Library.open(own_home, url)
    for query, n, _ in running:
        assert library.search(query)[0].source == f"note{n}"
    assert library.notices == ()


def test_a_server_that_does_not_answer_is_one_line(built: Path, own_home: Path, note: Path) -> None:
    library = Library.open(own_home, chroma_url="http://127.0.0.1:9")
    assert library.add([note])[0].status == "added"
    assert library.search(QUERY)[0].source == "lease"
    assert len(library.notices) == 1 and "does not answer" in library.notices[0]
