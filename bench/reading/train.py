"""Trains the reading beside the grammar: python -m bench.reading.train    (torch and onnx; two cores: half an hour)

One trunk (the upper half of MiniLM) and two heads on it: what sentences say (senses.py), and which part numbers play
(numbers.py). Writes the three files of agent/understanding/learned and prints how good they are on texts held back.
Those that ship (2026-11-28) had three more passes after these, with every text of numbers three times in each.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from agent.understanding.learned.trunk import quantised
from bench.reading import numbers, senses
from bench.reading.states import SEED, apart, batches, misspelt
from bench.reading.trunk import Trunk
from knowledge.library.embed import Embedding

OUT = Path(__file__).resolve().parents[2] / "agent" / "understanding" / "learned"
SENTENCES, NUMBERS = 32, 24  # in a batch
RATE, TRUNK_RATE, DECAY, DROP = 1e-3, 1.5e-4, 0.05, 0.1
SMOOTH = 0.998  # of the running mean of the weights
HURRIED = 0.5  # of the sentences, once more misspelt


class Reading(nn.Module):
    """The trunk with its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk, self.senses, self.numbers = Trunk(DROP), senses.build(), numbers.build()

    def say(self, x: Any, mask: Any) -> Any:
        return self.senses(self.trunk(x, mask), mask)

    def part(self, x: Any, mask: Any, near: Any, known: Any) -> Any:
        return self.numbers(self.trunk(x, mask), mask, near, known)


def train(rows: Sequence[senses.Row], hidden: Sequence[Any], marked: Sequence[numbers.Row], epochs: int) -> Reading:
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    net = Reading()
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(SMOOTH))
    heads = [*net.senses.parameters(), *net.numbers.parameters()]
    parts = [{"params": heads, "lr": RATE}, {"params": net.trunk.parameters(), "lr": TRUNK_RATE}]
    optimiser = torch.optim.AdamW(parts, weight_decay=DECAY)
    plan = [_epoch(net, rows, hidden, marked, rng) for _ in range(epochs)]
    steps = sum(map(len, plan))
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE, TRUNK_RATE], total_steps=steps + 1, pct_start=0.1)
    net.train()
    for n, loss in enumerate(x for epoch in plan for x in epoch):
        if n % 100 == 0:
            print(f"step {n} of {steps}", flush=True)
        optimiser.zero_grad()
        loss().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        pace.step()
        mean.update_parameters(net)
    return mean.module.eval()


def _epoch(net: Reading, rows: Any, hidden: Any, marked: Any, rng: random.Random) -> list[Callable[[], Any]]:
    """The losses of one pass over all texts, to be computed in this order."""

    def of_sentences(part: list[int]) -> Callable[[], Any]:
        return lambda: senses.loss(net.say, [rows[i] for i in part], [hidden[i] for i in part])

    def of_numbers(part: list[int]) -> Callable[[], Any]:
        return lambda: numbers.loss(net.part, [marked[i] for i in part])

    out = [of_sentences(p) for p in batches([len(h) for h in hidden], SENTENCES, rng)]
    out += [of_numbers(p) for p in batches([len(r.states) for r in marked], NUMBERS, rng)]
    rng.shuffle(out)
    return out


def save(net: Reading) -> None:
    def half(part: nn.Module, prefix: str) -> dict[str, Any]:
        return {prefix + k: v.numpy().astype(np.float16) for k, v in part.state_dict().items()}

    heads = {"slots": senses.SLOTS, "regimes": senses.REGIMES, "members": 1}
    np.savez_compressed(OUT / "senses.npz", meta=json.dumps(heads), **half(net.senses, "0."))
    np.savez_compressed(OUT / "numbers.npz", meta=json.dumps({"heads": 1}), **half(net.numbers, "0."))
    np.savez_compressed(OUT / "trunk.npz", meta=json.dumps({}), **quantised(net.trunk.named()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=4)
    epochs = parser.parse_args().epochs
    lower, rng = Embedding(), random.Random(SEED)
    rows, held = apart(senses.written())
    rows += [(misspelt(t, rng), slots, regimes) for t, slots, regimes in rows if rng.random() < HURRIED]
    rows += list(senses.cases())
    texts, held_texts = apart(numbers.written())
    marked = [r for t in texts for r in numbers.rows_of(*t, lower)]
    net = train(rows, _states(rows, lower), marked, epochs)
    save(net)
    senses.report(net.say, held, _states(held, lower))
    numbers.report(net.part, [r for t in held_texts for r in numbers.rows_of(*t, lower)])


def _states(rows: Sequence[senses.Row], lower: Embedding) -> list[Any]:
    return [lower.pieces([text])[0][0].astype(np.float16) for text, _, _ in rows]


if __name__ == "__main__":
    main()
