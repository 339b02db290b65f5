"""Which names of an index are met by some that are looked up at once: by a word very like one of theirs, or by a mark.

All of it in arrays for all of them, with a view of a name (Terms) as the unit: what is looked up by one word costs as
much as by a hundred.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.match.filed import Filed, mark_of_bones
from kzresolve.match.near import Neighbours, union
from kzresolve.match.postings import begins, distinct
from kzresolve.match.vocabulary import Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers, Places
    from kzresolve.match.terms import Term, Terms

    Values = NDArray[np.float32]

# A name is met by a word at least this like one that is sought, each with the names that may be met so: the first that
# meets no more. A word that always meets more counts only beside others.
_LIKE = (0.25, 0.35, 0.45, 0.55, 0.65, 0.7, 0.8, 0.9)
_MET = (30, 50, 100, 200, 500, 1000, 2000, 3000)
_VIEW, _NUMBER = 32, 2**32 - 1  # where the number of a view begins in a code, and what of it is that of a name
_PLACE, _ACRONYM = -1, -2  # sorts of marks
_KNOWN = 0.95  # likeness from which a word is taken to be known as it is


class View(NamedTuple):
    """One way to see a name that is looked up. name: its place among those looked up at once. sought: its
    terms. words: those of this view.
    """

    name: int
    sought: Terms
    words: tuple[Term, ...]

    @property
    def is_rough(self) -> bool:
        """Whether the script of a word of it tells its sounds only roughly."""
        return any(term.shape.rough for term in self.words)


class Rows(NamedTuple):
    """The words of some views, one after another. begin: where those of each begin, and where the last end. like: what
    is like each word. unknown: places of words that are not there as they are.
    """

    begin: list[int]
    like: list[Neighbours]
    unknown: list[int]


class Met(NamedTuple):
    """Names met by views. codes: of views and names (coded), ascending, each once. places, acronyms: the codes of those
    that share such a mark. as_one: those in which two neighbours read as one may be a word sought, and the place of
    that word in the rows.
    """

    codes: Places
    places: Places
    acronyms: Places
    as_one: tuple[Places, Places]


def rows_of(filed: Filed, views: list[View]) -> Rows:
    """What is like each word: itself, a word that it may be a case form of where it is not known, or one that it makes
    with the word beside it.
    """
    begin, like, unknown = [0], list[Neighbours](), list[int]()
    pairs: list[tuple[Shape, Shape]] = []
    first: list[int] = []  # of each of these pairs
    for view in views:
        first += range(len(like), len(like) + len(view.words) - 1)
        pairs += pairwise([term.shape for term in view.words])
        for term in view.words:
            found = filed.neighbours(term.shape)
            if not _is_known(found):
                unknown.append(len(like))
                found = union([found, *map(filed.neighbours, term.lemmas())])
            like.append(found)
        begin.append(len(like))
    for place, made in zip(first, filed.vocabulary.joined(pairs) if pairs else [], strict=True):
        if len(made.shapes):
            like[place], like[place + 1] = union([like[place], made]), union([like[place + 1], made])
    return Rows(begin, like, [place for place in unknown if not _is_known(like[place])])


def _is_known(found: Neighbours) -> bool:
    """Whether a word is there as it is, by what is like it."""
    return len(found.values) > 0 and bool(found.values.max() >= _KNOWN)


def coded(views: Places, numbers: Numbers) -> Places:
    """One number for each view and name that it meets."""
    return (views << _VIEW) | numbers


def decoded(codes: Places) -> tuple[Places, Numbers]:
    """The views and the names."""
    import numpy as np

    return codes >> _VIEW, (codes & _NUMBER).astype(np.uint32)


def met(filed: Filed, views: list[View], rows: Rows) -> Met:
    """The names that some views meet, those taken out left out."""
    import numpy as np

    view_of = np.arange(len(views)).repeat([len(view.words) for view in views])  # by word
    marked, sort = _marked(filed, views, rows, view_of)
    codes = np.concatenate([*_by_words(filed, rows, view_of), marked])
    codes.sort()
    there = filed.column(filed.weighty)[codes & _NUMBER] > 0
    codes = codes[there & begins(codes)]
    is_word = sort >= 0
    return Met(codes, marked[sort == _PLACE], marked[sort == _ACRONYM], (marked[is_word], sort[is_word]))


def _by_words(filed: Filed, rows: Rows, view_of: Places) -> list[Places]:
    """Codes of the names that have a word very like one of those sought; of common words only where two such agree."""
    import numpy as np

    many = len(_LIKE) + 1
    word = np.arange(len(rows.like)).repeat([len(each.shapes) for each in rows.like])
    shapes = np.concatenate([each.shapes for each in rows.like])
    level = _levels().searchsorted(np.concatenate([each.values for each in rows.like]), side="right")
    bearers = filed.column(filed.bearers)[shapes]
    borne = np.bincount(word * many + level, bearers, len(rows.like) * many).reshape(-1, many)
    few = borne[:, ::-1].cumsum(axis=1)[:, -2::-1] <= _MET  # whether no more are met at each level
    asked = np.where(few.any(axis=1), few.argmax(axis=1) + 1, many)
    near = level >= asked[word]
    numbers, which = filed.words.under(shapes[near])
    found = [coded(view_of[word[near]][which], numbers)]
    for view in distinct(view_of[asked == many]).tolist():
        words = range(rows.begin[view], rows.begin[view + 1])
        met = [
            filed.words.under(shapes[(word == place) & (level == many - 1)])[0]
            for place in words
            if asked[place] == many
        ]
        shared = [filed.in_both(one, other) for i, one in enumerate(met) for other in met[:i]]
        alone = [min(met, key=len)] if len(met) == len(words) else []
        found += [coded(np.full(len(numbers), view), numbers) for numbers in (*shared, *alone)]
    return found


@cache
def _levels() -> Values:
    import numpy as np

    return np.array(_LIKE, np.float32)


def _marked(filed: Filed, views: list[View], rows: Rows, view_of: Places) -> tuple[Places, Places]:
    """Codes of the names that share a mark, and of which sort it is: a place, an acronym, or a word, by its place."""
    import numpy as np

    words = [term for view in views for term in view.words]
    marks = [
        *((mark, number, _PLACE) for number, view in enumerate(views) for mark in view.sought.places),
        *((mark, number, _ACRONYM) for number, view in enumerate(views) for mark in view.sought.acronyms),
        # A word that is known as it is needs not be two of another name.
        *((mark_of_bones(words[place].shape.bones[0]), int(view_of[place]), place) for place in rows.unknown),
    ]
    mark, of, sort = np.array(marks, np.int64).reshape(-1, 3).T
    numbers, which = filed.marks.under(mark.astype(np.uint32))
    return coded(of[which], numbers), sort[which]
