"""Other people's answers to the same rows."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
from cases import Cases

_SYSTEMS = {"H100 SXM": "h100_sxm", "H200": "h200_sxm", "B200": "b200_sxm", "A100 80GB": "a100_sxm", "L40S": "l40s"}
_CHECKPOINTS = {  # those whose description comes with aiconfigurator: others it would fetch from the network
    ("Llama 3.3 70B", "fp8"): "nvidia/Llama-3.1-70B-Instruct-FP8",
    ("Qwen3 32B", "bf16"): "Qwen/Qwen3-32B",
    ("Qwen3 32B", "fp8b"): "Qwen/Qwen3-32B-FP8",
}
_BATCHES = (1, 4, 16, 64, 128, 256, 512)


def should_i_self_host_errors(data: Cases) -> np.ndarray[Any, Any]:
    """ln errors of tokens/s = 960 / active billions x memory GB / 80 (artvandelay/should-i-self-host-llm engine.ts)."""
    rates = [960 / (r.model.active_params / 1e9) * r.gpus * r.gpu.memory_gb / 80 for r in data.replicas]
    return np.log(np.array(rates) / data.measured)


def aiconfigurator_errors(data: Cases) -> str:
    """One line: the median error of aiconfigurator on the rows whose checkpoint and system it knows."""
    if importlib.util.find_spec("aiconfigurator") is None:
        return "aiconfigurator: not installed (pip install 'breakeven[aiconfigurator]' to compare)"
    found = [e for n in range(len(data.rows)) if (e := _aiconfigurator_row(data, n)) is not None]
    if not found:
        return "aiconfigurator: none of these rows could be computed"
    return f"aiconfigurator: n={len(found)}  median error {100 * np.median(np.abs(np.expm1(found))):.1f}%"


def _aiconfigurator_row(data: Cases, n: int) -> float | None:
    from aiconfigurator.cli.api import cli_estimate

    replica, row = data.replicas[n], data.rows[n]
    checkpoint = _CHECKPOINTS.get((replica.model.name, replica.precision))
    system = _SYSTEMS.get(replica.gpu.name)
    if checkpoint is None or system is None:
        return None
    batches = (int(row.concurrency),) if row.concurrency else _BATCHES
    rates = []
    for batch in batches:
        try:
            answer = cli_estimate(
                checkpoint,
                system,
                backend_name="trtllm" if "tensorrt" in row.engine.lower() else "vllm",
                isl=int(data.tokens_in[n]),
                osl=int(data.tokens_out[n]),
                batch_size=batch,
                tp_size=replica.gpus,
            )
        except Exception:  # noqa: BLE001 - a second opinion; out of memory and unknown shapes come as many types
            continue
        rates.append(batch * 1e3 / float(answer.tpot))
    return float(np.log(max(rates) / data.measured[n])) if rates else None
