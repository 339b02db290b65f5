"""Which names of a list are worth comparing: names meet in words that are near each other, and their other words tell
whether that may be more than chance. All of it in arrays, for all names at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.match.postings import distinct
from kzresolve.resolve.arrays import found_among
from kzresolve.resolve.as_one import Joined, joined
from kzresolve.resolve.meetings import Further, Places, places_of, visits
from kzresolve.resolve.neighbours import FEWER_SHARED, SOUNDS_LESS, Neighbours
from kzresolve.resolve.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.resolve.arrays import Floats, Numbers

_ENOUGH = 0.7  # how near the words of the shorter name must be to words of the other, in the mean
_MORE = 0.06  # and how much nearer for each time that a list is ten times as long, since more is shared by chance
_USUAL = 5_000  # names of a list for which the first holds
_ALONE = 0.6  # what stands for a second word where a name has but one
_FITS = 0.7  # how near a word is to an initial that it may begin with
_ROUGH = 0.1  # what is added for words whose script tells their sounds only roughly
_JOINED = 0.15  # and for two words read as one
_BEST = 1.0 + _ROUGH  # how near two words are at most
_SHARED, _SHARED_ROUGH = 0.3, 0.1  # of the sounds of two further words, to be looked at
_ROUGHLY = 0.5  # how near two of which a script tells the sounds only roughly must be to be heard closely
_BEARERS = 50  # names of more words that a name of one is compared with; of more, a list does not say who is meant
_COMMON = 1 << 18  # pairs of names that meet in two words, beyond which they must meet in two further words as well


def pairs(rows: Rows) -> tuple[Numbers, Numbers]:
    """The pairs of names, by index, lower first, sorted, that are worth comparing."""
    import numpy as np

    many = max(1, rows.names)
    judge = _Judge(rows)
    codes = [np.empty(0, np.int64)]
    as_one = joined(rows)
    met = places_of(rows, as_one)
    words = judge.words_that_meet(as_one)
    full = (judge.enough(met, *some) for some in _full(met, words, judge))
    for left, right in chain(full, _lone(met, words, judge.least)):
        one, two = met.name_of[left], met.name_of[right]
        codes.append(distinct((np.minimum(one, two) * many + np.maximum(one, two))[one != two]))
    found = distinct(np.concatenate(codes))
    return found // many, found % many


def _full(met: Places, words: Neighbours, judge: _Judge) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """The places of names with further words that meet, a part at a time, and how near the words are in which they do;
    without those whose further words have too few sounds in common. This is gone through for each two names that share
    a word.
    """
    import numpy as np

    told = judge.further_sounds(met)
    many = met.full.sizes[words.left] * met.full.sizes[words.right]
    # Where words are all the same, others need not be as near. Pairs are taken in this order, so that one figure holds.
    share = np.maximum(np.float32(_SHARED), np.float32(2 * judge.least - FEWER_SHARED) - words.values)
    usual = np.flatnonzero(many <= _COMMON)
    usual = usual[np.argsort(share[usual], kind="stable")]
    left, right = words.left[usual], words.right[usual]
    for visit in visits(met.full, met.full, left, right):
        one, row, two = visit.one, visit.row, visit.two
        least = share[usual[visit.pair[0]]]
        shared = np.zeros(len(row), np.uint8)
        for masks, fewest, part in zip(told.masks, told.fewest, (least - np.float32(SOUNDS_LESS), least), strict=True):
            shared += np.bitwise_count(masks[one][row] & masks[two])
            limit = fewest[two] + fewest[one][row]
            kept = np.flatnonzero(shared >= limit * (part / 2))
            row, two, shared = row[kept], two[kept], shared[kept]
        one, pair = one[row], usual[visit.pair[row]]
        once = np.flatnonzero((words.left != words.right)[pair] | (one < two))
        yield met.full.under[one[once]], met.full.under[two[once]], words.values[pair[once]]
    further = Further(met, judge.near)
    for n in np.flatnonzero(many > _COMMON).tolist():
        one, two = further.meeting(int(words.left[n]), int(words.right[n]))
        yield one, two, np.full(len(one), words.values[n])


def _lone(met: Places, words: Neighbours, least: float) -> Iterator[tuple[Numbers, Numbers]]:
    """The places that meet where a name has no further words, a part at a time."""
    import numpy as np

    near = words.values + np.float32(_ALONE) >= np.float32(2 * least)
    left, right = words.left[near], words.right[near]
    other = left != right
    here, there = np.concatenate([left, right[other]]), np.concatenate([right, left[other]])
    bearers = np.bincount(here, met.full.sizes[there], minlength=len(met.full.sizes))
    few = bearers[here] <= _BEARERS
    for others, some in ((met.full, few), (met.lone, here <= there)):
        for visit in visits(met.lone, others, here[some], there[some]):
            yield met.lone.under[visit.one[visit.row]], others.under[visit.two]


class _Sounds(NamedTuple):
    """Of places as they stand in `under`: masks: what all further words have together, as in Words; fewest: how many
    bits the word with the fewest has, -inf where words may be near without sharing any.
    """

    masks: list[NDArray[np.uint64]]
    fewest: list[Floats]


class _Judge:
    """Says whether names that meet in two words have enough in common."""

    def __init__(self, rows: Rows) -> None:
        import numpy as np

        self.words = words = rows.vocabulary
        self.least = _ENOUGH + _MORE * max(0.0, log10(max(1, rows.names) / _USUAL))
        self.near = words.near(self.least, _ROUGH)  # some pair of words must be as near as all are in the mean
        self._initial = rows.initial
        self._loose = words.rough | rows.initial
        self._codes = self.near.left * len(words) + self.near.right
        self._consonant = np.array([ord(word.bones[0][:1] or "A") for word in rows.heard], np.int64)
        letters: dict[str, int] = {}
        firsts = [{letters.setdefault(sound, len(letters)) % 64 for sound in word.first} for word in rows.heard]
        self._first = np.array([sum(1 << bit for bit in bits) for bits in firsts], np.uint64)

    def words_that_meet(self, as_one: Joined) -> Neighbours:
        """The pairs of words in which names meet, each word with itself, and words read as one, numbered behind all
        others, with those that they are near; how near, with what is added for that.
        """
        import numpy as np

        every, new = np.arange(len(self.words)), len(self.words) + np.arange(len(as_one.rows))
        left, right = np.concatenate([every, self.near.left]), np.concatenate([every, self.near.right])
        values = np.concatenate([np.ones(len(every), np.float32), self.near.values]) + self._allowance(left, right)
        of_two = as_one.values + np.float32(_JOINED) + self._allowance(as_one.left, as_one.words)
        return Neighbours(
            np.concatenate([left, new]), np.concatenate([right, as_one.words]), np.concatenate([values, of_two])
        )

    def further_sounds(self, met: Places) -> _Sounds:
        """What is known of the sounds of further words, for the places of names that have some."""
        import numpy as np

        masks = [np.zeros(len(met.words), np.uint64) for _ in self.words.masks]
        fewest = [np.full(len(met.words), np.inf, np.float32) for _ in self.words.bits]
        for column in met.further:
            places = np.flatnonzero(column >= 0)
            words = column[places]
            for found, mask in zip(masks, self.words.masks, strict=True):
                found[places] |= mask[words]
            for least, bits in zip(fewest, self.words.bits, strict=True):
                of_word = np.where(self._loose[words], np.float32(-np.inf), bits[words])
                least[places] = np.minimum(least[places], of_word)
        return _Sounds([mask[met.full.under] for mask in masks], [bits[met.full.under] for bits in fewest])

    def enough(self, met: Places, left: Numbers, right: Numbers, values: Floats) -> tuple[Numbers, Numbers]:
        """Those of some pairs of places where the words of the shorter name, each with the word of the other that is
        nearest, are near enough in the mean. values: how near the words are in which they meet.
        """
        import numpy as np

        apart = np.flatnonzero(met.name_of[left] != met.name_of[right])
        left, right, sums = left[apart], right[apart], values[apart]
        swapped = met.many[left] > met.many[right]
        short, other = np.where(swapped, right, left), np.where(swapped, left, right)
        many = met.many[short]
        wanted = np.float32(self.least) * (1 + many)
        some = np.arange(len(sums))
        for n, here in enumerate(met.further):
            # How near this word must be, the others being as near as can be.
            least = wanted[some] - sums[some] - np.float32(_BEST) * (many[some] - 1 - n)
            hopeful = least <= _BEST
            some, least = some[hopeful], least[hopeful]
            if not len(some):
                break
            best = np.zeros(len(some), np.float32)
            told = np.arange(len(some))
            for m, there in enumerate(met.further):
                told = told[met.many[other[some[told]]] > m]
                if not len(told):
                    break
                found = self._together(here[short[some[told]]], there[other[some[told]]], least[told])
                best[told] = np.maximum(best[told], found)
            sums[some] += best
            some = some[many[some] > n + 1]
        kept = np.flatnonzero(sums >= wanted)
        return left[kept], right[kept]

    def _together(self, left: Numbers, right: Numbers, least: Floats) -> Floats:
        """How near words are, 0 where they are certainly far apart; less than `least` where it is less."""
        import numpy as np

        shared = self.words.shared(left, right)
        looked = shared >= np.maximum(np.float32(_SHARED), least - np.float32(FEWER_SHARED))
        found = np.zeros(len(left), np.float32)
        n = np.flatnonzero(self._loose[left] | self._loose[right])
        one, two = left[n], right[n]
        rough = self.words.rough[one] | self.words.rough[two]
        may_begin = (self._initial[one] | self._initial[two]) & ((self._first[one] & self._first[two]) > 0)
        found[n] = np.where(may_begin, np.float32(_FITS), np.float32(0.0))
        looked[n] |= rough & ((shared[n] >= _SHARED_ROUGH) | (self._consonant[one] == self._consonant[two]))
        least[n[rough]] = _ROUGHLY
        places = np.flatnonzero(looked)
        left, right = left[places], right[places]
        near = self._nearness(left, right, least[places]) + self._allowance(left, right)
        found[places] = np.maximum(found[places], near)
        return found

    def _allowance(self, left: Numbers, right: Numbers) -> Floats:
        """What is added to how near words sound, for what their scripts leave untold."""
        import numpy as np

        rough = self.words.rough
        return np.where(rough[left] | rough[right], np.float32(_ROUGH), np.float32(0.0))

    def _nearness(self, left: Numbers, right: Numbers, least: Floats) -> Floats:
        import numpy as np

        codes = np.minimum(left, right) * len(self.words) + np.maximum(left, right)
        values = self.words.nearness(left, right, least)
        known, places = found_among(codes, self._codes)
        values[known] = np.maximum(values[known], self.near.values[places])
        values[left == right] = 1.0
        return values
