"""Makes ``pages.py`` beside this file, and the repository's ``bench`` folder, importable."""

from __future__ import annotations

import sys
from pathlib import Path

for _folder in (Path(__file__).parent, Path(__file__).resolve().parents[2]):
    if str(_folder) not in sys.path:
        sys.path.insert(0, str(_folder))
