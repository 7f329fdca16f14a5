"""docs/how-it-decides.md is what the code and the catalogue say today."""

from __future__ import annotations

from pages import ROOT

from bench.docs.code import facts
from bench.docs.page import page
from knowledge.catalogue import load

TARGET = ROOT / "docs" / "how-it-decides.md"


def test_the_page_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), (
        "out of date: python -m bench.docs (or make docs) writes it anew"
    )


def test_nothing_of_the_catalogue_is_left_out() -> None:
    text, catalogue = TARGET.read_text(encoding="utf-8"), load()
    names = [*catalogue.defaults, *(r.id for r in catalogue.regimes), *(m.id for m in catalogue.models)]
    names += [p.slot for p in catalogue.priors] + [t.frontier_model for t in catalogue.tiers]
    missing = [name for name in names if f"`{name}`" not in text]
    assert not missing
    assert all(vendor.name in text for vendor in catalogue.vendors)
    assert all(gpu.name in text for gpu in catalogue.gpus)


def test_every_formula_of_the_calculators_is_there() -> None:
    text = TARGET.read_text(encoding="utf-8")
    ids = {fact.id for folder in ("tools/decision", "tools/gates", "tools/stack") for fact in facts(folder)}
    assert len(ids) > 8
    assert all(f"`{id_}`" in text for id_ in ids)
