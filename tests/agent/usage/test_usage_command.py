"""``breakeven usage import``: shows what it took, fills a profile after a yes only, and fails in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.advisor import Advisor
from tui.cli import main

EXPORTS = Path(__file__).with_name("exports")
FILES = [str(EXPORTS / "openai_usage.json"), str(EXPORTS / "openai_costs.json")]


def test_without_a_yes_it_only_shows(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["usage", "import", *FILES]) == 0
    out = capsys.readouterr().out
    assert "proj_support\t2.7M" in out and "$988 a month" in out and "carbon_grams" in out
    assert Advisor().sessions() == []


def test_after_a_yes_the_profile_is_filled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["usage", "import", *FILES, "--by", "all", "--yes", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    session = Advisor().open(found["session"])
    assert session.profile.workloads[0].tokens_per_day == found["workloads"][0]["tokens_per_day"] == 3.18e6
    assert session.profile.current.monthly_bill_usd == 988
    assert session.answer is not None
    assert main(["usage", "import", FILES[1], "--session", session.id, "--yes"]) == 0
    assert f"breakeven --resume {session.id}" in capsys.readouterr().out


def test_a_strange_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bill.csv").write_text("item,price\nlunch,12\n", encoding="utf-8")
    assert main(["usage", "import", str(tmp_path / "bill.csv")]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "item, price" in err and "LiteLLM" in err
    assert main(["usage", "import", str(tmp_path / "missing.csv")]) == 2
