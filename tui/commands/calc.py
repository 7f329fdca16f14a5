"""``breakeven calc``: the calculators alone. Nothing here counts; the rows go to ``tools/`` and come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from tui import output
from tui.batch import batch_command
from tui.flags import AMOUNT, COUNT, SHARE, WHOLE, Flag, Quantity, flags, given

Row = dict[str, Any]

PRECISIONS = click.Choice(["bf16", "fp8", "fp8b", "fp4", "mxfp4", "int8", "int4"])
CAPACITY = (
    Flag("model", str, "Model: id, name or alias (breakeven prices list models).", required=True),
    Flag("precision", PRECISIONS, "Precision of weights and arithmetic.", "fp8"),
    Flag("gpu", str, 'GPU: "H100 SXM", "H200", "B200", "A100 80GB", "L40S", "RTX 4090", ...', "H100 SXM"),
    Flag("gpus", COUNT, "GPUs per replica.", 1),
    Flag("parallel", str, 'How the GPUs share the model: "TP8", "DEP8", ...', said_default="tensor parallel over all"),
    Flag("input_tokens", AMOUNT, "Input tokens per request.", 2000),
    Flag("output_tokens", AMOUNT, "Output tokens per request.", 200),
    Flag("concurrency", AMOUNT, "Requests at once per replica.", said_default="as many as fit"),
    Flag("engine", str, "Engine: vllm, sglang, tensorrt-llm.", said_default="any"),
    Flag(
        "prefix_share", SHARE, "Share (0..1) of the input that is a common prefix, kept in the cache.", said_default="0"
    ),
    Flag(
        "tok_s_per_user",
        AMOUNT,
        "Slowest stream that is still good, output tokens per second.",
        said_default="no limit",
    ),
    Flag(
        "evidence",
        click.Choice(["best", "estimate"]),
        "best: measurements before the estimate; estimate: the model alone.",
        "best",
    ),
)
CATALOGUE = "the catalogue's"
BREAKEVEN = (
    Flag("input_tokens_per_month", AMOUNT, "Input tokens a month.", required=True),
    Flag("output_tokens_per_month", AMOUNT, "Output tokens a month.", required=True),
    Flag("price_in_usd_per_mtok", AMOUNT, "API price, US dollars per million input tokens.", required=True),
    Flag("price_out_usd_per_mtok", AMOUNT, "API price, US dollars per million output tokens.", required=True),
    Flag("gpus", COUNT, "GPUs per replica.", 1),
    Flag("gpu_hourly_usd", AMOUNT, "US dollars per GPU and hour.", said_default=CATALOGUE),
    Flag(
        "throughput_tok_s",
        AMOUNT,
        "Total tokens per second (input + output) of one replica, fully used.",
        required=True,
    ),
    Flag("hours_per_month", AMOUNT, "Hours a month that the GPUs are paid for.", said_default="730"),
    Flag("utilization", SHARE, "Share (0..1) of the throughput that is planned for.", said_default=CATALOGUE),
    Flag("peak_to_average", Quantity(low=1), "Busiest hour over the seven-day mean.", said_default=CATALOGUE),
    Flag("spare_replicas", WHOLE, "Replicas beyond those the load needs.", said_default=CATALOGUE),
    Flag("overhead_share", AMOUNT, "Storage, network and the like as a share of the GPU cost.", said_default=CATALOGUE),
    Flag("ops_monthly_usd", AMOUNT, "People, US dollars a month.", said_default=CATALOGUE),
    Flag("other_monthly_usd", AMOUNT, "Everything else, US dollars a month.", said_default=CATALOGUE),
    Flag("migration_usd", AMOUNT, "Moving there, US dollars, once.", said_default=CATALOGUE),
)
UNITS = {
    "output_tok_s": "output tokens/s per replica",
    "total_tok_s": "input + output tokens/s per replica",
    "low": "output tokens/s",
    "high": "output tokens/s",
    "batch": "requests at once",
    "tok_s_per_user": "tokens/s per stream",
    "payback_months": "months",
    "break_even_tokens_per_month": "tokens/month",
    "capacity_tokens_per_month": "tokens/month",
}


@click.group()
def calc() -> None:
    """The calculators alone. Numbers as people write them: 30M, 1.5k, 2,000, 35%."""


def batch_options(function: Any) -> Any:
    """--json and --jsonl, as every batch calculator has them."""
    function = click.option(
        "--jsonl",
        is_flag=False,
        flag_value="-",
        metavar="[FILE]",
        help="A batch, one object a line with these names; stdin if no FILE.",
    )(function)
    return click.option("--json", "as_json", is_flag=True, help="One JSON object.")(function)


@calc.command()
@flags(CAPACITY)
@click.option(
    "--measured",
    type=click.Path(exists=True, dir_okay=False),
    help="Your own benchmark in place of the estimate: JSON of vllm bench serve, guidellm or genai-perf/aiperf.",
)
@batch_options
@click.pass_context
def capacity(ctx: click.Context, /, as_json: bool, jsonl: str | None, measured: str | None, **values: Any) -> None:
    """What one replica of a model on given GPUs serves, with its band and the evidence for it."""
    if measured:
        _measured(measured, given([f for f in CAPACITY if f.name != "model"], values), values["model"], as_json)
    elif jsonl is not None:
        batch_command(ctx, jsonl, _capacity_row)
    else:
        _show(_capacity_row()(given(CAPACITY, values)), as_json)


@calc.command()
@flags(BREAKEVEN)
@click.option(
    "--bare", is_flag=True, help="What is not given counts as nothing: no people, no spare, no peak, full utilization."
)
@batch_options
@click.pass_context
def breakeven(ctx: click.Context, /, as_json: bool, jsonl: str | None, bare: bool, **values: Any) -> None:
    """API against own GPUs: both monthly bills, and the volume from which self-hosting stays cheaper (or never)."""
    if jsonl is not None:
        batch_command(ctx, jsonl, _breakeven_row)
    else:
        _show(_breakeven_row()(given(BREAKEVEN, values) | {"bare": bare}), as_json)


def _capacity_row() -> Callable[[Row], Row]:
    from knowledge.catalogue.load import load
    from tools.capacity import capacity_batch_row

    return partial(_row, capacity_batch_row, load())


def _breakeven_row() -> Callable[[Row], Row]:
    from knowledge.catalogue.load import load
    from tools.costs import breakeven_batch_row

    return partial(_row, breakeven_batch_row, load())


def _row(calculate: Callable[[Row, Any], Row], catalogue: Any, row: Row) -> Row:
    result: Row = output.plain(calculate(row, catalogue))
    return result


def _measured(path: str, row: Row, model: str | None, as_json: bool) -> None:
    """The rate a benchmark file states, as a capacity row states it."""
    import json
    from pathlib import Path

    from tools.capacity import read_benchmark

    found = read_benchmark(json.loads(Path(path).read_text(encoding="utf-8")))
    _show(output.plain(found.model_dump()), as_json)


def _show(row: Row, as_json: bool) -> None:
    """One result: JSON, or a table of name, value and unit, with the assumptions below."""
    if as_json:
        output.write_json(row)
        return
    assumptions = row.pop("assumptions", None) or ()
    rows = [
        (name, _written(name, value), UNITS.get(name, "US dollars" if "usd" in name else ""))
        for name, value in row.items()
        if name != "id"
    ]
    output.write_table(("", "value", "unit"), rows, right=(1,))
    for assumption in assumptions:
        click.echo(f"  assumed: {assumption}")


def _written(name: str, value: object) -> str:
    if value is None:
        return "never" if name.startswith("break_even") else "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return (
            f"{value:,.4f}"
            if "per_mtok" in name
            else f"{value:,.0f}"
            if abs(value) >= 100
            else f"{value:,.2f}".rstrip("0").rstrip(".")
        )
    return str(value)
