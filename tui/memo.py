"""The decision memo of a session, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.advisor import Advisor
    from agent.sessions.session import Session

ENDINGS = (".md", ".html", ".pdf", ".json")


def write_memo(advisor: Advisor, session: Session, path: Path) -> str:
    """Writes it, whole or not at all, and returns it as Markdown, whatever the file's ending. Errors: MemoError (too
    little known, a missing extra, the ending), OSError."""
    from agent import memo
    from agent.memo.files import rendered

    made = memo.make(session.profile, advisor.desk(builtin=True), before=session.answer)
    memo.write(made, path)
    return rendered(made, ".md").decode()
