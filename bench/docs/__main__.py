"""Writes docs/how-it-decides.md; with ``--check`` only says whether it is up to date (exit status 1: it is not)."""

from __future__ import annotations

import sys

from bench.docs.code import ROOT
from bench.docs.page import page

TARGET = ROOT / "docs" / "how-it-decides.md"


def main(arguments: list[str]) -> int:
    text = page()
    if "--check" not in arguments:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
    if not same:
        print(f"{TARGET.relative_to(ROOT)} is out of date: python -m bench.docs writes it anew")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
