"""One row of any export, in our words, and how its figures and times are read."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
NOTHING = ("", "null", "none", "nan", "-", "not_available")
HOUR, DAY = 3600.0, 86400.0


class BadFigureError(ValueError):
    """A cell that should hold a figure or a time and does not."""


@dataclass(frozen=True, slots=True)
class Record:
    """``seconds``: width of the bucket, 0 for a single request. ``input``: cached tokens included; None: not in this
    export. ``labels``: what the row could be told apart by: project, key, tag, model."""

    start: dt.datetime
    seconds: float
    input: float | None = None
    output: float | None = None
    cached: float | None = None
    requests: float | None = None
    usd: float | None = None
    labels: dict[str, str] = field(default_factory=dict)
    provider: str | None = None
    batch: bool = False


def number(row: Row, *names: str, signed: bool = False) -> float | None:
    """The first of these columns that holds something, as a figure; None where none does. ``signed``: credits are
    below nought. Error: BadFigureError."""
    for name in names:
        value = row.get(name)
        if value is None or (isinstance(value, str) and value.strip().lower() in NOTHING):
            continue
        try:
            figure = float(value.replace(",", "").removeprefix("$")) if isinstance(value, str) else float(value)
        except (TypeError, ValueError) as e:
            raise BadFigureError(f"{name} is {value!r}, which is no figure") from e
        if not math.isfinite(figure) or (figure < 0 and not signed):
            raise BadFigureError(f"{name} is {value!r}, which cannot be")
        return figure
    return None


def dollars(row: Row, *names: str) -> None:
    """Returns where the first of these columns that holds something says US dollars. Error: BadFigureError."""
    for name in names:
        said = str(row.get(name) or "").strip()
        if said and said.lower() != "usd":
            raise BadFigureError(f"{name} is {said!r}; amounts are read in US dollars only")


def total(row: Row, *names: str) -> float | None:
    """The sum of those of these columns that hold something; None where none does."""
    found = [value for name in names if (value := number(row, name)) is not None]
    return sum(found) if found else None


def time(row: Row, *names: str) -> dt.datetime:
    """The first of these columns as a time in UTC: seconds since 1970, or ISO 8601. Error: BadFigureError."""
    for name in names:
        value = row.get(name)
        if value in (None, ""):
            continue
        try:
            return _time(value)
        except (ValueError, OverflowError, OSError) as e:
            raise BadFigureError(f"{name} is {value!r}, which is no time") from e
    raise BadFigureError(f"there is no {' or '.join(names)}")


def _time(value: Any) -> dt.datetime:
    text = str(value).strip().removesuffix(" UTC")
    if text.replace(".", "", 1).isdigit() and len(text.split(".")[0]) > 8:
        seconds = float(text)
        return dt.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, dt.UTC)
    found = dt.datetime.fromisoformat(text)
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)


def labels(row: Row, **names: tuple[str, ...]) -> dict[str, str]:
    """What a row is told apart by: for each kind the first of its columns that holds something."""
    found = {}
    for kind, columns in names.items():
        for column in columns:
            value = row.get(column)
            text = str(value).strip() if value is not None else ""
            if text.lower() not in NOTHING:
                found[kind] = text
                break
    return found


def parsed(value: Any) -> Any:
    """A JSON column, which CSV holds as text."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return None
    return value
