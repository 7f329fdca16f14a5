"""Brings catalogue files of an older shape up to the present one, entry by entry, as they are read.

``STEPS[n]`` turns an entry of schema ``n`` into one of schema ``n + 1``; it is given the file's name without the
ending. Whoever changes what a key means raises ``knowledge.catalogue.schema.SCHEMA`` and adds the step here, so that a
catalogue that somebody keeps for themselves goes on working; the files that ship are rewritten in the same commit.
Files newer than the program are refused where they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = dict[str, Any]
Step = Callable[[str, Row], Row]
UNREAD = {"models": "good_for", "models_other": "good_for", "engines": "strengths"}


def _without_unread(name: str, row: Row) -> Row:
    """2: what a model or an engine is said to be good at is gone. Nothing ever decided by it."""
    return {key: value for key, value in row.items() if key != UNREAD.get(name)}


STEPS: Mapping[int, Step] = {1: _without_unread}


def migrated(name: str, row: Row, found: int, to: int) -> Row:
    """The entry at schema ``to``; the same object where it is there already. Error: KeyError where a step is
    missing."""
    for schema in range(found, to):
        row = STEPS[schema](name, row)
    return row
