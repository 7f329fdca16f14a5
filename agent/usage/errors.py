"""What can be wrong with an export.

UsageError
|- UnknownExportError    none of the known formats; the message names the columns found
|- DamagedExportError    not readable as what it is: cut off, not text, a figure that is none (with its row)
`- EmptyExportError      a known format without a single row that counts
"""

from __future__ import annotations

from agent.errors import BreakevenError


class UsageError(BreakevenError):
    pass


class UnknownExportError(UsageError):
    def __init__(self, name: str, columns: list[str], known: list[str]) -> None:
        found = ", ".join(columns[:12]) or "nothing"
        super().__init__(f"{name} is no export that is known here (known: {'; '.join(known)}). It holds: {found}.")


class DamagedExportError(UsageError):
    pass


class EmptyExportError(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} holds no usage: export a period in which there was some.")
