"""Other people's terminal programs in throw-away environments, each made by uv and deleted afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """``requirements`` pin what the newest release needs to start at all."""

    name: str
    requirements: tuple[str, ...]
    arguments: tuple[str, ...] = ()


PEERS = (
    Peer("posting", ("posting==2.11.1", "tree-sitter<0.26")),  # newer tree-sitter crashes it in half of its starts
    Peer("harlequin", ("harlequin==2.17.0",)),
    Peer("oterm", ("oterm==0.26.1",)),
)
INSTALL_S = 400


@contextmanager
def installed(peer: Peer) -> Iterator[list[str]]:
    """The command that starts the peer. Error: RuntimeError saying why it cannot be had."""
    with environment(*peer.requirements) as folder:
        yield [str(folder / peer.name), *peer.arguments]


@contextmanager
def environment(*requirements: str) -> Iterator[Path]:
    """The folder of programs of a throw-away environment with these in it. Error: RuntimeError."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory(prefix="bench-peer-") as folder:
        programs = Path(folder) / "venv" / "bin"
        _run(uv, "venv", "-q", "--python", sys.executable, str(programs.parent))
        _run(uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(programs / "python"), *requirements)
        yield programs


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_S)
    except (OSError, subprocess.TimeoutExpired) as e:
        raise RuntimeError(str(e)) from e
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} {command[1]}: {' '.join(done.stderr.split())[-160:]}")
