"""The ladder of a closed vendor: the model that people mean by its name, and its smaller one."""

from __future__ import annotations

from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Tier


def tier(catalogue: Catalogue, provider: str | None) -> Tier:
    """The frontier and the smaller model of a vendor, by id or alias; the default vendor for None.

    Error: LookupError naming the vendors that have a ladder.
    """
    if provider is None:
        return catalogue.tiers[0]
    wanted = _squeeze(provider)
    for entry in catalogue.tiers:
        if wanted in {_squeeze(entry.provider), *(_squeeze(a) for a in entry.aliases)}:
            return entry
    known = ", ".join(e.provider for e in catalogue.tiers)
    raise LookupError(f"no ladder of models for {provider!r}; there are: {known}")


def _squeeze(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())
