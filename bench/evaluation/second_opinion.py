"""aiconfigurator beside our estimate on the same published rows: ``python bench/evaluation/second_opinion.py``.

Runs where aiconfigurator is installed (the extra of that name). Ours is fitted anew for each row without its publisher.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "capacity"))

from baselines import _aiconfigurator_row
from cases import cases
from fit import fit, left_out


def main() -> None:
    data = cases()
    theirs = {n: e for n in range(len(data.rows)) if (e := _aiconfigurator_row(data, n)) is not None}
    rows = np.array(sorted(theirs), dtype=int)
    ours = left_out(data, data.source, fit(data, np.arange(len(data.rows))))[rows]
    other = np.array([theirs[int(n)] for n in rows])
    for name, errors in (("aiconfigurator", other), ("ours, publisher left out", ours)):
        print(f"{name}: n={len(rows)}  median error {100 * np.median(np.abs(np.expm1(errors))):.1f}%")


if __name__ == "__main__":
    main()
