"""Fits the constants of the capacity model on the published rows, and says how wrong it is on rows it did not see.

    python bench/capacity/fit.py            fit, and print errors by class, source and model, in-sample and left out
    python bench/capacity/fit.py --write    the same, then write tools/capacity/constants.py

The loss is Huber's on ln(estimated / measured), each row counting once, plus a pull of every constant to its physical
prior. Left out: every fifth row, one source at a time, one model at a time - always refitted without it. Beside it run
the formula of should-i-self-host (tokens/s = 960 / active billions x GB / 80) and, where installed, aiconfigurator.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
from baselines import aiconfigurator_errors, should_i_self_host_errors
from cases import Cases, cases

import tools.capacity.constants as constants_module
from tools.capacity.constants import Constants
from tools.capacity.evidence import capacity
from tools.capacity.replica import Replica
from tools.capacity.throughput import estimate, output_of_each

Array = np.ndarray[Any, Any]

# constant -> (prior, standard deviation in ln). Shares of peak and times as generally measured (aiconfigurator: HBM
# factor 0.8, 10 us a collective); where nothing is known the spread is wide.
PRIORS: dict[str, tuple[float, float]] = {
    "eff_bf16": (0.6, 0.2),
    "eff_fp8": (0.6, 0.2),
    "eff_fp4": (0.4, 0.3),
    "eff_fp8b": (0.7, 0.3),
    "eff_weight_only": (0.5, 0.3),
    "before_fp8": (1.2, 0.15),
    "dense_half": (30, 0.5),
    "moe_efficiency": (0.6, 0.3),
    "moe_half": (30, 0.5),
    "moe_bytes": (20, 0.5),
    "eff_attention": (0.5, 0.2),
    "eff_bandwidth": (0.8, 0.1),
    "eff_kv": (0.8, 0.15),
    "eff_link": (0.6, 0.2),
    "collective_s": (10e-6, 0.3),
    "layer_s": (20e-6, 0.3),
    "moe_step_s": (5e-3, 0.5),
    "served_step_s": (1e-3, 0.5),
    "sequence_s": (5e-6, 0.5),
    "older_sequence_s": (40e-6, 0.5),
    "drain": (2, 0.5),
    "legacy_step_s": (5e-3, 0.7),
    "legacy_sequence_s": (200e-6, 0.7),
}
NAMES = tuple(PRIORS)
CENTRE = np.log([PRIORS[n][0] for n in NAMES])
SPREAD = np.array([PRIORS[n][1] for n in NAMES])
PULL = 0.02  # weight of the priors
CORNER = 0.25  # ln error from which the loss grows linearly


def constants_of(point: Array, base: Constants | None = None) -> Constants:
    return dc.replace(base or Constants(), **dict(zip(NAMES, np.exp(point).tolist(), strict=True)))


def loss(data: Cases, point: Array, index: Array) -> float:
    size = np.abs(data.log_errors(constants_of(point), index))
    huber = np.where(size < CORNER, size * size / (2 * CORNER), size - CORNER / 2)
    return float(np.mean(huber) + PULL * np.mean(((point - CENTRE) / SPREAD) ** 2))


def fit(data: Cases, index: Array, start: Array | None = None, rounds: int = 60) -> Array:
    """Pattern search over the logarithms of the constants: deterministic, no gradient, a second for all rows."""
    point = (CENTRE if start is None else start).copy()
    step = np.full(len(point), 0.15)
    best = loss(data, point, index)
    for _ in range(rounds):
        for j in range(len(point)):
            for move in (step[j], -step[j]):
                tried = point.copy()
                tried[j] += move
                if (value := loss(data, tried, index)) < best - 1e-7:
                    best, point, step[j] = value, tried, step[j] * 1.3
                    break
            else:
                step[j] *= 0.6
        if step.max() < 0.004:
            break
    return point


def left_out(data: Cases, groups: Array, start: Array) -> Array:
    """ln errors of every row by a fit that never saw its group."""
    errors = np.zeros(len(data.rows))
    for group in np.unique(groups):
        seen, unseen = np.flatnonzero(groups != group), np.flatnonzero(groups == group)
        errors[unseen] = data.log_errors(constants_of(fit(data, seen, start, rounds=25)), unseen)
    return errors


def corrected_errors(data: Cases, k: Constants) -> tuple[Array, Array]:
    """ln errors with evidence "best" when the row itself is not among the measurements; and whether low..high held."""
    errors, inside = np.zeros(len(data.rows)), np.zeros(len(data.rows), dtype=bool)
    for n, (row, replica) in enumerate(zip(data.rows, data.replicas, strict=True)):
        others = tuple(r for r in data.rows if r.id != row.id and r.model == row.model and r.gpu == row.gpu)
        found = capacity(
            replica,
            float(data.tokens_in[n]),
            float(data.tokens_out[n]),
            concurrency=row.concurrency,
            measurements=others,
            constants=k,
        )
        errors[n] = np.log(found.output_tok_s / data.measured[n])
        inside[n] = found.low <= data.measured[n] <= found.high
    return errors, inside


def line(name: str, errors: Array) -> str:
    size = np.abs(np.expm1(errors))
    return (
        f"  {name:<34} n={len(errors):3d}  median error {100 * np.median(size):5.1f}%  "
        f"bias {100 * np.expm1(np.median(errors)):+6.1f}%  within 2x {100 * np.mean(np.abs(errors) < np.log(2)):4.0f}%"
    )


def table(title: str, data: Cases, errors: Array, by: str = "") -> None:
    print(f"\n{title}")
    print(line("all", errors))
    for name, mask in (("dense", ~data.moe), ("mixture of experts", data.moe)):
        print(line(name, errors[mask]))
    for name in np.unique(getattr(data, by)) if by else ():
        mask = getattr(data, by) == name
        print(line(str(name), errors[mask]))


def band_factors(data: Cases, errors: Array, tight: Array, k: Constants) -> dict[str, float]:
    """Factors that hold 80 % of the left-out rows, by class, and how much wider they are without the engine's name."""
    classes = {"band_dense": ~data.moe & ~tight, "band_moe": data.moe & ~tight, "band_tight": tight}
    factors = {n: round(float(np.exp(np.quantile(np.abs(errors[m]), 0.8))), 2) for n, m in classes.items()}

    def spread(replicas: list[Replica]) -> float:
        rates = output_of_each(
            replicas, data.tokens_in, data.tokens_out, [r.concurrency for r in data.rows], constants=k
        )
        return float(np.quantile(np.abs(np.log(rates / data.measured)), 0.8))

    named, open_ = spread(list(data.replicas)), spread([dc.replace(r, engine=None) for r in data.replicas])
    return factors | {"band_open": round(float(np.exp(max(open_ - named, 0.0))), 2)}


