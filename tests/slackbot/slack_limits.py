"""Block Kit's documented limits (docs.slack.dev/reference/block-kit, 2026-11), checked apart from our own code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

MESSAGE_BLOCKS, MODAL_BLOCKS, MESSAGE_JSON = 50, 100, 13_200
KNOWN = {"header", "section", "context", "actions", "divider", "table", "markdown"}


def violations(blocks: list[dict[str, Any]], *, modal: bool = False) -> list[str]:
    """Everything Slack would refuse, in words; empty where it would not."""
    found: list[str] = []
    most = MODAL_BLOCKS if modal else MESSAGE_BLOCKS
    if len(blocks) > most:
        found.append(f"{len(blocks)} blocks, at most {most}")
    if not modal and len(json.dumps(blocks, ensure_ascii=False)) > MESSAGE_JSON:
        found.append("msg_blocks_too_long")
    if sum(block["type"] == "table" for block in blocks) > 1:
        found.append("only_one_table_allowed")
    ids = [e["action_id"] for b in blocks if b["type"] == "actions" for e in b["elements"]]
    if len(ids) != len(set(ids)):
        found.append(f"an action_id twice: {ids}")
    for i, block in enumerate(blocks):
        found += [f"block {i} ({block['type']}): {what}" for what in _block(block, modal)]
    return found


def _block(block: dict[str, Any], modal: bool) -> Iterator[str]:
    kind = block["type"]
    if kind not in KNOWN:
        yield "not a known block"
    elif kind == "header":
        yield from _text(block["text"], "plain_text", 150)
    elif kind == "section":
        yield from _section(block)
    elif kind == "context":
        if not 1 <= len(block["elements"]) <= 10:
            yield f"{len(block['elements'])} elements"
        for element in block["elements"]:
            yield from _text(element, None, 3000)
    elif kind == "actions":
        if not 1 <= len(block["elements"]) <= 25:
            yield f"{len(block['elements'])} elements"
        for element in block["elements"]:
            yield from _element(element)
    elif kind == "table":
        if modal:
            yield "no tables in modals"
        yield from _table(block)
    elif kind == "markdown" and not 1 <= len(block["text"]) <= 12_000:
        yield f"{len(block['text'])} characters"


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield "neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], None, 3000)
    if len(block.get("fields", [])) > 10:
        yield "more than 10 fields"
    for field in block.get("fields", []):
        yield from _text(field, None, 2000)


def _text(text: dict[str, Any], kind: str | None, most: int) -> Iterator[str]:
    if text["type"] not in ({kind} if kind else {"plain_text", "mrkdwn"}):
        yield f"text of type {text['type']}"
    if not 1 <= len(text["text"]) <= most:
        yield f"{len(text['text'])} characters, 1 to {most} allowed"


def _element(element: dict[str, Any]) -> Iterator[str]:
    if len(element["action_id"]) > 255:
        yield "action_id too long"
    if element["type"] == "button":
        yield from _text(element["text"], "plain_text", 75)
        if len(element.get("value", "")) > 2000:
            yield "value of a button too long"
    elif element["type"] == "static_select":
        yield from _text(element["placeholder"], "plain_text", 150)
        if not 1 <= len(element["options"]) <= 100:
            yield f"{len(element['options'])} options"
        for option in element["options"]:
            yield from _text(option["text"], "plain_text", 75)
            if len(option["value"]) > 75:  # 150 in newer documents; the older figure is safe in both
                yield "value of an option too long"
    else:
        yield f"element {element['type']}"


def _table(block: dict[str, Any]) -> Iterator[str]:
    rows = block["rows"]
    if not 1 <= len(rows) <= 100:
        yield f"{len(rows)} rows"
    if len({len(row) for row in rows}) != 1 or len(rows[0]) > 20:
        yield "rows of different or too many cells"
    if any(cell["type"] != "raw_text" or not cell["text"] for row in rows for cell in row):
        yield "an empty cell"
    if sum(len(cell["text"]) for row in rows for cell in row) > 10_000:
        yield "too many characters in a table"
    if len(block.get("column_settings", [])) > 20:
        yield "too many columns described"


def modal_violations(view: dict[str, Any]) -> list[str]:
    found = violations(view["blocks"], modal=True)
    for part in ("title", "close"):
        found += [f"{part}: {what}" for what in _text(view[part], "plain_text", 24)]
    return found
