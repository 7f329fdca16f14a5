"""What can be wrong with a cost question, as one tree. Each message says what is wrong and what is possible.

CostError (ValueError)
|- BadQuantity     zero, negative, NaN, infinite or absurdly large
|- MissingValue    a value without which nothing can be computed
`- UnknownKey      (also LookupError) an input or default that does not exist; lists what there is
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

LARGEST = 1e18  # tokens a month or USD: far above anything real, far below what loses whole replicas in a float


class CostError(ValueError):
    """Base: ``str(error)`` is one sentence to act on."""


class BadQuantity(CostError):  # noqa: N818 - named as a reader would
    pass


class MissingValue(CostError):  # noqa: N818 - named as a reader would
    pass


class UnknownKey(CostError, LookupError):  # noqa: N818 - named as a reader would
    pass


def quantity(
    name: str, value: ArrayLike, *, least: float = 0.0, most: float = LARGEST, above: bool = False
) -> NDArray[np.float64]:
    """``value`` as floats if every element lies in the range (``above``: strictly above ``least``), or BadQuantity."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadQuantity(f"{name} must be a number, not {value!r}") from None
    smallest, largest = (array.min(), array.max()) if array.ndim and array.size else (array, array)
    low = smallest > least if above else smallest >= least
    if array.size and not (low and largest <= most):  # NaN fails both
        inside = ((array > least) if above else (array >= least)) & (array <= most)
        wrong: Any = array[~inside].flat[0] if array.ndim else array.item()
        edge = "above" if above else "at least"
        raise BadQuantity(f"{name} must be {edge} {least:g} and at most {most:g}, not {wrong:g}")
    return array
