"""A growing index of names: which of many are worth comparing with one, without comparing all.

Names are filed under their blocking keys (keys.py); what is shared and rare counts most. An index can be saved and
opened (stored.py); what is added or taken out after that is kept beside it in memory.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzresolve.match import stored
from kzresolve.match.keys import PLACE, SKELETON, blocking_keys, views_of_keys

if TYPE_CHECKING:
    from kzresolve.match.stored import Numbers, Stored

_WEIGHT = {SKELETON: 2.0, PLACE: 6.0}  # a shared skeleton says more than a shared trigram, one place nearly all
_MORE = 4  # names ranked for each key asked for, since several names may stand under one key


class NameIndex:
    """Names by key; several names may stand under one key (aliases of an entity).

    Entries are numbered in the order they came: first those of the file it was opened from, if any.
    """

    def __init__(self, base: Stored | None = None) -> None:
        self._base = base
        self._first = 0 if base is None else len(base)
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)  # of what was added, by key and name
        self._names: list[tuple[str, str] | None] = []  # None: taken out again
        self._scale = array("d")  # by name: 1 / square root of the number of its blocking keys, 0 when taken out
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._gone: Counter[str] = Counter()  # how many names were taken out, by blocking key
        self._size = self._first

    @classmethod
    def open(cls, path: Path) -> NameIndex | None:
        """The index saved in a file, or None where there is none that this version of kzresolve would make alike."""
        base = stored.load(path)
        return None if base is None else cls(base)

    @property
    def note(self) -> Mapping[str, Any]:
        """What was saved with it; empty for an index that was not opened."""
        return {} if self._base is None else self._base.note

    @property
    def added(self) -> int:
        """How many entries were added since it was made or opened."""
        return len(self._names)

    def __len__(self) -> int:
        """How many (key, name) entries there are."""
        return self._size

    def add(self, key: str, name: str) -> None:
        """File `name` under `key`; adding it again changes nothing. Raises InputError for what `normalise` refuses."""
        if name in self._held(key):
            return
        blocks = blocking_keys(name)
        number = self._numbers[key][name] = self._first + len(self._names)
        self._names.append((key, name))
        self._scale.append(max(1, len(blocks)) ** -0.5)
        self._size += 1
        for block in blocks:
            self._postings[block].append(number)

    def _held(self, key: str) -> dict[str, int]:
        """The names under a key, with their numbers."""
        own = self._numbers.get(key, {})
        return own if self._base is None else self._base.names_of(key) | own

    def remove(self, key: str, name: str) -> None:
        """Take `name` out from under `key`; nothing happens if it is not there."""
        number = self._held(key).get(name)
        if number is None:
            return
        if self._base is not None and number < self._first:
            self._base.remove(number)
        else:
            del self._numbers[key][name]
            self._names[number - self._first] = None
            self._scale[number - self._first] = 0.0
        self._size -= 1
        self._gone.update(blocking_keys(name))

    def discard(self, key: str) -> None:
        """Take out all names under `key`."""
        for name in list(self._held(key)):
            self.remove(key, name)

    def candidates(self, name: str, limit: int = 50, least: float = 0.0) -> list[str]:
        """At most `limit` keys whose names may match `name`, most promising first, each once.

        least: 0..1, leave out what shares less than this part of what the name would share with itself.
        """
        return list(dict.fromkeys(key for key, _ in self._found(name, _MORE * limit, least)))[:limit]

    def entries(self, name: str, limit: int = 50, least: float = 0.0) -> list[tuple[str, str]]:
        """Like `candidates`, but entries: keys each with the name that may match."""
        return list(dict.fromkeys(self._found(name, limit, least)))[:limit]

    def _found(self, name: str, most: int, least: float) -> list[tuple[str, str]]:
        views = views_of_keys(name, inflected=True)
        ranked = sorted(entry for blocks in views for entry in self._ranked(blocks, most, least))
        return [(key, text) for _, text, _, key in ranked]

    def _ranked(self, view: frozenset[str], most: int, least: float) -> list[tuple[float, str, int, str]]:
        """The names that share most with one view of a name."""
        import numpy as np

        own = 0.0
        shared: list[Numbers] = []
        weights: list[float] = []
        blocks = sorted(view)  # in one order, since sums of fractions depend on it
        for block, held in zip(blocks, self._under(blocks), strict=True):
            size = sum(map(len, held))
            weight = log(1 + self._size / max(1, size - self._gone.get(block, 0))) * _WEIGHT.get(block[0], 1.0)
            own += weight
            if size:
                shared += held
                weights += [weight] * len(held)
        if not shared:
            return []
        each = np.repeat(weights, [len(held) for held in shared])
        counted = np.bincount(np.concatenate(shared), each, minlength=self._first + len(self._names))
        scores = np.asarray(counted, dtype=np.float64)
        if self._base is not None:
            scores[: self._first] *= self._base.scale
        scores[self._first :] *= np.frombuffer(self._scale)
        found = np.flatnonzero(scores > least * own * max(1, len(blocks)) ** -0.5)
        if len(found) > most:
            least_kept = np.partition(scores[found], -most)[-most]
            found = found[scores[found] >= least_kept]  # equals are all kept, so that nothing hangs on their order
        length = own**0.5  # so that a view with many keys is no better than another
        return [
            (-score / length, entry[1], n, entry[0])
            for n, score in zip(found.tolist(), scores[found].tolist(), strict=True)
            if (entry := self._entry(n))
        ]

    def _under(self, blocks: list[str]) -> list[list[Numbers]]:
        """The numbers of the entries under each blocking key, in one array or two, none of them empty."""
        import numpy as np

        added = [self._postings.get(block) for block in blocks]
        own = [[np.frombuffer(held, dtype=np.uintc)] if held else [] for held in added]
        if self._base is None:
            return own
        return [[old, *new] if len(old) else new for old, new in zip(self._base.under(blocks), own, strict=True)]

    def _entry(self, number: int) -> tuple[str, str] | None:
        if self._base is not None and number < self._first:
            return self._base.entry(number)
        return self._names[number - self._first]

    def save(self, path: Path, note: Mapping[str, Any]) -> bool:
        """Save what it holds, and `note`, of what JSON can hold, with it; whether that could be written."""
        import numpy as np

        scale = np.frombuffer(self._scale)
        own = [np.frombuffer(held, dtype=np.uintc) for held in self._postings.values()]
        names = np.concatenate([np.empty(0, np.uintc), *own])
        blocks, sizes = stored.hashes(self._postings), [len(held) for held in own]
        if self._base is not None:
            scale = np.concatenate([self._base.scale, scale])
            names = np.concatenate([self._base.postings, names])
            blocks, sizes = np.concatenate([self._base.blocks, blocks]), [*self._base.sizes(), *sizes]
        blocks, ranks = np.unique(blocks, return_inverse=True)
        under = np.repeat(ranks.astype(np.uint32), sizes)  # small numbers: there are some thirty for each name
        kept = scale > 0
        numbers = (np.cumsum(kept) - 1).astype(np.uint32)  # by old number, since those taken out leave no gaps
        filed = kept[names]
        entries = [entry for n in np.flatnonzero(kept).tolist() if (entry := self._entry(n))]
        return stored.save(path, entries, scale[kept], blocks, (under[filed], numbers[names[filed]]), note)
