"""Names and sizes of models as they stand in a clause."""

from __future__ import annotations

import itertools

from agent.understanding.clauses import Clause
from agent.understanding.scene import Scene
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_OPEN = words("llama qwen mistral mixtral gemma deepseek phi kimi glm granite")
_CLOSED = words("o gpt chatgpt claude opus sonnet gemini grok")
_SMALL_BY_NAME = 24e9  # parameters of "Mistral Small"


def family(k: Token) -> str:
    """ "llama" of "Llama-3.3 70B"."""
    return k.text.split()[0].split("-")[0].rstrip("0123456789.")


def open_model(s: Scene, clause: Clause) -> bool:
    """Whether an open-weight model is named."""
    return any(
        k.kind == "model" and ("oss" in k.text or family(k) in _OPEN) for k in s.tokens[clause.start : clause.end]
    )


def closed_model(s: Scene, i: int) -> bool:
    """Whether the token names a closed vendor's model."""
    k = s.tokens[i]
    return k.kind == "model" and family(k) in _CLOSED and "oss" not in k.text


def size_of(s: Scene, clause: Clause) -> float | None:
    """Parameters of the smallest model named by its size: "an 8B", "Llama 3.3 70B"."""
    sizes = (_size_at(s, i) for i in range(clause.start, clause.end))
    return min((x for x in sizes if x is not None), default=None)


def _size_at(s: Scene, i: int) -> float | None:
    k = s.tokens[i]
    if k.kind == "num" and k.scale and k.raw.lower().replace(" ", "").endswith("b") and 0.3e9 <= k.value <= 2e12:
        return k.value
    if k.kind != "model":
        return None
    for part in k.text.replace("-", " ").split():
        if part.endswith("b") and part[:-1].replace(".", "").isdigit():
            return float(part[:-1]) * 1e9
    pieces = k.text.split()
    if pieces[-1] in ("small", "mini", "nano") and not closed_model(s, i):
        return _SMALL_BY_NAME
    for x, y in itertools.pairwise(pieces):
        if y == "b" and x.replace(".", "").isdigit():
            return float(x) * 1e9
    return None
