"""What a memo consists of, whatever file it ends up in. Every text went through the second gate of the evidence.

Texts are one line of plain words with ``**strong**``, ``*light*`` and citation marks ``[1]``; a backslash before a
character makes it an ordinary one (see :mod:`agent.memo.inline`).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from agent.errors import BreakevenError
from agent.schema import Citation, Recommendation
from tools.profile import Frozen, Profile
from tools.results import Option

SCHEMA = 1


class MemoError(BreakevenError):
    """A memo cannot be made or written; the message says what to do."""


class Paragraph(Frozen):
    kind: Literal["paragraph"] = "paragraph"
    text: str


class Bullets(Frozen):
    kind: Literal["bullets"] = "bullets"
    items: tuple[str, ...]
    numbered: bool = False


class Tile(Frozen):
    """One figure of the first page with what it is."""

    label: str
    value: str


class Tiles(Frozen):
    kind: Literal["tiles"] = "tiles"
    tiles: tuple[Tile, ...]


class Table(Frozen):
    """``right``: columns of figures. ``widths``: relative, where columns of words should not be equal."""

    kind: Literal["table"] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    strong: tuple[int, ...] = ()  # rows that stand out


class Code(Frozen):
    kind: Literal["code"] = "code"
    text: str


class Range(Frozen):
    """One option of the cost chart, US dollars a month."""

    option: Option
    name: str
    low: float
    mid: float
    high: float
    label: str
    open: bool
    chosen: bool


class CostChart(Frozen):
    kind: Literal["cost_chart"] = "cost_chart"
    title: str
    note: str
    ranges: tuple[Range, ...]
    today: float | None = None
    today_label: str = ""


class Line(Frozen):
    option: Option
    name: str
    monthly_usd: tuple[float, ...]
    chosen: bool


class Mark(Frozen):
    """A break-even point on the volume chart."""

    tokens_per_day: float
    label: str


class VolumeChart(Frozen):
    kind: Literal["volume_chart"] = "volume_chart"
    title: str
    note: str
    tokens_per_day: tuple[float, ...]
    lines: tuple[Line, ...]
    here: float
    here_label: str
    marks: tuple[Mark, ...] = ()


class Source(Frozen):
    """A citation as the memo shows it: ``standing`` in words, the quote verbatim."""

    kind: Literal["source"] = "source"
    n: int
    title: str
    section: str
    standing: str
    quote: str


class Signatures(Frozen):
    kind: Literal["signatures"] = "signatures"
    roles: tuple[str, ...]


Block = Paragraph | Bullets | Tiles | Table | Code | CostChart | VolumeChart | Source | Signatures
Chart = CostChart | VolumeChart


class Section(Frozen):
    """``aside``: may be set smaller: the figures and sources that are looked up rather than read."""

    title: str
    blocks: tuple[Block, ...]
    aside: bool = False


class Memo(Frozen):
    """``first``: the signed page; ``rest``: what stands behind it. ``refused``: what the second gate left out."""

    schema_: int = SCHEMA
    made: dt.date
    title: str
    subtitle: str
    first: tuple[Section, ...]
    rest: tuple[Section, ...]
    status: Literal["final", "provisional"]
    profile: Profile
    recommendation: Recommendation
    citations: tuple[Citation, ...]
    refused: tuple[str, ...] = ()
