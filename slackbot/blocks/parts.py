"""Single blocks and elements, each cut to Slack's documented limit (docs.slack.dev, Block Kit reference, 2026-11)."""

from __future__ import annotations

from typing import Any

from slackbot.text import cut, escaped, pieces

Block = dict[str, Any]

BLOCKS, MODAL_BLOCKS = 50, 100
SECTION, HEADER, CONTEXT_ELEMENTS, BUTTONS = 3000, 150, 10, 25
LABEL, VALUE, OPTION, OPTIONS, PLACEHOLDER = 75, 2000, 75, 100, 150
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 3_000  # Slack takes 10,000 but counts them in the message too
TITLE = 24
MESSAGE = 12_000  # characters of all blocks as JSON; Slack has refused payloads from about 13,200 on
TEXT = 3_900


def words(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": cut(text, limit) or " ", "emoji": False}


def markup(text: str, limit: int = SECTION) -> Block:
    return {"type": "mrkdwn", "text": cut(text, limit) or " ", "verbatim": False}


def header(text: str) -> Block:
    return {"type": "header", "text": words(text, HEADER)}


def section(text: str) -> Block:
    return {"type": "section", "text": markup(text)}


def sections(text: str) -> list[Block]:
    """As many sections as a long text needs."""
    return [section(piece) for piece in pieces(text, SECTION)]


def context(*texts: str, limit: int = SECTION) -> Block:
    return {"type": "context", "elements": [markup(text, limit) for text in texts[:CONTEXT_ELEMENTS]]}


def divider() -> Block:
    return {"type": "divider"}


def button(text: str, action: str, value: str, *, primary: bool = False) -> Block:
    made: Block = {"type": "button", "text": words(text, LABEL), "action_id": action, "value": value[:VALUE]}
    return made | {"style": "primary"} if primary else made


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements[:BUTTONS])}


def select(action: str, placeholder: str, options: list[tuple[str, str]]) -> Block:
    """``options``: (what is shown, value)."""
    shown = [{"text": words(text, OPTION), "value": value[:OPTION]} for text, value in options[:OPTIONS]]
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": words(placeholder, PLACEHOLDER),
        "options": shown,
    }


def table(rows: list[list[str]], right: set[int]) -> Block | None:
    """A table; None where it is larger than Slack takes. ``right``: columns of figures."""
    width = max((len(row) for row in rows), default=0)
    if not rows or len(rows) > TABLE_ROWS or width > TABLE_COLUMNS:
        return None
    if sum(len(cell) for row in rows for cell in row) > TABLE_CHARACTERS:
        return None
    cells = [[{"type": "raw_text", "text": cell or "-"} for cell in (*row, *[""] * (width - len(row)))] for row in rows]
    settings = [{"align": "right" if i in right else "left", "is_wrapped": True} for i in range(width)]
    return {"type": "table", "rows": cells, "column_settings": settings}


def typewritten(rows: list[list[str]]) -> Block:
    """The same table in letters of one width: for a second one in a message, and where tables are refused."""
    width = max((len(row) for row in rows), default=0)
    full = [[cut(cell, 44) for cell in row] + [""] * (width - len(row)) for row in rows]
    columns = [max(len(row[i]) for row in full) for i in range(width)]
    lines = ["  ".join(cell.ljust(n) for cell, n in zip(row, columns, strict=True)).rstrip() for row in full]
    shown = cut("\n".join(lines).replace("```", "'''"), SECTION - 8)
    return section(f"```\n{cut(escaped(shown), SECTION - 8)}\n```")


def modal(title: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "title": words(title, TITLE),
        "close": words("Close", TITLE),
        "blocks": blocks[:MODAL_BLOCKS],
    }
