"""Characters to tokens: words, names, numbers in many notations, currencies. Linear time."""

# ruff: noqa: E501, UP031 - tables and patterns are read better in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from agent.understanding import tables as t
from agent.understanding.types import Token

_GROUPED = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3})+,\d{1,6}|\d{1,3}(?:[.'_]\d{3}){2,}|\d{1,3}(?:['_]\d{3})+|\d{1,3}(?:[ ]\d{3})+(?:,\d{1,2})?"
_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_LEXEME = re.compile(
    r"""
    (?P<skip> https?://\S{1,500} | www\.\S{1,500} | [\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{2,10}){1,3}
            | (?<!\d)\d{4}-\d\d(?:-\d\d)?(?!\d) | (?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d) | (?<![\d.,])v?\d+\.\d{1,2}\.\d+(?![\d,]) | (?<!\d)24\s?/\s?7(?!\d) | \b24x7\b
            | (?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)(?:\s?[ap]\.?m\b\.?)? | (?<!\d)(?:0?[1-9]|1[0-2])\s?[ap]\.?m\b(?!\s?(?:tok|call|req)) )
  | (?P<moe> (?<![\w.])\d{1,2}x\d{1,3}(?:\.\d)?[bB]\b )
  | (?P<cur> \b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|CNY|RMB|JPY|PLN|SEK|NOK|DKK|BRL|KRW|SGD|Rs|usd|eur|gbp|chf)(?=\d) | (?:US|AU|CA|HK|NZ|NT|A|C|S|R)\$ | \$ | € | £ | ¥ | ₹ | ₩ | ₪ | ₽ | zł )
  | (?P<times> (?<=\d)[x](?=[A-Z]+\d) )
  | (?P<power> (?:\d+(?:[.,]\d+)?\s?[x*·⋅]\s?)?10\s?(?:(?:\^|\*\*)\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}) )
  | (?P<num> (?<![\d])(?:%(grouped)s)(?!\d) | (?<!\d)\.\d+ | \d+(?:[.,]\d+)?(?:[eE][+]?\d{1,2}(?!\w))? )
  | (?P<name> (?<!\d)%(L)s{1,30}(?:-%(L)s{1,30}){0,3}[-.]?\d[A-Za-z\d]{0,40}(?:[.-][A-Za-z\d]{1,40}){0,8} )
  | (?P<cjk> [\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af] )
  | (?P<mail> \b[eE]-[mM]ails?\b )
  | (?P<word> %(L)s+(?:'%(L)s+)* )
  | (?P<pct> %% | ‰ )
  | (?P<punct> \.{3} | <\|?\w+\|?> | -> | => | >= | <= | [^\w\s] )
    """
    % {"grouped": _GROUPED, "L": _LETTER},
    re.VERBOSE,
)
_SCALED_UNIT = re.compile(r"([kKmMbBG])((?:tok|toks|tokens|token|usd|eur|req|reqs|requests))", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TIMES_NAME = re.compile(r"[x](\d+)$", re.IGNORECASE)
_COUNT_NAME = re.compile(r"x(?P<gpu>[A-Z]+\d\w*)$", re.IGNORECASE)


def lex(text: str) -> list[Token]:
    """The raw tokens; numbers carry the value of their digits, not yet of a scale."""
    return [token for m in _LEXEME.finditer(text) for token in _tokens(m)]


def _tokens(m: re.Match[str]) -> Iterator[Token]:
    kind, raw, start, end = m.lastgroup or "punct", m[0], m.start(), m.end()
    low = raw.lower()
    if kind == "num":
        yield Token("num", low, raw, start, end, value=_digits(raw), low=None)
    elif kind == "power":
        yield Token("num", low, raw, start, end, value=_power(low), scale=True)
    elif raw == "_":
        return  # "tokens_per_day"
    elif kind == "moe":
        yield Token("name", low, raw, start, end)  # "Mixtral 8x7B"
    elif kind == "times":
        yield Token("punct", low, raw, start, end)
    elif kind == "mail":
        yield Token("word", low.replace("-", ""), raw, start, end)
    elif kind == "cjk":
        yield Token("word", low, raw, start, end)
    elif kind == "name":
        yield from _name(raw, start, end)
    elif kind == "word" and (m2 := _SCALED_UNIT.fullmatch(raw)):
        yield Token("word", m2[1].lower(), m2[1], start, start + 1)
        yield Token("word", m2[2].lower(), m2[2], start + 1, end)
    elif kind == "word" and low in t.CURRENCIES and low not in t.SHY_CURRENCIES:
        yield Token("cur", low, raw, start, end)
    else:
        yield Token(kind, low, raw, start, end)


def _name(raw: str, start: int, end: int) -> Iterator[Token]:
    """Letters with digits: a name, unless it is a currency code or "x" grown together with its number."""
    if m := _TIMES_NAME.match(raw):
        yield Token("punct", "x", raw[0], start, start + 1)
        yield Token("num", m[1], m[1], start + 1, end, value=float(m[1]))
    elif m := _COUNT_NAME.match(raw):
        yield Token("punct", "x", "x", start, start + 1)
        yield Token("name", m["gpu"].lower(), m["gpu"], start + 1, end)
    else:
        yield Token("name", raw.lower(), raw, start, end)


def _power(text: str) -> float:
    m = re.fullmatch(r"(?:(\d+(?:[.,]\d+)?)\s?[x*·⋅]\s?)?10\s?(?:\^|\*\*)?\s?(\d{1,2})", text.translate(_SUPERSCRIPTS))
    assert m is not None
    return float((m[1] or "1").replace(",", ".")) * 10.0 ** int(m[2])


def _digits(raw: str) -> float:
    """The value of digits with separators. "3,500" is 3500, "3,2" is 3.2, "1.200.000" is 1.2 million, "1.234,5" is 1234.5."""
    text = raw.replace("'", "").replace("_", "").replace(" ", "")
    body, _, exponent = text.lower().partition("e")
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        last = max(body.rfind("."), body.rfind(","))
        body = re.sub(r"[.,]", "", body[:last]) + "." + body[last + 1 :]
    elif commas > 1 or dots > 1:
        body = re.sub(r"[.,]", "", body)
    elif commas:
        whole, part = body.split(",")
        body = whole + part if len(part) == 3 and whole not in ("0", "") else whole + "." + part
    return float(body) * 10.0 ** int(exponent or 0)
