"""Between what people type in Slack, Markdown, and Slack's own markup."""

from __future__ import annotations

import html
import re

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<![\w:]):(?:[a-z0-9_+'-]*[a-z_+-][a-z0-9_+'-]*|100|1234)(?:::skin-tone-[2-6])?:(?![\w:])")
_STRUCK = re.compile(r"(?:(?<=^)|(?<=[\s(]))~(?=[^\s~])[^~\n]*(?<=[\w.)!?%])~(?![\w$€£~])", re.M)
_STRONG = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]+)(?<=\S)\1(?![\w*_])")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_BULLET = re.compile(r"^(\s*)[-*]\s+", re.M)
_BOLD = "\x01"
MORE = "…"


def typed(text: str, bot: str | None = None) -> str:
    """A message as its writer meant it: without the bot's name, mentions and links as words, entities undone, nothing
    that was struck out, and neither emoji (``:1234:`` is no figure) nor the marks of bold and italic letters.

    Nothing that comes back can be a mention, so that an answer that quotes it rings nobody."""
    text = text.replace(f"<@{bot}>", " ") if bot else text
    text = _STRONG.sub(r"\2", _STRUCK.sub(" ", _EMOJI.sub(" ", _TOKEN.sub(_words, text))))
    return re.sub(" {2,}", " ", html.unescape(text).replace("\xa0", " ")).strip()


def _words(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    if target.startswith("@"):
        return f"@{label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return f"@{(label or target[1:].split('^')[0]).lstrip('@')}"
    return label or target.removeprefix("mailto:")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(markdown: str) -> str:
    """Markdown in Slack's markup. What looks like a mention stays words."""
    text = escaped(markdown).replace("\\|", "|")
    text = _HEADING.sub(r"**\1**", text)
    text = _BULLET.sub(r"\1• ", text)
    text = _LINK.sub(r"<\2|\1>", text)
    text = text.replace("**", _BOLD)
    text = _ITALIC.sub(r"_\1_", text)
    return text.replace(_BOLD, "*").replace("  \n", "\n")


def streamed(markdown: str) -> str:
    """Markdown for ``markdown_text``, with the beginnings of mentions made harmless."""
    return re.sub(r"<(?=[!@#])", "&lt;", markdown)


def plain(markdown: str) -> str:
    """Words only: for headers, cells, notifications."""
    text = _LINK.sub(r"\1", markdown.replace("**", "").replace("\\|", "|"))
    return _ITALIC.sub(r"\1", _HEADING.sub(r"\1", text)).strip()


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, ended at a blank where one is near."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    blank = kept.rfind(" ")
    kept = (kept[:blank] if blank > limit * 0.7 else kept).rstrip()
    # an escape that was cut in two would show as rubbish, an open emphasis would swallow the rest
    kept = re.sub(r"&\w{0,4}$", "", kept)
    return kept + MORE


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` characters, broken between lines where possible."""
    out: list[str] = []
    for line in text.split("\n"):
        while len(line) > limit:
            blank = line.rfind(" ", 0, limit)
            at = blank if blank > 0 else limit
            out.append(line[:at])
            line = line[at:].lstrip()
        if out and len(out[-1]) + 1 + len(line) <= limit:
            out[-1] += "\n" + line
        else:
            out.append(line)
    return [piece for piece in out if piece.strip()]
