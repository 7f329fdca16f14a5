"""Catalogue files of an older shape are brought up as they are read; files without a way are refused in a sentence."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue import migrations, schema, update
from knowledge.catalogue.load import CatalogueError

loading = importlib.import_module("knowledge.catalogue.load")  # the package's own ``load`` is the function


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's own catalogue of schema 1, in which a GPU's memory still has its old name; the program is at 2."""
    folder = tmp_path / "catalogue"
    shutil.copytree(Path(update.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    gpus = folder / "gpus.yaml"
    gpus.write_text(gpus.read_text(encoding="utf-8").replace("memory_gb:", "memory:"), encoding="utf-8")
    monkeypatch.setattr(loading, "_folder", lambda: folder)
    monkeypatch.setattr(schema, "SCHEMA", 2)
    return folder


def renamed(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"memory_gb" if k == "memory" else k: v for k, v in row.items()} if name == "gpus" else row


def test_an_old_catalogue_is_brought_up(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", {1: renamed})
    found = loading.load.__wrapped__()
    assert found.gpu("H200").memory_gb == 141
    assert len(found.measurements) > 100


def test_without_a_way_it_is_refused(old: Path) -> None:
    with pytest.raises(CatalogueError, match="schema 1, this breakeven reads 2"):
        loading.load.__wrapped__()


def test_it_is_not_updated_by_hand_in_its_old_shape(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(migrations, "STEPS", {1: renamed})
    assert update.main(["--folder", str(old), "worksheet", "gpus"]) == 1
    assert "rewrite them at 2 first" in capsys.readouterr().err


def test_steps_are_taken_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", {1: lambda _, r: r | {"a": 1}, 2: lambda _, r: r | {"b": r["a"] + 1}})
    assert migrations.migrated("gpus", {}, 1, 3) == {"a": 1, "b": 2}
    same = {"x": 1}
    assert migrations.migrated("gpus", same, 3, 3) is same
