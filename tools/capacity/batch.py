"""One line of ``breakeven calc capacity --jsonl``: a case in, its capacity out (names are the public interface)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Measurement
from knowledge.catalogue.spelling import precision_in
from tools.capacity.benchmark import read_benchmarks
from tools.capacity.errors import BadQuantity, CapacityError, UnknownName
from tools.capacity.evidence import capacity
from tools.capacity.replica import Replica

_REPLICA = ("model", "precision", "parallel", "gpu", "gpus", "engine")
_WORKLOAD = ("input_tokens", "output_tokens", "concurrency", "prefix_share", "tok_s_per_user")
_ABOVE_ZERO = {"input_tokens", "tok_s_per_user"}  # the estimate takes 0 as "none"; in a row it is a slip
_KNOWN = {"id", *_REPLICA, *_WORKLOAD, "evidence"}


def capacity_batch_row(
    row: Mapping[str, Any], catalogue: Catalogue, own: tuple[Measurement, ...] = ()
) -> dict[str, Any]:
    """The answer to one case; rates are null where it does not fit. ``own``: the user's benchmarks.
    Errors: CapacityError saying what is wrong and what is possible."""
    if unknown := sorted(set(row) - _KNOWN):
        raise CapacityError(f"unknown field {unknown[0]!r}; known: {', '.join(sorted(_KNOWN))}")
    evidence: Any = row.get("evidence") or "best"
    if evidence not in ("best", "estimate"):
        raise UnknownName(f"unknown evidence {evidence!r}; possible: best, estimate")
    replica = replica_of(row, catalogue)
    result = capacity(
        replica,
        _number(row, "input_tokens"),
        _number(row, "output_tokens"),
        concurrency=_optional(row, "concurrency"),
        prefix_share=_optional(row, "prefix_share"),
        tok_s_per_user=_optional(row, "tok_s_per_user"),
        measurements=catalogue.measurements,
        own=own,
        evidence=evidence,
    )
    rates = ("output_tok_s", "total_tok_s", "low", "high", "batch", "tok_s_per_user")
    return {
        "id": row.get("id"),
        "fits": result.fits,
        **{name: getattr(result, name) if result.fits else None for name in rates},
        "bound": result.bound,
        "evidence": result.evidence,
        "assumptions": list(result.assumptions),
    }


def measured_batch_row(row: Mapping[str, Any], benchmark: Any, catalogue: Catalogue) -> dict[str, Any]:
    """``row`` answered by the user's own benchmark file (JSON already loaded) before all other evidence. Model, lengths
    and concurrency that the row leaves out are those of the file's fastest run; a model name that the catalogue does
    not know is taken to be the row's. Errors: CapacityError."""
    said = {name: value for name, value in row.items() if value is not None}
    own = read_benchmarks(benchmark)
    if name := _name_of(catalogue, own[0].model) or said.get("model"):
        own = read_benchmarks(benchmark, model=str(name))
    run = max(own, key=lambda m: m.output_tok_s or 0.0)
    same_workload = not said.keys() & {"input_tokens", "output_tokens", "tok_s_per_user"}
    left_out = ("model", "input_tokens", "output_tokens", *(["concurrency"] if same_workload else []))
    return capacity_batch_row({name: getattr(run, name) for name in left_out} | said, catalogue, own)


def _name_of(catalogue: Catalogue, model: str) -> str | None:
    """The catalogue's own name of a model, or None where it knows none such."""
    try:
        return catalogue.model(model).name
    except LookupError:
        return None


def replica_of(row: Mapping[str, Any], catalogue: Catalogue) -> Replica:
    """The replica a case names. Errors: UnknownName listing models, GPUs or precisions; BadQuantity."""
    count, card = _counted(_text(row, "gpu"))
    try:
        model, gpu = catalogue.model(_text(row, "model")), catalogue.gpu(card)
    except LookupError as e:
        raise UnknownName(str(e.args[0])) from e
    gpus = _number(row, "gpus") if row.get("gpus") is not None else 1.0
    if count is not None and gpus not in (1.0, count):
        raise BadQuantity(f"gpu says {count} of them, gpus says {gpus:g}")
    gpus = count if count is not None else gpus
    if gpus != int(gpus):
        raise BadQuantity(f"gpus must be a whole number, not {gpus:g}")
    parallel, engine = (_text(row, name) if row.get(name) else None for name in ("parallel", "engine"))
    precision = row.get("precision") or precision_in(_text(row, "model"))
    return Replica(model, gpu, int(gpus), _text({"precision": precision}, "precision"), parallel, engine)


def _counted(words: str) -> tuple[int | None, str]:
    """(8, "H100") for "8x H100", "8 x H100" or "H100 x8"; no number for a card alone."""
    before = re.match(r"(\d{1,3})\s*[x×]\s*(?=\D)", words.strip(), re.IGNORECASE)
    after = re.search(r"(?<=[\d\s])[x×]\s*(\d{1,3})$", words.strip(), re.IGNORECASE)  # "RTX 4090" has no number
    found = before or after
    if found is None:
        return None, words
    return int(found[1]), words.replace(found[0], "").strip()


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CapacityError(f"{name} is missing" if value is None else f"{name} must be a text, not {value!r}")
    return value


def _number(row: Mapping[str, Any], name: str) -> float:
    value = row.get(name)
    if value is None:
        raise BadQuantity(f"{name} is missing")
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e12:
        raise BadQuantity(f"{name} must be a finite number of at most 1e12, not {value!r}")
    if name in _ABOVE_ZERO and value <= 0:
        raise BadQuantity(f"{name} must be above 0, not {value!r}")
    return float(value)


def _optional(row: Mapping[str, Any], name: str) -> float | None:
    return None if row.get(name) is None else _number(row, name)
