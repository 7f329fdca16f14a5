"""What can be wrong with a capacity question, as one tree. Each message says what is wrong and what is possible.

CapacityError (ValueError)
|- UnknownName       (also LookupError) no such model, GPU, precision or parallel layout; lists what there is
|- BadQuantity       zero, negative, NaN, infinite or absurdly large
`- BadBenchmark      a benchmark file that is of no known format, or lacks what a measurement needs
"""

from __future__ import annotations


class CapacityError(ValueError):
    """Base: ``str(error)`` is one sentence to act on."""


class UnknownName(CapacityError, LookupError):  # noqa: N818 - named as a reader would
    pass


class BadQuantity(CapacityError):  # noqa: N818 - named as a reader would
    pass


class BadBenchmark(CapacityError):  # noqa: N818 - named as a reader would
    pass
