"""Links inside the repository lead somewhere; settings in the operating guide are those the program reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import PAGES, ROOT, anchors, blocks, links, prose

from agent.settings import NAMES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    for link in links(page):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} links to {link}"
        assert target.is_relative_to(ROOT), f"{page.name} links out of the repository: {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{page.name}: no heading {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_fence_is_closed(page: Path) -> None:
    assert "```" not in prose(page)


def test_every_setting_is_in_the_operating_guide_and_no_other() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert set(NAMES.values()) <= set(re.findall(r"`([A-Z][A-Z_]+)`", text))
    everywhere = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"\bBREAKEVEN_(?!SHARED)[A-Z_]+", everywhere)) <= set(NAMES.values())


def test_the_example_configuration_uses_names_that_are_read() -> None:
    import tomllib

    page = ROOT / "docs" / "operating.md"
    examples = [tomllib.loads(b.text) for b in blocks(page) if b.language == "toml"]
    assert examples
    assert {key for example in examples for key in example} <= set(NAMES.values())
