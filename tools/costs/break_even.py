"""The volume from which self-hosting stays cheaper, exactly, with replicas in whole steps; and payback.

At volume V: api(V) = a*V and self(V) = (ceil(V/c) + s)*G + F, with a USD a token, c tokens a replica carries, G USD a
replica, s spares, F fixed. On step n (from (n-1)c to nc) self-hosting wins throughout iff a*(n-1)*c >= (n+s)*G + F,
for its worst place is the step's beginning. That holds for every n from n0 on iff a*c > G, with
n0 = ceil((a*c + s*G + F) / (a*c - G)). The break-even lies in the step before: where its flat cost meets the API's
line, or at its end if it never does. With a*c <= G another replica costs more than the API it saves: never.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tools.costs.api import Array
from tools.costs.errors import quantity
from tools.costs.fleet import whole


def break_even_volume(
    api_usd_per_token: ArrayLike,
    tokens_per_replica: ArrayLike,
    usd_per_replica: ArrayLike,
    fixed_usd: ArrayLike,
    spare: ArrayLike,
) -> Array:
    """Smallest volume (tokens in the period) from which self-hosting stays cheaper; NaN: never.

    Money and ``tokens_per_replica`` are for the same period. An infinite capacity is one replica for any volume.
    Errors: BadQuantity.
    """
    a = quantity("API price of a token", api_usd_per_token)
    c = quantity("tokens a replica carries", tokens_per_replica, most=np.inf, above=True)
    g, f = quantity("USD a replica", usd_per_replica), quantity("fixed USD", fixed_usd)
    s = quantity("spare_replicas", spare)
    a, c, g, f, s = np.broadcast_arrays(a, c, g, f, s)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        earns = a * c - g  # USD that one more full replica saves
        first = np.maximum(
            whole((a * c + s * g + f) / earns), 1.0
        )  # n0: this step and all later ones are wholly cheaper
        before = np.maximum(first - 1, 1.0)
        meets = ((before + s) * g + f) / a
        volume = np.where(first > 1, np.minimum(meets, before * c), 0.0)
        single = np.where(a > 0, ((1 + s) * g + f) / a, np.nan)
    volume = np.where(np.isinf(c), single, np.where(earns > 0, volume, np.nan))
    free = (g + f == 0) & (a > 0)
    return np.asarray(np.where(free, 0.0, volume))


def payback_months(migration_usd: ArrayLike, monthly_saving_usd: ArrayLike) -> Array:
    """Months until the move has paid for itself; NaN where nothing is saved. Errors: BadQuantity."""
    cost = quantity("migration_usd", migration_usd)
    saving = quantity("monthly saving", monthly_saving_usd, least=-1e18)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        months = np.where(saving > 0, cost / saving, np.nan)
    return np.where(np.isfinite(months), months, np.nan)
