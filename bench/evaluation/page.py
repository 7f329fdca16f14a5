"""docs/evaluation.md: our figures against the goals, what is missed, and the same beside other tools."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.docs.markdown import table
from bench.evaluation import features
from bench.evaluation.figures import Figure


@dataclass(frozen=True)
class Run:
    """When and on what kind of machine; ``quick``: with few repetitions; ``load`` before the run, of one minute."""

    at: dt.date
    quick: bool
    cores: int
    load: float

    @classmethod
    def now(cls, *, quick: bool) -> Run:
        cores = os.cpu_count() or 1
        return cls(dt.datetime.now(dt.UTC).date(), quick, cores, os.getloadavg()[0])

    @property
    def machine(self) -> str:
        """Kind of machine, without its name."""
        python = f"{platform.python_implementation()} {platform.python_version()}"
        return f"{self.cores} cores, {platform.machine()}, {platform.system()}, {python}"

    @property
    def busy(self) -> bool:
        return self.load > 0.5


def page(run: Run, figures: Sequence[Figure], paints: Mapping[str, str], errors: Mapping[str, str]) -> str:
    """The whole page."""
    missed = [f for f in figures if f.verdict == "**missed**"]
    absent = [f for f in figures if f.value is None]
    parts = [
        "<!-- Written by `python -m bench.run`. Do not edit. -->",
        "# Evaluation",
        f"Measured on {run.at} in one run of `python -m bench.run`. Machine: {run.machine}.{_caution(run)}",
        _summary(figures, missed, absent),
        "## Against our goals",
        table(("area", "what", "measured", "goal", "", "note"), (_row(f) for f in figures)),
        _missed(missed, absent),
        _peers(paints, errors),
        _features(),
        READING,
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


READING = """## How to read this

- The goals were set before the measurements. They stand in the table as they were set.
- The shared cases are few. A percent there is worth little by itself: read the counts in the note.
- Our own questions and cases were written by us. The shared ones were not, but we know them. Neither is blind.
- The capacity rows cluster by publisher. Expect the errors with a publisher or a model left out.
- Simulated users answer from the same priors that the program holds. Real people will differ.
- `bench/` holds the program of every figure. `tests/` holds what must always be so."""


def _caution(run: Run) -> str:
    said = []
    if run.busy:
        said.append(
            f"**The machine was busy** (load {run.load:.1f} on {run.cores} cores): times, and ratios of times, "
            "are worse than they would be alone"
        )
    if run.quick:
        said.append("**A quick run**: few repetitions")
    return (" " + ". ".join(said) + ".") if said else ""


def _summary(figures: Sequence[Figure], missed: Sequence[Figure], absent: Sequence[Figure]) -> str:
    aimed = [f for f in figures if f.goal is not None]
    met = sum(f.verdict == "met" for f in aimed)
    rest = f" {len(absent)} not measured." if absent else ""
    return f"{met} of {len(aimed)} goals met, {len(missed)} missed.{rest}"


def _row(f: Figure) -> tuple[str, ...]:
    return f.area, f.what, f.shown, f.aim, f.verdict, f.note.replace("|", "/")


def _missed(missed: Sequence[Figure], absent: Sequence[Figure]) -> str:
    lines = [f"- {f.area}, {f.what}: {f.shown}, goal {f.aim}." for f in missed]
    lines += [f"- {f.area}, {f.what}: not measured, {f.note}." for f in absent]
    return "## Where we are worse than our goal\n\n" + ("\n".join(lines) or "Nowhere in this run.")


def _peers(paints: Mapping[str, str], errors: Mapping[str, str]) -> str:
    parts = ["## Beside other tools"]
    if errors:
        parts.append("Throughput on the same published rows (ours: see capacity above).")
        parts.append(table(("tool", "error"), errors.items()))
    if paints:
        parts.append("First paint of a terminal program, same run, same Python, a terminal of 120 x 40.")
        parts.append(table(("program", "first paint, median"), paints.items()))
    if len(paints) <= 2:
        parts.append("Other terminal programs were not installed in this run (`python -m bench.run --peers`).")
    return "\n\n".join(parts)


def _features() -> str:
    head = ("feature", "breakeven", *features.PEERS)
    names = "\n".join(f"- {short}: {name}" for short, name in features.PEERS.items())
    ours = "\n".join(f"- {feature}: {why}." for feature, why in features.OURS.items())
    return (
        f"### Features\n\n{features.READ}\n\n{table(head, features.rows())}\n\n{names}\n\n"
        f"Ours is only partly there:\n\n{ours}\n\nWhere another tool does more:\n\n"
        + "\n".join(f"- {line}" for line in features.AHEAD)
    )
