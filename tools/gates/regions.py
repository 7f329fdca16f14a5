"""From the words for a region to the residency term that an endpoint must offer, such as ``eu_residency``."""

from __future__ import annotations

import functools
import re

ANY_REGION = "in_region"
"""The term where data must stay in a region that nobody has named yet: any promise of residency answers it."""

_MEMBER_STATES = (
    "austria belgium bulgaria croatia cyprus czechia czech denmark estonia finland france germany greece hungary "
    "ireland italy latvia lithuania luxembourg malta netherlands poland portugal romania slovakia slovenia spain "
    "sweden deutschland frankfurt paris dublin stockholm milan madrid amsterdam berlin brussels vienna warsaw munich "
    "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se"
)
_WORDS: dict[str, str] = {
    **dict.fromkeys(_MEMBER_STATES.split(), "eu"),
    **dict.fromkeys(("eu", "eea", "europe", "european"), "eu"),
    **dict.fromkeys(("us", "usa", "america", "states", "american"), "us"),
    **dict.fromkeys(("uk", "gb", "britain", "england", "kingdom", "scotland", "wales", "london", "british"), "uk"),
    **dict.fromkeys(("ch", "switzerland", "swiss", "schweiz", "zurich", "geneva"), "ch"),
    **dict.fromkeys(("ca", "canada", "canadian", "ontario", "quebec", "toronto", "montreal"), "ca"),
    **dict.fromkeys(("au", "australia", "australian", "sydney", "melbourne"), "au"),
    **dict.fromkeys(("in", "india", "indian", "mumbai"), "in"),
    **dict.fromkeys(("jp", "japan", "japanese", "tokyo", "osaka"), "jp"),
    **dict.fromkeys(("kr", "korea", "korean", "seoul"), "kr"),
    **dict.fromkeys(("sg", "singapore"), "sg"),
    **dict.fromkeys(("br", "brazil", "brazilian", "brasil"), "br"),
    **dict.fromkeys(("ae", "emirates", "uae", "dubai"), "ae"),
}


_WHOLE_EU = frozenset({"eu", "eea", "europe", "european"})


def is_member_state(region: str) -> bool:
    """True where a country or city of the EU is named and not the EU as a whole, which vendors promise more often."""
    return region_code(region) == "eu" and not _WHOLE_EU & set(re.findall(r"[a-z]+", region.lower()))


@functools.lru_cache(maxsize=512)
def region_code(region: str) -> str:
    """Two letters for a region in people's words ("the EU", "Germany", "eu-central-1"); unknown ones stay."""
    words = re.findall(r"[a-z]+", region.lower())
    # Little words that are also country codes count only when they stand alone: "in the EU", "is it at home".
    found = [_WORDS[w] for w in words if w in _WORDS and not (w in ("in", "be", "at", "it", "is") and len(words) > 1)]
    return found[0] if found else "_".join(words)


def residency_term(region: str | None, regimes: frozenset[str]) -> str:
    """The term that "only in our region" asks for. Without a named region, European law means the EU."""
    if region and (code := region_code(region)):
        return f"{code}_residency"
    return "eu_residency" if regimes & {"gdpr", "eu_ai_act", "nis2", "dora"} else ANY_REGION
