"""How much one replica serves: own benchmark, published measurement, or an estimate with its band."""

from tools.capacity.batch import capacity_batch_row, measured_batch_row, replica_of
from tools.capacity.benchmark import read_benchmarks
from tools.capacity.errors import BadBenchmark, BadQuantity, CapacityError, UnknownName
from tools.capacity.evidence import CapacityResult, capacity
from tools.capacity.replica import PRECISIONS, Replica, least_gpus
from tools.capacity.throughput import Throughput, at, estimate

__all__ = [
    "PRECISIONS",
    "BadBenchmark",
    "BadQuantity",
    "CapacityError",
    "CapacityResult",
    "Replica",
    "Throughput",
    "UnknownName",
    "at",
    "capacity",
    "capacity_batch_row",
    "estimate",
    "least_gpus",
    "measured_batch_row",
    "read_benchmarks",
    "replica_of",
]
