"""A user's own benchmark as a measurement: the JSON of ``vllm bench serve``, guidellm, and genai-perf or AIPerf.

Formats, as their projects document them: ``vllm bench serve --save-result`` writes one flat object
(``output_throughput``, ``total_input_tokens``, ``completed``, ``max_concurrency``); guidellm's ``benchmarks.json``
holds ``benchmarks[].metrics`` with ``successful.mean`` of each metric; ``profile_export_genai_perf.json`` and
``profile_export_aiperf.json`` hold ``{metric: {"unit", "avg"}}`` beside ``input_config``. None of them knows the GPUs:
the caller says what it ran on, and what is left empty counts as "the replica that is asked about".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.catalogue.schema import Measurement
from tools.capacity.errors import BadBenchmark


def read_benchmarks(
    data: Any,
    *,
    model: str = "",
    gpu: str = "",
    gpus: int = 0,
    precision: str = "",
    engine: str = "",
    parallel: str | None = None,
) -> tuple[Measurement, ...]:
    """Every run in the file (guidellm sweeps hold several). Error: BadBenchmark."""
    runs = _runs(data)
    return tuple(
        Measurement(
            id=f"own-{n}",
            model=model or run["model"],
            precision=precision,
            gpu=gpu,
            gpus=gpus,
            parallel=parallel,
            engine=engine,
            input_tokens=run["input_tokens"],
            output_tokens=run["output_tokens"],
            concurrency=run["concurrency"],
            output_tok_s=run["output_tok_s"],
            total_tok_s=run["output_tok_s"] * (run["input_tokens"] + run["output_tokens"]) / run["output_tokens"],
            counts="output",
            source=run["tool"],
            date=run["date"],
            note=run["note"],
        )
        for n, run in enumerate(runs, 1)
    )


def _runs(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, Mapping):
        if "output_throughput" in data and "total_output_tokens" in data:
            return [_vllm(data)]
        if isinstance(data.get("benchmarks"), Sequence) and data["benchmarks"]:
            return [_guidellm(run, data) for run in data["benchmarks"]]
        if isinstance(data.get("output_token_throughput"), Mapping):
            return [_genai_perf(data)]
    raise BadBenchmark(
        "this is no benchmark that can be read; possible: the JSON of `vllm bench serve --save-result`, guidellm's "
        "benchmarks.json, profile_export_genai_perf.json, profile_export_aiperf.json"
    )


def _vllm(data: Mapping[str, Any]) -> dict[str, Any]:
    done = _positive(data, "completed", "vllm bench serve")
    tokens_in = _positive(data, "total_input_tokens", "vllm bench serve") / done
    tokens_out = _positive(data, "total_output_tokens", "vllm bench serve") / done
    concurrency = _number(data.get("max_concurrency"))
    if concurrency is None:  # Little's law: requests a second x seconds each
        each = (_number(data.get("mean_ttft_ms")) or 0.0) + (_number(data.get("mean_tpot_ms")) or 0.0) * (
            tokens_out - 1
        )
        concurrency = (_number(data.get("request_throughput")) or 0.0) * each / 1e3 or None
    failed = _number(data.get("failed")) or 0.0
    return {
        "tool": "vllm bench serve",
        "model": str(data.get("model_id") or ""),
        "input_tokens": tokens_in,
        "output_tokens": tokens_out,
        "concurrency": concurrency,
        "output_tok_s": _positive(data, "output_throughput", "vllm bench serve"),
        "date": str(data.get("date") or ""),
        "note": f"{failed:.0f} of {done + failed:.0f} requests failed" if failed else "",
    }


def _guidellm(run: Any, whole: Mapping[str, Any]) -> dict[str, Any]:
    metrics = run.get("metrics") if isinstance(run, Mapping) else None
    if not isinstance(metrics, Mapping):
        raise BadBenchmark("guidellm: a benchmark has no metrics")

    def mean(name: str) -> float:
        value = metrics.get(name)
        good = value.get("successful") if isinstance(value, Mapping) else None
        return _positive(good if isinstance(good, Mapping) else {}, "mean", f"guidellm: metrics.{name}.successful")

    in_flight = metrics.get("request_concurrency")
    settings = run.get("config") or run.get("args") or {}
    streams = _first(settings, ("streams", "max_concurrency", "concurrency"))
    return {
        "tool": "guidellm",
        "model": str(_find(run, ("model",), str) or _find(whole.get("args"), ("model",), str) or ""),
        "input_tokens": mean("prompt_token_count"),
        "output_tokens": mean("output_token_count"),
        "concurrency": mean("request_concurrency") if in_flight else streams,
        "output_tok_s": mean("output_tokens_per_second"),
        "date": "",
        "note": "",
    }


def _genai_perf(data: Mapping[str, Any]) -> dict[str, Any]:
    def average(name: str) -> float:
        block = data.get(name)
        return _positive(block if isinstance(block, Mapping) else {}, "avg", f"genai-perf / AIPerf: {name}")

    settings = data.get("input_config") or {}
    concurrency = _first(settings, ("concurrency",))
    if concurrency is None and "request_latency" in data and "request_throughput" in data:
        concurrency = average("request_throughput") * average("request_latency") / 1e3  # Little's law, latency in ms
    names = _find(settings, ("model_names", "model", "models"), (str, list))
    return {
        "tool": "genai-perf / AIPerf",
        "model": str(names[0] if isinstance(names, list) and names else names or ""),
        "input_tokens": average("input_sequence_length"),
        "output_tokens": average("output_sequence_length"),
        "concurrency": concurrency,
        "output_tok_s": average("output_token_throughput"),
        "date": str(data.get("end_time") or ""),
        "note": "",
    }


def _number(value: Any) -> float | None:
    """A finite number, or None."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if good else None


def _positive(data: Mapping[str, Any], name: str, where: str) -> float:
    value = _number(data.get(name))
    if value is None or value <= 0:
        raise BadBenchmark(f"{where}: {name} must be a number above 0, not {data.get(name)!r}")
    return value


def _find(data: Any, names: tuple[str, ...], kind: Any) -> Any:
    """The first value of one of these keys and of this kind, at any depth, nearest to the top."""
    level = [data]
    while level:
        maps = [d for d in level if isinstance(d, Mapping)]
        for found in (d[n] for d in maps for n in names if isinstance(d.get(n), kind) and d[n]):
            return found
        level = [v for d in maps for v in d.values()]
    return None


def _first(data: Any, names: tuple[str, ...]) -> float | None:
    """As ``_find`` for a positive number, or a list that begins with one."""
    value = _find(data, names, (int, float, list))
    number = _number(value[0] if isinstance(value, list) and value else value)
    return number if number and number > 0 else None
