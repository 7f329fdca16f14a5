"""Where the installed command begins: Ctrl-C while the program still loads is one line as well, not a traceback."""

from __future__ import annotations

import gc
import os
import sys

# Loading makes some hundred thousand objects that stay: looking through them every 700 costs a tenth of the start.
gc.set_threshold(10_000, 20, 20)

# The matrices of one sentence are too small to share between cores; waiting for the second thread takes longer.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Runs the command line; the exit status, 130 where it was interrupted."""
    try:
        if len(sys.argv) == 1:
            return _chat()
        from tui.cli import main as run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("breakeven: interrupted\n")
        return 130


def _chat() -> int:
    """The chat at once: there is nothing on the command line that would have to be read first."""
    try:
        from tui.app import run_chat

        return run_chat()
    except KeyboardInterrupt:
        raise
    except BaseException as e:  # noqa: BLE001 - the last place that can say it in a sentence
        from tui.failures import report

        return report(e)
