"""The catalogue updated by hand: nothing without date and reference, comments and layout stay, slips are refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
import yaml

from knowledge.catalogue import update
from knowledge.catalogue.schema import SCHEMA
from knowledge.catalogue.update import KEYS, UpdateError, apply, worksheet

TODAY = dt.date(2026, 11, 21)
FOLDER = Path(update.__file__).parent
PRICES = """# What a GPU costs.
- {gpu: H200, provider: "A & B", kind: on_demand, usd_per_gpu_hour: 4.00, as_of: 2026-06-01, reference: "a.ex"}  # old
- {gpu: H200, provider: C, kind: on_demand, usd_per_gpu_hour: 5.0, as_of: 2026-11-01, reference: "c.example"}
"""
DEFAULTS = """# Defaults.
- name: utilization
  low: 0.5
  mid: 0.7   # of capacity
  high: 0.85
  unit: share
  because: >-
    One published
    ceiling.
  as_of: 2026-06-01
  reference: "somewhere"
"""
ROW = {"gpu": "H200", "provider": "A & B", "kind": "on_demand", "usd_per_gpu_hour": "4.5", "as_of": "2026-11-20",
       "reference": "a.example/pricing"}  # fmt: skip


def test_the_sheet_holds_what_is_stale() -> None:
    assert [r["provider"] for r in worksheet(PRICES, "gpu_prices", TODAY, 60)] == ["A & B"]


def test_gpu_prices_keep_their_history() -> None:
    new = apply(PRICES, "gpu_prices", [ROW], TODAY)
    assert [line for line in PRICES.splitlines() if line not in new] == []
    rows = yaml.safe_load(new)
    assert [(r["provider"], r["usd_per_gpu_hour"]) for r in rows] == [("A & B", 4.0), ("A & B", 4.5), ("C", 5.0)]
    again = apply(new, "gpu_prices", [ROW | {"usd_per_gpu_hour": "4.6"}], TODAY)
    assert [r["usd_per_gpu_hour"] for r in yaml.safe_load(again)] == [4.0, 4.6, 5.0]


def test_values_change_in_place_and_comments_stay() -> None:
    new = apply(
        DEFAULTS,
        "defaults",
        [{"name": "utilization", "mid": "0.75", "as_of": "2026-11-20", "reference": "else"}],
        TODAY,
    )
    assert new == DEFAULTS.replace("0.7 ", "0.75 ").replace("2026-06-01", "2026-11-20").replace('"somewhere"', '"else"')


def test_a_new_entry_and_a_value_that_was_not_there() -> None:
    new = apply(PRICES, "gpu_prices", [ROW | {"provider": 'New "one"', "basis": "background"}], TODAY)
    assert yaml.safe_load(new)[-1]["provider"] == 'New "one"'
    based = apply(PRICES, "gpu_prices", [ROW | {"provider": "C", "as_of": "2026-11-01", "basis": "background"}], TODAY)
    assert yaml.safe_load(based)[1] | {"basis": "background"} == yaml.safe_load(based)[1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reference": ""}, "reference is missing"),
        ({"as_of": ""}, "as_of is missing"),
        ({"as_of": "2026-12-01"}, "up to today"),
        ({"as_of": "last week"}, "up to today"),
        ({"as_of": "2026-05-01"}, "is before the"),
        ({"usd_per_gpu_hour": "45"}, "--large"),
        ({"usd_per_gpu_hour": "cheap"}, "usd_per_gpu_hour"),
        ({"colour": "red"}, "colour"),
        ({"kind": "stolen"}, "kind"),
    ],
)
def test_a_slip_is_refused_with_its_row(change: dict[str, str], says: str) -> None:
    with pytest.raises(UpdateError, match=rf"row 2 of the sheet: .*{says}"):
        apply(PRICES, "gpu_prices", [ROW, ROW | change], TODAY)
    if "--large" in says:
        assert "45" in apply(PRICES, "gpu_prices", [ROW | change], TODAY, large=True)


@pytest.mark.parametrize("name", KEYS)
def test_every_file_goes_through_a_sheet_unchanged(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    rows = worksheet(text, name, dt.date(2030, 1, 1), 0)
    out = io.StringIO()
    update._write_sheet(rows, out)
    sheet = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert rows and apply(text, name, sheet[:3] + sheet[-3:], dt.date(2030, 1, 1)) == text


def test_the_command_shows_first_and_writes_when_told(tmp_path: Path) -> None:
    (tmp_path / "gpu_prices.yaml").write_text(PRICES, encoding="utf-8")
    (tmp_path / "catalogue.yaml").write_text(f"schema: {SCHEMA}\n", encoding="utf-8")
    with (tmp_path / "sheet.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(ROW))
        writer.writeheader()
        writer.writerow(ROW)
    call = ["--folder", str(tmp_path), "apply", "gpu_prices", str(tmp_path / "sheet.csv")]
    out = io.StringIO()
    assert update.main(call, out, TODAY) == 0 and "+- {gpu" in out.getvalue()
    assert (tmp_path / "gpu_prices.yaml").read_text(encoding="utf-8") == PRICES
    assert update.main([*call, "--write"], io.StringIO(), TODAY) == 0
    assert "4.5" in (tmp_path / "gpu_prices.yaml").read_text(encoding="utf-8")
    sheet = io.StringIO()
    assert update.main(["--folder", str(tmp_path), "worksheet", "gpu_prices"], sheet, TODAY) == 0
    assert (
        sheet.getvalue().splitlines() == ["gpu,provider,kind,usd_per_gpu_hour,as_of,reference"]
        or not sheet.getvalue().strip()
    )
    assert update.main(["--folder", str(tmp_path), "apply", "gpu_prices", str(tmp_path / "none.csv")], out, TODAY) == 1


@pytest.mark.parametrize("text", [f"schema: {SCHEMA + 1}\n", "", None])
def test_files_of_another_schema_are_refused(
    tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gpu_prices.yaml").write_text(PRICES, encoding="utf-8")
    if text is not None:
        (tmp_path / "catalogue.yaml").write_text(text, encoding="utf-8")
    assert update.main(["--folder", str(tmp_path), "worksheet", "gpu_prices"], io.StringIO(), TODAY) == 1
    assert f"this breakeven reads {SCHEMA}" in capsys.readouterr().err
