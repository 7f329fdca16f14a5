"""``breakeven memo``: the decision memo of a saved session."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("session_id", metavar="[SESSION]", required=False)
@click.option("-o", "--output", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to write it; the ending decides: .md, .html, .pdf or .json.")  # fmt: skip
@click.pass_context
def memo(ctx: click.Context, session_id: str | None, path: Path) -> None:
    """Writes the decision memo of a session, at today's prices; of the last used session if none is given."""
    from tui.commands.ask import open_advisor
    from tui.commands.sessions import open_session
    from tui.memo import ENDINGS, write_memo

    if path.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"{path.name}: a memo ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    advisor = open_advisor(ctx.find_root().obj)
    write_memo(advisor, open_session(advisor, session_id), path)
    click.echo(str(path))
