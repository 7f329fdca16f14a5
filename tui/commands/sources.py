"""``breakeven sources``: the indexed documents."""

from __future__ import annotations

from typing import Any

import click

from tui import output
from tui.failures import FAILED


@click.group()
def sources() -> None:
    """The indexed documents."""


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def list_(as_json: bool) -> None:
    """What is indexed: your documents, then our summaries of the built-in sources."""
    from tui.commands.search import open_library

    library = open_library()
    rows = [_row(document) for document in library.documents()]
    _notices(library)
    if as_json:
        output.write_json({"sources": rows})
        return
    table = [(r["id"], r["kind"], r["title"], f"{r['characters']:,}", r["path"]) for r in rows]
    output.write_table(("id", "kind", "title", "characters", "file"), table, right=(3,))


@sources.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def add(ctx: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Indexes .txt, .md, .pdf and .html. Adding the same again changes nothing."""
    from tui.commands.search import open_library

    library = open_library()
    with output.progress_bar() as progress:
        done = library.add(paths, progress)
    if as_json:
        output.write_json({"files": [vars(added) for added in done]})
    else:
        for added in done:
            click.echo(added.message, err=added.status == "failed")
    _notices(library)
    if not done:
        click.echo("breakeven: no .txt, .md, .pdf or .html file there", err=True)
    if not done or any(added.status == "failed" for added in done):
        ctx.exit(FAILED)


@sources.command()
@click.argument("source_id", metavar="ID")
def remove(source_id: str) -> None:
    """Forgets a document; the file itself is not touched."""
    from tui.commands.search import open_library

    open_library().remove(source_id)
    click.echo(f"{source_id} is no longer in the library")


@sources.command()
@click.argument("source_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(source_id: str, as_json: bool) -> None:
    """The text of a document as it is indexed."""
    from tui.commands.search import open_library

    document = open_library().document(source_id)
    if as_json:
        output.write_json(_row(document) | {"text": document.text})
    else:
        click.echo("\n".join(map(output.printable, document.text.splitlines())))


def _row(document: Any) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "author": document.author,
        "characters": len(document.text),
        "path": document.path,
        "sha256": document.sha256,
    }


def _notices(library: Any) -> None:
    """What the library wants the user to see once: on stderr, since stdout is data."""
    for notice in library.notices:
        click.echo(f"breakeven: {notice}", err=True)
