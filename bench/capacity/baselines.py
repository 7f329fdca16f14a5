"""Other people's answers to the same rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from cases import Cases

from knowledge.second_opinion import installed, second_opinion

_BATCHES = (1, 4, 16, 64, 128, 256, 512)


def should_i_self_host_errors(data: Cases) -> np.ndarray[Any, Any]:
    """ln errors of tokens/s = 960 / active billions x memory GB / 80 (artvandelay/should-i-self-host-llm engine.ts)."""
    rates = [960 / (r.model.active_params / 1e9) * r.gpus * r.gpu.memory_gb / 80 for r in data.replicas]
    return np.log(np.array(rates) / data.measured)


def aiconfigurator_errors(data: Cases) -> str:
    """One line: the median error of aiconfigurator on the rows whose checkpoint and system it knows."""
    if not installed():
        return "aiconfigurator: not installed (pip install 'breakeven[aiconfigurator]' to compare)"
    found = [e for n in range(len(data.rows)) if (e := _aiconfigurator_row(data, n)) is not None]
    if not found:
        return "aiconfigurator: none of these rows could be computed"
    return f"aiconfigurator: n={len(found)}  median error {100 * np.median(np.abs(np.expm1(found))):.1f}%"


def _aiconfigurator_row(data: Cases, n: int) -> float | None:
    """ln error on one row; where it was measured at maximum load, of the best batch."""
    r, row = data.replicas[n], data.rows[n]
    answers = (
        second_opinion(
            r.model.id, r.precision, r.gpu.name, r.gpus, data.tokens_in[n], data.tokens_out[n],
            batch=batch, engine=row.engine, experts=bool(r.model.experts),
        )
        for batch in ((int(row.concurrency),) if row.concurrency else _BATCHES)
    )  # fmt: skip
    rates = [a.output_tok_s for a in answers if a is not None]
    return float(np.log(max(rates) / data.measured[n])) if rates else None
