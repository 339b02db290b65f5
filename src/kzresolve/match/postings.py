"""Numbers filed under keys, both of 32 bits, in a few sorted arrays: no Python object for each.

What is added waits in a list until it is asked for; then it becomes an array of its own, merged with those before it
that are not much larger, so that adding one by one costs little in the long run.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]
    Places = NDArray[np.int64]


class Segment(NamedTuple):
    """keys: sorted, each once. starts: where the numbers under each begin, and where the last end."""

    keys: Numbers
    starts: Places
    numbers: Numbers

    def spans(self, keys: Numbers) -> tuple[Places, Places]:
        """Where the numbers under each of some keys begin, and how many there are."""
        import numpy as np

        if not len(self.keys):
            nothing = np.zeros(len(keys), np.int64)
            return nothing, nothing
        places = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        starts = self.starts[places].astype(np.int64, copy=False)
        sizes = self.starts[places + 1].astype(np.int64, copy=False) - starts
        sizes[self.keys[places] != keys] = 0
        return starts, sizes


class Postings:
    """Numbers by key."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._keys, self._numbers = array("I"), array("I")

    def open(self, saved: Segment) -> None:
        """Begin with what was saved."""
        self._segments = [saved]

    def add(self, number: int, keys: Iterable[int]) -> None:
        """File a number under keys."""
        before = len(self._keys)
        self._keys.extend(keys)
        self._numbers.extend([number] * (len(self._keys) - before))

    def under(self, keys: Numbers, most: int | None = None) -> tuple[Numbers, Places]:
        """The numbers under some keys, and for each by its place in `keys` under which, in the order of these.

        most: how many there may be; keys with the most numbers are left out where there would be more, but the one
        with fewest never is.
        """
        import numpy as np

        self._settle()
        spans = [segment.spans(keys) for segment in self._segments] if len(keys) else []
        if not spans:
            return np.empty(0, np.uint32), np.empty(0, np.int64)
        sizes = spans[0][1] if len(spans) == 1 else np.sum([size for _, size in spans], axis=0)
        total = sizes.sum()
        if most is not None and total > most:
            order = sizes.argsort(kind="stable")
            spare = sizes[order].cumsum() > most
            spare[:1] = False
            left_out = order[spare]
            for _, size in spans:
                size[left_out] = 0
        found = [_gathered(segment, *span) for segment, span in zip(self._segments, spans, strict=True)]
        if len(found) == 1:
            return found[0]
        numbers, which = (np.concatenate(parts) for parts in zip(*found, strict=True))
        order = np.argsort(which, kind="stable")
        return numbers[order], which[order]

    def merged(self) -> Segment:
        """All that is filed, in one."""
        import numpy as np

        self._settle()
        if len(self._segments) != 1:
            nothing = Segment(np.empty(0, np.uint32), np.zeros(1, np.int64), np.empty(0, np.uint32))
            self._segments = [_merge([nothing, *self._segments])]
        return self._segments[0]

    def kept(self, keys: NDArray[np.bool_] | None, numbers: NDArray[np.bool_]) -> Segment:
        """Only some of the keys and numbers, each renumbered by its place among those kept; keys: None for all, as they
        are.
        """
        import numpy as np

        whole = self.merged()
        under = np.repeat(whole.keys, np.diff(whole.starts))
        left = numbers[whole.numbers] if keys is None else numbers[whole.numbers] & keys[under]
        renumbered = under if keys is None else np.cumsum(keys) - 1
        places = under[left] if keys is None else renumbered[under[left]]
        return segment(places, (np.cumsum(numbers) - 1).astype(np.uint32)[whole.numbers[left]])

    def _settle(self) -> None:
        """Take in what was added."""
        if not self._keys:
            return
        import numpy as np

        keys = np.frombuffer(self._keys, dtype=np.uintc).astype(np.uint32)
        numbers = np.frombuffer(self._numbers, dtype=np.uintc).astype(np.uint32)
        segments = [*self._segments, segment(keys, numbers)]
        while len(segments) > 1 and len(segments[-2].numbers) < 2 * len(segments[-1].numbers):
            segments[-2:] = [_merge(segments[-2:])]
        self._segments = segments
        self._keys, self._numbers = array("I"), array("I")


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, sorted; np.unique takes several times as long for many, and loads numpy.ma."""
    import numpy as np

    numbers = np.sort(numbers)
    found: NDArray[Any] = numbers[begins(numbers)]
    return found


def begins(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each of some sorted numbers is the first of its like."""
    import numpy as np

    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def segment(keys: NDArray[Any], numbers: NDArray[Any]) -> Segment:
    """A segment of numbers, each filed under the key at the same place."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    starts = np.append(starts, len(keys)).astype(np.int64)
    return Segment(distinct.astype(np.uint32), starts, numbers[order].astype(np.uint32))


def _merge(segments: list[Segment]) -> Segment:
    import numpy as np

    keys = np.concatenate([np.repeat(each.keys, np.diff(each.starts)) for each in segments])
    return segment(keys, np.concatenate([each.numbers for each in segments]))


def _gathered(segment: Segment, starts: Places, sizes: Places) -> tuple[Numbers, Places]:
    import numpy as np

    which = np.arange(len(sizes)).repeat(sizes)
    before = sizes.cumsum() - sizes
    return segment.numbers[(starts - before)[which] + np.arange(len(which))], which
