"""``breakeven search``: how a passage is shown."""

from __future__ import annotations

import json

import pytest

from tui import output
from tui.commands.search import _as_markdown

PASSAGE = {"n": 1, "title": "Notes", "section": "", "source": "notes", "kind": "original", "standing": "stated", "score": 1.0, "quote": "a"}  # fmt: skip # noqa: E501


@pytest.mark.parametrize(("section", "heading"), [("", "**[1] Notes**  "), ("Costs", "**[1] Notes**, Costs  ")])
def test_a_passage_without_a_section_has_no_comma(section: str, heading: str) -> None:
    assert _as_markdown(PASSAGE | {"section": section}).splitlines()[0] == heading


HOSTILE = "[a](javascript:alert(1)) \x1b[31mred\x1b[0m \u202eback\u202c \x1b]0;title\x07<b>_x_</b>"


def test_a_quote_does_nothing_to_the_terminal_it_is_printed_on() -> None:
    shown = _as_markdown(PASSAGE | {"quote": HOSTILE, "title": HOSTILE})
    assert not any(c in shown for c in "\x1b\x07\u202e\u202c")
    assert "> [a](javascript:alert(1)) red back <b>_x_</b>" in shown, "piped it is Markdown as it stands"


def test_a_quote_that_is_rendered_holds_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    text = _as_markdown(PASSAGE | {"quote": HOSTILE, "section": "# [s](javascript:1)"})
    console = Console(force_terminal=True, width=100, legacy_windows=False)
    with console.capture() as captured:
        console.print(Markdown(text))
    written = captured.get()
    assert "\x1b]8;" not in written, "no hyperlink"
    assert "[a](javascript:alert(1)) red back" in written.replace("\x1b[35m", "").replace("\x1b[0m", "")


def test_a_row_of_a_table_is_a_line_whatever_a_file_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_table(("id", "file"), [("line\nbreak", "/a\x1b[31m/half\udcff.txt"), (7, "plain")])
    assert capsys.readouterr().out == "id\tfile\nline break\t/a/half\ufffd.txt\n7\tplain\n"


def test_json_holds_half_a_character_as_an_escape(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_json({"path": "half\udcff", "euro": "€"})
    output.write_json_line({"path": "half\udcff"})
    written = capsys.readouterr().out
    assert written.encode() and "€" in written and written.count("\\udcff") == 2
    assert json.loads(written.rsplit("\n", 2)[1]) == {"path": "half\udcff"}
