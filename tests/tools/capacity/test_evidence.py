"""Own measurement before published ones before the estimate; neighbours carry over; bands hold."""

from __future__ import annotations

import dataclasses as dc

import numpy as np
import pytest

from knowledge.catalogue.load import load
from knowledge.catalogue.schema import Measurement
from tools.capacity import Replica, capacity, estimate

CATALOGUE = load()
MODEL, GPU = CATALOGUE.model("Llama-3.3-70B"), CATALOGUE.gpu("H100")
PAIR = Replica(MODEL, GPU, 2, "fp8", "TP2", "TensorRT-LLM 1.2 (pytorch)")


def measurement(**changes: object) -> Measurement:
    row = {
        "id": "own-1",
        "model": "Llama 3.3 70B",
        "precision": "fp8",
        "gpu": "H100",
        "gpus": 2,
        "parallel": "TP2",
        "engine": "vLLM",
        "input_tokens": 1000.0,
        "output_tokens": 1000.0,
        "concurrency": 64.0,
        "output_tok_s": 1500.0,
        "total_tok_s": 3000.0,
        "counts": "output",
        "source": "test",
        "date": "2026-11",
    }
    return Measurement.model_validate(row | changes)


def test_a_published_row_of_the_very_case_is_returned() -> None:
    found = capacity(PAIR, 1000, 1000, measurements=CATALOGUE.measurements)
    assert found.output_tok_s == pytest.approx(4418, rel=1e-6)
    assert found.evidence == "published measurement m137"
    assert found.low < 4418 < found.high


def test_an_own_measurement_beats_the_published_one() -> None:
    own = measurement(output_tok_s=2222.0, concurrency=None, engine=PAIR.engine)
    found = capacity(PAIR, 1000, 1000, measurements=CATALOGUE.measurements, own=[own])
    assert found.output_tok_s == pytest.approx(2222)
    assert found.evidence == "own measurement own-1"


def test_an_own_measurement_carries_over_to_another_length() -> None:
    plain = capacity(PAIR, 3000, 300, concurrency=64)
    asked = {"concurrency": 64, "own": [measurement()]}
    found = capacity(dc.replace(PAIR, engine="vLLM"), 3000, 300, **asked)
    doubled = capacity(
        dc.replace(PAIR, engine="vLLM"), 3000, 300, concurrency=64, own=[measurement(output_tok_s=3000.0)]
    )
    assert doubled.output_tok_s == pytest.approx(2 * found.output_tok_s)
    assert "carried over" in found.evidence
    assert found.total_tok_s == pytest.approx(11 * found.output_tok_s)
    assert found.bound == plain.bound == "concurrency"


def test_an_own_measurement_of_another_model_is_left_aside_and_said() -> None:
    found = capacity(PAIR, 1000, 1000, own=[measurement(model="Qwen3 8B")])
    assert found.evidence.startswith("estimate")
    assert any("Qwen3 8B left aside" in a for a in found.assumptions)


def test_own_measurements_that_leave_the_setup_open_count_for_what_is_asked() -> None:
    own = measurement(gpu="", gpus=0, precision="", engine="", model="")
    found = capacity(Replica(MODEL, GPU, 2, "fp8"), 1000, 1000, concurrency=64, own=[own])
    assert found.output_tok_s == pytest.approx(1500)


def test_estimate_alone_ignores_measurements() -> None:
    found = capacity(PAIR, 1000, 1000, measurements=CATALOGUE.measurements, evidence="estimate")
    assert found.evidence == "estimate (roofline model)"
    assert found.output_tok_s == pytest.approx(float(estimate(PAIR, 1000, 1000).output_tok_s))


def test_rows_of_another_gpu_do_not_correct() -> None:
    rows = [r for r in CATALOGUE.measurements if r.gpu == "B200"]
    assert capacity(PAIR, 1000, 1000, measurements=rows).evidence.startswith("estimate")


def test_the_far_side_of_the_catalogue_hardly_corrects() -> None:
    far = measurement(input_tokens=1e6, output_tokens=1e6, output_tok_s=1.0)
    plain = capacity(PAIR, 10, 10)
    assert capacity(PAIR, 10, 10, measurements=[far]).output_tok_s == pytest.approx(plain.output_tok_s, rel=0.01)


def test_rows_with_a_setup_that_makes_no_sense_are_skipped() -> None:
    odd = measurement(parallel="TP7")
    assert capacity(PAIR, 1000, 1000, measurements=[odd]).evidence.startswith("estimate")


def test_published_rows_stay_within_the_goals() -> None:
    """A regression guard, in sample; bench/capacity/fit.py measures what counts: rows, sources and models left out."""
    errors: dict[bool, list[float]] = {True: [], False: []}
    inside = []
    for row in CATALOGUE.measurements:
        if not (row.input_tokens and row.output_tokens and row.output_tok_s):
            continue
        try:
            gpu, model = CATALOGUE.gpu(row.gpu), CATALOGUE.model(row.model)
        except LookupError:
            continue
        replica = Replica(model, gpu, row.gpus, row.precision, row.parallel, row.engine)
        t = estimate(replica, row.input_tokens, row.output_tokens, concurrency=row.concurrency)
        assert bool(t.fits), row.id
        errors[model.experts > 0].append(float(np.log(t.output_tok_s / row.output_tok_s)))
        inside.append(float(t.low) <= row.output_tok_s <= float(t.high))
    assert np.median(np.abs(np.expm1(errors[False]))) <= 0.15
    assert np.median(np.abs(np.expm1(errors[True]))) <= 0.30
    assert np.mean(np.abs(errors[False] + errors[True]) < np.log(2)) >= 0.9
    assert np.mean(inside) >= 0.75
