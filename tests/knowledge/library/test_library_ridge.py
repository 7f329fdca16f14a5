"""What the prepared questions teach."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.library import Library, prepared
from knowledge.library.digest import digests
from knowledge.library.embed import Embedding
from knowledge.library.ridge import kernel, teach


def test_a_question_belongs_to_one_claim_or_to_none() -> None:
    questions, owners = prepared.lesson()
    assert len(questions) == len(owners) == len({q.lower() for q in questions})
    assert sum(n < 0 for n in owners) == len(prepared.unanswered())


def test_the_shipped_lesson_is_what_the_questions_teach() -> None:
    questions, owners = prepared.lesson()
    taught = prepared.taught(Embedding())
    assert taught.claims == tuple(c.id for d in digests() for c in d.claims)
    known = prepared.load()
    vectors = np.array([known[prepared.text_hash(q)] for q in questions], dtype=np.float32)
    shipped = np.array([*taught.asked.values(), *taught.astray])
    some = slice(None, None, 40)
    said = kernel(vectors[some] @ vectors.T) @ shipped
    anew = kernel(vectors[some] @ vectors.T) @ teach(owners, len(taught.claims), vectors)
    assert np.abs(said - anew).max() < 0.1, "run: python -m knowledge.library.prepared"


def test_neighbours_together_decide_and_both_kinds_weigh_the_same() -> None:
    vectors = np.eye(4, dtype=np.float32)[[0, 0, 0, 1, 2]]
    said = kernel(np.eye(4, dtype=np.float32)[[0, 1, 2]] @ vectors.T) @ teach([0, 0, 0, 1, -1], 2, vectors)
    assert said[:, 1].argmax() == 0 and said[:, 2].argmax() == 1
    assert said[2, 0] < -0.5 < 0.5 < said[0, 0], "three to one in rows, and still the last is no answer"


@pytest.mark.parametrize(
    ("answered", "near_miss"),
    [
        ("How long does TensorRT-LLM have to compile?", "How long does it take to compile the Linux kernel?"),
        ("How much is an H100 per hour on RunPod?", "How much is an H100 per hour on Azure?"),
        ("Which open model comes with a European licence?", "Which open model has won the most prizes?"),
    ],
)
def test_a_near_miss_scores_below_what_is_answered(library: Library, answered: str, near_miss: str) -> None:
    good, bad = library.search(answered, 1), library.search(near_miss, 1)
    assert good and (not bad or bad[0].score < good[0].score)


def test_without_the_shipped_file_the_same_is_learnt(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = library.search("How long does TensorRT-LLM have to compile?", 1)[0]
    known = prepared.load()
    nothing = np.zeros((0, 1), dtype=np.float32)
    monkeypatch.setattr(prepared, "_file", lambda: (known, nothing))
    library._forget()
    after = library.search("How long does TensorRT-LLM have to compile?", 1)[0]
    assert after.quote == before.quote and abs(after.score - before.score) < 0.02
