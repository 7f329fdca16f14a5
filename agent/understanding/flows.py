"""Input or output: the words of an amount that tell which way its tokens go."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

FLOW_IN = words("""
    input prompt in inputs inbound incoming context read eingabe entrée entrada invoer prefill prompts question
""")


FLOW_OUT = words("""
    output completion out outputs outbound outgoing generated written ausgabe sortie salida uitvoer completions
    answer answers response responses reply replies generation decode
""")


_ENDS = frozenset([",", ".", ";", "", "and", "&", ")"])


def take_flow_at_end(tokens: list[Token], q: Quantity) -> None:
    """ "11M tokens a day input, 1M tokens a day output"."""
    word, after = [*(k.text for k in tokens[q.end : q.end + 2]), "", ""][:2]
    if word in ("input", "output", "prompt", "completion", "in", "out") and after in _ENDS:
        if after in ("and", "&") and q.end + 2 < len(tokens) and tokens[q.end + 2].kind != "num":
            return  # "5M tokens a day input and output"
        q.flow, q.end = flow_of(word), q.end + 1


def flow_of(word: str) -> str | None:
    return "in" if word in FLOW_IN else "out" if word in FLOW_OUT else None


_COMPLETED = words("code text sentence auto query command form task")


def flow_at(tokens: list[Token], at: int) -> str | None:
    """The same of the word at a place: what "code completion" names is a task and no direction."""
    named = tokens[at].text in ("completion", "completions") and at and tokens[at - 1].text in _COMPLETED
    return None if named else flow_of(tokens[at].text)


_VERB_FLOW_WORDS = words("read ingest send process write generate produce output")


def flow_of_verb(tokens: list[Token], at: int) -> str | None:
    """ "12,000 tokens to read", "2.2M are output"."""
    words = [k.text for k in tokens[at : at + 3]] + [""] * 3
    if words[0] == "to" and (words[1] in _VERB_FLOW_WORDS):
        return "in" if words[1] in ("read", "ingest", "send", "process") else "out"
    if words[0] in ("are", "is", "as", "being") and words[1] in (
        "input",
        "output",
        "prompt",
        "prompts",
        "completion",
        "completions",
    ):
        return flow_of(words[1])
    return None


def flow_of_part(tokens: list[Token], at: int) -> str | None:
    """ "2k of output": the unit is left out because it was just said."""
    after = [k.text for k in tokens[at : at + 2]]
    return flow_of(after[1]) if len(after) == 2 and after[0] == "of" and after[1] in _FLOW_AFTER_WORDS_2 else None


_WHOLE = words("them those these which it that this")
_BEING = words("is are was were being as for the go goes going total")
_FLOW_PIECES = FLOW_IN - {"in", "question"} | FLOW_OUT - {"out", "answer", "response", "reply"}


def flow_of_pieces(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "4M of them prompt tokens", "7M of which are input": which way a piece of the total goes, and its end."""
    found = [k.text for k in tokens[at : at + 6]]
    if len(found) < 3 or found[0] != "of" or found[1] not in _WHOLE:
        return None
    if not any(k.text in t.TOKEN_WORDS for k in tokens[max(0, at - 16) : at]):
        return None  # "12 nurses; 4 of them input data": no piece of a total of tokens
    i = next((i for i in range(2, len(found)) if found[i] not in _BEING), len(found))
    if i == len(found) or found[i] not in _FLOW_PIECES:
        return None
    named = i + 1 < len(found) and found[i + 1] in t.TOKEN_WORDS
    flow = flow_of(found[i])
    return (flow, at + i + (2 if named else 1)) if flow else None


_BOTH = words("and + plus & /")
_FLOW_AFTER_WORDS = words("sum all the a our an each my this total every one of")


_FLOW_AFTER_WORDS_2 = words("""
    in out input output prompt completion inbound outbound incoming outgoing generated eingabe ausgabe entrée sortie
    entrada salida invoer uitvoer
""")


def take_flow_after(tokens: list[Token], q: Quantity) -> None:
    """ "tokens in", "tokens of input", "tokens for the prompt"."""
    at = q.end
    words = [k.text for k in tokens[at : at + 6]] + [""] * 4
    for skip in (0, 1, 2):
        lead = words[:skip]
        if any(w not in ("of", "for", "as", "the", "total", "(") for w in lead):
            return
        word = words[skip]
        ends_period = word == "out" and words[skip + 1] in ("a", "an", "each", "every") and words[skip + 2] in t.PERIODS
        goes_on = words[skip + 1] in _FLOW_AFTER_WORDS or words[skip + 1] in t.PERIODS
        if word in ("in", "out") and goes_on and not ends_period:
            return
        if words[skip + 1] in _BOTH and flow_of(word) and flow_of(words[skip + 2]) not in (None, flow_of(word)):
            return  # "950 tokens in and out together"
        if word == "in" and at + skip + 1 < len(tokens) and tokens[at + skip + 1].raw in t.MONTH_NAMES:
            return  # "tokens in June"
        if (flow := flow_of(word)) and (q.flow is None):
            if skip == 0 and word not in _FLOW_AFTER_WORDS_2:
                return
            if (
                skip
                and lead[-1] in ("the",)
                and word in ("question", "answer", "response", "reply")
                and lead[0] not in ("for", "of", "as")
            ):
                return
            q.flow, q.end = flow, at + skip + 1
            return


def _of_every(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """ "6 tokens out of every 8 are input", "one token in twenty"."""
    found = [k.text for k in tokens[at + 2 : at + 5]]
    size = next(
        (len(p) for p in (["out", "of", "every"], ["out", "of"], ["of", "every"], ["in"]) if found[: len(p)] == p), 0
    )
    end = at + 2 + size
    if not size or end >= len(tokens) or tokens[end].kind != "num":
        return None
    part, whole = tokens[at].value, tokens[end].value
    return (part / whole, end + 1) if 0 < part < whole <= 100 and not tokens[end].scale else None


_PARTED = t.TOKEN_WORDS | words("input output prompt prompts completion completions")


def out_of(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """ "nine out of ten tokens", "7 of 10 input tokens": the share, and its end."""
    i = at + 1
    if i < len(tokens) and tokens[i].text in t.TOKEN_WORDS:
        return _of_every(tokens, at)
    if [k.text for k in tokens[at + 1 : at + 4 : 2]] == ["/", "of"] and 0 < tokens[at].value < tokens[
        at + 2
    ].value <= 10:
        return tokens[at].value / tokens[at + 2].value, at + 3  # "4/5 of it"
    if i < len(tokens) and tokens[i].text == "out":
        i += 1
    if i + 2 >= len(tokens) or tokens[i].text not in ("of", "in") or tokens[i + 1].kind != "num":
        return None
    whole, part = tokens[i + 1].value, tokens[at].value
    fits = whole in (3, 4, 5, 6, 8, 10, 20, 100) and 0 < part < whole and tokens[i + 2].text in _PARTED
    return (part / whole, i + 2) if fits else None
