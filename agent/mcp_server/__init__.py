"""Our arithmetic and citations for an assistant elsewhere: tools and resources over the Model Context Protocol.

    from agent.mcp_server import serve_stdio, serve_http

Needs the extra ``mcp`` (the protocol's own Python SDK). The package is not called ``mcp``, which is the SDK's name.
"""

from agent.mcp_server.run import McpError, serve_http, serve_stdio

__all__ = ["McpError", "serve_http", "serve_stdio"]
