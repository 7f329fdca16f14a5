"""How the commands write: data on stdout and nothing else there, progress and remarks on stderr.

Markdown is rendered where stdout is a terminal and left as it is where it is piped. ``NO_COLOR`` is honoured by rich.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

_HALF = re.compile(r"[\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*_\[\]<>|#!&~]")
Progress = Callable[[int, int, str], None]  # done, total, what is being done


def write_json(value: object) -> None:
    """One JSON document, indented; NaN has no place in JSON and is an error here."""
    click.echo(_json(value, indent=2))


def _json(value: object, indent: int | None = None) -> str:
    """Half a character, as a file's name may hold, is written as an escape: UTF-8 has none."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str)
    return _HALF.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def write_json_line(value: object) -> None:
    """One line of a batch, flushed: a program that reads along gets it at once."""
    sys.stdout.write(_json(value) + "\n")
    sys.stdout.flush()


def write_markdown(text: str) -> None:
    """Rendered on a terminal, as it is when piped."""
    if not sys.stdout.isatty():
        click.echo(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(text), width=min(console.width, 100))


def printable(text: str) -> str:
    """Foreign words without what a terminal would act upon; ``--json`` has every character."""
    from knowledge.library.text import shown

    return shown(text)


def foreign(text: str) -> str:
    """The same for ``write_markdown``: where that is rendered, nothing in them is a link, a mark or a heading."""
    words = printable(text)
    return _MARKS.sub(r"\\\g<0>", words) if sys.stdout.isatty() else words


def write_table(headers: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Columns for people: a table on a terminal, tab-separated lines when piped. ``right``: columns of figures."""
    if not sys.stdout.isatty():
        for row in (headers, *rows):
            click.echo("\t".join(cell(value) for value in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for i, header in enumerate(headers):
        table.add_column(header, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    Console().print(table)


def cell(value: object) -> str:
    """A name may hold line breaks and escapes."""
    from knowledge.library.text import one_line

    text = str(value)
    return text if text.isprintable() else one_line(text)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A function that draws progress on stderr, or None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = None

        def update(done: int, total: int, what: str) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task(what, total=total)
            bar.update(task, completed=done, total=total, description=what)

        yield update


def clean(text: str) -> str:
    """The text without lone surrogates, which come from bytes on the command line that are not UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def plain(value: Any) -> Any:
    """The value as JSON can hold it: facts become objects, numpy numbers Python's, NaN (never, unknown) None."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json")
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return None if isinstance(value, float) and value != value else value
