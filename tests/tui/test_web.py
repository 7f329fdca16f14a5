"""The browser: pages of other sites and other names for this machine are refused; nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

pytest.importorskip("textual_serve")
from aiohttp.test_utils import TestClient, TestServer

from tui.commands.serve import loopback
from tui.web import ChatServer


@pytest.fixture
async def client() -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    server = ChatServer("true", "127.0.0.1", 8000, None)
    test_server = TestServer(await server._make_app())
    async with TestClient(test_server) as client:
        server.hosts.add(f"127.0.0.1:{test_server.port}")
        yield client


async def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:  # type: ignore[type-arg]
    response = await client.get("/")
    page = await response.text()
    assert response.status == 200
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example:8000"}, {"Origin": "null"}]
)
async def test_foreign_pages_and_names_are_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:  # type: ignore[type-arg]
    assert (await client.get(path, headers=headers)).status == 403


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("example.org", False)],
)
def test_what_only_this_machine_reaches(host: str, own: bool) -> None:
    assert loopback(host) is own
