"""Two sources that were found after the model was built, and never fitted: throughput and time to first token.

python bench/capacity/unseen.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from knowledge.catalogue.load import load
from tools.capacity import Replica, estimate


def main() -> None:
    catalogue = load()
    errors: list[float] = []
    waits: dict[str, list[float]] = {"steady": [], "burst": []}
    with (Path(__file__).parent / "unseen.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print("model, GPUs, engine, lengths, concurrency: output tokens/s estimated / published, first token ms")
    for row in rows:
        replica = Replica(
            catalogue.model(row["model"]),
            catalogue.gpu(row["gpu"]),
            int(row["gpus"]),
            row["precision"],
            row["parallel"],
            row["engine"],
        )
        lengths = float(row["input_tokens"]), float(row["output_tokens"])
        found = estimate(replica, *lengths, concurrency=float(row["concurrency"]))
        rate = float(found.output_tok_s)
        first = float(found.ttft_ms if row["load"] == "steady" else found.ttft_burst_ms)
        errors.append(np.log(rate / float(row["output_tok_s"])))
        waits[row["load"]].append(np.log(first / float(row["ttft_ms"])))
        print(
            f"  {row['model']}, {row['gpus']} x {row['gpu']}, {row['engine']}, {lengths[0]:.0f}/{lengths[1]:.0f}, "
            f"{row['concurrency']:>4}: {rate:8,.0f} / {float(row['output_tok_s']):8,.0f}   "
            f"{first:8,.0f} / {float(row['ttft_ms']):8,.0f}"
        )
    size, wait = np.abs(np.expm1(errors)), np.exp(np.median([*waits["steady"], *waits["burst"]]))
    print(f"throughput: median error {100 * np.median(size):.1f}%, largest {100 * np.max(size):.0f}%, n={len(size)}")
    print(f"time to first token: estimate / published, median {wait:.2f}")
    for kind, ratios in waits.items():
        near = sum(abs(ratio) < np.log(2) for ratio in ratios)
        print(
            f"  under a {kind} load: median {np.exp(np.median(ratios)):.2f}, within a factor 2: {near} of {len(ratios)}"
        )


if __name__ == "__main__":
    main()
