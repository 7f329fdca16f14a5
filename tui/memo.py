"""The decision memo of a session, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.advisor import Advisor
    from agent.sessions.session import Session

ENDINGS = (".md", ".html", ".pdf", ".json")


def write_memo(advisor: Advisor, session: Session, path: Path) -> None:
    """Writes it, whole or not at all. Errors: MemoError (too little known, a missing extra, the ending), OSError."""
    from agent import memo

    memo.write(memo.make(session.profile, advisor.desk(builtin=True), before=session.answer), path)
