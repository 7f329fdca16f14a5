"""Numbers that are no amounts (versions, articles, years, model names), and two numbers that are one range."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_MEANS = words("average avg mean")


def _rolling(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """ "seven-day average", "7 day rolling mean": a daily figure."""
    k = tokens[at]
    found = [x.text for x in tokens[at + 1 : at + 5] if x.text not in ("-", "rolling", "moving")]
    if k.kind != "num" or k.value not in (7.0, 30.0, 28.0) or found[:1] != ["day"] or not _MEANS & set(found[1:2]):
        return None
    end = next(i for i in range(at + 1, at + 5) if tokens[i].text == "day") + 1
    return Token("word", "daily", "daily", k.start, tokens[end - 1].end), end


_O_SERIES = re.compile(r"o[1-9](?:-[a-z]+)*")  # "o3-mini", and neither "o365" nor a letter


def names(tokens: list[Token]) -> list[Token]:
    """Versions, articles, years, list numbers and model names are no amounts: they become ``skip`` or ``name``."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        k = tokens[at]
        if (rolling := _rolling(tokens, at)) is not None:
            out.append(rolling[0])
            at = rolling[1]
            continue
        if (
            k.kind in ("word", "name")
            and (family := k.text.split("-")[0].rstrip("0123456789.")) in t.MODEL_FAMILIES
            and (family != "o" or _O_SERIES.fullmatch(k.text))
        ):
            end = _model_end(tokens, at + 1)
            if (
                end > at + 1
                or k.kind == "name"
                or family not in ("command", "nova", "phi", "falcon", "bloom", "yi", "granite")
            ):
                last = tokens[end - 1]
                text = " ".join(x.text for x in tokens[at:end])
                out.append(Token("model", text, text, k.start, last.end))
                at = end
                continue
        if (card := _card(tokens, at)) is not None:
            out.append(card[0])
            at = card[1]
            continue
        out.append(_sized(tokens, at) or _unless_named(tokens, at))
        at += 1
    return out


_CONSUMER = re.compile(r"[2-5]0[6-9]0")
_COUNTS_CARDS = words("a an one our my single old spare used")


def _is_card(tokens: list[Token], at: int) -> bool:
    """ "two 4090s", "a 4090", "4 3090 cards": consumer cards that are called by their number alone."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.text == "s" and after.start == tokens[at].end:
        return True
    counted = before is not None and (
        before.text in _COUNTS_CARDS or (before.kind == "num" and 1 <= before.value <= 64)
    )
    return counted and (after is None or after.text not in t.UNIT_WORDS or after.text in t.GPU_WORDS)


def _card(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """ "RTX 4090s", "RTX 6000 Ada": one name."""
    k = tokens[at]
    if k.kind == "num" and _CONSUMER.fullmatch(k.text) and _is_card(tokens, at):
        end = at + 1 + (tokens[at + 1].text == "s" if at + 1 < len(tokens) else False)
        text = f"RTX {k.text}"
        return Token("name", text.lower(), text, k.start, tokens[end - 1].end), end
    if k.text not in ("rtx", "gtx", "geforce", "quadro") or at + 1 >= len(tokens) or tokens[at + 1].kind != "num":
        return None
    end = at + 2
    text = f"{k.raw} {tokens[at + 1].text}"
    if end < len(tokens) and tokens[end].text == "s" and tokens[end].start == tokens[end - 1].end:
        end += 1
    elif end < len(tokens) and tokens[end].text in ("ada", "ti", "super", "pro"):
        text, end = f"{text} {tokens[end].raw}", end + 1
    return Token("name", text.lower(), text, k.start, tokens[end - 1].end), end


_MODEL_TAIL = words("""
    mini nano turbo instruct sonnet opus haiku pro flash large small medium maverick scout coder lite
    plus max vl luna oss r it chat base preview latest thinking air next super ultra distill
""")  # fmt: skip


def _model_end(tokens: list[Token], at: int) -> int:
    """Where a model's name ends: "Llama 3.3 70B Instruct", "GPT-4o mini", "Claude Sonnet 4.5"."""
    while at < len(tokens):
        k = tokens[at]
        if k.kind == "num":
            size = k.raw.lower().endswith((" b", "b")) and k.value <= 2e12 and k.scale
            ahead = tokens[at + 1].text if at + 1 < len(tokens) else ""
            if (
                ahead in t.UNIT_WORDS
                or ahead in ("a", "per", "/", "x", "%")
                or k.value < 0
                or not (size or (k.value <= 10 and not k.scale))
            ):
                return at
        elif k.text == "-" and at + 1 < len(tokens) and tokens[at + 1].start == k.end and tokens[at - 1].end == k.start:
            pass
        elif not (k.kind == "name" and k.text[0] in "rvkoqx") and k.text not in _MODEL_TAIL:
            return at
        at += 1
    return at


