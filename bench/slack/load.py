"""How soon the bot acknowledges and answers under load, and whether an event is lost or answered twice.

    python bench/slack/load.py                          # 1, 10 and 50 events a second for 60 s each
    python bench/slack/load.py --rates 10 --seconds 5 --helpers 1 --database-url postgresql://...

Everything is real but Slack: `breakeven slack` listens in its own process (``--helpers``: more processes that only
work), signed HTTP requests come in at the given rate whatever the answers do, and a stand-in for Slack in a process of
its own takes the answers. Each event starts a thread of its own with a question of its own, so each costs a new
session and a whole answer; a tenth are sent twice, as Slack does when in doubt. Acknowledgement: from connecting to the
whole response. Answer: from sending to the last part of the message. ``drained``: how long after the last event all
were answered. ``ms each``: processor time of all of the bot's processes for one answer, which does not depend on what
else the machine is doing (Linux only).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "slackbot"))

from slack_sender import Sender, mention  # noqa: E402

SECRET = "bench-secret"
INSTALLED = "import sys; from tui.entry import main; sys.exit(main())"  # as the installed command: NumPy on one core
QUESTIONS = (
    "We summarise support tickets, {n}M tokens a day, EU customers, nobody here has run GPUs",
    "We pay OpenAI ${n},000 a month for support chat. Nothing regulated, any vendor is allowed. Should we move?",
    "{n} employees ask 20 questions a day about our documents; patients' data under HIPAA",
    "Code assistant for 80 developers, {n}M tokens a day, a platform team that knows GPUs",
)
AGAIN_EVERY = 10
PATIENCE_S = 900


@dataclass
class Run:
    """One rate: what was sent, and how soon it was acknowledged (seconds)."""

    rate: float
    sent: dict[str, float] = field(default_factory=dict)
    acks: list[float] = field(default_factory=list)
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    args = _arguments()
    with contextlib.ExitStack() as stack:
        slack, _ = stack.enter_context(
            _process([sys.executable, str(Path(__file__).with_name("_slack.py"))], {}, read=True)
        )
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="breakeven-bench-"))
        port, bots = _bots(stack, slack, home, args)
        sender = Sender(port, SECRET)
        _warm(sender, slack)
        print(
            f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the start; {args.helpers} helpers;",
            end=" ",
        )
        print("PostgreSQL" if args.database_url else "SQLite")
        print("events/s  events   acknowledged ms (p50 p95 p99 max)      answered s (p50 p95 max)", end="")
        print("  drained  lost  twice  refused  ms each", flush=True)
        bad = 0
        for rate in args.rates:
            bad += _measure(rate, args.seconds, args.patience, sender, slack, bots)
    return 1 if bad else 0


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rates", type=float, nargs="+", default=[1, 10, 50], help="events a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--patience", type=float, default=PATIENCE_S, help="seconds to wait for the last answer")
    parser.add_argument("--workers", type=int, default=1, help="answers at once in each helper")
    parser.add_argument("--listener-workers", type=int, default=1, help="the same in the process that listens; 0: none")
    parser.add_argument("--helpers", type=int, default=1, help="processes that only work")
    parser.add_argument("--database-url", default="", help="PostgreSQL; SQLite where it is not given")
    return parser.parse_args()


def _bots(stack: contextlib.ExitStack, slack: str, home: str, args: Any) -> tuple[int, list[int]]:
    """One process that listens and the helpers: the listener's port, the numbers of the processes."""
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{slack}/api/",
        "BREAKEVEN_HOME": home, "BREAKEVEN_DATABASE_URL": args.database_url, "BREAKEVEN_MODEL": "builtin",
    }  # fmt: skip
    port = _free_port()
    command = [sys.executable, "-c", INSTALLED, "slack", "--log-level", "error", "--ops-port", "0", "--workers"]
    _, listener = stack.enter_context(
        _process([*command, str(args.listener_workers), "--host", "127.0.0.1", "--port", str(port)], environment)
    )
    _until(lambda: _listens(port), 120)
    bots = [listener.pid]
    for _ in range(args.helpers):
        _, helper = stack.enter_context(_process([*command, str(args.workers), "--work-only"], environment))
        bots.append(helper.pid)
    return port, bots


