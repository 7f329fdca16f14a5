"""docs/operating.md tried for real: its own lines install, back up, restore, upgrade, on PostgreSQL and Chroma too."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree, which
from types import MappingProxyType

import pytest
from installed import OLDER, Built, Environment, run
from pages import ROOT, blocks
from servers import free_port, install, listens, postgres

pytestmark = pytest.mark.slow
PAGE = ROOT / "docs" / "operating.md"
BLOCKS = {block.name: block.text for block in blocks(PAGE) if block.language == "sh" and block.name}
MAY_FIND = "breakeven prices check"  # its exit status 1 is an answer
NOTE = "# Zebra\n\nThe Zebra cluster costs 41.50 US dollars an hour.\n"
ACTIVITY = """Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens
2026-11-01 00:00:00,openai/gpt-oss-120b,0.9,0,500,1000000,100000,0
2026-11-02 00:00:00,openai/gpt-oss-120b,1.1,0,620,1200000,130000,0
"""


def lines(name: str, instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """The page's block of that name; ``instead``: the real value of each example, which must stand there."""
    text = BLOCKS[name]
    for example, real in instead.items():
        assert example in text, f"operating.md, block {name}: no {example}"
        text = text.replace(example, real)
    return text.replace(MAY_FIND, f"{MAY_FIND} || [ $? -eq 1 ]")


@pytest.fixture(scope="module")
def machine(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment in which the page's first block installed the older version; its packages were there before."""
    if which("sqlite3") is None:
        install("sqlite3")
    made = Environment.made(tmp_path_factory.mktemp("machine"), str(built.wheel))
    made("pip", "uninstall", "-q", "-y", "breakeven")
    made.script(lines("install"), built.older)
    assert OLDER in made("breakeven", "--version")
    (made.desk / "zebra.md").write_text(NOTE, encoding="utf-8")
    (made.desk / "activity.csv").write_text(ACTIVITY, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as url:
        yield url


def talk(machine: Environment, **more: str) -> str:
    """A saved conversation; what is shown of it."""
    machine("breakeven", "usage", "import", "activity.csv", "--yes", **more)
    shown = machine("breakeven", "sessions", "show", **more)
    assert shown.strip()
    return shown


def test_every_block_of_the_page_is_tried_here() -> None:
    tried = {"install", "backup", "restore", "upgrade", "postgres", "backup-postgres", "restore-postgres", "chroma"}
    assert set(BLOCKS) == tried


def test_backup_restore_and_upgrade_lose_nothing(machine: Environment, built: Built) -> None:
    said = talk(machine)
    machine("breakeven", "sources", "add", "zebra.md")
    machine.script(lines("backup"), machine.desk)
    rmtree(machine.home)
    machine.script(lines("restore"), machine.desk)
    assert machine("breakeven", "sessions", "show") == said
    assert "41.50" in machine("breakeven", "search", "what does the Zebra cluster cost an hour")
    machine.script(lines("upgrade"), built.source)
    assert OLDER not in machine("breakeven", "--version")
    assert machine("breakeven", "sessions", "show") == said
    assert "41.50" in machine("breakeven", "search", "what does the Zebra cluster cost an hour")


def test_a_restored_file_is_not_mixed_with_the_log_of_the_old_one(machine: Environment) -> None:
    said = talk(machine)
    machine.script(lines("backup"), machine.desk)
    machine("breakeven", "usage", "import", "activity.csv", "--yes")  # another conversation, which the backup lacks
    machine.script(lines("restore"), machine.desk)
    assert machine("breakeven", "sessions", "show") == said


def test_postgres_with_a_user_of_its_own(machine: Environment, server: str) -> None:
    _sql(server, "CREATE ROLE breakeven LOGIN PASSWORD 'secret'", "CREATE DATABASE breakeven OWNER breakeven")
    address = server.replace("postgres@", "breakeven:secret@").removesuffix("postgres") + "breakeven"
    example = "postgresql://breakeven:secret@db.example/breakeven"
    machine.script(lines("postgres", {example: address}), machine.desk)
    at = {"BREAKEVEN_DATABASE_URL": address}
    said = talk(machine, **at)
    machine.script(lines("backup-postgres"), machine.desk, **at)
    _sql(server, "DROP DATABASE breakeven", "CREATE DATABASE breakeven OWNER breakeven")
    machine.script(lines("restore-postgres"), machine.desk, **at)
    assert machine("breakeven", "sessions", "show", **at) == said


def _sql(server: str, *statements: str) -> None:
    run(["psql", "-q", server, *(word for statement in statements for word in ("-c", statement))])


def test_a_chroma_server_holds_the_vectors(machine: Environment, tmp_path: Path) -> None:
    port = free_port()
    real = {"/var/lib/chroma": f"{tmp_path}/vectors", "8000": f"{port}", "chroma.example": "127.0.0.1"}
    text = lines("chroma", real)
    serving, _, rest = text.partition("\n")
    home = {"BREAKEVEN_HOME": str(tmp_path / "home")}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(["bash", "-c", f"exec {serving}"], env=machine.variables, cwd=tmp_path, **quiet) as process:
        try:
            listens(port)
            machine.script(f"{rest}\nbreakeven sources add zebra.md\nbreakeven search Zebra", machine.desk, **home)
            found = machine.script(f"{rest}\nbreakeven search 'what does the Zebra cluster cost'", machine.desk, **home)
        finally:
            process.terminate()
    assert "41.50" in found
    assert not (tmp_path / "home" / "library" / "chroma").exists()
    assert list((tmp_path / "vectors").iterdir())
