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

from knowledge.catalogue import migrations, spelling
from knowledge.catalogue import schema as s

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


def _yaml(name: str, of: type[T], found: int) -> tuple[T, ...]:
    path = _folder() / f"{name}.yaml"
    if not path.is_file():
        raise CatalogueError(f"{name}.yaml is missing")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return tuple(_entry(name, i, row, of, found) for i, row in enumerate(rows or [], 1))


def _entry(name: str, number: int, row: dict[str, Any], of: type[T], found: int) -> T:
    try:
        return of.model_validate(migrations.migrated(name, row, found, s.SCHEMA))
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise CatalogueError(f"{name}.yaml entry {number}: {where}: {first['msg']}") from e


def _measurements(found: int) -> Iterable[s.Measurement]:
    with (_folder() / "measurements.csv").open(encoding="utf-8") as f:
        for number, row in enumerate(csv.DictReader(f), 1):
            yield _entry(
                "measurements.csv",
                number,
                {k: v if v != "" or k == "note" else None for k, v in row.items()},
                s.Measurement,
                found,
            )


def check_schema(folder: Any) -> int:
    """The schema of a folder's files. Error: CatalogueError where this program has no way to read that."""
    path = folder / "catalogue.yaml"
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("schema") if path.is_file() else None
    if found is None or found > s.SCHEMA or any(n not in migrations.STEPS for n in range(found, s.SCHEMA)):
        raise CatalogueError(f"catalogue.yaml: the files are of schema {found}, this breakeven reads {s.SCHEMA}")
    return int(found)


@functools.cache
def load() -> Catalogue:
    """The catalogue that ships with the package. Error: CatalogueError naming file, entry and key."""
    found = check_schema(_folder())
    return Catalogue(
        gpus=_yaml("gpus", s.GpuSpec, found),
        models=(*_yaml("models", s.ModelSpec, found), *_yaml("models_other", s.ModelSpec, found)),
        measurements=tuple(_measurements(found)),
        gpu_prices=_yaml("gpu_prices", s.GpuPrice, found),
        api_overlay=_yaml("api_overlay", s.ApiPrice, found),
        tiers=_yaml("tiers", s.Tier, found),
        vendors=_yaml("vendors", s.VendorTerms, found),
        regimes=_yaml("regimes", s.Regime, found),
        engines=_yaml("engines", s.Engine, found),
        defaults={d.name: d for d in (*_yaml("defaults", s.Default, found), *_yaml("limits", s.Default, found))},
        priors=_yaml("priors", s.Prior, found),
        roadmap=_yaml("roadmap", s.RoadmapLine, found),
    )
