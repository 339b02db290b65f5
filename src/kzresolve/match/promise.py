"""How promising each of many names is for one that is looked up, from how like their words are: cheaper by far than
comparing them, and enough to tell which are worth it.

Names are met by a word that is very like one of the words sought, or by a mark. They are ranked by what their words'
shapes are known to share; the best are looked at again, every word beside every word.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from kzresolve.match.filed import Filed, mark_of_bones, weighty
from kzresolve.match.vocabulary import Neighbours, alike, joined_coarse, union

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers, Places
    from kzresolve.match.terms import Term, Terms

    Values = NDArray[np.float32]

# A name is met by a word at least this like one that is sought, each with the names that may be met so: the first that
# meets no more. A word that always meets more counts only beside others.
_LIKE = (
    (0.25, 60),
    (0.35, 100),
    (0.45, 200),
    (0.55, 400),
    (0.65, 3000),
    (0.7, 3000),
    (0.75, 3000),
    (0.8, 3000),
    (0.9, 3000),
)
_AGAIN, _AGAIN_ROUGH = 64, 256  # names that are looked at again; for one in a script that tells sounds roughly
_AGREE, _FULLY = 0.5, 0.9  # likeness from which words agree at all, and from which they do so fully
_PLACE, _ACRONYM = 3.0, 1.0  # what a place in common promises, and initials
_EACH, _LIGHT = 2.0, 0.4  # what a word that agrees promises, and what part of that a light one does
_LACKING, _AGAINST = 0.3, 0.5  # and what a word takes off that only the other name has, and one that both have
_UNLIKELY = 0.8  # words on both sides that agree with nothing, from which a name is not likely to be meant
_MOST = 24  # keys of likely names that are compared with one in full
_LEAST, _LEAST_ALONE = 4, 12  # and keys in any case, for one of several words and for a single word
_UNLIKELY_ALONE = 0.15  # the same where one name is a single word and the other is not
_KNOWN = 0.95  # likeness from which a word is taken to be known as it is


class Promise(NamedTuple):
    """A name by number. promise: the more, the better. likely: whether each word of one of both names may be in the
    other.
    """

    number: int
    promise: float
    likely: bool


def promising(filed: Filed, sought: Terms, most: int) -> list[Promise]:
    """At most so many names that may match one, best first; of several views the best of each in turn, since a view of
    more words promises more.
    """
    order = filed.order
    ranked = [
        sorted(_in_view(filed, sought, view), key=lambda found: (-found.promise, order[found.number]))
        for view in sought.views
    ]
    if len(ranked) == 1:
        return ranked[0][:most]
    best: dict[int, Promise] = {}
    for tied in zip_longest(*ranked):
        for found in sorted(filter(None, tied), key=lambda found: (-found.promise, order[found.number])):
            best.setdefault(found.number, found)
        if len(best) >= most:
            break
    return list(best.values())[:most]


def worthwhile(found: list[Promise], keys: list[str], sought: Terms) -> list[int]:
    """The places of those of some promising names that are worth comparing in full. keys: of each; names of one key go
    together, so that another name of an entity cannot take the place of the one that fits best.

    Worth it are the likely ones, and a few in any case; more where little is to be gone by, as of a single word, or
    where a script tells sounds only roughly.
    """
    if any(term.shape.rough for view in sought.views for term in view):
        return list(range(len(found)))
    least = _LEAST_ALONE if len(sought.views[0]) == 1 else _LEAST
    first = list(dict.fromkeys(keys))[:least]
    likely = list(dict.fromkeys([key for each, key in zip(found, keys, strict=True) if each.likely]))[:_MOST]
    chosen = {*first, *likely}
    return [place for place, key in enumerate(keys) if key in chosen]


def _in_view(filed: Filed, sought: Terms, view: tuple[Term, ...]) -> list[Promise]:
    import numpy as np

    rows = _rows(filed, view)
    places, acronyms = _under(filed, sought.places), _under(filed, sought.acronyms)
    # A word that is known as it is needs not be two of another name.
    unknown = [place for place, row in enumerate(rows) if not _is_known(row)]
    marks = np.array([mark_of_bones(view[place].shape.bones[0]) for place in unknown], np.uint32)
    as_one, word_of_one = filed.marks.under(marks)
    numbers = filed.once(np.concatenate([_met(filed, rows), places, acronyms, as_one]))
    numbers = numbers[filed.column(filed.weighty)[numbers] > 0]
    if not len(numbers):
        return []
    shapes, begin = filed.shapes_of(numbers)
    agree = filed.agreement(rows, shapes, begin)
    more = np.zeros(len(numbers), np.float32)
    if len(as_one):
        _read_as_one(filed, view, (as_one, np.array(unknown)[word_of_one]), (numbers, agree, more))
    judged = _Judged(filed, sought, view, numbers)
    promise, _ = judged.by(agree, more, places, acronyms)
    rough = any(term.shape.rough for term in view)
    again = _AGAIN_ROUGH if rough else _AGAIN
    if len(numbers) > again:
        kept = _best(promise, filed.column(filed.order)[numbers], again)
        numbers, agree, more = numbers[kept], agree[:, kept], more[kept]
        judged = _Judged(filed, sought, view, numbers)
    shapes, begin = filed.shapes_of(numbers)
    compared = filed.vocabulary.compared([term.shape for term in view], shapes.tolist())
    agree = np.maximum(agree, np.maximum.reduceat(compared, begin, axis=1))
    if rough:
        _read_as_one(
            filed,
            view,
            (np.repeat(numbers, len(view)), np.tile(np.arange(len(view)), len(numbers))),
            (numbers, agree, more),
        )
    promise, likely = judged.by(agree, more, places, acronyms)
    return [Promise(*each) for each in zip(numbers.tolist(), promise.tolist(), likely.tolist(), strict=True)]


def _rows(filed: Filed, view: tuple[Term, ...]) -> list[Neighbours]:
    """What is like each word: itself, a word that it may be a case form of where it is not known, or one that it makes
    with the word beside it.
    """
    vocabulary = filed.vocabulary
    rows = []
    for term in view:
        found = filed.neighbours(term.shape)
        if not _is_known(found):
            found = union([found, *map(filed.neighbours, term.lemmas())])
        rows.append(found)
    if len(view) > 1:
        pairs = [(left.shape, right.shape) for left, right in pairwise(view)]
        for place, made in enumerate(vocabulary.joined(pairs)):
            if len(made.shapes):
                rows[place], rows[place + 1] = union([rows[place], made]), union([rows[place + 1], made])
    return rows


def _is_known(found: Neighbours) -> bool:
    """Whether a word is there as it is, by what is like it."""
    return len(found.values) > 0 and bool(found.values.max() >= _KNOWN)


def _under(filed: Filed, marks: tuple[int, ...]) -> Numbers:
    import numpy as np

    return filed.marks.under(np.array(marks, np.uint32))[0] if marks else np.empty(0, np.uint32)


def _met(filed: Filed, rows: list[Neighbours]) -> Numbers:
    """The names that have a word very like one of those sought; those of common words only where two such agree."""
    import numpy as np

    rare: list[Numbers] = []
    common: list[Numbers] = []
    for row in rows:
        near = row.values >= _LIKE[0][0]
        shapes, values = row.shapes[near], row.values[near]
        sizes = filed.column(filed.bearers)[shapes]
        level = next((level for level, most in _LIKE if sizes[values >= level].sum() <= most), None)
        if level is None:
            common.append(shapes[values >= _LIKE[-1][0]])
        else:
            rare.append(shapes[values >= level])
    met = [filed.words.under(np.concatenate(rare))[0]] if rare else []
    if common:
        names = [filed.words.under(shapes)[0] for shapes in common]
        met += [np.intersect1d(one, other) for i, one in enumerate(names) for other in names[:i]]
        if not rare:
            met.append(min(names, key=len))
    return np.concatenate(met)


def _read_as_one(
    filed: Filed, view: tuple[Term, ...], marked: tuple[Numbers, Places], names: tuple[Numbers, Values, Values]
) -> None:
    """Write into `agree` how like a word sought two neighbours of a name are that have its skeleton together, and into
    `more` that another word of the name agrees by that.
    """
    import numpy as np

    numbers, agree, more = names
    for number, row in zip(marked[0].tolist(), marked[1].tolist(), strict=True):
        place = int(np.argmax(numbers == number))
        if numbers[place] != number:  # taken out
            continue
        shapes = filed.shapes[filed.starts[number] : filed.starts[number + 1]]
        sounds = [filed.vocabulary.first[shape] for shape in shapes]
        like = max([alike(view[row].shape.coarse[0], joined_coarse(*two)) for two in pairwise(sounds)], default=0.0)
        if like > agree[row, place]:
            agree[row, place], more[place] = like, 1.0


def _best(promise: Values, order: NDArray[Any], most: int) -> NDArray[np.intp]:
    """The places of so many that promise most."""
    import numpy as np

    least = np.partition(promise, -most)[-most]
    better, equal = np.flatnonzero(promise > least), np.flatnonzero(promise == least)
    if len(better) + len(equal) > most:
        equal = equal[np.argsort(order[equal], kind="stable")[: most - len(better)]]
    return np.concatenate([better, equal])


class _Judged:
    """Names, and what is to be known of them to judge how their words agree with those sought."""

    def __init__(self, filed: Filed, sought: Terms, view: tuple[Term, ...], numbers: Numbers) -> None:
        import numpy as np

        self.numbers = numbers
        self.weighty = np.array([not term.light for term in view])
        if not self.weighty.any():
            self.weighty[:] = True
        self.words = weighty(view) - filed.column(filed.initials)[numbers].astype(np.float32)
        self.rough = filed.column(filed.rough)[numbers] > 0
        self.others = filed.column(filed.weighty)[numbers].astype(np.float32) - sought.initials

    def by(self, agree: Values, more: Values, places: Numbers, acronyms: Numbers) -> tuple[Values, NDArray[np.bool_]]:
        """What each name promises, and whether it is likely. agree: how like each word sought (rows) the best word of
        each name (columns) is. more: words of a name that agree beside these. places, acronyms: names that share such.
        """
        import numpy as np

        fully = np.clip((agree - _AGREE) / (_FULLY - _AGREE), 0, 1)
        agreed = fully[self.weighty].sum(axis=0)
        lacking = np.maximum(self.others - agreed - more, 0)
        against = np.minimum(np.maximum(self.words - agreed, 0), lacking)
        total = agreed + _LIGHT * fully[~self.weighty].sum(axis=0)
        promise = _EACH * total - _LACKING * lacking - _AGAINST * against
        left_out = (np.minimum(self.words, self.others) <= 1) & (self.words != self.others)
        likely = ((against <= np.where(left_out, _UNLIKELY_ALONE, _UNLIKELY)) | self.rough) & (total > 0)
        for shared, worth in ((places, _PLACE), (acronyms, _ACRONYM)):
            if len(shared):
                has = np.isin(self.numbers, shared)
                promise += worth * has
                likely |= has
        return promise, likely
