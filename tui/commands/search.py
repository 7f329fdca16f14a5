"""``breakeven search``: the evidence search alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tui import inputs, output
from tui.batch import batch_command
from tui.failures import Failure

if TYPE_CHECKING:
    from knowledge.library import Library, Passage


@click.command()
@click.argument("query", nargs=-1)
@click.option("-k", "k", default=5, show_default=True, type=click.IntRange(1, 100), help="How many passages at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--jsonl",
    is_flag=False,
    flag_value="-",
    metavar="[FILE]",
    help='A batch: each line {"id", "query"}; stdin if no FILE is given.',
)
@click.pass_context
def search(ctx: click.Context, query: tuple[str, ...], k: int, as_json: bool, jsonl: str | None) -> None:
    """Searches the indexed documents. Finds nothing where nothing answers the query."""
    if jsonl is not None:
        if query:
            raise click.UsageError("give either QUERY or --jsonl, not both.")
        open_library()  # builds the index once, with progress, before any worker needs it
        batch_command(ctx, jsonl, partial(_searcher, k))
        return
    if not query:
        raise click.UsageError("QUERY is missing: what should be looked for?")
    words = inputs.checked(" ".join(query))
    library = open_library()
    found = passages(library, words, k)
    for notice in library.notices:
        click.echo(f"breakeven: {notice}", err=True)
    if as_json:
        output.write_json({"query": words, "passages": found})
    elif found:
        output.write_markdown("\n\n".join(map(_as_markdown, found)))
    else:
        click.echo("Nothing in the library answers this.")


def open_library() -> Library:
    """The library under the settings in force, built on first use with progress on stderr."""
    from agent.settings import load_settings
    from knowledge.library import Library

    settings = load_settings()
    with output.progress_bar() as progress:
        return Library.open(settings.home, chroma_url=settings.chroma_url, progress=progress)


def passages(library: Library, query: str, k: int) -> list[dict[str, Any]]:
    """The passages as INTERFACE's citations, best first; ``n`` is the rank."""
    return [as_citation(passage, n) for n, passage in enumerate(library.search(query, k=k), 1)]


def as_citation(passage: Passage, n: int) -> dict[str, Any]:
    """One passage with the names of the public JSON."""
    names = ("source", "kind", "title", "section", "quote", "start", "end", "standing", "score")
    return {"n": n} | {name: output.plain(getattr(passage, name)) for name in names}


def _as_markdown(passage: dict[str, Any]) -> str:
    title, section, source = (output.foreign(passage[part]) for part in ("title", "section", "source"))
    heading = ", ".join(filter(None, (f"**[{passage['n']}] {title}**", section)))
    marks = f"{source} · {passage['kind']} · {passage['standing']} · score {passage['score']:.2f}"
    quote = "\n".join(f"> {output.foreign(line)}" for line in passage["quote"].splitlines())
    return f"{heading}  \n{marks}\n\n{quote}"


def _searcher(k: int) -> Any:
    library = open_library()

    def find(row: dict[str, Any]) -> dict[str, Any]:
        query = row.get("query")
        if not isinstance(query, str) or not query.strip():
            raise Failure('the line needs "query": "..."')
        identity = {"id": row["id"]} if "id" in row else {}
        return identity | {"query": query, "passages": passages(library, inputs.checked(query), k)}

    return find
