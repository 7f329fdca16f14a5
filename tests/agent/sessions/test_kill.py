"""Killed without warning, at random moments of the real process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_twenty_kills_lose_no_acknowledged_answer() -> None:
    command = [sys.executable, "bench/interview/kill.py", "--rounds", "20", "--seed", "11"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stderr or done.stdout
    found = json.loads(done.stdout)
    assert found["kills"] == 20 and found["wrong"] == []
    assert found["acknowledged"] >= 10 and found["in_mid_answer"] > 0
