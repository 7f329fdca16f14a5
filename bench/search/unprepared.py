"""Documents for which nothing is prepared, each alone in the library with the built-in digests: how well are they
searched, and what does each step bring?

- notes written for this benchmark (colocation.md), with questions by someone who had not seen the search code
- a report in plain text (harbour.txt), its questions in words that the report mostly does not use
- a public set: the Python FAQ. Its questions are taken out of the text and asked; a passage of the answer is wanted.
  Every seventh answer is left out of the document, so that its question has none
- the two originals as they would be without any prepared claim, and our own questions of them
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from bench.search.data import HERE, REPOSITORY, Ranking, entries, matcher, measure, questions
from bench.search.fit import bare
from bench.search.show import fitted, head, show
from knowledge.library.digest import digests
from knowledge.library.embed import Embedding
from knowledge.library.entries import Entry, digest_entries, document_entries
from knowledge.library.features import Features, Matcher
from knowledge.library.types import Document

Rows = Sequence[dict[str, Any]]
LEFT_OUT = 7  # every so many answers are not in the document
_SENTENCE = re.compile(r"(?<=[.!?\])])\s+|\n+")
_CODE = re.compile(r"[{}();=]|>>>")


def notes(file: str = "colocation.md") -> tuple[list[Entry], Rows]:
    """A document of this folder with its questions: a line each, and what the passage must contain, or may."""
    path, rows = HERE / file, []
    for line in path.with_name(f"{path.stem}_questions.txt").read_text(encoding="utf-8").splitlines():
        query, *gold = line.split("|")
        rows.append({"query": query, "gold": [{"must_contain": gold[0], "or": gold[1:]}] if any(gold) else []})
    form = "markdown" if path.suffix == ".md" else "text"
    return plain(path.stem, path.read_text(encoding="utf-8"), form), rows


def python_faq() -> tuple[list[Entry], Rows]:
    """The Python FAQ, a document a page. A question's gold is any passage that begins within its answer."""
    found: list[Entry] = []
    rows: list[dict[str, Any]] = []
    pages: dict[str, list[dict[str, Any]]] = {}
    for n, row in enumerate(questions(HERE / "python_faq" / "faq.jsonl")):
        pages.setdefault(row["document"], []).append({**row, "n": n})
    for title, answers in pages.items():
        text, spans = f"# {title}\n\n", []
        for row in answers:
            start = len(text)
            if row["n"] % LEFT_OUT:
                text += "\n\n".join(map(_fenced, row["answer"])) + "\n\n"
            spans.append((start, len(text), row["question"]))
        passages = plain(title, text)
        for start, end, query in spans:
            gold = [e.quote for e in passages if start <= e.start < end]
            rows.append({"query": query, "gold": [{"must_contain": gold[0], "or": gold[1:]}] if gold else []})
        found += passages
    return found, rows


def _fenced(block: str) -> str:
    return f"```\n{block}\n```" if "\n" in block and len(_CODE.findall(block)) > 5 else block


def originals() -> tuple[list[Entry], Rows]:
    """The two originals, nothing prepared; the questions with one needed passage, or none."""
    sets = ("questions_dev.jsonl", "questions_heldout.jsonl")
    rows = [r for name in sets for r in questions(REPOSITORY / "tests" / "cases" / name) if len(r["gold"]) <= 1]
    return [bare(e) for e in entries(originals=True)], rows


def plain(name: str, text: str, form: str = "markdown") -> list[Entry]:
    return document_entries(Document(name, "original", name, "", text, "", form=form), None, {})


STEPS: dict[str, Callable[[Features], Any]] = {
    "BM25, stemmed, of the passage": lambda f: f.words_text,
    "MiniLM of the passage": lambda f: f.dense_text,
    "both, reciprocal ranks": lambda f: reciprocal(f.words_text, f.dense_text),
    "MiniLM word by word": lambda f: f.late,
    "+ BM25": lambda f: f.late + 0.25 * f.words_text,
    "+ BM25 and the whole passage": lambda f: f.late + 0.25 * f.words_text + 0.1 * f.dense_text,
    "the same without word by word": lambda f: 0.25 * f.words_text + 0.6 * f.dense_text,
}


