"""Anthropic: usage and cost, as the Admin API answers or as the Console exports them.

Reference: platform.claude.com/docs/en/api/admin/usage_report/retrieve_messages and .../admin/cost_report, read
2026-11-21. The API's ``amount`` is a decimal string in cents ("123.45" is 1.23 dollars); the CSV is in dollars.
Input is the sum of what was not cached, read from and written to the cache. Neither counts requests. The Console's
column names are as in published exports of 2026 (usage_date_utc, usage_input_tokens_no_cache, ...).
"""

from __future__ import annotations

import datetime as dt

from agent.usage.record import DAY, Record, Row, dollars, labels, number, time, total

NAME = "Anthropic usage"
COSTS_NAME = "Anthropic cost"
PROVIDER = "anthropic"
WHO = {"workspace_id", "workspace", "api_key_id", "api_key", "api_key_status", "account_id", "service_account_id"}
KIND = {"model", "model_version", "service_tier", "context_window", "inference_geo", "speed", "usage_type"}
WHEN = {"starting_at", "ending_at", "usage_date_utc"}
INPUT = (
    "uncached_input_tokens", "cache_read_input_tokens", "cache_creation.ephemeral_5m_input_tokens",
    "cache_creation.ephemeral_1h_input_tokens", "usage_input_tokens_no_cache", "usage_input_tokens_cache_read",
    "usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write_1h", "usage_input_tokens_cache_write",
)  # fmt: skip
COLUMNS = (
    WHO | KIND | WHEN | set(INPUT)
    | {"output_tokens", "usage_output_tokens", "web_search_count", "server_tool_use.web_search_requests"}
)  # fmt: skip
COSTS_COLUMNS = (
    WHO | KIND | WHEN | {"amount", "currency", "cost_type", "description", "token_type", "cost_usd", "list_price_usd"}
)
LABELS = {
    "project": ("workspace", "workspace_id"),
    "key": ("api_key", "api_key_id"),
    "model": ("model_version", "model"),
}
CENTS = 100.0


def recognises(columns: set[str]) -> bool:
    return bool({"uncached_input_tokens", "usage_input_tokens_no_cache"} & columns)


def recognises_costs(columns: set[str]) -> bool:
    return {"usage_date_utc", "cost_usd"} <= columns or {"starting_at", "amount", "currency"} <= columns


def read(row: Row) -> Record | None:
    start, width = _when(row)
    return Record(
        start, width, total(row, *INPUT), number(row, "output_tokens", "usage_output_tokens"),
        number(row, "cache_read_input_tokens", "usage_input_tokens_cache_read"),
        labels=labels(row, **LABELS), provider=PROVIDER,
        batch="batch" in (str(row.get("service_tier")).lower(), str(row.get("usage_type")).lower()),
    )  # fmt: skip


def read_costs(row: Row) -> Record | None:
    start, width = _when(row)
    dollars(row, "currency")
    cents = number(row, "amount", signed=True)
    usd = number(row, "cost_usd", signed=True) if cents is None else cents / CENTS
    return Record(start, width, usd=usd, labels=labels(row, **LABELS), provider=PROVIDER)


def _when(row: Row) -> tuple[dt.datetime, float]:
    start = time(row, "starting_at", "usage_date_utc")
    width = (time(row, "ending_at") - start).total_seconds() if row.get("ending_at") else DAY
    return start, width
