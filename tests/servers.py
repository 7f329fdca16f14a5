"""Real servers for slow tests, each on a free port of this machine and with a folder of its own: PostgreSQL, Chroma."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "postgres"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def listens(port: int, seconds: float = 60.0) -> None:
    """Returns once something accepts connections there. Error: TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL that is installed first where it is missing, and stopped with the block."""
    binaries, port, data = _installed(), free_port(), folder / "data"
    if os.geteuid() == 0:  # the server runs as somebody else, who must get into the folder
        for part in (folder, *folder.parents):
            if part.stat().st_uid == 0 and not part.stat().st_mode & 0o005 and part != Path("/"):
                part.chmod(0o755)
        shutil.chown(folder, USER)
    _run([str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-t", "600", "-l", str(folder / "log")]
    _run([*control, "-o", options, "start"])
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "immediate", "stop"])


def _run(command: list[str]) -> None:
    """PostgreSQL refuses to run as root."""
    as_user = ["runuser", "-u", USER, "--", *command] if os.geteuid() == 0 else command
    subprocess.run(as_user, check=True, capture_output=True, cwd="/")


def _binaries() -> Path | None:
    """The folder with initdb and pg_ctl, which distributions keep off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _installed() -> Path:
    folder = _binaries()
    if folder is None:
        install("postgresql")
        folder = _binaries()
    if folder is None:
        pytest.fail("PostgreSQL is neither installed nor installable here: install the package postgresql")
    return folder


def install(package: str) -> None:
    """A package of the distribution, where that can be had; the caller looks whether it is there."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", package], **quiet)


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """The address of a Chroma server that keeps its data in the folder."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "--port", str(port)], **quiet) as process:
        try:
            listens(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
