"""What every test may rely on: no network beyond this machine, no model by accident, a home of its own, no tracing."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# Before anything imports langgraph: strict checkpoints and no tracing, whatever the developer's shell says.
os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
for _name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
    os.environ[_name] = "false"
# As the installed command has it (tui/entry.py): a second thread of NumPy's only gets in the way of the other worker.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FROM_THE_USER = (
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "BREAKEVEN_MODEL", "BREAKEVEN_DATABASE_URL", "BREAKEVEN_CHROMA_URL",
    "BREAKEVEN_THEME", "TEXTUAL_THEME", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET",
)  # fmt: skip


class NetworkForbiddenError(RuntimeError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _guard(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise NetworkForbiddenError(f"a test tried to connect to {address!r}")
        return connect(self, address, *rest)

    return guarded


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loopback servers are fine (doubles of model services run there); all else raises, name look-ups included."""
    look_up = socket.getaddrinfo

    def local_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_local(host):
            raise NetworkForbiddenError(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", local_look_up)
    monkeypatch.setattr(socket.socket, "connect", _guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _guard(socket.socket.connect_ex))
    yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh BREAKEVEN_HOME and configuration folder; nothing of the developer's settings comes in."""
    home = tmp_path / "home"
    for name in FROM_THE_USER:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BREAKEVEN_HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return home


def _load(name: str) -> None:
    """Makes tests/NAME.py importable: tests are imported by path, so their folder is not on sys.path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


_load("doubles")
_load("model_server")
_load("servers")
