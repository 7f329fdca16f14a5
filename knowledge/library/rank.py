"""From features to one score, and from scores to a list: what is worth showing, best first, no source left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from knowledge.library.features import Array, Features

THRESHOLD = 0.15  # below this nothing is said to answer the query
_BOTH = re.compile(
    r"\b(?:both|each|two|all|either|the|these|our)\s+(?:\w+\s+)?(?:texts?|articles?|sources?|documents?|authors?)\b|\bdisagree|\bagree\b|\bcontradict",
    re.I,
)


def scores(f: Features) -> Array:
    """About the probability that the entry answers the query."""
    z = (
        0.5 * f.words_text
        + 0.5 * f.dense_text
        + f.dense_ask
        + 0.5 * f.words_ask
        + 0.3 * f.dense_claim
        - 0.5 * f.missing
    )
    return np.asarray(1 / (1 + np.exp(-8 * (z - 1.2))), dtype=np.float32)


def choose(values: Array, sources: Sequence[str], query: str, k: int) -> list[int]:
    """Indices of at most ``k`` entries over the threshold, best first; the best of another source is brought among the
    first three where it answers too, and straight to second place where the query asks what the sources say."""
    order = [int(i) for i in np.argsort(-values, kind="stable")[: max(4 * k, 40)] if values[i] >= THRESHOLD]
    if not order:
        return []
    place = 1 if _BOTH.search(query) else 2
    first = {sources[i] for i in order[: place + 1]}
    other = next((i for i in order if sources[i] not in first), None)
    if other is not None and len(first) == 1 and values[other] >= 0.3 * values[order[0]]:
        order.remove(other)
        order.insert(place, other)
    return order[:k]
