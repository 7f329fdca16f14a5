"""Everything that is measured, as one table.

    python -m bench.run [--quick] [--peers] [--only NAME,...] [--out FILE]

Runs each benchmark in a process of its own, one after the other, prints the table, and writes docs/evaluation.md. A
benchmark that fails or is not there leaves a line that says so. Takes some twenty minutes on two quiet cores, two or
three with ``--quick``. The shared cases need the folder named by BREAKEVEN_SHARED (default ../shared).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.evaluation import readers
from bench.evaluation.figures import Figure
from bench.evaluation.page import Run, page
from bench.startup.peers import environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "evaluation.md"
LIMIT_S = 3600
AREAS = (
    "shared cases", "understanding", "decisions", "answers", "safety", "search", "capacity", "interview", "sessions",
    "slack", "chat", "speed", "start-up",
)  # fmt: skip


@dataclass(frozen=True)
class Benchmark:
    """``quick``: arguments in place of ``full`` for a short run. ``read``: from what it prints to figures."""

    name: str
    area: str
    program: str
    read: Callable[[str], Iterable[Figure]]
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()


BENCHMARKS = (
    Benchmark("cases", "shared cases", "bench/shared_cases/run.py", readers.shared_cases),
    Benchmark("search", "search", "bench/search/run.py", readers.search),
    Benchmark("growth", "search", "bench/search/growth.py", readers.growth, ("1000", "10000", "100000"), ("1000",)),
    Benchmark("support", "answers", "bench/support/run.py", readers.support),
    Benchmark("verifier", "answers", "bench/verifier/run.py", readers.verifier, ("1000",), ("50",)),
    Benchmark("capacity", "capacity", "bench/capacity/fit.py", readers.capacity),
    Benchmark("unseen", "capacity", "bench/capacity/unseen.py", readers.unseen),
    Benchmark("elsewhere", "capacity", "bench/capacity/elsewhere.py", readers.elsewhere),
    Benchmark("speed", "speed", "bench/decision/speed.py", readers.speed),
    Benchmark("startup", "start-up", "bench/startup/run.py", readers.startup, (), ("--runs", "2", "--messages", "100")),
    Benchmark("chat", "chat", "bench/chat/run.py", readers.chat, (), ("--messages", "60", "--keys", "10")),
    Benchmark(
        "interview",
        "interview",
        "bench/interview/questions.py",
        readers.interview,
        ("--users", "100"),
        ("--users", "8"),
    ),
    Benchmark("kill", "sessions", "bench/interview/kill.py", readers.kill, ("--rounds", "200"), ("--rounds", "5")),
    Benchmark("slack", "slack", "bench/slack/load.py", readers.slack, (), ("--rates", "10", "--seconds", "3")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few repetitions: to see that everything runs")
    parser.add_argument("--peers", action="store_true", help="install other people's programs and measure them too")
    parser.add_argument("--only", metavar="NAME,...", help=", ".join(b.name for b in BENCHMARKS))
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else [b.name for b in BENCHMARKS]
    if unknown := set(wanted) - {b.name for b in BENCHMARKS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    run = Run.now(quick=options.quick)
    figures, paints, errors = list[Figure](), dict[str, str](), dict[str, str]()
    for benchmark in (b for b in BENCHMARKS if b.name in wanted):
        printed, found = measured(benchmark, options.quick, options.peers)
        figures += found
        paints |= readers.peer_paints(printed) if benchmark.name == "startup" else {}
        if benchmark.name == "capacity":
            errors |= readers.peer_capacity(printed)
            errors |= second_opinion() if options.peers else {}
    figures.sort(key=lambda f: AREAS.index(f.area))
    for f in figures:
        print(f"{f.area:<14} {f.what:<80} {f.shown:>9}  {f.aim:<16} {f.verdict.strip('*'):<12} {f.note}")
    options.out.write_text(page(run, figures, paints, errors), encoding="utf-8")
    return 0


def measured(benchmark: Benchmark, quick: bool, peers: bool) -> tuple[str, list[Figure]]:
    """What the benchmark printed, and its figures: one that says why where there are none."""
    print(f"{benchmark.name} ...", file=sys.stderr, flush=True)
    printed, trouble = output(benchmark, quick, peers)
    found = list(benchmark.read(printed))
    if not found:
        found = [
            Figure(benchmark.area, benchmark.program, None, note=trouble or "it printed no figure that is known here")
        ]
    return printed, found


def second_opinion() -> dict[str, str]:
    """aiconfigurator beside our estimate, in an environment of its own, in words."""
    print("aiconfigurator ...", file=sys.stderr, flush=True)
    program = ROOT / "bench" / "evaluation" / "second_opinion.py"
    try:
        with environment("-c", str(ROOT / "constraints.txt"), f"{ROOT}[aiconfigurator]") as programs:
            command = [str(programs / "python"), str(program)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, stdin=subprocess.DEVNULL)
    except (RuntimeError, subprocess.TimeoutExpired) as e:
        return {"aiconfigurator": f"not measured: {' '.join(str(e).split())[-160:]}"}
    return readers.second_opinion(done.stdout) or {"aiconfigurator": "not measured: it printed no figure"}


def output(benchmark: Benchmark, quick: bool, peers: bool) -> tuple[str, str]:
    """Standard output, and the last line of trouble."""
    if not (ROOT / benchmark.program).is_file():
        return "", "it is not there yet"
    module = benchmark.program.removesuffix(".py").replace("/", ".")
    # those that stand alone import their neighbours by name, the others are modules of a package
    alone = not (ROOT / benchmark.program).with_name("__init__.py").is_file()
    start = [sys.executable, benchmark.program] if alone else [sys.executable, "-m", module]
    more = ["--peers"] if peers and benchmark.name == "startup" else []
    command = [*start, *(benchmark.quick if quick else benchmark.full), *more]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as e:
        return str(e.stdout or ""), f"stopped after {LIMIT_S} s"
    said = done.stderr.strip().splitlines()[-1:]
    print(*(f"  {line}" for line in said), sep="\n", end="\n" if said else "", file=sys.stderr)
    return done.stdout, "".join(said) if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
