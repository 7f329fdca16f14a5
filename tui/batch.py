"""Batches: one JSON object a line in, one out, in the order of the input; a bad line is answered with its error.

A short batch, or one that trickles in line by line, is answered in this process as it comes. Once many lines are
waiting, worker processes share them with it: starting one costs about as much as answering eighty messages, and this
process answers while they start.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

import click

from tui.failures import FAILED, explain
from tui.inputs import opened, parse_line
from tui.output import Progress, progress_bar, write_json_line

MANY = 40  # waiting lines from which worker processes pay for their start
CHUNK = 4  # lines handed to a worker at a time
AHEAD = 2  # chunks a worker has at hand, so that it does not wait while this process answers

Answer = Callable[[dict[str, Any]], dict[str, Any]]  # one batch line in, one out
Setup = Callable[[], Answer]  # made once in each process: opens what answering needs
_answer: Answer | None = None  # of this worker process


@dataclass
class Tally:
    """What a batch has come to."""

    done: int = 0
    failed: int = 0


def run_batch(
    file: IO[bytes], setup: Setup, write: Callable[[dict[str, Any]], None], progress: Progress | None = None
) -> Tally:
    """Answers every line of the file through ``write``. ``setup`` must be picklable (a function, a partial)."""
    tally = Tally()
    for result in _results(_Lines(file), setup):
        tally.done += 1
        tally.failed += "error" in result
        write(result)
        if progress:
            progress(tally.done, tally.done, "answering")
    return tally


def batch_command(ctx: click.Context, path: str, setup: Setup) -> None:
    """A batch as every command runs it: file or stdin to stdout, progress on stderr, exit status 1 if a line failed."""
    with opened(path) as file, progress_bar() as progress:
        tally = run_batch(file, setup, write_json_line, progress)
    if tally.failed:
        click.echo(f'breakeven: {tally.failed} of {tally.done} lines failed; each says why in its "error"', err=True)
        ctx.exit(FAILED)


class _Lines:
    """The file's lines, read ahead in a thread, so that it is known how many are waiting."""

    def __init__(self, file: IO[bytes]) -> None:
        self._queue: queue.Queue[bytes | None] = queue.Queue(maxsize=10_000)
        threading.Thread(target=self._read, args=(file,), daemon=True).start()

    def _read(self, file: IO[bytes]) -> None:
        for line in file:
            if line.strip():
                self._queue.put(line)
        self._queue.put(None)

    def __iter__(self) -> Iterator[bytes]:
        while (line := self._queue.get()) is not None:
            yield line

    def waiting(self) -> int:
        return self._queue.qsize()


def _results(lines: _Lines, setup: Setup) -> Iterator[dict[str, Any]]:
    answer: Answer | None = None
    waiting = iter(lines)
    for line in waiting:
        if lines.waiting() >= MANY and (os.cpu_count() or 1) > 1:
            yield from _in_workers(line, waiting, setup)
            return
        if answer is None:
            answer = setup()
        yield answered(line, answer)


def answered(line: bytes, answer: Answer) -> dict[str, Any]:
    """The answer to one line, or ``{"id", "error"}``: one line must never end a batch."""
    row: dict[str, Any] = {}
    try:
        row = parse_line(line)
        return answer(row)
    except Exception as e:  # noqa: BLE001 - see above
        return {"id": row.get("id"), "error": explain(e)[1]}


def _in_workers(first: bytes, rest: Iterator[bytes], setup: Setup) -> Iterator[dict[str, Any]]:
    """A worker for every other core; what they have no hands for is answered here."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    workers, answer = min((os.cpu_count() or 2) - 1, 8), None
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(setup,))
    pending: deque[Future[list[dict[str, Any]]]] = deque()
    try:
        for chunk in _chunks(first, rest):
            if sum(not future.done() for future in pending) < AHEAD * workers:
                with _deaf():
                    pending.append(pool.submit(_work, chunk))
            else:
                answer = answer or setup()
                pending.append(Future())
                pending[-1].set_result([answered(line, answer) for line in chunk])
            while pending and pending[0].done():
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BaseException:
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Workers that start in here inherit a blocked SIGINT: at Ctrl-C this process alone speaks, and ends them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _chunks(first: bytes, rest: Iterator[bytes]) -> Iterator[list[bytes]]:
    chunk = [first]
    for line in rest:
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
        chunk.append(line)
    yield chunk


def _start_worker(setup: Setup) -> None:
    global _answer
    _answer = setup()


def _work(chunk: list[bytes]) -> list[dict[str, Any]]:
    assert _answer is not None
    return list(map(partial(answered, answer=_answer), chunk))
