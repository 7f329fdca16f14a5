"""Which language a message is in, by its script and small words. Recognised, said, and used for number formats."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from agent.understanding.types import Token
from agent.understanding.wordlist import words

MARKERS: dict[str, frozenset[str]] = {
    "en": words("""
    the and of is are we our a to for with per no not in it that what you have this
"""),
    "de": words("""
    der die das und ist wir unsere unser pro tag nicht kein keine für mit ein eine im am monat tokens_
    uns auf zum von sind haben etwa rund millionen mio deutsche zahlen anfragen
"""),
    "fr": words("""
    le la les et est nous notre nos par jour pas un une des pour avec dans mois millions_ aucun sont
    avons environ du de payons jetons requêtes
"""),
    "es": words("""
    el la los y es nuestro nuestra por día dia no_ un una para con en mes millones ningún somos tenemos
    unos de al pagamos gastamos
"""),
    "it": words("""
    il lo gli e_ è nostro nostra per_ giorno non un' una per con nel mese milioni abbiamo circa di al
    paghiamo
"""),
    "pt": words("""
    o os e_ é nosso nossa por dia não um uma para com no mês milhões temos cerca de ao pagamos
"""),
    "pl": words("""
    i_ jest czy jak dlaczego nasz nasze na dzień nie dla z_ w_ miesiąc milionów tokenów mamy około dziennie płacimy
"""),
    "nl": words("""
    het en_ is_ wij onze per dag niet geen voor met een maand miljoen hebben ongeveer van betalen waarvan vragen
    werkdag uur
"""),
}  # fmt: skip
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "pl": "Polish", "nl": "Dutch",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "he": "Hebrew", "el": "Greek", "hi": "Hindi",
}  # fmt: skip
_POLISH = frozenset("ąęłńśźż")
"""Letters that no other language here is written with: a word with one of them is a Polish word."""
_SCRIPTS = (("ja", 0x3040, 0x30FF), ("ko", 0xAC00, 0xD7AF), ("zh", 0x3400, 0x9FFF), ("ru", 0x0400, 0x04FF), ("ar", 0x0600, 0x06FF),
            ("he", 0x0590, 0x05FF), ("el", 0x0370, 0x03FF), ("hi", 0x0900, 0x097F))  # fmt: skip


def guess(tokens: list[Token]) -> str:
    """ISO 639-1 code; English where nothing speaks against it."""
    words = [k.text for k in tokens[:400] if k.kind in ("word", "cur")]
    scripts = {code: sum(low <= ord(w[0]) <= high for w in words) for code, low, high in _SCRIPTS}
    if scripts["ja"]:
        return "ja"
    best = max(scripts, key=lambda code: scripts[code])
    if scripts[best] >= 2 and scripts[best] * 3 >= len(words):
        return best
    counts = {code: sum(w in marks for w in words) for code, marks in MARKERS.items()}
    counts["pl"] += sum(bool(_POLISH & set(w)) and w not in MARKERS["pl"] for w in words)
    top = max(counts, key=lambda code: counts[code])
    return top if counts[top] >= 2 and counts[top] > counts["en"] else "en"
