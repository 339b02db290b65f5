"""Which names of a list are worth comparing: names meet in words that are near each other, and their other words tell
whether that may be more than chance. All of it in arrays, for all names at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.resolve.arrays import distinct, found_among, spread
from kzresolve.resolve.as_one import Joined, joined
from kzresolve.resolve.neighbours import Neighbours
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
_SHARED, _SHARED_ROUGH = 0.3, 0.1  # of the sounds of two further words (Dice), to be looked at
_FEWER_SHARED = 0.4  # by how much that may be less than how near they must be
_ROUGHLY = 0.5  # how near two of which a script tells the sounds only roughly must be to be heard closely
_FURTHER = 6  # words of a name that are looked at beside the one in which it meets
_AT_ONCE = 1 << 19  # pairs of names looked at at a time
_COMMON = 1 << 18  # pairs of names that meet in two words, beyond which they must meet in two further words as well


class _Meetings(NamedTuple):
    """Places where names may meet: name, word (of two read as one, the first), further words of each, -1 where there
    are fewer, and how many these are. left, right, values: pairs of words in which they meet; under, starts, sizes: the
    places of each word.
    """

    name_of: Numbers
    words: Numbers
    further: list[Numbers]
    many: Numbers
    left: Numbers
    right: Numbers
    values: Floats
    under: Numbers
    starts: Numbers
    sizes: Numbers


def pairs(rows: Rows) -> tuple[Numbers, Numbers]:
    """The pairs of names, by index, lower first, sorted, that are worth comparing."""
    import numpy as np

    many = max(1, rows.names)
    judge = _Judge(rows)
    codes = [np.empty(0, np.int64)]
    met = _meetings(rows, judge.near, joined(rows))
    for left, right, values in _meeting(met, judge):
        one, two = met.name_of[left], met.name_of[right]
        apart = np.flatnonzero(one != two)
        left, right, values = left[apart], right[apart], values[apart]
        values = values + judge.allowance(met.words[left], met.words[right])
        kept = judge.enough(met, left, right, values)
        one, two = met.name_of[left[kept]], met.name_of[right[kept]]
        codes.append(distinct(np.minimum(one, two) * many + np.maximum(one, two)))
    found = distinct(np.concatenate(codes))
    return found // many, found % many


def _meetings(rows: Rows, near_words: Neighbours, as_one: Joined) -> _Meetings:
    import numpy as np

    many, extra = len(rows.heard), len(as_one.rows)
    further = _counting(rows)
    row_of = np.concatenate([rows.row_of, as_one.rows])
    here = np.concatenate([rows.words, as_one.left])
    beside = np.concatenate([rows.words, as_one.right])
    others = further[row_of]
    others[(others == here[:, None]) | (others == beside[:, None])] = -1
    others = -np.sort(-others, axis=1)[:, :_FURTHER]
    new = many + np.arange(extra)
    words = np.concatenate([rows.words, new])
    places = np.flatnonzero(np.concatenate([rows.meets, np.ones(extra, bool)]))
    sizes = np.bincount(words[places], minlength=many + extra)
    every = np.arange(many)
    return _Meetings(
        rows.name_of[row_of],
        here,
        [np.ascontiguousarray(others[:, n]) for n in range(_FURTHER)],
        np.count_nonzero(others >= 0, axis=1),
        np.concatenate([every, near_words.left, new]),
        np.concatenate([every, near_words.right, as_one.words]),
        np.concatenate([np.ones(many, np.float32), near_words.values, as_one.values + np.float32(_JOINED)]),
        places[np.argsort(words[places], kind="stable")],
        np.cumsum(sizes) - sizes,
        sizes,
    )


def _counting(rows: Rows) -> Numbers:
    """For each row its first words that count, -1 where there are fewer."""
    import numpy as np

    found = np.full((len(rows.name_of), _FURTHER + 1), -1, np.int64)
    sizes = np.bincount(rows.row_of, minlength=len(rows.name_of))
    before: Numbers = np.cumsum(rows.counts) - rows.counts
    before -= np.repeat(before[(np.cumsum(sizes) - sizes)[sizes > 0]], sizes[sizes > 0])
    kept = rows.counts & (before <= _FURTHER)
    found[rows.row_of[kept], before[kept]] = rows.words[kept]
    return found


def _meeting(met: _Meetings, judge: _Judge) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """The places that meet, a part at a time, and how near the words are in which they do; without those of names whose
    further words have too few sounds in common. This is gone through for each two names that share a word.
    """
    import numpy as np

    sounds, fewest = (column[met.under] for column in judge.further_sounds(met))
    many = met.sizes[met.left] * met.sizes[met.right]
    usual = np.flatnonzero((many > 0) & (many <= _COMMON))
    upto = np.cumsum(many[usual])
    at = 0
    while at < len(usual):
        end = max(at + 1, int(np.searchsorted(upto, (upto[at - 1] if at else 0) + _AT_ONCE)))
        part = usual[at:end]
        at = end
        left, right = met.left[part], met.right[part]
        pair, step = spread(met.sizes[left])
        one = met.starts[left][pair] + step
        row, step = spread(met.sizes[right][pair])
        two = met.starts[right][pair][row] + step
        shared = np.bitwise_count(sounds[one][row] & sounds[two])
        kept = np.flatnonzero(shared >= fewest[one][row] + fewest[two])
        row, two = row[kept], two[kept]
        one, pair = one[row], pair[row]
        once = np.flatnonzero((left != right)[pair] | (one < two))
        yield met.under[one[once]], met.under[two[once]], met.values[part][pair[once]]
    further = _Further(met, judge.near)
    for n in np.flatnonzero(many > _COMMON).tolist():
        one, two = further.meeting(int(met.left[n]), int(met.right[n]))
        yield one, two, np.full(len(one), met.values[n])


class _Further:
    """Where very many names meet in two words, those of them that also meet in two further words."""

    def __init__(self, met: _Meetings, near_words: Neighbours) -> None:
        import numpy as np

        self._met = met
        many = len(met.sizes)
        every = np.arange(many)
        here = np.concatenate([every, near_words.left, near_words.right])
        there = np.concatenate([every, near_words.right, near_words.left])
        self._near = there[np.argsort(here, kind="stable")]
        self._sizes = np.bincount(here, minlength=many)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def meeting(self, left: int, right: int) -> tuple[Numbers, Numbers]:
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

        met = self._met
        places = met.under[met.starts[word] : met.starts[word] + met.sizes[word]]
        every = np.concatenate([places] * _FURTHER)
        further = np.concatenate([column[places] for column in met.further])
        return every[further >= 0], further[further >= 0]


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

    def further_sounds(self, met: _Meetings) -> tuple[NDArray[np.uint64], Floats]:
        """By place: the pairs of sounds of its further words, as a set of bits, and how many of them at least one word
        of it must share with one of another place, as summed for both. -inf where words may be near without.
        """
        import numpy as np

        sounds = np.zeros(len(met.words), np.uint64)
        fewest = np.full(len(met.words), np.inf, np.float32)
        fewest[met.many == 0] = -np.inf
        for column in met.further:
            places = np.flatnonzero(column >= 0)
            words = column[places]
            sounds[places] |= self.words.masks[words]
            least = np.where(self._loose[words], -np.inf, self.words.bits[words] * (_SHARED / 2)).astype(np.float32)
            fewest[places] = np.minimum(fewest[places], least)
        return sounds, fewest

    def enough(self, met: _Meetings, left: Numbers, right: Numbers, values: Floats) -> Numbers:
        """Which of some pairs of places, by their place: where the words of the shorter name, each with the word of the
        other that is nearest, are near enough in the mean. values: how near the words are in which they meet.
        """
        import numpy as np

        swapped = met.many[left] > met.many[right]
        short, other = np.where(swapped, right, left), np.where(swapped, left, right)
        many = met.many[short]
        sums = np.where(many == 0, values + np.float32(_ALONE), values)
        wanted = np.float32(self.least) * (1 + np.maximum(1, many))
        some = np.flatnonzero(many > 0)
        for n, here in enumerate(met.further):
            # How near this word must be, the others being as near as can be.
            least = wanted[some] - sums[some] - np.float32(_BEST) * (many[some] - 1 - n)
            hopeful = least <= _BEST
            some, least = some[hopeful], least[hopeful]
            best = np.zeros(len(some), np.float32)
            told = np.arange(len(some))
            for m, there in enumerate(met.further):
                told = told[met.many[other[some[told]]] > m]
                found = self._together(here[short[some[told]]], there[other[some[told]]], least[told])
                best[told] = np.maximum(best[told], found)
            sums[some] += best
            some = some[many[some] > n + 1]
        enough: Numbers = np.flatnonzero(sums >= wanted)
        return enough

    def _together(self, left: Numbers, right: Numbers, least: Floats) -> Floats:
        """How near words are, 0 where they are certainly far apart; less than `least` where it is less."""
        import numpy as np

        shared = self.words.shared(left, right)
        looked = shared >= np.maximum(np.float32(_SHARED), least - np.float32(_FEWER_SHARED))
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
        near = self._nearness(left, right, least[places]) + self.allowance(left, right)
        found[places] = np.maximum(found[places], near)
        return found

    def allowance(self, left: Numbers, right: Numbers) -> Floats:
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
