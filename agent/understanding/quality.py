"""The least model quality that is good enough, as people say it: frontier, an open model by size, their own weights."""

from __future__ import annotations

import itertools

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.scene import Scene
from agent.understanding.types import Fact
from agent.understanding.wordlist import words

SMALL_MODEL = 35e9  # parameters; the catalogue's open_small ends here


# ---------------------------------------------------------------- quality
def quality(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    value = quality_of(s, sentence, clause)
    return [("quality", value, (clause.start, clause.end), None, None)] if value else []


_QUALITY_OF_WORDS = words("but below less short except else other under beneath")
_TRIED = words("evaluated evaluate tried try tested test looked compared compare assessed checked benchmarked")
_QUALITY_OF_WORDS_2 = words("every all no none any models weights they these those")


def quality_of(s: Scene, sentence: Sentence, clause: Clause) -> str | None:
    """The least quality that is good enough, as a clause says it."""
    words = s.words(clause.start, clause.end)
    if sentence.question and not clause.has("PASS", "FAIL", "ONLY"):
        return None  # "a hosted open model, or our own fine-tune?"
    if _own_weights(s, clause):
        return "own_weights"
    if _no_other_than(s, clause, words):
        return "frontier"
    negative = clause.has("FAIL") or _denies(s, clause)
    frontier, opened = (
        clause.has("FRONTIER") or _class_name(s, clause),
        clause.has("OPEN_MODEL") or _model_name(s, clause) or _meant(s, sentence, clause),
    )
    if frontier and {"anything", "everything", "nothing"} & set(words) and _QUALITY_OF_WORDS & set(words):
        return "frontier"
    if frontier and not opened:
        if clause.has("ONLY", "REQUIRED") and not _not_needed(words):
            return "frontier"
        return None
    if frontier and opened and clause.has("ONLY") and not negative:
        return "frontier"
    if not opened:
        size = _size(s, clause)
        if size is None and _small_model(s, clause, words) and clause.has("PASS") and not negative:
            return "open_small"
        if size is None or not clause.has("PASS") or negative:
            return None
        return "open_small" if size < SMALL_MODEL else "open_large"
    if negative:
        general = _QUALITY_OF_WORDS_2 & set(words)
        size = _size(s, clause)
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
        or (clause.has("EVAL") and (told or sentence.has("PASS")))
        or (told and len(words) < 14 and not sentence.has("FAIL", "NEG"))
    ):
        if not clause.has("PASS") and clause.has("FUTURE"):
            return None
        size = _size(s, clause)
        if size is not None:
            return "open_small" if size < SMALL_MODEL else "open_large"
        return (
            "open_small"
            if clause.has("SMALL") and not {"mid", "medium", "large", "larger"} & set(words)
            else "open_large"
        )
    return None


