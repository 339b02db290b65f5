"""The words of many names, those that sound alike counted once, and for a word those like it: worked out once for each
word, not for each name that has it.

Words meet where they share a consonant skeleton, whole or but for one consonant, trigrams of their merged sounds, or
the given name that both are forms of. How like they are is then an edit distance on their merged sounds and skeletons:
a cheap stand-in for `likeness`, in C++ for all of them at once.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from kzresolve.match.channel import decoded
from kzresolve.match.postings import Postings
from kzresolve.match.words import Word, groups_of, is_rough
from kzresolve.names.phonetic import shapes
from kzresolve.text.readings import heard
from kzresolve.text.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers

_READINGS = 3  # of a word, for its skeletons; two for its trigrams
_HEARD = 2  # readings whose merged sounds are compared
_DELETED = 3  # consonants of a skeleton that may lack one
_MOST_MET = 20_000  # shapes met under all keys of one, the commonest keys left out
_LEAST_SHARED = 0.2  # of what a shape shares with itself, for another to be compared with it
_MOST_COMPARED = 200  # those that share most
_LEAST = 0.3  # likeness below which a shape is no neighbour
_COGNATE = 0.95
_BONES, _BONES_ROUGH = 0.25, 0.5  # what skeletons count beside merged sounds
_ALIKE = OSA.normalized_similarity
_KEPT = 1 << 15  # shapes whose neighbours are kept
_SKELETON, _PART, _GROUP, _GRAM = 3.0, 2.0, 5.0, 1.0  # what a shared key of each sort weighs


class Shape(NamedTuple):
    """What of a word is compared; many spellings of a word have one. coarse: merged sounds of its likeliest readings.
    bones: its likeliest skeleton. groups: of cognate given names that it belongs to. rough: whether its script tells
    its sounds only roughly. keys: what it is filed under, hashed. weights: what sharing each of them weighs.
    """

    coarse: tuple[str, ...]
    bones: str
    groups: frozenset[int]
    rough: bool
    keys: tuple[int, ...]
    weights: tuple[float, ...]

    @property
    def own(self) -> float:
        """What it shares with itself; of several groups one counts, for a name is seldom shared in more than that."""
        return sum(self.weights) - _GROUP * max(0, len(self.groups) - 1)


class Neighbours(NamedTuple):
    """Shapes of a vocabulary, by number, ascending, and how like each is: 0..1."""

    shapes: Numbers
    values: NDArray[np.float32]


class Vocabulary:
    """The shapes of words by number, in the order they came.

    >>> vocabulary = Vocabulary()
    >>> [vocabulary.add(shape_of(word)) for word in ("токаев", "tokayev", "nazarbayev", "tokay")]
    [0, 0, 1, 2]
    >>> vocabulary.neighbours(shape_of("toqaev")).shapes.tolist()
    [0, 2]
    """

    def __init__(self) -> None:
        self._numbers: dict[Shape, int] = {}
        self._coarse: list[tuple[str, ...]] = []
        self._bones: list[str] = []
        self._groups: dict[int, frozenset[int]] = {}
        self._norm = array("d")
        self._postings = Postings()
        self._room: Numbers | None = None  # for counting, by shape
        self._kept: dict[Shape, Neighbours] = {}

    def __len__(self) -> int:
        return len(self._coarse)

    def add(self, shape: Shape) -> int:
        """The number of a shape, which is taken in if it is new."""
        number = self._numbers.get(shape)
        if number is None:
            number = self._numbers[shape] = len(self._coarse)
            self._coarse.append(shape.coarse)
            self._bones.append(shape.bones)
            if shape.groups:
                self._groups[number] = shape.groups
            self._norm.append(shape.own)
            self._postings.add(number, shape.keys)
            self._kept.clear()
        return number

    def neighbours(self, shape: Shape) -> Neighbours:
        """The shapes like one, which need not be there itself; the best, where very many share something with it."""
        found = self._kept.get(shape)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[shape] = self._like(shape)
        return found

    def _like(self, shape: Shape) -> Neighbours:
        import numpy as np

        met, which = self._postings.under(np.array(shape.keys, np.uint32), _MOST_MET)
        found, shared = self._counted(met, np.array(shape.weights)[which])
        share = shared / np.sqrt(np.frombuffer(self._norm)[found] * shape.own)
        kept = share >= _LEAST_SHARED
        found, share = found[kept], share[kept]
        if len(found) > _MOST_COMPARED:
            found = found[share >= np.partition(share, -_MOST_COMPARED)[-_MOST_COMPARED]]
        if not len(found):
            return Neighbours(found, np.empty(0, np.float32))
        found = np.sort(found)
        values = self._values(shape, found.tolist())
        kept = values >= _LEAST
        return Neighbours(found[kept], values[kept])

    def _counted(self, met: Numbers, weights: NDArray[np.float64]) -> tuple[Numbers, NDArray[np.float64]]:
        """Each shape once, with the sum of the weights with which it was met."""
        import numpy as np

        if self._room is None or len(self._room) < len(self):
            self._room = np.zeros(2 * len(self), np.uint32)
        order = np.arange(len(met), dtype=np.uint32)
        self._room[met] = order
        last = self._room[met]  # one place for each shape
        first = np.flatnonzero(last == order)
        sums = np.bincount(last, weights, minlength=len(met))[first]
        return met[first], sums.astype(np.float64, copy=False)

    def _values(self, shape: Shape, others: list[int]) -> NDArray[np.float32]:
        """How like each of some shapes is."""
        import numpy as np

        coarse = [self._coarse[other] for other in others]
        flat = list(chain.from_iterable(coarse))
        starts = np.cumsum([0, *map(len, coarse[:-1])])
        heard = np.maximum.reduceat(cdist(shape.coarse, flat, scorer=_ALIKE, dtype=np.float32).max(axis=0), starts)
        bones = cdist([shape.bones], [self._bones[other] for other in others], scorer=_ALIKE, dtype=np.float32)[0]
        share = np.float32(_BONES_ROUGH if shape.rough else _BONES)
        values: NDArray[np.float32] = (1 - share) * heard + share * bones
        if shape.groups:
            cognate = [not shape.groups.isdisjoint(self._groups.get(other, ())) for other in others]
            values = np.where(cognate, np.maximum(values, np.float32(_COGNATE)), values)
        return values


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> Shape:
    """The shape of a word in any script, read in every orthography that may have written it."""
    sounds = tuple(heard(word))
    readings = list(sounds[:_READINGS]) or [word]
    letters = "" if word.isascii() else decoded(word)
    if letters:  # as a script writes names of the Latin alphabet, in front of what it guesses itself
        readings.insert(0, next(iter(heard(letters))))
    return _shaped(readings, groups_of(sounds[:_HEARD]), is_rough(script_of(word)))


def shape_of_word(word: Word) -> Shape:
    """The shape of a word that has been read already, as Han signs are in one language."""
    return _shaped(list(word.sounds[:_READINGS]), word.cognates, word.rough)


def _shaped(readings: list[str], groups: frozenset[int], rough: bool) -> Shape:
    merged, skeletons = shapes(readings)
    coarse = tuple(dict.fromkeys(merged[:_HEARD]))
    keys: dict[str, float] = {}
    for sound in coarse:
        marked = f"^{sound}$"
        keys.update(dict.fromkeys([marked[i : i + 3] for i in range(len(marked) - 2)], _GRAM))
    for skeleton in dict.fromkeys(skeletons):
        keys[f":{skeleton}"] = _SKELETON
    for skeleton in dict.fromkeys(skeletons[:_HEARD]):
        if len(skeleton) >= _DELETED:
            keys[f";{skeleton}"] = _PART
        if len(skeleton) > _DELETED:
            keys.update(dict.fromkeys([f";{skeleton[:i]}{skeleton[i + 1 :]}" for i in range(len(skeleton))], _PART))
    keys.update({f"~{group}": _GROUP for group in groups})
    hashed = {crc32(key.encode("utf-8", "surrogatepass")): weight for key, weight in keys.items()}
    return Shape(coarse, intern(skeletons[0]), groups, rough, tuple(hashed), tuple(hashed.values()))
