"""The chat in a browser: textual-serve, kept to this machine and to its own page.

textual-serve 1.1 accepts a WebSocket from any page and loads a font from elsewhere. Here a request must name a host
that is served and, if it comes from a page, a page of ours; and nothing is loaded from anywhere else.
"""

from __future__ import annotations

import html
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.server import Server

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; img-src 'self' data:; connect-src 'self' {socket}; frame-ancestors 'none'"
)
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><title>breakeven</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/xterm.css">
<style>
@font-face {{ font-family: "Roboto Mono"; src: url("/static/fonts/RobotoMono-VariableFont_wght.ttf"); }}
body {{ background: #171a26; color: #c8d3f5; font-family: "Roboto Mono", monospace; margin: 0; }}
#note {{ position: absolute; inset: 0; z-index: 9; display: none; background: #171a26; }}
#note {{ align-items: center; justify-content: center; }}
body.-closed #note {{ display: flex; }}
#note a {{ color: #4fd6be; margin-left: 1ch; }}
</style>
<script src="/static/js/textual.js"></script>
</head>
<body>
<div id="note">The conversation is saved.<a href="/">Open it again</a></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}" data-font-size="{size}"></div>
</body>
</html>
"""


class ChatServer(Server):
    """One process for each open page. ``command`` starts the chat."""

    def __init__(self, command: str, host: str, port: int, public_url: str | None) -> None:
        super().__init__(command, host=host, port=port, title="breakeven", public_url=public_url)
        own = {f"{name}:{port}" for name in (host, "localhost", "127.0.0.1", "[::1]")}
        self.hosts = own | {urlsplit(self.public_url).netloc}
        self._pages: set[web.WebSocketResponse] = set()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._only_ours)
        return app

    @web.middleware
    async def _only_ours(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuses a foreign page (Origin) and a foreign name for this machine (Host: DNS rebinding)."""
        origin = request.headers.get("Origin")
        if request.host not in self.hosts or (origin is not None and urlsplit(origin).netloc not in self.hosts):
            raise web.HTTPForbidden(
                text="This address is not served here. Open the address that breakeven serve printed.\n"
            )
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.Response:  # type: ignore[override]
        secure = urlsplit(self.public_url).scheme == "https"
        socket = f"{'wss' if secure else 'ws'}://{request.host}/ws"
        size = request.query.get("fontsize", "")
        page = PAGE.format(socket=html.escape(socket), size=size if size.isdecimal() else "16")
        headers = {"Content-Security-Policy": POLICY.format(socket=socket), "X-Content-Type-Options": "nosniff"}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._pages.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._pages.discard(websocket)

    async def on_shutdown(self, app: web.Application) -> None:
        """Ends the open pages, and with each its chat: the server would wait a minute for them to go by themselves."""
        for page in list(self._pages):
            await page.close(code=WSCloseCode.GOING_AWAY)

    async def on_startup(self, app: web.Application) -> None:
        self.console.print(f"The chat is at {self.public_url} (Ctrl+C ends it)", highlight=False)
