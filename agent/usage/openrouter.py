"""OpenRouter: activity, by request or by day and model, as the Activity page exports it or the API answers.

Reference: openrouter.ai/docs/guides/administration/activity-export and openrouter.ai/docs/api-reference (get user
activity), read 2026-11-21; the columns of the CSV as in published exports of 2025 and 2026. Reasoning tokens are in the
completion tokens. What was paid to a vendor under one's own key (BYOK) is added to what was paid to OpenRouter.
"""

from __future__ import annotations

from agent.usage.record import DAY, Record, Row, labels, number, time, total

NAME = "OpenRouter activity"
PROVIDER = "openrouter"
COLUMNS = {
    "generation_id", "created_at", "cost_total", "cost_web_search", "cost_cache", "cost_file_processing",
    "byok_usage_inference", "tokens_prompt", "tokens_completion", "tokens_reasoning", "tokens_cached",
    "model_permaslug", "provider_name",
    "variant", "cancelled", "streamed", "user", "finish_reason_raw", "finish_reason_normalized",
    "generation_time_ms", "time_to_first_token_ms", "api_key_disabled", "api_key_name", "app_name",
    "date", "model", "endpoint_id", "usage", "requests", "prompt_tokens", "completion_tokens", "reasoning_tokens",
    "Date", "Slug", "Usage", "BYOK Usage", "Requests", "Prompt Tokens", "Completion Tokens", "Reasoning Tokens",
}  # fmt: skip
LABELS = {"project": ("app_name",), "key": ("api_key_name",), "model": ("model_permaslug", "model", "Slug")}


def recognises(columns: set[str]) -> bool:
    by_request = {"tokens_prompt", "tokens_completion", "created_at"} <= columns
    by_day = {"date", "usage", "requests", "prompt_tokens"} <= columns or {"Date", "Slug", "Usage"} <= columns
    return by_request or by_day


def read(row: Row) -> Record | None:
    single = bool(row.get("created_at"))
    return Record(
        time(row, "created_at", "date", "Date"), 0.0 if single else DAY,
        number(row, "tokens_prompt", "prompt_tokens", "Prompt Tokens"),
        number(row, "tokens_completion", "completion_tokens", "Completion Tokens"), number(row, "tokens_cached"),
        1.0 if single else number(row, "requests", "Requests"),
        total(row, "cost_total", "usage", "Usage", "byok_usage_inference", "BYOK Usage"),
        labels(row, **LABELS), PROVIDER,
    )  # fmt: skip
