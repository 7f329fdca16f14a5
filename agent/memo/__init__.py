"""The decision memo: a page that somebody signs and the pages behind it that somebody checks.

    memo = agent.memo.make(profile, desk, before=answer)   # data: blocks of verified text, and what the charts show
    agent.memo.write(memo, Path("memo.pdf"))               # .md .html .pdf .json, by the ending

``make`` computes the assessment at the desk's date, so that every price in the memo is of one day. Nothing heavy is
imported here; charts (matplotlib) and PDF (typst) are in the extra ``memo``.
"""

from agent.memo.compose import make
from agent.memo.document import Memo, MemoError
from agent.memo.files import ENDINGS, write

__all__ = ["ENDINGS", "Memo", "MemoError", "make", "write"]
