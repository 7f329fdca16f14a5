"""Cards, engines and models that no fitted row has: how far the estimate carries.

python bench/capacity/elsewhere.py [--rows]

The rows were read after the model was fitted. Some of them showed what it lacked (single streams on cards of little
arithmetic, a few requests kept up, the network between machines, llama.cpp, whose launch cost was read from its rows):
so this is no blind test, but no constant was fitted on them. Output rates that a publisher gives as a total or for a
GPU were turned into output tokens a second of the replica.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from knowledge.catalogue.load import load
from tools.capacity import capacity_batch_row

NUMBERS = ("gpus", "input_tokens", "output_tokens", "concurrency")


def main() -> None:
    catalogue = load()
    errors: dict[str, list[float]] = defaultdict(list)
    inside = []
    with (Path(__file__).parent / "elsewhere.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        asked = {k: v or None for k, v in row.items() if k not in ("output_tok_s", "longest_output", "source", "date")}
        numbers = {k: float(row[k]) if row[k] else None for k in NUMBERS}
        found = capacity_batch_row(asked | numbers | {"evidence": "estimate"}, catalogue)
        measured = float(row["output_tok_s"])
        # one burst without more to come ends with its longest answer, and its tokens are counted over all that time
        last = float(row["longest_output"] or row["output_tokens"])
        estimated = found["output_tok_s"] * float(row["output_tokens"]) / last
        error = float(np.log(estimated / measured))
        kind = "mixture of experts" if catalogue.model(row["model"]).experts else "dense"
        for group in ("all", kind, row["source"]):
            errors[group].append(error)
        inside.append(found["low"] <= measured * last / float(row["output_tokens"]) <= found["high"])
        if "--rows" in sys.argv:
            what = f"{row['model']}, {row['precision']}, {row['gpus']} x {row['gpu']}, {row['engine']}"
            size = f"{row['input_tokens']}/{row['output_tokens']} at {row['concurrency'] or 'full load'}"
            print(f"  {what}, {size}: {estimated:,.0f} / {measured:,.0f}")
    for group, values in errors.items():
        size = np.abs(np.expm1(values))
        print(
            f"  {group:<90.90} n={len(values):3d}  median error {100 * np.median(size):5.1f}%  "
            f"bias {100 * np.expm1(np.median(values)):+6.1f}%  "
            f"within 2x {100 * np.mean(np.abs(values) < np.log(2)):4.0f}%"
        )
    print(f"  inside low..high: {100 * np.mean(inside):.0f}%")


if __name__ == "__main__":
    main()
