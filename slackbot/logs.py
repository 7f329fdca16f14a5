"""One JSON object a line on stderr. Tokens are cut out of whatever anybody logs; what people wrote is not logged."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
from typing import Any, TextIO

log = logging.getLogger("breakeven.slack")
SECRET = re.compile(
    r"\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+"
    r"|(?<=client_secret=)[^&\s\"']+|(?<=client_secret': ')[^']+|(?<=Bearer )[\w.-]+|hooks\.slack\.com/\S+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)",
)
LIBRARIES = ("breakeven.slack.sdk", "breakeven.slack.bolt")
FIELDS = ("job", "tenant", "channel", "user", "kind", "result", "seconds", "attempts", "method", "error", "text")


def redacted(text: str) -> str:
    return SECRET.sub("***", text)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        line["event"] = record.getMessage()
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) not in (None, "")}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redacted(json.dumps(line, ensure_ascii=False, default=str))


def set_up(level: str = "info", stream: TextIO | None = None) -> None:
    """All loggers of this process write lines of JSON. The libraries are heard from warnings on, whatever ``level``:
    below they log what people wrote, and the whole of every request with its secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(level.upper())
    for library in LIBRARIES:  # children of ``log``, so that they have our handler and not our level
        logging.getLogger(library).setLevel(logging.WARNING)


class Quiet(logging.Filter):
    """Drops what Bolt says of the body of a request, and of the two ways to give a token."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        return "Unhandled request" not in text and "`token` will be unused" not in text
