"""aiconfigurator's estimate of the same replica, where that package is installed (the extra of that name).

It adds up operator times measured on the hardware (https://github.com/ai-dynamo/aiconfigurator, 0.12.0), so it shares
neither model nor data with ours. It knows fewer models and cards, and what it does not know is no opinion.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

PACKAGE = "aiconfigurator"
_SYSTEMS = {
    "H100 SXM": "h100_sxm", "H100 PCIe": "h100_pcie", "H200": "h200_sxm", "B200": "b200_sxm", "B300": "b300_sxm",
    "GB200": "gb200", "GB300": "gb300", "A100 80GB": "a100_sxm", "A100 80GB PCIe": "a100_pcie", "L40S": "l40s",
    "L4": "l4", "A30": "a30", "RTX PRO 6000": "rtx_pro_6000_server",
}  # fmt: skip
_CHECKPOINTS = {  # those whose description comes with it: others it would fetch from the network
    ("llama-3.3-70b", "fp8"): "nvidia/Llama-3.1-70B-Instruct-FP8",
    ("llama-3.1-70b", "fp8"): "nvidia/Llama-3.1-70B-Instruct-FP8",
    ("llama-3.3-70b", "bf16"): "meta-llama/Meta-Llama-3.1-70B",
    ("llama-3.1-70b", "bf16"): "meta-llama/Meta-Llama-3.1-70B",
    ("llama-3.1-8b", "bf16"): "meta-llama/Meta-Llama-3.1-8B",
    ("llama-3.1-405b", "bf16"): "meta-llama/Meta-Llama-3.1-405B",
    ("qwen3-8b", "bf16"): "Qwen/Qwen3-8B",
    ("qwen3-32b", "bf16"): "Qwen/Qwen3-32B",
    ("qwen3-32b", "fp8b"): "Qwen/Qwen3-32B-FP8",
    ("qwen3-32b", "fp8"): "Qwen/Qwen3-32B-FP8-Static-PerTensor",
    ("qwen3-30b-a3b", "bf16"): "Qwen/Qwen3-30B-A3B",
    ("qwen3-30b-a3b", "fp8b"): "Qwen/Qwen3-30B-A3B-FP8",
    ("qwen3-235b-a22b", "bf16"): "Qwen/Qwen3-235B-A22B",
    ("qwen3-235b-a22b", "fp8b"): "Qwen/Qwen3-235B-A22B-FP8",
    ("qwen3-235b-a22b", "fp4"): "nvidia/Qwen3-235B-A22B-NVFP4",
    ("deepseek-r1", "fp8b"): "deepseek-ai/DeepSeek-R1",
    ("deepseek-v3", "fp8b"): "deepseek-ai/DeepSeek-V3",
    ("gpt-oss-120b", "mxfp4"): "openai/gpt-oss-120b",
    ("gpt-oss-20b", "mxfp4"): "openai/gpt-oss-20b",
}
_MOST_SMALLER = 6  # halvings of a batch that it finds no memory for


@dataclass(frozen=True)
class Opinion:
    """Rates are tokens a second of the whole replica, ``batch`` requests at once, ``ttft_ms`` milliseconds."""

    source: str
    output_tok_s: float
    total_tok_s: float
    batch: int
    tok_s_per_user: float
    ttft_ms: float


def installed() -> bool:
    return importlib.util.find_spec(PACKAGE) is not None


def second_opinion(
    model_id: str,
    precision: str,
    gpu: str,
    gpus: int,
    input_tokens: float,
    output_tokens: float,
    *,
    batch: float,
    engine: str | None = None,
    experts: bool = False,
    estimator: Callable[..., Any] | None = None,
) -> Opinion | None:
    """What aiconfigurator expects of this replica under tensor parallelism with ``batch`` requests at once, or with
    fewer where it finds no memory for them. None where it does not know model, precision or GPU."""
    checkpoint, system = _CHECKPOINTS.get((model_id, precision)), _SYSTEMS.get(gpu)
    if checkpoint is None or system is None:
        return None
    logging.getLogger(PACKAGE).setLevel(logging.ERROR)
    logging.getLogger(f"{PACKAGE}_core").setLevel(logging.ERROR)
    words = (engine or "").lower()
    shape = {"tp_size": gpus} | ({"moe_tp_size": gpus, "moe_ep_size": 1} if experts else {})
    server = "trtllm" if "tensorrt" in words or "trt" in words else "sglang" if "sglang" in words else "vllm"
    ask = estimator or _estimator()
    for halvings in range(_MOST_SMALLER + 1):
        at_once = max(1, round(batch / 2**halvings))
        try:
            answer = ask(checkpoint, system, backend_name=server, isl=round(input_tokens), osl=round(output_tokens),
                         batch_size=at_once, **shape)  # fmt: skip
        except Exception:  # noqa: BLE001 - out of memory and unknown shapes come as many types
            if at_once == 1:
                return None
            continue
        return _read(answer, at_once, input_tokens, output_tokens)
    return None


def _estimator() -> Callable[..., Any]:
    from aiconfigurator.cli.api import cli_estimate

    found: Callable[..., Any] = cli_estimate
    return found


def _read(answer: Any, batch: int, tokens_in: float, tokens_out: float) -> Opinion:
    """Its answer gives milliseconds to the first token and for each one after."""
    first, each = float(answer.ttft), float(answer.tpot)
    rate = batch * tokens_out / (first + each * max(tokens_out - 1, 0.0)) * 1e3
    known = version(PACKAGE) if installed() else ""
    return Opinion(
        source=f"{PACKAGE} {known} ({answer.backend_name} {answer.backend_version})".replace("  ", " "),
        output_tok_s=rate,
        total_tok_s=rate * (tokens_in + tokens_out) / tokens_out,
        batch=batch,
        tok_s_per_user=1e3 / each,
        ttft_ms=first,
    )
