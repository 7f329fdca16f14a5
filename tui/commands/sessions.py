"""``breakeven sessions``: saved conversations."""

from __future__ import annotations

from typing import Any

import click

from tui import output
from tui.failures import Failure


@click.group()
def sessions() -> None:
    """Saved conversations. ``breakeven --resume ID`` goes on with one."""


@sessions.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """The last used first."""
    saved = _advisor(ctx).sessions()
    if as_json:
        output.write_json({"sessions": [vars(info) for info in saved]})
    elif saved:
        rows = [(info.id, info.title, info.turns, info.updated) for info in saved]
        output.write_table(("id", "begins with", "messages", "last used (UTC)"), rows, right=(2,))
    else:
        click.echo("There are no saved conversations yet; `breakeven` begins one.", err=True)


@sessions.command()
@click.argument("session_id", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: every message with its answer.")
@click.pass_context
def show(ctx: click.Context, session_id: str | None, as_json: bool) -> None:
    """What was said in one; the last used if no ID is given."""
    session = open_session(_advisor(ctx), session_id)
    records = session.history
    if as_json:
        output.write_json({"id": session.id, "turns": [vars(record) for record in records]})
        return
    output.write_markdown("\n\n---\n\n".join(map(_turn, records)))


@sessions.command()
@click.argument("session_id", metavar="ID")
@click.pass_context
def delete(ctx: click.Context, session_id: str) -> None:
    """Deletes a conversation with everything said in it."""
    _advisor(ctx).delete(session_id)
    click.echo(f"{session_id} is deleted")


def open_session(advisor: Any, session_id: str | None) -> Any:
    """The session of that id, or the last used. Errors: Failure where there is none, and the advisor's own."""
    if session_id is None:
        saved = advisor.sessions()
        if not saved:
            raise Failure("There are no saved conversations yet; `breakeven` begins one.")
        session_id = saved[0].id
    return advisor.open(session_id)


def _advisor(ctx: click.Context) -> Any:
    from tui.commands.ask import open_advisor

    return open_advisor(ctx.find_root().obj)


DONE = {
    "edit": "set by hand: {slot}", "fill": "facts from an import", "undo": "undo", "redo": "redo",
    "adopt": "the what-if adopted", "discard": "the what-if dropped", "keep": "kept as scenario {name}",
    "use": "scenario {name} used", "drop": "scenario {name} deleted",
}  # fmt: skip


def _turn(record: Any) -> str:
    heard = record.input
    said = heard.get("text") or f"({DONE.get(heard.get('do'), 'said nothing').format_map(heard)})"
    quoted = "\n".join(f"> {line}" for line in str(said).splitlines())
    answer = (record.answer or {}).get("answer") or record.failed or "(not answered)"
    return f"{quoted}\n\n{answer}"
