"""``breakeven search``: how a passage is shown."""

from __future__ import annotations

import pytest

from tui.commands.search import _as_markdown

PASSAGE = {"n": 1, "title": "Notes", "section": "", "source": "notes", "kind": "original", "standing": "stated", "score": 1.0, "quote": "a"}  # fmt: skip # noqa: E501


@pytest.mark.parametrize(("section", "heading"), [("", "**[1] Notes**  "), ("Costs", "**[1] Notes**, Costs  ")])
def test_a_passage_without_a_section_has_no_comma(section: str, heading: str) -> None:
    assert _as_markdown(PASSAGE | {"section": section}).splitlines()[0] == heading
