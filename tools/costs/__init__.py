"""What running a language model costs: API, GPUs, people, platform, and from which volume self-hosting pays.

Pure and vectorised: every number may be a NumPy array, every function broadcasts, nothing is read or written. Money is
US dollars, a month has 30.4 days or 730 hours, tokens are input + output unless a name says otherwise.
"""

from __future__ import annotations

from tools.costs.api import (
    DAYS_PER_MONTH,
    HOURS_PER_MONTH,
    Price,
    Priced,
    PricedVolume,
    api_monthly_usd,
    bill_gap,
    blended_usd_per_mtok,
    priced_volume,
)
from tools.costs.audit import AuditRow, audit
from tools.costs.break_even import break_even_volume, payback_months
from tools.costs.errors import BadQuantity, CostError, MissingValue, UnknownKey
from tools.costs.fleet import (
    Contract,
    Level,
    contract_hourly_usd,
    gpu_monthly_usd,
    owned_capital,
    owned_gpu_hourly_usd,
    replicas,
)
from tools.costs.horizon import crossover_month, cumulative_usd, monthly_path
from tools.costs.lines import VENDOR_CARRIES, Line, people_lines, platform_lines
from tools.costs.market import MarketRate, market_rate
from tools.costs.overflow import best_base, overflow_share
from tools.costs.row import breakeven_batch_row

__all__ = [
    "DAYS_PER_MONTH",
    "HOURS_PER_MONTH",
    "VENDOR_CARRIES",
    "AuditRow",
    "BadQuantity",
    "Contract",
    "CostError",
    "Level",
    "Line",
    "MarketRate",
    "MissingValue",
    "Price",
    "Priced",
    "PricedVolume",
    "UnknownKey",
    "api_monthly_usd",
    "audit",
    "best_base",
    "bill_gap",
    "blended_usd_per_mtok",
    "break_even_volume",
    "breakeven_batch_row",
    "contract_hourly_usd",
    "crossover_month",
    "cumulative_usd",
    "gpu_monthly_usd",
    "market_rate",
    "monthly_path",
    "overflow_share",
    "owned_capital",
    "owned_gpu_hourly_usd",
    "payback_months",
    "people_lines",
    "platform_lines",
    "priced_volume",
    "replicas",
]
