"""How fast the decision is: one edited value, the same with flips and plots, and draws a second.

    python bench/decision/speed.py

Medians of the process's own runs; the first call of a process also tabulates replicas and is printed apart.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from statistics import median

from knowledge.catalogue import load
from tools.decision import assess, cost_curve
from tools.decision.case import build
from tools.decision.evaluate import evaluate
from tools.decision.explore import draw_rows
from tools.profile import Current, Profile, Regulation, Team, Workload, with_slot

AT = dt.date(2026, 11, 21)
DRAWS = 200_000
RUNS = 15


def profile() -> Profile:
    return Profile(
        workloads=(Workload(name="tagging", task="classification", tokens_per_day=2.4e8, quality="open_large"),),
        current=Current(provider="OpenAI", monthly_bill_usd=58_000),
        regulation=Regulation(regimes=(), third_party="allowed"),
        team=Team(gpu_ops="dedicated"),
    )


def timed(work: Callable[[int], object]) -> float:
    """Median seconds of RUNS calls; each gets its number, so that no two ask for the same thing."""
    seconds = []
    for i in range(RUNS):
        start = time.perf_counter()
        work(i)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def edited(i: int) -> Profile:
    return with_slot(profile(), "workloads[0].tokens_per_day", 2.4e8 * (1 + i / 50))


def main() -> None:
    catalogue = load()
    start = time.perf_counter()
    assess(profile(), catalogue, AT)
    print(f"{'first assessment of a process':<52}{1e3 * (time.perf_counter() - start):8.1f} ms")
    quick = timed(lambda i: assess(edited(i), catalogue, AT, with_flips=False))
    print(f"{'one edited value -> option, confidence, costs':<52}{1e3 * quick:8.1f} ms   goal 50")
    full = timed(lambda i: (assess(edited(i), catalogue, AT), cost_curve(edited(i), catalogue, AT)))
    print(f"{'... with flips, tornado and the cost curve':<52}{1e3 * full:8.1f} ms   goal 500")
    case = build(profile(), catalogue, AT)
    rows = draw_rows(case, DRAWS)
    start = time.perf_counter()
    evaluate(case, rows, DRAWS)
    print(f"{'draws a second, one workload':<52}{DRAWS / (time.perf_counter() - start):8.0f}")


if __name__ == "__main__":
    main()
