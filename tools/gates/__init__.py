"""Gates come before money: which options a rule, a limit or the team takes away, and by which fact."""

from tools.gates.facts import gate_facts
from tools.gates.regions import region_code, residency_term
from tools.gates.relax import SOFT, feasible, relax, set_aside, slot_of
from tools.gates.rules import APIS, api_latency_floor_ms, gates
from tools.gates.terms import gpu_vendors_for, needs_terms, term_name, vendors_for
from tools.gates.types import GateFacts, GateResult, Kind, Note, Place, Removal, VendorFit

__all__ = [
    "APIS",
    "SOFT",
    "GateFacts",
    "GateResult",
    "Kind",
    "Note",
    "Place",
    "Removal",
    "VendorFit",
    "api_latency_floor_ms",
    "feasible",
    "gate_facts",
    "gates",
    "gpu_vendors_for",
    "needs_terms",
    "region_code",
    "relax",
    "residency_term",
    "set_aside",
    "slot_of",
    "term_name",
    "vendors_for",
]
