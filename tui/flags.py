"""Flags of the calculators: quantities as people write them, each with its unit and default in ``--help``."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import click

from tui.quantities import parse_quantity


class Quantity(click.ParamType):
    """A number as people write it, inside its bounds."""

    name = "number"

    def __init__(self, low: float = 0, high: float = math.inf, whole: bool = False) -> None:
        self.low, self.high, self.whole = low, high, whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float | int:
        try:
            number = parse_quantity(str(value))
        except ValueError as e:
            self.fail(str(e), param, ctx)
        if not self.low <= number <= self.high:
            top = "" if self.high == math.inf else f" and at most {self.high:g}"
            self.fail(f"{value} is out of range: at least {self.low:g}{top}", param, ctx)
        if self.whole and number != int(number):
            self.fail(f"{value} is not a whole number", param, ctx)
        return int(number) if self.whole else number


AMOUNT, SHARE, WHOLE, COUNT = Quantity(), Quantity(high=1), Quantity(whole=True), Quantity(low=1, whole=True)


@dataclass(frozen=True)
class Flag:
    """One input of a calculator. ``unit`` opens the help; ``default`` is a value, or words where it is none."""

    name: str
    type: click.ParamType | type
    unit: str
    default: object = None
    required: bool = False
    said_default: str = ""

    def option(self) -> Callable[[Any], Any]:
        shown = (
            "required"
            if self.required
            else f"default: {self.said_default or ('none' if self.default is None else self.default)}"
        )
        return click.option(
            f"--{self.name.replace('_', '-')}", self.name, type=self.type, default=None, help=f"{self.unit}  [{shown}]"
        )


def flags(specs: Sequence[Flag]) -> Callable[[Any], Any]:
    """Decorates a command with an option for each flag, in this order."""

    def decorate(function: Any) -> Any:
        for spec in reversed(specs):
            function = spec.option()(function)
        return function

    return decorate


def given(specs: Sequence[Flag], values: dict[str, Any], left_open: Collection[str] = ()) -> dict[str, Any]:
    """The row of the calculator: what was given, else the flag's default; nothing for what has neither.
    ``left_open``: flags that here are neither required nor have a default.
    Error: UsageError naming a required flag that is missing."""
    row = {spec.name: None if spec.name in left_open else spec.default for spec in specs} | {
        name: value for name, value in values.items() if value is not None
    }
    missing = [
        f"--{s.name.replace('_', '-')}" for s in specs if s.required and s.name not in left_open and row[s.name] is None
    ]
    if missing:
        raise click.UsageError(f"missing: {', '.join(missing)}")
    return {name: value for name, value in row.items() if value is not None}
