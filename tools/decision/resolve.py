"""From a profile to parameters: what was said is exact (or a said range), what was not comes from a dated prior.

Nothing is silently defaulted: every open parameter carries the reason and reference of its prior or default, and the
summary lists those that matter as assumptions.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any, get_args

from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Default, Prior
from tools.decision.params import Param
from tools.gates.same import Same
from tools.profile import GpuOps, Hosting, Profile, Quality, Regulation, Said, ThirdParty, Workload

BOOLS: tuple[bool, ...] = (False, True)
CATEGORIES: dict[str, tuple[Any, ...]] = {
    "third_party": get_args(ThirdParty),
    "hosting": get_args(Hosting),
    "air_gapped": BOOLS,
    "quality": (*get_args(Quality), None),
    "gpu_ops": get_args(GpuOps),
    "can_hire": BOOLS,
    "batchable": BOOLS,
}
BOUNDS: dict[str, dict[str, Any]] = {
    "input_share": {"least": 0.01, "most": 0.995},
    "cached_share": {"most": 0.98},
    "prefix_share": {"most": 0.98},
    "growth_per_year": {"least": -0.9},
    "peak_to_average": {"least": 1.0},
    "utilization": {"least": 0.05, "most": 1.0},
    "tie_margin": {"most": 0.5},
    "horizon_months": {"least": 1.0},
}
OVER_A_YEAR = ("api_price_factor",)
UNKNOWN_QUALITY = float(len(CATEGORIES["quality"]) - 1)


def effective(profile: Profile, index: int) -> Regulation:
    """The regulation of one workload, its own fields first, then the profile's."""
    own = profile.workloads[index].regulation
    if own is None:
        return profile.regulation
    fields = {
        k: v if (v := getattr(own, k)) is not None else getattr(profile.regulation, k) for k in Regulation.model_fields
    }
    return Regulation(**fields)


def scope(profile: Profile, index: int) -> str:
    """The slot prefix under which a workload's regulation is said."""
    return f"workloads[{index}].regulation" if profile.workloads[index].regulation is not None else "regulation"


def find_prior(priors: tuple[Prior, ...], slot: str, context: Mapping[str, str]) -> Prior:
    """The first prior of ``slot`` whose conditions hold in ``context``. LookupError if the catalogue has none."""
    for prior in priors:
        if prior.slot == slot and all(
            context.get(k) == v or (v == "any" and k in context) for k, v in prior.when.items()
        ):
            return prior
    raise LookupError(f"priors.yaml has no entry for {slot}")


def from_prior(prior: Prior, slot: str, categories: tuple[Any, ...] | None = None, *, ask: bool = True) -> Param:
    shared: dict[str, Any] = {"slot": slot, "open": True, "ask": slot if ask else None, "unit": prior.unit}
    shared |= {"because": prior.because, "reference": f"{prior.cited} ({prior.as_of})"}
    if prior.choices is not None:
        names = categories or tuple(prior.choices)
        weights = tuple(prior.choices.get(_name(c), 0.0) for c in names)
        central = float(max(range(len(weights)), key=lambda i: weights[i]))
        return Param(central=central, categories=names, weights=weights, **shared)
    bounds = BOUNDS.get(prior.slot, {})
    return Param(central=prior.mid or 0.0, low=prior.low, high=prior.high, log=prior.log, **shared, **bounds)


def _name(category: Any) -> str:
    return str(category).lower() if isinstance(category, bool) else str(category)


def from_default(default: Default) -> Param:
    return Param(
        slot=default.name,
        central=default.mid,
        low=default.low,
        high=default.high,
        open=True,
        unit=default.unit,
        because=default.because,
        reference=f"{default.cited} ({default.as_of})",
        **BOUNDS.get(default.name, {}),
    )


def over_horizon(price: Param) -> Param:
    """A price in twelve months as the mean over the year: half of the way there. Today's price is the central case,
    because what
    is paid today is the stated bill."""
    low, high = (1 + (price.low or 1.0)) / 2, (1 + (price.high or 1.0)) / 2
    return dataclasses.replace(price, central=1.0, low=low, high=high, unit="times today's price, mean over a year")


