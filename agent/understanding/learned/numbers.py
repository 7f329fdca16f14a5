"""The trained reading of numbers: which part every amount of a message plays, and in which period."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.understanding.learned.layers import Array, Layers, gelu, softmax
from agent.understanding.learned.traits import SIZE, traits
from agent.understanding.learned.trunk import trunk
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity

ROLES = (
    "rate_total", "rate_in", "rate_out", "tok_item", "tok_in", "tok_out", "prefix_tok", "items", "users", "per_user",
    "per_item", "hours_day", "days_week", "share_in", "share_out", "share_cached", "share_prefix", "share_work",
    "share_batch", "peak_factor", "peak_rate", "latency", "ttft", "speed", "growth", "bill", "gpu_rate", "wage",
    "migration", "horizon", "gpus_owned", "unit_price", "money_other", "old", "planned", "others", "supposed",
    "withdrawn", "none",
)  # fmt: skip
NOT_OURS = frozenset(["old", "planned", "others", "supposed", "withdrawn", "none", "unit_price", "money_other"])
PERIODS: dict[str, float | None] = {
    "-": None, "s": 1 / 86400, "min": 1 / 1440, "h": 1 / 24, "day": 1.0, "workday": 1.0, "night": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.0, "quarter": 90.0, "year": 365.0,
}  # fmt: skip
NEXT = 4  # word pieces before and after the number that are looked at by themselves
LONGEST_WINDOW = 90  # words read at once; the texts of the training have at most some 80
MOST_WINDOWS = 12
_YEARLIKE = re.compile(r"(?:19|20)\d{2,4}")


@dataclass(frozen=True)
class Part:
    """The likeliest role of an amount, its period in the training's words, and how sure both are (0 to 1).
    ``foreign``: probability that the amount is none of ours today."""

    role: str
    probability: float
    period: str
    period_probability: float
    foreign: float

    @property
    def days(self) -> float | None:
        return PERIODS[self.period]


@dataclass(frozen=True)
class Window:
    """Some sentences: their text, and of each of its amounts the characters of the number."""

    text: str
    amounts: list[Quantity]
    spans: list[tuple[int, int]]


def windows(s: Scene) -> Iterator[Window]:
    """A message in pieces of whole sentences, those without an amount left out."""
    groups: list[list[int]] = []
    for sentence in s.sentences:
        if groups and sentence.end - groups[-1][0] <= LONGEST_WINDOW:
            groups[-1][1] = sentence.end
        else:
            groups.append([sentence.start, sentence.end])
    for start, end in groups:
        amounts = [q for q in s.amounts if start <= number_at(s, q) < end]
        if amounts:
            a, b = s.span(start, end)
            spans = [s.span(i := number_at(s, q), i + 1) for q in amounts]
            text, spans = _grouped(s.message[a:b], [(x - a, y - a) for x, y in spans])
            yield Window(text, amounts, spans)


def _grouped(text: str, spans: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Amounts that begin like a year, with a comma: the word pieces of "20100 calls" are those of 2010, and what is of
    2010 is of the past."""
    out, done, moved = "", 0, {}
    for x, y in sorted(set(spans)):
        number = f"{int(text[x:y]):,}" if _YEARLIKE.fullmatch(text[x:y]) else text[x:y]
        out += text[done:x]
        moved[x, y] = (len(out), len(out) + len(number))
        out, done = out + number, y
    return out + text[done:], [moved[span] for span in spans]


def number_at(s: Scene, q: Quantity) -> int:
    """Where among its words an amount's own number stands: "one contract takes 100 tokens" is about the second."""
    found = [i for i in range(q.start, q.end) if s.tokens[i].kind == "num"]
    if len(found) > 1 and q.value > 1 and s.tokens[found[0]].raw.lower() in ("one", "a", "1"):
        return found[1]
    return found[0] if found else q.start


def weights(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Array:
    """(3, numbers, word pieces): averages over the number itself, the pieces before it, and those after it."""
    out = np.zeros((3, len(spans), len(offsets)), dtype=np.float32)
    for n, (a, b) in enumerate(spans):
        own = [i for i, (x, y) in enumerate(offsets) if x < b and a < y and y > x] or [len(offsets) - 1]
        for part, places in enumerate((own, range(own[0] - NEXT, own[0]), range(own[-1] + 1, own[-1] + 1 + NEXT))):
            inside = [i for i in places if 0 <= i < len(offsets)]
            out[part, n, inside] = 1 / max(1, len(inside))
    return out


class Numbers:
    """Several heads that were trained alike from different beginnings; their probabilities are averaged."""

    def __init__(self, path: Path) -> None:
        self.layers = Layers(path)
        self.heads = range(int(self.layers.meta["heads"]))

    def read(self, s: Scene) -> list[tuple[Quantity, Part]]:
        """Every amount of a message with its part; of a very long message those of its beginning."""
        out: list[tuple[Quantity, Part]] = []
        for n, window in enumerate(windows(s)):
            if n == MOST_WINDOWS:
                break
            known = np.stack([traits(s, q) for q in window.amounts])
            roles, periods = self.chances(window, known)
            out.extend(zip(window.amounts, map(_part, roles, periods), strict=True))
        return out

    def chances(self, window: Window, known: Array) -> tuple[Array, Array]:
        """Probabilities (numbers, roles) and (numbers, periods). ``known``: (numbers, SIZE) of traits."""
        states, offsets = trunk().pieces(window.text)
        near = weights(offsets, window.spans)
        found = [self._one(f"{i}.", states, near, known) for i in self.heads]
        return np.mean([r for r, _ in found], axis=0), np.mean([p for _, p in found], axis=0)

    def _one(self, head: str, states: Array, near: Array, known: Array) -> tuple[Array, Array]:
        layers = self.layers
        marks = (near[0] > 0).astype(np.float32)
        x = layers.linear(head + "inp.2", layers.norm(head + "inp.0", states))
        x = x + (marks.sum(0) > 0)[:, None] * layers.weights[head + "mark"]
        x = layers.encode(x + marks.T @ layers.linear(head + "known", known), head + "enc.0")
        told = gelu(layers.linear(head + "told.0", known))
        mixed = gelu(layers.linear(head + "mix.0", np.concatenate([*(near @ x), told], axis=-1)))
        return softmax(layers.linear(head + "role", mixed)), softmax(layers.linear(head + "period", mixed))


_FOREIGN = [i for i, r in enumerate(ROLES) if r in NOT_OURS]


def _part(roles: Array, periods: Array) -> Part:
    role, period = int(roles.argmax()), int(periods.argmax())
    foreign = float(roles[_FOREIGN].sum())
    return Part(ROLES[role], float(roles[role]), list(PERIODS)[period], float(periods[period]), foreign)


@functools.cache
def numbers() -> Numbers:
    return Numbers(Path(__file__).with_name("numbers.npz"))


__all__ = [
    "NOT_OURS",
    "PERIODS",
    "ROLES",
    "SIZE",
    "Numbers",
    "Part",
    "Window",
    "number_at",
    "numbers",
    "weights",
    "windows",
]
