"""How far own GPUs' price and capacity may lie from the central case."""

from __future__ import annotations

from tools.decision.hosting import Hosted
from tools.decision.params import Param
from tools.profile import Profile


def bands(hosted: list[Hosted], profile: Profile) -> dict[str, Param]:
    """The capacity band of the evidence and the market's spread of GPU rates, as factors that all rows share: the
    widest of ``hosted``, one candidate a workload, so that the order of workloads changes nothing."""
    if not hosted:
        return {name: Param(name, 1.0) for name in ("capacity_factor", "gpu_price_factor")}
    first, params = max(hosted, key=lambda h: (h.capacity.high / h.capacity.low, h.name)), {}
    rate = first.capacity.output_tok_s
    params["capacity_factor"] = Param(
        "capacity_factor",
        1.0,
        low=first.capacity.low / rate,
        high=first.capacity.high / rate,
        log=True,
        open=True,
        unit="times the central throughput",
        because="The band of the evidence on capacity.",
        reference=first.capacity.evidence,
    )
    if profile.money.gpu_hourly_usd is not None:
        params["gpu_price_factor"] = Param("gpu_price_factor", 1.0, ask="money.gpu_hourly_usd")
    else:
        first = max(hosted, key=lambda h: (h.gpu_hourly_high / h.gpu_hourly_low, h.name))
        spread = (first.gpu_hourly_low / first.gpu_hourly_usd, first.gpu_hourly_high / first.gpu_hourly_usd)
        params["gpu_price_factor"] = Param(
            "gpu_price_factor",
            1.0,
            low=spread[0],
            high=spread[1],
            log=True,
            open=True,
            ask="money.gpu_hourly_usd",
            unit="times the median on-demand rate",
            because="Providers' rates differ.",
            reference=first.price_reference,
        )
    return params
