"""Settings: a flag wins, then the environment, then ``breakeven.toml`` in the user's configuration folder."""

from __future__ import annotations

import functools
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

BUILTIN = "builtin"
NAMES = {
    "model": "BREAKEVEN_MODEL",
    "home": "BREAKEVEN_HOME",
    "database_url": "BREAKEVEN_DATABASE_URL",
    "chroma_url": "BREAKEVEN_CHROMA_URL",
    "openai_base_url": "OPENAI_BASE_URL",
    "openai_api_key": "OPENAI_API_KEY",
    "theme": "BREAKEVEN_THEME",
}


class SettingsError(ValueError):
    """The configuration file cannot be read; the message names it."""


@dataclass(frozen=True)
class Settings:
    """``model`` is ``builtin`` (no model at all) or a name served at ``openai_base_url``; ``theme`` is the chat's."""

    model: str = BUILTIN
    home: Path = Path(platformdirs.user_data_dir("breakeven"))
    database_url: str = ""
    chroma_url: str = ""
    openai_base_url: str = ""
    openai_api_key: str = ""
    theme: str = ""

    def __repr__(self) -> str:  # keys stay out of logs and tracebacks
        return f"Settings(model={self.model!r}, home={str(self.home)!r})"

    @property
    def builtin(self) -> bool:
        return self.model in ("", BUILTIN)


def config_file() -> Path:
    return Path(platformdirs.user_config_dir("breakeven")) / "breakeven.toml"


@functools.cache
def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise SettingsError(f"cannot read {path}: {e}") from e


def load_settings(**flags: str | None) -> Settings:
    """The settings in force; ``flags`` are command-line values, None where not given. Error: SettingsError."""
    file = _file(config_file())
    values: dict[str, Any] = {}
    for name, variable in NAMES.items():
        value = (
            flags.get(name)
            or os.environ.get(variable)
            or file.get(variable)
            or file.get(variable.lower())
            or file.get(name)
        )
        if value:
            values[name] = Path(str(value)).expanduser() if name == "home" else str(value)
    return replace(Settings(), **values)


def keep(values: Mapping[str, str]) -> Path:
    """Writes these into the configuration file and leaves its other lines as they are; an empty value takes the line
    out. Keys are names of ``Settings``; no key of a server is ever written. Errors: SettingsError, OSError."""
    path = config_file()
    _file.cache_clear()
    _file(path)  # a file that cannot be read must not be overwritten
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = {name: variable for name, variable in NAMES.items() if name in values and name != "openai_api_key"}
    ours = "|".join(spelling for name, variable in names.items() for spelling in (variable, variable.lower(), name))
    head = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    kept = [line for line in lines[:head] if not re.match(rf"\s*(?:{ours})\s*=", line)]
    # JSON's strings are TOML's basic strings as well
    kept += [f"{v} = {json.dumps(values[n], ensure_ascii=False)}" for n, v in names.items() if values[n]]
    text = "\n".join([*kept, *lines[head:]]) + "\n"
    tomllib.loads(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
    _file.cache_clear()
    return path
