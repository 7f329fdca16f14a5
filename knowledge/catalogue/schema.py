"""The shapes of the dated catalogue. Every entry has a date and a reference; unknown keys are errors.

The calculators in ``tools/`` take these values as arguments; only :mod:`knowledge.catalogue.load` reads files.
Money is US dollars, memory GB = 1e9 bytes, bandwidth GB/s, compute dense TFLOP/s.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 2  # as in catalogue.yaml, which says when to raise it

UNREAD = "background knowledge, to be verified"
"""What is said beside every value whose ``basis`` is background."""


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dated(Entry):
    """``basis``: sourced (read in the reference), assumption (ours, inside what the reference says), background (to
    be verified)."""

    as_of: dt.date
    reference: str = Field(min_length=3)
    basis: Literal["sourced", "assumption", "background"] = "sourced"

    @property
    def cited(self) -> str:
        """The reference as it is said: with a word on it where nobody has read the value there yet."""
        return f"{self.reference}; {UNREAD}" if self.basis == "background" else self.reference


class GpuSpec(Dated):
    name: str
    aliases: tuple[str, ...] = ()
    memory_gb: float
    bandwidth_gb_s: float
    # native dense rates; a precision not listed has no native support
    tflops: dict[Literal["bf16", "fp8", "fp4", "int8"], float]
    link_gb_s: float  # one way, GPU to GPU
    # one way between any two where links run from card to card; None: a switch gives any two the whole of link_gb_s
    pair_gb_s: float | None = None
    node_gpus: int = 8  # how many share that link; beyond them the network between machines counts


class ModelSpec(Dated):
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    total_params: float
    active_params: float
    layers: int
    q_heads: int
    kv_heads: int
    head_dim: int
    hidden: int
    experts: int = 0
    experts_per_token: int = 0
    mla_dim: int = 0  # latent KV elements a token and layer (MLA); 0: ordinary attention
    window: int = 0  # sliding window in tokens, 0: none
    full_attention_share: float = 1.0  # share of layers that attend to the whole context
    context: int | None = None
    licence: str | None = None
    modality: str = "text"
    quality: Literal["open_large", "open_small"] | None = None
    status: str = "current"
    precisions: tuple[str, ...] = ("bf16", "fp8")  # published checkpoints


class Measurement(Entry):
    """One published throughput row; ``counts`` says which of the two rates the publisher counted."""

    id: str
    model: str
    precision: str
    gpu: str
    gpus: int
    parallel: str | None
    engine: str
    input_tokens: float | None
    output_tokens: float | None
    concurrency: float | None
    output_tok_s: float | None
    total_tok_s: float | None
    counts: str
    source: str
    date: str
    note: str = ""


class GpuPrice(Dated):
    gpu: str
    provider: str
    kind: Literal["on_demand", "spot", "reserved_1y", "reserved_3y", "owned"]
    usd_per_gpu_hour: float


class ApiPrice(Dated):
    """Overlay on genai-prices, USD a million tokens; ``retires``: the last day it is served there."""

    provider: str
    model: str
    open_model: str | None = None  # id of the ModelSpec it serves, None: closed
    input_usd_per_mtok: float | None = None
    output_usd_per_mtok: float | None = None
    cached_input_usd_per_mtok: float | None = None
    batch_discount: float | None = None  # 0.5: half price
    retires: dt.date | None = None


class Tier(Dated):
    """A closed vendor's ladder: which of its models is the frontier one and which the smaller tier."""

    provider: str
    frontier_model: str
    smaller_model: str
    aliases: tuple[str, ...] = ()


class Term(Dated):
    """One vendor term, three-valued; not_found is never no."""

    value: Literal["yes", "no", "not_found"]
    note: str = ""


class VendorTerms(Entry):
    """``terms`` keys: baa, zero_retention, eu_residency, residency_regions, fedramp, itar,
    batch_under_zero_retention, ..."""

    vendor: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["frontier", "managed", "cloud", "gpu_cloud"]
    serves: tuple[Literal["frontier", "open"], ...] = ()
    terms: dict[str, Term] = {}
    uplift: float = 1.0  # list price multiple for processing in a region
    prices_as: str | None = None  # provider id in the price catalogue; None: quoted by sales
    rents_as: tuple[str, ...] = ()  # how the names of its offers in gpu_prices.yaml begin
    own_account: bool = False  # rented machines stand in an account of the customer's own


class Regime(Dated):
    """``needs``: terms that an endpoint must offer under it; empty: none by law."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    summary: str
    scope: str = ""


class Engine(Dated):
    id: str
    name: str
    cold_start_s: float | None = None
    compile_minutes: float | None = None
    notes: str = ""
    aliases: tuple[str, ...] = ()
    relative_throughput: float | None = None  # output over vLLM's on the same model, GPUs and lengths: the median ...
    relative_low: float | None = None  # ... and the range of the published pairs
    relative_high: float | None = None
    pairs: int | None = None


class RoadmapLine(Entry):
    """One step of the plan for some options. ``if`` (in code ``conditions``): situations that must all hold; ``do``
    holds ``{fact_id}`` and ``{name}`` where figures and names belong."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    options: tuple[str, ...]
    when: str
    do: str
    claim: str
    facts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = Field(default=(), alias="if")


class Default(Dated):
    """A value used where the user said nothing: low, mid, high with unit and reason."""

    name: str
    low: float
    mid: float
    high: float
    unit: str
    because: str


class Prior(Dated):
    """What an open slot may be: ``choices`` with weights, or ``low``/``mid``/``high`` (P5, median, P95; log-scaled
    if ``log``). ``when`` narrows it: for example {"task": "chat"} or {"regime": "hipaa"}; the first matching entry
    counts."""

    slot: str
    choices: dict[str, float] | None = None
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    log: bool = False
    unit: str = ""
    when: dict[str, str] = {}
    because: str
