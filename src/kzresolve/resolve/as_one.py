"""Neighbouring words of a list's names that read as one sound like another of its words: Kassym Jomart, Kasymzhomart.

The two meet that word in a consonant skeleton: each skeleton of the list is cut in two wherever it can be, since the
list has far fewer of them than it has neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.match.postings import distinct
from kzresolve.resolve.arrays import alike, found_among, spread
from kzresolve.resolve.heard import Heard
from kzresolve.resolve.rows import Rows

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Floats, Numbers

_JOINED = 0.75  # how near two words read as one must be to another
_READ = 2  # skeletons of each of the two
_LONGEST = 48  # consonants of a skeleton that may be two words
_LENGTHS = 2  # by how many sounds two words read as one may be longer or shorter


class Joined(NamedTuple):
    """Neighbours of a row that read as one are near a word: the row, both, that word, and how near, 0..1."""

    rows: Numbers
    left: Numbers
    right: Numbers
    words: Numbers
    values: Floats


def joined(rows: Rows) -> Joined:
    """Where two neighbours read as one sound like another word."""
    import numpy as np

    usable = (rows.row_of[1:] == rows.row_of[:-1]) & rows.meets[1:] & rows.meets[:-1]
    at = np.flatnonzero(usable)
    many = max(1, len(rows.heard))
    codes, which = np.unique(rows.words[at] * many + rows.words[at + 1], return_inverse=True)
    left, right = codes // many, codes % many
    pair, words = _meeting(rows.heard, left, right)
    sounds = np.array([word.coarse[0] for word in rows.heard], object)
    values = alike(sounds[left[pair]] + sounds[right[pair]], sounds[words])
    kept = values >= _JOINED
    pair, words, values = pair[kept], words[kept], values[kept]
    order = np.argsort(which, kind="stable")
    sizes = np.bincount(which, minlength=len(codes))
    n, step = spread(sizes[pair])
    places = order[(np.cumsum(sizes) - sizes)[pair][n] + step]
    return Joined(rows.row_of[at[places]], left[pair[n]], right[pair[n]], words[n], values[n])


def _meeting(heard: Sequence[Heard], left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Of pairs of words, by their place, those that have a skeleton of another word when read as one and are about
    as long, and that word; sorted.
    """
    import numpy as np

    skeletons: dict[str, int] = {}
    has = [(skeletons.setdefault(bones, len(skeletons)), i) for i, word in enumerate(heard) for bones in word.bones]
    skeleton, under = np.array(sorted(has), np.int64).reshape(-1, 2).T
    sizes = np.bincount(skeleton, minlength=len(skeletons))
    starts = np.cumsum(sizes) - sizes
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    begin, end = np.full((2, len(heard), _READ), -1, np.int64)
    for i, word in enumerate(heard):
        for n, bones in enumerate(word.bones[:_READ]):
            begin[i, n] = heads.setdefault(bones, len(heads))
            end[i, n] = tails.setdefault(bones.removeprefix("A"), len(tails))  # a vowel inside a word says nothing
    codes, whole = _cuts(skeletons, heads, tails)
    lengths = np.array([len(word.coarse[0]) for word in heard], np.int64)
    found = [np.empty(0, np.int64)]
    many = max(1, len(heard))
    for first, second in product(range(_READ), repeat=2):
        one, two = begin[left, first], end[right, second]
        code = np.where((one >= 0) & (two >= 0), one * len(tails) + two, -1)
        pair, place = found_among(code, codes)
        met = whole[place]
        place, step = spread(sizes[met])
        pair, words = pair[place], under[starts[met][place] + step]
        as_long = np.abs(lengths[left[pair]] + lengths[right[pair]] - lengths[words]) <= _LENGTHS
        found.append(pair[as_long] * many + words[as_long])
    each = distinct(np.concatenate(found))
    return each // many, each % many


def _cuts(skeletons: dict[str, int], heads: dict[str, int], tails: dict[str, int]) -> tuple[Numbers, Numbers]:
    """Heads and tails that together make a skeleton, as one number each, sorted, and that skeleton."""
    import numpy as np

    found = set()
    short = ((skeleton, number) for skeleton, number in skeletons.items() if len(skeleton) <= _LONGEST)
    for skeleton, number in short:
        for cut in range(1, len(skeleton) + 1):
            head = heads.get(skeleton[:cut])
            if head is not None:
                for tail in (skeleton[cut:], skeleton[cut - 1 :]):  # a consonant that both have is heard once
                    if tail in tails:
                        found.add((head * len(tails) + tails[tail], number))
    codes, whole = np.array(sorted(found), np.int64).reshape(-1, 2).T
    return codes, whole
