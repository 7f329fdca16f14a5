"""What a message hides in markup: comments and the blocks of a role that is not the user's. None of it is read. Markup
that only gives a text its looks is not read either, but the text in it is."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"<!--|<(?P<unseen>[a-z][a-z0-9]{0,15})\s(?:[^<>]{0,200}[\s;\"'])?(?:hidden|display\s*:\s*none|visibility\s*:\s*hidden|"
    r"font-size\s*:\s*0|color\s*:\s*(?:white|transparent|#fff))[^<>]{0,200}>|<\s*(?P<role>system|assistant|developer|tool|admin|prompt|instructions?|hidden|secret|script|style)\s*>",
    re.IGNORECASE,
)

# tags that give a text its looks, and those that end a line besides; what they enclose is text like any other
_INLINE = "a|abbr|b|big|cite|code|em|font|i|ins|kbd|label|mark|q|samp|small|span|strong|sub|sup|td|th|tt|u|var|wbr"
_BLOCK = (
    "address|article|aside|blockquote|body|br|center|caption|dd|details|div|dl|dt|footer|h[1-6]|head|header|hr|html|li|main"
    "|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|title|tr|ul"
)
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|{_INLINE})(?P<with>\s[^<>]{{0,300}})?\s?/?>", re.IGNORECASE)
_STRUCK = re.compile(r"<(?P<tag>del|s|strike)>[^<>]{0,300}</(?P=tag)>|~~[^~\n]{1,300}~~", re.IGNORECASE)
_UNSEEN = re.compile(r"hidden|display\s*:|visibility|opacity|font-size|color|\bon\w+\s*=", re.IGNORECASE)
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ENTITY = re.compile("|".join(_ENTITIES), re.IGNORECASE)


_OBJECT = re.compile(r"\s*\{(?:\s*\"[\w /]{1,40}\"\s*:\s*(?:\"[^\"{}\n]{0,60}\"|[\w.+-]{1,30})\s*,?){1,30}\s*\}\s*")
_QUOTE = re.compile(r"[\"{}]")


def without_looks(text: str) -> str:
    """The text with blanks in the place of tags that only give it its looks, and of what is struck out; each other
    character keeps its offset. A tag that could make its text invisible is left to the guard."""
    if _OBJECT.fullmatch(text):
        return _QUOTE.sub(" ", text)  # a table of keys and values
    if "<" in text or "~~" in text:
        text = _TAG.sub(_blank, _STRUCK.sub(lambda m: " " * len(m[0]), text))
    return _ENTITY.sub(lambda m: _ENTITIES[m[0].lower()].ljust(len(m[0])), text) if "&" in text else text


def _blank(m: re.Match[str]) -> str:
    if m["with"] and _UNSEEN.search(m["with"]):
        return m[0]
    return ("\n" if m["block"] else " ").ljust(len(m[0]))


def without_hidden(text: str) -> tuple[str, bool]:
    """The text with a line break and blanks in the place of what is hidden, so that every other character keeps its
    offset, and whether there was any. A comment that is never closed goes on to the end; a role's block that is
    never closed is left to the guard, which silences its sentence."""
    out: list[str] = []
    at, hidden = 0, False
    unclosed: set[str] = set()
    while m := _OPENING.search(text, at):
        name = (m["role"] or m["unseen"] or "").lower()
        closing = None if name in unclosed else _closing(name).search(text, m.end())
        if closing is None and name:
            unclosed.add(name)
            out.append(text[at : m.end()])
            at = m.end()
            continue
        end = closing.end() if closing else len(text)
        out += [text[at : m.start()], "\n", " " * (end - m.start() - 1)]
        at, hidden = end, True
    return "".join(out) + text[at:], hidden


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</\s*{name}\s*>" if name else "-->", re.IGNORECASE)
