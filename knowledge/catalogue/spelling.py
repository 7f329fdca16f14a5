"""The many ways people write the name of an open model or a GPU, brought to the one that the catalogue knows.

"RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic" is Llama 3.3 70B, "NVIDIA A100-SXM4-80GB" an A100 80GB. Only words that
say nothing about the architecture are dropped; "Coder", "VL", "PCIe" and sizes are kept, so nothing becomes its cousin.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar


class _HasName(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_HasName)

_PRECISION = {
    "nvfp4": "fp4",
    "fp4": "fp4",
    "mxfp4": "mxfp4",
    "fp8": "fp8",
    "w8a8": "int8",
    "int8": "int8",
    "awq": "int4",
    "gptq": "int4",
    "w4a16": "int4",
    "int4": "int4",
    "bf16": "bf16",
    "fp16": "bf16",
}
"""Words in a checkpoint's name that say at which precision its weights are."""
_VARIANT = frozenset({*_PRECISION, "instruct", "chat", "it", "hf", "thinking", "gguf", "quantized", "preview"})
"""From the first of these on, a name speaks of tuning and format, not of the architecture."""
_MAKER = frozenset({"meta", "nvidia", "openai", "google", "microsoft", "amd"})
_CARD_WORDS = re.compile(
    r"\b(nvidia|amd|instinct|geforce|tesla|gpus?|hgx|dgx|server|workstation|edition|blackwell|hopper|hbm\d\w?|sxm\d?)\b"
)
_MEMORY = re.compile(r"\b(\d+) ?gi?b?\b")
_ROUNDED = 0.1  # makers, clouds and drivers give a card's memory within this of each other
_NEAR = 3  # names that an error suggests


def key(name: str) -> str:
    """Letters and digits only, in lower case; a plus is a word, for Command R+ is not Command R."""
    return "".join(c for c in name.lower().replace("+", "plus") if c.isalnum())


def find_model(index: Mapping[str, N], entries: Iterable[N], name: str) -> N:
    """The model that ``name`` means; ``index`` goes by :func:`key`. Error: LookupError naming the nearest, then all."""
    found = _first(index, _model_names(name))
    return found if found is not None else _unknown("model", index, entries, name)


def find_gpu(index: Mapping[str, N], entries: Iterable[N], name: str) -> N:
    """As :func:`find_model`, for a GPU, whose ``memory_gb`` must agree with a size in the name."""
    found = _first(index, (name, name.removesuffix("s")))  # "H100s"
    if found is not None:
        return found
    words = " ".join(_CARD_WORDS.sub(" ", re.sub(r"[-_/]", " ", name.lower())).split())
    found = _first(index, (words,)) or _first(index, (_MEMORY.sub(" ", words),))
    said = _MEMORY.search(words)
    if found is None or (said and not _agrees(float(said[1]), getattr(found, "memory_gb", 0.0))):
        return _unknown("GPU", index, entries, name)
    return found


def precision_in(name: str) -> str | None:
    """The precision that a checkpoint's name states ("Qwen3-32B-AWQ": int4), or None."""
    return next((_PRECISION[w] for w in re.split(r"[^a-z0-9]+", name.lower()) if w in _PRECISION), None)


def _agrees(said: float, memory_gb: float) -> bool:
    return abs(said - memory_gb) <= _ROUNDED * memory_gb


def _first(index: Mapping[str, N], names: Iterable[str]) -> N | None:
    return next((index[k] for n in names if (k := key(n)) in index), None)


def _model_names(name: str) -> Iterator[str]:
    """The name itself, then with less and less around it."""
    yield name
    yield name.removesuffix("s")
    words = [w for w in re.split(r"[-_ :]+", name.lower().rpartition("/")[2]) if w]
    while words and words[0] in _MAKER:
        words = words[1:]
    yield "-".join(words)
    cut = next((n for n, w in enumerate(words) if n and w in _VARIANT), len(words))
    yield "-".join(words[:cut])
    if cut and re.fullmatch(r"\d{4}", words[cut - 1]):  # a month of release: "R1-0528"
        yield "-".join(words[: cut - 1])


def _unknown(kind: str, index: Mapping[str, N], entries: Iterable[N], name: str) -> N:
    close = difflib.get_close_matches(key(name), index, n=2 * _NEAR, cutoff=0.7)
    near = list(dict.fromkeys(index[k].name for k in close))[:_NEAR]
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise LookupError(f"unknown {kind} {name!r}; {hint}known: {', '.join(e.name for e in entries)}")