def write(k: Constants) -> Path:
    path = Path(constants_module.__file__)
    text = path.read_text(encoding="utf-8")
    for field in dc.fields(Constants):
        value = getattr(k, field.name)
        text = re.sub(rf"(    {field.name}: float = )\S+", lambda m, v=value: f"{m[1]}{float(f'{v:.4g}')!r}", text)
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the constants that the package uses")
    options.add_argument("--least-output", type=float, default=1.0, help="leave out rows with fewer output tokens")
    options.add_argument("--quick", action="store_true", help="skip the fits that leave rows out")
    chosen = options.parse_args()
    data = cases(least_output=chosen.least_output)
    everything = np.arange(len(data.rows))
    point = fit(data, everything)
    k = constants_of(point)
    for name in NAMES:
        print(f"  {name:<18} {getattr(k, name):10.4g}   prior {PRIORS[name][0]:g}")
    table("In sample", data, data.log_errors(k, everything), by="source")
    if chosen.quick:
        return
    folds = left_out(data, everything * 7919 % 5, point)
    table("Every fifth row left out", data, folds)
    sources = left_out(data, data.source, point)
    table("One source left out", data, sources, by="source")
    models = left_out(data, data.model, point)
    table("One model left out", data, models, by="model")
    tight = np.array([_tight(data, n, k) for n in everything])
    worst = np.sign(folds) * np.maximum(np.abs(folds), (np.abs(sources) + np.abs(models)) / 2)
    k = dc.replace(k, **band_factors(data, worst, tight, k))
    best, inside = corrected_errors(data, k)
    table("Published neighbours used, the row itself left out", data, best, by="source")
    print(f"  inside low..high: {100 * np.mean(inside):.0f}%")
    table("Peer formula 960 / active B x GB / 80", data, should_i_self_host_errors(data))
    print("\n" + aiconfigurator_errors(data))
    if chosen.write:
        print(f"\nwritten: {write(k)}", file=sys.stderr)


def _tight(data: Cases, n: int, k: Constants) -> bool:
    found = estimate(data.replicas[n], data.tokens_in[n], data.tokens_out[n], constants=k)
    return bool(found.unreliable)


if __name__ == "__main__":
    main()
