"""The words of a list that are near each other, found for all of them at once.

Words meet where they share a consonant skeleton, whole or but for one consonant, three neighbouring sounds that few
words have, or a group of cognate given names, or where one is the beginning of the other. How near they are is an edit
distance on their merged sounds and skeletons: a cheap stand-in for `likeness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.resolve.arrays import alike, column_of_texts, spread
from kzresolve.resolve.heard import HEARD, Heard

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Floats, Numbers

_DELETED = 3  # consonants of a skeleton that may lack one
# The most words that meet under one key of each sort: more of them say nothing by sharing it.
_MOST = {"=": 2000, ":": 600, ";": 300, "*": 60, "~": 2000, "!": 2000, "@": 2000}
_LEAST_SHARED, _LEAST_ROUGH = 0.4, 0.2  # of what `shared` looks at in two words, to be compared
FEWER_SHARED = 0.25  # by how much that is less than how near the words are
SOUNDS_LESS = 0.07  # and by how much less still it may be of the pairs of sounds alone
_WORTH = 0.5  # how near words must be to be heard closely
_SOUND, _MERGED, _BONES = 0.4, 0.35, 0.25  # what sounds, merged ones and skeletons count, as in `likeness`
_LONG = 4  # consonants of a skeleton that counts in full
_BEGUN, _LEAST_BEGUN = 0.7, 3  # how near a word is to its beginning, and the sounds that must be left of it
_GROUPED = 0.95  # how near two forms of one given name are, or two words for one thing
_TOLD = {"=": 1.0, "~": _GROUPED, "!": _GROUPED, "@": _GROUPED}  # how near a shared key makes words
_BITS = 64


class Neighbours(NamedTuple):
    """Pairs of words by number, left < right, and how near each pair is, 0..1."""

    left: Numbers
    right: Numbers
    values: Floats


class Words:
    """Distinct words, by number, as arrays.

    heard: the words. rough: whether the script of each tells its sounds only roughly. masks: for each two sets of 64
    bits, one for each pair of neighbouring sounds in it, and of neighbouring consonants in its skeleton (several pairs
    share a bit). bits: how many the first set has, and both.
    """

    def __init__(self, heard: Sequence[Heard]) -> None:
        import numpy as np

        self.heard = heard
        self.rough = np.array([word.rough for word in heard], bool)
        self.masks = [np.array([_mask(word.coarse) for word in heard], np.uint64)]
        self.masks.append(np.array([_mask(word.bones[:HEARD]) for word in heard], np.uint64))
        sounds, bones = [np.bitwise_count(mask).astype(np.float32) for mask in self.masks]
        self.bits = [sounds, sounds + bones]
        self._sounds = _Spoken([word.sounds for word in heard])
        self._coarse = _Spoken([word.coarse for word in heard])
        self._bones = column_of_texts([word.bones[0] for word in heard])
        self._long = np.array([min(1.0, len(word.bones[0]) / _LONG) for word in heard], np.float32)

    def __len__(self) -> int:
        return len(self.heard)

    def near(self, least: float, for_rough: float = 0.0) -> Neighbours:
        """The pairs of words that are at least so near each other, or that much less where a script tells the sounds of
        one only roughly; sorted.
        """
        import numpy as np

        left, right, told = _met(*_filed(self.heard))
        rough = self.rough[left] | self.rough[right]
        limits = np.where(rough, np.float32(_LEAST_ROUGH), np.float32(max(_LEAST_SHARED, least - FEWER_SHARED)))
        kept = (told > 0) | (self.shared(left, right) >= limits)
        begun = _begun(self.heard)
        codes = np.concatenate([left[kept] * len(self) + right[kept], begun])
        told = np.concatenate([told[kept], np.full(len(begun), np.float32(_BEGUN))])
        codes, told = _best_of_each(codes, told)
        left, right = codes // max(1, len(self)), codes % max(1, len(self))
        rough = self.rough[left] | self.rough[right]
        wanted = np.where(rough, np.float32(least - for_rough), np.float32(least))
        guessed = np.flatnonzero(told < _GROUPED)
        told[guessed] = np.maximum(told[guessed], self.nearness(left[guessed], right[guessed], wanted[guessed]))
        kept = told >= wanted
        return Neighbours(left[kept], right[kept], told[kept])

    def shared(self, left: Numbers, right: Numbers) -> Floats:
        """What part of their pairs of sounds and of consonants two words have in common (Dice), for many pairs of
        words; less where they have too few of the pairs of sounds.
        """
        import numpy as np

        sounds, bones = [np.bitwise_count(mask[left] & mask[right]) for mask in self.masks]
        of_sounds, of_both = [bits[left] + bits[right] for bits in self.bits]
        found: Floats = np.minimum(2 * sounds / of_sounds + np.float32(SOUNDS_LESS), 2 * (sounds + bones) / of_both)
        return found

    def nearness(self, left: Numbers, right: Numbers, least: Floats) -> Floats:
        """How near the words of many pairs are, from edit distances between their sounds, these merged, and their
        skeletons; something less than `least`, given for each pair, where it is less. What costs most is looked at
        last, and only where it can matter.
        """
        import numpy as np

        bound: Floats = (np.maximum(least, np.float32(_WORTH)) - np.float32(_BONES)) / np.float32(1 - _BONES)
        values = self._coarse.alike(left, right, bound)  # sounds agree less than merged ones
        near = np.flatnonzero(values >= bound)
        left, right, coarse, least = left[near], right[near], values[near], least[near]
        rough = self.rough[left] | self.rough[right]
        bones = alike(self._bones[left], self._bones[right])
        found = _MERGED * coarse + _BONES * bones * np.minimum(self._long[left], self._long[right])
        lacking: Floats = ((least - found) / _SOUND).astype(np.float32)
        some = np.flatnonzero(~rough & (lacking <= coarse))
        found[some] += _SOUND * self._sounds.alike(left[some], right[some], lacking[some])
        values[near] = np.where(rough, 0.5 * coarse + 0.5 * bones, found)
        return values


class _Spoken:
    """Of each of many words one text or two."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        import numpy as np

        self._texts = [column_of_texts([each[n] if n < len(each) else "" for each in texts]) for n in range(HEARD)]
        self._lengths = [np.array([len(text) for text in column], np.float32) for column in self._texts]

    def alike(self, left: Numbers, right: Numbers, least: Floats) -> Floats:
        """The similarity of the texts of words that are most alike, for many pairs of words; 0 where their lengths show
        that it is less than `least`, given for each pair.
        """
        import numpy as np

        best = np.zeros(len(left), np.float32)
        for n in range(HEARD):
            for m in range(HEARD):
                one, two = self._lengths[n][left], self._lengths[m][right]
                told = np.minimum(one, two) >= np.maximum(least, best) * np.maximum(one, two)
                some = np.flatnonzero(told & (one > 0) & (two > 0))
                found = alike(self._texts[n][left[some]], self._texts[m][right[some]])
                best[some] = np.maximum(best[some], found)
        return best


