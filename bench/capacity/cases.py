"""The published rows of the catalogue as cases: one stacked sheet, so that a fit costs milliseconds."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

import numpy as np

from knowledge.catalogue.load import Catalogue, load
from knowledge.catalogue.schema import Measurement
from tools.capacity.constants import Constants
from tools.capacity.replica import Replica, Sheet, sheet, stack
from tools.capacity.throughput import estimate, solve

SOURCES = {
    "perf-overview": "TensorRT-LLM docs",
    "gpustack": "gpustack lab",
    "silybench": "silybench",
    "mlcommons": "MLPerf 5.1",
    "dstack": "dstack 2024",
    "recipes": "vLLM recipes",
}


def source_of(row: Measurement) -> str:
    return next((name for mark, name in SOURCES.items() if mark in row.source), "other")


@dc.dataclass(frozen=True)
class Cases:
    """Rows whose model, GPU, lengths and output rate are known, with their replicas, all arrays in their order."""

    rows: tuple[Measurement, ...]
    replicas: tuple[Replica, ...]
    sheets: Sheet
    tokens_in: np.ndarray[Any, Any]
    tokens_out: np.ndarray[Any, Any]
    concurrency: np.ndarray[Any, Any]
    measured: np.ndarray[Any, Any]
    moe: np.ndarray[Any, Any]
    source: np.ndarray[Any, Any]
    model: np.ndarray[Any, Any]

    def take(self, index: np.ndarray[Any, Any]) -> Sheet:
        return Sheet(**{f.name: getattr(self.sheets, f.name)[index] for f in dc.fields(Sheet)})

    def log_errors(self, k: Constants, index: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """ln(estimated / measured) with the first layout of each replica."""
        i = index
        found = solve(self.take(i), self.tokens_in[i], self.tokens_out[i], self.concurrency[i], 0.0, 0.0, k)
        return np.log(np.maximum(found["output_tok_s"], 1e-9) / self.measured[i])


def cases(catalogue: Catalogue | None = None, least_output: float = 1.0) -> Cases:
    """Usable rows; ``least_output``: leave out rows with fewer output tokens than that (pure prefill tests)."""
    catalogue = catalogue or load()
    rows, replicas = [], []
    for row in catalogue.measurements:
        if not row.input_tokens or not row.output_tok_s or not row.output_tokens or row.output_tokens < least_output:
            continue
        try:
            replica = Replica(
                catalogue.model(row.model), catalogue.gpu(row.gpu), row.gpus, row.precision, row.parallel, row.engine
            )
        except LookupError:
            continue
        if estimate(replica, row.input_tokens, row.output_tokens, concurrency=row.concurrency).fits:
            rows.append(row)
            replicas.append(replica)

    def column(values: list[Any]) -> np.ndarray[Any, Any]:
        return np.array(values, dtype=float)

    return Cases(
        rows=tuple(rows),
        replicas=tuple(replicas),
        sheets=stack([sheet(r, r.layouts()[0]) for r in replicas]),
        tokens_in=column([r.input_tokens for r in rows]),
        tokens_out=column([r.output_tokens for r in rows]),
        concurrency=column([r.concurrency or np.inf for r in rows]),
        measured=column([r.output_tok_s for r in rows]),
        moe=np.array([r.model.experts > 0 for r in replicas]),
        source=np.array([source_of(r) for r in rows]),
        model=np.array([r.model.name for r in replicas]),
    )
