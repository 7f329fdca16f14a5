"""The amounts said of one workload, each under the part it plays in the volume."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from agent.understanding import tables as t
from agent.understanding.durations import DAY_WORDS, HOUR_WORDS
from agent.understanding.types import Quantity

MOST_PER_ITEM = 250_000.0  # tokens without a period above this are no request's


USERS = frozenset(w for w, kind in t.UNIT_WORDS.items() if kind == "users") | {"person"}


@dataclass
class Load:
    """What a workload carries a day, with the arithmetic in words."""

    tokens_per_day: float | None = None
    low: float | None = None
    high: float | None = None
    requests_per_day: float | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    input_share: float | None = None
    shown: str = ""


@dataclass
class Pool:
    """The amounts of one workload, each under its role. A later one replaces an earlier one of the same role."""

    roles: dict[str, Quantity] = field(default_factory=dict)
    links: list[Quantity] = field(default_factory=list)  # calls per ticket, pages per document
    hours: float | None = None
    week: float | None = None  # share of the days of a week (or month) with traffic

    def add(self, q: Quantity) -> str | None:
        """Takes an amount in; the role it plays, None when it plays none."""
        role = role_of(q)
        if role == "hours":
            self.hours = q.value * 24 / (q.period or 1.0)
        elif role == "days":
            self.week = min(1.0, q.value / (q.period or t.WEEK))
        elif role == "link":
            self.links = [x for x in self.links if x.noun != q.noun] + [q]
        elif role and (known := self.roles.get("items")) is not None and (new := _with_part(known, q)) is not None:
            self.roles["items"] = new
            return "items"
        elif role:
            whole = self.roles.get("tok_item")
            if role in ("tok_item_in", "tok_item_out") and whole is not None and whole.value == q.value:
                del self.roles["tok_item"]  # "the 900 is only the prompt"
            self.roles[role] = q
        return role

    def get(self, role: str) -> Quantity | None:
        return self.roles.get(role)


def _with_part(known: Quantity, q: Quantity) -> Quantity | None:
    """A product of counts with one of its factors said anew: "make that 70 questions"."""
    at = next((i for i, x in enumerate(known.parts) if x.noun == q.noun), None)
    if at is None or q.parts or q.kind not in ("items", "users"):
        return None
    parts = (*known.parts[:at], replace(known.parts[at], value=q.value), *known.parts[at + 1 :])
    shown = " x ".join(f"{x.value:,.6g} {x.noun}s" for x in parts)
    return replace(known, value=math.prod(x.value for x in parts), parts=parts, shown=shown)


def role_of(q: Quantity) -> str | None:
    """The part an amount plays in a workload's volume."""
    per_user = any(p in USERS for p in q.per)
    per_item = bool(q.per) and not per_user
    if q.kind == "tokens":
        flow = f"_{q.flow}" if q.flow else ""
        if per_user:
            return "tok_user" + flow
        if per_item:
            return ("tok_page" if "page" in q.per else "tok_item") + flow
        if q.period is None and not q.per and q.value > MOST_PER_ITEM and not q.flow:
            return None  # a volume whose period was not said
        return ("rate" + flow) if q.period else ("tok_item" + flow)
    if q.kind == "items":
        if per_user or "each" in q.per:
            return "per_user"
        if per_item:
            return "link"
        return "items"
    if q.kind == "users":
        return "users"
    if q.kind == "pages":
        return "pages_user" if per_user else "pages_item" if (per_item or q.period is None) else "pages"
    if q.kind in ("words", "chars"):
        flow = f"_{q.flow}" if q.flow else ""
        if q.period and not q.per:
            return f"{q.kind}_rate"
        return f"{q.kind}_page" if "page" in q.per else f"{q.kind}_item{flow}"
    if q.kind == "time" and q.period is not None:
        if q.period <= 1.0 and 1 / 24 <= q.value <= 1.0 and q.noun in HOUR_WORDS:
            return "hours"
        if q.period >= 7 and 1 <= q.value <= q.period and q.noun in DAY_WORDS:
            return "days"
    return None
