"""Fits the weights of knowledge/library/rank.py and prints them. BREAKEVEN_SHARED names the folder with the originals.

    python -m bench.search.fit

A conditional choice model: for every question each unit competes with all others and with "nothing answers this".
Questions: the prepared ones and those of knowledge/library/unanswered.txt, in batches; a batch is asked while none of
it is in the index or in the lesson (knowledge/library/ridge.py). They are asked of the originals with everything
prepared, with nothing prepared (as documents of a user), and with one prepared and the other not, so that a user's
passage can win against a prepared one and the other way round. Units of other passages that share a topic with the
right one may answer too and are left out of the competition. Never trained on any of the scored question sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.search.data import entries
from knowledge.library.digest import digests
from knowledge.library.embed import Embedding
from knowledge.library.entries import Entry
from knowledge.library.features import Features, Keys, Matcher
from knowledge.library.late import Asked, Packed
from knowledge.library.prepared import load, unanswered
from knowledge.library.ridge import Taught, teach
from knowledge.library.vectors import text_hash

PREPARED = (
    "dense_text",
    "dense_claim",
    "dense_ask",
    "dense_asks",
    "voted",
    "words_text",
    "words_claim",
    "covered",
    "missing",
    "best",
)
PLAIN = ("late", "words_text", "dense_text")
NOTHING = ("always", "unseen", "strange", "short", "stray", "strays", "answerable")
PLAIN_NOTHING = NOTHING[:1]  # a user's document may well answer a stray question
COLUMNS = (*PREPARED, *NOTHING, *PLAIN, *PLAIN_NOTHING)
NONE_WEIGHT = 0.35  # all unanswerable questions together, against all answerable ones
BATCHES = 3  # the questions of a claim were written on as many occasions, in this order


@dataclass(frozen=True)
class Case:
    """A question that was asked: the design, the units that answer it (none: nothing does), units left out."""

    features: Any
    right: list[int]
    left: list[int]


def design(f: Features) -> Any:
    """(units, columns): a unit has the columns of its kind, prepared or plain, the others are 0; by what its sum is
    over 0 it beats "nothing"."""
    best = np.maximum(np.maximum(f.dense_text, f.dense_claim), f.dense_ask)
    of_query = {"always": 1.0, "unseen": f.unseen, "strange": f.strange, "short": 1 / max(1, f.length)}
    of_query |= {"stray": f.stray, "strays": f.strays, "answerable": f.answerable}
    ones = np.ones(len(f.prepared))
    prepared = [best if n == "best" else getattr(f, n) for n in PREPARED] + [-ones * of_query[n] for n in NOTHING]
    plain = [getattr(f, n) for n in PLAIN] + [-ones * of_query[n] for n in PLAIN_NOTHING]
    rows = [c * f.prepared for c in prepared] + [c * ~f.prepared for c in plain]
    return np.stack(rows, 1).astype(np.float32)


class Texts:
    """Vectors of texts, each embedded once."""

    def __init__(self) -> None:
        self.embedding, self.known = Embedding(), dict(load())
        self._asked: dict[str, Asked] = {}
        self._words: dict[int, Packed] = {}

    def asked(self, query: str) -> Asked:
        if query not in self._asked:
            self._asked[query] = self.embedding.query(query)
        return self._asked[query]

    def words(self, text: str) -> Packed:
        key = text_hash(text)
        if key not in self._words:
            self._words[key] = self.embedding.read([text], {0})[1][0]
        return self._words[key]

    def __call__(self, texts: Sequence[str]) -> Any:
        new = [t for t in texts if text_hash(t) not in self.known]
        self.known.update(zip(map(text_hash, new), self.embedding.encode(new), strict=True))
        return np.array([self.known[text_hash(t)] for t in texts], dtype=np.float32).reshape(len(texts), -1)


def batch(items: Sequence[str], number: int) -> Sequence[str]:
    return items[number * len(items) // BATCHES : (number + 1) * len(items) // BATCHES]


def without(whole: Sequence[Entry], number: int, vectors: Texts) -> Matcher:
    """Everything but one batch of questions."""

    def rest(items: Sequence[str]) -> tuple[str, ...]:
        out = set(batch(items, number))
        return tuple(q for q in items if q not in out)

    found = [replace(e, claims=tuple(replace(c, asks=rest(c.asks)) for c in e.claims)) for e in whole]
    claims, strays = [c for d in digests() for c in d.claims], rest(unanswered())
    there = {c.id for e in whole for c in e.claims}  # a document of a user teaches nothing
    asks = [(q, n) for n, c in enumerate(claims) if c.id in there for q in rest(c.asks)]
    texts, owners = [*(q for q, _ in asks), *strays], [*(n for _, n in asks), *(-1 for _ in strays)]
    learnt = teach(owners, len(claims), vectors(texts))
    asked = {text_hash(q): row for (q, _), row in zip(asks, learnt, strict=False)}
    keys = Keys.of(found)
    taught = Taught(vectors(strays), tuple(c.id for c in claims), asked, learnt[len(asks) :])
    return Matcher(found, keys, vectors(keys.texts), taught, lambda entry: vectors.words(keys.texts[entry]))


def cases(matcher: Matcher, whole: Sequence[Entry], number: int, vectors: Texts) -> Iterator[Case]:
    """Every question of a batch, asked of the entries of ``matcher``; ``whole``: the same ones with their claims."""
    topics = [
        set(whole[e].claims[c].topics) if c >= 0 else {t for claim in whole[e].claims for t in claim.topics}
        for e, c in zip(matcher.entry, matcher.claim, strict=True)
    ]
    for home, entry in enumerate(whole):
        right = [u for u, e in enumerate(matcher.entry) if e == home]
        for claim in entry.claims:
            left = [u for u, e in enumerate(matcher.entry) if e != home and topics[u] & set(claim.topics)]
            for text in batch(claim.asks, number):
                yield Case(design(matcher.features(vectors.asked(text))), right, left)
    for text in batch(unanswered(), number):
        yield Case(design(matcher.features(vectors.asked(text))), [], [])


def fit(data: Sequence[Case], steps: int = 600, l2: float = 2e-3) -> Any:
    """Weights of COLUMNS, by Adam on the penalised likelihood. Cases may have different numbers of units."""
    size = max(len(c.features) for c in data)
    x = np.zeros((len(data), size, len(COLUMNS)), np.float32)
    gold, out = np.zeros(x.shape[:2], bool), np.ones(x.shape[:2], bool)
    for i, c in enumerate(data):
        n = len(c.features)
        x[i, :n], out[i, :n] = c.features, False
        gold[i, c.right], out[i, c.left] = True, True
    none = ~gold.any(1)
    weight = np.where(none, NONE_WEIGHT * (~none).sum() / max(1, none.sum()), 1.0)
    weight /= weight.sum()
    theta = np.zeros(len(COLUMNS), np.float32)
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    shrink = np.array([n != "always" for n in COLUMNS], np.float32)
    for t in range(1, steps + 1):
        z = np.concatenate([np.where(out, -1e9, x @ theta), np.zeros((len(data), 1))], 1)
        e = np.exp(z - z.max(1, keepdims=True))
        target = np.concatenate([np.where(gold, e[:, :-1], 0), np.where(none, e[:, -1], 0)[:, None]], 1)
        diff = (e / e.sum(1, keepdims=True) - target / np.maximum(target.sum(1, keepdims=True), 1e-30)) * weight[
            :, None
        ]
        g = np.tensordot(diff[:, :-1].astype(np.float32), x, 2) + np.float32(l2) * theta * shrink
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        theta -= np.float32(0.05) * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return theta


def report(matcher: Matcher, data: Sequence[Case], theta: Any) -> str:
    ranks, tops, nones = [], [], []
    for c in data:
        best = np.full(len(matcher.entries), -np.inf)
        z = c.features @ theta
        np.maximum.at(best, matcher.entry, z)
        (tops if c.right else nones).append(best.max())
        if c.right:
            best[matcher.entry[c.left]] = -np.inf
            ranks.append(int((best > z[c.right].max()).sum()))
    rank, top, none = np.array(ranks), np.array(tops), np.array(nones)
    lost = {
        t: ((top < np.log(t / (1 - t))).mean(), (none < np.log(t / (1 - t))).mean())
        for t in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
    }
    table = "  ".join(f"{t}: {a:.3f}/{b:.2f}" for t, (a, b) in lost.items())
    auc = ((none[:, None] < top).mean() + (none[:, None] <= top).mean()) / 2
    recall = f"r@1 {(rank < 1).mean():.3f}  r@3 {(rank < 3).mean():.3f}  AUC {auc:.3f}"
    return f"{recall}  threshold: answered lost/refused  {table}"


def bare(entry: Entry) -> Entry:
    """The passage as it would be in a document for which nothing is prepared."""
    e = entry
    return Entry(e.source, e.start, e.end, e.quote, e.section, e.lead)


def main() -> None:
    vectors, whole = Texts(), entries(originals=True)
    sources = sorted({e.source for e in whole})
    ways = {"prepared": sources, "nothing prepared": []} | {f"only {s} prepared": [s] for s in sources}
    data: dict[tuple[str, int], list[Case]] = {}
    matchers = {}
    for way, kept in ways.items():
        for n in range(BATCHES):
            matcher = without([e if e.source in kept else bare(e) for e in whole], n, vectors)
            matchers[way, n] = matcher
            data[way, n] = list(cases(matcher, whole, n, vectors))
    for n in range(BATCHES):
        theta = fit([c for (_, k), part in data.items() if k != n for c in part], 300)
        for way in ways:
            print(f"{way}, batch {n} unseen: ", report(matchers[way, n], data[way, n], theta))
    theta = fit([c for part in data.values() for c in part])
    values = [(k, round(float(w), 2)) for k, w in zip(COLUMNS, theta, strict=True)]
    for title, n in (("prepared", len(PREPARED)), ("nothing", len(NOTHING)), ("plain", len(PLAIN)), ("nothing", 99)):
        print(title, dict(values[:n]))
        values = values[n:]


if __name__ == "__main__":
    main()
