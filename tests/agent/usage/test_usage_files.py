"""Damaged, strange, empty and very large files; and a profile filled from one."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.settings import load_settings
from agent.usage import changes, errors, fill, read_exports
from tools.profile import slot_value

EXPORTS = Path(__file__).with_name("exports")
CUT_OFF = '[{"date": "2026-11-02", "usage": 1, "requests": 1, "prompt_tokens": 1}, {"da'
HEAD = "created_at,tokens_prompt,tokens_completion,cost_total\n"


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("name,colour\na,b\n", errors.UnknownExportError, "colour, name"),
        ("", errors.EmptyExportError, "no usage"),
        (HEAD, errors.EmptyExportError, "no usage"),
        ('{"data": [], "has_more": false}', errors.EmptyExportError, "no usage"),
        (HEAD + "2026-11-02,many,1,1\n", errors.DamagedExportError, "row 1: tokens_prompt is 'many'"),
        (HEAD + "2026-11-02,-5,1,1\n", errors.DamagedExportError, "cannot be"),
        (HEAD + "yesterday,5,1,1\n", errors.DamagedExportError, "no time"),
        (HEAD + "2026-11-02,1,1,1,9\n", errors.DamagedExportError, "more cells"),
        (CUT_OFF, errors.DamagedExportError, "after row 1"),
        ("[1, 2]", errors.DamagedExportError, "where an object belongs"),
        (b"\xff\xfe\x00bad,\x00\n1,2\n", errors.DamagedExportError, "no text in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_row(
    tmp_path: Path, text: str | bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        read_exports([write(tmp_path / "export.csv", text)])


def test_a_byte_order_mark_pages_one_a_line_and_a_list_of_pages(tmp_path: Path) -> None:
    page = json.loads((EXPORTS / "openai_usage.json").read_text())
    plain = read_exports([EXPORTS / "openai_usage.json"])
    lines = write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + b"\n".join([json.dumps(page).encode()] * 2))
    listed = write(tmp_path / "b.json", json.dumps([page, page]))
    assert read_exports([lines]).workloads[0].tokens_per_day == 2 * (plain.workloads[0].tokens_per_day or 0)
    assert read_exports([listed]).rows == 2 * plain.rows


def test_a_page_of_several_is_said(tmp_path: Path) -> None:
    page = json.loads((EXPORTS / "anthropic_usage.json").read_text())
    more = page | {"has_more": True, "next_page": "p2"}
    one = write(tmp_path / "one.json", json.dumps(more))
    first_missing = write(tmp_path / "two.jsonl", json.dumps(page) + "\n" + json.dumps(more))
    whole = write(tmp_path / "three.jsonl", json.dumps(more) + "\n" + json.dumps(page))
    assert any("more pages after one.json" in n for n in read_exports([one]).notes)
    assert any("more pages" in n for n in read_exports([first_missing]).notes)
    assert not any("more pages" in n for n in read_exports([whole]).notes)


def test_a_credit_lowers_the_bill(tmp_path: Path) -> None:
    text = (EXPORTS / "openai_costs.json").read_text().replace('"value": 2.5', '"value": -2.5')
    assert read_exports([write(tmp_path / "costs.json", text)]).monthly_usd == 836
    alone = text.replace('"value": 30.0', '"value": 0')
    assert "current.monthly_bill_usd" not in dict(changes(read_exports([write(tmp_path / "credit.json", alone)])))


def test_other_currencies_are_refused(tmp_path: Path) -> None:
    text = (EXPORTS / "openai_costs.json").read_text().replace('"usd"', '"eur"')
    with pytest.raises(errors.DamagedExportError, match="US dollars only"):
        read_exports([write(tmp_path / "costs.json", text)])


def test_a_large_file_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "2026-11-02 10:{:02d}:00,1000,100,0.001\n"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for i in range(6_000):
            file.write(line.format(i % 60))
    tracemalloc.start()
    try:
        assert read_exports([path]).rows == 6_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_session_is_filled_in_one_step() -> None:
    report = read_exports([EXPORTS / "openai_usage.json", EXPORTS / "openai_costs.json"])
    advisor = Advisor(load_settings(), parts=Parts(load_settings()))  # type: ignore[arg-type]
    session = advisor.open()
    assert fill(session, report) == len(list(changes(report)))
    profile = session.profile
    assert [w.name for w in profile.workloads] == ["proj_support", "proj_drafts"]
    assert profile.workloads[0].cached_share == 0.5 and profile.current.monthly_bill_usd == 988
    assert {slot: slot_value(profile, slot) for slot, _ in changes(report)} == dict(changes(report))
    assert profile.current.provider == "OpenAI"
    session.undo()
    assert session.profile.workloads == () and not session.can_undo
    advisor.close()


def test_costs_alone_fill_the_bill_only() -> None:
    slots = dict(changes(read_exports([EXPORTS / "anthropic_cost.csv"])))
    assert set(slots) == {"current.provider", "current.model", "current.monthly_bill_usd"}


@pytest.mark.parametrize(("cut", "encoding"), [(";", "utf-8"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_a_csv_that_went_through_a_spreadsheet_reads_the_same(tmp_path: Path, cut: str, encoding: str) -> None:
    text = (EXPORTS / "openai_usage.csv").read_text()
    saved = write(tmp_path / "saved.csv", text.replace(",", cut).encode(encoding))
    assert read_exports([saved]).workloads == read_exports([EXPORTS / "openai_usage.csv"]).workloads


def test_a_decimal_comma_is_read_as_one_and_said(tmp_path: Path) -> None:
    text = (EXPORTS / "openrouter_daily.csv").read_text()
    saved = read_exports([write(tmp_path / "saved.csv", text.replace(",", ";").replace(".", ","))])
    assert saved.monthly_usd == read_exports([EXPORTS / "openrouter_daily.csv"]).monthly_usd
    assert any("saved.csv was read as the decimal point" in note for note in saved.notes)


def test_months_that_are_missing_and_files_that_overlap_are_said(tmp_path: Path) -> None:
    march = write(tmp_path / "march.csv", HEAD + "2026-03-30,10,1,1\n2026-03-31,10,1,1\n")
    may = write(tmp_path / "may.csv", HEAD + "2026-05-01,10,1,1\n2026-05-02,10,1,1\n")
    apart, twice = read_exports([march, may]), read_exports([march, march])
    assert any("nothing in it from 2026-04-01 to 2026-04-30" in note for note in apart.notes)
    assert not any("counted twice" in note for note in apart.notes)
    assert any("cover the same days" in note for note in twice.notes)
