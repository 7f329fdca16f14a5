"""Batches: input order, bad lines answered and not fatal, worker processes once many lines wait."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
from functools import partial
from typing import Any

import pytest

from tui import batch
from tui.quantities import parse_quantity


def doubler(factor: int) -> Any:
    def answer(row: dict[str, Any]) -> dict[str, Any]:
        return {"id": row["id"], "twice": factor * row["n"], "process": os.getpid()}

    return answer


def run(lines: list[str]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    tally = batch.run_batch(io.BytesIO("\n".join(lines).encode()), partial(doubler, 2), out.append)
    assert tally.done == len(out)
    assert tally.failed == sum("error" in row for row in out)
    return out


def test_a_short_batch_keeps_order_and_answers_bad_lines() -> None:
    out = run(['{"id": "a", "n": 1}', "not json", "", '{"id": "b"}', "[1]", '{"id": "c", "n": 3}'])
    assert [row.get("id") for row in out] == ["a", None, "b", None, "c"]
    assert [row.get("twice") for row in out] == [2, None, None, None, 6]
    assert "not JSON" in out[1]["error"]
    assert "object" in out[3]["error"]


def test_a_long_batch_is_shared_by_processes_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MANY", 20)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    out = run([json.dumps({"id": i, "n": i}) if i != 50 else "broken" for i in range(300)])
    assert [row["id"] for row in out] == [i if i != 50 else None for i in range(300)]
    assert out[299]["twice"] == 598
    assert len({row.get("process") for row in out} - {None}) == 2  # this one and the worker of the other core


def test_a_batch_that_fails_in_the_middle_leaves_no_worker_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MANY", 20)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    lines = io.BytesIO("\n".join(json.dumps({"id": i, "n": i}) for i in range(300)).encode())

    def broken(row: dict[str, Any]) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        batch.run_batch(lines, partial(doubler, 2), broken)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("text", "value"),
    [("30M", 30e6), ("1.5k", 1500), ("2,000", 2000), ("1e6", 1e6), ("35%", 0.35), ("$1.99", 1.99), (".5", 0.5)],
)
def test_quantities_as_people_write_them(text: str, value: float) -> None:
    assert parse_quantity(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "many", "1..2", "nan", "inf", "1e999", "0x10"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a number|too large"):
        parse_quantity(text)
