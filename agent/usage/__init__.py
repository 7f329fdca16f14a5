"""Facts without typing: an export becomes volume, split, cache share, peak and bill by workload."""

from agent.usage.errors import UsageError
from agent.usage.fill import changes, fill
from agent.usage.importing import FORMATS, read_exports
from agent.usage.report import By, UsageReport, WorkloadUse

__all__ = ["FORMATS", "By", "UsageError", "UsageReport", "WorkloadUse", "changes", "fill", "read_exports"]
