"""Names that are met by some that are looked up, and how far the words of both agree: by what is like each word sought,
then, for the best of them, every word beside every word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from rapidfuzz.process import cdist

from kzresolve.match.filed import Filed
from kzresolve.match.meeting import View, decoded, met, rows_of
from kzresolve.match.near import Neighbours
from kzresolve.match.postings import distinct
from kzresolve.match.vocabulary import alike, joined_coarse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers, Places

    Values = NDArray[np.float32]
    Flags = NDArray[np.bool_]

_PLACE, _ACRONYM = 3.0, 1.0  # what a place in common promises, and initials


class Agreeing:
    """Names that are met by some views, view by view.

    view_of, numbers: of each. agree: how like each word of its view (rows, as many as the longest view has) its best
    word is. more: how many words of it agree beside these. marked: what the marks promise that it shares, 0 for none.
    rare: how rare each word (rows) of each view is, 0..1.
    """

    def __init__(self, filed: Filed, views: list[View]) -> None:
        import numpy as np

        self._filed, self._views = filed, views
        rows = rows_of(filed, views)
        found = met(filed, views, rows)
        codes = found.codes
        self.view_of, self.numbers = decoded(codes)
        self.more, self.marked = np.zeros((2, len(codes)), np.float32)
        for marked, worth in ((found.places, _PLACE), (found.acronyms, _ACRONYM)):
            if len(marked):
                self.marked += np.float32(worth) * np.isin(codes, marked)
        self.rare = np.zeros((max([len(view.words) for view in views]), len(views)), np.float32)
        for view, (start, end) in enumerate(pairwise(rows.begin)):
            self.rare[: end - start, view] = [filed.rarity(like) for like in rows.like[start:end]]
        self.agree = np.zeros((len(self.rare), len(codes)), np.float32)
        for view, here, shapes, begin in self._each_view():
            like = rows.like[rows.begin[view] : rows.begin[view + 1]]
            self.agree[: len(like), here] = filed.agreement(like, shapes, begin)
        marked, words = found.as_one
        for word in distinct(words).tolist():
            view = bisect_right(rows.begin, word) - 1
            names = np.flatnonzero(np.isin(codes, marked[words == word]))
            if len(names):  # not taken out
                self._read_as_one(view, names, [word - rows.begin[view]])

    def keep(self, places: Places) -> None:
        """Keep only the names at some places, ascending."""
        self.view_of, self.numbers = self.view_of[places], self.numbers[places]
        self.agree, self.more, self.marked = self.agree[:, places], self.more[places], self.marked[places]

    def bounds(self) -> list[int]:
        """Where the names of each view begin, and where the last end."""
        import numpy as np

        found: list[int] = self.view_of.searchsorted(np.arange(len(self._views) + 1)).tolist()
        return found

    def look_again(self) -> None:
        """Compare every word of each view with every word of its names."""
        import numpy as np

        for view, here, shapes, begin in self._each_view():
            words = self._views[view].words
            others = distinct(shapes)
            compared = self._filed.vocabulary.compared([term.shape for term in words], others.tolist())
            agree = self._filed.agreement([Neighbours(others, row) for row in compared], shapes, begin)
            self.agree[: len(words), here] = np.maximum(self.agree[: len(words), here], agree)
            if self._views[view].is_rough:
                self._read_as_one(view, np.arange(here.start, here.stop), range(len(words)))

    def _each_view(self) -> Iterator[tuple[int, slice, Numbers, Places]]:
        """Each view that has names: its number, where these are, their shapes, and where those of each begin."""
        shapes, begin = self._filed.shapes_of(self.numbers)
        for view, (start, end) in enumerate(pairwise(self.bounds())):
            if start < end:
                first, last = begin[start], begin[end] if end < len(begin) else len(shapes)
                yield view, slice(start, end), shapes[first:last], begin[start:end] - first

    def _read_as_one(self, view: int, names: Places, rows: Sequence[int]) -> None:
        """Note in `agree` how like some words of a view two neighbours of a name are that are read as one, and in
        `more` that another word of the name agrees by that.
        """
        import numpy as np

        filed = self._filed
        sounds = [[filed.vocabulary.first[shape] for shape in filed.shapes_in(n)] for n in self.numbers[names].tolist()]
        pairs = [[joined_coarse(*two) for two in pairwise(each)] or [""] for each in sounds]
        begin = [0, *accumulate([len(each) for each in pairs[:-1]])]
        ours = [self._views[view].words[row].shape.coarse[0] for row in rows]
        values = cdist(ours, list(chain.from_iterable(pairs)), scorer=alike, dtype=np.float32)
        for row, like in zip(rows, np.maximum.reduceat(values, begin, axis=1), strict=True):
            nearer = like > self.agree[row, names]
            self.agree[row, names[nearer]] = like[nearer]
            self.more[names[nearer]] = 1.0
