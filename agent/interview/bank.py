"""The wording of questions and repairs, read once from the two YAML files beside this module."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from agent.evidence import words as words_
from tools.profile import Profile

_INDEX = re.compile(r"\[(\d+)\]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Wording:
    """How one slot is asked about; see questions.yaml for what each part is for."""

    slot: str
    short: str
    text: str
    why: str
    choices: dict[str, Any]  # the answer in words: the value it stands for
    estimate: str


@functools.cache
def wordings() -> dict[str, Wording]:
    """Every slot's wording by its pattern (``workloads[*].tokens_per_day``)."""
    rows = _yaml("questions.yaml")
    return {row["slot"]: Wording(**row) for row in rows}


@functools.cache
def words() -> dict[str, Any]:
    return dict(_yaml("words.yaml"))


def say(key: str, **values: str) -> str:
    """One sentence of words.yaml with its blanks filled."""
    return str(words()["repairs"][key]).format(**values)


def option_name(option: str) -> str:
    return str(words()["options"][option])


def wording(slot: str) -> Wording | None:
    """A slot's wording; the regulation of one workload is asked about in the words of the profile's."""
    pattern = _INDEX.sub("[*]", slot)
    return wordings().get(pattern) or wordings().get(pattern.removeprefix("workloads[*]."))


def short(slot: str, profile: Profile) -> str:
    """A slot in a few words: "volume of tickets" where there are several workloads."""
    found = wording(slot)
    name = found.short if found else words_.label(slot)
    index = _INDEX.search(slot)
    if index and len(profile.workloads) > 1:
        return f"{name} of {workload_name(slot, profile)}"
    return name


def workload_name(slot: str, profile: Profile) -> str:
    """What to call the workload of a slot: its name, "the work" when it is the only one."""
    index = _INDEX.search(slot)
    if not index or len(profile.workloads) <= 1 or int(index[1]) >= len(profile.workloads):
        return "the work"
    return profile.workloads[int(index[1])].name


def _yaml(name: str) -> Any:
    return yaml.load((files("agent.interview") / name).read_text(encoding="utf-8"), Loader=_LOADER)
