"""Batches of hidden states, and texts as people in a hurry type them: what the trained reading is trained on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

SEED = 7
HELD = 20  # every such text is never trained on: thresholds are chosen on those


def apart(rows: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """(to train on, held back)."""
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    few = len(mixed) // HELD
    return mixed[few:], mixed[:few]


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Positions in batches of like length, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + 4 * rng.random())
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(parts)
    yield from parts


def padded(rows: Sequence[Any]) -> tuple[Any, Any]:
    """(states, mask) of a batch, zeros behind the end of each text."""
    longest = max(len(r) for r in rows)
    out = np.zeros((len(rows), longest, rows[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=bool)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
        mask[i, : len(row)] = True
    return out, mask


def misspelt(text: str, rng: random.Random) -> str:
    """The text as somebody in a hurry types it: small letters, no full stop, a letter lost or swapped."""
    kind, at = rng.random(), rng.randrange(max(1, len(text) - 2))
    if kind < 0.3:
        return text.lower()
    if kind < 0.5 or len(text) < 20:
        return text.rstrip(".!?")
    if kind < 0.62:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if kind < 0.75 else text
