"""What the grammar knows of one amount, as numbers, for the trained reading of numbers."""

from __future__ import annotations

import math

import numpy as np

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.learned.layers import Array
from agent.understanding.pool import USERS, role_of
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity

KINDS = ("tokens", "items", "users", "pages", "words", "chars", "time", "share", "money", "gpus", "people", "times", "plain")  # noqa: E501  # fmt: skip
PARTS = (
    "rate", "rate_in", "rate_out", "tok_item", "tok_item_in", "tok_item_out", "tok_user", "tok_page", "items", "users",
    "per_user", "link", "pages_item", "pages", "hours", "days",
)  # fmt: skip
TAGS = (
    "AVERAGE", "BATCH_OK", "BILL", "BUDGET", "CACHED", "CAN", "CHANGE", "FUTURE", "GPU", "GPU_PRICE", "GROWTH", "HIRE",
    "HORIZON", "HYP", "INPUT", "LATENCY", "LIMIT", "MEASURED", "MIGRATION", "NEG", "NOT_BILL", "NOW", "OTHERS",
    "OUTPUT", "OWNED", "PAST", "PEAK", "PERSON_PRICE", "PREFIX", "PRICE", "REAL_TIME", "RENT", "REQUIRED", "SEVERAL",
    "SPEED", "STAFF", "TTFT", "WE",
)  # fmt: skip
PERIODS = (1 / 86400, 1 / 1440, 1 / 24, 1.0, 7.0, 14.0, 30.0, 90.0, 365.0)
MOST = 10  # powers of ten


def traits(s: Scene, q: Quantity) -> Array:
    """(SIZE,) of zeros and ones."""
    clause, sentence = s.clause_of(q.start), s.sentence_of(q.start)
    return np.array(
        [
            *_unit(q),
            *_one_of(q.kind, KINDS),
            *_one_of(role_of(q), PARTS),
            *_size(q),
            *_period(q),
            *_tags(clause, sentence),
        ],
        dtype=np.float32,
    )


def _unit(q: Quantity) -> list[bool]:
    return [
        q.flow == "in",
        q.flow == "out",
        bool(q.per),
        any(p in USERS for p in q.per),
        q.noun in USERS,
        q.working,
        q.currency not in (None, "USD"),
        q.currency == "USD",
        q.scaled,
        q.weak,
        q.low is not None,
    ]


def _size(q: Quantity) -> list[bool]:
    power = min(MOST, math.floor(math.log10(q.value))) if q.value > 0 else -1
    return [max(-1, power) == i for i in range(-1, MOST + 1)]


def _period(q: Quantity) -> list[bool]:
    return [q.period is not None and abs(q.period - p) <= 0.1 * p for p in PERIODS] + [q.period is None]


def _tags(clause: Clause, sentence: Sentence) -> list[bool]:
    moods = [clause.supposed, clause.asked, clause.quoted, sentence.question]
    return moods + [t in clause.tags for t in TAGS] + [t in sentence.tags for t in TAGS]


def _one_of(value: str | None, values: tuple[str, ...]) -> list[bool]:
    return [value == v for v in values]


SIZE = 11 + len(KINDS) + len(PARTS) + MOST + 2 + len(PERIODS) + 1 + 4 + 2 * len(TAGS)