def _small_model(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "a small model": of no vendor that is named."""
    named = clause.prefixed("provider:") or any(_closed_model(s, i) for i in range(clause.start, clause.end))
    beside = any(a in ("small", "smaller", "tiny", "compact") and b in ("model", "models", "llm", "one")
                 for a, b in itertools.pairwise(words))  # fmt: skip
    return beside and not named and not clause.has("FUTURE", "VENDOR")


_TRAINED = words("""
    fine-tuned fine-tune finetune finetuned tuned tune trained weights lora checkpoint distilled gewichte
    feinabgestimmtes
    custom-trained self-trained home-trained propriétaires
""")
_MAKING = words("build train create make get have develop fine-tune tune become")


def _own_weights(s: Scene, clause: Clause) -> bool:
    """Weights they have, and not a wish to run "our own model"."""
    if clause.has("FAIL"):
        return False
    for h in clause.of("OWN_WEIGHTS"):
        wishes = [x for x in clause.of("FUTURE") if x.end <= h.start]
        there = set(s.words(h.start, h.end)) & (_TRAINED | {"fine"})
        if not clause.has("FUTURE") or (there and not (wishes and _MAKING & set(s.words(wishes[-1].end, h.end)[:3]))):
            return True
    return False


_CLOSED = words("gpt chatgpt claude opus sonnet gemini grok")
_LESS = words("but below less short except else other under beneath weaker smaller cheaper worse")
_UP_TO_IT = words("""
    up pass passes passed right job task works work enough does do meets suffices handle handles can reach reaches
    copes cuts satisfies solves delivers manages convinces good acceptable scores clears
""")


def _no_other_than(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "nothing below Claude Opus is good enough", "only GPT-5 is up to it"."""
    at = next((i for i in range(clause.start, clause.end) if _closed_model(s, i)), None)
    if at is None:
        return False
    sentence = s.sentence_of(at)  # "nothing except GPT-5": the exception opens a clause
    before, after = s.words(max(sentence.start, at - 6), at), s.words(at + 1, clause.end)
    if {"nothing", "none", "anything", "everything"} & set(before) and _LESS & set(before):
        return True
    if s.words(at + 1, at + 3) in (["or", "nothing"], ["or", "bust"]):
        return True
    sole = before[-1:] == ["only"] or before[-2:] == ["only", "the"] or after[:4] in _SOLE or after[:3] == _SOLE[0][:3]
    return sole and bool(_UP_TO_IT & set(after)) and not clause.has("AUTHORITY", "FORBID", "BILL")


_SOLE = (["is", "the", "only", "one"], ["is", "the", "only", "model"])


def _closed_model(s: Scene, i: int) -> bool:
    k = s.tokens[i]
    return (
        k.kind == "model" and k.text.split()[0].split("-")[0].rstrip("0123456789.") in _CLOSED and "oss" not in k.text
    )


def _class_name(s: Scene, clause: Clause) -> bool:
    """ "GPT-5-level quality", "a model of Claude Opus class"."""
    for i in range(clause.start, clause.end):
        k = s.tokens[i]
        if k.kind == "model" and k.text.split()[0].split("-")[0].rstrip("0123456789.") in (
            "gpt",
            "claude",
            "opus",
            "sonnet",
            "gemini",
            "grok",
        ):
            near_by = k.text.split("-")[1:] + s.words(k_end(s, i), k_end(s, i) + 2)
            if {"level", "class", "grade", "calibre", "caliber", "tier", "like", "quality", "standard"} & set(near_by):
                return True
    return False


def k_end(s: Scene, i: int) -> int:
    """The token after a name and its hyphen."""
    return i + 2 if i + 1 < len(s.tokens) and s.tokens[i + 1].text == "-" else i + 1


def _meant(s: Scene, sentence: Sentence, clause: Clause) -> bool:
    """ "we tested open models and they failed": the pronoun stands for them."""
    first = s.words(clause.start, min(clause.end, clause.start + 3))
    before = [c for c in sentence.clauses if c.end <= clause.start]
    if not before and clause.sentence:
        before = s.sentences[clause.sentence - 1].clauses
    return bool({"they", "it", "none", "all", "these", "those", "both"} & set(first)) and any(
        c.has("OPEN_MODEL") and not c.has("FRONTIER") for c in before
    )


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


_MODEL_NAME_WORDS = words("llama qwen mistral mixtral gemma deepseek phi kimi glm granite")


def _model_name(s: Scene, clause: Clause) -> bool:
    return any(
        k.kind == "model"
        and ("oss" in k.text or k.text.split()[0].split("-")[0].rstrip("0123456789.") in _MODEL_NAME_WORDS)
        for k in s.tokens[clause.start : clause.end]
    )


def _size(s: Scene, clause: Clause) -> float | None:
    """Parameters of a model named by its size: "an 8B", "Llama 3.3 70B"."""
    for k in s.tokens[clause.start : clause.end]:
        if k.kind == "num" and k.scale and k.raw.lower().replace(" ", "").endswith("b") and 0.3e9 <= k.value <= 2e12:
            return k.value
        if k.kind == "model":
            for part in k.text.replace("-", " ").split():
                if part.endswith("b") and part[:-1].replace(".", "").isdigit():
                    return float(part[:-1]) * 1e9
            if k.text.split()[-1] in ("small", "mini", "nano") and not _closed_model(s, s.tokens.index(k)):
                return 24e9  # "Mistral Small"
            if k.text.endswith(" b"):
                return float(k.text.split()[-2]) * 1e9
            pieces = k.text.split()
            for x, y in itertools.pairwise(pieces):
                if y == "b" and x.replace(".", "").isdigit():
                    return float(x) * 1e9
    return None
