"""What self-hosting would run on: for each quality class the cheapest replica that carries the workload.

Candidates are ranked by the tabulated model; only the winner's capacity is looked up by the full order of evidence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Measurement
from tools.capacity import CapacityResult, Replica, capacity
from tools.costs import gpu_monthly_usd, owned_gpu_hourly_usd, replicas
from tools.decision.params import Param, central
from tools.decision.renters import rate_for
from tools.decision.resolve import effective
from tools.decision.surface import Places, key_of, output_tok_s, places
from tools.gates.same import Same
from tools.gates.terms import regimes_of
from tools.profile import Hosting, Profile, Quality
from tools.stack import candidates

VOLUMES = tuple(np.geomspace(1e6, 1e11, 11))  # tokens a day, two a decade: between them whole replicas hide little
CLASSES: tuple[Quality, ...] = ("open_large", "open_small", "own_weights")


@dataclass(frozen=True)
class Hosted:
    """One replica kind that could serve a workload, with its rate and how its capacity is known."""

    replica: Replica
    capacity: CapacityResult
    gpu_hourly_usd: float
    gpu_hourly_low: float
    gpu_hourly_high: float
    market_hourly_usd: float  # the median on-demand rate, whatever rate was said
    owned_hourly_usd: float  # hardware that is bought for this
    paid_hourly_usd: float  # cards that are there already: power and space
    paid_gpus: int  # how many of them
    price_as_of: dt.date
    price_reference: str
    evidence_ratio: float  # capacity over the tabulated model, both at the central request

    @property
    def name(self) -> str:
        r = self.replica
        return f"{r.model.name} ({r.precision.upper()}) on {r.gpus}x {r.gpu.name}"


@dataclass(frozen=True)
class Request:
    """One central request of a workload, in tokens, with the stream rate it needs."""

    input_tokens: float
    output_tokens: float
    prefix_share: float
    tok_s_per_user: float


def request_of(params: Mapping[str, Param], index: int) -> Request:
    slot = f"workloads[{index}]."
    share, size = (
        min(max(central(params, f"{slot}input_share"), 0.01), 0.995),
        max(central(params, f"{slot}input_tokens"), 1.0),
    )
    out = max(size * (1 - share) / share, 1.0)
    return Request(size, out, central(params, f"{slot}prefix_share"), central(params, f"{slot}tok_s_per_user"))


def hosted_by_class(
    profile: Profile, catalogue: Catalogue, params: Mapping[str, Param], index: int
) -> dict[Quality, tuple[Hosted, ...]]:
    """For each quality class the cheapest candidate at the central volume, at scale and at volumes in between, each
    once.

    Which of them serves a row is decided row by row: a small card wins small volumes, a fast one large volumes. So a
    break-even is the same whatever volume was asked about."""
    key = _key(profile, catalogue, params, index)
    if key not in _choices:
        if len(_choices) > MOST_CHOICES:
            _choices.clear()
        _choices[key] = _choose(profile, catalogue, params, index)
    return _choices[key]


_choices: dict[tuple[object, ...], dict[Quality, tuple[Hosted, ...]]] = {}
MOST_CHOICES = 512


def _key(profile: Profile, catalogue: Catalogue, params: Mapping[str, Param], index: int) -> tuple[object, ...]:
    """Everything that the choice of replicas depends on, so that an edit of anything else does not choose anew."""
    numbers = (
        "utilization",
        "spare_replicas",
        *(f"workloads[{index}].{n}" for n in ("tokens_per_day", "peak_to_average")),
    )
    return (
        Same(catalogue),
        request_of(params, index),
        *(central(params, n) for n in numbers),
        profile.money.gpu_hourly_usd,
        profile.money.gpus_owned,
        effective(profile, index).hosting,
        _place(profile, catalogue, index),
        profile.workloads[index].task,
    )


def _place(profile: Profile, catalogue: Catalogue, index: int) -> Hosting:
    """Where cards are looked for: nobody who signs for a rule is known to rent out consumer cards."""
    regulation = effective(profile, index)
    own = regulation.air_gapped or regulation.third_party == "forbidden"
    ruled = any(r.needs for r in regimes_of(frozenset(regulation.regimes or ()), catalogue))
    return "own_cloud_account" if ruled and not own and regulation.hosting is None else regulation.hosting or "any"


def _choose(
    profile: Profile, catalogue: Catalogue, params: Mapping[str, Param], index: int
) -> dict[Quality, tuple[Hosted, ...]]:
    request = request_of(params, index)
    owned, hosting = profile.money.gpus_owned, _place(profile, catalogue, index)
    task, card = profile.workloads[index].task, owned.gpu if owned else None
    found: dict[Quality, tuple[Hosted, ...]] = {}
    for quality in CLASSES:
        offered = _long_enough(candidates(catalogue, quality, task, hosting, card), request)
        costs, usable = _rough_costs(offered, request, profile, catalogue, params, index)
        ranks = dict.fromkeys(tuple(rank) for rank in np.argsort(costs, axis=1, kind="stable").tolist())
        picks = [_first((usable[i] for i in rank), request, profile, catalogue, index) for rank in ranks]
        if kept := {key_of(h.replica): h for h in picks if h is not None}:
            found[quality] = tuple(kept.values())
    return found


def over_context(replica: Replica, r: Request) -> bool:
    """Whether a request is longer than the model's context."""
    return bool(replica.model.context) and r.input_tokens + r.output_tokens > (replica.model.context or 0)


def _long_enough(offered: Sequence[Replica], r: Request) -> Sequence[Replica]:
    """The replicas whose model takes a request of this length; all, where none does."""
    return [replica for replica in offered if not over_context(replica, r)] or offered


