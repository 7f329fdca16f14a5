"""Amounts with unit and period: ``5M tokens a day``, ``tokens/day: 5M``, ``20 chats per user``, ``$27k/month``,
``600 in``."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

_PER = words("""
    im per a an / each every pro par por al am à je jeden the par cada na w ogni al a
""")


_FILLER = words("""
    on average in total or so roughly typically sent processed overall combined altogether usually
    approximately about around handled used consumed flowing going through passing come comes run worth
    of traffic volume usage up normally total single for us at the most via our api llm calls model
    arrive arriving coming being made hitting im schnitt en moyenne en promedio
""")


_SKIP_TO_UNIT = words("""
    input output and or prompt completion total llm new incoming support customer combined model chat
    generated of average daily short long internal legal scanned inbound outbound api user single
    individual full paying active monthly weekly concurrent registered such different separate small
    nvidia amd large big real raw llm-tokens more billable unique business medical clinical insurance in out + pdf
    scanned technical 个 our the so or odd private corporate enterprise named
""")


_NO_NOUN = words("""
    and or but the a an in on at of for to from with without by per each is are was were be been we our
    us it they i you your this that these those which who if then than as so not no about over under up
    down out into within after before during while because when where how what input output max min more
    less plus times percent % x or two three will would can could should may might must do does did has
    have had all some any both half now today only just also too very much many most least total average
    maybe roughly around approximately
""")


FLOW_IN = words("""
    input prompt in inputs inbound incoming context read eingabe entrée entrada prefill prompts question
""")


FLOW_OUT = words("""
    output completion out outputs outbound outgoing generated written ausgabe sortie salida completions
    answer answers response responses reply replies generation decode
