"""What is shown of what was found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.library import Library, rank
from knowledge.library.lexical import names, tokens


def _choose(values: list[float], sources: str, query: str = "q", k: int = 5) -> list[int]:
    return rank.choose(np.array(values, dtype=np.float32), list(sources), query, k)


def test_the_other_source_speaks_on_the_same_topic() -> None:
    """Where several of the other source's passages answer, the one on the first one's topic is among the three."""
    about = ["people", "models", "price", "people", "people"]
    values = np.array([0.99, 0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    assert rank.choose(values, list("aabbb"), "q", 5, about)[:3] == [0, 1, 3]
    assert rank.choose(values, list("aabbb"), "q", 5, [""] * 5) == [0, 1, 2, 3, 4], "nothing is known of their topics"
    values[3:] = 0.2
    assert rank.choose(values, list("aabbb"), "q", 5, about)[:3] == [0, 1, 2], "it hardly answers"


def test_best_first_and_nothing_under_the_threshold() -> None:
    assert _choose([0.2, 0.9, 0.01, 0.5], "aaaa") == [1, 3, 0]
    assert _choose([0.01, 0.02], "aa") == []
    assert _choose([0.9, 0.8, 0.7], "aaa", k=2) == [0, 1]


def test_each_passage_has_a_threshold_of_its_own() -> None:
    values, enough = np.array([0.5, 0.3, 0.2], np.float32), np.array([0.6, 0.03, 0.03], np.float32)
    assert rank.choose(values, list("abb"), "q", 5, (), enough) == [1, 2]


def test_what_nothing_answers_is_told_apart_in_a_document_nobody_prepared(library: Library, tmp_path: Path) -> None:
    """What kind of question documents answer is learnt from the prepared ones, and holds for other documents too."""
    path = tmp_path / "quarry.md"
    path.write_text(
        "# The quarry\n\nThe two stone cutters run from six to ten and cost 410 euros a day, blades included.\n\n"
        "Blades last nineteen days. The foreman keeps three in the shed, because delivery takes a fortnight.\n\n"
        "In the frost of 2024 the pump burst; the yard stood still for days until a plumber came from the valley.\n"
    )
    library.add([path])
    for query in ("What is the price of running the cutters?", "How long do the blades hold?"):
        assert library.search(query, 3)[0].source == "quarry", query
    for query in ("How old is the company?", "How do I renew my passport?", "What is the phone number of the office?"):
        assert all(p.source != "quarry" for p in library.search(query, 3)), query
    assert library.search("What is the name of the plumber from the valley?", 3)[0].source == "quarry", "its very words"


def test_the_kind_of_a_question_is_known_whatever_documents_there_are(library: Library) -> None:
    from knowledge.library import prepared
    from knowledge.library.embed import Embedding
    from knowledge.library.entries import Entry
    from knowledge.library.features import Keys, Matcher

    embedding = Embedding()
    stranger = [Entry("s", 0, 9, "A quarry.", "")]
    keys = Keys.of(stranger)
    alone = Matcher(stranger, keys, embedding.encode(keys.texts), prepared.taught(embedding))
    among = library._matcher
    for query in ("What does an H100 cost a month?", "Who is the chief executive?"):
        asked = embedding.query(query)
        assert alone.features(asked).answerable == pytest.approx(among.features(asked).answerable, abs=0.02)


def test_another_source_that_answers_too_is_among_the_first_three() -> None:
    assert _choose([0.99, 0.95, 0.9, 0.85, 0.6], "aaaab") == [0, 1, 4, 2, 3]
    assert _choose([0.99, 0.95, 0.9, 0.85, 0.2], "aaaab") == [0, 1, 2, 3, 4], "it hardly answers: no promotion"


@pytest.mark.parametrize(
    "query", ["What do both articles say?", "Do the sources agree on it?", "the default in each text"]
)
def test_a_question_about_the_sources_has_them_side_by_side(query: str) -> None:
    assert _choose([0.99, 0.95, 0.9, 0.6], "aaab", query)[:2] == [0, 3]


def test_names_and_figures_are_what_a_query_insists_on() -> None:
    assert names("What does an A100 cost per hour at Lambda?") == tokens("A100 Lambda")
    assert names("Which API should we use in the EU?") == []


def test_peoples_words_meet_the_words_of_the_sources() -> None:
    assert tokens("expensive graphics cards") == tokens("cost graphics GPU")
    assert tokens("self-hosting") == tokens("self hosted") == tokens("in-house")
    assert tokens("engineer") != tokens("engine"), "one stem in English, two matters here"
    assert tokens("$1,200 at 1.99") == ["1200", "1.99"]


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("How long must we wait until TensorRT has compiled?", "trt-compile"),
        ("what if our data protection officer says no", "dpo-no"),
        ("who gets paged at 3am", "on-call-line"),
        ("is the fifty million threshold verified?", "open-api-50m"),
        ("how quickly do API prices fall", "price-cuts"),
    ],
)
def test_people_find_the_claim_in_their_own_words(library: Library, query: str, claim: str) -> None:
    assert claim in [p.claim_id for p in library.search(query, 3)]


def test_claims_of_a_topic_come_from_both_sources_in_turn(library: Library) -> None:
    found = library.claims("volume_threshold", 4)
    assert len({p.source for p in found[:2]}) == 2 and all("volume_threshold" in p.topics for p in found)
    assert library.claims("no such topic") == [] and library.claims("") == []
    assert {p.stance for p in library.claims("break_even_frontier", 9)} >= {"for", "against"}
