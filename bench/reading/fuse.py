"""What the grammar and the trained reading find together on texts held back from the training, for several thresholds.

python -m bench.reading.fuse      prints for each slot the thresholds of the best F1
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from agent.understanding import reader
from agent.understanding.learned import second
from agent.understanding.learned.head import Said, head
from bench.reading.senses import SLOTS, Row, written
from bench.reading.states import apart
from tools.profile import Profile

FILL, CHANGE, VETO = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9), (0.6, 0.8, 0.9, 0.95, 0.99, 2.0), (0.8, 0.9, 0.97, 2.0)
Reading = tuple[int, int, Said]  # right, the grammar's, the trained


def grammar(text: str) -> dict[str, int]:
    """The grammar's value of every slot as its number, 0 where it says nothing."""
    seen = second.MOST_SENTENCES
    second.MOST_SENTENCES = 0
    try:
        profile = reader.read(text, Profile()).profile
    finally:
        second.MOST_SENTENCES = seen
    first = profile.workloads[0] if profile.workloads else None
    out = {}
    for slot, values in SLOTS.items():
        home: Any = next((x for x in (profile.regulation, profile.team) if hasattr(x, slot)), first)
        value = getattr(home, slot, None)
        word = str(value).lower() if isinstance(value, bool) else value
        out[slot] = values.index(word) + 1 if word in values else 0
    return out


def readings(rows: Sequence[Row]) -> dict[str, list[Reading]]:
    out: dict[str, list[Reading]] = {slot: [] for slot in SLOTS}
    for text, right, _ in rows:
        first, said = grammar(text), head().read(text)
        for slot in SLOTS:
            if right[slot] >= 0:
                out[slot].append((right[slot], first[slot], said[slot]))
    return out


def f1(slot: str, found: Sequence[Reading], fill: float, change: float, veto: float) -> float:
    hits = wrong = missed = 0
    for right, first, said in found:
        value = SLOTS[slot].index(said.value or "") + 1
        if first == 0:
            value = value if said.probability >= fill else 0
        elif said.probability < change:
            value = 0 if said.silent >= veto else first
        hits += value == right > 0
        wrong += value not in (0, right)
        missed += right not in (0, value)
    return 2 * hits / max(1, 2 * hits + wrong + missed)


def main() -> None:
    _, held = apart(written())
    for slot, found in readings(held).items():
        alone, trained = f1(slot, found, 2, 2, 2), f1(slot, found, 0.5, 0, 2)
        best = max(itertools.product(FILL, CHANGE, VETO), key=lambda at: f1(slot, found, *at))
        sure = second.SURE[slot]
        now = f1(slot, found, sure.fill, sure.change, sure.veto)
        print(
            f"{slot:12} grammar {alone:.3f}, trained {trained:.3f}, both as it is {now:.3f}, "
            f"{f1(slot, found, *best):.3f} at fill, change, veto {best}"
        )


if __name__ == "__main__":
    main()
