"""Which groups of a list may bear its lone names, told by the words of all names at once, in arrays.

A lone name that very many may bear is nobody's, unless one of them is named far more often than all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kzresolve.match.likeness import likeness
from kzresolve.match.postings import distinct
from kzresolve.match.words import word
from kzresolve.resolve.arrays import spread
from kzresolve.resolve.meetings import filed
from kzresolve.resolve.rows import Rows

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Flags, Numbers

LEAD = 2  # times as often as its rivals together is the bearer named that a lone name means
LEVEL = 0.89  # of the likeness of words that are taken for one name
_MANY = 20  # groups that may bear a lone name; of more, it is only looked at if one leads all of them
_BEARS, _MAY_BEAR = 0.8, 0.5  # how near a word sounds to a lone name to be taken for it, and to be heard closely


def bearing(
    rows: Rows, groups: Sequence[Sequence[int]], weights: Sequence[int], lone: Collection[int], idle: Collection[str]
) -> tuple[list[int], set[int]]:
    """The groups, ascending, that may have a word that is nearly one of lone names; and the groups of lone names whose
    word so many have that it cannot be told who is meant.

    groups: of indices of names. weights: of each, how often it is named. lone: the groups of lone names, by number.
    idle: words of theirs, in small letters, that they are not known by.
    """
    import numpy as np

    of = rows.name_of[rows.row_of]
    of_lone = np.isin(of, [i for group in lone for i in groups[group]])
    group_of = np.empty(rows.names, np.int64)
    group_of[list(chain.from_iterable(groups))] = np.repeat(np.arange(len(groups)), list(map(len, groups)))
    places = filed(np.arange(len(of)), rows.words, len(rows.heard))
    named = np.array(weights, np.int64)

    def having(words: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
        """Each of the words with each group that has one of the words beside it."""
        pair, step = spread(places.sizes[others])
        held = group_of[of[places.under[places.starts[others][pair] + step]]]
        each = distinct(words[pair] * len(groups) + held)
        return each // len(groups), each % len(groups)

    words, others = _with_one_skeleton(rows, distinct(rows.words[of_lone]), idle)
    alike = rows.vocabulary.nearness(words, others, np.full(len(words), np.float32(_MAY_BEAR)))
    rough = rows.vocabulary.rough[words] | rows.vocabulary.rough[others]
    near = rough | (alike >= _BEARS)
    of_word, group = having(words[near], others[near])
    common = _without_leader(of_word, named[group], len(rows.heard))
    for n in np.flatnonzero(~near & ~common[words]).tolist():
        near[n] = _may_be_one(rows, words[n], others[n], float(alike[n]))
    near &= ~common[words]
    _, group = having(words[near], others[near])
    return distinct(group).tolist(), set(group_of[of[of_lone & common[rows.words]]].tolist())


def _with_one_skeleton(rows: Rows, words: Numbers, idle: Collection[str]) -> tuple[Numbers, Numbers]:
    """Words, but for idle ones, each with every word of the list that has a consonant skeleton of it."""
    import numpy as np

    by_bones: defaultdict[str, list[int]] = defaultdict(list)
    for a in words.tolist():
        for bones in rows.heard[a].bones if rows.texts[a] not in idle else ():
            by_bones[bones].append(a)
    met = {(a, b) for b, other in enumerate(rows.heard) for bones in other.bones for a in by_bones.get(bones, ())}
    one, two = np.array(sorted(met), np.int64).reshape(-1, 2).T
    return one, two


def _may_be_one(rows: Rows, a: int, b: int, alike: float) -> bool:
    if not set(rows.heard[a].keys).isdisjoint(rows.heard[b].keys):
        return True
    return alike >= _MAY_BEAR and likeness(word(rows.texts[a]), word(rows.texts[b])).level >= LEVEL


def _without_leader(of_word: Numbers, named: Numbers, words: int) -> Flags:
    """By word: whether many groups have it, and none of them is named far more often than all others.

    of_word: the word, once for each group that has it; named: how often this is named.
    """
    import numpy as np

    most = np.zeros(words, np.int64)
    np.maximum.at(most, of_word, named)
    others = np.bincount(of_word, named, minlength=words) - most
    found: Flags = (np.bincount(of_word, minlength=words) > _MANY) & (most < LEAD * others)
    return found
