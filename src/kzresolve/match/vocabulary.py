"""The words of many names, those that sound alike counted once, and for a word those like it: worked out once for each
word, not for each name that has it.

Words meet where they share a consonant skeleton, whole or but for one consonant, trigrams of their merged sounds, all
but one of these where they are few, or the given name that both are forms of. How like they are is then an edit
distance on their merged sounds and skeletons: a cheap stand-in for `likeness`, in C++ for all of them at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from sys import intern
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from kzresolve.match.channel import decoded
from kzresolve.match.near import Neighbours, nothing_like
from kzresolve.match.postings import Postings, distinct
from kzresolve.match.words import Word, groups_of, is_rough
from kzresolve.names.lexicon import patronymics
from kzresolve.names.phonetic import shapes
from kzresolve.text.readings import APART, heard, single
from kzresolve.text.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Numbers

    Values = NDArray[np.float32]

_READINGS = 3  # of a word, for its skeletons; two for its trigrams
_HEARD, _HEARD_ROUGH = 2, 8  # readings whose merged sounds are compared; of a shape that is kept, two
_SHORT = 6  # merged sounds of a word of which one may be lacking
_DELETED = range(
    3, 49
)  # consonants of a skeleton that may lack one; those of what is no word are many, and so the ways
_MOST_MET = 2_000  # shapes met under all keys of one, the commonest keys left out
_LEAST_SHARED = 0.1  # of what a shape shares with itself, for another to be compared with it
_MOST_COMPARED, _MOST_COMPARED_ROUGH = 64, 128  # those that share most; where a script tells sounds only roughly
_LEAST = 0.25  # likeness below which a shape is no neighbour
_COGNATE = 0.95
_BONES, _BONES_ROUGH = 0.25, 0.5  # what skeletons count beside merged sounds
alike = OSA.normalized_similarity
_FATHER = 3  # phonemes of a father's name at least
_KEPT = 1 << 15  # shapes whose neighbours are kept
_SKELETON, _PART, _GROUP, _GRAM = 3.0, 2.0, 5.0, 1.0  # what a shared key of each sort weighs


class Shape(NamedTuple):
    """What of a word is compared; many spellings of a word have one. text: what tells it from others. coarse: merged
    sounds of its likeliest readings. bones: skeletons, likeliest first. groups: of cognate given names that
    it belongs to. rough: whether its script tells its sounds only roughly. father: whether it ends as patronymics do.
    keys: what it is filed under, hashed. weights: what sharing each of them weighs.
    """

    text: str
    coarse: tuple[str, ...]
    bones: tuple[str, ...]
    groups: frozenset[int]
    rough: bool
    father: bool
    keys: tuple[int, ...]
    weights: tuple[float, ...]

    @property
    def own(self) -> float:
        """What it shares with itself; of several groups one counts, for a name is seldom shared in more than that."""
        return sum(self.weights) - _GROUP * max(0, len(self.groups) - 1)


class Vocabulary:
    """The shapes of words by number, in the order they came.

    >>> vocabulary = Vocabulary()
    >>> [vocabulary.add(shape_of(word)) for word in ("токаев", "tokayev", "nazarbayev", "tokay")]
    [0, 0, 1, 2]
    >>> sorted(vocabulary.neighbours(shape_of("toqaev")).shapes.tolist())
    [0, 2]
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}  # by the text of a shape
        self.first: list[str] = []  # likeliest merged sounds
        self.second: list[str] = []  # others, "" where there are none
        self.bones: list[str] = []
        self.groups: dict[int, frozenset[int]] = {}
        self.norm = array("d")  # what all keys of a shape weigh
        self.postings = Postings()
        self._room = array("I")  # for counting, by shape
        self._kept: dict[str, Neighbours] = {}

    def __len__(self) -> int:
        return len(self.first)

    def add(self, shape: Shape) -> int:
        """The number of a shape, which is taken in if it is new."""
        number = self.numbers.get(shape.text)
        if number is None:
            number = self.numbers[shape.text] = len(self.first)
            self.first.append(shape.coarse[0])
            self.second.append(shape.coarse[1] if len(shape.coarse) > 1 else "")
            self.bones.append(shape.bones[0])
            if shape.groups:
                self.groups[number] = shape.groups
            self.norm.append(shape.own)
            self.postings.add(number, shape.keys)
            self._kept.clear()
        return number

    def compact(self, used: NDArray[np.bool_]) -> Vocabulary:
        """The same with the shapes that are used alone, numbered anew."""
        import numpy as np

        made = Vocabulary()
        kept = np.flatnonzero(used).tolist()
        texts = list(self.numbers)
        made.numbers = {texts[old]: new for new, old in enumerate(kept)}
        made.first, made.second, made.bones = (
            [column[old] for old in kept] for column in (self.first, self.second, self.bones)
        )
        made.groups = {new: self.groups[old] for new, old in enumerate(kept) if old in self.groups}
        made.norm = array("d", [self.norm[old] for old in kept])
        made.postings.open(self.postings.kept(None, used))
        return made

    def neighbours(self, shape: Shape) -> Neighbours:
        """The shapes like one, which need not be there itself; the best, where very many share something with it."""
        found = self._kept.get(shape.text)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[shape.text] = self._like(shape)
        return found

    def joined(self, pairs: Sequence[tuple[Shape, Shape]]) -> list[Neighbours]:
        """For pairs of words the shapes that they make when read as one, as Kassym Zhomart makes Kassymzhomart."""
        import numpy as np

        keys = [
            [crc32(f":{bones}".encode("utf-8", "surrogatepass")) for bones in joined_bones(*pair)] for pair in pairs
        ]
        met, which = self.postings.under(np.array(list(chain.from_iterable(keys)), np.uint32))
        found = [nothing_like()] * len(pairs)
        if not len(met):
            return found
        pair_of = np.arange(len(pairs)).repeat(list(map(len, keys)))[which]
        for n in distinct(pair_of).tolist():
            others = distinct(met[pair_of == n])
            sound = joined_coarse(pairs[n][0].coarse[0], pairs[n][1].coarse[0])
            heard = [self.first[other] for other in others.tolist()]
            found[n] = Neighbours(others, cdist([sound], heard, scorer=alike, dtype=np.float32)[0])
        return found

    def _like(self, shape: Shape) -> Neighbours:
        import numpy as np

        met, which = self.postings.under(np.array(shape.keys, np.uint32), _MOST_MET)
        weights = np.array(shape.weights)[which]
        found, shared = self._counted(met, weights)
        share = shared / np.sqrt(np.frombuffer(self.norm)[found] * shape.own)
        least, most = _LEAST_SHARED, _MOST_COMPARED_ROUGH if shape.rough else _MOST_COMPARED
        if len(found) > most:
            least = max(least, np.partition(share, -most)[-most])
        found = found[share >= least]
        if shape.groups:  # a form of the name may share nothing else: Rick, Richard
            found = np.union1d(found, met[weights == _GROUP])
        if not len(found):
            return nothing_like()
        values = self.compared([shape], found.tolist())[0]
        kept = values >= _LEAST
        return Neighbours(found[kept], values[kept])

    def _counted(self, met: Numbers, weights: NDArray[np.float64]) -> tuple[Numbers, NDArray[np.float64]]:
        """Each shape once, with the sum of the weights with which it was met."""
        import numpy as np

        if len(self._room) < len(self):
            self._room = array("I", bytes(8 * len(self)))
        room = np.frombuffer(self._room, np.uintc)
        order = np.arange(len(met), dtype=np.uintc)
        room[met] = order
        last = room[met]  # one place for each shape
        first = np.flatnonzero(last == order)
        sums = np.bincount(last, weights, minlength=len(met))[first]
        return met[first], sums.astype(np.float64, copy=False)

    def compared(self, shapes: Sequence[Shape], others: Sequence[int]) -> Values:
        """How like each of some shapes (rows) each of others (columns) is."""
        import numpy as np

        theirs = [column[other] for column in (self.first, self.second) for other in others]
        heard = _nearest([shape.coarse for shape in shapes], theirs)
        best = np.maximum(heard[:, : len(others)], heard[:, len(others) :])
        skeletons = [shape.bones[: _HEARD_ROUGH if shape.rough else 1] for shape in shapes]
        bones = _nearest(skeletons, [self.bones[other] for other in others])
        share = np.array([[_BONES_ROUGH if shape.rough else _BONES] for shape in shapes], np.float32)
        values: Values = (1 - share) * best + share * bones
        for row, shape in enumerate(shapes):
            if shape.groups:
                cognate = [not shape.groups.isdisjoint(self.groups.get(other, ())) for other in others]
                values[row] = np.where(cognate, np.maximum(values[row], np.float32(_COGNATE)), values[row])
        return values


