"""Scores the installed program on the shared cases: ``python -m bench.shared_cases.run [SPLIT]``.

The folder is the one named by BREAKEVEN_SHARED (default ../shared), the scorer its ``cases/score.py``. It starts from
a fresh home, adds the originals, and prints one line a metric: name, value, hits / total. Without the folder nothing is
scored, and that is said.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BREAKEVEN_SHARED") or REPOSITORY.parent / "shared")
SCORER = SHARED / "cases" / "score.py"
BREAKEVEN = Path(sys.executable).with_name("breakeven")


def main(arguments: list[str]) -> int:
    if not SCORER.is_file():
        print("not scored: there are no shared cases here (BREAKEVEN_SHARED names their folder)", file=sys.stderr)
        return 1
    command = [sys.executable, str(SCORER), *arguments, "--command", str(BREAKEVEN)]
    with tempfile.TemporaryDirectory(prefix="bench-cases-") as folder:
        return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