_BEFORE_SIZE = words("a an open the small large big tuned fine-tuned our dense another tiny on")
_COUNTED = words("a per / each every in out daily")
_SIZED = words("""
    model models class parameter parameters param params variant version weights instruct open one ones llm moe
""")


def model_size(tokens: list[Token], at: int) -> bool:
    """ "an open 8B model", "70B-class", "runs on an 8B": how large a model is, and no count of anything we have."""
    k, i = tokens[at], at + 1
    if i < len(tokens) and tokens[i].text == "-":
        i += 1
    size = k.scale and k.raw.lower().endswith("b") and 0.3e9 <= k.value <= 2e12
    ahead = tokens[i].text if i < len(tokens) else ""
    counted = ahead in t.UNIT_WORDS or ahead in _COUNTED
    return size and (ahead in _SIZED or (at > 0 and tokens[at - 1].text in _BEFORE_SIZE and not counted))


def _sized(tokens: list[Token], at: int) -> Token | None:
    """A model named by its size alone."""
    return replace(tokens[at], kind="model") if tokens[at].kind == "num" and model_size(tokens, at) else None


_UNLESS_NAMED_WORDS = words("type no page v item number option java q step phase")


def _unless_named(tokens: list[Token], at: int) -> Token:
    k = tokens[at]
    if k.kind != "num":
        return k
    before = tokens[at - 1] if at else None
    ahead = tokens[at + 1] if at + 1 < len(tokens) else None
    year = (
        k.text.isdigit()
        and len(k.text) == 4
        and 1990 <= k.value <= 2040
        and (ahead is None or (ahead.text not in t.UNIT_WORDS and ahead.kind not in ("pct", "cur")))
    )
    money_before = before is not None and before.kind == "cur"
    if (
        year
        and not money_before
        and (before is None or before.text not in ("about", "around", "~", "roughly", "=", "x", "*"))
    ):
        return replace(k, kind="skip")
    if before is not None and not k.scale:
        if before.text in ("#", "§"):
            return replace(k, kind="skip")
        called = before.text if before.text != "." or at < 2 else tokens[at - 2].text
        if (
            called in t.NUMBERED
            and k.value < 100000
            and not (called in _UNLESS_NAMED_WORDS and ahead is not None and ahead.text in t.UNIT_WORDS)
        ):
            return replace(k, kind="skip")
    return k


def ranges(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        joined = _range(tokens, at)
        if joined is None:
            out.append(tokens[at])
            at += 1
        else:
            out.append(joined[0])
            at = joined[1]
    return out


_RANGE_WORDS = words("- to or till bis à oder ou ... through")


_MOVED = words(
    "went grew grown rose risen jumped climbed increased up down fell dropped moved changed gone go grow growing rising shot ballooned"  # noqa: E501
)


def _range(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    first = tokens[at]
    if first.kind != "num" or at + 2 >= len(tokens):
        return None
    middle, end = tokens[at + 1], at + 2
    if middle.kind == "cur" and tokens[at + 2].text in ("-", "to"):  # 5k$ - 8k$
        middle, end = tokens[at + 2], at + 3
    if middle.kind == "pct" and end < len(tokens) and tokens[end].text in ("-", "to"):
        middle, end = tokens[end], end + 1
    if end < len(tokens) and tokens[end].kind == "cur":
        end += 1
    if end < len(tokens) and tokens[end].text in ("maybe", "even", "perhaps"):
        end += 1
    if end >= len(tokens) or tokens[end].kind != "num":
        return None
    joiner = middle.text
    if (at > 1 and tokens[at - 1].text == "from") or (
        at > 2 and tokens[at - 1].kind == "cur" and tokens[at - 2].text == "from"
    ):
        moved = {k.text for k in tokens[max(0, at - 6) : at]}
        if moved & _MOVED:
            return None  # "went from $4k to $11k": two times, not two ends
    lead = at - 2 if at > 1 and tokens[at - 1].kind == "cur" else at - 1
    between = at and tokens[lead].text in ("between", "zwischen", "entre")
    if joiner not in _RANGE_WORDS and not (between and joiner in ("and", "und", "et", "y")):
        return None
    second = tokens[end]
    if any(k.kind == "cur" and t.CURRENCIES.get(k.text) is None for k in tokens[at + 1 : end]):
        return None
    low = first.value
    if second.scale and not first.scale and low < 1000 and low < second.value:
        factor = top(second.value) if second.value >= 1e3 else 1.0
        word = second.text.split()[-1]
        factor = t.SCALES.get(word, factor) if not word[:1].isdigit() else factor
        low = low * factor if low * factor < second.value else low
    if low >= second.value or (low < second.value / 1000):
        return None
    mid = (low + second.value) / 2
    text = f"{first.text} - {second.text}"
    return Token(
        "num", text, text, first.start, second.end, value=mid, low=low, high=second.value, scale=second.scale
    ), end + 1


def top(value: float) -> float:
    return next(s for s in (1e9, 1e6, 1e3) if value >= s)