def said_number(profile: Profile, slot: str, value: float) -> Param:
    """Exact, or the range that the user gave."""
    said: Said | None = next((s for s in reversed(profile.said) if s.slot == slot and s.state == "said"), None)
    if (
        said
        and said.low is not None
        and said.high is not None
        and said.currency in (None, "USD")
        and said.low <= value <= said.high
    ):
        return Param(slot, value, low=said.low, high=said.high, uniform=True, ask=slot)
    return Param(slot, value, ask=slot)


def context_of(workload: Workload, regulation: Regulation) -> dict[str, str]:
    context: dict[str, str] = {}
    if workload.task:
        context["task"] = workload.task
    if regulation.regimes:
        context["regime"] = next(
            (r for r in ("itar", "hipaa", "gdpr") if r in regulation.regimes), regulation.regimes[0]
        )
    if regulation.region:
        context["region"] = (
            "EU"
            if regulation.region.upper() in ("EU", "EEA", "EUROPE", "EUROPEAN UNION", "GERMANY", "FRANCE")
            else regulation.region
        )
    if regulation.third_party:
        context["third_party"] = regulation.third_party
    return context


class Resolver:
    """Collects the parameters of one profile. ``params`` maps slot names to :class:`Param`."""

    def __init__(self, profile: Profile, catalogue: Catalogue) -> None:
        self.profile = profile
        self.catalogue = catalogue
        self.params: dict[str, Param] = {}

    def resolve(self) -> dict[str, Param]:
        for index in range(len(self.profile.workloads)):
            self._workload(index)
            self._regulation(index)
        self._team()
        self._defaults()
        return self.params

    def _put(self, param: Param) -> None:
        self.params.setdefault(param.slot, param)

    def _category(self, slot: str, name: str, value: Any, context: Mapping[str, str], *, ask: bool = True) -> None:
        categories = CATEGORIES[name]
        if value is not None:
            self._put(Param(slot, float(categories.index(value)), categories=categories, ask=slot))
        else:
            self._put(from_prior(find_prior(self.catalogue.priors, name, context), slot, categories, ask=ask))

    def _number(
        self, slot: str, name: str, value: float | None, context: Mapping[str, str], *, ask: bool = True
    ) -> None:
        if value is not None:
            self._put(said_number(self.profile, slot, value))
        else:
            self._put(from_prior(find_prior(self.catalogue.priors, name, context), slot, ask=ask))

    def _workload(self, index: int) -> None:
        w, at = self.profile.workloads[index], f"workloads[{index}]."
        context = context_of(w, effective(self.profile, index))
        share = w.input_share
        if share is None and w.input_tokens and w.output_tokens is not None:
            share = w.input_tokens / (w.input_tokens + w.output_tokens)
        self._number(f"{at}input_share", "input_share", share, context)
        self._number(f"{at}input_tokens", "input_tokens", _input_tokens(w, share), context, ask=False)
        for name in ("cached_share", "prefix_share", "growth_per_year"):
            self._number(f"{at}{name}", name, getattr(w, name), context)
        self._number(f"{at}tok_s_per_user", "tok_s_per_user", _stream_rate(w), context)
        self._category(f"{at}batchable", "batchable", w.batchable, context)
        self._quality(f"{at}quality", w, context)
        self._peak(f"{at}peak_to_average", w)
        if w.tokens_per_day is not None:
            self._put(said_number(self.profile, f"{at}tokens_per_day", w.tokens_per_day))
        elif w.requests_per_day and w.input_tokens is not None and w.output_tokens is not None:
            self._put(
                Param(
                    f"{at}tokens_per_day",
                    w.requests_per_day * (w.input_tokens + w.output_tokens),
                    ask=f"{at}tokens_per_day",
                )
            )

    def _quality(self, slot: str, w: Workload, context: Mapping[str, str]) -> None:
        """Unknown quality is a state of its own in the central case: a move to an open model waits for the
        evaluation."""
        self._category(slot, "quality", w.quality, context)
        param = self.params[slot]
        if param.open:
            self.params[slot] = dataclasses.replace(param, central=UNKNOWN_QUALITY)

    def _peak(self, slot: str, w: Workload) -> None:
        if w.peak_to_average is not None:
            self._put(said_number(self.profile, slot, w.peak_to_average))
            return
        default = from_default(self.catalogue.defaults["peak_to_average"])
        self._put(dataclasses.replace(default, slot=slot, ask=slot))

    def _regulation(self, index: int) -> None:
        regulation, at = effective(self.profile, index), scope(self.profile, index)
        context = context_of(self.profile.workloads[index], regulation)
        prior = find_prior(self.catalogue.priors, "regimes", context)
        sets = self.regime_sets(regulation, prior)
        if regulation.regimes is None and regulation.third_party is None and not regulation.air_gapped:
            weights = tuple((prior.choices or {}).get(next(iter(s), "none"), 0.0) for s in sets)
            self._put(
                Param(f"{at}.regimes", 0.0, categories=sets, weights=weights, open=True, ask=f"{at}.regimes",
                      because=prior.because, reference=f"{prior.cited} ({prior.as_of})")
            )  # fmt: skip
        else:
            self._put(Param(f"{at}.regimes", 0.0, categories=sets, ask=f"{at}.regimes"))
        self._category(f"{at}.third_party", "third_party", regulation.third_party, context)
        self._category(f"{at}.air_gapped", "air_gapped", _air_gap(regulation), context)
        third = CATEGORIES["third_party"][int(self.params[f"{at}.third_party"].central)]
        self._category(f"{at}.hosting", "hosting", regulation.hosting, context | {"third_party": third})

    @staticmethod
    def regime_sets(regulation: Regulation, prior: Prior) -> tuple[frozenset[str], ...]:
        """Code 0 is what was said (or none); the others are what an unspoken regime could be."""
        said = frozenset(regulation.regimes or ())
        return (said, *(frozenset((r,)) for r in (prior.choices or {}) if r not in said and r != "none"))

    def _team(self) -> None:
        team, none = self.profile.team, {}  # type: ignore[var-annotated]
        self._category("team.gpu_ops", "gpu_ops", team.gpu_ops, none)
        if team.gpu_ops in ("some", "dedicated"):
            self._put(Param("team.can_hire", 0.0, categories=BOOLS))
        else:
            self._category("team.can_hire", "can_hire", team.can_hire, none)

    def _defaults(self) -> None:
        """Catalogue defaults that the user may have overridden with a figure of their own."""
        said = {
            "hourly_usd": ("team.hourly_usd", self.profile.team.hourly_usd),
            "horizon_months": ("money.horizon_months", self.profile.money.horizon_months),
            "migration_self_host_usd": ("money.migration_usd", self.profile.money.migration_usd),
            "migration_api_usd": ("money.migration_usd", self.profile.money.migration_usd),
        }
        for name, param in _unsaid(Same(self.catalogue)).items():
            slot, value = said.get(name, ("", None))
            if value is not None:
                param = dataclasses.replace(said_number(self.profile, slot, value), slot=name, ask=slot)
            elif slot and name not in OVER_A_YEAR:
                param = dataclasses.replace(param, ask=slot)
            self._put(param)


