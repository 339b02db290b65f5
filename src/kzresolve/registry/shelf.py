"""Where a registry keeps its state and its events: what every such place can do (memory.py, sqlite.py).

All writing is in transactions: either the whole of an event happens or, where something raises, nothing of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

from kzresolve.registry.events import Change, Event, Held, Judgement, fold
from kzresolve.registry.model import Entity

Key: TypeAlias = tuple[str, str, str]  # space, key, other


class Writing(ABC):
    """A transaction. number: of the event that it will be. before: what stood under the keys it has changed, or None of
    all but the first few.
    """

    number: int
    before: dict[Key, Held]

    @abstractmethod
    def put(self, space: str, key: str, other: str, value: Held) -> None:
        """Let `value` stand under a key, None for nothing; no change where it does already."""

    @abstractmethod
    def finish(self, event: Event) -> None:
        """Say what happened, once all is put."""


class Shelf(ABC):
    """Holds entities, redirects and judgements, and the log of events."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Writing]:
        """A transaction, as a context: ended well it is kept, with an error it is undone."""

    @abstractmethod
    def entity(self, entity_id: str) -> Entity | None:
        """The entity that has this id now, redirects not followed."""

    @abstractmethod
    def get(self, space: str, key: str, other: str = "") -> Held:
        """What stands under a key."""

    @abstractmethod
    def entities(self) -> Iterator[Entity]:
        """All entities as they are now, in the order their ids came in."""

    @abstractmethod
    def count(self) -> int:
        """How many entities there are."""

    @abstractmethod
    def ids_of_form(self, form: str) -> list[str]:
        """Ids of the entities with a name that folds to `form`."""

    @abstractmethod
    def judgements(self, node: str | None = None) -> list[Judgement]:
        """The judgements that stand, of one node or all, by event."""

    @abstractmethod
    def redirects_to(self, entity_id: str) -> list[str]:
        """Ids that lead directly to this one."""

    @abstractmethod
    def redirects(self) -> list[tuple[str, str]]:
        """All ids that lead to others, each with the one it leads to."""

    @abstractmethod
    def changes(self) -> int:
        """The number of the last change."""

    @abstractmethod
    def changed_since(self, number: int) -> Iterator[Change]:
        """The changes after one, in order; what stood before need not be given."""

    @abstractmethod
    def events(self, first: int = 1) -> Iterator[Event]:
        """The events from a number on."""

    @abstractmethod
    def events_about(self, keys: set[str]) -> list[Event]:
        """The events that changed something under one of these keys, as key or other."""

    @abstractmethod
    def changes_of(self, event: int) -> list[Change]:
        """The changes that an event made."""

    @abstractmethod
    def changed_after(self, event: int) -> dict[Key, Change]:
        """The next change of each key that an event has changed, where there is one."""

    @abstractmethod
    def total(self) -> int:
        """The sum of the fingerprints of all that stands."""

    @abstractmethod
    def stamp(self, number: int) -> str:
        """What a change and all before it are known by in another program, "" for what none can know."""

    @abstractmethod
    def index_path(self) -> Path | None:
        """Where an index of its names is kept, None for nowhere."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files, if there are any."""


def forms_of(held: Held) -> set[str]:
    """The folded names of an entity."""
    return {fold(alias.text) for alias in held.names()} if isinstance(held, Entity) else set()
