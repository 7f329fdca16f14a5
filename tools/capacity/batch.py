"""One line of ``breakeven calc capacity --jsonl``: a case in, its capacity out (names are the public interface)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Measurement
from tools.capacity.errors import BadQuantity, CapacityError, UnknownName
from tools.capacity.evidence import capacity
from tools.capacity.replica import Replica

_KNOWN = frozenset(
    "id model precision parallel gpu gpus input_tokens output_tokens concurrency engine prefix_share tok_s_per_user evidence".split()
)


def capacity_batch_row(
    row: Mapping[str, Any], catalogue: Catalogue, own: tuple[Measurement, ...] = ()
) -> dict[str, Any]:
    """The answer to one case; null where it does not fit. Errors: CapacityError saying what is wrong and what is possible."""
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


def replica_of(row: Mapping[str, Any], catalogue: Catalogue) -> Replica:
    """The replica a case names. Errors: UnknownName listing models, GPUs or precisions; BadQuantity."""
    try:
        model, gpu = catalogue.model(_text(row, "model")), catalogue.gpu(_text(row, "gpu"))
    except LookupError as e:
        raise UnknownName(str(e.args[0])) from e
    gpus = _number(row, "gpus") if row.get("gpus") is not None else 1.0
    if gpus != int(gpus):
        raise BadQuantity(f"gpus must be a whole number, not {gpus:g}")
    return Replica(
        model, gpu, int(gpus), _text(row, "precision"), row.get("parallel") or None, row.get("engine") or None
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CapacityError(f"{name} is missing; it must be a text")
    return value


def _number(row: Mapping[str, Any], name: str) -> float:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e12:
        raise BadQuantity(f"{name} must be a finite number, not {value!r}")
    return float(value)


def _optional(row: Mapping[str, Any], name: str) -> float | None:
    return None if row.get(name) is None else _number(row, name)
