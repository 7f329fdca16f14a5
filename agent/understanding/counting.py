"""What an amount is counted per: per user, each, for every document; and in which period."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.periods import period_phrase
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

_FILLER = words("""
    on average in total or so roughly typically sent processed overall combined altogether usually
    approximately about around handled used consumed flowing going through passing come comes run worth
    of traffic volume usage up normally total single for us at the most via our api llm calls model
    arrive arriving coming being made hitting im schnitt en moyenne en promedio
""")


NO_NOUN = words("""
    and or but the a an in on at of for to from with without by per each is are was were be been we our
    us it they i you your this that these those which who if then than as so not no about over under up
    down out into within after before during while because when where how what input output max min more
    less plus times percent % x or two three will would can could should may might must do does did has
    have had all some any both half now today only just also too very much many most least total average
    maybe roughly around approximately comes goes flows gets takes sends uses makes needs splits divides breaks ways
""")


def per(tokens: list[Token], q: Quantity) -> Quantity:
    """Absorbs "a day", "per user", "each", "/month", "daily" after the amount, over a few filler words."""
    at, gap = q.end, 0
    while at < len(tokens) and gap <= 4:
        step = _period_at(tokens, at, q) or (_per_noun(tokens, at, q) if q.kind != "time" else None)
        if step:
            q.end = at = step
            gap = 0
            continue
        if q.per and q.period is None and tokens[at].text == "and" and _bare_period(tokens, at + 1):
            q.period, q.end = t.PERIODS[tokens[at + 1].text], at + 2
            at, gap = q.end, 0
            continue
        if (tokens[at].text in _FILLER and tokens[at].kind == "word") or (
            tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in ("each", "daily", "every")
        ):
            at, gap = at + 1, gap + 1
            continue
        if tokens[at].text == "of" and q.kind in ("tokens", "pages", "items") and (end := _of_things(tokens, at, q)):
            q.end = at = end
            continue
        if tokens[at].text in ("(", "*") and gap == 0:
            at, gap = at + 1, gap + 3
            continue
        break
    return q


def _of_things(tokens: list[Token], at: int, q: Quantity) -> int | None:
    """ "4M tokens of scanned letters a day": what they are of, when the period follows right after; its end."""
    for i in range(at + 1, min(at + 4, len(tokens))):
        if i > at + 1 and q.period is None and (found := period_phrase(tokens, i)) is not None:
            q.period, q.working = found[0], found[1]
            return found[2]
        if tokens[i].kind != "word" or tokens[i].text in NO_NOUN or tokens[i].text in t.UNIT_WORDS:
            return None
    return None


def _bare_period(tokens: list[Token], at: int) -> bool:
    """ "two notes per bed and day"."""
    return at < len(tokens) and tokens[at].text in ("day", "week", "month", "year", "hour")


def _period_at(tokens: list[Token], at: int, q: Quantity) -> int | None:
    if q.period is not None:
        return None
    found = period_phrase(tokens, at)
    if found is None:
        return None
    days, working, end = found
    q.period, q.working = days, q.working or working
    return end


_PER_NOUN_WORDS = words("each apiece jeweils chacun cada pièce je respectively")


_PER_NOUN_WORDS_2 = words("per a an / every pro par por for at je")


_PER_NOUN_WORDS_3 = words("""
    each every a an single average typical one user support customer llm api model
""")


_LEADS_TO_NUMBER = words("""
    about around roughly approximately ~ some nearly circa ca with of at is being has averaging using
    containing holding taking maybe like up to on average w /
""")


def _number_next(tokens: list[Token], at: int) -> bool:
    """Whether a number follows, over words like "about"."""
    for k in tokens[at : at + 4]:
        if k.kind in ("num", "cur"):
            return True
        if k.text not in _LEADS_TO_NUMBER:
            return False
    return False


def _per_noun(tokens: list[Token], at: int, q: Quantity) -> int | None:
    k = tokens[at]
    if k.text in _PER_NOUN_WORDS:
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if q.kind == "users" and tokens[at - 1].text == ",":
            return None  # "20,000 users, each burning 60k tokens": it opens what is said of one
        if (q.kind in ("items", "users") and _number_next(tokens, at + 1)) or (
            q.kind == "plain" and tokens[at - 1].text == ","
        ):
            return None  # "2,500 documents, each 12,000 tokens": it belongs to the next
        if q.kind == "items" and singular(following) == q.noun:
            return None  # "1,500 runs a day, each run ...": it opens what is said of one
        if following in t.UNIT_WORDS and t.UNIT_WORDS[following] != "tokens":
            q.per = (*q.per, singular(following))
            return at + 2
        q.per = (*q.per, "each")
        return at + 1
    if k.text not in _PER_NOUN_WORDS_2 or at + 1 >= len(tokens):
        return None
    i = at + 1
    if k.text in ("for", "at") and tokens[i].text not in ("each", "every", "a", "an"):
        return None
    while (
        i < len(tokens)
        and tokens[i].text in _PER_NOUN_WORDS_3
        and i + 1 < len(tokens)
        and (tokens[i + 1].text in t.UNIT_WORDS or tokens[i].text not in t.UNIT_WORDS)
    ):
        i += 1
    if i >= len(tokens) or tokens[i].kind != "word" or tokens[i].text in t.PERIODS:
        return None
    word = tokens[i].text
    known = t.UNIT_WORDS.get(word)
    if known == "tokens" or (
        known is None
        and (
            k.text not in ("per", "/")
            or word in NO_NOUN
            or q.kind not in ("tokens", "items", "pages", "words", "chars", "money")
        )
    ):
        return None
    if known is None and k.text == "/" and q.kind == "plain":
        return None
    if q.kind == "money" and word in ("million", "thousand", "mtok", "m", "k"):
        return None
    if q.kind in ("items", "users") and k.text in ("each", "every", "a", "an") and singular(word) == q.noun:
        return None  # "5 contracts a day, every contract about 2,500 tokens"
    q.per = (*q.per, singular(word))
    return i + 1


def singular(word: str) -> str:
    if word in ("people", "persons"):
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    latin = word.endswith("uses") and len(word) > 4 and word[-5] not in "ao"  # viruses, but houses and clauses
    if latin or word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
