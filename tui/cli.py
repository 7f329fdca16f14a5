"""The command line: ``breakeven`` opens the chat, ``breakeven COMMAND`` does one thing and ends.

Nothing heavy is imported here: a subcommand's module is loaded when it is called, and what that module needs inside
its function. Every failure leaves as one line on stderr that says what to do. Exit status: 0 done, 1 it ran and
failed (130 where it was interrupted), 2 the command line is wrong.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from tui.failures import OK, Interrupted, PipeClosed, report

# name: (module, one line of help). The help text stands here so that ``--help`` imports none of the modules.
COMMANDS = {
    "ask": ("ask", "One question, one standing recommendation on stdout."),
    "calc": ("calc", "The calculators alone: cost, capacity, breakeven, sweep, audit."),
    "doctor": ("doctor", "What is set up, what is not, and the command that fixes it."),
    "mcp": ("mcp", "The calculators and the search as an MCP server."),
    "memo": ("memo", "Writes the decision memo of a saved session."),
    "prices": ("prices", "The dated catalogue behind the calculators."),
    "search": ("search", "Searches the evidence alone."),
    "serve": ("serve", "The chat in a browser, on this machine."),
    "sessions": ("sessions", "Saved conversations."),
    "slack": ("slack", "The Slack bot."),
    "sources": ("sources", "The indexed documents: list, add, remove, show."),
    "usage": ("usage", "Volume, split and bill from a provider's export."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tui.commands.{COMMANDS[cmd_name][0]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        # click would answer these two itself: with an empty line before ours, and with nothing at all.
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as e:
            raise Interrupted from e
        except BrokenPipeError as e:
            raise PipeClosed from e

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--resume",
    is_flag=False,
    flag_value="latest",
    metavar="[ID]",
    help="Pick up a saved session; the latest if no ID is given.",
)
@click.option(
    "--model", metavar="SPEC", help="The language model: 'builtin' (none at all) or a name served at OPENAI_BASE_URL."
)
@click.version_option(package_name="breakeven", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, resume: str | None, model: str | None) -> None:
    """Where should our language-model work run? An advisor that computes, cites, and says how sure it is.

    Without a command it opens the chat.
    """
    if ctx.invoked_subcommand is None:
        from tui.app import run_chat

        ctx.exit(run_chat(resume=resume, model=model))
    ctx.obj = model


def main(args: list[str] | None = None) -> int:
    """The console entry point; returns the exit status and never lets a traceback out."""
    try:
        code = cli.main(args=args, prog_name="breakeven", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as e:
        return e.exit_code
    except BaseException as e:  # noqa: BLE001 - the last place that can say it in a sentence
        return report(e)
    return code if isinstance(code, int) else OK


if __name__ == "__main__":
    sys.exit(main())
