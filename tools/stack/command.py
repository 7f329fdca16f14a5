"""The exact commands that serve a model and measure it under one's own load, and a fact for every number in them.

One client measures every engine: they all speak the OpenAI protocol. Flags as documented at
https://docs.vllm.ai/en/latest/cli/bench/serve/ (2026-11).
"""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterator

from tools.capacity import Replica
from tools.results import Fact
from tools.stack.checkpoints import checkpoint
from tools.stack.situation import Situation

USUAL_INPUT, USUAL_OUTPUT = 1600.0, 400.0
MOST_CONCURRENCY, USUAL_CONCURRENCY = 1024, 64
WAVES = 10
"""Requests per slot of concurrency: enough waves for the start and the end not to weigh."""
RESULT_FILE = "breakeven-bench.json"
_PORT = {"vLLM": 8000, "SGLang": 30000, "TensorRT-LLM": 8000}


def load_of(s: Situation) -> tuple[int, int, int, int]:
    """(prefix, rest of the input, output, requests in flight) that the benchmark sends, as whole numbers."""
    size = s.input_tokens or USUAL_INPUT
    prefix = round(size * (s.prefix_share or 0.0))
    rest = max(1, round(size) - prefix)
    output = max(1, round(s.output_tokens or USUAL_OUTPUT))
    in_flight = s.concurrency if s.concurrency and math.isfinite(s.concurrency) else USUAL_CONCURRENCY
    return prefix, rest, output, min(max(1, math.ceil(in_flight)), MOST_CONCURRENCY)


def benchmark_command(s: Situation, replica: Replica, engine: str) -> str:
    """One line to run against the served model; ``breakeven calc capacity --measured`` reads the file it writes."""
    prefix, rest, output, in_flight = load_of(s)
    words = ["vllm", "bench", "serve", "--backend", "openai", "--base-url", f"http://localhost:{_PORT[engine]}",
             "--model", _name(s, replica), "--dataset-name", "random",
             "--random-input-len", str(rest), "--random-output-len", str(output)]  # fmt: skip
    if prefix:
        words += ["--random-prefix-len", str(prefix)]
    words += ["--ignore-eos", "--max-concurrency", str(in_flight), "--num-prompts", str(in_flight * WAVES),
              "--percentile-metrics", "ttft,tpot,itl,e2el", "--metric-percentiles", "50,95,99",
              "--save-result", "--result-filename", RESULT_FILE]  # fmt: skip
    return shlex.join(words)


def serve_command(s: Situation, replica: Replica, engine: str) -> str:
    """One line that serves the model on one replica with an engine's usual settings."""
    name, gpus = _name(s, replica), str(replica.gpus)
    eight_bits = ["--quantization", "fp8"] if replica.precision == "fp8" else []
    if engine == "SGLang":
        words = [
            "python",
            "-m",
            "sglang.launch_server",
            "--model-path",
            name,
            "--tp",
            gpus,
            *eight_bits,
            "--port",
            "30000",
        ]
    elif engine == "TensorRT-LLM":
        words = ["trtllm-serve", name, "--tp_size", gpus, "--port", "8000"]
    else:
        words = ["vllm", "serve", name, "--tensor-parallel-size", gpus, *eight_bits, "--port", "8000"]
    return shlex.join(words)


def _name(s: Situation, replica: Replica) -> str:
    return "./your-weights" if s.quality == "own_weights" else checkpoint(replica.model, replica.precision)


def command_facts(s: Situation) -> Iterator[Fact]:
    """A fact for each number in the benchmark command that does not stand in the profile as it is."""
    prefix, rest, output, in_flight = load_of(s)
    slot = "workloads[*]."
    rows = (
        (
            "bench_input_len",
            "input of a benchmark request that differs each time",
            rest,
            "tokens",
            "input tokens - shared prefix",
        ),
        (
            "bench_prefix_len",
            "input of a benchmark request that is shared",
            prefix,
            "tokens",
            "input tokens x prefix share",
        ),
        ("bench_output_len", "output of a benchmark request", output, "tokens", "output tokens"),
        ("bench_concurrency", "requests in flight on one replica", in_flight, "requests", "busiest hour, by replica"),
        ("bench_prompts", "requests of the benchmark", in_flight * WAVES, "requests", "requests in flight x waves"),
    )
    for id_, name, value, unit, formula in rows:
        yield Fact(id=id_, name=name, value=float(value), unit=unit, formula=formula, inputs=(f"{slot}input_tokens",))
