"""The side of a registry that only reads: entities by id and by name, what has been judged, and what happened when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kzresolve.errors import UnknownError
from kzresolve.registry import chains
from kzresolve.registry.encoding import version_of
from kzresolve.registry.events import DIFFERENT, REDIRECT, SAME, Event, Judgement, fold, id_of, node_of
from kzresolve.registry.model import Alias, Entity
from kzresolve.registry.shelf import Shelf


class View:
    """What can be asked of a registry."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    # Entities ----------------------------------------------------------------------------------------------------

    def current_id(self, entity_id: str) -> str:
        """The id that this one leads to, if it was merged into another; else itself."""
        while isinstance(into := self._shelf.get(REDIRECT, entity_id), str):
            entity_id = into
        return entity_id

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, or the one that it was merged into, or None."""
        if not isinstance(entity_id, str):
            return None
        found = self._shelf.entity(entity_id)
        return self._shelf.entity(self.current_id(entity_id)) if found is None else found

    def __getitem__(self, entity_id: str) -> Entity:
        entity = self.get(entity_id)
        if entity is None:
            raise UnknownError(f"no entity with id {entity_id!r} among {len(self)}")
        return entity

    def __contains__(self, entity_id: object) -> bool:
        return isinstance(entity_id, str) and self.get(entity_id) is not None

    def __len__(self) -> int:
        return self._shelf.count()

    def __bool__(self) -> bool:
        return True  # an empty registry is one all the same

    def __iter__(self) -> Iterator[Entity]:
        return self._shelf.entities()

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} entities>"

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same; the order and what happened before are no part of it."""
        return isinstance(other, View) and self._shelf.total() == other._shelf.total()

    __hash__ = None  # type: ignore[assignment]  # it changes, so it has no hash

    def find(self, name: str) -> list[Entity]:
        """The entities that have this very name, but for case and what `normalise` mends; by id."""
        held = (self._shelf.entity(entity_id) for entity_id in self._shelf.ids_of_form(fold(name)))
        return [entity for entity in held if entity is not None]

    def redirects(self) -> list[tuple[str, str]]:
        """Ids that were merged into others, each with the one it leads to."""
        return self._shelf.redirects()

    # Judgements --------------------------------------------------------------------------------------------------

    def judgements(self, thing: str | Alias | None = None) -> list[Judgement]:
        """The judgements that stand, oldest first: all, or those of an entity (its id) or of a name (an Alias)."""
        return self._shelf.judgements(None if thing is None else self.node(thing))

    def verdict(self, left: str | Alias, right: str | Alias) -> str | None:
        """What is known of two things by judgements and merges, by chains of "same" too: "same", "different", None."""
        ours, theirs = self.node(left), self.node(right)
        if theirs in chains.cluster(self._shelf, ours):
            return SAME
        return DIFFERENT if chains.kept_apart(self._shelf, ours, theirs) else None

    def same_as(self, thing: str | Alias) -> list[str]:
        """The ids of the entities that a thing is the same as by judgements, sorted; its own included, if it is one."""
        reached = chains.cluster(self._shelf, self.node(thing))
        ids = (id_of(node) for node in reached)
        return sorted(i for i in ids if i is not None and self._shelf.entity(i) is not None)

    def linked(self, node: str) -> list[str]:
        """All nodes that are the same as one by chains of judgements and merges, itself first."""
        return list(chains.cluster(self._shelf, node))

    def node(self, thing: str | Alias) -> str:
        """How judgements call an entity or a name. Raises UnknownError for an id that never was."""
        if isinstance(thing, str) and thing not in self:
            raise UnknownError(f"no entity with id {thing!r} among {len(self)}; a name is given as Alias({thing!r})")
        return node_of(thing)

    # What happened -----------------------------------------------------------------------------------------------

    @property
    def changes(self) -> int:
        """How many changes there have been; a number that only grows."""
        return self._shelf.changes()

    def changed_since(self, count: int) -> list[str]:
        """Ids of entities added, changed, removed, merged or judged after the first `count` changes, each once."""
        found: dict[str, None] = {}
        for change in self._shelf.changed_since(count):
            if not change.other:
                found[change.key] = None
            else:
                found.update(dict.fromkeys(i for i in map(id_of, (change.key, change.other)) if i is not None))
        return list(found)

    def stamp(self, change: int) -> str:
        """What a change and all before it are known by in another program, "" for what none can know."""
        return self._shelf.stamp(change)

    @property
    def index_path(self) -> Path | None:
        """Where an index of the names is kept between programs, None for nowhere."""
        return self._shelf.index_path()

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that name the content: equal content, equal version, on every machine."""
        return version_of(self._shelf.total())

    def events(self, first: int = 1) -> Iterator[Event]:
        """Everything that happened, from an event number on, oldest first."""
        return self._shelf.events(first)

    def history(self, entity_id: str) -> list[Event]:
        """What happened to an entity and to those merged into it, oldest first; str() of each tells it.

        Raises UnknownError for an id that never was.
        """
        keys = {entity_id, node_of(entity_id)}
        waiting = [entity_id, self.current_id(entity_id)]
        while waiting:
            merged = waiting.pop()
            keys |= {merged, node_of(merged)}
            waiting += [old for old in self._shelf.redirects_to(merged) if old not in keys]
        found = self._shelf.events_about(keys)
        if not found:
            raise UnknownError(f"no entity has ever had the id {entity_id!r}")
        return found
