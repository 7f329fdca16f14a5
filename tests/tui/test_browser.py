"""``breakeven serve`` in a real browser: the chat answers, nothing comes from elsewhere, other pages are refused."""

from __future__ import annotations

import contextlib
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import browser
import pytest

pytest.importorskip("textual_serve")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(browser.PROGRAM is None, reason="needs chromium")]
SENTENCE = "RAG for 2000 employees, 15 questions a day each, GDPR"
CONNECT = """
new Promise(done => {{
  const socket = new WebSocket("{address}");
  socket.onopen = () => done("opened");
  socket.onerror = () => done("refused");
}})
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def address(own_home: Path) -> Iterator[str]:
    """The address at which ``breakeven serve`` runs, as its own process."""
    port = free_port()
    command = [sys.executable, "-m", "tui.cli", "serve", "--port", str(port)]
    environment = {**os.environ, "BREAKEVEN_HOME": str(own_home), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert server.stdout is not None
    try:
        assert str(port) in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(45)  # it ends the open pages by itself
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        server.stdout.close()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[browser.Page]:
    with browser.page(tmp_path / "profile") as page:
        yield page


def test_the_chat_answers_in_a_browser_and_asks_nothing_of_anybody_else(page: browser.Page, address: str) -> None:
    page.open(address)
    page.wait_for(lambda: "Where should your language-model work run?" in page.heard, "the first screen")
    page.wait_for(lambda: page.run("document.querySelectorAll('.xterm-screen canvas').length"), "the terminal")
    page.run("document.querySelector('.xterm-helper-textarea').focus()")
    page.type(SENTENCE)
    page.wait_for(lambda: "GDPR" in page.heard, "what was typed")
    page.enter()
    page.wait_for(lambda: "% sure" in page.heard, "the answer")
    if pictures := os.environ.get("BREAKEVEN_PICTURES"):
        page.picture(Path(pictures) / "browser.png")
    assert {urlsplit(asked).netloc for asked in page.asked if not asked.startswith("data:")} == {
        urlsplit(address).netloc
    }


def test_a_page_of_another_origin_cannot_open_the_chat(page: browser.Page, address: str) -> None:
    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>elsewhere</title>")

        def log_message(self, *_: object) -> None:
            pass

    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    knock = CONNECT.format(address=address.replace("http", "ws") + "/ws?width=80&height=24")
    page.open(f"http://127.0.0.1:{other.server_port}/")
    page.wait_for(lambda: page.run("document.title") == "elsewhere", "the other page")
    assert page.run(knock) == "refused"
    page.open(address)
    page.wait_for(lambda: page.run("document.title") == "breakeven", "our page")
    assert page.run(knock) == "opened"
    other.shutdown()
    other.server_close()
