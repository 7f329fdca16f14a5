"""A headless Chromium driven over its debugging protocol: pages, keys, and everything that was asked of the network."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1200,800",
)  # fmt: skip
_ESCAPES = re.compile(r"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b[\]P_^].*?(?:\x07|\x1b\\)|\x1b.", re.S)


class Page:
    """One tab. ``asked``: the address of every request and WebSocket; ``heard``: what the terminal was sent."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._number, self._session = socket, 0, ""
        self.asked: list[str] = []
        self.heard = ""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._call(f"{domain}.enable")

    def open(self, address: str) -> None:
        self._call("Page.navigate", url=address)

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        found = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    def type(self, text: str) -> None:
        self._call("Input.insertText", text=text)

    def enter(self) -> None:
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        self._call("Input.dispatchKeyEvent", type="keyDown", text="\r", **key)
        self._call("Input.dispatchKeyEvent", type="keyUp", **key)

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def wait_for(self, holds: Callable[[], Any], what: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._listen(0.2)
            if holds():
                return
        raise AssertionError(f"{what} did not come; the end of what was shown: {self.heard[-2000:]!r}")

    # ---- the protocol

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(asked | ({"sessionId": self._session} if self._session else {})))
        while True:
            said = json.loads(self._socket.recv(60))
            if said.get("id") == self._number:
                assert "error" not in said, said
                return dict(said["result"])
            self._note(said)

    def _listen(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._note(json.loads(self._socket.recv(left)))
            except TimeoutError:
                return

    def _note(self, said: dict[str, Any]) -> None:
        method, found = said.get("method"), said.get("params", {})
        if method == "Network.requestWillBeSent":
            self.asked.append(found["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(found["url"])
        elif method == "Network.webSocketFrameReceived":
            frame = found["response"]
            data = base64.b64decode(frame["payloadData"]).decode("utf-8", "replace") if frame["opcode"] == 2 else ""
            self.heard += _ESCAPES.sub("", data)


@contextmanager
def page(folder: Path) -> Iterator[Page]:
    """A tab of a browser with a profile of its own in ``folder``."""
    assert PROGRAM is not None
    browser = subprocess.Popen(
        [PROGRAM, *FLAGS, f"--user-data-dir={folder}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        port, path = _endpoint(folder / "DevToolsActivePort")
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None, open_timeout=60) as socket:
            yield Page(socket)
    finally:
        browser.terminate()
        browser.wait(30)


def _endpoint(file: Path) -> tuple[str, str]:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if file.exists() and len(lines := file.read_text().split()) == 2:
            return lines[0], lines[1]
        time.sleep(0.1)
    raise AssertionError("the browser did not start")
