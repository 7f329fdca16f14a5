"""``breakeven calc``: the calculators alone. Nothing here counts; the rows go to ``tools/`` and come back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from tui import output
from tui.batch import batch_command
from tui.commands.calc_flags import BREAKEVEN, CAPACITY, COST
from tui.commands.opinions import second_opinion_line, with_second_opinion
from tui.failures import Failure
from tui.flags import AMOUNT, Quantity, flags, given
from tui.quantities import short, usd
from tui.words import OPTION

Row = dict[str, Any]

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
NOT_IN_THE_FILE = ("precision", "gpu", "gpus")
IN_THE_FILE = ("model", "input_tokens", "output_tokens")  # what a benchmark file says itself


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
    help="Your own benchmark in place of the estimate: JSON of vllm bench serve, guidellm or genai-perf/aiperf. "
    "Model and lengths that are not given are those of the file.",
)
@click.option(
    "--second-opinion/--no-second-opinion",
    "ask_other",
    default=True,
    help="aiconfigurator's estimate beside it, where that is installed (the extra of that name); a few seconds.",
)
@batch_options
@click.pass_context
def capacity(
    ctx: click.Context, /, as_json: bool, jsonl: str | None, measured: str | None, ask_other: bool, **values: Any
) -> None:
    """What one replica of a model on given GPUs serves, with its band and the evidence for it."""
    from knowledge.catalogue.spelling import precision_in

    values["precision"] = values["precision"] or precision_in(values["model"] or "")
    if measured:
        result = _measured(measured, given(CAPACITY, values, IN_THE_FILE))
        result["assumptions"] += [
            f"measured with --{flag.name} {flag.default}, which was not said"
            for flag in CAPACITY
            if flag.name in NOT_IN_THE_FILE and values[flag.name] is None
        ]
        _show(result, as_json)
    elif jsonl is not None:
        batch_command(ctx, jsonl, _capacity_row)
    else:
        row = given(CAPACITY, values)
        answer = _capacity_row()(row)
        _show(with_second_opinion(row, answer) if ask_other else answer, as_json)


@calc.command()
@flags(COST)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def cost(as_json: bool, **values: Any) -> None:
    """What an API costs a month, at dated list prices."""
    row = given(COST, values)
    if row["input_tokens"] + row["output_tokens"] == 0:
        raise click.UsageError("--input-tokens and --output-tokens are both 0: a request has some of either")
    if not row["tokens_per_day"] > 0:
        raise click.UsageError("--tokens-per-day must be above 0: without tokens there is nothing to pay")
    rows = _priced(row)
    if as_json:
        output.write_json({"inputs": row, "prices": rows})
        return
    shown = [
        (r["provider"], r["model"], usd(r["api_monthly_usd"]), f"{r['blended_usd_per_mtok']:.4f}", r["as_of"])
        for r in rows
    ]
    output.write_table(("provider", "model", "US$ a month", "US$ per M tokens", "price of"), shown, right=(2, 3))
    for r in rows:
        last = f"last day of service {r['retires']}" if r["retires"] else ""
        if beside := "; ".join(x for x in (last, r["note"]) if x):
            click.echo(f"{r['model']} at {r['provider']}: {beside}")


def _priced(row: Row) -> list[Row]:
    """What each price that a row asks for comes to. Error: LookupError saying what there is."""
    from dataclasses import asdict

    from knowledge.catalogue.api_prices import asked_for
    from knowledge.catalogue.load import load
    from tools.costs import priced_volume

    wanted = {k: row[k] for k in ("provider", "model", "open_model", "input_tokens", "output_tokens") if k in row}
    share = row["input_tokens"] / (row["input_tokens"] + row["output_tokens"])
    volume = (row["tokens_per_day"], share, row["cached_share"], row["batch_share"])
    found = asked_for(load(), **wanted, at=dt.date.today())  # noqa: DTZ011 - the user's own day
    return [asdict(priced_volume(price, *volume)) for price in found]


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
        row = given(BREAKEVEN, values, left_open=[flag.name for flag in BREAKEVEN] if bare else ())
        _show(_breakeven_row()(row | {"bare": bare}), as_json)


@calc.command()
@click.argument("text", nargs=-1)
@click.option("--set", "settings", multiple=True, metavar="SLOT=VALUE", help="Sets a slot of the profile; repeatable.")
@click.option("--slot", default="workloads[0].tokens_per_day", show_default=True, help="The slot that is moved.")
@click.option("--from", "start", type=AMOUNT, help="First value of a number.  [default: a hundredth of what is known]")
@click.option("--to", "end", type=AMOUNT, help="Last value.  [default: a hundred times of what is known]")
@click.option(
    "--steps", type=Quantity(low=2, high=200, whole=True), default=9, show_default=True, help="How many values."
)
@click.option("--linear", is_flag=True, help="Evenly spaced values.  [default: evenly spaced on a logarithmic scale]")
@click.option("--values", metavar="A,B,C", help="The values themselves, for example none,some,dedicated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def sweep(text: tuple[str, ...], settings: tuple[str, ...], as_json: bool, **moved: Any) -> None:
    """Moves one slot and shows option, confidence and cost at each value.

    TEXT says what is known, in words; --set says it by slot.

    \b
    breakeven calc sweep "RAG, 20M tokens a day" --from 1M --to 1B
    breakeven calc sweep "20M tokens a day" --slot team.gpu_ops --values none,some,dedicated
    """
    from tui.commands.sweeping import rows_of

    rows = rows_of(" ".join(text), settings, **moved)
    if as_json:
        output.write_json({"slot": moved["slot"], "rows": rows})
        return
    table = [
        (
            short(r["value"]) if isinstance(r["value"], float) else r["value"],
            OPTION[r["option"]],
            f"{r['confidence']:.2f}",
            *(usd(r["monthly_usd"][k]) for k in ("low", "mid", "high")),
        )
        for r in rows
    ]
    output.write_table(
        (moved["slot"], "option", "confidence", "low", "US$ a month", "high"), table, right=(0, 2, 3, 4, 5)
    )


@calc.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def audit(as_json: bool) -> None:
    """The worked figures of the two first sources, recomputed."""
    from dataclasses import asdict

    from knowledge.catalogue.load import load
    from tools.costs import audit as audited

    rows = [output.plain(asdict(row) | {"verdict_text": row.verdict_text}) for row in audited(load())]
    if as_json:
        output.write_json({"rows": rows})
        return
    shown = [(r["claim"], _range(r, "claimed"), _range(r, "computed"), r["unit"], r["verdict_text"]) for r in rows]
    output.write_table(("what a source says", "claimed", "recomputed", "unit", "verdict"), shown, right=(1, 2))


def _range(row: Row, name: str) -> str:
    low, high = row[name], row[f"{name}_high"]
    return _written("", low) if high is None else f"{_written('', low)} to {_written('', high)}"


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


def _measured(path: str, row: Row) -> Row:
    """The row with a benchmark of the user's own as evidence. Errors: ValueError, and what the calculator raises."""
    from knowledge.catalogue.load import load
    from tools.capacity import measured_batch_row

    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except ValueError as e:
        raise Failure(f"{path} is not JSON: {e}") from e
    result: Row = output.plain(measured_batch_row(row, data, load()))
    return result


def _show(row: Row, as_json: bool) -> None:
    """One result: JSON, or a table of name, value and unit, with the assumptions below."""
    if as_json:
        output.write_json(row)
        return
    assumptions = row.pop("assumptions", None) or ()
    other = second_opinion_line(row) if "second_opinion" in row else None
    comparable = row.get("blended_usd_per_mtok") is not None and row.get("self_host_usd_per_mtok") is not None
    never = {"break_even_tokens_per_month": "never"} if comparable else {}  # without both sides it is not known
    rows = [
        (name, never.get(name, "-") if value is None else _written(name, value), _unit(name))
        for name, value in row.items()
        if name not in ("id", "second_opinion")
    ]
    output.write_table(("", "value", "unit"), rows, right=(1,))
    if other:
        click.echo(f"  second opinion: {other}")
    for assumption in assumptions:
        click.echo(f"  assumed: {assumption}")


def _unit(name: str) -> str:
    return UNITS.get(name, "US dollars" if "usd" in name else "")


def _written(name: str, value: object) -> str:
    if value is None:
        return "-"
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