def _mask(texts: Sequence[str]) -> int:
    mask = 0
    for sound in texts:
        marked = f"^{sound}$"
        for n in range(len(marked) - 1):
            mask |= _bit_of(marked[n : n + 2])
    return mask


@lru_cache(maxsize=1 << 14)
def _bit_of(pair: str) -> int:
    """The bit of a pair of sounds, the same everywhere."""
    first, second = map(ord, pair)
    return 1 << ((first * 31 + second * 17) % _BITS)


def _best_of_each(codes: Numbers, values: Floats) -> tuple[Numbers, Floats]:
    """Each code once, sorted, with its greatest value."""
    import numpy as np

    order = np.lexsort((values, codes))
    codes, values = codes[order], values[order]
    last = np.append(codes[1:] != codes[:-1], True)[: len(codes)]
    return codes[last], values[last]


def _filed(words: Sequence[Heard]) -> tuple[Numbers, Numbers, Sequence[str]]:
    """Numbers of keys, the word under each, and the keys by number."""
    import numpy as np

    numbers: dict[str, int] = {}
    keys: list[int] = []
    under: list[int] = []
    for i, word in enumerate(words):
        filed = {f":{bones}" for bones in word.bones}.union(word.keys)
        for bones in word.bones[:HEARD]:
            if len(bones) >= _DELETED - 1:
                filed.add(f";{bones}")
            if len(bones) >= _DELETED:
                filed.update([f";{bones[:n]}{bones[n + 1 :]}" for n in range(len(bones))])
        for sound in word.coarse:
            marked = f"^{sound}$"
            filed.update(["*" + marked[n : n + 3] for n in range(len(marked) - 2)])
        keys += [numbers.setdefault(key, len(numbers)) for key in filed]
        under += [i] * len(filed)
    return np.array(keys, np.int64), np.array(under, np.int64), list(numbers)


def _met(keys: Numbers, under: Numbers, texts: Sequence[str]) -> tuple[Numbers, Numbers, Floats]:
    """The pairs of words under one key, lower number first, some more than once; how near that makes them whatever
    their sounds.
    """
    import numpy as np

    most = np.array([_MOST[text[0]] for text in texts], np.int64)
    told = np.array([_TOLD.get(text[0], 0.0) for text in texts], np.float32)
    order = np.argsort(keys, kind="stable")
    keys, under = keys[order], under[order]
    sizes = np.bincount(keys, minlength=len(texts))
    later = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(keys)) - 1
    later[sizes[keys] > most[keys]] = 0
    one, step = spread(later)
    return under[one], under[one + 1 + step], told[keys[one]]


def _begun(words: Sequence[Heard]) -> Numbers:
    """Pairs of words of which one is the beginning of the other: Brad, Bradley."""
    import numpy as np

    whole: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if not word.rough and len(word.coarse[0]) >= _LEAST_BEGUN:
            whole.setdefault(word.coarse[0], []).append(i)
    found = []
    for i, word in enumerate(words):
        sound = word.coarse[0]
        if not word.rough:
            for n in range(_LEAST_BEGUN, len(sound) - 1):
                found += [min(i, j) * len(words) + max(i, j) for j in whole.get(sound[:n], ())]
    return np.array(found, np.int64)
