"""How the library grows: time to add, time to open, disk, memory and latency against the number of passages.

    python -m bench.search.growth [PASSAGES ...]        default 1000 10000

Passages are made up of words of the built-in digests. Their vectors are random, so that the model's own time (printed
first, once) does not hide the rest; a query is embedded as usual.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from knowledge.library import Library, late
from knowledge.library.digest import digests
from knowledge.library.embed import SIZE, Embedding
from knowledge.library.split import split

PER_FILE = 1500


def corpus(folder: Path, passages: int) -> None:
    words = sorted({w for d in digests() for c in d.claims for w in c.text.split()})
    chance = random.Random(7)
    for start in range(0, passages, PER_FILE):
        paragraphs = []
        for n in range(start, min(passages, start + PER_FILE)):
            paragraphs.append(f"Passage {n} of the heap. " + " ".join(chance.choices(words, k=55)) + ".")
        (folder / f"heap{start:06d}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def at_random(
    self: Embedding, texts: Sequence[str], closely: Collection[int], progress: object = None
) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    chance = np.random.default_rng(len(texts))
    found = chance.standard_normal((len(texts), SIZE)).astype(np.float32)
    words = {i: chance.integers(-40, 41, (len(texts[i].split()), late.SIZE), dtype=np.int8) for i in closely}
    return found / np.linalg.norm(found, axis=1, keepdims=True), words


def one(passages: int) -> str:
    folder = Path(tempfile.mkdtemp(prefix="bench-growth-"))
    (folder / "docs").mkdir()
    corpus(folder / "docs", passages)
    Embedding.read = at_random  # type: ignore[method-assign, assignment]
    start = time.perf_counter()
    Library.open(folder / "home").add([folder / "docs"])
    added = time.perf_counter() - start
    library = Library.open(folder / "home")
    start = time.perf_counter()
    library.search("What does observability cost a month?")
    opened = time.perf_counter() - start
    taken = []
    for n in range(60):
        start = time.perf_counter()
        library.search(f"What does passage {n * 7} say about the cost of heap {n}?")
        taken.append((time.perf_counter() - start) * 1000)
    size = sum(p.stat().st_size for p in (folder / "home").rglob("*") if p.is_file()) / 2**20
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    latency = f"{statistics.median(taken):>8.1f} {sorted(taken)[57]:>8.1f}"
    return f"{passages:>9,} {added:>8.1f} {opened:>8.1f} {size:>9.0f} {memory:>9.0f} {latency}"


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(one(int(sys.argv[2])))
        return
    texts = [c.text for d in digests() for c in d.claims]
    assert split("\n\n".join(texts), "text")[1]
    Embedding().encode(texts[:40])
    start = time.perf_counter()
    Embedding().encode(texts)
    print(f"the embedding itself: {(time.perf_counter() - start) / len(texts) * 1000:.1f} ms a passage")
    print(f"{'passages':>9} {'add s':>8} {'open s':>8} {'disk MiB':>9} {'RSS MiB':>9} {'p50 ms':>8} {'p95 ms':>8}")
    for passages in [int(a) for a in sys.argv[1:]] or [1000, 10_000]:
        subprocess.run([sys.executable, "-m", "bench.search.growth", "--one", str(passages)], check=True)


if __name__ == "__main__":
    main()