def _warm(sender: Sender, slack: str) -> None:
    """A few answers, so that no import is measured."""
    for text in QUESTIONS:
        sender.post(mention(text.format(n=7)))
    _until(lambda: len(_state(slack)["answers"]) == len(QUESTIONS), PATIENCE_S)
    time.sleep(3)


def _measure(rate: float, seconds: float, patience: float, sender: Sender, slack: str, bots: list[int]) -> int:
    used = _processor_s(bots)
    run, n = Run(rate), max(1, round(rate * seconds))
    before = {thread for thread, _ in _state(slack)["answers"]}
    begun = time.perf_counter()
    with ThreadPoolExecutor(64) as pool:
        for i in range(n):
            wait = begun + i / rate - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            pool.submit(_send, run, sender, i)
    ended = time.time()
    with contextlib.suppress(TimeoutError):
        _until(lambda: len(_new(slack, before)) >= n - run.refused and not _state(slack)["open"], patience)
    time.sleep(1.0)  # for a second answer that nobody should give
    used = _processor_s(bots) - used
    return _report(run, _new(slack, before), ended, used, _state(slack)["problems"])


def _send(run: Run, sender: Sender, i: int) -> None:
    asked = mention(_question(i), ts=f"{int(time.time())}.{i:06d}", user=f"U{i % 50}", channel=f"C{i % 20}")
    thread, at = asked["event"]["ts"], time.time()
    for attempt in range(2 if i % AGAIN_EVERY == 0 else 1):
        headers = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
        status, _, took = sender.post(asked, headers=headers)
        with run.lock:
            run.acks.append(took)
            if attempt:
                continue
            if status == 200:
                run.sent[thread] = at
            else:
                run.refused += 1


def _question(i: int) -> str:
    """No two alike, so that nothing is remembered from one to the next."""
    return QUESTIONS[i % len(QUESTIONS)].format(n=10 + i)


def _processor_s(processes: list[int]) -> float:
    """Seconds of processor time that these processes have used; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        spent = (Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13] for pid in processes)
        return sum(int(ticks) for pair in spent for ticks in pair) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _report(run: Run, answers: list[tuple[str, float]], ended: float, used: float, problems: list[str]) -> int:
    times = Counter(thread for thread, _ in answers)
    lost = [thread for thread in run.sent if thread not in times]
    twice = [thread for thread, k in times.items() if k > 1]
    took = [at - run.sent[thread] for thread, at in answers if thread in run.sent] or [float("nan")]
    drained = max((at for _, at in answers), default=ended) - ended
    acks = "".join(f"{_at(run.acks, q) * 1000:9.1f}" for q in (0.5, 0.95, 0.99, 1.0))
    seconds = "".join(f"{_at(took, q):9.2f}" for q in (0.5, 0.95, 1.0))
    print(f"{run.rate:8g}{len(run.sent):8d}   {acks}   {seconds} {max(drained, 0):8.1f}", end="")
    print(f"{len(lost):6d}{len(twice):7d}{run.refused:9d}{used / max(len(answers), 1) * 1000:9.0f}", flush=True)
    for problem in problems:
        print("refused by the stand-in:", problem)
    return len(lost) + len(twice) + len(problems)


def _at(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _new(slack: str, before: set[str]) -> list[tuple[str, float]]:
    return [(thread, at) for thread, at in _state(slack)["answers"] if thread not in before]


def _state(slack: str) -> Any:
    with urllib.request.urlopen(f"{slack}/state", timeout=30) as answer:
        return json.load(answer)


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.5)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str], *, read: bool = False) -> Iterator[tuple[str, Any]]:
    """A process that is ended with the block; ``read``: its first line of output."""
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=ROOT, text=True, stdout=subprocess.PIPE if read else None
    )
    try:
        yield (process.stdout.readline().strip() if read and process.stdout else ""), process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
