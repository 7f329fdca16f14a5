"""Where the weights of a model in a precision are published (names on https://huggingface.co, as of 2026-11)."""

from __future__ import annotations

from knowledge.catalogue.schema import ModelSpec

_REPOSITORY = {
    "llama-3.3-70b": "meta-llama/Llama-3.3-70B-Instruct",
    "llama-3.1-8b": "meta-llama/Llama-3.1-8B-Instruct",
    "llama-4-scout": "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    "llama-4-maverick": "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
    "qwen3-8b": "Qwen/Qwen3-8B",
    "qwen3-14b": "Qwen/Qwen3-14B",
    "qwen3-32b": "Qwen/Qwen3-32B",
    "qwen3-30b-a3b": "Qwen/Qwen3-30B-A3B",
    "qwen3-235b-a22b": "Qwen/Qwen3-235B-A22B",
    "qwen3-coder-30b-a3b": "Qwen/Qwen3-Coder-30B-A3B-Instruct",
    "qwen2.5-coder-32b": "Qwen/Qwen2.5-Coder-32B-Instruct",
    "deepseek-r1": "deepseek-ai/DeepSeek-R1-0528",
    "deepseek-v3": "deepseek-ai/DeepSeek-V3.1",
    "deepseek-r1-distill-llama-70b": "deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
    "mistral-small-3": "mistralai/Mistral-Small-24B-Instruct-2501",
    "devstral-small-2": "mistralai/Devstral-Small-2-24B-Instruct-2512",
    "gemma-3-27b": "google/gemma-3-27b-it",
    "gemma-3-12b": "google/gemma-3-12b-it",
    "gpt-oss-120b": "openai/gpt-oss-120b",
    "gpt-oss-20b": "openai/gpt-oss-20b",
}
_SMALLER = {
    ("llama-3.3-70b", "int8"): "RedHatAI/Llama-3.3-70B-Instruct-quantized.w8a8",
    ("llama-3.1-8b", "int8"): "RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8",
    ("qwen3-30b-a3b", "fp8b"): "Qwen/Qwen3-30B-A3B-FP8",
    ("qwen3-32b", "fp8b"): "Qwen/Qwen3-32B-FP8",
    ("qwen3-coder-30b-a3b", "fp8b"): "Qwen/Qwen3-Coder-30B-A3B-Instruct-FP8",
    ("qwen3-14b", "int4"): "Qwen/Qwen3-14B-AWQ",
    ("qwen3-32b", "int4"): "Qwen/Qwen3-32B-AWQ",
    ("qwen3-30b-a3b", "int4"): "Qwen/Qwen3-30B-A3B-GPTQ-Int4",
    ("qwen2.5-coder-32b", "int4"): "Qwen/Qwen2.5-Coder-32B-Instruct-AWQ",
    ("qwen2.5-coder-32b", "int8"): "Qwen/Qwen2.5-Coder-32B-Instruct-GPTQ-Int8",
}


def checkpoint(model: ModelSpec, precision: str) -> str:
    """The repository to serve; a model that is not listed is named by its own id, to be replaced by the user's path."""
    return _SMALLER.get((model.id, precision)) or _REPOSITORY.get(model.id, model.id)