def _first(
    ranked: Iterable[Replica], request: Request, profile: Profile, catalogue: Catalogue, index: int
) -> Hosted | None:
    return next((h for r in ranked if (h := _hosted(r, request, profile, catalogue, index)) is not None), None)


def _rough_costs(
    offered: Sequence[Replica],
    r: Request,
    profile: Profile,
    catalogue: Catalogue,
    params: Mapping[str, Param],
    index: int,
) -> tuple[NDArray[np.float64], list[Replica]]:
    """By the tabulated model, for each replica that fits and has a known rate: USD a month at the central volume, at
    each of VOLUMES, GPU-dollars an hour for one output token a second (one row each), and the replica."""
    rows = [
        (replica, usd, rate)
        for replica in offered
        if (usd := _hourly(replica, profile, catalogue, index)) is not None and (rate := _tabulated(replica, r)) >= 1.0
    ]
    if not rows:
        return np.zeros((0, 0)), []
    slot = f"workloads[{index}]."
    gpus, hourly, rates = (
        np.array(x) for x in zip(*((float(x.gpus), usd, rate) for x, usd, rate in rows), strict=True)
    )
    volumes = np.array([central(params, f"{slot}tokens_per_day"), *VOLUMES])[:, None]
    number = replicas(
        volumes * r.output_tokens / (r.input_tokens + r.output_tokens),
        rates,
        peak=central(params, f"{slot}peak_to_average"),
        utilization=central(params, "utilization"),
        spare=central(params, "spare_replicas"),
    )
    month, per_token = gpu_monthly_usd(number, gpus, hourly), gpus * hourly / rates
    return np.vstack([month[:1], per_token, month[1:]]), [replica for replica, *_ in rows]


def _hourly(replica: Replica, profile: Profile, catalogue: Catalogue, index: int) -> float | None:
    """USD for an hour of one GPU of the replica; None where no rate is known."""
    try:
        hosting = effective(profile, index).hosting
        rate = profile.money.gpu_hourly_usd or rate_for(catalogue, replica.gpu.name, hosting).mid
        paid = _paid(profile, catalogue, replica)
        return owned_gpu_hourly_usd(catalogue.defaults, replica.gpu.name, sunk=True) if paid else rate
    except LookupError:
        return None


def _tabulated(replica: Replica, r: Request) -> float:
    return float(output_tok_s(replica, _place_of(r))[0])


@lru_cache(maxsize=1024)
def _place_of(r: Request) -> Places:
    return places(*(np.array([x]) for x in (r.input_tokens, r.output_tokens, r.tok_s_per_user, r.prefix_share)))


def _hosted(replica: Replica, request: Request, profile: Profile, catalogue: Catalogue, index: int) -> Hosted | None:
    result = _best_evidence(replica, request, catalogue)
    if not result.fits or not result.output_tok_s > 0:
        return None
    said, hosting = profile.money.gpu_hourly_usd, effective(profile, index).hosting
    rate = rate_for(catalogue, replica.gpu.name, hosting if said is None else None)
    where = ", in an account of your own" if hosting == "own_cloud_account" and said is None else ""
    mid, low, high = (said, said, said) if said is not None else (rate.mid, rate.low, rate.high)
    return Hosted(
        replica,
        result,
        mid,
        low,
        high,
        rate.mid,
        owned_gpu_hourly_usd(catalogue.defaults, replica.gpu.name),
        owned_gpu_hourly_usd(catalogue.defaults, replica.gpu.name, sunk=True),
        _paid(profile, catalogue, replica),
        rate.as_of,
        f"median of {rate.offers} on-demand offers{where}, newest: {rate.reference}",
        result.output_tok_s / _tabulated(replica, request),
    )


def _best_evidence(replica: Replica, request: Request, catalogue: Catalogue) -> CapacityResult:
    key = (Same(catalogue), key_of(replica), request)
    if key not in _evidence:
        if len(_evidence) > MOST_EVIDENCE:
            _evidence.clear()
        rows = _rows_of(Same(catalogue), replica.model.id, replica.gpu.name)
        _evidence[key] = capacity(
            replica,
            request.input_tokens,
            request.output_tokens,
            prefix_share=request.prefix_share,
            tok_s_per_user=request.tok_s_per_user,
            measurements=rows,
        )
    return _evidence[key]


_evidence: dict[tuple[object, ...], CapacityResult] = {}
MOST_EVIDENCE = 2048


@lru_cache(maxsize=128)
def _rows_of(ref: Same[Catalogue], model: str, gpu: str) -> Sequence[Measurement]:
    """The published rows of one model on one GPU, so that the search for near ones does not read them all each time."""
    catalogue = ref.value
    return tuple(
        m for m in catalogue.measurements if _same(catalogue, m.model, model) and _same_gpu(catalogue, m.gpu, gpu)
    )


def _same(catalogue: Catalogue, said: str, model: str) -> bool:
    try:
        return catalogue.model(said).id == model
    except LookupError:
        return False


def _paid(profile: Profile, catalogue: Catalogue, replica: Replica) -> int:
    """How many cards of this kind the user has already paid for; none where they do not make one replica."""
    owned = profile.money.gpus_owned
    same = owned is not None and _same_gpu(catalogue, owned.gpu, replica.gpu.name) and owned.count >= replica.gpus
    return owned.count if owned is not None and same else 0


def _same_gpu(catalogue: Catalogue, said: str, name: str) -> bool:
    try:
        return catalogue.gpu(said).name == name
    except LookupError:
        return False
