"""The alias registry: entities by id, changed one event at a time, with judgements that stand and nothing that is lost.

It keeps them in memory or in a database (`Registry.open`); both behave alike. Reading and writing files is `files.py`;
finding an entity by a name that is not quite its own is the business of `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kzresolve.errors import DuplicateError, InputError, UnknownError
from kzresolve.registry import bundled
from kzresolve.registry.events import ENTITY, bare
from kzresolve.registry.judging import Judging, check_entity, joined, put, put_new
from kzresolve.registry.memory import Memory
from kzresolve.registry.model import Alias, Entity, as_alias
from kzresolve.registry.shelf import Shelf, Writing

# Files and databases are imported where they are asked for: a program that looks up names seldom needs them.
if TYPE_CHECKING:
    from kzresolve.registry.formats.base import Loss, Options

_WAIT = 10.0  # seconds for another writer to be done


class Registry(Judging):
    """A collection of entities with unique ids, kept in the order they were added.

    Whatever changes it takes `by`, who does it, and `why`, the reason; both stand in its history.

    >>> registry = Registry([Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER")])
    >>> registry.add_alias("t", "Касым-Жомарт Токаев")
    >>> [alias.text for alias in registry["t"].names()]
    ['Kassym-Jomart Tokayev', 'Касым-Жомарт Токаев']
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        super().__init__(Memory())
        with self._event("add", "", "") as writing:
            for entity in _listed(entities):
                self._add(writing, entity)

    @classmethod
    def on(cls, shelf: Shelf) -> Registry:
        """The registry that stands on a shelf."""
        registry = cls.__new__(cls)
        Judging.__init__(registry, shelf)
        return registry

    @classmethod
    def bundled(cls) -> Registry:
        """A fresh copy of the registry that comes with kzresolve; changing it changes nobody else's."""
        return cls.on(_bundled().copy())

    @classmethod
    def read(cls, path: str | Path, file_format: str | None = None, options: Options | None = None) -> Registry:
        """The registry in a file. file_format: a name of `files.FORMATS`, None: by its ending. options: how to read
        what the format leaves open.

        Raises TableError with file, line and column of what cannot be read.
        """
        from kzresolve.registry import files

        return cls(files.read(path, file_format, options))

    @classmethod
    def open(cls, path: str | Path, wait: float = _WAIT) -> Registry:
        """The registry in an SQLite database, made where there is none; what changes it is kept there at once.

        wait: seconds to wait for another writer. Raises StoreError for a file that is something else.
        """
        from kzresolve.registry.sqlite import Sqlite

        return cls.on(Sqlite(path, wait))

    def write(self, path: str | Path, file_format: str | None = None) -> tuple[Loss, ...]:
        """Write the entities to a file: wholly or, where it fails, not at all. Returns what the file cannot carry: of
        entities nothing for TSV and JSONL; judgements and merged ids stand in databases only.
        """
        from kzresolve.registry import files

        return (*files.write(path, self, file_format), *self._not_in_files())

    def _not_in_files(self) -> Iterator[Loss]:
        """What stands beside the entities: judgements, counted by the ids or names that they are about, and merges."""
        from kzresolve.registry.formats.base import Loss

        judged = dict.fromkeys(bare(node) for j in self.judgements() for node in (j.left, j.right))
        merged = [old for old, _ in self.redirects()]
        for what, ids in (("judgements", list(judged)), ("ids that were merged into others", merged)):
            if ids:
                yield Loss(what, len(ids), ids[0])

    def close(self) -> None:
        """Let go of the database, if there is one."""
        self._shelf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[object, ...]:
        return Registry.on, (self._shelf,)

    # Changing ----------------------------------------------------------------------------------------------------

    def add(self, entity: Entity, *, by: str = "", why: str = "") -> None:
        """Add an entity. Raises DuplicateError when its id is taken."""
        with self._event("add", by, why) as writing:
            self._add(writing, entity)

    def add_alias(self, entity_id: str, alias: str | Alias, *, by: str = "", why: str = "") -> None:
        """Give an entity another name; a form it has already, with the same dates, changes nothing."""
        with self._event("change", by, why) as writing:
            entity = self[entity_id]
            put(writing, replace(entity, aliases=(*entity.aliases, as_alias(alias))))

    def remove_alias(self, entity_id: str, text: str, *, by: str = "", why: str = "") -> None:
        """Take all names of this text from an entity. Raises UnknownError where it has none, InputError for the
        canonical name.
        """
        with self._event("change", by, why) as writing:
            entity = self[entity_id]
            if text == entity.name:
                raise InputError(f"{text!r} is the canonical name of {entity.id!r}; change that first")
            kept = tuple(alias for alias in entity.aliases if alias.text != text)
            if len(kept) == len(entity.aliases):
                raise UnknownError(f"{entity.id!r} has no name {text!r}")
            put(writing, replace(entity, aliases=kept))

    def change(self, entity: Entity, *, by: str = "", why: str = "") -> None:
        """Let an entity stand in the place of the one with its id. Raises UnknownError when there is none."""
        check_entity(entity)
        with self._event("change", by, why) as writing:
            if self._shelf.entity(entity.id) is None:
                raise UnknownError(f"no entity with id {entity.id!r} among {len(self)}")
            put(writing, entity)

    def extend(self, other: Iterable[Entity], *, by: str = "", why: str = "") -> None:
        """Take in the entities of another registry, as one event: new ids are added, known ones get the aliases, roles
        and external ids they lack.

        The canonical name of an entity that is already here stays; the other's becomes an alias. Judgements of a
        Registry and ids that were merged there come too; ConflictError where its judgements contradict those here.
        """
        with self._event("extend", by, why) as writing:
            for entity in _listed(other):
                check_entity(entity)
                held = self.get(entity.id)
                if held is None:
                    put_new(writing, entity)
                else:
                    put(writing, joined(held, entity))
            if isinstance(other, Registry):
                self._take_judgements(writing, other)

    def remove(self, entity_id: str, *, by: str = "", why: str = "") -> Entity:
        """Take an entity out and return it. Raises UnknownError when there is none."""
        with self._event("remove", by, why) as writing:
            entity = self[entity_id]
            writing.put(ENTITY, entity.id, "", None)
        return entity

    def _add(self, writing: Writing, entity: Entity) -> None:
        check_entity(entity)
        held = self.get(entity.id)
        if held is not None:
            taken = f"is taken by {held.name!r}" if held.id == entity.id else f"was merged into {held.id!r}"
            raise DuplicateError(f"entity id {entity.id!r} {taken}; use add_alias to give it another name")
        put_new(writing, entity)


def _listed(entities: Iterable[Entity]) -> Iterable[Entity]:
    if not isinstance(entities, Iterable):
        raise InputError(f"expected a list of Entity, not {type(entities).__name__}")
    return entities


@cache
def _bundled() -> Memory:
    shelf = bundled.load()
    if shelf is None:
        shelf = Memory()
        Registry.on(shelf).extend(bundled.entities(), why="comes with kzresolve")
        bundled.save(shelf)
    shelf.origin, shelf.given = bundled.origin(), shelf.changes()
    return shelf
