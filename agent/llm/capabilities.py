"""What an endpoint was seen to do, as ``breakeven doctor`` found it, kept in BREAKEVEN_HOME."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel

from agent.errors import ModelError
from agent.llm.client import Model
from agent.settings import Settings

FILE = "model.json"
SECRET = "weaver"
LONG = 3_000  # words of the long prompt: answers that the interview needs fit well within it


@dataclass(frozen=True)
class Capabilities:
    """``structured``: answers in a schema; ``tools``: calls one when it should; ``latency_ms``: of a short answer;
    ``context``: whether a prompt of 3,000 words was taken; ``problem``: what went wrong first."""

    model: str
    base_url: str
    reachable: bool = False
    structured: bool = False
    tools: bool = False
    latency_ms: float | None = None
    context: bool = False
    problem: str = ""


class Word(BaseModel):
    word: str


def probe(settings: Settings) -> Capabilities:
    """Tries the endpoint out, a few short calls and a long one; keeps what it found. Never raises."""
    found: dict[str, Any] = {"model": settings.model, "base_url": settings.openai_base_url}
    for part in (_latency, _structured, _tools, _context):
        model = Model(settings, budget=100_000)
        try:
            found |= part(model)
        except ModelError as e:
            found.setdefault("problem", str(e))
            if not found.get("reachable"):
                break
    capabilities = Capabilities(**found)
    _save(settings, capabilities)
    return capabilities


def load(settings: Settings) -> Capabilities:
    """What the last probe of this model at this address found; nothing proved where there was none."""
    unknown = Capabilities(settings.model, settings.openai_base_url)
    try:
        kept = Capabilities(**json.loads((settings.home / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return unknown
    return kept if (kept.model, kept.base_url) == (unknown.model, unknown.base_url) else unknown


def _save(settings: Settings, capabilities: Capabilities) -> None:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        (settings.home / FILE).write_text(json.dumps(asdict(capabilities)), encoding="utf-8")
    except OSError:
        pass  # a read-only home: the probe is shown all the same, and tools stay unused


def _latency(model: Model) -> dict[str, Any]:
    start = time.perf_counter()
    model.complete("Reply with one word.", "Say hello.", 8)
    return {"reachable": True, "latency_ms": round((time.perf_counter() - start) * 1000)}


def _structured(model: Model) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {"word": {"type": "string"}},
        "required": ["word"],
        "additionalProperties": False,
    }
    said = model.structured("Copy the word of the user.", SECRET, Word, schema, 40)
    return {"structured": SECRET in said.word.lower()}


def _tools(model: Model) -> dict[str, Any]:
    tool = {"type": "function", "function": {"name": "lookup", "description": "Looks a word up.", "parameters": {
        "type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}}}  # fmt: skip
    message = model.with_tools([{"role": "user", "content": f"Use the tool to look up the word {SECRET}."}], [tool])
    calls = message.tool_calls or []
    return {"tools": any(c.function.name == "lookup" and SECRET in (c.function.arguments or "").lower() for c in calls)}


def _context(model: Model) -> dict[str, Any]:
    model.complete("Reply with one word.", "word " * LONG + "\nSay hello.", 8)
    return {"context": True}
