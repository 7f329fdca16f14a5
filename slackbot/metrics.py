"""Counters and histograms in Prometheus' text format. No label ever holds what somebody wrote."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable

Labels = tuple[tuple[str, str], ...]
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
HELP = {
    "breakeven_slack_accepted_total": "Requests written down and acknowledged, by kind.",
    "breakeven_slack_duplicates_total": "Retries of something accepted before.",
    "breakeven_slack_refused_total": "Requests not acknowledged because too many wait.",
    "breakeven_slack_jobs_total": "Jobs that ended, by kind and result.",
    "breakeven_slack_rate_limited_total": "Calls that Slack answered with 429, by method.",
    "breakeven_slack_ack_seconds": "From a request's arrival to its acknowledgement.",
    "breakeven_slack_answer_seconds": "From acceptance to the last part of the answer.",
    "breakeven_slack_jobs": "Jobs that are not over, by state.",
    "breakeven_slack_oldest_seconds": "How long the oldest unanswered job has waited.",
}


class Metrics:
    """Thread-safe. ``gauges`` are read when somebody looks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters: dict[tuple[str, Labels], float] = defaultdict(float)
        self._histograms: dict[str, list[float]] = {}  # one count per bucket, one above all, the sum
        self.gauges: list[Callable[[], dict[tuple[str, Labels], float]]] = []

    def count(self, name: str, **labels: str) -> None:
        with self._lock:
            self._counters[f"breakeven_slack_{name}_total", tuple(sorted(labels.items()))] += 1

    def observe(self, name: str, seconds: float) -> None:
        with self._lock:
            kept = self._histograms.setdefault(f"breakeven_slack_{name}_seconds", [0.0] * (len(BUCKETS) + 2))
            kept[bisect_left(BUCKETS, seconds)] += 1
            kept[-1] += seconds

    def text(self) -> str:
        """The exposition, version 0.0.4."""
        gauges = {key: value for read in self.gauges for key, value in read().items()}
        with self._lock:
            lines = [*_simple("counter", self._counters), *_simple("gauge", gauges)]
            for name, kept in sorted(self._histograms.items()):
                lines += _histogram(name, kept)
        return "\n".join(lines) + "\n"


def _head(name: str, kind: str) -> list[str]:
    return [f"# HELP {name} {HELP.get(name, name)}", f"# TYPE {name} {kind}"]


def _simple(kind: str, values: dict[tuple[str, Labels], float]) -> list[str]:
    lines: list[str] = []
    for name in sorted({name for name, _ in values}):
        lines += _head(name, kind)
        lines += [f"{n}{_labels(labels)} {value:g}" for (n, labels), value in sorted(values.items()) if n == name]
    return lines


def _histogram(name: str, kept: list[float]) -> list[str]:
    lines, total = _head(name, "histogram"), 0.0
    for limit, n in zip((*(f"{b:g}" for b in BUCKETS), "+Inf"), kept[:-1], strict=True):
        total += n
        lines.append(f'{name}_bucket{{le="{limit}"}} {total:g}')
    return [*lines, f"{name}_sum {kept[-1]:.6f}", f"{name}_count {total:g}"]


def _labels(labels: Labels) -> str:
    escaped = (f'{k}="{v.translate(_ESCAPES)}"' for k, v in labels)
    return "{" + ",".join(escaped) + "}" if labels else ""


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
