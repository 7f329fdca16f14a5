"""From features to one score, and from scores to a list: what is worth showing, best first, no source left out.

The weights are fitted by bench/search/fit.py: a choice model in which every passage competes with "nothing answers
this", trained on the prepared questions (each while it is itself left out of the index) and on questions that no
document answers. A passage's score is the probability that it beats "nothing".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.library.features import Features, Matcher
from knowledge.library.overlap import Array, Numbers

# Below this nothing is said to answer the query. Over the prepared questions, each batch left out while it is asked, 1
# in 200 is lost. How many of those that nothing answers are refused depends on how near they come: half of the usual
# ones, few of those written to miss by a hair (bench/search/fit.py prints the table).
THRESHOLD = 0.03
# Of passages for which nothing is prepared the best must score more, the less the question is like those that documents
# of this kind answer ("who is the chief executive?" against "what does it cost?"). Over 357 answered questions of
# documents that nobody prepared (bench/search/unprepared.py) 1 in 120 is lost so, and of 93 unanswerable ones 45 are
# refused; with the threshold above alone it is 1 in 357 and 6. Where the words fit well the passage is shown whatever
# the question is like: a user's document may be about anything.
UNSURE = 0.27  # to be shown when the question is like neither kind
DOUBT = 4.0  # on the logit, for each unit of ``answerable``
SURE = 0.88  # and shown from here on
ENOUGH = 0.5  # share of the best score from which a passage of another source answers too
_PREPARED = {"dense_text": 0.46, "dense_claim": 1.05, "dense_ask": 1.74, "dense_asks": 1.89, "best": 1.72}
_PREPARED |= {"voted": 4.06, "words_text": 0.86, "words_claim": 1.11, "covered": 4.49, "missing": -1.29}
_PREPARED_NOTHING = {"always": 6.08, "unseen": 0.08, "strange": 0.06, "short": 1.32, "stray": 1.76, "strays": 1.67}
_PREPARED_NOTHING |= {"answerable": -1.48}
# Where nothing is prepared: chosen on every other question of four documents (bench/search/unprepared.py), on a scale
# that lets the score of a good passage be held against that of a prepared one.
_PLAIN = {"late": 20.0, "words_text": 5.0, "dense_text": 2.0}
_PLAIN_NOTHING = {"always": 10.0}
# Whoever adds a document wants to hear of it: in favour of its passages, on the logit. From 0.5 on a document among the
# built-in ones is found about as it is found alone; over 1 it drives prepared passages out (bench/search).
ADDED = 0.5
_WORKS = r"(?:texts?|articles?|sources?|documents?|authors?|posts?|writers?)\b"
_BOTH = re.compile(
    rf"\b(?:both|each|two|all|either|these|our)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?{_WORKS}"
    r"|\bthe (?:texts|articles|sources|documents|authors)\b|\b(?:dis)?agree\b|\bcontradict",
    re.I,
)


def scores(matcher: Matcher, f: Features) -> tuple[Array, Numbers]:
    """(score of every passage, its best unit)."""
    best = np.maximum(np.maximum(f.dense_text, f.dense_claim), f.dense_ask)
    prepared = sum(w * (best if k == "best" else getattr(f, k)) for k, w in _PREPARED.items())
    plain = sum(w * getattr(f, k) for k, w in _PLAIN.items())
    z = np.where(f.prepared, prepared - _nothing(_PREPARED_NOTHING, f), plain + ADDED - _nothing(_PLAIN_NOTHING, f))
    size = len(matcher.entries)
    top = np.full(size, -np.inf)
    np.maximum.at(top, matcher.entry, z)
    unit = np.zeros(size, dtype=np.int32)
    winners = np.flatnonzero(z >= top[matcher.entry])[::-1]
    unit[matcher.entry[winners]] = winners
    found = (1 / (1 + np.exp(-np.clip(top, -30, 30)))).astype(np.float32)
    return found, unit


def least(matcher: Matcher, f: Features, values: Array) -> Array:
    """What each passage must score to be shown. Where the best of those for which nothing is prepared scores enough,
    the others have the usual threshold; else none of them is shown."""
    prepared = np.zeros(len(values), dtype=bool)
    prepared[matcher.entry] = f.prepared
    wanted = 1 / (1 + np.exp(DOUBT * f.answerable - np.log(UNSURE / (1 - UNSURE))))
    answered = values[~prepared].max(initial=0.0) >= np.clip(wanted, THRESHOLD, SURE)
    return np.where(prepared | answered, THRESHOLD, np.inf).astype(np.float32)


def _nothing(weights: dict[str, float], f: Features) -> Array:
    of_query: dict[str, Any] = {"always": 1.0, "unseen": f.unseen, "strange": f.strange, "short": 1 / max(1, f.length)}
    of_query |= {"stray": f.stray, "strays": f.strays, "answerable": f.answerable}
    return np.asarray(sum(w * of_query[k] for k, w in weights.items()), dtype=np.float32)


def choose(
    values: Array,
    sources: Sequence[str],
    query: str,
    k: int,
    about: Sequence[str] = (),
    enough: Array | float = THRESHOLD,
) -> list[int]:
    """Indices of at most ``k`` entries that score ``enough``, best first; the best of another source is brought among
    the first three where it answers too, and straight to second place where the query asks what the sources say.
    ``about``: the main topic of each entry ("" where none is known); of the other source's entries, one on the topic of
    the first goes before one that only scores better."""
    worth = np.flatnonzero(values >= enough)
    order = [int(i) for i in worth[np.argsort(-values[worth], kind="stable")][: max(4 * k, 40)]]
    if not order:
        return []
    place = 1 if _BOTH.search(query) else 2
    lead = order[0]
    others = [i for i in order if sources[i] != sources[lead] and values[i] >= ENOUGH * values[lead]]
    same = [i for i in others if about and about[lead] and about[i] == about[lead]]
    shown = {sources[i] for i in order[: place + 1]}
    other = next(iter(same if same else others if len(shown) == 1 else ()), None)
    if other is not None and other not in order[: place + 1]:
        order.remove(other)
        order.insert(place, other)
    return order[:k]
