"""The values of a sweep and what the decision says at each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tui.failures import Failure
from tui.quantities import parse_quantity

if TYPE_CHECKING:
    from tools.profile import Profile


def rows_of(
    text: str, settings: tuple[str, ...], slot: str, start: float | None, end: float | None, steps: int, linear: bool,
    values: str | None,
) -> list[dict[str, Any]]:  # fmt: skip
    """One row a value. Errors: Failure for a slot or a value that is none."""
    from knowledge.catalogue.load import load
    from tools.decision import sweep
    from tools.profile import slot_value

    profile = _profile(text, settings)
    try:
        known = slot_value(profile, slot)
        wanted = [typed(v) for v in values.split(",")] if values else spaced(known, start, end, steps, linear)
        found = sweep(profile, load(), dt.date.today(), slot, wanted)  # noqa: DTZ011 - the user's own day
    except (KeyError, ValueError) as e:
        raise Failure(_why(e)) from e
    return [
        {
            "value": value,
            "option": a.option,
            "confidence": a.confidence,
            "monthly_usd": _total(a),
            "costs": {o: c.monthly_usd.mid if c.monthly_usd else None for o, c in a.costs.items()},
        }
        for value, a in found
    ]


def _profile(text: str, settings: tuple[str, ...]) -> Profile:
    from agent.understanding import read
    from tools.profile import Profile, with_slot

    profile = read(text, Profile()).profile if text.strip() else Profile()
    for setting in settings:
        slot, equals, value = setting.partition("=")
        if not equals:
            raise Failure(f"--set {setting}: write SLOT=VALUE, for example team.gpu_ops=none")
        try:
            profile = with_slot(profile, slot.strip(), typed(value))
        except (KeyError, ValueError) as e:
            raise Failure(f"--set {setting}: {_why(e)}") from e
    return profile


def typed(text: str) -> Any:
    """What a value is meant to be: a number, true or false, nothing, or a word."""
    text = text.strip()
    words = {"true": True, "yes": True, "false": False, "no": False, "null": None}
    if text.lower() in words:
        return words[text.lower()]
    try:
        return parse_quantity(text)
    except ValueError:
        return text


def spaced(known: Any, start: float | None, end: float | None, steps: int, linear: bool) -> list[float]:
    """``steps`` values from start to end. Error: Failure where neither is given nor anything known."""
    if not isinstance(known, (int, float)) and (start is None or end is None):
        raise Failure("say --from and --to, or --values: nothing is known of this slot to vary")
    low = start if start is not None else known / 100
    high = end if end is not None else known * 100
    if low >= high or (low <= 0 and not linear):
        raise Failure("--from must be above zero and below --to (from zero: --linear)")
    last = steps - 1
    if linear:
        return [low + (high - low) * i / last for i in range(steps)]
    return [float(f"{low * (high / low) ** (i / last):.4g}") for i in range(steps)]


def _total(assessment: Any) -> dict[str, float]:
    bands = [w.monthly_usd for w in assessment.by_workload]
    option = assessment.costs.get(assessment.option)
    if option is not None and option.monthly_usd is not None:
        bands = [option.monthly_usd]
    return {name: sum(getattr(b, name) for b in bands) for name in ("low", "mid", "high")}


def _why(error: Exception) -> str:
    errors = getattr(error, "errors", None)
    if errors is not None:  # pydantic's
        first = errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error.args[0]) if error.args else str(error)
