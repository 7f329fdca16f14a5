"""Reads the catalogue's files into one frozen value. The only place that touches them."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.catalogue import schema as s
from knowledge.catalogue import spelling

T = TypeVar("T", bound=s.Entry)


class CatalogueError(ValueError):
    """A catalogue file is wrong; the message names file, entry and key."""


@dataclass(frozen=True)
class Catalogue:
    """Everything dated. Lists keep the file's order; look-ups by name go through the methods (case and spelling
    tolerant)."""

    gpus: tuple[s.GpuSpec, ...]
    models: tuple[s.ModelSpec, ...]
    measurements: tuple[s.Measurement, ...]
    gpu_prices: tuple[s.GpuPrice, ...]
    api_overlay: tuple[s.ApiPrice, ...]
    tiers: tuple[s.Tier, ...]
    vendors: tuple[s.VendorTerms, ...]
    regimes: tuple[s.Regime, ...]
    engines: tuple[s.Engine, ...]
    defaults: dict[str, s.Default]
    priors: tuple[s.Prior, ...]
    roadmap: tuple[s.RoadmapLine, ...] = ()

    @functools.cached_property
    def _gpus(self) -> dict[str, s.GpuSpec]:
        return {spelling.key(n): g for g in reversed(self.gpus) for n in (g.name, *g.aliases)}

    @functools.cached_property
    def _models(self) -> dict[str, s.ModelSpec]:
        return {spelling.key(n): m for m in reversed(self.models) for n in (m.name, m.id, *m.aliases)}

    def gpu(self, name: str) -> s.GpuSpec:
        """The GPU of that name or alias. LookupError lists what there is."""
        return spelling.find_gpu(self._gpus, self.gpus, name)

    def model(self, name: str) -> s.ModelSpec:
        """The open model of that name, id or alias. LookupError lists what there is."""
        return spelling.find_model(self._models, self.models, name)


def _folder() -> Any:
    return files("knowledge.catalogue")


def _yaml(name: str, of: type[T]) -> tuple[T, ...]:
    path = _folder() / f"{name}.yaml"
    if not path.is_file():
        raise CatalogueError(f"{name}.yaml is missing")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return tuple(_entry(name, i, row, of) for i, row in enumerate(rows or [], 1))


def _entry(name: str, number: int, row: dict[str, Any], of: type[T]) -> T:
    try:
        return of.model_validate(row)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise CatalogueError(f"{name}.yaml entry {number}: {where}: {first['msg']}") from e


def _measurements() -> Iterable[s.Measurement]:
    with (_folder() / "measurements.csv").open(encoding="utf-8") as f:
        for number, row in enumerate(csv.DictReader(f), 1):
            yield _entry(
                "measurements.csv",
                number,
                {k: v if v != "" or k == "note" else None for k, v in row.items()},
                s.Measurement,
            )


def check_schema(folder: Any) -> None:
    """Error: CatalogueError where a folder's files are of another shape than this program reads."""
    path = folder / "catalogue.yaml"
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("schema") if path.is_file() else None
    if found != s.SCHEMA:
        raise CatalogueError(f"catalogue.yaml: the files are of schema {found}, this breakeven reads {s.SCHEMA}")


@functools.cache
def load() -> Catalogue:
    """The catalogue that ships with the package. Error: CatalogueError naming file, entry and key."""
    check_schema(_folder())
    return Catalogue(
        gpus=_yaml("gpus", s.GpuSpec),
        models=(*_yaml("models", s.ModelSpec), *_yaml("models_other", s.ModelSpec)),
        measurements=tuple(_measurements()),
        gpu_prices=_yaml("gpu_prices", s.GpuPrice),
        api_overlay=_yaml("api_overlay", s.ApiPrice),
        tiers=_yaml("tiers", s.Tier),
        vendors=_yaml("vendors", s.VendorTerms),
        regimes=_yaml("regimes", s.Regime),
        engines=_yaml("engines", s.Engine),
        defaults={d.name: d for d in (*_yaml("defaults", s.Default), *_yaml("limits", s.Default))},
        priors=_yaml("priors", s.Prior),
        roadmap=_yaml("roadmap", s.RoadmapLine),
    )