def _nearest(ours: Sequence[tuple[str, ...]], theirs: Sequence[str]) -> Values:
    """How like the likest of each of some groups of texts (rows) each of others (columns) is."""
    import numpy as np

    values: Values = cdist(list(chain.from_iterable(ours)), theirs, scorer=alike, dtype=np.float32)
    if len(values) > len(ours):
        begin = [0, *accumulate([len(each) for each in ours[:-1]])]
        values = np.maximum.reduceat(values, begin, axis=0)
    return values


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> Shape:
    """The shape of a word in any script, read in every orthography that may have written it."""
    sounds = tuple(heard(word))
    if not sounds:
        return _unheard(word)
    rough = is_rough(script_of(word))
    readings = list(sounds[: _HEARD_ROUGH if rough else _READINGS])
    letters = "" if word.isascii() else decoded(word)
    if letters:  # as a script writes names of the Latin alphabet, in front of what it guesses itself
        readings.insert(0, next(iter(heard(letters))))
    return _shaped(readings, groups_of(sounds[:_HEARD]), rough=rough)


def joined_bones(left: Shape, right: Shape) -> list[str]:
    """The skeletons of two words read as one."""
    pairs = [a + b.removeprefix("A") for a in left.bones[:_HEARD] for b in right.bones[:_HEARD]]
    return single(APART.join(pairs)).split(APART)


