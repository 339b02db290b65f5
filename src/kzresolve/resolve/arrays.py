"""Small steps in arrays that several rooms of grouping take: many texts compared, counts spread, numbers looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]


def alike(left: NDArray[np.object_], right: NDArray[np.object_]) -> Floats:
    """The similarity of each of some texts with the one at the same place, 0..1."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    found: Floats = cpdist(left, right, scorer=OSA.normalized_similarity, dtype=np.float32)
    return found


def column_of_texts(texts: Sequence[str]) -> NDArray[np.object_]:
    """Texts as an array of objects."""
    import numpy as np

    found = np.empty(len(texts), object)
    found[:] = texts
    return found


def spread(counts: Numbers) -> tuple[Numbers, Numbers]:
    """For each place as often as its count says: the place, and 0, 1, ..."""
    import numpy as np

    places = np.repeat(np.arange(len(counts)), counts)
    return places, np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)


def found_among(values: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
    """Which of some values, by their place, stand among others, which are sorted, and where there."""
    import numpy as np

    if not len(others):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    places = np.minimum(np.searchsorted(others, values), len(others) - 1)
    found = np.flatnonzero(others[places] == values)
    return found, places[found]
