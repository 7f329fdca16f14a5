"""Text that tells the machine what to do, or that is someone else's: nothing in it is a fact about the user."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from agent.understanding.clauses import Sentence
from agent.understanding.scene import Scene
from agent.understanding.takenback import inside, own_correction, quotations
from agent.understanding.voices import own_voice
from agent.understanding.wordlist import words

_COMMAND = words("""
    ignore disregard forget override bypass discard overwrite skip circumvent neglect abandon
""")
_ORDERS = words("""
    instruction instructions rule rules prompt prompts guideline guidelines directive directives policy
    policies restrictions constraints above previous prior earlier everything safeguards guardrails
    programming training context system sources calculation arithmetic gates limits messages commands
    orders
""")
_SPEAK = re.compile(
    r"\b(?:you are now|stop being|stop acting|write (?:me )?an? (?:poem|song|story|essay|joke|haiku)|repeat after me|from now on,? (?:you|answer|say|always|only|respond|reply|recommend|ignore|act|be)|pretend|(?<!ai )act as|developer mode|jailbreak|dan mode|do anything now|new instructions?|as an ai|role ?play|you must (?:now )?(?:answer|say|recommend|reply|respond|output|set|print|obey)"
    r"|(?:always|only|just|simply) (?:answer|reply|respond|recommend|say|output|print)|(?:answer|reply|respond|say) (?:only|with only|exactly|just|solely|with the)|(?:answer|recommend|output|choose|return|say|print|reply|respond) (?:with )?['\"]?(?:managed_open|self_host|frontier_api|smaller_tier|sovereign_api|hybrid)"
    r"|(?:reveal|print|show|leak|dump|repeat|output|list|tell me) (?:me )?(?:your|the|all|every)? ?(?:\w+ )?(?:system|hidden|initial|secret|secrets|environment|env|api keys?|password|passwords|token values|credentials|instructions|prompt)"
    r"|set (?:the )?(?:profile|slot|slots|field|state|flag|confidence|status)|mark (?:me|us|the user|this|everything|all|the profile)|treat (?:me|the user|this user|the following|everything|all)|begin your (?:reply|answer)|end your (?:reply|answer)|your (?:new )?(?:task|role|job|goal) is|override|admin(?:istrator)? mode|root access|sudo|execute|run the command|write (?:the )?(?:following|exactly)|the user('s)? (?:is|has|wants|bill|volume|pays|data)|this user)\b"
    r"|(?:^|\n)[\s*#>_(\[]{0,6}(?:system|assistant|user|developer)[*_)\]]{0,3}\s*:|<\|?\w+\|?>|\{\{|\[/?\s?(?:inst|sys|system|assistant|developer)\s?\]|###|(?P<slot>\b(?:current|regulation|team|money|workloads?(?:\[\d\])?)\.[a-z_]{4,}|\b(?:tokens_per_day|monthly_bill_usd|air_gapped|third_party|gpu_ops|can_hire|input_share|latency_ms)\b)|\b(?:managed_open|self_host|frontier_api|smaller_tier|sovereign_api)\b",
    re.IGNORECASE,
)  # fmt: skip


# a piece of a table of keys: "tokens_per_day = 5.5E8", '"task": "rag"'
_KEY = r"[ \t*-]{0,6}[\"']?[a-z][a-z_/]{1,30}(?: [a-z]{1,20}){0,4}[\"']?[ \t]{0,3}[:=][ \t]{0,3}[\"']?[^\s:=;,\"']{1,30}(?: [^\s:=;,\"']{1,20}){0,3}[\"']?"
_KEYS = re.compile(rf"\s*\{{?\s*{_KEY}(?:[ \t]*[;,\n]\s*{_KEY})*\s*[,;.]?\s*\}}?\s*", re.IGNORECASE)


def _only_keys(text: str) -> bool:
    """Whether a message is nothing but keys and their values: the user's own table, which orders nobody about."""
    return len(text) <= LONGEST_TABLE and _KEYS.fullmatch(text) is not None


LONGEST_TABLE = 1_000  # characters


