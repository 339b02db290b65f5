"""Where names of a list meet: places of their rows, filed under words, and the places of two words brought together a
part at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.resolve.arrays import spread
from kzresolve.resolve.as_one import Joined
from kzresolve.resolve.neighbours import Neighbours
from kzresolve.resolve.rows import Rows

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Numbers

FURTHER = 6  # words of a name that are looked at beside the one in which it meets
_AT_ONCE = 1 << 18  # pairs of places brought together at a time


class Places(NamedTuple):
    """Places where names may meet: name, word, further words of each, -1 where there are fewer, and how many these are.

    Two words of a row that are read as one are one more place, with a word of its own; words: of such a word the first
    of the two.
    """

    name_of: Numbers
    words: Numbers
    further: list[Numbers]
    many: Numbers
    full: Filed  # those of names with further words
    lone: Filed


class Filed(NamedTuple):
    """Places filed under words: those of a word stand together in `under`, from `starts` on, `sizes` of them."""

    under: Numbers
    starts: Numbers
    sizes: Numbers


class Visits(NamedTuple):
    """Places of pairs of words, each of the left word with each of the right one, as where they stand in `under`.

    one: those of left words; pair: of which pair each is. For each visit: row, which of `one`, and two.
    """

    one: Numbers
    pair: Numbers
    row: Numbers
    two: Numbers


def places_of(rows: Rows, as_one: Joined) -> Places:
    """The places of names; words read as one are numbered behind all others."""
    import numpy as np

    many = len(rows.heard)
    further = _counting(rows)
    row_of = np.concatenate([rows.row_of, as_one.rows])
    here = np.concatenate([rows.words, as_one.left])
    beside = np.concatenate([rows.words, as_one.right])
    others = further[row_of]
    others[(others == here[:, None]) | (others == beside[:, None])] = -1
    others = -np.sort(-others, axis=1)[:, :FURTHER]
    words = np.concatenate([rows.words, many + np.arange(len(as_one.rows))])
    meets = np.concatenate([rows.meets, np.ones(len(as_one.rows), bool)])
    sizes = np.count_nonzero(others >= 0, axis=1)
    full, lone = (filed(np.flatnonzero(meets & has), words, many + len(as_one.rows)) for has in (sizes > 0, sizes == 0))
    return Places(
        rows.name_of[row_of], here, [np.ascontiguousarray(others[:, n]) for n in range(FURTHER)], sizes, full, lone
    )


def _counting(rows: Rows) -> Numbers:
    """For each row its first words that count, -1 where there are fewer."""
    import numpy as np

    found = np.full((len(rows.name_of), FURTHER + 1), -1, np.int64)
    sizes = np.bincount(rows.row_of, minlength=len(rows.name_of))
    before: Numbers = np.cumsum(rows.counts) - rows.counts
    before -= np.repeat(before[(np.cumsum(sizes) - sizes)[sizes > 0]], sizes[sizes > 0])
    kept = rows.counts & (before <= FURTHER)
    found[rows.row_of[kept], before[kept]] = rows.words[kept]
    return found


def filed(places: Numbers, words: Numbers, many: int) -> Filed:
    """Places, by number, filed under their words. words: of all places, numbers below `many`."""
    import numpy as np

    sizes = np.bincount(words[places], minlength=many)
    return Filed(places[np.argsort(words[places], kind="stable")], np.cumsum(sizes) - sizes, sizes)


def visits(here: Filed, there: Filed, left: Numbers, right: Numbers) -> Iterator[Visits]:
    """The places here of words, each with the places there of the word that stands beside it; a part at a time."""
    import numpy as np

    many = here.sizes[left] * there.sizes[right]
    some = np.flatnonzero(many)
    upto = np.cumsum(many[some])
    at = 0
    while at < len(some):
        end = max(at + 1, int(np.searchsorted(upto, (upto[at - 1] if at else 0) + _AT_ONCE)))
        part = some[at:end]
        at = end
        pair, step = spread(here.sizes[left[part]])
        one = here.starts[left[part]][pair] + step
        times = there.sizes[right[part]][pair]
        row = np.repeat(np.arange(len(one)), times)
        first = there.starts[right[part]][pair] - (np.cumsum(times) - times)
        two = np.repeat(first, times) + np.arange(len(row))
        yield Visits(one, part[pair], row, two)


class Further:
    """Where very many names meet in two words, those of them that also meet in two further words."""

    def __init__(self, met: Places, near_words: Neighbours) -> None:
        import numpy as np

        self._met = met
        many = len(met.full.sizes)
        every = np.arange(many)
        here = np.concatenate([every, near_words.left, near_words.right])
        there = np.concatenate([every, near_words.right, near_words.left])
        self._near = there[np.argsort(here, kind="stable")]
        self._sizes = np.bincount(here, minlength=many)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def meeting(self, left: int, right: int) -> tuple[Numbers, Numbers]:
        """The places of two words that also meet in two further words."""
        import numpy as np

        one, here = self._at(left)
        pair, step = spread(self._sizes[here])
        one, here = one[pair], self._near[self._starts[here][pair] + step]
        two, there = self._at(right)
        order = np.argsort(there, kind="stable")
        first, last = (np.searchsorted(there[order], here, side) for side in ("left", "right"))
        pair, step = spread(last - first)
        return one[pair], two[order][first[pair] + step]

    def _at(self, word: int) -> tuple[Numbers, Numbers]:
        """The places of a word, each as often as its name has further words, and these."""
        import numpy as np

        full = self._met.full
        places = full.under[full.starts[word] : full.starts[word] + full.sizes[word]]
        every = np.concatenate([places] * FURTHER)
        further = np.concatenate([column[places] for column in self._met.further])
        return every[further >= 0], further[further >= 0]
