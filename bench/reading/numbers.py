"""Which part every number of a message plays, and in which period: the marked texts, and the head over them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from agent.understanding.learned.numbers import PERIODS, ROLES, SIZE, weights, windows
from agent.understanding.learned.traits import traits
from agent.understanding.scene import scene
from bench.reading.states import padded
from knowledge.library.embed import Embedding

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[(.*?)\|(\w+)(?:\|(\w+))?\]\]")
WIDTH, TOLD, DROP = 160, 64, 0.3
WITH_PERIOD = {ROLES.index(r) for r in ("rate_total", "rate_in", "rate_out", "items", "per_user", "bill", "growth", "peak_rate")}  # noqa: E501  # fmt: skip
NOTHING = -1  # a number that nobody labelled


@dataclass
class Row:
    """One window with the hidden states, and of each number the averaging weights, traits, role and period."""

    states: Any
    near: Any  # (3, numbers, tokens)
    known: Any  # (numbers, SIZE)
    roles: list[int]
    periods: list[int]


# ---------------------------------------------------------------- labelled texts
def unmarked(line: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text without its marks; start, end, role and period of each number."""
    marked, text, marks, at = json.loads(line)["text"], "", [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        marks.append((len(text), len(text) + len(m[1]), m[2], m[3] or "-"))
        text, at = text + m[1], m.end()
    return text + marked[at:], marks


def written() -> list[tuple[str, list[tuple[int, int, str, str]]]]:
    rows = [unmarked(line) for line in (HERE / "numbers.jsonl").read_text("utf-8").splitlines()]
    return [(t, marks) for t, marks in rows if marks]


def rows_of(text: str, marks: Sequence[tuple[int, int, str, str]], lower: Embedding) -> list[Row]:
    """A text as the reader sees it: its amounts, and the marked numbers that the grammar takes for no amount."""
    s = scene(text)
    out = []
    for window in windows(s):
        states, offsets = lower.pieces([window.text])[0]
        start = text.index(window.text)
        spans, known = list(window.spans), [traits(s, q) for q in window.amounts]
        labels = [_label(marks, a + start, b + start) for a, b in spans]
        for a, b, role, period in marks:
            a, b = a - start, b - start
            if a >= 0 and b <= len(window.text) and not any(x < b and a < y for x, y in window.spans):
                spans.append((a, b))
                known.append(np.zeros(SIZE, dtype=np.float32))
                labels.append(_indices(role, period))
        near = weights(offsets, spans)
        roles, periods = ([x[i] for x in labels] for i in (0, 1))
        out.append(Row(states.astype(np.float16), near, np.stack(known), roles, periods))
    return out


def _label(marks: Sequence[tuple[int, int, str, str]], start: int, end: int) -> tuple[int, int]:
    found = [(role, period) for a, b, role, period in marks if a < end and start < b]
    return _indices(*found[0]) if found else (NOTHING, NOTHING)


def _indices(role: str, period: str) -> tuple[int, int]:
    if role not in ROLES:
        return NOTHING, NOTHING
    number = ROLES.index(role)
    return number, list(PERIODS).index(period) if number in WITH_PERIOD and period in PERIODS else NOTHING


# ---------------------------------------------------------------- the head
def build() -> Any:
    import torch
    from torch import nn

    class Net(nn.Module):
        """One pre-norm transformer layer over the hidden states, told which tokens are numbers and what the grammar
        knows of them; role and period from the number's own tokens, those around it, and the traits."""

        def __init__(self) -> None:
            super().__init__()
            self.inp = nn.Sequential(nn.LayerNorm(384), nn.Dropout(DROP), nn.Linear(384, WIDTH))
            self.mark = nn.Parameter(torch.randn(WIDTH) * 0.05)
            self.known = nn.Linear(SIZE, WIDTH)
            layer = nn.TransformerEncoderLayer(WIDTH, 4, 2 * WIDTH, DROP, "gelu", batch_first=True, norm_first=True)
            self.enc = nn.ModuleList([layer])
            self.told = nn.Sequential(nn.Linear(SIZE, TOLD), nn.GELU())
            self.mix = nn.Sequential(nn.Linear(3 * WIDTH + TOLD, WIDTH), nn.GELU(), nn.Dropout(DROP))
            self.role, self.period = nn.Linear(WIDTH, len(ROLES)), nn.Linear(WIDTH, len(PERIODS))

        def forward(self, states: Any, mask: Any, near: Any, known: Any) -> tuple[Any, Any]:
            marks = (near[:, 0] > 0).float()
            x = self.inp(states) + (marks.sum(1) > 0).float()[..., None] * self.mark
            x = x + marks.transpose(1, 2) @ self.known(known)
            x = self.enc[0](x, src_key_padding_mask=~mask)
            around = torch.cat([near[:, i] @ x for i in range(3)], -1)
            mixed = self.mix(torch.cat([around, self.told(known)], -1))
            return self.role(mixed), self.period(mixed)

    return Net()


def batch(rows: Sequence[Row]) -> tuple[Any, ...]:
    """(states, mask, near, known, roles, periods) of rows, padded."""
    import torch

    states, mask = padded([r.states for r in rows])
    most = max(len(r.roles) for r in rows)
    near = np.zeros((len(rows), 3, most, states.shape[1]), dtype=np.float32)
    known = np.zeros((len(rows), most, SIZE), dtype=np.float32)
    labels = np.full((2, len(rows), most), NOTHING)
    for i, r in enumerate(rows):
        near[i, :, : len(r.roles), : len(r.states)] = r.near
        known[i, : len(r.roles)] = r.known
        labels[:, i, : len(r.roles)] = r.roles, r.periods
    return tuple(torch.from_numpy(a) for a in (states, mask, near, known, labels[0], labels[1]))


def loss(net: Any, rows: Sequence[Row]) -> Any:
    """Of one batch. ``net``: states, mask, near, known -> role, period. The grammar errs, too: some of what it knows,
    now and then all of it, is withheld."""
    import torch
    from torch.nn import functional as fn

    states, mask, near, known, roles, periods = batch(rows)
    known = known * (torch.rand_like(known) > 0.1) * (torch.rand(len(rows), 1, 1) > 0.15)
    role, period = net(states, mask, near, known)
    out = fn.cross_entropy(role.flatten(0, 1), roles.flatten(), ignore_index=NOTHING, label_smoothing=0.03)
    if (periods != NOTHING).any():
        parts = period.flatten(0, 1), periods.flatten()
        out = out + 0.7 * fn.cross_entropy(*parts, ignore_index=NOTHING, label_smoothing=0.03)
    return out


def report(net: Any, rows: Sequence[Row]) -> None:
    """How often roles and periods of texts that were held back are right."""
    import torch

    seen: list[tuple[int, int, float, int, int]] = []
    for row in rows:
        states, mask, near, known, *_ = batch([row])
        with torch.no_grad():
            role, period = (x[0].softmax(-1) for x in net(states, mask, near, known))
        best = role.max(-1)
        parts = row.roles, best.indices.tolist(), best.values.tolist(), row.periods, period.argmax(-1).tolist()
        seen += zip(*parts, strict=True)
    known = [x for x in seen if x[0] != NOTHING]
    print(f"{len(known)} numbers: role {np.mean([x[0] == x[1] for x in known]):.3f}")
    for at in (0.6, 0.7, 0.8, 0.9):
        sure = [x for x in known if x[2] >= at]
        print(f"  sure from {at}: {len(sure) / len(known):.2f}, right {np.mean([x[0] == x[1] for x in sure]):.3f}")
    timed = [x for x in known if x[3] != NOTHING]
    print(f"  period {np.mean([x[3] == x[4] for x in timed]):.3f}")
    wrong = Counter((ROLES[x[0]], ROLES[x[1]]) for x in known if x[0] != x[1])
    print("  ", wrong.most_common(15), flush=True)
