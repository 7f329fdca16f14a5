"""The program as others get it: built from the repository, installed into an environment that knows nothing of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from pages import ROOT

UV = Path(sys.executable).with_name("uv")
MINUTES = 60
OLDER = "0.0.1"


def run(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
    """The command's result; what it printed is in the error where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=10 * MINUTES, **more)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Built:
    """The files that would be published; the sdist unpacked, and once more under an older number."""

    sdist: Path
    wheel: Path
    source: Path
    older: Path


def build(folder: Path) -> Built:
    """With uv where it is there, else with pip's own ``build``."""
    if UV.is_file():
        builder = [str(UV), "build", "-q", "--out-dir"]
    else:
        run([sys.executable, "-m", "venv", str(folder / "builder")])
        python = str(folder / "builder" / "bin" / "python")
        run([python, "-m", "pip", "install", "-q", "build"])
        builder = [python, "-m", "build", "--outdir"]
    run([*builder, str(folder / "dist"), str(ROOT)])  # the wheel is made from the sdist, not from the repository
    (sdist,), (wheel,) = (folder / "dist").glob("*.tar.gz"), (folder / "dist").glob("*.whl")
    sources = [_unpacked(sdist, folder / name) for name in ("source", "older")]
    project = sources[1] / "pyproject.toml"
    text = re.sub(r'^version = ".*"$', f'version = "{OLDER}"', project.read_text(encoding="utf-8"), flags=re.M)
    project.write_text(text, encoding="utf-8")
    return Built(sdist, wheel, *sources)


def _unpacked(sdist: Path, folder: Path) -> Path:
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    return folder / sdist.name.removesuffix(".tar.gz")


@dataclass(frozen=True)
class Environment:
    """An environment and an empty folder to stand in: nothing of the repository is on any path."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, *what: str) -> Environment:
        run([sys.executable, "-m", "venv", str(folder / "env")])
        (folder / "desk").mkdir()
        made = cls(folder)
        made.install(*what)
        return made

    @property
    def bin(self) -> Path:
        return self.folder / "env" / "bin"

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def variables(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("BREAKEVEN", "PYTHON", "OPENAI", "VIRTUAL"))}
        return kept | {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "BREAKEVEN_HOME": str(self.home),
            "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    def install(self, *what: str) -> None:
        tool = [str(UV), "pip", "install", "-q", "--python"] if UV.is_file() else [str(self.bin / "pip"), "install"]
        where = [str(self.bin / "python")] if UV.is_file() else ["-q"]
        run([*tool, *where, "-c", str(ROOT / "constraints.txt"), *what], cwd=self.desk)

    def __call__(self, *command: str, **more: str) -> str:
        """What a command of the environment prints; ``more``: variables."""
        return run([str(self.bin / command[0]), *command[1:]], cwd=self.desk, env=self.variables | more).stdout

    def script(self, text: str, folder: Path, **more: str) -> str:
        """What lines of a shell print, the first failure ending them."""
        return run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, env=self.variables | more).stdout
