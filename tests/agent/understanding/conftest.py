"""The reader's tests share how a conversation is heard (``hearing``)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
