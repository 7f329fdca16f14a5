"""Values that are hardly meant: asked back once, never silently changed."""

from __future__ import annotations

from agent.understanding.occasions import RUNS
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity, Slip

# role of an amount -> largest plausible value and what it is called
BOUNDS: dict[str, tuple[float, str]] = {
    "tok_item": (1_050_000, "tokens per request"), "tok_item_in": (1_000_000, "input tokens per request"), "tok_item_out": (100_000, "output tokens per request"),  # noqa: E501
    "tok_user": (1e9, "tokens per user"), "tok_page": (20_000, "tokens per page"), "per_user": (100_000, "requests per user"), "users": (9e9, "users"),  # noqa: E501
}  # fmt: skip
MOST_A_DAY = 5e13  # tokens; more than any public provider is known to serve to one customer
LEAST_A_DAY = 50.0


def slips(s: Scene) -> list[tuple[Quantity, Slip]]:
    """The implausible amounts of a message, with the question to ask back."""
    out = []
    for q in s.amounts:
        if s.clause_of(q.start).silent:
            continue
        role = role_of(q)
        found = _rate(q) if role == "rate" else BOUNDS.get(role or "")
        if (role or "").startswith("tok_item") and (not q.per or (q.per == ("each",) and q.period)):
            continue  # a size without its request, or a volume of each of several workloads
        if RUNS & set(q.per):
            found = (1e11, "tokens per run")
        if role == "hours" and q.value > 1.0:
            found = (1.0, "hours a day")
        if found is None or (role != "rate" and q.value <= found[0]):
            continue
        a, b = s.span(q.start, q.end)
        words = s.message[a:b]
        better = q.value / 1000 if role != "rate" or q.value > MOST_A_DAY else None
        meant = f" Did you mean {better:,.0f}?" if better else ""
        slot = (
            "workloads[0].input_tokens"
            if role == "tok_item_in"
            else "workloads[0].output_tokens"
            if role == "tok_item_out"
            else "workloads[0].tokens_per_day"
        )
        out.append(
            (
                q,
                Slip(
                    slot,
                    q.value,
                    words,
                    a,
                    b,
                    f'"{words}" is {q.value:,.0f} {found[1]}, which is unusual.{meant}',
                    better,
                ),
            )
        )
    return out


def _rate(q: Quantity) -> tuple[float, str] | None:
    daily = q.value / (q.period or 1)
    return (0.0, "tokens a day or so") if daily > MOST_A_DAY or 0 < daily < LEAST_A_DAY else None
