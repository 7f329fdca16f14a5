"""The least model quality that is good enough, as people say it: frontier, an open model by size, their own weights."""

from __future__ import annotations

import itertools

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.openmodels import closed_model, open_model, size_of
from agent.understanding.ownweights import own_weights, tuned_at_a_vendor
from agent.understanding.scene import Scene
from agent.understanding.types import Fact
from agent.understanding.wordlist import words

SMALL_MODEL = 35e9  # parameters; the catalogue's open_small ends here


# ---------------------------------------------------------------- quality
def quality(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    value = quality_of(s, sentence, clause)
    return [("quality", value, (clause.start, clause.end), None, None)] if value else []


_OPTIONS = (
    words("frontier"), words("managed hosted"), words("self-hosted self-host self-hosting on-prem"), words("smaller"),
)  # fmt: skip


def _options_listed(s: Scene, sentence: Sentence) -> bool:
    """ "side by side: frontier API, managed provider, self-hosted": what is to be compared, and no requirement."""
    if sentence.has("FAIL", "ONLY", "NEG"):
        return False
    found = set(" ".join(s.words(sentence.start, sentence.end)).replace(" - ", "-").split())
    return sum(bool(group & found) for group in _OPTIONS) > 2


_INCLUSIVE = words("included including even down likewise")
_QUALITY_OF_WORDS = words("but below less short except else other under beneath")
_TRIED = words("evaluated evaluate tried try tested test looked compared compare assessed checked benchmarked")
_QUALITY_OF_WORDS_2 = words("nothing neither either both every all no none any models weights they these those")


def quality_of(s: Scene, sentence: Sentence, clause: Clause) -> str | None:
    """The least quality that is good enough, as a clause says it."""
    words = s.words(clause.start, clause.end)
    if _options_listed(s, sentence):
        sentence.sure |= {"quality", "hosting"}
        return None
    if sentence.question and not clause.has("PASS", "FAIL", "ONLY"):
        return None  # "a hosted open model, or our own fine-tune?"
    if tuned_at_a_vendor(s, clause):
        sentence.sure |= {"quality"}
    if own_weights(s, clause, words):
        return "own_weights"
    if _no_other_than(s, clause, words):
        return "frontier"
    negative = clause.has("FAIL") or _denies(s, clause)
    if {"depend", "depends"} & set(words) and not negative:
        return None  # "the best model depends on the task"
    frontier, opened = (
        clause.has("FRONTIER") or _class_name(s, clause),
        clause.has("OPEN_MODEL") or open_model(s, clause) or _meant(s, sentence, clause),
    )
    if frontier and {"anything", "everything", "nothing"} & set(words) and _QUALITY_OF_WORDS & set(words):
        return "frontier"
    if frontier and not opened:
        bar = {"quality", "bar", "level"} & set(words) and not negative and not sentence.question
        if (clause.has("ONLY", "REQUIRED") or bar) and not _not_needed(words):
            return "frontier"
        return None
    if frontier and opened and clause.has("ONLY") and not negative:
        return "frontier"
    if not opened:
        size = size_of(s, clause)
        if size is not None and _INCLUSIVE & set(words) and sentence.has("PASS") and not sentence.has("FAIL", "NEG"):
            sentence.sure |= {"quality"}
            return "open_small" if size < SMALL_MODEL else "open_large"  # "..., the smallest 3B included"
        if size is None and _small_model(s, clause, words) and clause.has("PASS") and not negative:
            return "open_small"
        if size is None or not clause.has("PASS") or negative:
            return None
        return "open_small" if size < SMALL_MODEL else "open_large"
    if negative:
        general = _QUALITY_OF_WORDS_2 & set(words)
        size = size_of(s, clause) or size_of(s, _antecedent(s, clause) or clause)
        if (size is not None and size < SMALL_MODEL) or "small" in words or "smaller" in words:
            return None
        failed = {s.tokens[h.start].text for h in clause.of("FAIL")} - {"can't", "cannot", "couldn't"}
        untried = _TRIED & set(words) and not failed and not clause.has("PASS")
        return "frontier" if general and not untried else None
    if clause.all("VENDOR", "AUTHORITY", "ALLOW") and not clause.has("EVAL"):
        return None  # "a European provider such as Mistral is fine"
    told = any(c.has("PASS") for c in sentence.clauses if not c.silent)
    if (
        clause.has("PASS")
        or _elliptic(s, clause, words)
        or (clause.has("EVAL") and (told or sentence.has("PASS")))
        or (told and len(words) < 14 and not sentence.has("FAIL", "NEG"))
    ):
        if not clause.has("PASS") and clause.has("FUTURE"):
            return None
        meant = clause if clause.has("OPEN_MODEL") or open_model(s, clause) else _antecedent(s, clause) or clause
        size = size_of(s, meant)
        if size is not None:
            return "open_small" if size < SMALL_MODEL else "open_large"
        middling = {"mid", "medium", "large", "larger"} & set(s.words(meant.start, meant.end))
        return "open_small" if meant.has("SMALL") and not middling else "open_large"
    return None


_AUXILIARY = words("was were did does do is are")


def _elliptic(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "small models weren't enough; Llama 70B was": what was said before is said again by the verb alone."""
    told = [w for w in words if w.isalnum() or " " in w]
    before = s.sentences[clause.sentence - 1] if clause.sentence else s.sentences[clause.sentence]
    spoken = before.has("PASS", "FAIL") or s.sentences[clause.sentence].has("PASS", "FAIL")
    return bool(told) and told[-1] in _AUXILIARY and spoken


def _small_model(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "a small model": of no vendor that is named."""
    named = clause.prefixed("provider:") or any(closed_model(s, i) for i in range(clause.start, clause.end))
    beside = any(a in ("small", "smaller", "tiny", "compact") and b in ("model", "models", "llm", "one")
                 for a, b in itertools.pairwise(words))  # fmt: skip
    return beside and not named and not clause.has("FUTURE", "VENDOR")


_LESS = words("but below less short except else other under beneath weaker smaller cheaper worse")
_UP_TO_IT = words("""
    up pass passes passed right job task works work enough does do meets suffices handle handles can reach reaches
    copes cuts satisfies solves delivers manages convinces good acceptable scores clears
""")


def _no_other_than(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "nothing below Claude Opus is good enough", "only GPT-5 is up to it"."""
    at = next((i for i in range(clause.start, clause.end) if closed_model(s, i)), None)
    if at is None:
        return _nothing_less(s, clause, words)
    sentence = s.sentence_of(at)  # "nothing except GPT-5": the exception opens a clause
    before, after = s.words(max(sentence.start, at - 6), at), s.words(at + 1, clause.end)
    if {"nothing", "none", "anything", "everything"} & set(before) and _LESS & set(before):
        return True
    if s.words(at + 1, at + 3) in (["or", "nothing"], ["or", "bust"]):
        return True
    sole = before[-1:] == ["only"] or before[-2:] == ["only", "the"] or after[:4] in _SOLE or after[:3] == _SOLE[0][:3]
    return sole and bool(_UP_TO_IT & set(after)) and not clause.has("AUTHORITY", "FORBID", "BILL")


_LESSER = words("weaker smaller cheaper less below simpler")


def _nothing_less(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "GPT-5 via OpenAI. Nothing weaker passed our tests.": less than what was named just before."""
    if not ({"nothing", "none", "no"} & set(words[:3]) and _LESSER & set(words[:5]) and _UP_TO_IT & set(words)):
        return False
    before = s.sentences[max(0, clause.sentence - 1)]
    return before.has("FRONTIER") or any(closed_model(s, i) for i in range(before.start, clause.start))


_SOLE = (["is", "the", "only", "one"], ["is", "the", "only", "model"])


def _class_name(s: Scene, clause: Clause) -> bool:
    """ "GPT-5-level quality", "a model of Claude Opus class"."""
    for i in range(clause.start, clause.end):
        k = s.tokens[i]
        if closed_model(s, i):
            near_by = k.text.split("-")[1:] + s.words(k_end(s, i), k_end(s, i) + 2)
            if {"level", "class", "grade", "calibre", "caliber", "tier", "like", "quality", "standard"} & set(near_by):
                return True
    return False


def k_end(s: Scene, i: int) -> int:
    """The token after a name and its hyphen."""
    return i + 2 if i + 1 < len(s.tokens) and s.tokens[i + 1].text == "-" else i + 1


_PRONOUNS = words("they it none all these those both either each neither")


def _meant(s: Scene, sentence: Sentence, clause: Clause) -> bool:
    """ "we tested open models and they failed": the pronoun stands for them."""
    return _antecedent(s, clause) is not None


def _antecedent(s: Scene, clause: Clause) -> Clause | None:
    """The clause before that names the open models which a pronoun here stands for."""
    first = s.words(clause.start, min(clause.end, clause.start + 4))
    if not _PRONOUNS & set(first):
        return None
    before = [c for c in s.sentences[clause.sentence].clauses if c.end <= clause.start]
    if not before and clause.sentence:
        before = s.sentences[clause.sentence - 1].clauses
    if clause.has("GPU") or {"us", "team", "staff", "engineers"} & set(first):
        return None  # "none of us knows GPUs"
    named = [c for c in before if (c.has("OPEN_MODEL") or open_model(s, c)) and not c.has("FRONTIER") and _raised(c)]
    return named[-1] if named else None


def _raised(clause: Clause) -> bool:
    """Said, or raised as a bare topic: "open models? They flunked our exam"."""
    return not clause.asked or clause.end - clause.start <= 3


def _denies(s: Scene, clause: Clause) -> bool:
    return clause.has("NEG") and not any(
        p in " ".join(s.words(clause.start, clause.end))
        for p in (
            "no worse",
            "no difference",
            "not worse",
            "no loss",
            "without loss",
            "no drop",
            "without trouble",
            "without any",
            "without problem",
            "without issue",
            "no problem",
            "no trouble",
        )
    )


_NOT_NEEDED_WORDS = words("not don't doesn't no never needn't isn't without overkill")


def _not_needed(words: list[str]) -> bool:
    return bool(_NOT_NEEDED_WORDS & set(words)) and not {"only", "nothing", "less"} & set(words)