""")


def quantities(tokens: list[Token]) -> list[Quantity]:
    """Every amount in the message, in order. A number that is no amount ("24/7", a version, an address) is not here."""
    out: list[Quantity] = []
    taken = 0
    for at, k in enumerate(tokens):
        if k.kind != "num" or at < taken:
            continue
        q = _quantity(tokens, at)
        if q is not None:
            out.append(q)
            taken = q.end
    return out


def _quantity(tokens: list[Token], at: int) -> Quantity | None:
    k = tokens[at]
    q = Quantity("plain", k.value, at, at + 1, low=k.low, high=k.high, scaled=k.scale)
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before.text == "=" and any(x.text == "=" for x in tokens[at + 1 : at + 6]):
        return q  # "tokens_in=2000 requests/day=10000": what follows belongs to the next
    if after is not None and after.text == "+":
        q.end += 1
        after = tokens[at + 2] if at + 2 < len(tokens) else None
    if before is not None and before.kind == "cur":
        q.kind, q.currency, q.start = "money", t.CURRENCIES[before.text], at - 1
        if after is not None and after.kind == "cur" and t.CURRENCIES[after.text] in ("USD", q.currency):
            q.end += 1
        return per(tokens, q)
    if after is not None and after.text in ("us", "u.s", "american") and _currency_after(tokens, q.end + 1):
        q.end += 1
    if after is not None and (currency := _currency_after(tokens, q.end)):
        q.kind, q.currency, q.end = "money", currency, q.end + 1
        return per(tokens, q)
    if (
        before is not None
        and before.kind == "word"
        and before.text in t.SHY_CURRENCIES
        and before.text in ("rs", "fr", "kr")
        and before.end + 2 >= k.start
    ):
        q.kind, q.currency, q.start = "money", t.CURRENCIES[before.text], at - 1
        return per(tokens, q)
    if k.text.endswith(" grand"):
        q.kind = "money"  # "18 grand", of whichever currency
        return per(tokens, q)
    if after is not None and (after.kind == "pct" or after.text in ("percent", "pct", "prozent", "percentage")):
        q.kind, q.value, q.end = "share", q.value / 100, q.end + (2 if after.text == "percentage" else 1)
        q.low, q.high = (v / 100 if v is not None else None for v in (q.low, q.high))
        return q
    return _with_unit(tokens, q)


def _currency_after(tokens: list[Token], at: int) -> str | None:
    k = tokens[at] if at < len(tokens) else None
    if k is None or (k.kind != "cur" and k.text not in t.SHY_CURRENCIES):
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        k.kind == "cur"
        and k.text in ("$", "€", "£")
        and following is not None
        and following.kind == "num"
        and k.end == following.start
        and tokens[at - 1].end < k.start
    ):
        return None  # the sign belongs to the next number
    return t.CURRENCIES[k.text]


def _with_unit(tokens: list[Token], q: Quantity) -> Quantity | None:
    at = q.end
    k = tokens[at] if at < len(tokens) else None
    if k is None:
        return per(tokens, q)
    if (
        k.text in ("opening", "business", "working", "office", "busy")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in ("hours", "hour")
    ):
        q.kind, q.value, q.end, q.noun, q.period = "time", q.value / 24, at + 2, "hour", t.DAY
        return per(tokens, q)
    if k.text in t.RATE_WORDS:
        q.kind, q.period = t.RATE_WORDS[k.text]
        q.noun, q.end = ("request" if q.kind == "items" else "token"), at + 1
        return q
    if k.text == "-" and at + 1 < len(tokens) and tokens[at + 1].kind == "word":
        at += 1  # "600-token prompts"
        k = tokens[at]
    if k.text in ("gb", "gib", "tb", "tib"):
        return None  # memory or files, not a count
    if k.text in ("ms", "millisecond", "milliseconds", "millisekunden", "msec", "msecs"):
        q.kind, q.value, q.end, q.noun = "time", q.value / 1000 / 86400, at + 1, "ms"
        q.low, q.high = (v / 1000 / 86400 if v is not None else None for v in (q.low, q.high))
        return q
    if (
        k.text in t.FRACTIONS
        and k.text not in ("half", "quarter", "quarters", "fourth", "demi", "medio")
        and q.value <= 9
        and not q.scaled
    ):
        q.kind, q.value, q.end = "share", min(1.0, q.value * t.FRACTIONS[k.text]), at + 1
        return q
    if (
        k.text in ("quarter", "quarters")
        and q.value in (1, 3)
        and not (at + 1 < len(tokens) and tokens[at + 1].text in ("year", "ago"))
    ):
        q.kind, q.value, q.end = "share", q.value / 4, at + 1
        return q  # three quarters of the traffic
    if (
        k.text in t.PERIODS
        and k.text not in ("an", "d", "mo", "日", "年", "ano")
        and (k.text not in ("s", "h", "min") or k.kind == "word")
    ):
        return _time(tokens, q, at, k)
    if k.text in ("x", "times", "fold", "mal", "fois", "veces", "×") and (
        k.text != "x" or not _number_follows(tokens, at)
    ):
        q.kind, q.end = "times", at + 1
        asked = per(tokens, replace(q, noun="time"))
        if asked.period is not None and asked.period <= 31 and q.value >= 1:
            return replace(asked, kind="items")  # "chat 3 times a day"
        return q
    return _noun(tokens, q, at)


def _number_follows(tokens: list[Token], at: int) -> bool:
    return any(tokens[i].kind in ("num", "name") for i in range(at + 1, min(at + 3, len(tokens))))


def _time(tokens: list[Token], q: Quantity, at: int, k: Token) -> Quantity:
    days = t.PERIODS[k.text]
    q.kind, q.value, q.end, q.noun = "time", q.value * days, at + 1, k.text.rstrip("s") or "s"
    q.working = k.text in t.WORKING_DAYS
    q.low, q.high = (v * days if v is not None else None for v in (q.low, q.high))
    return per(tokens, q)


def _noun(tokens: list[Token], q: Quantity, at: int) -> Quantity:
    if [k.text for k in tokens[at : at + 2]] in (["of", "them"], ["of", "those"], ["of", "these"]):
        q.kind, q.noun, q.end, q.weak = "items", "item", at + 2, True
        return per(tokens, q)
    return _named(tokens, q, at)


_NAMED_WORDS = words("per a an each every x = , . : ; ) ( /")
_NAMED_WORDS_2 = words("the a our of total all 2026 use")


def _named(tokens: list[Token], q: Quantity, at: int) -> Quantity:
    """The unit noun after the number, at most three adjectives away; an unknown noun makes a weak item."""
    limit = min(at + 5, len(tokens))
    for i in range(at, limit):
        k = tokens[i]
        kind = t.UNIT_WORDS.get(k.text)
        following = t.UNIT_WORDS.get(tokens[i + 1].text) if i + 1 < len(tokens) else None
        if kind == "users" and following == "items" and not k.text.endswith("s"):
            continue  # "1,500 agent runs": runs are counted
        if kind == "items" and i + 1 < len(tokens) and tokens[i + 1].text in t.TOKEN_WORDS:
            kind = None  # "300 completion tokens"
        if (
            kind == "items"
            and k.text in ("prompt", "completion", "response", "answer", "question")
            and i + 1 < len(tokens)
            and tokens[i + 1].text in ("+", "and", "/")
        ):
            kind = None
        if kind is not None:
            return _counted(tokens, q, i, kind)
        if k.kind == "num" or k.kind in ("cur", "pct", "model", "skip") or k.text in _NAMED_WORDS:
            break
        if k.kind == "name" and q.value <= 4096:
            q.kind, q.noun, q.end = "gpus", k.text, i + 1
            return q
        if k.text not in _SKIP_TO_UNIT and (
            k.kind != "word" or k.text in _NO_NOUN or not _unit_soon(tokens, i + 1, limit)
        ):
            break
    if flow := _verb_flow(tokens, at):
        q.flow, q.end = flow, at + 2
        return q
    if flow := _part_of_total(tokens, at):
        q.flow, q.end = flow, at + 2
        return per(tokens, q)
    k = tokens[at]
    if k.text in FLOW_IN or k.text in FLOW_OUT:
        q.flow, q.end = ("in" if k.text in FLOW_IN else "out"), at + 1
        if k.text in ("in", "out") and at + 1 < len(tokens) and tokens[at + 1].text in _NAMED_WORDS_2:
            q.flow, q.end = None, at
        return per(tokens, q)
    if k.text in ("x", "*") and at + 1 < len(tokens) and tokens[at + 1].kind == "name":
        q.kind, q.noun, q.end = "gpus", tokens[at + 1].text, at + 2
        return q
    if (
        k.kind == "word"
        and k.text not in _NO_NOUN
        and k.text not in t.PERIOD_ADVERBS
        and k.text not in _PER
        and len(k.text) > 2
        and (k.text.endswith("s") or k.text in ("people", "staff"))
    ):
        q.kind, q.noun, q.end, q.weak = "items", singular(k.text), at + 1, True
    elif (
        k.kind == "word"
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "word"
        and k.text not in _NO_NOUN
        and tokens[at + 1].text not in _NO_NOUN
        and tokens[at + 1].text.endswith("s")
        and tokens[at + 1].text not in t.PERIODS
        and k.text not in t.PERIOD_ADVERBS
        and k.text not in _PER
    ):
        q.kind, q.noun, q.end, q.weak = "items", singular(tokens[at + 1].text), at + 2, True
    return per(tokens, q)


def _unit_soon(tokens: list[Token], at: int, limit: int) -> bool:
    for i in range(at, limit):
        if tokens[i].text in t.UNIT_WORDS:
            return True
        if tokens[i].kind != "word" or (tokens[i].text in _NO_NOUN and tokens[i].text not in _SKIP_TO_UNIT):
            return False
    return False


def _counted(tokens: list[Token], q: Quantity, i: int, kind: str) -> Quantity:
    between = [k.text for k in tokens[q.end : i]]
    q.kind, q.noun = kind, singular(tokens[i].text)
    q.end = i + 1
    if kind == "tokens":
        if tokens[i].text in ("mtok", "mtoks", "ktok", "ktoks") and not q.scaled:
            factor = 1e6 if tokens[i].text[0] == "m" else 1e3
            q.value *= factor
        flows_in, flows_out = any(w in FLOW_IN for w in between), any(w in FLOW_OUT for w in between)
        q.flow = None if flows_in == flows_out else "in" if flows_in else "out"
        if any(w in t.PERIOD_ADVERBS for w in between):
            q.period = next(t.PERIOD_ADVERBS[w] for w in between if w in t.PERIOD_ADVERBS)
        _flow_after(tokens, q)
        if (
            q.flow is None
            and q.period is None
            and tokens[q.end : q.end + 1]
            and tokens[q.end].text == "to"
            and (flow := _verb_flow(tokens, q.end))
        ):
            q.flow, q.end = flow, q.end + 2
        hyphen = between[:1] == ["-"] or tokens[i].text == "token"
        if (i + 1 < len(tokens) and tokens[i + 1].text in t.UNIT_WORDS and hyphen) or (
            i + 1 < len(tokens) and tokens[i + 1].kind == "word" and between[:1] == ["-"]
        ):
            q.flow = q.flow or flow_of(tokens[i + 1].text)
            q.per, q.end = (singular(tokens[i + 1].text),), i + 2
            return q
    elif any(w in t.PERIOD_ADVERBS for w in between):
        q.period = next(t.PERIOD_ADVERBS[w] for w in between if w in t.PERIOD_ADVERBS)
    q = per(tokens, q)
    if q.kind == "tokens" and q.flow is None and q.period is not None:
        _flow_at_end(tokens, q)
    return q


def _flow_at_end(tokens: list[Token], q: Quantity) -> None:
    """ "11M tokens a day input, 1M tokens a day output"."""
    word, after = [*(k.text for k in tokens[q.end : q.end + 2]), "", ""][:2]
    if word in ("input", "output", "prompt", "completion") and after in (",", ".", ";", "", "and", "&", ")"):
        if after in ("and", "&") and q.end + 2 < len(tokens) and tokens[q.end + 2].kind != "num":
            return  # "5M tokens a day input and output"
        q.flow, q.end = flow_of(word), q.end + 1


def flow_of(word: str) -> str | None:
    return "in" if word in FLOW_IN else "out" if word in FLOW_OUT else None


_VERB_FLOW_WORDS = words("read ingest send process write generate produce output")


def _verb_flow(tokens: list[Token], at: int) -> str | None:
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


def _part_of_total(tokens: list[Token], at: int) -> str | None:
    """ "2k of output": the unit is left out because it was just said."""
    after = [k.text for k in tokens[at : at + 2]]
    return flow_of(after[1]) if len(after) == 2 and after[0] == "of" and after[1] in _FLOW_AFTER_WORDS_2 else None


_FLOW_AFTER_WORDS = words("the a our an each my this total every one of")
_FLOW_AFTER_WORDS_2 = words("""
    in out input output prompt completion inbound outbound incoming outgoing generated
