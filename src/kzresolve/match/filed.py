"""Many names by number, as arrays: the shapes of their words, and what stands under each shape and mark."""

from __future__ import annotations

from array import array
from itertools import pairwise
from math import log1p
from typing import TYPE_CHECKING
from zlib import crc32

from kzresolve.match.near import Neighbours
from kzresolve.match.postings import Postings
from kzresolve.match.vocabulary import Shape, Vocabulary, joined_bones

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers, Places
    from kzresolve.match.terms import Term, Terms

    Values = NDArray[np.float32]

_LEAST_JOINED = 3  # consonants of a skeleton of two words that they are filed under as one
_GONE = 0
_NEARLY = 0.9  # likeness from which a word is nearly another
_COMMON = 300  # names that have a common word


class Filed:
    """Names by number, in the order they came.

    weighty: words of each that are not light, 0 where it was taken out. initials: of each. rough: whether a
    script of it tells sounds only roughly. order: a number for each by
    which names that promise as much are put in an order that does not depend on when they came. bearers: by shape, how
    many names there are with it.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.words = Postings()  # numbers by shape
        self.marks = Postings()
        self.weighty, self.initials, self.rough, self.order = array("B"), array("B"), array("B"), array("I")
        self.shapes, self.starts = array("I"), array("q", [0])  # of all names, and where those of each begin
        self.bearers = array("I")
        self._removed = False  # whether any was taken out
        self._values = array("f")  # room to note something by shape
        self._marked = array("B")  # and by number

    def __len__(self) -> int:
        """How many there are, those taken out too."""
        return len(self.weighty)

    def add(self, name: str, found: Terms) -> int:
        """File a name under its terms; its number."""
        number = len(self)
        views = [[self.vocabulary.add(term.shape) for term in view] for view in found.views]
        shapes = list(dict.fromkeys([shape for view in views for shape in view]))
        self.bearers.extend([0] * (len(self.vocabulary) - len(self.bearers)))
        for shape in shapes:
            self.bearers[shape] += 1
        self.words.add(number, shapes)
        self.shapes.extend(shapes)
        self.starts.append(len(self.shapes))
        self.weighty.append(min(map(weighty, found.views)))
        self.initials.append(min(found.initials, 255))
        self.rough.append(any(term.shape.rough for view in found.views for term in view))
        self.order.append(crc32(name.encode("utf-8", "surrogatepass")))
        self.marks.add(number, [*found.acronyms, *found.places, *_joins(found)])
        return number

    def remove(self, number: int) -> None:
        """Take a name out."""
        self.weighty[number] = _GONE
        self._removed = True
        for shape in self.shapes_in(number):
            self.bearers[shape] -= 1

    def there(self) -> NDArray[np.intp]:
        """The numbers of the names that were not taken out."""
        import numpy as np

        return np.flatnonzero(np.frombuffer(self.weighty, np.uint8))

    def compact(self) -> Filed:
        """The same without what was taken out, numbered anew."""
        import numpy as np

        kept = np.frombuffer(self.weighty, np.uint8) > 0
        shapes, begin = self.shapes_of(np.flatnonzero(kept).astype(np.uint32))
        used = np.zeros(len(self.vocabulary), bool)
        used[shapes] = True
        made = Filed()
        made.vocabulary = self.vocabulary.compact(used)
        made.bearers = array("I", np.frombuffer(self.bearers, np.uintc)[used].tobytes())
        made.shapes = array("I", (np.cumsum(used) - 1).astype(np.uintc)[shapes].tobytes())
        made.starts = array("q", np.append(begin, len(shapes)).astype(np.int64).tobytes())
        for column in ("weighty", "initials", "rough", "order"):
            values: array[int] = getattr(self, column)
            setattr(made, column, array(values.typecode, self.column(values)[kept].tobytes()))
        made.words.open(self.words.kept(used, kept))
        made.marks.open(self.marks.kept(None, kept))
        return made

    def neighbours(self, shape: Shape) -> Neighbours:
        """The shapes of names like one."""
        found = self.vocabulary.neighbours(shape)
        if not self._removed:
            return found
        borne = self.column(self.bearers)[found.shapes] > 0
        return found if borne.all() else Neighbours(found.shapes[borne], found.values[borne])

    def rarity(self, like: Neighbours) -> float:
        """How rare a word is among the names, by what is like it: 1 where nobody has it, 0 where many do."""
        bearers = self.column(self.bearers)[like.shapes[like.values >= _NEARLY]].sum()
        return max(0.0, 1 - log1p(float(bearers)) / log1p(_COMMON))

    def in_both(self, some: Numbers, others: Numbers) -> Numbers:
        """The numbers of names that are among some and among others."""
        import numpy as np

        if len(self._marked) < len(self):
            self._marked = array("B", bytes(2 * len(self)))
        marked = np.frombuffer(self._marked, np.uint8)
        marked[some] = 1
        both = others[marked[others] > 0]
        marked[some] = 0
        return both

    def shapes_of(self, numbers: Numbers) -> tuple[Numbers, Places]:
        """The shapes of the words of some names, one name after the other, and where those of each begin."""
        import numpy as np

        starts = np.frombuffer(self.starts, np.int64)
        first = starts[numbers]
        sizes = starts[numbers + 1] - first
        begin = sizes.cumsum() - sizes
        places = (first - begin).repeat(sizes)
        places += np.arange(len(places))
        return np.frombuffer(self.shapes, np.uintc)[places], begin

    def shapes_in(self, number: int) -> array[int]:
        """The shapes of the words of a name."""
        return self.shapes[self.starts[number] : self.starts[number + 1]]

    def agreement(self, rows: list[Neighbours], shapes: Numbers, begin: Places) -> Values:
        """How like each of some words (rows, with what is like them) the best word of each name is; shapes, begin: of
        the names, as `shapes_of` gives them.
        """
        import numpy as np

        if len(self._values) < len(self.vocabulary):
            self._values = array("f", bytes(8 * len(self.vocabulary)))
        room = np.frombuffer(self._values, np.float32)
        agree = np.zeros((len(rows), len(begin)), np.float32)
        for place, row in enumerate(rows):
            room[row.shapes] = row.values
            agree[place] = np.maximum.reduceat(room[shapes], begin)
            room[row.shapes] = 0
        return agree

    def column(self, values: array[int]) -> NDArray[np.integer]:
        """One of the arrays of names, for counting with; not to be kept while names are added."""
        import numpy as np

        return np.frombuffer(values, np.dtype(values.typecode))


def weighty(view: tuple[Term, ...]) -> int:
    """How many words of a name are not light; all, where all are."""
    return sum([not term.light for term in view]) or len(view)


def mark_of_bones(bones: str) -> int:
    """The mark of names in which neighbours read as one have this skeleton."""
    return crc32(f"+{bones}".encode("utf-8", "surrogatepass"))


def _joins(found: Terms) -> list[int]:
    return [
        mark_of_bones(bones)
        for view in found.views
        for left, right in pairwise(view)
        for bones in joined_bones(left.shape, right.shape)[:1]
        if len(bones) >= _LEAST_JOINED
    ]
