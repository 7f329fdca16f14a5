"""A long conversation and what-ifs in the chat: ``python -m bench.chat.run [--messages 500] [--keys 20]``.

The real advisor behind the real screen of 120 x 40, without a terminal. Times are processor time of the process, all
its threads, which a busy machine hardly moves; the medians of the first and of the last answers are compared. The last
line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median

from textual import events
from textual.message import Message
from textual.pilot import Pilot

import tui.entry  # noqa: F401 - as the command sets the collector of garbage
from tui import advice
from tui.app import Chat
from tui.widgets.conversation import Conversation
from tui.widgets.prompt import Editor
from tui.widgets.slot_row import SlotRow

SIZE = (120, 40)
FIRST = "We summarise support tickets, about 30M tokens a day, EU customers, nobody here has run GPUs"
COMPARED = 20  # answers at the beginning and at the end
PAGES = 12  # scrolled up, and down again
LIMIT_S = 600.0
VOLUME = "workloads[0].tokens_per_day"


def messages(count: int) -> list[str]:
    """What somebody goes on to say: other volumes, questions, other rules."""
    said = (
        "make it {n}M tokens a day", "what if it were {m}M tokens a day?", "show the arithmetic",
        "we pay about ${n},000 a month today", "who says so?", "a full answer may take {s} seconds",
    )  # fmt: skip
    return [FIRST] + [said[i % len(said)].format(n=20 + i % 60, m=100 + i, s=2 + i % 7) for i in range(count - 1)]


class Watch:
    """The chat with what has been heard of it."""

    def __init__(self, app: Chat, pilot: Pilot[None], supposed: list[float]) -> None:
        self.app, self.pilot, self.supposed = app, pilot, supposed

    async def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + LIMIT_S
        while not holds():
            if time.monotonic() > end:
                raise RuntimeError(f"it did not come to that within {LIMIT_S:g} s")
            await asyncio.sleep(0.001)
        await self.drawn()

    async def drawn(self) -> None:
        """Waits until the screen shows what was asked of it so far."""
        done = asyncio.Event()
        self.app.call_after_refresh(done.set)
        await done.wait()

    async def press(self, key: str) -> None:
        """A key as the terminal sends it. Not the pilot's, which after each key calls every widget twice."""
        self.app.post_message(events.Key(key, None))
        await asyncio.sleep(0)
        await self.drawn()

    async def answered(self, text: str) -> None:
        """Sends a message by keys and waits until answer, panels and keys are there."""
        self.app.query_one(Editor).focus()
        self.app.query_one(Editor).load_text(text)
        turn = self.app.desk._turn
        await self.press("enter")
        await self.until(lambda: self.app.desk._turn > turn and not self.app.desk.busy and not self.app._exchanges)

    async def tried(self, key: str) -> None:
        """Sends a key to the focused fact and waits until the screen shows what it comes to."""
        before = len(self.supposed)
        self.app.post_message(events.Key(key, None))
        await self.until(lambda: len(self.supposed) > before)

    async def scrolled(self) -> None:
        view = self.app.query_one(Conversation)
        for key in ["pageup"] * PAGES + ["pagedown"] * PAGES:
            view.focus()
            await self.press(key)


@asynccontextmanager
async def chat() -> AsyncIterator[Watch]:
    """A chat with a home of its own, ready for the first message."""
    supposed: list[float] = []

    def hear(message: Message) -> None:
        if isinstance(message, advice.Supposed):
            supposed.append(time.perf_counter())

    with tempfile.TemporaryDirectory(prefix="bench-chat-") as home:
        os.environ["BREAKEVEN_HOME"] = home
        app = Chat(partial(advice.open_advisor, "builtin"))
        async with app.run_test(size=SIZE, message_hook=hear) as pilot:
            watch = Watch(app, pilot, supposed)
            await watch.until(lambda: app.side is not None and app.desk.session is not None)
            yield watch


async def cpu_s(work: Awaitable[None]) -> float:
    start = time.process_time()
    await work
    return time.process_time() - start


def resident_mb() -> float:
    """Resident memory of this process (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def conversation(count: int) -> dict[str, float]:
    """Seconds of processor time for an answer and for a page scrolled, at both ends of a conversation."""
    async with chat() as watch:
        answers: list[float] = []
        early = memory = 0.0
        for number, text in enumerate(messages(count), 1):
            answers.append(await cpu_s(watch.answered(text)))
            if number == min(COMPARED, count):
                memory = resident_mb()
                early = await cpu_s(watch.scrolled()) / (2 * PAGES)
        late = await cpu_s(watch.scrolled()) / (2 * PAGES)
        assert watch.app.desk.session is not None
        assert len(watch.app.desk.session.history) == count
        return {
            "messages": count, "first_answer_s": answers[0],
            "early_answer_s": median(answers[1 : COMPARED + 1]), "late_answer_s": median(answers[-COMPARED:]),
            "early_page_s": early, "late_page_s": late, "early_mb": memory, "late_mb": resident_mb(),
        }  # fmt: skip


async def what_ifs(keys: int) -> dict[str, float]:
    """Seconds of processor time from a key on a fact until option, confidence and costs have moved."""
    async with chat() as watch:
        await watch.answered(FIRST)
        row = next(r for r in watch.app.query(SlotRow) if r.line.path == VOLUME)
        row.focus()
        await watch.pilot.pause()
        taken = []
        for i in range(keys):
            taken.append(await cpu_s(watch.tried("right" if i < keys // 2 else "shift+left")))
        return {"what_if_first_s": taken[0], "what_if_s": median(taken[1:]), "what_if_most_s": max(taken[1:])}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--keys", type=int, default=20)
    options = parser.parse_args()
    found = asyncio.run(what_ifs(options.keys)) | asyncio.run(conversation(options.messages))
    for name, value in found.items():
        unit = "ms of CPU" if name.endswith("_s") else "MB" if name.endswith("_mb") else ""
        print(f"{name:<20}{value * (1e3 if name.endswith('_s') else 1):10.1f} {unit}")
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
