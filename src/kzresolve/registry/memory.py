"""A registry's state and events in memory: dictionaries, and a lock that lets one writer in at a time.

Entities may be held as JSON until they are asked for, so that a large registry is there at once.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count, repeat
from pathlib import Path

from kzresolve import saved
from kzresolve.registry.encoding import fingerprint, from_json, plus
from kzresolve.registry.events import ENTITY, JUDGEMENT, REDIRECT, Change, Event, Held, Judgement
from kzresolve.registry.model import Entity
from kzresolve.registry.shelf import Key, Shelf, Writing, forms_of

_WRITING = threading.RLock()  # one writer at a time, whichever registry in memory it writes to


class Memory(Shelf):
    """A shelf of dictionaries; gone with the program. origin: what its first `given` changes are known by, and the
    file of their index in the folder for such; "" where they are nobody else's.
    """

    def __init__(self) -> None:
        self.origin, self.given = "", 0
        self._state: dict[str, dict[tuple[str, str], Held | bytes]] = {ENTITY: {}, REDIRECT: {}, JUDGEMENT: {}}
        self._judged: defaultdict[str, dict[tuple[str, str], Judgement]] = defaultdict(dict)  # by each of their nodes
        self._changes: list[Change] = []
        self._events: list[Event] = []
        self._total: int | None = None  # known once it has been asked for
        self._forms: defaultdict[str, set[str]] | None = None

    @classmethod
    def sealed(cls, entities: Mapping[str, bytes], event: Event, total: int) -> Memory:
        """A shelf of entities as JSON by id, read when they are asked for, that one event brought."""
        shelf = cls()
        # Many at once: the first look-up of a program waits for this.
        shelf._state[ENTITY] = dict(zip(zip(entities, repeat("")), entities.values(), strict=True))
        columns = (count(1), repeat(event.number), repeat(ENTITY), entities, repeat(""), repeat(None))
        shelf._changes = list(map(Change, *columns))
        shelf._events, shelf._total = [event], total
        return shelf

    def copy(self) -> Memory:
        """Another shelf that holds the same and has the same past."""
        twin = Memory()
        twin._state = {space: dict(held) for space, held in self._state.items()}
        twin._judged = defaultdict(dict, {node: dict(held) for node, held in self._judged.items()})
        twin._changes, twin._events = list(self._changes), list(self._events)
        twin._total, twin.origin, twin.given = self._total, self.origin, self.given
        return twin

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction; other threads wait."""
        with _WRITING:
            transaction = _MemoryWriting(self, len(self._events) + 1)
            try:
                yield transaction
            except BaseException:
                transaction.undo()
                raise

    def put(self, space: str, key: str, other: str, value: Held) -> Held:
        """Let `value` stand and return what stood before."""
        held = self._state[space]
        before = self.get(space, key, other)
        if value is None:
            held.pop((key, other), None)
        else:
            held[key, other] = value
        if self._total is not None:
            self._total = plus(self._total, fingerprint(before, key), fingerprint(value, key))
        if space == JUDGEMENT:
            for node in (key, other):
                if isinstance(value, Judgement):
                    self._judged[node][key, other] = value
                else:
                    self._judged[node].pop((key, other), None)
        if self._forms is not None and space == ENTITY:
            for form in forms_of(before):
                self._forms[form].discard(key)
            for form in forms_of(value):
                self._forms[form].add(key)
        return before

    def keep(self, event: Event, changes: list[Change]) -> None:
        """Take an event and its changes into the log."""
        self._events.append(event)
        self._changes += changes

    def entity(self, entity_id: str) -> Entity | None:
        held = self.get(ENTITY, entity_id)
        return held if isinstance(held, Entity) else None

    def get(self, space: str, key: str, other: str = "") -> Held:
        held = self._state[space]
        value = held.get((key, other))
        if isinstance(value, bytes):
            value = held[key, other] = from_json(value.decode())
        return value

    def entities(self) -> Iterator[Entity]:
        held = [self.entity(entity_id) for entity_id, _ in list(self._state[ENTITY])]
        return iter([entity for entity in held if entity is not None])

    def count(self) -> int:
        return len(self._state[ENTITY])

    def ids_of_form(self, form: str) -> list[str]:
        if self._forms is None:
            forms = defaultdict(set)
            for entity in self.entities():
                for own in forms_of(entity):
                    forms[own].add(entity.id)
            self._forms = forms
        return sorted(self._forms.get(form, ()))

    def judgements(self, node: str | None = None) -> list[Judgement]:
        if node is not None:
            found = list(self._judged[node].values()) if node in self._judged else []
        else:
            found = [held for held in self._state[JUDGEMENT].values() if isinstance(held, Judgement)]
        return sorted(found, key=lambda judgement: judgement.event)

    def redirects_to(self, entity_id: str) -> list[str]:
        return [old for (old, _), new in self._state[REDIRECT].items() if new == entity_id]

    def redirects(self) -> list[tuple[str, str]]:
        return sorted((old, new) for (old, _), new in self._state[REDIRECT].items() if isinstance(new, str))

    def changes(self) -> int:
        return len(self._changes)

    def changed_since(self, number: int) -> Iterator[Change]:
        return iter(self._changes[number:])

    def events(self, first: int = 1) -> Iterator[Event]:
        return iter(self._events[first - 1 :])

    def events_about(self, keys: set[str]) -> list[Event]:
        numbers = {change.event for change in self._changes if change.key in keys or change.other in keys}
        return [self._events[number - 1] for number in sorted(numbers)]

    def changes_of(self, event: int) -> list[Change]:
        return [change for change in self._changes if change.event == event]

    def changed_after(self, event: int) -> dict[Key, Change]:
        touched = {(change.space, change.key, change.other) for change in self.changes_of(event)}
        found: dict[Key, Change] = {}
        for change in self._changes:
            key = (change.space, change.key, change.other)
            if change.event > event and key in touched:
                found.setdefault(key, change)
        return found

    def total(self) -> int:
        if self._total is None:
            held = [
                fingerprint(self.get(space, *key), key[0]) for space in self._state for key in list(self._state[space])
            ]
            self._total = plus(0, 0, sum(held))
        return self._total

    def stamp(self, number: int) -> str:
        return self.origin if number == self.given else ""

    def index_path(self) -> Path | None:
        folder = saved.folder() if self.origin else None
        return folder and folder / f"{self.origin}.index"

    def close(self) -> None:
        """Nothing is to be let go of: what it holds is there as long as it is."""


class _MemoryWriting(Writing):
    def __init__(self, shelf: Memory, number: int) -> None:
        self.number = number
        self._shelf = shelf
        self.before = {}

    def put(self, space: str, key: str, other: str, value: Held) -> None:
        if self._shelf.get(space, key, other) != value:
            before = self._shelf.put(space, key, other, value)
            self.before.setdefault((space, key, other), before)

    def finish(self, event: Event) -> None:
        first = self._shelf.changes() + 1
        changes = [
            Change(number, self.number, *key, before) for number, (key, before) in enumerate(self.before.items(), first)
        ]
        self._shelf.keep(event, changes)
        self.before = {}

    def undo(self) -> None:
        """Put everything back as it was."""
        for (space, key, other), before in reversed(self.before.items()):
            self._shelf.put(space, key, other, before)
