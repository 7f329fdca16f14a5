"""``breakeven usage import``: volume, split and bill from a provider's export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import output
from tui.quantities import short, usd

if TYPE_CHECKING:
    from agent.usage import UsageReport

HEAD = (
    "workload",
    "tokens a day",
    "requests a day",
    "in / out each",
    "input",
    "cached",
    "peak",
    "US$ a month",
    "models",
)
MODELS = 3


@click.group()
def usage() -> None:
    """Facts from exports: OpenAI, Anthropic, LiteLLM, OpenRouter, Langfuse (CSV, JSON, JSON lines)."""


@usage.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--by",
    type=click.Choice(["project", "tag", "key", "model", "all"]),
    help="What tells workloads apart.  [default: projects, else tags, else keys]",
)
@click.option(
    "--session", "session_id", metavar="ID", help="The session whose profile is filled.  [default: a new one]"
)
@click.option("--yes", is_flag=True, help="Fill the profile without asking.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with everything that was taken.")
@click.pass_context
def import_(
    ctx: click.Context, paths: tuple[Path, ...], by: Any, session_id: str | None, yes: bool, as_json: bool
) -> None:
    """Shows what an export says and, after a yes, fills a profile with it. Usage and costs of one vendor go together.

    \b
    breakeven usage import completions_usage.csv costs.csv
    breakeven usage import spend_logs.json --by tag --session 3f2a --yes
    """
    from agent.usage import read_exports

    report = read_exports(paths, by, _progress())
    if not as_json:
        _show(report)
    filled = _fill(ctx, report, session_id) if yes or (not as_json and _agreed()) else None
    if as_json:
        output.write_json(report.model_dump(mode="json") | ({"session": filled} if filled else {}))
    elif filled:
        click.echo(f"The profile of session {filled} is filled; go on with: breakeven --resume {filled}")


def _agreed() -> bool:
    """Asked on a terminal only: in a pipe nothing is filled without --yes."""
    return sys.stdin.isatty() and click.confirm("Fill the profile with this?", default=False)


def _fill(ctx: click.Context, report: UsageReport, session_id: str | None) -> str:
    from agent.usage import fill
    from tui.commands.ask import open_advisor

    session = open_advisor(ctx.find_root().obj).open(session_id)
    fill(session, report)
    if session_id is None:
        session.rename(f"Import: {', '.join(report.formats)}")
    return session.id


def _progress() -> Any:
    if not sys.stderr.isatty():
        return None
    return lambda rows: click.echo(f"\r{rows:,} rows", nl=False, err=True)


def _show(report: UsageReport) -> None:
    span = f"{report.first:%Y-%m-%d %H:%M} to {report.last:%Y-%m-%d %H:%M} UTC, {report.days:g} days"
    click.echo(f"{', '.join(report.formats)}: {report.rows:,} rows, {span}")
    output.write_table(HEAD, [_row(use) for use in report.workloads], right=(1, 2, 3, 4, 5, 6, 7))
    if report.monthly_usd is not None:
        who = f"Provider: {report.provider or 'not said'}. Model most used: {report.model or 'not said'}."
        click.echo(f"Bill: {usd(report.monthly_usd)} a month. {who}")
    for note in report.notes:
        click.echo(f"  {note}")
    if report.ignored:
        click.echo(f"  Columns not known and not used: {', '.join(report.ignored)}.")


def _row(use: Any) -> tuple[str, ...]:
    def share(value: float | None) -> str:
        return "-" if value is None else f"{value * 100:.0f}%"

    each = f"{short(use.input_tokens)} / {short(use.output_tokens)}" if use.input_tokens is not None else "-"
    models = ", ".join(m.model for m in use.models[:MODELS])
    more = f" and {len(use.models) - MODELS} more" if len(use.models) > MODELS else ""
    return (
        use.name, short(use.tokens_per_day) if use.tokens_per_day is not None else "-",
        short(use.requests_per_day) if use.requests_per_day is not None else "-", each, share(use.input_share),
        share(use.cached_share), f"{use.peak_to_average:.3g}x" if use.peak_to_average else "-",
        usd(use.monthly_usd) if use.monthly_usd is not None else "-", models + more,
    )  # fmt: skip
