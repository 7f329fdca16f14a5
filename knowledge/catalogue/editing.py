"""Changes single values in the text of a catalogue file; comments, order and layout stay as somebody wrote them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Scalar = str | int | float | bool | dt.date


@dataclass(frozen=True)
class Place:
    """Where one entry stands in the text. ``values``: start and end of the text of each plain value."""

    values: Mapping[str, tuple[int, int]]
    end: int  # behind its last value
    flow: bool  # {a: 1, b: 2} rather than a line each


def places(text: str) -> list[Place]:
    """Every entry of a file that is a list of mappings, in order."""
    root = yaml.compose(text, Loader=LOADER)
    return [_place(item) for item in root.value] if isinstance(root, yaml.SequenceNode) else []


def _place(item: Any) -> Place:
    plain = {k.value: (v.start_mark.index, v.end_mark.index) for k, v in item.value if isinstance(v, yaml.ScalarNode)}
    return Place(plain, item.value[-1][1].end_mark.index, bool(item.flow_style))


def changed(text: str, place: Place, values: Mapping[str, Scalar]) -> str:
    """The text with these values of one entry set; a value that it did not have yet is put behind its last."""
    new = {k: v for k, v in values.items() if k not in place.values}
    edits = [(*place.values[k], scalar(v)) for k, v in values.items() if k in place.values]
    if new:
        lead = ", " if place.flow else "\n  "
        edits.append((place.end, place.end, "".join(f"{lead}{k}: {scalar(v)}" for k, v in new.items())))
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + _tail(text[start:end]) + text[end:]
    return text


def _tail(old: str) -> str:
    """Line ends that a block scalar (``>-``) counts as its own."""
    return old[len(old.rstrip()) :]


def added(text: str, values: Mapping[str, Scalar], after: Place | None = None) -> str:
    """The text with one more entry on a line of its own, behind another or at the end."""
    line = "- {" + ", ".join(f"{k}: {scalar(v)}" for k, v in values.items()) + "}\n"
    if after is None:
        return text.rstrip("\n") + "\n" + line
    end = text.find("\n", after.end)
    return text.rstrip("\n") + "\n" + line if end < 0 else text[: end + 1] + line + text[end + 1 :]


def scalar(value: Scalar) -> str:
    """The value as YAML reads it back."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date) else repr(value)
