"""Number grammar over tokens: scales, number words, ranges, and numbers that are names rather than amounts."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.bounds import both_bounds
from agent.understanding.decimals import localise
from agent.understanding.halves import and_a_half, half_periods, unit_at
from agent.understanding.naming import names, ranges, top
from agent.understanding.periods import period_phrase
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_UPPER_ONLY = frozenset(["b", "t"])


_SPANISH = frozenset(["es", "pt", "it"])


def numbers(tokens: list[Token], language: str) -> list[Token]:
    """Tokens with each number phrase joined into one ``num`` token that carries its value and range."""
    out = _meant(_join(tokens, language))
    out = localise(out, language)
    out = names(out)
    return both_bounds(ranges(out))


_MEANING = words("meaning meant mean i.e ie rather sorry")


def _meant(tokens: list[Token]) -> list[Token]:
    """ "1.5M (meaning 1.5k) tokens": the number in brackets stands for the one before them."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        found = tokens[at : at + 5]
        meant = (
            len(found) == 5
            and found[0].kind == found[3].kind == "num"
            and found[1].text == "("
            and found[4].text == ")"
        )
        if meant and found[2].text in _MEANING:
            out.append(replace(found[3], start=found[0].start, end=found[4].end))
            at += 5
        else:
            out.append(tokens[at])
            at += 1
    return out


def _join(tokens: list[Token], language: str) -> list[Token]:
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        halves = half_periods(tokens, at)
        if halves is not None:
            out.extend(halves[0])
            at = halves[1]
            continue
        found = _cardinal(tokens, at, language)
        if found is None:
            out.append(tokens[at])
            at += 1
            continue
        value, end, scaled = found
        first, last = tokens[at], tokens[end - 1]
        if end - at == 1 and first.kind == "num":
            out.append(first)
        else:
            text = " ".join(k.text for k in tokens[at:end])
            out.append(Token("num", text, text, first.start, last.end, value=value, scale=scaled or value >= 1e5))
        at = end
    return out


def _scale(tokens: list[Token], at: int, language: str, *, attached: bool) -> float | None:
    """The factor that tokens[at] names, None when it is no scale here."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    token = tokens[at]
    if token.text == "mil":
        return 1e3 if language in _SPANISH else 1e6
    factor = t.SCALES.get(token.text)
    if factor is None or (
        len(token.text) == 1 and not attached and token.text in _UPPER_ONLY and token.raw != token.raw.upper()
    ):
        return None
    if (
        token.text in ("m", "t", "b", "cent", "cr", "md")
        and not attached
        and token.raw == token.text
        and token.text != "m"
    ):
        return None
    return factor


def _cardinal(tokens: list[Token], at: int, language: str) -> tuple[float, int, bool] | None:
    """(value, end, whether a scale was said) of the number phrase that starts at ``at``."""
    first = tokens[at]
    if first.kind == "num":
        return _scaled(tokens, at + 1, first.value, first.scale, language)
    if first.kind != "word":
        return None
    return _words(tokens, at, language)


def _scaled(tokens: list[Token], at: int, value: float, scaled: bool, language: str) -> tuple[float, int, bool]:
    """Scale words after a number: "2.5 million", "400k", "3 hundred thousand", "5 and a half million"."""
    fraction = and_a_half(tokens, at)
    if fraction and (_scale(tokens, fraction[1], language, attached=False) or unit_at(tokens, fraction[1])):
        value, at = value + fraction[0], fraction[1]
    if (
        value.is_integer()
        and at + 2 < len(tokens)
        and tokens[at].kind == "num"
        and tokens[at + 1].text == "/"
        and tokens[at + 2].text in ("2", "4")
    ):
        value, at = value + tokens[at].value / tokens[at + 2].value, at + 3
    while (
        factor := _scale(
            tokens, at, language, attached=tokens[at - 1].end == tokens[at].start if at < len(tokens) else False
        )
    ) is not None:
        if factor == 1e2 and tokens[at].text == "cent":
            break
        value, at, scaled = value * factor, at + 1, scaled or factor >= 1e3
        if at + 1 < len(tokens) and tokens[at].text == "." and tokens[at - 1].text in t.ABBREVIATIONS:
            at += 1  # "1,2 Mrd. Tokens"
    below = tokens[at : at + 2]
    if scaled and len(below) == 2 and below[0].kind == "num" and below[0].value < 1000:
        smaller = _scale(tokens, at + 1, language, attached=below[0].end == below[1].start)
        if smaller is not None and smaller >= 1e3 and below[0].value * smaller < top(value):
            value, at = value + below[0].value * smaller, at + 2  # "2 crore 40 lakh"
    if scaled and (tail := and_a_half(tokens, at)) and value >= 1e6:
        value, at = value * (1 + tail[0] / (value / top(value))), tail[1]
    return value, at, scaled


_WORDS_WORDS = words("a an one eine un una ein half halbe demi medio quarter three")
_WORDS_WORDS_2 = words("""
    hundreds thousands millions billions cent md mega lac cr bil mille mil mm mn mo tn
