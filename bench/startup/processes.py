"""Commands timed as a user meets them: a new process each, alternated so that a busy moment hits all alike."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PYTHON = sys.executable
BREAKEVEN = str(Path(PYTHON).with_name("breakeven"))


@dataclass(frozen=True)
class Taken:
    """Medians over the runs: seconds on the clock, and seconds of processor time (steady on a busy machine)."""

    wall_s: float
    cpu_s: float


def once(command: Sequence[str], **more: str) -> Taken:
    """One run in a fresh home. Error: RuntimeError with the last line of stderr."""
    with tempfile.TemporaryDirectory(prefix="bench-startup-") as home:
        environment = {**os.environ, "BREAKEVEN_HOME": home, "NO_COLOR": "1", "BREAKEVEN_MODEL": "builtin", **more}
        before, start = os.times(), time.perf_counter()
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise RuntimeError(f"{command[0]}: exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(wall, used)


def alternated(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Taken]:
    """Every command once to warm the disk, then ``runs`` rounds over all of them."""
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for round_ in range(runs + 1):
        for name, command in commands.items():
            found = once(command)
            if round_:
                taken[name].append(found)
    return {n: Taken(median(t.wall_s for t in ts), median(t.cpu_s for t in ts)) for n, ts in taken.items()}
