"""Search, measured step by step: what each part brings, what happens without prepared claims, how long it takes.

python -m bench.search.run            needs the originals and cases (BREAKEVEN_SHARED, default ../shared)
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.search import unprepared
from bench.search.data import HERE, REPOSITORY, SHARED, Ranking, matcher, measure, questions, ready
from bench.search.show import fitted, head, show
from bench.search.unprepared import reciprocal
from knowledge.library import Library
from knowledge.library.embed import Embedding
from knowledge.library.entries import Entry
from knowledge.library.features import Features, Matcher

Step = Callable[[Features], Any]


STEPS: dict[str, Step] = {
    "BM25, stemmed, of the passage": lambda f: f.words_text,
    "MiniLM of the passage": lambda f: f.dense_text,
    "both, reciprocal ranks": lambda f: reciprocal(f.words_text, f.dense_text),
    "+ our restatement as a key": lambda f: reciprocal(f.words_claim, np.maximum(f.dense_text, f.dense_claim)),
    "+ questions as keys": lambda f: reciprocal(f.words_claim, np.maximum(f.dense_text, f.dense_claim), f.dense_ask),
    "+ what all questions teach": lambda f: reciprocal(
        f.words_claim, np.maximum(f.dense_text, f.dense_claim), f.dense_ask, f.voted
    ),
}


def ranker(matcher: Matcher, embedding: Any, step: Step) -> Ranking:
    def ranking(query: str) -> list[tuple[str, float]]:
        values = np.full(len(matcher.entries), -np.inf)
        np.maximum.at(values, matcher.entry, step(matcher.features(embedding.query(query))))
        order = np.argsort(-values, kind="stable")[:10]
        return [(matcher.entries[i].quote, float(values[i])) for i in order]

    return ranking


def timings(library: Library, rows: list[dict[str, Any]]) -> str:
    library.search("warm up")
    taken = []
    for row in rows * 3:
        Embedding.query.cache_clear()
        start = time.perf_counter()
        library.search(row["query"])
        taken.append((time.perf_counter() - start) * 1000)
    return f"one query, warm: p50 {statistics.median(taken):.1f} ms, p95 {sorted(taken)[int(0.95 * len(taken))]:.1f} ms"


def strangers(entries: list[Entry], sets: dict[str, Path], embedding: Embedding) -> None:
    """What a document on other matters costs the questions of the originals when it lies among them."""
    head("the same questions while a document nobody prepared is there, too")
    for document in ("colocation.md", "harbour.txt"):
        among = matcher([*entries, *unprepared.notes(document)[0]], embedding)
        for name, path in sets.items():
            what = f"{document.split('.')[0]}: {name.split(',')[-1].strip()}"
            show(what[:38], measure(questions(path), fitted(among, embedding, choose=True)))


def main() -> None:
    entries, prepared, embedding = ready(originals=True)
    own = REPOSITORY / "tests" / "cases"
    sets = {
        "../shared/cases": SHARED / "cases" / "questions.jsonl",
        "our own, written before the search": own / "questions_dev.jsonl",
        "our own, written after it was finished": own / "questions_heldout.jsonl",
    }
    for name, path in sets.items():
        rows = questions(path)
        head(f"{name}: {len(rows)} questions over {len(entries)} passages of the two originals")
        for step, column in STEPS.items():
            show(step, measure(rows, ranker(prepared, embedding, column)))
        show("fitted choice model", measure(rows, fitted(prepared, embedding, choose=False)))
        show("+ threshold, no source left out", measure(rows, fitted(prepared, embedding, choose=True)))
    strangers(entries, sets, embedding)
    unprepared.run(embedding)
    library = Library.open(Path(tempfile.mkdtemp(prefix="bench-search-")))
    library.add([HERE / "colocation.md"])
    print("\n" + timings(library, unprepared.notes()[1]))


if __name__ == "__main__":
    main()
