"""A growing index of names: which of many are worth comparing with one, without comparing all.

Names are filed under their blocking keys (keys.py); what is shared and rare counts most.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable
from math import log
from typing import Generic, TypeVar

from kzresolve.match.keys import PLACE, SKELETON, blocking_keys, views_of_keys

K = TypeVar("K", bound=Hashable)

_WEIGHT = {SKELETON: 2.0, PLACE: 6.0}  # a shared skeleton says more than a shared trigram, one place nearly all
_MORE = 4  # names ranked for each key asked for, since several names may stand under one key


class NameIndex(Generic[K]):
    """Names by key; several names may stand under one key (aliases of an entity)."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[K, str], int] = {}
        self._names: list[tuple[K, str] | None] = []  # None: taken out again
        self._scale = array("d")  # by name: 1 / square root of the number of its blocking keys, 0 when taken out
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def __len__(self) -> int:
        """How many (key, name) entries there are."""
        return len(self._numbers)

    def add(self, key: K, name: str) -> None:
        """File `name` under `key`; adding it again changes nothing. Raises InputError for what `normalise` refuses."""
        entry = (key, name)
        if entry in self._numbers:
            return
        blocks = blocking_keys(name)
        number = self._numbers[entry] = len(self._names)
        self._names.append(entry)
        self._scale.append(max(1, len(blocks)) ** -0.5)
        for block in blocks:
            self._postings[block].append(number)

    def remove(self, key: K, name: str) -> None:
        """Take `name` out from under `key`; nothing happens if it is not there."""
        number = self._numbers.pop((key, name), None)
        if number is not None:
            self._names[number] = None
            self._scale[number] = 0.0

    def candidates(self, name: str, limit: int = 50, least: float = 0.0) -> list[K]:
        """At most `limit` keys whose names may match `name`, most promising first, each once.

        least: 0..1, leave out what shares less than this part of what the name would share with itself.
        """
        views = views_of_keys(name, inflected=True)
        ranked = sorted(entry for blocks in views for entry in self._ranked(blocks, _MORE * limit, least))
        return list(dict.fromkeys(key for _, _, _, key in ranked))[:limit]

    def _ranked(self, blocks: frozenset[str], most: int, least: float) -> list[tuple[float, str, int, K]]:
        """The names that share most with one view of a name."""
        import numpy as np

        total, own = len(self._numbers), 0.0
        shared: list[array[int]] = []
        weights: list[float] = []
        for block in sorted(blocks):  # in one order, since sums of fractions depend on it
            held = self._postings.get(block, ())
            weight = log(1 + total / max(1, len(held))) * _WEIGHT.get(block[0], 1.0)
            own += weight
            if held:
                shared.append(held)
                weights.append(weight)
        if not shared:
            return []
        names = np.concatenate([np.frombuffer(held, dtype=np.uintc) for held in shared])
        each = np.repeat(weights, [len(held) for held in shared])
        scores = np.bincount(names, each, minlength=len(self._names)) * np.frombuffer(self._scale)
        found = np.flatnonzero(scores > least * own * max(1, len(blocks)) ** -0.5)
        if len(found) > most:
            least_kept = np.partition(scores[found], -most)[-most]
            found = found[scores[found] >= least_kept]  # equals are all kept, so that nothing hangs on their order
        length = own**0.5  # so that a view with many keys is no better than another
        return [
            (-score / length, entry[1], n, entry[0])
            for n, score in zip(found.tolist(), scores[found].tolist(), strict=True)
            if (entry := self._names[n])
        ]
