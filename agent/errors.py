"""Everything that can go wrong in a conversation, as one tree. Each message is a sentence a person can act on.

BreakevenError
|- SessionError             a conversation cannot be opened or changed
|  |- UnknownSessionError        no session of that id
|  |- SessionBusyError           another window or process is answering in it
|  `- SessionTooNewError         written by a newer version
|- StorageError             the place where conversations live
|  |- HomeNotWritableError       the folder cannot be written to
|  |- SessionsDamagedError       the SQLite file is not one, or is broken
|  `- DatabaseUnreachableError   PostgreSQL does not answer
|- EditError                a value does not fit its slot
`- ModelError               the language model did not do its part (never ends an answer)
   |- ModelUnreachableError      no connection, timeout, 5xx
   |- ModelRefusedError          400, 401, 403, 404, 429
   |- ModelOutputInvalidError    not the JSON that was asked for, also after one repair
   `- BudgetSpentError           the token budget of one answer is used up
"""

from __future__ import annotations


class BreakevenError(Exception):
    """Base: ``str(error)`` is one sentence that says what happened and what to do."""


class SessionError(BreakevenError):
    pass


class UnknownSessionError(SessionError):
    def __init__(self, session_id: str) -> None:
        super().__init__(f"There is no session {session_id!r}; `breakeven sessions list` shows what is saved.")


class SessionBusyError(SessionError):
    def __init__(self) -> None:
        super().__init__("Another window is still answering in this session; wait for it and send the message again.")


class SessionTooNewError(SessionError):
    def __init__(self, session_id: str) -> None:
        super().__init__(f"Session {session_id!r} was written by a newer breakeven; update, or start a new session.")


class StorageError(BreakevenError):
    pass


class HomeNotWritableError(StorageError):
    def __init__(self, home: object, why: str) -> None:
        super().__init__(
            f"Conversations cannot be saved in {home} ({why}); set BREAKEVEN_HOME to a folder you may write to."
        )


class SessionsDamagedError(StorageError):
    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"The file of saved sessions {path} is damaged ({why}); move it away and start again.")


class DatabaseUnreachableError(StorageError):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"The database of BREAKEVEN_DATABASE_URL does not answer ({why}); check that it runs and the address."
        )


class EditError(BreakevenError):
    pass


class ModelError(BreakevenError, OSError):
    """An OSError too: whoever uses a model needs to know nothing of this tree to fall back."""


class ModelUnreachableError(ModelError):
    pass


class ModelRefusedError(ModelError):
    pass


class ModelOutputInvalidError(ModelError):
    pass


class BudgetSpentError(ModelError):
    def __init__(self, model: str) -> None:
        super().__init__(f"The language model {model} used up its budget of tokens for one answer.")