def reciprocal(*columns: Any) -> Any:
    """Reciprocal rank fusion (k = 10) of units by several columns."""
    return sum(1 / (11 + np.argsort(np.argsort(-c, kind="stable"), kind="stable")) for c in columns)


def steps(document: Sequence[Entry], rows: Rows, among: Sequence[Entry], embedding: Embedding) -> None:
    """One line a step with the document alone, then as shipped: alone, and among the built-in digests, where
    there are any: the half on which weights and thresholds were chosen, the other half, and all."""
    alone = matcher(document, embedding)
    asked = {r["query"]: alone.features(embedding.query(r["query"])) for r in rows}
    for step, column in STEPS.items():
        show(step, measure(rows, lambda q, column=column: _ranked(alone, column(asked[q]))))  # type: ignore[misc]
    for step, (texts, owner) in sentence_steps(document).items():
        show(step, measure(rows, _by_sentence(document, asked, owner, embedding.encode(texts), embedding)))
    show("fitted choice model, one threshold", measure(rows, fitted(alone, embedding, choose=True, doubt=False)))
    shipped = fitted(alone, embedding, choose=True)
    show("+ threshold by the kind of question", measure(rows, shipped))
    name = "the same"
    if among:
        shipped = fitted(matcher([*among, *document], embedding), embedding, choose=True)
        name = "the same among the built-in ones"
    show("  the half it was chosen on", measure(rows[::2], shipped))
    show("  the half held back", measure(rows[1::2], shipped))
    show(name, measure(rows, shipped))


def sentence_steps(document: Sequence[Entry]) -> dict[str, tuple[list[str], list[int]]]:
    """What was tried and brings nothing beside the words: each sentence as a key, bare or under its heading."""
    found = [(i, s) for i, e in enumerate(document) for s in _SENTENCE.split(e.quote) if len(s) > 15]
    owner = [i for i, _ in found]
    headed = [f"{document[i].section}: {s}" for i, s in found]
    return {
        "(MiniLM, passage and nearest sentence)": ([s for _, s in found], owner),
        "(the same, each with its heading)": (headed, owner),
    }


def _by_sentence(
    document: Sequence[Entry], asked: dict[str, Features], owner: list[int], vectors: Any, embedding: Embedding
) -> Ranking:
    def ranking(query: str) -> list[tuple[str, float]]:
        best = np.zeros(len(document), dtype=np.float32)
        np.maximum.at(best, owner, vectors @ embedding.query(query).vector)
        values = asked[query].dense_text + best
        return [(document[i].quote, float(values[i])) for i in np.argsort(-values, kind="stable")[:10]]

    return ranking


def _ranked(ready: Matcher, values: Any) -> list[tuple[str, float]]:
    order = np.argsort(-values, kind="stable")[:10]
    return [(ready.entries[ready.entry[u]].quote, float(values[u])) for u in order]


def run(embedding: Embedding) -> None:
    digest = [e for d in digests() for e in digest_entries(d, {})]
    sets: Iterator[tuple[str, tuple[list[Entry], Rows], list[Entry]]] = iter(
        [
            ("a document without prepared claims", notes(), digest),
            ("a report in plain text without prepared claims", notes("harbour.txt"), digest),
            ("a public set, the Python FAQ", python_faq(), digest),
            ("the two originals as if nothing were prepared", originals(), []),
        ]
    )
    for name, (document, rows), among in sets:
        head(f"{name}: {len(rows)} questions over {len(document)} passages")
        steps(document, rows, among, embedding)


if __name__ == "__main__":
    run(Embedding())
