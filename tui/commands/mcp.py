"""``breakeven mcp``: the calculators and the search for an assistant elsewhere."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--http", is_flag=True, help="Streamable HTTP on this machine, at /mcp.  [default: standard input and output]"
)
@click.option("--port", default=8321, show_default=True, type=click.IntRange(1, 65535), help="The port with --http.")
@click.pass_context
def mcp(ctx: click.Context, http: bool, port: int) -> None:
    """An MCP server: recommend, cost, capacity, break_even and search_sources as tools, the sources as resources.

    \b
    {"mcpServers": {"breakeven": {"command": "breakeven", "args": ["mcp"]}}}
    """
    from agent.mcp_server import serve_http, serve_stdio
    from tui.commands.ask import open_advisor

    advisor = open_advisor(ctx.find_root().obj)
    if http:
        click.echo(f"http://127.0.0.1:{port}/mcp", err=True)
        serve_http(advisor, port)
    else:
        serve_stdio(advisor)
