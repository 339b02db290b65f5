"""What is like a word: shapes of a vocabulary (vocabulary.py), by number, and how like each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kzresolve.match.postings import begins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers

    Values = NDArray[np.float32]


class Neighbours(NamedTuple):
    """Shapes of a vocabulary, by number, and how like each is: 0..1."""

    shapes: Numbers
    values: Values


def nothing_like() -> Neighbours:
    """No neighbours."""
    import numpy as np

    return Neighbours(np.empty(0, np.uint32), np.empty(0, np.float32))


def union(found: list[Neighbours]) -> Neighbours:
    """Neighbours of one word or another, each with the better value, by number."""
    import numpy as np

    if len(found) == 1:
        return found[0]
    numbers = np.concatenate([each.shapes for each in found])
    values = np.concatenate([each.values for each in found])
    order = np.lexsort((-values, numbers))
    numbers, values = numbers[order], values[order]
    first = begins(numbers)
    return Neighbours(numbers[first], values[first])