""")


def _flow_after(tokens: list[Token], q: Quantity) -> None:
    """ "tokens in", "tokens of input", "tokens for the prompt"."""
    at = q.end
    words = [k.text for k in tokens[at : at + 4]] + [""] * 4
    for skip in (0, 1, 2):
        lead = words[:skip]
        if any(w not in ("of", "for", "as", "the", "total", "(") for w in lead):
            return
        word = words[skip]
        if word in ("in", "out") and (words[skip + 1] in _FLOW_AFTER_WORDS or words[skip + 1] in t.PERIODS):
            return
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


def per(tokens: list[Token], q: Quantity) -> Quantity:
    """Absorbs "a day", "per user", "each", "/month", "daily" after the amount, over a few filler words."""
    at, gap = q.end, 0
    while at < len(tokens) and gap <= 4:
        step = _period_at(tokens, at, q) or (_per_noun(tokens, at, q) if q.kind != "time" else None)
        if step:
            q.end = at = step
            gap = 0
            continue
        if (tokens[at].text in _FILLER and tokens[at].kind == "word") or (
            tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in ("each", "daily", "every")
        ):
            at, gap = at + 1, gap + 1
            continue
        if tokens[at].text in ("(", "*") and gap == 0:
            at, gap = at + 1, gap + 3
            continue
        break
    return q


def _period_at(tokens: list[Token], at: int, q: Quantity) -> int | None:
    if q.period is not None:
        return None
    found = period_phrase(tokens, at)
    if found is None:
        return None
    days, working, end = found
    q.period, q.working = days, q.working or working
    return end


_PERIOD_PHRASE_WORDS = words("a an one the any each every last past 24")
_PERIOD_PHRASE_WORDS_2 = words("""
    single typical average normal given last past calendar full whole and every busy regular seven-day
    the - one
