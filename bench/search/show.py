"""What is ranked as shipped, and how a line of figures is printed."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.search.data import Ranking
from knowledge.library import rank
from knowledge.library.features import Features, Matcher

COLUMNS = ("recall@1", "recall@3", "recall@5", "MRR", "AUC", "refused", "lost")


def fitted(matcher: Matcher, embedding: Any, choose: bool, doubt: bool = True) -> Ranking:
    """``doubt`` not: one threshold for all passages, whatever the question is like."""

    def enough(features: Features, values: Any) -> Any:
        return rank.least(matcher, features, values) if doubt else rank.THRESHOLD

    def ranking(query: str) -> list[tuple[str, float]]:
        features = matcher.features(embedding.query(query))
        values, units = rank.scores(matcher, features)
        sources, topics = [e.source for e in matcher.entries], matcher.main_topics(units)
        order = (
            rank.choose(values, sources, query, 10, topics, enough(features, values))
            if choose
            else np.argsort(-values, kind="stable")[:10]
        )
        return [(matcher.entries[i].quote, float(values[i])) for i in order]

    return ranking


def show(name: str, found: dict[str, float]) -> None:
    print(f"{name:<38}" + "".join(f"{found[k]:>10.3f}" for k in COLUMNS))


def head(title: str) -> None:
    print(f"\n{title}\n{'':<38}" + "".join(f"{k:>10}" for k in COLUMNS))
