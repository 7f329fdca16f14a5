"""The four kinds of file: whole, self-contained, and nothing in them is markup that somebody else wrote."""

from __future__ import annotations

import io
import itertools
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from agent.memo import Memo, MemoError, write
from agent.memo.files import rendered
from agent.memo.inline import Run, runs
from agent.schema import Recommendation

Make = Callable[[str], Memo]
REST = ("forced", "hybrid", "small", "hostile")


def test_inline_marks() -> None:
    assert runs(r"a **b** *c* [2] \[3\]") == [
        Run("a "), Run("b", strong=True), Run(" "), Run("c", light=True), Run(" "), Run("[2]", ref=2), Run(" [3]"),
    ]  # fmt: skip


def test_markdown_and_json_need_no_extra(memo_of: Make, tmp_path: Path) -> None:
    made = memo_of("move")
    for name in ("memo.md", "memo.JSON"):
        write(made, tmp_path / name)
    text = (tmp_path / "memo.md").read_text(encoding="utf-8")
    assert text.startswith("# Where our language-model work should run") and "| Option |" in text
    assert all(line in text for c in made.citations for line in c.quote.splitlines())
    data = json.loads((tmp_path / "memo.JSON").read_text(encoding="utf-8"))
    assert data["schema"] == 1 and Recommendation.model_validate(data["recommendation"]) == made.recommendation
    assert data["memo"]["first"][0]["title"] == "Decision"


@pytest.mark.parametrize("case", ["move", "forced", "hybrid", "small"])
def test_no_heading_of_the_markdown_stands_alone(memo_of: Make, case: str) -> None:
    lines = [line for line in rendered(memo_of(case), ".md").decode().splitlines() if line]
    assert not any(a.startswith("## ") and b.startswith("## ") for a, b in itertools.pairwise(lines))


def test_a_file_is_there_whole_or_not_at_all(memo_of: Make, tmp_path: Path) -> None:
    with pytest.raises(MemoError, match=r"\.md, \.html, \.pdf or \.json"):
        write(memo_of("move"), tmp_path / "memo.docx")
    with pytest.raises(MemoError, match="no folder"):
        write(memo_of("move"), tmp_path / "missing" / "memo.md")
    assert list(tmp_path.iterdir()) == []


def test_html_is_one_file_without_script_font_or_address(memo_of: Make) -> None:
    pytest.importorskip("matplotlib")
    text = rendered(memo_of("move"), ".html").decode()
    tree = LexborHTMLParser(text)
    assert not tree.css("script, link, img, iframe, object, embed, base")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|url\((?!#)|@import|@font-face""", text)
    assert len(tree.css("svg[role=img]")) == 2 and "prefers-color-scheme: dark" in text
    targets = {n.attributes["id"] for n in tree.css("[id]") if n.attributes.get("id")}
    assert all((a.attributes["href"] or "")[1:] in targets for a in tree.css("a"))
    assert "var(--managed-open)" in text and "#0f766e" not in "".join(n.html or "" for n in tree.css("svg"))


@pytest.mark.parametrize(("ending", "missing"), [(".html", "matplotlib"), (".pdf", "typst"), (".pdf", "matplotlib")])
def test_a_missing_extra_is_said(memo_of: Make, monkeypatch: pytest.MonkeyPatch, ending: str, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MemoError, match=r"pip install 'breakeven\[memo\]'"):
        rendered(memo_of("move"), ending)


def test_charts_are_well_formed_and_the_same_every_time(memo_of: Make) -> None:
    pytest.importorskip("matplotlib")
    from agent.memo.charts import svg
    from agent.memo.document import CostChart, VolumeChart

    for case in ("move", "forced", "hybrid"):
        for section in (*memo_of(case).first, *memo_of(case).rest):
            for block in section.blocks:
                if isinstance(block, (CostChart, VolumeChart)):
                    drawn = svg(block)
                    assert drawn == svg(block) and ElementTree.fromstring(drawn).attrib["aria-label"]


def test_a_bill_far_from_every_option_is_still_in_the_picture() -> None:
    pytest.importorskip("matplotlib")
    from agent.memo.charts import svg
    from agent.memo.document import CostChart, Range

    one = Range(
        option="self_host", name="Own GPUs", low=9e3, mid=1.5e4, high=3e4, label="$15,000", open=True, chosen=True
    )
    for today in (4e5, 3e4, 10.0):  # matplotlib warns where what it should show finds no room, and warnings are errors
        assert svg(CostChart(title="US dollars", note="", ranges=(one,), today=today, today_label="today"))


def test_words_of_others_are_words_in_every_file(memo_of: Make) -> None:
    pytest.importorskip("matplotlib")
    made = memo_of("hostile")
    html = rendered(made, ".html").decode()
    assert (
        "<script" not in html and "javascript:" not in html and "x.example" not in re.findall(r'href="([^"]*)"', html)
    )
    text = rendered(made, ".md").decode()
    assert "](http" not in text and not re.search(r"(?<!\\)<script", text)


@pytest.mark.parametrize("case", ["move", "many", *(pytest.param(c, marks=pytest.mark.slow) for c in REST)])
def test_pdf_has_the_decision_on_its_first_page(memo_of: Make, case: str) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("matplotlib")
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(rendered(memo_of(case), ".pdf"))).pages
    first, rest = pages[0].extract_text(), "\n".join(p.extract_text() for p in pages[1:])
    assert "Decision" in first and "Decided by" in first and "Sources" in rest and "Versions" in rest
    assert 3 <= len(pages) <= 4  # one that is signed, three that are checked
