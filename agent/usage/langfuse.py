"""Langfuse: observations, from the blob storage export (JSON, JSON lines, CSV) or the table's own export.

Reference: langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields (observations and enriched
observations) and langfuse.com/docs/observability/features/token-and-cost-tracking, read 2026-11-21. Only observations
with usage count (generations). ``usage_details`` holds usage types that add up: those with "input" or "cache" in their
name are input, those with "output" are output, as Langfuse itself sums them. CSV holds them as JSON text.
"""

from __future__ import annotations

from agent.usage.record import Record, Row, labels, number, parsed, time

NAME = "Langfuse observations"
SNAKE = {
    "id", "trace_id", "project_id", "environment", "type", "parent_observation_id", "start_time", "end_time", "name",
    "metadata", "level", "status_message", "version", "input", "output", "provided_model_name", "internal_model_id",
    "model_id", "model", "model_parameters", "provided_usage_details", "usage_details", "provided_cost_details",
    "cost_details", "total_cost", "completion_start_time", "prompt_id", "prompt_name", "prompt_version", "created_at",
    "updated_at", "event_ts", "is_deleted", "latency", "time_to_first_token", "user_id", "session_id", "trace_name",
    "tags", "release", "bookmarked", "public", "usage_pricing_tier_name", "input_price", "output_price", "total_price",
}  # fmt: skip
COLUMNS = SNAKE | {
    name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:]) for name in SNAKE
} | {"usage", "unit", "promptTokens", "completionTokens", "totalTokens", "calculatedInputCost", "calculatedOutputCost",
     "calculatedTotalCost", "inputCost", "outputCost", "inputUsage", "outputUsage", "totalUsage", "traceTags",
     "scores"}  # fmt: skip
CACHE_READ = ("input_cached_tokens", "cache_read_input_tokens", "input_cache_read")


def recognises(columns: set[str]) -> bool:
    return bool({"usage_details", "usageDetails"} & columns) and bool({"start_time", "startTime"} & columns)


def read(row: Row) -> Record | None:
    """None: a span or event, which used no model."""
    usage = parsed(row.get("usage_details") or row.get("usageDetails")) or {}
    spent = parsed(row.get("cost_details") or row.get("costDetails")) or {}
    if not isinstance(usage, dict) or not usage:
        return None
    kinds = [k for k in usage if k != "total"]
    into = [v for k in kinds if ("input" in k or "cache" in k) and (v := number(usage, k)) is not None]
    out = [v for k in kinds if "output" in k and (v := number(usage, k)) is not None]
    usd = number(row, "total_cost", "totalCost", "calculatedTotalCost")
    tags = parsed(row.get("tags") or row.get("traceTags"))
    known = row | {"first_tag": tags[0] if isinstance(tags, list) and tags else None}
    named = labels(known, tag=("first_tag",), project=("trace_name", "traceName", "name"), key=("environment",),
                   model=("provided_model_name", "providedModelName", "model"))  # fmt: skip
    return Record(
        time(row, "start_time", "startTime"), 0.0, sum(into) if into else None, sum(out) if out else None,
        number(usage, *CACHE_READ), 1.0, number(spent, "total") if usd is None else usd, named,
    )  # fmt: skip
