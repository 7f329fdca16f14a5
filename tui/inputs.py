"""What comes in: a message from the command line or stdin, and the lines of a batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from tui.failures import Failure
from tui.output import clean

LONGEST_MESSAGE = 200_000  # characters; a message is what a person writes, not a document (documents: `sources add`)


def checked(text: str) -> str:
    """The message if it can be answered. Failure: it is empty or too long."""
    text = clean(text)
    if not text.strip():
        raise Failure(
            'The message is empty. Write it as an argument, or pipe it in: breakeven ask "30M tokens a day, EU"'
        )
    if len(text) > LONGEST_MESSAGE:
        raise Failure(
            f"The message has {len(text):,} characters, the limit is {LONGEST_MESSAGE:,}. "
            "Send what concerns the question; add documents with: breakeven sources add FILE"
        )
    return text


def read_stdin() -> str:
    """All of stdin as text. Failure: it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise Failure(f"stdin is not UTF-8 text (byte {e.start:,}). Convert it first, for example with iconv.") from e


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The file, or stdin for ``-``. Errors: OSError, naming the file."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with open(path, "rb") as file:  # noqa: PTH123 - the path may be a device or a pipe
        yield file


def parse_line(line: bytes) -> dict[str, Any]:
    """The object of one batch line. Error: ValueError that says what is wrong with the line."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        raise ValueError("the line is not UTF-8") from e
    except json.JSONDecodeError as e:
        raise ValueError(f"the line is not JSON: {e.msg} at character {e.pos}") from e
    except RecursionError as e:
        raise ValueError("the line is nested too deeply") from e
    if not isinstance(row, dict):
        raise ValueError("the line is not an object in braces")
    return row


def texts_of(row: dict[str, Any]) -> list[str]:
    """The user's turns of a batch line: ``messages`` or ``text``. Error: ValueError."""
    turns = row.get("messages", [row["text"]] if "text" in row else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise ValueError('the line needs "text": "..." or "messages": ["...", ...]')
    if not any(t.strip() for t in turns):
        raise ValueError("the message is empty")
    if any(len(t) > LONGEST_MESSAGE for t in turns):
        raise ValueError(f"the message is longer than {LONGEST_MESSAGE:,} characters")
    return [clean(t) for t in turns]
