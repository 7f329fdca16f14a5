"""Which options a question speaks of: by their own names, or by what stands for them."""

from __future__ import annotations

import re

from tools.results import Option

MANAGED = "groq|together|fireworks|deepinfra|novita|cerebras|baseten|nebius|replicate"
NAMES: dict[Option, str] = {
    "self_host": r"(?:h|a|b)[12]?\d{2}s?|[345]090s?|l40s?|rtx|mi300x?|own box|eigene[rn]? server|własn\w+ gpu|"
    r"self[- ]?host\w*|own (?:gpus?|hardware|servers?|cluster)|on-?prem\w*|gpus?|vllm|sglang|runpod|lambda|"
    r"coreweave|h100s?|in-?house|ourselves|at home|our own",
    "managed_open": r"open(?:[- ]weights?|[- ]source)? models?|managed|llama\w*|qwen\w*|deepseek\w*|mistral\w*|"
    r"gpt-oss\w*|(?:modèles?|modelos?) (?:open[- ]?source|ouverts?|abiertos?)|offene\w* modell\w*|"
    rf"{MANAGED}",
    "smaller_tier": r"small(?:er)?(?: (?:model|tier))?|mini|haiku\w*|flash|luna|nano|cheaper model",
    "sovereign_api": r"sovereign|region\w*|eu endpoint|govcloud|zero[- ]retention|azure|bedrock|vertex|ovh\w*|scaleway",
    "frontier_api": r"frontier|openai|anthropic|claude|gpt(?!-oss)[-\w.]*|gemini|grok|opus|sonnet|stay\w*|the api|"
    r"current (?:vendor|provider|setup)",
    "hybrid": r"hybrid|split\w*|both",
}
_PATTERNS = {option: re.compile(rf"\b(?:{pattern})\b", re.I) for option, pattern in NAMES.items()}


def named(text: str) -> list[Option]:
    """The options that a question names, by their own names or by what stands for them."""
    found = {option: m for option, pattern in _PATTERNS.items() if (m := pattern.search(text))}
    small, frontier = found.get("smaller_tier"), found.get("frontier_api")
    if small and frontier and frontier.start() <= small.start() < frontier.end():
        del found["frontier_api"]  # "gpt-4o-mini" is the smaller one
    return list(found)
