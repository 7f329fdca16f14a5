"""Flags of the calculators: quantities as people write them, each with its unit and default in ``--help``."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

SUFFIXES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
WRITTEN = re.compile(
    r"(?P<number>[+-]?\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?\.\d+)\s*(?P<suffix>[kmbt]?)(?P<percent>%?)", re.IGNORECASE
)


def parse_quantity(text: str) -> float:
    """30M, 1.5k, 2,000, 1e6, 35% as a number. Error: ValueError."""
    found = WRITTEN.fullmatch(text.strip().removeprefix("$"))
    if not found:
        raise ValueError(f"{text!r} is not a number (30M, 1.5k, 2,000, 1e6 and 35% are)")
    value = float(found["number"].replace(",", "").replace("_", "")) * SUFFIXES[found["suffix"].lower()]
    value = value / 100 if found["percent"] else value
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is too large")
    return value


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


def given(specs: Sequence[Flag], values: dict[str, Any]) -> dict[str, Any]:
    """The row of the calculator: what was given, else the flag's default; nothing for what has neither.
    Error: UsageError naming a required flag that is missing."""
    row = {spec.name: spec.default if values.get(spec.name) is None else values[spec.name] for spec in specs}
    missing = [f"--{s.name.replace('_', '-')}" for s in specs if s.required and row[s.name] is None]
    if missing:
        raise click.UsageError(f"missing: {', '.join(missing)}")
    return {name: value for name, value in row.items() if value is not None}
