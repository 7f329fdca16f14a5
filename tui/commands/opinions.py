"""aiconfigurator's estimate beside ours, where it is installed: added to the answer, and said in one line."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

Row = dict[str, Any]


def with_second_opinion(row: Row, answer: Row) -> Row:
    """``answer`` with ``second_opinion`` (null: it does not know this model, precision or GPU); as it is where the
    package is not installed or nothing fits."""
    from knowledge.catalogue.load import load
    from knowledge.second_opinion import installed, second_opinion
    from tools.capacity import replica_of

    if not answer["fits"] or not installed():
        return answer
    if sys.stderr.isatty():
        click.echo("asking aiconfigurator (some seconds, --no-second-opinion leaves it out) ...", err=True)
    r = replica_of(row, load())
    found = second_opinion(
        r.model.id, r.precision, r.gpu.name, r.gpus, row["input_tokens"], row["output_tokens"],
        batch=row.get("concurrency") or answer["batch"], engine=r.engine, experts=bool(r.model.experts),
    )  # fmt: skip
    return answer | {"second_opinion": asdict(found) if found else None}


def second_opinion_line(answer: Row) -> str:
    """The other estimate against ours, in words."""
    other = answer["second_opinion"]
    if other is None:
        return "aiconfigurator does not know this model, precision or GPU"
    ratio = other["output_tok_s"] / answer["output_tok_s"]
    inside = answer["low"] <= other["output_tok_s"] <= answer["high"]
    return (
        f"{other['source']}: {other['output_tok_s']:,.0f} output tokens/s with {other['batch']} requests at once, "
        f"{ratio:.2f} times this, {'inside' if inside else 'outside'} low to high; "
        f"{other['tok_s_per_user']:,.1f} tokens/s per stream, {other['ttft_ms']:,.0f} ms to the first token"
    )
