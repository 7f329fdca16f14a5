"""Which value a sentence gives to each slot that is answered in words: the labelled texts, and the head over them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.reading.states import padded

HERE = Path(__file__).parent
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
WIDTH, DROP = 160, 0.3
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


# ---------------------------------------------------------------- the head
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


def loss(net: Any, rows: Sequence[Row], hidden: Sequence[Any]) -> Any:
    """Of one batch: cross entropy of all slots that are labelled, and of all regimes. ``net``: states, mask -> both."""
    import torch
    from torch.nn import functional as fn

    said, regimes = net(*(torch.from_numpy(a) for a in padded(hidden)))
    out = torch.zeros(())
    for slot in SLOTS:
        right = torch.tensor([r[1][slot] for r in rows])
        if (right >= 0).any():
            out = out + fn.cross_entropy(said[slot], right, ignore_index=UNKNOWN, label_smoothing=0.03)
    right = torch.tensor([r[2] for r in rows]).float()
    known = (right >= 0).float()
    each = fn.binary_cross_entropy_with_logits(regimes, right.clamp(min=0), reduction="none")
    return out + 4 * (each * known).sum() / known.sum().clamp(min=1)


def report(net: Any, rows: Sequence[Row], hidden: Sequence[Any]) -> None:
    """F1 over the slots of texts that were held back, at three thresholds."""
    import torch

    hits = {at: np.zeros(3) for at in (0.5, 0.7, 0.85)}  # right, wrong, missed
    for (_, slots, _), h in zip(rows, hidden, strict=True):
        with torch.no_grad():
            said, _ = net(*(torch.from_numpy(a) for a in padded([h])))
        for slot, right in slots.items():
            p = said[slot][0].softmax(-1)[1:]
            for at, count in hits.items():
                value = int(p.argmax()) + 1 if float(p.max()) >= at else 0
                if right != UNKNOWN:
                    count += (value == right > 0, value not in (0, right), right not in (0, value))
    for at, (right, wrong, missed) in hits.items():
        f1, precision = 2 * right / (2 * right + wrong + missed), right / (right + wrong)
        print(f"sentences, from {at}: F1 {f1:.3f}, precision {precision:.3f}")
