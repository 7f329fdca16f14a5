"""What is said to the advisor, and not about the case."""

from __future__ import annotations

CONVERSATION: dict[str, str] = {
    "EVERY_WORKLOAD": """
        both; all workloads; all of them; both workloads; each workload; every workload; each of them; all
        three; alle; beide; everything; the two
    """,
    "SEVERAL": """
        two workloads; three workloads; four workloads; several workloads; a second; another workload; second
        workload; other workload; also have; also run; in addition; additionally; besides; third workload;
        separate workload; separately; as well as; further workload; a third; on top of that; first workload;
        another; plus; two use cases; three use cases; new workload; add a workload; second one; zweite;
        zusätzlich; deuxième; segundo; también
    """,
    "ONE": """
        one workload; a single workload; single workload; only one workload; just one workload; one use case;
        ein workload; single use case; one use-case; just the one
    """,
}
