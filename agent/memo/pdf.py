"""The memo as a PDF, set by Typst (the ``typst`` package: one wheel, no system library, no network, its fonts inside).

The document goes in as data and the template reads it, so nothing that a user or a source wrote is ever markup.
WeasyPrint was the alternative; it needs Pango on the system, which pip cannot install.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from agent.memo.basis import AS_OF
from agent.memo.charts import svg
from agent.memo.document import (
    Block,
    Bullets,
    CostChart,
    Memo,
    MemoError,
    Paragraph,
    Section,
    Source,
    Table,
    Tiles,
    VolumeChart,
)
from agent.memo.inline import runs

ELSEWHERE = "What was computed from these stands in the .html, .md and .json of this memo."
PAGES = 4
"""One that is signed, three that are checked."""
FITS = (1.0, 0.94, 0.88, 0.84)
"""How large what stands behind the first page is set; the next where it does not fit into PAGES."""
LAST_FIT = 0.8
"""How large it is set where it does not fit even without the figures that have no day."""
FIRST_FITS = (1.0, 0.95, 0.9, 0.86, 0.82)
"""How large the first page is set; the next where it does not fit on one."""


def pdf(memo: Memo) -> bytes:
    """Error: MemoError where typst or matplotlib is not installed."""
    try:
        import typst
    except ImportError as e:
        raise MemoError("A PDF needs typst: pip install 'breakeven[memo]'.") from e
    with as_file(files("agent.memo") / "memo.typ") as template:

        def compiled(document: dict[str, Any], first: float, fit: float = 1.0) -> bytes:
            inputs = {"memo": json.dumps(document, ensure_ascii=False), "first": str(first), "fit": str(fit)}
            return typst.compile(str(template), format="pdf", sys_inputs=inputs, ignore_system_fonts=True,
                                 font_paths=_fonts())  # fmt: skip

        alone = _document(memo) | {"rest": []}
        first = next((f for f in FIRST_FITS if _pages(compiled(alone, f)) == 1), FIRST_FITS[-1])
        out = b""
        for fit, shown in (*((fit, memo) for fit in FITS), (FITS[-1], shorter(memo)), (LAST_FIT, shorter(memo))):
            out = compiled(_document(shown), first, fit)
            if _pages(out) <= PAGES:
                break
    return out


def _pages(document: bytes) -> int:
    return len(PdfReader(BytesIO(document)).pages)


def shorter(memo: Memo) -> Memo:
    """A memo of many workloads: of the figures those with a day (prices, rates, measurements), and where the others
    are."""
    rest = []
    for section in memo.rest:
        tables = [b for b in section.blocks if isinstance(b, Table) and b.head[-1] == AS_OF]
        if not tables:
            rest.append(section)
            continue
        dated = [t.model_copy(update={"rows": tuple(r for r in t.rows if r[-1] and not _follows(r))}) for t in tables]
        rest.append(section.model_copy(update={"blocks": (*dated, Paragraph(text=ELSEWHERE))}))
    return memo.model_copy(update={"rest": tuple(rest)})


def _follows(row: tuple[str, ...]) -> bool:
    """Whether a row only puts together what other rows say: each workload's blended price of the same two."""
    return row[0].startswith("Blended price")


def _fonts() -> list[str]:
    """DejaVu Sans, which comes with matplotlib; the charts are set in it too."""
    import matplotlib as mpl

    return [str(mpl.get_data_path()) + "/fonts/ttf"]


def _document(memo: Memo) -> dict[str, Any]:
    return {
        "title": memo.title, "made": memo.made.isoformat(), "subtitle": _text(memo.subtitle),
        "first": [_section(s) for s in memo.first], "rest": [_section(s) for s in memo.rest],
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "aside": section.aside, "blocks": [_block(b) for b in section.blocks]}


def _block(block: Block) -> dict[str, Any]:
    """The block as plain data: texts as runs, charts as SVG."""
    data = block.model_dump(mode="json")
    match block:
        case Paragraph():
            data["text"] = _text(block.text)
        case Bullets():
            data["items"] = [_text(t) for t in block.items]
        case Tiles():
            data["tiles"] = [{"label": _text(t.label), "value": _text(t.value)} for t in block.tiles]
        case Table():
            data["head"] = [_text(t) for t in block.head]
            data["rows"] = [[_text(t) for t in row] for row in block.rows]
        case CostChart() | VolumeChart():
            data = {"kind": "chart", "title": block.title, "note": block.note, "svg": svg(block)}
        case Source():
            data["title"] = _text(block.title)
    return data


def _text(text: str) -> list[dict[str, Any]]:
    return [{"t": r.text, "b": r.strong, "i": r.light, "n": r.ref} for r in runs(text)]