""")
_WORDS_WORDS_3 = words("each every no any this that which only another the some - first second third last other next")


def _words(tokens: list[Token], at: int, language: str) -> tuple[float, int, bool] | None:
    word = tokens[at].text
    if word.endswith("fold") and t.SMALL.get(word[:-4], 0) > 1:
        return t.SMALL[word[:-4]], at + 1, False
    if (often := _how_often(tokens, at)) is not None:
        return often, at + 1, False
    if word == "one" and (
        (at and tokens[at - 1].text in _WORDS_WORDS_3)
        or (at + 1 < len(tokens) and tokens[at + 1].text in ("of", "is", "has", "that", "who", "does", ":"))
        or [k.text for k in tokens[at + 1 : at + 3]] in (["-", "time"], ["-", "off"], ["-", "way"], ["-", "shot"])
    ):
        return None
    ahead = [k.text for k in tokens[at + 1 : at + 4]] + ["", "", ""]
    if word in _WORDS_WORDS:
        special = _fraction_of_scale(tokens, at, language)
        if special is not None:
            return _and_less(tokens, special, language)
    if word in ("a", "one") and ahead[0] == "pair" and ahead[1] == "of":
        return 2.0, at + 3, False
    if word in ("a", "an") and ahead[0] in ("dozen", "couple", "few"):
        at, word, ahead = at + 1, ahead[0], ahead[1:]
    if word in ("few", "couple", "dozen"):
        skip = at + 2 if ahead[0] == "of" else at + 1
        factor = _scale(tokens, skip, language, attached=False)
        if factor is None and word != "dozen":
            return None
        return _scaled(tokens, skip if factor else at + 1, t.SMALL[word], False, language)
    if word in t.SMALL and not (
        word in ("un", "uno", "once", "six") and language not in ("es", "fr", "it", "pt") and word != "six"
    ):
        return _small(tokens, at, language)
    if word in t.SCALES and len(word) > 1 and word not in _WORDS_WORDS_2:
        if word in ("hundred", "thousand", "million", "billion") and not (at and tokens[at - 1].text in ("a", "per")):
            return None
        return None if at and tokens[at - 1].text == "per" else _scaled(tokens, at, 1.0, False, language)
    return None


_NEAR = 12  # tokens before "twice a day" among which those are counted who do it
_OFTEN = {"twice": 2.0, "thrice": 3.0}


def _how_often(tokens: list[Token], at: int) -> float | None:
    """ "twice a day"; "once a month" only of each of many, elsewhere it counts nothing."""
    word = tokens[at].text
    if word not in _OFTEN and word != "once":
        return None
    found = period_phrase(tokens, at + 1) if at + 1 < len(tokens) else None
    before = tokens[max(0, at - _NEAR) : at]
    if found is None or not any(k.kind == "num" or k.text in t.SMALL or k.text in t.SCALES for k in before):
        return None
    if word == "once" and not {"each", "every"} & {k.text for k in before}:
        return None
    return _OFTEN.get(word, 1.0)


def _fraction_of_scale(tokens: list[Token], at: int, language: str) -> tuple[float, int, bool] | None:
    """ "half a million", "a quarter of a million", "three quarters of a million", "a million", "un demi-million"."""
    words = [k.text for k in tokens[at : at + 8]] + [""] * 8
    i, value = 0, 1.0
    if words[0] in ("a", "an", "one", "eine", "un", "una", "ein"):
        i = 1
    elif words[0] == "three" and words[1] == "quarters":
        i, value = 2, 0.75
    if words[i] in ("half", "halbe", "demi", "medio", "quarter"):
        value = 0.25 if words[i] == "quarter" else 0.5
        i += 1
    elif i == 1 and value == 1.0:
        if words[1] in ("hundred", "hundert"):
            return _small(tokens, at, language)
        factor = _scale(tokens, at + 1, language, attached=False)
        if factor and (len(words[1]) > 2) and words[1] not in ("cent", "mil", "bil", "mega", "grand"):
            return _scaled(tokens, at + 1, 1.0, False, language)
        return None
    i += words[i] == "of"
    i += words[i] in ("a", "an")
    i += words[i] == "-"
    factor = _scale(tokens, at + i, language, attached=False)
    if value == 1.0 or not factor or len(words[i]) < 3:
        return None
    return value * factor, at + i + 1, True


def _small(tokens: list[Token], at: int, language: str) -> tuple[float, int, bool]:
    """ "twenty-five", "two hundred and fifty thousand", "two point five million"."""
    value = t.SMALL.get(tokens[at].text, 1.0)
    total, at = 0.0, at + 1
    while at < len(tokens):
        word = tokens[at].text
        glue = (
            word in ("-", "and", "und")
            and at + 1 < len(tokens)
            and tokens[at + 1].text in t.SMALL
            and (word == "-" or total)
        )
        if glue or word in t.SMALL:
            step = at + 1 if glue else at
            new = t.SMALL[tokens[step].text]
            if not ((value % 100 == 0 and new < 100) or (value % 10 == 0 and value % 100 >= 20 and new < 10)) or tokens[
                step
            ].text in ("few", "couple", "dozen"):
                break
            value, at = value + new, step + 1
        elif word in ("hundred", "hundert"):
            value, at = value * 100, at + 1
            total = 1.0
        elif (
            word in ("point", "komma", "virgule", "coma")
            and at + 1 < len(tokens)
            and (tokens[at + 1].text in t.SMALL or tokens[at + 1].kind == "num")
        ):
            new = tokens[at + 1].value or t.SMALL.get(tokens[at + 1].text, 0.0)
            value, at = value + new / (10 if new < 10 else 100), at + 2
        else:
            break
    return _and_less(tokens, _scaled(tokens, at, value, False, language), language)


def _and_less(tokens: list[Token], found: tuple[float, int, bool], language: str) -> tuple[float, int, bool]:
    """ "twenty-two thousand five hundred", "two million and fifty thousand": what is named below the last scale."""
    value, end, scaled = found
    at = end + (end < len(tokens) and tokens[end].text in ("and", "und"))
    if not scaled or at >= len(tokens) or tokens[at].text not in t.SMALL or tokens[at].text in _NO_REMAINDER:
        return found
    rest, stop, _ = _small(tokens, at, language)
    unit = next(u for u in (1e12, 1e9, 1e6, 1e3, 1.0) if value % u == 0 or u == 1.0)
    least = 100 if at == end else 10
    return (value + rest, stop, True) if least <= rest < unit else found


_NO_REMAINDER = words("few couple dozen one un uno once")
