"""A growing index of names: which of many are worth comparing with one, without comparing all.

Names are filed by their words (filed.py) and found by how like theirs are (promise.py). An index can be saved and
opened (stored.py); what is added or taken out after that is kept beside it in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kzresolve.match import stored
from kzresolve.match.filed import Filed
from kzresolve.match.promise import LONE, Promise, chosen, promising, worthwhile
from kzresolve.match.terms import sought, terms

Wanted = Callable[[str, str], bool]  # of a key and a name

_MORE = 4  # names ranked for each key asked for, since several names may stand under one key


class NameIndex:
    """Names by key; several names may stand under one key (aliases of an entity).

    Entries are numbered in the order they came: first those of the file it was opened from, if any. To be used by one
    thread at a time.
    """

    def __init__(self, base: stored.Stored | None = None) -> None:
        self._base = base
        self._filed = Filed() if base is None else base.filed
        self._first = len(self._filed)
        # Of what was added, by key: the number of its only name, as most have no other, or numbers by name.
        self._numbers: dict[str, int | dict[str, int]] = {}
        self._names: list[tuple[str, str]] = []
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
        own = self._numbers_of(key)
        number = self._filed.add(name, terms(name))
        if key in self._numbers:
            own[name] = number
            self._numbers[key] = own
        else:
            self._numbers[key] = number
        self._names.append((key, name))
        self._size += 1

    def _held(self, key: str) -> dict[str, int]:
        """The names under a key, with their numbers."""
        own = self._numbers_of(key)
        return own if self._base is None else self._base.names_of(key) | own

    def _numbers_of(self, key: str) -> dict[str, int]:
        """The names under a key that were added, with their numbers."""
        own = self._numbers.get(key, {})
        return own if isinstance(own, dict) else {self._names[own - self._first][1]: own}

    def remove(self, key: str, name: str) -> None:
        """Take `name` out from under `key`; nothing happens if it is not there."""
        number = self._held(key).get(name)
        if number is None:
            return
        if number >= self._first:
            own = self._numbers_of(key)
            del own[name]
            self._numbers[key] = own
        self._filed.remove(number)
        self._size -= 1

    def discard(self, key: str) -> None:
        """Take out all names under `key`."""
        for name in list(self._held(key)):
            self.remove(key, name)

    def entries(self, name: str, most: int = 50) -> list[tuple[str, str]]:
        """At most so many entries whose names may match one, most promising first: keys each with the name."""
        return self._entries(promising(self._filed, [sought(name)], most)[0])

    def proposals(
        self, name: str, most: int = 50, *, likely: bool = False, wanted: Wanted | None = None
    ) -> list[tuple[str, str]]:
        """Of these entries those that are worth comparing in full, most of them only where little is known of a name.

        likely: only those where each word of one of both names may be in the other. wanted: says of a key and name
        whether it is to be counted at all.
        """
        return self.proposals_of([name], most, likely=likely, wanted=[wanted])[0]

    def proposals_of(
        self, names: Sequence[str], most: int = 50, *, likely: bool = False, wanted: Sequence[Wanted | None]
    ) -> list[list[tuple[str, str]]]:
        """The proposals for each of some names. wanted: for each."""
        looked_up = [sought(name) for name in names]
        ranked = most if all(each is None for each in wanted) else _MORE * most
        found = []
        for each, some, counts in zip(looked_up, promising(self._filed, looked_up, ranked), wanted, strict=True):
            if counts is not None:
                some = [one for one in some if counts(*self._entry(one[0]))]
            if likely:
                some = [one for one in some if one[2] >= LONE]
            some = worthwhile(some[:most], each)
            found.append(chosen(some, self._entries(some), each))
        return found

    def candidates(self, name: str, limit: int = 50) -> list[str]:
        """At most `limit` keys whose names may match `name`, most promising first, each once."""
        return list(dict.fromkeys([key for key, _ in self.entries(name, _MORE * limit)]))[:limit]

    def _entries(self, found: Sequence[Promise]) -> list[tuple[str, str]]:
        if self._base is None:
            return [self._names[number] for number, _, _ in found]
        return [self._entry(number) for number, _, _ in found]

    def _entry(self, number: int) -> tuple[str, str]:
        if self._base is not None and number < self._first:
            return self._base.entry(number)
        return self._names[number - self._first]

    def save(self, path: Path, note: Mapping[str, Any]) -> bool:
        """Save what it holds, and `note`, of what JSON can hold, with it; whether that could be written."""
        kept = self._filed.there().tolist()
        return stored.save(path, [self._entry(number) for number in kept], self._filed.compact(), note)
