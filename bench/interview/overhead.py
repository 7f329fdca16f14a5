"""What one message costs: the reader, the decision, the writing, and what the graph and the sessions add to them.

    python bench/interview/overhead.py --messages 40

Prints a table of medians in milliseconds and one JSON line. Goal: the graph adds at most 8 ms a message.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent.advisor import Advisor
from agent.nodes.desk import Parts
from agent.settings import Settings


class Timed(Parts):
    """The real parts, with the time that each took for the message in hand."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.spent: dict[str, float] = {}

    def _timed(self, name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        try:
            return work()
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - start

    def read(self, *args: Any, **kwargs: Any) -> Any:
        return self._timed("reader", lambda: super(Timed, self).read(*args, **kwargs))

    def assess(self, *args: Any, **kwargs: Any) -> Any:
        return self._timed("decision", lambda: super(Timed, self).assess(*args, **kwargs))

    def compose(self, *args: Any, **kwargs: Any) -> Any:
        return self._timed("writing", lambda: super(Timed, self).compose(*args, **kwargs))


def message(number: int) -> str:
    return f"We summarise support tickets, about {30 + number}M tokens a day, EU customers, nobody here has run GPUs"


def measure(parts: Timed, do: Callable[[int], Any], messages: int) -> dict[str, float]:
    """Medians in ms: the whole message, each part, and the rest."""
    rows: list[dict[str, float]] = []
    for number in range(messages + 3):
        parts.spent = {}
        start = time.perf_counter()
        do(number)
        whole = time.perf_counter() - start
        rows.append({**parts.spent, "graph": whole - sum(parts.spent.values()), "message": whole})
    return {name: round(statistics.median(r.get(name, 0.0) for r in rows[3:]) * 1e3, 1) for name in rows[-1]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=40)
    options = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        parts = Timed(settings)
        advisor = Advisor(settings, parts=parts)
        found["ask"] = measure(parts, lambda n: advisor.ask([message(n)]), options.messages)
        session = advisor.open()
        found["session"] = measure(parts, lambda n: list(session.send(message(n + 1000))), options.messages)
        advisor.close()
    names = ("reader", "decision", "writing", "graph", "message")
    print(f"{'ms, median':<12}" + "".join(f"{n:>10}" for n in names))
    for way, row in found.items():
        print(f"{way:<12}" + "".join(f"{row.get(n, 0.0):>10.1f}" for n in names))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