""")
_PERIOD_PHRASE_WORDS_3 = words("working work business arbeits office week trading laborable school")
_PERIOD_PHRASE_WORDS_4 = words("day week month year quarter hour minute days months")


def period_phrase(tokens: list[Token], at: int) -> tuple[float, bool, int] | None:
    """(days, working days only, end) of a period phrase that starts at ``at``."""
    k = tokens[at]
    if k.text in ("each", "every") and [x.text for x in tokens[at + 1 : at + 4]] in (
        ["of", "those", "days"],
        ["of", "these", "days"],
        ["of", "the", "days"],
    ):
        return t.DAY, False, at + 4
    if k.text in ("in", "for") and at + 1 < len(tokens) and tokens[at + 1].raw in t.MONTH_NAMES:
        return t.MONTH, False, at + 2
    if k.text in ("yesterday", "gestern", "hier", "ayer"):
        return t.DAY, False, at + 1
    if k.text in t.PERIOD_ADVERBS and (len(k.text) > 3 or k.text in ("pa", "pcm")):
        return t.PERIOD_ADVERBS[k.text], False, at + 1
    if (
        k.text == "p"
        and [x.text for x in tokens[at + 1 : at + 4]][:3:2] in (["."], [".", "."])
        and tokens[at + 2].text in ("a", "m", "d")
    ):
        return (
            {"a": t.YEAR, "m": t.MONTH, "d": t.DAY}[tokens[at + 2].text],
            False,
            at + (4 if at + 3 < len(tokens) and tokens[at + 3].text == "." else 3),
        )
    if k.text == "每" or k.text in ("하", "매", "每日"):
        nxt = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return (t.PERIODS[nxt], False, at + 2) if nxt in t.PERIODS else (t.DAY, False, at + 2) if nxt == "루" else None
    if k.text in ("on", "during", "each", "every") and (stop := _working_days(tokens, at + 1)):
        return t.DAY, True, stop
    if (
        k.text in ("in", "over", "within", "for", "during")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in _PERIOD_PHRASE_WORDS
    ):
        at += 1
        k = tokens[at]
    if (
        k.text == "of"
        and at + 2 < len(tokens)
        and tokens[at + 1].text in ("the", "each", "every", "a")
        and tokens[at + 2].text in ("day", "week")
    ):
        return t.PERIODS[tokens[at + 2].text], False, at + 3
    if k.text not in _PER and k.text not in ("last", "past", "this", "one", "any", "24"):
        return None
    i, count = at + 1, 1.0
    while i < len(tokens) and tokens[i].text in _PERIOD_PHRASE_WORDS_2:
        i += 1
    if i < len(tokens) and tokens[i].kind == "num" and tokens[i].value <= 400 and not tokens[i].scale:
        count, i = tokens[i].value, i + 1
    working = i < len(tokens) and tokens[i].text in _PERIOD_PHRASE_WORDS_3
    if working and i + 1 < len(tokens) and tokens[i + 1].text in ("day", "days", "-"):
        i += 1
    else:
        working = False
    if k.text == "24" and tokens[at + 1].text in ("hours", "h", "hrs"):
        return t.DAY, False, at + 2
    if i >= len(tokens) or tokens[i].text not in t.PERIODS or tokens[i].kind not in ("word", "name"):
        return None
    if (k.text in ("am", "al", "the", "this") and tokens[i].text in ("s", "m")) or (
        k.text in ("the", "this") and tokens[i].text not in _PERIOD_PHRASE_WORDS_4
    ):
        return None
    if k.text == "the" and at + 1 == i:
        return None
    if tokens[i].text == "quarter" and i + 1 < len(tokens) and tokens[i + 1].text in ("of", "is", "goes", "go"):
        return None  # a share
    days = t.PERIODS[tokens[i].text] * count
    working = working or tokens[i].text in t.WORKING_DAYS
    if i + 1 < len(tokens) and tokens[i + 1].text in ("ouvré", "ouvrés", "laborable", "hábil", "ouvrable"):
        working, i = True, i + 1
    return days, working, i + 1


def _working_days(tokens: list[Token], at: int) -> int | None:
    """End of "business days", "weekdays" that stands at ``at``."""
    if at >= len(tokens):
        return None
    if tokens[at].text in t.WORKING_DAYS:
        return at + 1
    if (
        tokens[at].text in ("business", "working", "work", "office")
        and at + 1 < len(tokens)
        and tokens[at + 1].text in ("day", "days")
    ):
        return at + 2
    return None


_PER_NOUN_WORDS = words("each apiece jeweils chacun cada pièce je respectively")
_PER_NOUN_WORDS_2 = words("per a an / every pro par por for at je")
_PER_NOUN_WORDS_3 = words("""
    each every a an single average typical one user support customer llm api model
""")


_LEADS_TO_NUMBER = words("""
    about around roughly approximately ~ some nearly circa ca with of at is being has averaging using
    containing holding taking maybe like up to on average
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
        if q.kind in ("items", "users") and _number_next(tokens, at + 1):
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
            or word in _NO_NOUN
            or q.kind not in ("tokens", "items", "pages", "words", "chars", "money")
        )
    ):
        return None
    if known is None and k.text == "/" and q.kind == "plain":
        return None
    if q.kind == "money" and word in ("million", "thousand", "mtok", "m", "k"):
        return None
    q.per = (*q.per, singular(word))
    return i + 1


def singular(word: str) -> str:
    if word in ("people", "persons"):
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
