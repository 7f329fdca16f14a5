"""Fits the weights of knowledge/library/rank.py and prints them. BREAKEVEN_SHARED names the folder with the originals.

    python -m bench.search.fit

A conditional choice model: for every question each unit competes with "nothing answers this". Questions: the prepared
ones, each left out of the index while it is asked, and knowledge/library/unanswered.txt likewise. Units of other
passages that share a topic with the right one may answer too and are left out of the competition.
Never trained on any of the scored question sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.search.data import ready
from knowledge.library.entries import Entry, sentences
from knowledge.library.features import Features, Keys, Matcher
from knowledge.library.prepared import unanswered

PREPARED = (
    "dense_text",
    "dense_claim",
    "dense_ask",
    "dense_asks",
    "words_text",
    "words_claim",
    "covered",
    "missing",
    "best",
)
PLAIN = ("dense_text", "dense_claim", "words_text", "covered", "missing")
NOTHING = ("always", "unseen", "strange", "short", "stray", "strays")
NONE_WEIGHT = 0.35  # all unanswerable questions together, against all answerable ones


def design(f: Features, names: Sequence[str]) -> tuple[Any, Any]:
    nothing = NOTHING if names is PREPARED else NOTHING[:4]  # a user's document may well answer a stray question
    best = np.maximum(np.maximum(f.dense_text, f.dense_claim), f.dense_ask)
    rows = np.stack([best if n == "best" else getattr(f, n) for n in names], 1)
    of_query = {"always": 1.0, "unseen": f.unseen, "strange": f.strange, "short": 1 / max(1, f.length)}
    of_query |= {"stray": f.stray, "strays": f.strays}
    return rows, np.array([of_query[n] for n in nothing])


def cases(matcher: Matcher, plain: Matcher | None) -> list[tuple[Features, list[int], list[int]]]:
    """(features, right units, units left out) of every training question, over ``plain`` (the same passages without
    anything prepared) where it is given."""
    keys, out = matcher.keys, []
    topics = [
        set(matcher.entries[e].claims[c].topics) if c >= 0 else set()
        for e, c in zip(matcher.entry, matcher.claim, strict=True)
    ]
    for key in range(keys.claims, len(keys.texts)):
        right = int(matcher.unit[key - keys.passages])
        home = int(matcher.entry[right])
        gold = [u for u, e in enumerate(matcher.entry) if e == home]
        left = [u for u in range(len(topics)) if matcher.entry[u] != home and topics[u] & topics[right]]
        vector = matcher.vectors[key]
        if plain is None:
            out.append((matcher.features(keys.texts[key], vector, key), gold, left))
        else:
            out.append((plain.features(keys.texts[key], vector), [home], sorted({int(matcher.entry[u]) for u in left})))
    for i, text in enumerate(unanswered()):
        out.append(((plain or matcher).features(text, matcher.strays[i], ignore_stray=i), [], []))
    return out


def fit(
    data: Sequence[tuple[Features, list[int], list[int]]], names: Sequence[str], steps: int = 800, l2: float = 2e-3
) -> Any:
    """Weights of ``names`` and then of NOTHING, by Adam on the penalised likelihood."""
    pairs = [design(f, names) for f, _, _ in data]
    x, u = np.stack([p[0] for p in pairs]), np.stack([p[1] for p in pairs])
    d, gold, out = len(names), np.zeros(x.shape[:2], bool), np.zeros(x.shape[:2], bool)
    for i, (_, right, left) in enumerate(data):
        gold[i, right], out[i, left] = True, True
    none = ~gold.any(1)
    weight = np.where(none, NONE_WEIGHT * (~none).sum() / max(1, none.sum()), 1.0)
    weight /= weight.sum()
    theta = np.zeros(d + u.shape[1])
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    shrink = np.r_[np.ones(d), 0.0, np.ones(u.shape[1] - 1)]
    for t in range(1, steps + 1):
        z = np.concatenate([np.where(out, -1e9, x @ theta[:d]), (u @ theta[d:])[:, None]], 1)
        e = np.exp(z - z.max(1, keepdims=True))
        target = np.concatenate([np.where(gold, e[:, :-1], 0), np.where(none, e[:, -1], 0)[:, None]], 1)
        diff = (e / e.sum(1, keepdims=True) - target / np.maximum(target.sum(1, keepdims=True), 1e-30)) * weight[
            :, None
        ]
        g = np.concatenate([np.einsum("qn,qnd->d", diff[:, :-1], x), diff[:, -1] @ u]) + l2 * theta * shrink
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        theta -= 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return theta


def report(
    matcher: Matcher, data: Sequence[tuple[Features, list[int], list[int]]], names: Sequence[str], theta: Any
) -> str:
    d, ranks, tops, nones = len(names), [], [], []
    for f, right, _ in data:
        x, u = design(f, names)
        best = np.full(len(matcher.entries), -np.inf)
        np.maximum.at(best, matcher.entry, x @ theta[:d] - u @ theta[d:])
        (tops if right else nones).append(best.max())
        if right:
            ranks.append(int((best > best[matcher.entry[right[0]]]).sum()))
    rank, top, none = np.array(ranks), np.array(tops), np.array(nones)
    lost = {
        t: ((top < np.log(t / (1 - t))).mean(), (none < np.log(t / (1 - t))).mean()) for t in (0.05, 0.1, 0.2, 0.3, 0.5)
    }
    table = "  ".join(f"{t}: {a:.3f}/{b:.2f}" for t, (a, b) in lost.items())
    auc = ((none[:, None] < top).mean() + (none[:, None] <= top).mean()) / 2
    recall = f"r@1 {(rank < 1).mean():.3f}  r@3 {(rank < 3).mean():.3f}  AUC {auc:.3f}"
    return f"{recall}  threshold: answered lost/refused  {table}"


def main() -> None:
    entries, matcher, embedding = ready(originals=True)
    bare = [Entry(e.source, e.start, e.end, e.quote, e.section, e.lead, parts=sentences(e.quote)) for e in entries]
    keys = Keys.of(bare)
    plain = Matcher(bare, keys, embedding.encode(keys.texts), matcher.strays)
    for title, names, other in (("prepared", PREPARED, None), ("plain", PLAIN, plain)):
        data = cases(matcher, other)
        fold = np.random.default_rng(0).integers(0, 4, len(data))
        for k in range(2):
            theta = fit([c for c, f in zip(data, fold, strict=True) if f != k], names, 400)
            print(
                f"{title}, unseen fold {k}: ",
                report(other or matcher, [c for c, f in zip(data, fold, strict=True) if f == k], names, theta),
            )
        theta = fit(data, names)
        print(f"{title}, all: ", report(other or matcher, data, names, theta))
        print({k: round(float(w), 2) for k, w in zip((*names, *NOTHING), theta, strict=False)})


if __name__ == "__main__":
    main()
