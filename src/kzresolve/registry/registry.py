"""The alias registry in memory: entities by id, added, extended and removed, with a log that resolvers follow.

Reading and writing files is `files.py`; finding an entity by a name is the business of `resolve`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kzresolve.errors import DuplicateError, InputError, UnknownError
from kzresolve.registry import bundled, files
from kzresolve.registry.formats import tsv
from kzresolve.registry.formats.base import Loss
from kzresolve.registry.model import Alias, Entity, as_alias


class Registry:
    """A collection of entities with unique ids, kept in the order they were added.

    >>> registry = Registry([Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER")])
    >>> registry.add_alias("t", "Касым-Жомарт Токаев")
    >>> [alias.text for alias in registry["t"].names()]
    ['Kassym-Jomart Tokayev', 'Касым-Жомарт Токаев']
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._entities: dict[str, Entity] = {}
        self._log: list[str] = []
        self._version: tuple[int, str] = (-1, "")
        for entity in entities:
            self.add(entity)

    @classmethod
    def bundled(cls) -> Registry:
        """A fresh copy of the registry that comes with kzresolve; changing it changes nobody else's."""
        return cls(bundled.entities())

    @classmethod
    def read(cls, path: str | Path, file_format: str | None = None) -> Registry:
        """The registry in a file. file_format: a name of `files.FORMATS`, None: by its ending.

        Raises TableError with file, line and column of what cannot be read.
        """
        return cls(files.read(Path(path), file_format))

    def write(self, path: str | Path, file_format: str | None = None) -> tuple[Loss, ...]:
        """Write the registry to a file: wholly or, where it fails, not at all. Returns what the format cannot carry,
        nothing for TSV and JSONL.
        """
        return files.write(Path(path), self, file_format)

    def add(self, entity: Entity) -> None:
        """Add an entity. Raises DuplicateError when its id is taken."""
        if not isinstance(entity, Entity):
            raise InputError(f"a registry holds Entity, not {type(entity).__name__}")
        if entity.id in self._entities:
            held = self._entities[entity.id].name
            raise DuplicateError(f"entity id {entity.id!r} is taken by {held!r}; use add_alias to give it another name")
        self._put(entity)

    def add_alias(self, entity_id: str, alias: str | Alias) -> None:
        """Give an entity another name; a form it has already, with the same dates, changes nothing."""
        entity = self[entity_id]
        self._put(replace(entity, aliases=(*entity.aliases, as_alias(alias))))

    def extend(self, other: Iterable[Entity]) -> None:
        """Take in the entities of another registry: new ids are added, known ones get the aliases they lack.

        The canonical name of an entity that is already here stays; the other's becomes an alias.
        """
        for entity in other:
            if entity.id not in self._entities:
                self._put(entity)
                continue
            for alias in entity.names():
                self.add_alias(entity.id, replace(alias, strength="alias") if alias.strength == "name" else alias)

    def remove(self, entity_id: str) -> Entity:
        """Take an entity out and return it. Raises UnknownError when there is none."""
        entity = self[entity_id]
        del self._entities[entity_id]
        self._log.append(entity_id)
        return entity

    def _put(self, entity: Entity) -> None:
        self._entities[entity.id] = entity
        self._log.append(entity.id)

    def __getitem__(self, entity_id: str) -> Entity:
        try:
            return self._entities[entity_id]
        except KeyError:
            raise UnknownError(f"no entity with id {entity_id!r} among {len(self)}") from None

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        return self._entities.get(entity_id)

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._entities

    def __len__(self) -> int:
        return len(self._entities)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} entities>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Registry) and self._entities == other._entities  # order is not part of it

    __hash__ = None  # type: ignore[assignment]  # it changes, so it has no hash

    @property
    def changes(self) -> int:
        """How many changes there have been; a number that only grows."""
        return len(self._log)

    def changed_since(self, count: int) -> list[str]:
        """Ids added, changed or removed after the first `count` changes, each once, oldest first."""
        return list(dict.fromkeys(self._log[count:]))

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that name the content: equal content, equal version, on every machine."""
        count, digits = self._version
        if count != self.changes:
            lines = sorted(line for entity in self for line in tsv.lines_of(entity))
            digits = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
            self._version = (self.changes, digits)
        return digits
