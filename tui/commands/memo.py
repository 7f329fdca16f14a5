"""``breakeven memo``: the decision memo of a saved session."""

from __future__ import annotations

from pathlib import Path

import click

from tui.failures import Failure


@click.command()
@click.argument("session_id", metavar="[SESSION]", required=False)
@click.option("-o", "--output", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to write it; the ending decides: .md, .html, .pdf or .json.")  # fmt: skip
@click.pass_context
def memo(ctx: click.Context, session_id: str | None, path: Path) -> None:
    """Writes the decision memo of a session, at today's prices; of the last used session if none is given."""
    from agent.memo import ENDINGS, make, write
    from tui.commands.ask import open_advisor
    from tui.commands.sessions import open_session

    if path.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"{path.name}: a memo ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    advisor = open_advisor(ctx.find_root().obj)
    session = open_session(advisor, session_id)
    answer = session.answer
    if answer is None:
        raise Failure(f"Session {session.id} has no answer yet to write down.")
    write(make(session.profile, advisor.desk(builtin=True), before=answer), path)
    click.echo(str(path))
