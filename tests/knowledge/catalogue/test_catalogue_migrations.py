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
LAST, NEXT = schema.SCHEMA, schema.SCHEMA + 1


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's own catalogue of the last schema, in which a GPU's memory still has an older name; the program is one
    further."""
    folder = tmp_path / "catalogue"
    shutil.copytree(Path(update.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    gpus = folder / "gpus.yaml"
    gpus.write_text(gpus.read_text(encoding="utf-8").replace("memory_gb:", "memory:"), encoding="utf-8")
    monkeypatch.setattr(loading, "_folder", lambda: folder)
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    return folder


def renamed(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"memory_gb" if k == "memory" else k: v for k, v in row.items()} if name == "gpus" else row


def test_an_old_catalogue_is_brought_up(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", {LAST: renamed})
    found = loading.load.__wrapped__()
    assert found.gpu("H200").memory_gb == 141
    assert len(found.measurements) > 100


def test_without_a_way_it_is_refused(old: Path) -> None:
    with pytest.raises(CatalogueError, match=f"schema {LAST}, this breakeven reads {NEXT}"):
        loading.load.__wrapped__()


def test_it_is_not_updated_by_hand_in_its_old_shape(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(migrations, "STEPS", {LAST: renamed})
    assert update.main(["--folder", str(old), "worksheet", "gpus"]) == 1
    assert f"rewrite them at {NEXT} first" in capsys.readouterr().err


def test_steps_are_taken_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", {1: lambda _, r: r | {"a": 1}, 2: lambda _, r: r | {"b": r["a"] + 1}})
    assert migrations.migrated("gpus", {}, 1, 3) == {"a": 1, "b": 2}
    same = {"x": 1}
    assert migrations.migrated("gpus", same, 3, 3) is same


def test_a_catalogue_of_schema_1_still_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(Path(update.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name, after, key in (("engines.yaml", "name: vLLM\n", "  strengths: [fast_start]\n"),
                             ("catalogue.yaml", "", "")):  # fmt: skip
        file = folder / name
        text = file.read_text(encoding="utf-8").replace("schema: 2", "schema: 1")
        file.write_text(text.replace(after, after + key) if after else text, encoding="utf-8")
    monkeypatch.setattr(loading, "_folder", lambda: folder)
    assert loading.load.__wrapped__().engines == loading.load().engines