def joined_coarse(left: str, right: str) -> str:
    """The merged sounds of two words read as one."""
    return single(left + right)


def shape_of_word(word: Word) -> Shape:
    """The shape of a word that has been read already, as Han signs are in one language."""
    return _shaped(list(word.sounds[:_HEARD_ROUGH]), word.cognates, rough=True)


def _unheard(word: str) -> Shape:
    """The shape of what has no letter, which is like nothing else."""
    keys = (crc32(f"={word}".encode("utf-8", "surrogatepass")),) if word else ()
    return Shape(f"={word}", (word,), (word,), frozenset(), False, False, keys, (_SKELETON,) * len(keys))


def _shaped(readings: list[str], groups: frozenset[int], *, rough: bool) -> Shape:
    ending = patronymics().solid.of(readings[0])
    if ending and len(readings[0]) >= len(ending) + _FATHER:  # Кекилбаевич is Kekilbayuly too
        readings = [readings[0], readings[0].removesuffix(ending), *readings[1:]]
    merged, skeletons = shapes(readings)
    coarse = tuple(dict.fromkeys(merged[: _HEARD_ROUGH if rough else _HEARD]))
    keys: dict[str, float] = {}
    for sound in coarse:
        marked = f"^{sound}$"
        keys.update(dict.fromkeys([marked[i : i + 3] for i in range(len(marked) - 2)], _GRAM))
        if len(sound) <= _SHORT:
            keys[f"-{sound}"] = _PART
            keys.update(dict.fromkeys([f"-{sound[:i]}{sound[i + 1 :]}" for i in range(len(sound))], _PART))
    for skeleton in dict.fromkeys(skeletons):
        keys[f":{skeleton}"] = _SKELETON
    for skeleton in dict.fromkeys(skeletons[:_HEARD]):
        if len(skeleton) not in _DELETED:
            continue
        keys[f";{skeleton}"] = _PART
        if len(skeleton) > _DELETED.start:
            keys.update(dict.fromkeys([f";{skeleton[:i]}{skeleton[i + 1 :]}" for i in range(len(skeleton))], _PART))
    keys.update({f"~{group}": _GROUP for group in groups})
    hashed = {crc32(key.encode("utf-8", "surrogatepass")): weight for key, weight in keys.items()}
    bones = tuple(map(intern, dict.fromkeys(skeletons)))
    father = any(patronymics().solid.of(reading) for reading in readings)
    text = "\n".join(["~" * rough + "\t".join(coarse), "\t".join(bones), *map(str, sorted(groups))])
    return Shape(text, coarse, bones, groups, rough, father, tuple(hashed), tuple(hashed.values()))
