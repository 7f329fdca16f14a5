"""``breakeven memo``: the decision memo of a saved session."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tui.failures import Failure
from tui.memo import ENDINGS, write_memo


@click.command()
@click.argument("session_id", metavar="[SESSION]", required=False)
@click.option("-o", "--output", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help=f"Where to write it; the ending decides: {', '.join(ENDINGS)}.")  # fmt: skip
@click.pass_context
def memo(ctx: click.Context, session_id: str | None, path: Path) -> None:
    """Writes the decision memo of a session; of the last used if none is given."""
    from tui.commands.ask import open_advisor
    from tui.commands.sessions import open_session

    if path.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"{path.name}: a memo ends in {' or '.join(ENDINGS)}.")
    session = open_session(open_advisor(ctx.obj), session_id)
    answer = session.answer
    if answer is None:
        raise Failure(f"Session {session.id} has no answer yet to write down.")
    write_memo(answer, path, dt.date.today().isoformat())  # noqa: DTZ011 - the user's own day
    click.echo(str(path))