@functools.lru_cache(maxsize=8)
def _unsaid(among: Same[Catalogue]) -> dict[str, Param]:
    """The catalogue's defaults by name, as they stand where the user has said nothing."""
    params = {name: from_default(default) for name, default in among.value.defaults.items()}
    return params | {name: over_horizon(p) for name, p in params.items() if name in OVER_A_YEAR}


def _air_gap(regulation: Regulation) -> bool | None:
    """Data that may go to a vendor is not behind an air gap; the question is only open where neither was said."""
    if regulation.air_gapped is None and regulation.third_party is not None:
        return False
    return regulation.air_gapped


def _input_tokens(w: Workload, share: float | None) -> float | None:
    if w.input_tokens is not None:
        return w.input_tokens
    if w.output_tokens and share and share < 1:
        return w.output_tokens * share / (1 - share)
    if w.tokens_per_day and w.requests_per_day and share is not None:
        return w.tokens_per_day / w.requests_per_day * share
    return None


def _stream_rate(w: Workload) -> float | None:
    """Said, or what the latency wish implies for the whole answer; None where neither was said."""
    if w.tok_s_per_user is not None:
        return w.tok_s_per_user
    if w.latency_ms and w.output_tokens:
        return w.output_tokens / (w.latency_ms / 1000)
    return None
