"""A growing index of names: which of many are worth comparing with one, without comparing all.

Names are filed under the skeletons of their words and the trigrams of their sounds; the rarer what is shared, the more
it counts.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from kzresolve.match.keys import blocking_keys
from kzresolve.match.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Hashable

_SKELETON_WEIGHT = 2.0  # a shared skeleton says more than a shared trigram
_BUCKET = 20_000  # a bucket larger than this is read only where nothing rarer was shared


class NameIndex:
    """Names by key; several names may stand under one key (aliases of an entity)."""

    def __init__(self) -> None:
        self._postings: dict[str, dict[int, None]] = defaultdict(dict)
        self._names: dict[int, tuple[str, str]] = {}
        self._ids: dict[tuple[str, str], int] = {}
        self._norms: dict[int, float] = {}
        self._next = 0

    def __len__(self) -> int:
        """How many (key, name) entries there are."""
        return len(self._names)

    def add(self, key: str, name: str) -> None:
        """File `name` under `key`; adding it again changes nothing. Raises InputError for what `parse` refuses."""
        entry = (key, name)
        if entry in self._ids:
            return
        grams = grams_of(name)
        number = self._next
        self._next += 1
        self._ids[entry] = number
        self._names[number] = entry
        self._norms[number] = len(grams) ** 0.5
        for gram in grams:
            self._postings[gram][number] = None

    def remove(self, key: str, name: str) -> None:
        """Take `name` out from under `key`; nothing happens if it is not there."""
        number = self._ids.pop((key, name), None)
        if number is None:
            return
        del self._names[number], self._norms[number]
        for gram in grams_of(name):
            bucket = self._postings[gram]
            bucket.pop(number, None)
            if not bucket:
                del self._postings[gram]

    def candidates(self, name: str, limit: int = 50) -> list[str]:
        """At most `limit` keys whose names may match `name`, most promising first, each once."""
        total = len(self._names)
        if total == 0:
            return []
        score: dict[int, float] = defaultdict(float)
        buckets = [(gram, bucket) for gram in grams_of(name) if (bucket := self._postings.get(gram))]
        buckets.sort(key=lambda entry: (len(entry[1]), entry[0]))
        for gram, bucket in buckets:
            if len(bucket) > _BUCKET and len(score) >= limit:
                break
            weight = log(1 + total / len(bucket)) * (_SKELETON_WEIGHT if gram.startswith("b:") else 1.0)
            for number in bucket:
                score[number] += weight
        norms = self._norms
        ranked = sorted(score, key=lambda number: (-score[number] / norms[number], self._names[number]))
        keys: dict[Hashable, None] = {}
        for number in ranked:
            keys.setdefault(self._names[number][0])
            if len(keys) >= limit:
                break
        return [str(key) for key in keys]


@lru_cache(maxsize=1 << 15)
def grams_of(name: str) -> frozenset[str]:
    """Blocking keys and, per word, the trigrams of its coarse sounds with its ends marked."""
    grams = set(blocking_keys(name))
    made = sketch(name, None)
    for unit in (*made.units, *made.initials):
        for sound in unit.word.coarse[:2]:
            marked = f"^{sound}$"
            grams.update(marked[i : i + 3] for i in range(max(1, len(marked) - 2)))
    return frozenset(grams)
