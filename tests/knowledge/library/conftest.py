"""A library of its own for every test; documents of our own words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge.library import Library

NOTES = """Renting by the hour

A note on lease terms for graphics cards.

The Zebra cluster costs $7.25 an hour when booked by the week. [Unverified]

Cooling of the cellar takes 19 kilowatts in summer. Nobody measured it in winter.

Which supplier delivers at once?
Only Okapi Rentals keeps cards in stock, at 4,400 dollars a month.
"""


@pytest.fixture(autouse=True)
def on_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library of a test on the Chroma server that BREAKEVEN_TEST_CHROMA names: test_library_server.py sets it."""
    if url := os.environ.get("BREAKEVEN_TEST_CHROMA"):
        plain = Library.open
        monkeypatch.setattr(Library, "open", lambda home, chroma_url=url, progress=None: plain(home, url, progress))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index of the built-in library is ready: to be copied, never used."""
    home = tmp_path_factory.mktemp("built")
    Library.open(home).build()
    return home


@pytest.fixture
def library(built: Path, own_home: Path) -> Library:
    shutil.copytree(built, own_home, dirs_exist_ok=True)
    return Library.open(own_home)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "lease.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("BREAKEVEN_SHARED") or Path(__file__).resolve().parents[4] / "shared")
    if not (folder / "sources").is_dir():
        pytest.skip(f"no originals in {folder} (BREAKEVEN_SHARED)")
    return folder
