"""Rows of a file, one at a time, whatever its size: CSV, JSON lines, or JSON (a list, or pages with ``data``).

Nothing but the row at hand is kept in memory. A bucket with ``results`` (Admin APIs of OpenAI and Anthropic) becomes
a row for each result; an object inside a row becomes columns joined by a dot, except where a format reads it itself.
A CSV that went through a spreadsheet may be cut by semicolons or tabs, and be in UTF-16.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from agent.usage.errors import DamagedExportError
from agent.usage.record import Row

WHOLE = ("usage_details", "usageDetails", "cost_details", "costDetails", "metadata", "model_parameters",
         "modelParameters",
         "provided_usage_details", "provided_cost_details", "usage", "input", "output", "messages", "response",
         "proxy_server_request")  # fmt: skip
BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16
CUTS = ",;\t"
DECIMAL_COMMA = re.compile(r"-?\d+(?:\.\d{3})*,\d+")
Kind = Literal["csv", "lines", "list", "page"]
LONGEST_CELL = 64 * 1024 * 1024  # prompts stand in some exports


@dataclass
class Pages:
    """What shows while rows are read. ``more``: the last page says that there are further ones; ``commas``: figures had
    a decimal comma, as spreadsheets of many countries write them."""

    more: bool = False
    commas: bool = False


def rows(path: Path, pages: Pages | None = None) -> Iterator[tuple[int, Row]]:
    """(number of the row from 1, row); afterwards ``pages`` knows. Errors: DamagedExportError, OSError."""
    pages = pages or Pages()
    number = 0
    try:
        with path.open("rb") as file:
            kind = _kind(file)
            for item in _csv(path, pages) if kind == "csv" else _json(file, kind):
                for row in _unfolded(item, pages):
                    number += 1
                    yield number, row
            if kind == "page":
                pages.more = _has_more(file)
    except UnicodeDecodeError as e:
        what = "is no text in UTF-8; save it as that" if number == 0 else f"holds no UTF-8 after row {number}"
        raise DamagedExportError(f"{path.name} {what}.") from e
    except (csv.Error, ValueError) as e:
        what = " ".join(str(e).split())[:120]
        raise DamagedExportError(f"{path.name} cannot be read after row {number} ({what}); export it again.") from e


def _kind(file: IO[bytes]) -> Kind:
    """What a file is by its beginning; afterwards the file is at its start, behind a byte order mark."""
    head = file.read(65536)
    file.seek(len(BOM) if head.startswith(BOM) else 0)
    head = head.removeprefix(BOM).lstrip()
    if head[:1] == b"[":
        return "list"
    if head[:1] != b"{":
        return "csv"
    first, _, rest = head.partition(b"\n")
    try:
        return "lines" if rest.strip() and isinstance(json.loads(first), dict) else "page"
    except ValueError:
        return "page"


def _csv(path: Path, pages: Pages) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open("rb") as file:
        encoding = "utf-16" if file.read(2) in WIDE else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as text:
        head = text.readline()
        text.seek(0)
        cut = max(CUTS, key=head.count)
        for row in csv.DictReader(text, strict=True, delimiter=cut):
            if None in row:
                raise ValueError("a row has more cells than there are columns")
            yield {str(k).strip(): _pointed(v, pages) if cut == ";" else v for k, v in row.items()}


def _pointed(cell: str | None, pages: Pages) -> str | None:
    """A figure with a decimal comma as one with a point; any other cell as it is."""
    if cell is None or not DECIMAL_COMMA.fullmatch(cell.strip()):
        return cell
    pages.commas = True
    return cell.strip().replace(".", "").replace(",", ".")


def _json(file: IO[bytes], kind: Kind) -> Iterator[Any]:
    """The objects of a list, of ``data`` in one page, or of every line."""
    if kind == "lines":
        yield from (json.loads(line) for line in file if line.strip())
        return
    import ijson

    try:
        yield from ijson.items(file, "item" if kind == "list" else "data.item", use_float=True)
    except ijson.JSONError as e:
        raise ValueError(e) from e


def _has_more(file: IO[bytes]) -> bool:
    """What a page says behind its data: read again, for it is short where an API made it."""
    import ijson

    file.seek(0)
    if file.read(len(BOM)) != BOM:
        file.seek(0)
    return bool(next(ijson.items(file, "has_more"), False))


def _unfolded(item: Any, pages: Pages) -> Iterator[Row]:
    """The rows in one object: a page holds buckets, a bucket holds results."""
    if not isinstance(item, dict):
        raise ValueError(f"{str(item)[:40]!r} stands where an object belongs")
    if isinstance(item.get("data"), list):
        pages.more = bool(item.get("has_more"))
        for inner in item["data"]:
            yield from _unfolded(inner, Pages())
    elif isinstance(item.get("results"), list):
        bucket = {k: v for k, v in item.items() if k not in ("results", "object")}
        for result in item["results"]:
            yield _flat({**bucket, **result})
    else:
        yield _flat(item)


def _flat(row: Row) -> Row:
    out: Row = {}
    for key, value in row.items():
        if isinstance(value, dict) and key not in WHOLE:
            out.update({f"{key}.{inner}": v for inner, v in value.items()})
        else:
            out[key] = value
    return out
