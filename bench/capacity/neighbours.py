"""How far published rows should carry over: a grid over the three constants of the kernel, each row left out in turn.

    python bench/capacity/neighbours.py

Prints the best settings; the ones in tools/capacity/constants.py (near_*) are taken from here by hand, a flat optimum.
"""

from __future__ import annotations

import dataclasses as dc
import itertools

import numpy as np
from cases import cases
from fit import corrected_errors

from tools.capacity.constants import FITTED

LENGTHS, OTHERS, PRIORS = (1.0, 1.5, 2.0), (2.0, 4.0, 8.0), (0.03, 0.1, 0.3)


def main() -> None:
    data = cases()
    found = []
    for length, other, prior in itertools.product(LENGTHS, OTHERS, PRIORS):
        k = dc.replace(FITTED, near_length=length, near_other=other, near_prior=prior)
        errors, inside = corrected_errors(data, k)
        found.append((float(np.mean(np.minimum(np.abs(errors), 0.5))), length, other, prior, errors, inside))
    print("mean |ln error|  near_length  near_other  near_prior  median dense  median MoE  inside low..high")
    for mean, length, other, prior, errors, inside in sorted(found, key=lambda f: f[0]):
        size = 100 * np.abs(np.expm1(errors))
        dense, moe = np.median(size[~data.moe]), np.median(size[data.moe])
        print(
            f"{mean:14.3f} {length:12g} {other:11g} {prior:11g} "
            f"{dense:12.1f}% {moe:10.1f}% {100 * np.mean(inside):16.0f}%"
        )


if __name__ == "__main__":
    main()
