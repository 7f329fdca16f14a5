"""What the prepared questions teach about a new one: which claim answers it, and whether any does.

Kernel ridge regression (Saunders, Gammerman and Vovk, 1998) on sentence vectors. The targets of a prepared question are
1 for its own claim and 1 for "answered"; those of a question that nothing answers are 0 and -1. Unlike the nearest
question alone this weighs all of them, and it learns what sets the answerable apart from the merely similar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
SHARPNESS = 2.0  # of the kernel exp(SHARPNESS * (cosine - 1)); 1 to 4 rank alike (bench/search/fit.py)
PENALTY = 0.1  # on the coefficients; 0.03 to 0.3 rank alike


@dataclass(frozen=True)
class Taught:
    """``asked``: coefficients of a prepared question, by the hash of its text, and ``vectors`` of these texts;
    ``astray``: of the questions that nothing answers, whose vectors are ``strays``. Column 0 is "answered", the others
    are ``claims``, by id."""

    strays: Array
    claims: tuple[str, ...]
    asked: dict[int, Array]
    astray: Array
    vectors: dict[int, Array] = field(default_factory=dict)


def kernel(cosines: Array) -> Array:
    return np.asarray(np.exp(np.float32(SHARPNESS) * (cosines - np.float32(1))), dtype=np.float32)


def teach(owners: Sequence[int], claims: int, vectors: Array) -> Array:
    """Coefficients (questions, 1 + claims). ``owners``: the number of the claim that answers each question, -1 where
    none does. Both kinds of questions weigh the same in all, however many there are of each."""
    owner = np.asarray(owners)
    answered = owner >= 0
    targets = np.zeros((len(owner), 1 + claims))
    targets[:, 0] = np.where(answered, 1, -1)
    targets[answered, 1 + owner[answered]] = 1
    share = np.where(answered, answered.mean(), 1 - answered.mean())
    matrix = kernel(vectors @ vectors.T).astype(np.float64) + np.diag(2 * PENALTY * share)
    return np.linalg.solve(matrix, targets).astype(np.float32)
