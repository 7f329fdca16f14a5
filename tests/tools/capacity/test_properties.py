"""What must hold whatever the workload."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue.load import load
from tools.capacity import PRECISIONS, BadQuantity, Replica, capacity, estimate
from tools.capacity.errors import CapacityError, UnknownName

CATALOGUE = load()
PRECISION = st.sampled_from(PRECISIONS)
ENGINE = st.sampled_from([None, "vLLM", "vLLM 0.11.0", "TensorRT-LLM 1.2 (pytorch)", "SGLang 0.5.5", "my own"])


@st.composite
def replicas(draw: st.DrawFn) -> Replica:
    gpus = draw(st.sampled_from([1, 2, 3, 4, 8, 16]))
    parallel = draw(st.sampled_from([None, f"TP{gpus}", f"DEP{gpus}"]))
    model, gpu = draw(st.sampled_from(CATALOGUE.models)), draw(st.sampled_from(CATALOGUE.gpus))
    return Replica(model, gpu, gpus, draw(PRECISION), parallel, draw(ENGINE))


TOKENS = st.floats(1, 100_000)


@settings(max_examples=60, deadline=None)
@given(replicas(), st.lists(st.tuples(TOKENS, TOKENS, st.floats(1, 5000), st.floats(0, 1)), min_size=1, max_size=8))
def test_an_array_gives_what_each_element_gives(replica: Replica, work: list[tuple[float, ...]]) -> None:
    i, o, c, p = (np.array(x) for x in zip(*work, strict=True))
    whole = estimate(replica, i, o, concurrency=c, prefix_share=p, tok_s_per_user=20.0)
    for n in range(len(work)):
        one = estimate(replica, i[n], o[n], concurrency=c[n], prefix_share=p[n], tok_s_per_user=20.0)
        for field in (
            "output_tok_s",
            "total_tok_s",
            "low",
            "high",
            "batch",
            "tok_s_per_user",
            "ttft_ms",
            "ttft_burst_ms",
        ):
            assert getattr(whole, field)[n] == pytest.approx(float(getattr(one, field)), rel=1e-9, abs=1e-12)
        assert whole.fits[n] == one.fits
        assert whole.bound[n] == str(one.bound)


@settings(max_examples=60, deadline=None)
@given(replicas(), TOKENS, TOKENS, st.floats(1, 2000), st.floats(1, 4))
def test_more_requests_in_flight_never_lower_throughput(
    replica: Replica, i: float, o: float, c: float, more: float
) -> None:
    few, many = estimate(replica, i, o, concurrency=c), estimate(replica, i, o, concurrency=c * more)
    assert float(many.output_tok_s) >= float(few.output_tok_s) * (1 - 1e-9)
    assert float(many.tok_s_per_user) <= float(few.tok_s_per_user) * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(replicas(), TOKENS, TOKENS, st.floats(0, 1), st.floats(0.5, 200))
def test_rates_are_finite_ordered_and_never_negative(replica: Replica, i: float, o: float, p: float, u: float) -> None:
    t = estimate(replica, i, o, prefix_share=p, tok_s_per_user=u)
    low, mid, high, total = (float(x) for x in (t.low, t.output_tok_s, t.high, t.total_tok_s))
    assert 0 <= low <= mid <= high < np.inf
    assert total == pytest.approx(mid * (i + o) / o)
    assert (mid > 0) == bool(t.fits)
    assert not bool(t.fits) or np.isfinite([float(t.ttft_ms), float(t.ttft_burst_ms)]).all()


@settings(max_examples=60, deadline=None)
@given(replicas(), TOKENS, TOKENS, st.floats(1, 2000), st.floats(1, 4))
def test_the_first_token_of_a_larger_burst_comes_no_sooner(
    replica: Replica, i: float, o: float, c: float, more: float
) -> None:
    one, few, many = (float(estimate(replica, i, o, concurrency=n).ttft_burst_ms) for n in (1, c, c * more))
    if replica.parallel is not None:  # else the best layout for each number counts
        assert one <= few * (1 + 1e-9) and few <= many * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(replicas(), TOKENS, TOKENS, st.floats(1, 300))
def test_a_latency_target_is_kept_or_named_as_the_bound(replica: Replica, i: float, o: float, u: float) -> None:
    free, kept = estimate(replica, i, o), estimate(replica, i, o, tok_s_per_user=u)
    if not free.fits:
        return
    assert float(kept.output_tok_s) <= float(free.output_tok_s) * (1 + 1e-6) or replica.parallel is None
    assert float(kept.tok_s_per_user) >= u * (1 - 1e-6) or str(kept.bound) == "latency"


@settings(max_examples=30, deadline=None)
@given(replicas(), TOKENS, TOKENS, st.floats(0, 1))
def test_a_cached_prefix_never_lowers_throughput(replica: Replica, i: float, o: float, p: float) -> None:
    assert float(estimate(replica, i, o, prefix_share=p).output_tok_s) >= float(
        estimate(replica, i, o).output_tok_s
    ) * (1 - 1e-9)


MODEL, GPU = CATALOGUE.model("Llama 3.3 70B"), CATALOGUE.gpu("H100")


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), -float("inf"), 1e30, "many", None])
@pytest.mark.parametrize("name", ["input_tokens", "output_tokens", "concurrency", "prefix_share", "tok_s_per_user"])
def test_bad_quantities_are_named(name: str, value: object) -> None:
    optional = name not in ("input_tokens", "output_tokens")
    if (value == 0 and name in ("input_tokens", "prefix_share", "tok_s_per_user")) or (value is None and optional):
        return
    good = {"input_tokens": 1000, "output_tokens": 200}
    with pytest.raises(BadQuantity, match=name):
        capacity(Replica(MODEL, GPU, 2, "fp8"), **(good | {name: value}))


@pytest.mark.parametrize(
    ("gpus", "precision", "parallel", "error", "says"),
    [
        (0, "fp8", None, BadQuantity, "whole number"),
        (2, "fp3", None, UnknownName, "bf16"),
        (2, "fp8", "TP3", UnknownName, "needs 3 GPUs"),
        (2, "fp8", "sideways", UnknownName, "TP8"),
    ],
)
def test_bad_replicas_are_typed_errors(
    gpus: int, precision: str, parallel: str | None, error: type[CapacityError], says: str
) -> None:
    with pytest.raises(error, match=says):
        estimate(Replica(MODEL, GPU, gpus, precision, parallel), 1000, 200)


def test_too_small_says_what_would_hold_it() -> None:
    found = capacity(Replica(MODEL, GPU, 1, "bf16"), 1000, 200)
    assert not found.fits
    assert found.output_tok_s == 0
    assert "does not fit 1 x H100 SXM" in found.assumptions[0]
    assert "2 of them" in found.assumptions[0]


def test_a_request_longer_than_the_cache_says_so() -> None:
    found = capacity(Replica(MODEL, GPU, 2, "fp8"), 50_000_000, 200)
    assert not found.fits
    assert "no room is left" in found.assumptions[0]
