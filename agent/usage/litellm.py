"""LiteLLM: spend logs (one row a request) and daily spend (one row a day, key and model), as JSON, JSON lines or CSV.

Reference: github.com/BerriAI/litellm, the tables LiteLLM_SpendLogs and LiteLLM_DailyUserSpend (schema.prisma and
litellm-proxy-extras/litellm_proxy_extras/migrations) and docs.litellm.ai/docs/proxy/cost_tracking, read 2026-11-21.
``prompt_tokens`` counts cached tokens in. A row answered from LiteLLM's own cache reached no vendor and is left out.
"""

from __future__ import annotations

from agent.usage.record import DAY, Record, Row, labels, number, parsed, time

NAME = "LiteLLM spend logs"
COLUMNS = {
    "request_id", "call_type", "api_key", "spend", "total_tokens", "prompt_tokens", "completion_tokens", "startTime",
    "endTime", "completionStartTime", "model", "model_id", "model_group", "custom_llm_provider", "api_base", "user",
    "metadata", "cache_hit", "cache_key", "request_tags", "team_id", "organization_id", "end_user",
    "requester_ip_address",
    "messages", "response", "proxy_server_request", "session_id", "status", "mcp_namespaced_tool_name", "agent_id",
    "request_duration_ms", "id", "user_id", "date", "cache_read_input_tokens", "cache_creation_input_tokens",
    "api_requests", "successful_requests", "failed_requests", "created_at", "updated_at", "end_user_id",
    "endpoint", "tag",
}  # fmt: skip


def recognises(columns: set[str]) -> bool:
    return {"prompt_tokens", "completion_tokens", "spend"} <= columns and bool({"startTime", "date"} & columns)


def read(row: Row) -> Record | None:
    """None: answered from LiteLLM's own cache."""
    if str(row.get("cache_hit")).lower() == "true":
        return None
    daily = not row.get("startTime")
    metadata = parsed(row.get("metadata")) or {}
    tags = parsed(row.get("request_tags"))
    known: Row = row | {
        "alias": metadata.get("user_api_key_alias"),
        "team_alias": metadata.get("user_api_key_team_alias"),
        "first_tag": tags[0] if isinstance(tags, list) and tags else row.get("tag"),
    }
    named = labels(
        known, project=("team_alias", "team_id"), tag=("first_tag",), key=("alias", "api_key"), model=("model",)
    )
    return Record(
        time(row, "startTime", "date"), DAY if daily else 0.0, number(row, "prompt_tokens"),
        number(row, "completion_tokens"), _cached(row, metadata), number(row, "api_requests") if daily else 1.0,
        number(row, "spend"), named, row.get("custom_llm_provider") or None,
    )  # fmt: skip


def _cached(row: Row, metadata: Row) -> float | None:
    usage = metadata.get("usage_object")
    usage = usage if isinstance(usage, dict) else {}
    details = usage.get("prompt_tokens_details")
    inside = number(details, "cached_tokens") if isinstance(details, dict) else None
    return inside if inside is not None else number(row | usage, "cache_read_input_tokens")
