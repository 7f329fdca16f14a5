"""Nothing that we depend on reports home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.library import embed
from knowledge.library.vectors import Chroma


def test_chroma_is_opened_without_telemetry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import chromadb

    opened, real = [], chromadb.PersistentClient

    def client(**given: Any) -> Any:
        opened.append(given["settings"].anonymized_telemetry)
        return real(**given)

    monkeypatch.setattr(chromadb, "PersistentClient", client)
    Chroma(tmp_path, "", "passages")
    assert opened == [False]


def test_onnxruntime_is_told_to_be_silent_before_its_first_session(monkeypatch: pytest.MonkeyPatch) -> None:
    import onnxruntime

    done: list[str] = []
    monkeypatch.setattr(onnxruntime, "disable_telemetry_events", lambda: done.append("silent"))
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *a, **k: done.append("session"))
    embed._session(b"", threads=1)
    assert done == ["silent", "session"]
