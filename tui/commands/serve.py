"""``breakeven serve``: the chat in a browser."""

from __future__ import annotations

import ipaddress
import shlex
import sys

import click

from tui.failures import Failure


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at. There is no login.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option(
    "--public-url", metavar="URL", help="The address people open, where a proxy with a login stands before it."
)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, public_url: str | None) -> None:
    """The chat in a browser, on this machine only unless told otherwise. Pages of other sites are refused."""
    try:
        from tui.web import ChatServer
    except ImportError as e:
        raise Failure(f"The browser needs an extra ({e.name} is missing): pip install 'breakeven[serve]'") from e
    if not loopback(host):
        click.echo(
            f"breakeven: anybody who reaches {host}:{port} can use this; put a proxy with a login before it", err=True
        )
    command = [sys.executable, "-m", "tui.cli"]
    if ctx.find_root().obj:
        command += ["--model", ctx.find_root().obj]
    ChatServer(shlex.join(command), host, port, public_url).serve()


def loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