def guard(s: Scene) -> bool:
    """Marks the clauses that are orders to the machine or quotations. True when an order was found, or anything hidden."""
    _quotes(s)
    quoted = quotations(s.plain.text)
    found = told = False  # told: an order is only reported, in quotation marks
    for sentence in s.sentences:
        if _order(s, sentence, quoted):
            found = True
            for clause in sentence.clauses:
                clause.unsafe = True
        elif not found and quoted and _order(s, sentence):
            told = True
            _silence(s, sentence, quoted)
        elif told and not found and _imperative(s, sentence):
            found = True
            for clause in sentence.clauses:
                clause.unsafe = True
        elif found and not (sentence.has("WE") and not _imperative(s, sentence)):
            for clause in sentence.clauses:
                clause.unsafe = True
    return found or told or s.hidden


def _order(s: Scene, sentence: Sentence, quoted: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether a sentence orders the machine about, outside the ``quoted`` stretches of the text."""
    words = s.words(sentence.start, sentence.end)
    for i, word in enumerate(words[:-1]):
        if word in _COMMAND and set(words[i + 1 : i + 7]) & _ORDERS and not _own_business(words, i):
            k = s.tokens[sentence.start + i]
            if not inside(quoted, k.start, k.end) and not (own_correction(words, i) and not _ordered_about(s)):
                return True
    a, b = s.tokens[sentence.start].start, s.tokens[sentence.end - 1].end
    return any(
        not (m["slot"] and _only_keys(s.plain.text))
        and not _reported(s.plain.text[a : a + m.start()], m[0])
        and not inside(quoted, a + m.start(), a + m.end())
        for m in _SPEAK.finditer(s.plain.text[a:b])
    )


def _ordered_about(s: Scene) -> bool:
    """Whether anything else in the message is an order: then taking back is a part of it."""
    if any(_imperative(s, x) for x in s.sentences):
        return True
    found = s.words(0, len(s.tokens))
    joined = any(a in ("and", "then", ",") and b in _IMPERATIVE_WORDS for a, b in itertools.pairwise(found))
    return joined or any(not _reported(s.plain.text[: m.start()], m[0]) for m in _SPEAK.finditer(s.plain.text))


def _silence(s: Scene, sentence: Sentence, quoted: Sequence[tuple[int, int]]) -> None:
    """Takes what a quotation says out of a sentence that reports an order."""
    ranges = [(s.tokens[c.start].start, s.tokens[c.end - 1].end) for c in sentence.clauses]
    for clause, (a, b) in zip(sentence.clauses, ranges, strict=True):
        clause.unsafe = clause.unsafe or any(a < y and x < b for x, y in quoted)


_TELLERS = words("we they i you people legal counsel board team management security data evidence staff which that who")


def _reported(before: str, order: str) -> bool:
    """ "our evals say only ...", "legal say just ...": somebody says it, nobody is told to say it."""
    if order.split()[:1] == [] or order.split()[0].lower() not in ("say", "answer", "reply", "respond", "recommend"):
        return False
    word = (before[-40:].split()[-1:] or [""])[0].lower()
    return word in _TELLERS or (word.endswith("s") and word not in ("always", "this", "thus", "yes", "us"))


_OWN_BUSINESS_WORDS = words("we cannot can't not never don't they to i nobody")


def _own_business(words: list[str], i: int) -> bool:
    """ "we cannot ignore the rules", "forget the previous number, it is 7M": talk, not an order."""
    before = words[max(0, i - 4) : i]
    after = words[i + 1 : i + 6]
    return bool(_OWN_BUSINESS_WORDS & set(before)) or bool(
        {"number", "figure", "bill", "volume", "value", "amount", "estimate"} & set(after)
    )


_IMPERATIVE_WORDS = words("""
    set assume treat record note consider register say write print store answer recommend change make
    output report tell
""")


def _imperative(s: Scene, sentence: Sentence) -> bool:
    return s.tokens[sentence.start].text in _IMPERATIVE_WORDS


def _quotes(s: Scene) -> None:
    """A quotation of five words or more is not the user speaking, unless it is of his own people."""
    marks = [i for i, k in enumerate(s.tokens) if k.text == '"']
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        if b - a > 5 and not own_voice(s, a, b):
            for clause in s.clauses:
                if (
                    clause.start < b
                    and clause.end > a + 1
                    and (clause.end - max(clause.start, a)) >= 2
                    and clause.start >= a - 1
                ):
                    clause.quoted = True
            s.amounts = [q for q in s.amounts if not a < q.start < b]
            for clause in s.clauses:
                clause.hits = [h for h in clause.hits if not a < h.start < b]
                clause.tags = frozenset(h.tag for h in clause.hits)
