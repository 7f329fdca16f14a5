"""SIGKILL at random moments of a real conversation: every answer that was acknowledged must still be there.

    python bench/interview/kill.py --rounds 200 --seed 7

A child process corrects the volume again and again and prints each acknowledgement (``Understood`` and ``Done``); it is
killed at a random moment, the session is opened again, and what was acknowledged is looked for. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agent.advisor import Advisor
from agent.events import Done, Understood
from agent.settings import Settings

SESSION = "kill-me"


def talk(home: Path) -> None:
    """The child: says one volume after the other until it is killed."""
    session = Advisor(Settings(home=home)).open_or_create(SESSION)
    already = int((session.profile.workloads[0].tokens_per_day or 0) / 1e6) if session.profile.workloads else 0
    print("ready", flush=True)
    for million in range(already + 1, 100_000):
        for event in session.send(f"It is {million}M tokens a day."):
            if isinstance(event, Understood):
                print("understood", million, flush=True)
            elif isinstance(event, Done):
                print("done", million, flush=True)


def first_answer() -> float:
    """Seconds from ready to the first answer, so that a slow or busy machine is killed in mid-answer, too."""
    with tempfile.TemporaryDirectory() as home:
        child = _child(Path(home))
        begun = time.monotonic()
        for line in child.stdout or ():
            if line.startswith("done"):
                break
        taken = time.monotonic() - begun
        child.kill()
        child.communicate()
    return taken


def _child(home: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, __file__, "--talk", str(home)], stdout=subprocess.PIPE, text=True)
    if child.stdout is None or child.stdout.readline().strip() != "ready":
        raise RuntimeError("the child did not start")
    return child


def one_round(home: Path, wait_s: float) -> tuple[int, str]:
    """Starts a child, kills it ``wait_s`` after it is ready; the last volume acknowledged, and by which event."""
    child = _child(home)
    time.sleep(wait_s)
    os.kill(child.pid, signal.SIGKILL)
    lines = [line.split() for line in child.communicate()[0].splitlines()]
    whole = [(int(words[1]), words[0]) for words in lines if len(words) == 2]
    return max(whole, default=(0, "nothing"))


def check(home: Path, acknowledged: int) -> str:
    """What is wrong after a kill, or nothing."""
    advisor = Advisor(Settings(home=home))
    try:
        session = advisor.open_or_create(SESSION)
        kept = int((session.profile.workloads[0].tokens_per_day or 0) / 1e6) if session.profile.workloads else 0
        if kept < acknowledged:
            return f"{acknowledged}M was acknowledged, {kept}M is kept"
        if any(turn.answer is None for turn in session.history):
            return "an input has no answer"
    finally:
        advisor.close()
    with sqlite3.connect(home / "sessions.sqlite") as db:
        found = db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close()
    return "" if found == "ok" else f"the file is damaged: {found}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--talk", type=Path)
    options = parser.parse_args()
    if options.talk:
        talk(options.talk)
        return 0
    chance, wrong, acknowledged, middle = random.Random(options.seed), [], 0, 0
    longest = 2 * first_answer()
    with tempfile.TemporaryDirectory() as folder:
        home, last = Path(folder), 0
        for _ in range(options.rounds):
            last, how = max((last, "earlier"), one_round(home, chance.uniform(0.0, longest)))
            middle += how == "understood"
            acknowledged = last
            if problem := check(home, last):
                wrong.append(problem)
    print(json.dumps({"kills": options.rounds, "acknowledged": acknowledged, "in_mid_answer": middle, "wrong": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
