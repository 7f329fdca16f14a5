"""OpenAI: usage of completions and costs, as the Admin API answers or as the dashboard exports them.

Reference: platform.openai.com/docs/api-reference/usage (completions and costs objects, OpenAPI document 2.3.0), read
2026-11-21; worked example in github.com/openai/openai-cookbook examples/completions_usage_api.ipynb. ``input_tokens``
counts cached tokens in; buckets are of a minute, an hour or a day and split by whatever was grouped by. The dashboard's
CSV has the same names as columns, with ``start_time_iso`` and ``end_time_iso`` beside the seconds since 1970; nested
names (``amount``) are joined by an underscore.
"""

from __future__ import annotations

from agent.usage.record import Record, Row, dollars, labels, number, time

NAME = "OpenAI usage (completions)"
COSTS_NAME = "OpenAI costs"
PROVIDER = "openai"
WHEN = {"start_time", "end_time", "start_time_iso", "end_time_iso"}
WHO = {"project_id", "project_name", "user_id", "user_name", "user_email", "api_key_id", "api_key_name",
       "organization_id", "organization_name"}  # fmt: skip
PARTS = {
    f"{side}_{kind}tokens" for side in ("input", "output", "input_cached") for kind in ("", "text_", "audio_", "image_")
} | {"input_uncached_tokens", "input_cache_write_tokens"}
COLUMNS = WHEN | WHO | PARTS | {"object", "num_model_requests", "model", "batch", "service_tier", "api_source"}
COSTS_COLUMNS = (
    WHEN
    | WHO
    | {"object", "amount.value", "amount.currency", "amount_value", "amount_currency", "line_item", "quantity"}
)
LABELS = {"project": ("project_name", "project_id"), "key": ("api_key_name", "api_key_id"), "model": ("model",)}
OTHER_USAGE = "organization.usage."


def recognises(columns: set[str]) -> bool:
    return {"start_time", "input_tokens", "num_model_requests"} <= columns


def recognises_costs(columns: set[str]) -> bool:
    return "start_time" in columns and bool({"amount.value", "amount_value"} & columns)


def read(row: Row) -> Record | None:
    """None: embeddings, images and the like, which are not what is decided on here."""
    kind = str(row.get("object") or "")
    if kind.startswith(OTHER_USAGE) and "completions" not in kind:
        return None
    start = time(row, "start_time", "start_time_iso")
    width = (time(row, "end_time", "end_time_iso") - start).total_seconds()
    return Record(
        start, width, number(row, "input_tokens"), number(row, "output_tokens"), number(row, "input_cached_tokens"),
        number(row, "num_model_requests"), labels=labels(row, **LABELS), provider=PROVIDER,
        batch=str(row.get("batch")).lower() == "true",
    )  # fmt: skip


def read_costs(row: Row) -> Record | None:
    start = time(row, "start_time", "start_time_iso")
    width = (time(row, "end_time", "end_time_iso") - start).total_seconds()
    dollars(row, "amount.currency", "amount_currency")
    usd = number(row, "amount.value", "amount_value", signed=True)
    return Record(start, width, usd=usd, labels=labels(row, **LABELS), provider=PROVIDER)
