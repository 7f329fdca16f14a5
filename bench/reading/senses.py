"""Trains agent/understanding/learned/senses.npz: which value a sentence gives to each slot that is answered in words.

python -m bench.reading.senses [--folds 3]     with folds: only says how well it does on texts left out
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.reading.states import SEED, batches, misspelt, padded, states

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "agent" / "understanding" / "learned" / "senses.npz"
SLOTS = {
    "third_party": ["forbidden", "zero_retention", "in_region", "allowed"],
    "hosting": ["on_premises", "own_cloud_account", "any"],
    "air_gapped": ["true", "false"],
    "gpu_ops": ["none", "some", "dedicated"],
    "can_hire": ["true", "false"],
    "kubernetes": ["true", "false"],
    "on_call": ["true", "false"],
    "quality": ["frontier", "open_large", "open_small", "own_weights"],
    "batchable": ["true", "false"],
    "task": ["chat", "rag", "agent", "classification", "extraction", "summarization", "code", "reasoning", "other"],
}
REGIMES = ["hipaa", "pci_dss", "gdpr", "eu_ai_act", "itar", "fedramp", "finra", "other", "none"]
WIDTH, EPOCHS, BATCH, RATE, DROP = 160, 14, 64, 1.5e-3, 0.3
MEMBERS = 3  # heads whose probabilities are averaged: one alone varies by a point of F1 with its seed
SMOOTH = 0.998  # of the running mean of the weights
UNKNOWN = -1  # not labelled, or arguable
Row = tuple[str, dict[str, int], list[int]]


# ---------------------------------------------------------------- labelled texts
def written() -> list[Row]:
    return [_row(json.loads(line)) for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines()]


def _row(item: dict[str, Any]) -> Row:
    labels, skip = item["labels"], set(item.get("skip", []))
    slots = {s: UNKNOWN if s in skip else _index(s, labels[s]) if s in labels else 0 for s in SLOTS}
    named = labels.get("regimes", [])
    return item["text"], slots, [UNKNOWN if "regimes" in skip else int(r in named) for r in REGIMES]


def _index(slot: str, value: Any) -> int:
    word = str(value).lower() if isinstance(value, bool) else value
    if slot == "task" and word not in SLOTS["task"]:
        word = "other"
    return SLOTS[slot].index(word) + 1 if word in SLOTS[slot] else UNKNOWN


def cases() -> Iterator[Row]:
    """The one-message cases of the tests, as far as they are labelled."""
    for file in sorted((HERE.parents[1] / "tests" / "cases").glob("*utterances*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            if len(item["messages"]) == 1:
                yield _case(item)


NUMERIC = {
    *("tokens_per_day", "requests_per_day", "input_tokens", "output_tokens", "input_share", "cached_share"),
    *("prefix_share", "peak_to_average", "tok_s_per_user", "growth_per_year", "monthly_bill_usd"),
    *("gpu_hourly_usd", "hourly_usd", "migration_usd", "horizon_months"),
}
MAY_WAIT = re.compile(r"night|batch|wait|hour|second|week|job|late|queue|real|live|nacht|heure", re.IGNORECASE)


def _case(item: dict[str, Any]) -> Row:
    """Slots that a case neither expects nor forbids are unknown; one of plain amounts says nothing of them."""
    text, gold = item["messages"][0], item["gold"]
    amounts_only = bool(gold) and all(path.rsplit(".", 1)[-1] in NUMERIC for path in gold)
    quiet = {path.rsplit(".", 1)[-1] for path in item["absent"]}
    if amounts_only:
        quiet |= set(SLOTS) - {"task"} - ({"batchable"} if MAY_WAIT.search(text) else set())
    several = any(path.startswith("workloads[1]") for path in gold)
    slots = {}
    for slot in SLOTS:
        said = [v for path, v in gold.items() if path.rsplit(".", 1)[-1] == slot and not isinstance(v, dict)]
        unclear = several and slot in ("quality", "batchable", "task")
        slots[slot] = UNKNOWN if unclear else _index(slot, said[0]) if said else 0 if slot in quiet else UNKNOWN
    named = gold.get("regulation.regimes")
    if isinstance(named, list):
        return text, slots, [int(r in named or (r == "none" and not named)) for r in REGIMES]
    return text, slots, [0 if "regimes" in quiet or amounts_only else UNKNOWN] * len(REGIMES)


# ---------------------------------------------------------------- the head and its training
def build() -> Any:
    from torch import nn

    class Senses(nn.Module):
        """One pre-norm transformer layer over the hidden states, then one attention for every slot."""

        def __init__(self) -> None:
            super().__init__()
            import torch

            self.inp = nn.Sequential(nn.LayerNorm(384), nn.Dropout(DROP), nn.Linear(384, WIDTH))
            layer = nn.TransformerEncoderLayer(WIDTH, 4, 2 * WIDTH, DROP, "gelu", batch_first=True, norm_first=True)
            self.enc = nn.ModuleList([layer])
            self.q = nn.Parameter(torch.randn(len(SLOTS) + 1, WIDTH) * 0.05)
            self.drop = nn.Dropout(DROP)
            self.out = nn.ModuleDict({s: nn.Linear(WIDTH, len(v) + 1) for s, v in SLOTS.items()})
            self.reg = nn.Linear(WIDTH, len(REGIMES))

        def forward(self, states: Any, mask: Any) -> tuple[dict[str, Any], Any]:
            x = self.enc[0](self.inp(states), src_key_padding_mask=~mask)
            weight = (self.q @ x.transpose(1, 2)) / WIDTH**0.5 * 4
            weight = weight.masked_fill(~mask[:, None], -1e4).softmax(-1)
            pooled = self.drop(weight @ x)
            return {s: self.out[s](pooled[:, i]) for i, s in enumerate(SLOTS)}, self.reg(pooled[:, -1])

    return Senses()


def train(rows: Sequence[Row], hidden: Sequence[Any], seed: int = SEED) -> Any:
    import torch
    from torch.nn import functional as fn

    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = build()
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(SMOOTH))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    net.train()
    for _ in range(EPOCHS):
        for part in batches([len(h) for h in hidden], BATCH, rng):
            x, mask = (torch.from_numpy(a) for a in padded([hidden[i] for i in part]))
            said, regimes = net(x + 0.05 * torch.randn_like(x), mask)
            loss = torch.zeros(())
            for slot in SLOTS:
                right = torch.tensor([rows[i][1][slot] for i in part])
                if (right >= 0).any():
                    loss = loss + fn.cross_entropy(said[slot], right, ignore_index=UNKNOWN, label_smoothing=0.03)
            right = torch.tensor([rows[i][2] for i in part]).float()
            known = (right >= 0).float()
            each = fn.binary_cross_entropy_with_logits(regimes, right.clamp(min=0), reduction="none")
            loss = loss + 4 * (each * known).sum() / known.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
            mean.update_parameters(net)
    return mean.module.eval()


def doubled(rows: Sequence[Row]) -> tuple[list[Row], list[Any]]:
    """The texts, and once more misspelt, with their hidden states."""
    rng = random.Random(SEED)
    every = [*rows, *((misspelt(t, rng), slots, regimes) for t, slots, regimes in rows)]
    return every, states([t for t, _, _ in every])


def save(nets: Sequence[Any], path: Path = OUT) -> None:
    weights = {
        f"{n}.{k}": v.numpy().astype(np.float16) for n, net in enumerate(nets) for k, v in net.state_dict().items()
    }
    np.savez_compressed(path, meta=json.dumps({"slots": SLOTS, "regimes": REGIMES, "members": len(nets)}), **weights)


def left_out(rows: list[Row], others: list[Row], folds: int) -> None:
    """F1 on texts left out, at three thresholds."""
    import torch

    hits = {at: np.zeros(3) for at in (0.5, 0.7, 0.85)}  # right, wrong, missed
    for k in range(folds):
        net = train(*doubled([*others, *(r for i, r in enumerate(rows) if i % folds != k)]))
        mine = rows[k::folds]
        for (_, slots, _), h in zip(mine, states([t for t, _, _ in mine]), strict=True):
            x, mask = (torch.from_numpy(a) for a in padded([h]))
            with torch.no_grad():
                said, _ = net(x, mask)
            for slot, right in slots.items():
                p = said[slot][0].softmax(-1)[1:]
                for at, count in hits.items():
                    value = int(p.argmax()) + 1 if float(p.max()) >= at else 0
                    if right != UNKNOWN:
                        count += (value == right > 0, value not in (0, right), right not in (0, value))
    for at, (right, wrong, missed) in hits.items():
        print(f"from {at}: F1 {2 * right / (2 * right + wrong + missed):.3f}, precision {right / (right + wrong):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    folds = parser.parse_args().folds
    rows, others = written(), list(cases())
    random.Random(SEED).shuffle(rows)
    if folds:
        left_out(rows, others, folds)
    else:
        every, hidden = doubled([*rows, *others])
        save([train(every, hidden, SEED + n) for n in range(MEMBERS)])


if __name__ == "__main__":
    main()
