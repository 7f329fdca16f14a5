"""Makes ``pages.py`` and ``installed.py`` beside this file, and the repository's ``bench`` folder, importable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

for _folder in (Path(__file__).parent, Path(__file__).resolve().parents[2]):
    if str(_folder) not in sys.path:
        sys.path.insert(0, str(_folder))

if TYPE_CHECKING:
    from installed import Built, Environment


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from installed import build

    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def clean(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel alone, no extra."""
    from installed import Environment

    return Environment.made(tmp_path_factory.mktemp("clean"), str(built.wheel))
