"""What the grammar and the trained reading find together on texts left out of the training, for several thresholds.

python -m bench.reading.fuse      about ten minutes; prints for each slot the thresholds of the best F1
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import torch

from agent.understanding import reader
from agent.understanding.learned import second
from bench.reading.senses import SEED, SLOTS, Row, cases, doubled, train, written
from bench.reading.states import padded, states
from tools.profile import Profile

FOLDS = 3
FILL, CHANGE, VETO = (0.4, 0.5, 0.6, 0.7, 0.8), (0.6, 0.8, 0.9, 0.95, 0.99), (0.8, 0.9, 0.97)
Reading = tuple[int, int, Any]  # right, the grammar's, the head's probabilities


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


def readings(rows: list[Row], others: list[Row]) -> dict[str, list[Reading]]:
    out: dict[str, list[Reading]] = {slot: [] for slot in SLOTS}
    for k in range(FOLDS):
        net = train(*doubled([*others, *(r for i, r in enumerate(rows) if i % FOLDS != k)]))
        mine = rows[k::FOLDS]
        for (text, right, _), hidden in zip(mine, states([t for t, _, _ in mine]), strict=True):
            x, mask = (torch.from_numpy(a) for a in padded([hidden]))
            with torch.no_grad():
                said, _ = net(x, mask)
            first = grammar(text)
            for slot in SLOTS:
                if right[slot] >= 0:
                    out[slot].append((right[slot], first[slot], said[slot][0].softmax(-1).numpy()))
    return out


def f1(found: Sequence[Reading], fill: float, change: float, veto: float) -> float:
    hits = wrong = missed = 0
    for right, first, p in found:
        value = int(p[1:].argmax()) + 1
        if first == 0:
            value = value if p[value] >= fill else 0
        elif p[value] < change:
            value = 0 if p[0] >= veto else first
        hits += value == right > 0
        wrong += value not in (0, right)
        missed += right not in (0, value)
    return 2 * hits / max(1, 2 * hits + wrong + missed)


def main() -> None:
    rows = written()
    random.Random(SEED).shuffle(rows)
    for slot, found in readings(rows, list(cases())).items():
        alone = f1(found, 2, 2, 2)
        best = max(itertools.product(FILL, CHANGE, VETO), key=lambda at: f1(found, *at))
        print(f"{slot:12} grammar {alone:.3f}, both {f1(found, *best):.3f} at fill, change, veto {best}")


if __name__ == "__main__":
    main()
