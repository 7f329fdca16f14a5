"""The inputs of the calculators, as flags: names of the public interface, each with its unit and default."""

from __future__ import annotations

import click

from tui.flags import AMOUNT, COUNT, SHARE, WHOLE, Flag, Quantity

PRECISIONS = click.Choice(["bf16", "fp8", "fp8b", "fp4", "mxfp4", "int8", "int4"], case_sensitive=False)
CAPACITY = (
    Flag("model", str, "Model: id, name or alias (breakeven prices list --kind model).", required=True),
    Flag(
        "precision",
        PRECISIONS,
        "Precision of weights and arithmetic.",
        "fp8",
        said_default="that of the name, else fp8",
    ),
    Flag("gpu", str, 'GPU: "H100 SXM", "H200", "B200", "A100 80GB", "L40S", "RTX 4090", ...', "H100 SXM"),
    Flag("gpus", COUNT, "GPUs per replica.", 1),
    Flag("parallel", str, 'How the GPUs share the model: "TP8", "DEP8", ...', said_default="the fastest that fits"),
    Flag("input_tokens", AMOUNT, "Input tokens per request.", 2000),
    Flag("output_tokens", AMOUNT, "Output tokens per request.", 200),
    Flag("concurrency", AMOUNT, "Requests at once per replica.", said_default="as many as fit"),
    Flag("engine", str, "Engine: vllm, sglang, tensorrt-llm.", said_default="any"),
    Flag(
        "prefix_share", SHARE, "Share (0..1) of the input that is a common prefix, kept in the cache.", said_default="0"
    ),
    Flag(
        "tok_s_per_user",
        AMOUNT,
        "Slowest stream that is still good, output tokens per second.",
        said_default="no limit",
    ),
    Flag(
        "evidence",
        click.Choice(["best", "estimate"]),
        "best: measurements before the estimate; estimate: the model alone.",
        "best",
    ),
)
CATALOGUE = "the catalogue's"
BREAKEVEN = (
    Flag("input_tokens_per_month", AMOUNT, "Input tokens a month.", required=True),
    Flag("output_tokens_per_month", AMOUNT, "Output tokens a month.", required=True),
    Flag("price_in_usd_per_mtok", AMOUNT, "API price, US dollars per million input tokens.", required=True),
    Flag("price_out_usd_per_mtok", AMOUNT, "API price, US dollars per million output tokens.", required=True),
    Flag("gpus", COUNT, "GPUs per replica.", 1),
    Flag("gpu_hourly_usd", AMOUNT, "US dollars per GPU and hour.", said_default=CATALOGUE),
    Flag(
        "throughput_tok_s",
        AMOUNT,
        "Total tokens per second (input + output) of one replica, fully used.",
        required=True,
    ),
    Flag("hours_per_month", AMOUNT, "Hours a month that the GPUs are paid for.", said_default="730"),
    Flag("utilization", SHARE, "Share (0..1) of the throughput that is planned for.", said_default=CATALOGUE),
    Flag("peak_to_average", Quantity(low=1), "Busiest hour over the seven-day mean.", said_default=CATALOGUE),
    Flag("spare_replicas", WHOLE, "Replicas beyond those the load needs.", said_default=CATALOGUE),
    Flag("overhead_share", AMOUNT, "Storage, network and the like as a share of the GPU cost.", said_default=CATALOGUE),
    Flag("ops_monthly_usd", AMOUNT, "People, US dollars a month.", said_default=CATALOGUE),
    Flag("other_monthly_usd", AMOUNT, "Everything else, US dollars a month.", said_default=CATALOGUE),
    Flag("migration_usd", AMOUNT, "Moving there, US dollars, once.", said_default=CATALOGUE),
)
COST = (
    Flag("provider", str, "Provider: OpenAI, Anthropic, Google, Together, DeepInfra, ...", said_default="OpenAI"),
    Flag("model", str, "Model as people call it.", said_default="the provider's frontier and smaller model"),
    Flag(
        "open_model", str, "An open model instead: every provider that serves it (breakeven prices list --kind model)."
    ),
    Flag("tokens_per_day", AMOUNT, "Tokens a day, input + output, as a seven-day mean.", required=True),
    Flag("input_tokens", AMOUNT, "Input tokens per request: decides the long-context tier, and the mix.", 2000),
    Flag("output_tokens", AMOUNT, "Output tokens per request.", 200),
    Flag("cached_share", SHARE, "Share (0..1) of the input that is cached.", 0),
    Flag("batch_share", SHARE, "Share (0..1) of the requests that can wait for a batch.", 0),
)
