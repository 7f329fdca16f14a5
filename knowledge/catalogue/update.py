"""Updates the catalogue by hand, from its references, with a check of every value:

    python -m knowledge.catalogue.update worksheet gpu_prices --older 60 > sheet.csv
    (open each reference, correct the values, set as_of to the day you read it)
    python -m knowledge.catalogue.update apply gpu_prices sheet.csv            # shows what would change
    python -m knowledge.catalogue.update apply gpu_prices sheet.csv --write

Nothing is fetched. A row is refused without a date and a reference, with a date in the future or before the one it
replaces, with a value that the schema does not know, or with one more than three times as large or small as before
(``--large`` allows that). GPU prices keep their history: a new day is a new row. Vendors' terms are nested: by hand.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import difflib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import yaml
from pydantic import ValidationError

from knowledge.catalogue import editing
from knowledge.catalogue import schema as s
from knowledge.catalogue.load import CatalogueError, check_schema

Row = dict[str, Any]
KEYS: dict[str, tuple[type[s.Dated], tuple[str, ...]]] = {
    "gpu_prices": (s.GpuPrice, ("gpu", "provider", "kind")),
    "api_overlay": (s.ApiPrice, ("provider", "model")),
    "tiers": (s.Tier, ("provider",)),
    "gpus": (s.GpuSpec, ("name",)),
    "models": (s.ModelSpec, ("id",)),
    "engines": (s.Engine, ("id",)),
    "regimes": (s.Regime, ("id",)),
    "defaults": (s.Default, ("name",)),
    "limits": (s.Default, ("name",)),
}
HISTORY = ("gpu_prices",)
LARGE = 3.0


class UpdateError(ValueError):
    """A sheet that is refused; the message names the row and says what to do."""


def worksheet(text: str, name: str, today: dt.date, older: int) -> list[Row]:
    """The newest entries that are older than ``older`` days, plain values only: what has to be looked up again."""
    of, keys = KEYS[name]
    newest: dict[tuple[Any, ...], Row] = {}
    for row in yaml.load(text, editing.LOADER) or []:
        of.model_validate(row)
        key = tuple(row[k] for k in keys)
        if key not in newest or row["as_of"] >= newest[key]["as_of"]:
            newest[key] = row
    stale = [row for row in newest.values() if (today - row["as_of"]).days > older]
    return [{k: v for k, v in row.items() if not isinstance(v, (list, dict))} for row in stale]


def apply(text: str, name: str, sheet: Sequence[Mapping[str, str]], today: dt.date, *, large: bool = False) -> str:
    """The file's text with the sheet's rows taken over. Errors: UpdateError, nothing is changed then."""
    for number, cells in enumerate(sheet, 1):
        try:
            text = _take(text, name, {k: _value(v) for k, v in cells.items() if k and (v or "").strip()}, today, large)
        except UpdateError as e:
            raise UpdateError(f"row {number} of the sheet: {e}") from e
    return text


def _take(text: str, name: str, row: Row, today: dt.date, large: bool) -> str:
    keys = KEYS[name][1]
    if missing := [k for k in (*keys, "as_of", "reference") if k not in row]:
        raise UpdateError(f"{missing[0]} is missing")
    if not isinstance(row["as_of"], dt.date) or row["as_of"] > today:
        raise UpdateError(f"as_of must be a day up to today (YYYY-MM-DD), not {row['as_of']}")
    entries, places = yaml.load(text, editing.LOADER) or [], editing.places(text)
    same = [i for i, e in enumerate(entries) if all(str(e.get(k)) == str(row[k]) for k in keys)]
    if not same:
        _valid(name, row)
        return editing.added(text, row)
    last = max(same, key=lambda i: entries[i]["as_of"])
    before = entries[last]
    _plausible(before, row, large)
    if name in HISTORY and row["as_of"] != before["as_of"]:
        _valid(name, row)
        return editing.added(text, row, places[last])
    new = {k: v for k, v in row.items() if before.get(k) != v}
    _valid(name, {**before, **new})
    return editing.changed(text, places[last], new)


def _plausible(before: Row, row: Row, large: bool) -> None:
    if row["as_of"] < before["as_of"]:
        raise UpdateError(f"as_of {row['as_of']} is before the {before['as_of']} of what it would replace")
    for key, value in row.items():
        old = before.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isinstance(old, (int, float)):
            continue
        if not large and old and value and not 1 / LARGE <= value / old <= LARGE:
            raise UpdateError(f"{key} went from {old} to {value}: if that is right, say --large")


def _valid(name: str, row: Row) -> None:
    try:
        KEYS[name][0].model_validate(row)
    except ValidationError as e:
        first = e.errors()[0]
        raise UpdateError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from e


def _value(cell: str) -> Any:
    """A cell as YAML would read it: a figure, a day, yes or no, else words."""
    value = yaml.safe_load(cell.strip()) if not cell.strip().startswith(("[", "{", "&", "*", "!")) else cell.strip()
    return value if isinstance(value, (int, float, bool, dt.date)) else cell.strip()


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout, today: dt.date | None = None) -> int:
    """The command; returns the exit status."""
    given = _parser().parse_args(arguments)
    path: Path = given.folder / f"{given.file}.yaml"
    today = today or dt.datetime.now(dt.UTC).date()
    try:
        if (found := check_schema(given.folder)) != s.SCHEMA:
            raise UpdateError(f"the files are of schema {found}: rewrite them at {s.SCHEMA} first")
        text = path.read_text(encoding="utf-8")
        if given.command == "worksheet":
            _write_sheet(worksheet(text, given.file, today, given.older), out)
            return 0
        with given.sheet.open(encoding="utf-8-sig", newline="") as sheet:
            new = apply(text, given.file, list(csv.DictReader(sheet)), today, large=given.large)
    except (UpdateError, CatalogueError, OSError, yaml.YAMLError, csv.Error) as e:
        sys.stderr.write(f"update: {' '.join(str(e).split())}\n")
        return 1
    if given.write:
        path.write_text(new, encoding="utf-8")
    lines = difflib.unified_diff(text.splitlines(True), new.splitlines(True), path.name, f"{path.name} updated", n=0)
    out.writelines(lines)
    return 0


def _write_sheet(rows: list[Row], out: TextIO) -> None:
    columns = list(dict.fromkeys(k for row in rows for k in row))
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge.catalogue.update", description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="where the files lie")
    commands = parser.add_subparsers(dest="command", required=True)
    sheet = commands.add_parser("worksheet", help="the entries to look up again, as CSV")
    sheet.add_argument("file", choices=sorted(KEYS))
    sheet.add_argument("--older", type=int, default=60, help="days from which an entry is too old (default 60)")
    take = commands.add_parser("apply", help="takes a corrected sheet over")
    take.add_argument("file", choices=sorted(KEYS))
    take.add_argument("sheet", type=Path)
    take.add_argument("--write", action="store_true", help="write the file; without it the difference is shown only")
    take.add_argument("--large", action="store_true", help="allow changes of more than a factor of three")
    return parser


if __name__ == "__main__":
    sys.exit(main())
