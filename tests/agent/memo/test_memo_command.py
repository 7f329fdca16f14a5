"""``breakeven memo``: of the last session or a named one, and what goes wrong in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.advisor import Advisor
from tui.cli import main


@pytest.fixture
def session() -> str:
    advisor = Advisor()
    session = advisor.open()
    list(session.send("2M tokens a day with gpt-5.5 from OpenAI, nobody knows GPUs"))
    advisor.close()
    return session.id


def test_the_memo_of_a_session(session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], [session]):
        path = tmp_path / "memo.json"
        assert main(["memo", *arguments, "-o", str(path)]) == 0
        assert capsys.readouterr().out == f"{path}\n"
        data = json.loads(path.read_text(encoding="utf-8"))
        assert data["profile"]["workloads"][0]["tokens_per_day"] == 2e6
        assert not any("conversation ended on" in str(s) for s in data["memo"]["first"])


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["-o", "memo.docx"], 2, ".md, .html, .pdf or .json"),
        ([], 2, "-o"),
        (["-o", "memo.md"], 1, "no saved conversations"),
        (["nosuch", "-o", "memo.md"], 1, "nosuch"),
    ],
)
def test_what_goes_wrong_is_one_line(
    arguments: list[str],
    code: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["memo", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and says in err
    assert not list(tmp_path.glob("*.md"))
