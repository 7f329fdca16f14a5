"""Writes a memo to a file, the kind of file by its ending; whole or not at all."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from agent.memo.document import Memo, MemoError

ENDINGS = (".md", ".html", ".pdf", ".json")


def write(memo: Memo, path: Path) -> None:
    """Errors: MemoError for an ending, a folder or an extra that is not there, OSError for the disk."""
    if not path.parent.is_dir():
        raise MemoError(f"There is no folder {path.parent}.")
    data = rendered(memo, path.suffix.lower(), path.name)
    temporary = path.with_name(f".memo-{secrets.token_hex(6)}")
    try:
        with temporary.open("xb") as file:  # as any new file of the user: a memo is there to be passed on
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def rendered(memo: Memo, ending: str, name: str = "") -> bytes:
    """The bytes of the file with that ending."""
    if ending == ".md":
        from agent.memo.markdown import markdown

        return markdown(memo).encode()
    if ending == ".json":
        return as_json(memo).encode()
    if ending == ".html":
        from agent.memo.html import html

        return html(memo).encode()
    if ending == ".pdf":
        from agent.memo.pdf import pdf

        return pdf(memo)
    raise MemoError(f"{name or ending}: a memo ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")


def as_json(memo: Memo) -> str:
    """``schema``, ``status``, ``profile``, ``recommendation`` as in ``ask``; the document in ``memo``."""
    data = memo.model_dump(mode="json")
    document = {key: data[key] for key in ("title", "subtitle", "first", "rest", "refused")}
    answer = {key: data[key] for key in ("made", "status", "profile", "recommendation")}
    return json.dumps({"schema": data["schema_"], **answer, "memo": document}, ensure_ascii=False, indent=2) + "\n"
