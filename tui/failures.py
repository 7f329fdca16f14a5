"""Turns whatever went wrong into one line on stderr and an exit status. The only place that does."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

import click

OK, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
HOME_HINT = "set BREAKEVEN_HOME to a folder you may write to"


class Failure(click.ClickException):
    """A command failed for a reason that the message states, together with what to do."""

    exit_code = FAILED


class Interrupted(Failure):
    """Ctrl-C."""

    exit_code = INTERRUPTED

    def __init__(self) -> None:
        super().__init__("interrupted; what was answered before is kept")


class PipeClosed(Failure):
    """Whoever read our stdout went away."""

    def __init__(self) -> None:
        super().__init__("the reader closed the pipe before everything was written")
        _silence_stdout()


def report(error: BaseException) -> int:
    """Says in one line on stderr what happened and what to do. Returns the exit status."""
    if os.environ.get("BREAKEVEN_DEBUG"):
        import traceback

        traceback.print_exception(error)
    code, text = explain(error)
    with contextlib.suppress(OSError):  # nobody reads stderr either
        click.echo(f"breakeven: {one_line(text)}", err=True)
    return code


def explain(error: BaseException) -> tuple[int, str]:
    """(exit status, what happened and what to do)."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "breakeven"
        return WRONG_USAGE, f"{error.format_message()} See '{command} --help'."
    if isinstance(error, click.ClickException):
        return error.exit_code, error.format_message()
    if isinstance(error, (KeyboardInterrupt, click.Abort)):  # before or after a command ran
        return explain(Interrupted())
    if isinstance(error, BrokenPipeError):  # when the rest was flushed
        return explain(PipeClosed())
    if isinstance(error, OSError):
        return FAILED, _operating_system(error)
    if isinstance(error, ValueError) or type(error) is LookupError or _ours(error):
        return FAILED, str(error) or type(error).__name__
    return FAILED, f"internal error, please report it: {type(error).__name__}: {error} (BREAKEVEN_DEBUG=1 shows where)"


def _operating_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    what = error.strerror or str(error)
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return f"{where}{what}; {HOME_HINT}, or give a file you may use"
    if error.errno == errno.ENOSPC:
        return f"{where}{what}; make room, or {HOME_HINT}"
    return f"{where}{what}"


def _ours(error: BaseException) -> bool:
    return type(error).__module__.split(".")[0] in {"agent", "knowledge", "tools", "tui"}


def one_line(text: str) -> str:
    """The text without line breaks and not longer than a few lines of a terminal."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 500 else flat[:499] + "…"


def _silence_stdout() -> None:
    """After a closed pipe: otherwise the interpreter complains once more when it flushes stdout at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
