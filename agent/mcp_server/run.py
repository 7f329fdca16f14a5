"""Starts the server: on standard input and output, or over streamable HTTP on this machine alone."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from agent.errors import BreakevenError

if TYPE_CHECKING:
    from agent.advisor import Advisor

PATH = "/mcp"


class McpError(BreakevenError):
    """The server cannot be started; the message says what to do."""


def serve_stdio(advisor: Advisor) -> None:
    """Until standard input ends. Error: McpError without the SDK."""
    _server(advisor).run("stdio")


def serve_http(advisor: Advisor, port: int, host: str = "127.0.0.1") -> None:
    """Until interrupted, at http://HOST:PORT/mcp. Errors: McpError for a host that others reach: nobody is asked who
    they are here; OSError for a port in use."""
    if host != "localhost" and not _loopback(host):
        raise McpError(
            f"The MCP server listens on this machine alone, not on {host}; put a proxy that signs in before it."
        )
    _server(advisor).run("streamable-http", host=host, port=port, streamable_http_path=PATH)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _server(advisor: Advisor) -> Any:
    try:
        import mcp  # noqa: F401 - only to say in a sentence that it is missing
    except ImportError as e:
        raise McpError("The MCP server needs the protocol's SDK: pip install 'breakeven[mcp]'.") from e
    import logging

    from agent.mcp_server.server import build

    logging.getLogger("bm25s").propagate = False  # the SDK shows what every library logs
    return build(advisor)
