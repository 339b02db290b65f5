"""Judgements and what follows from them: same, different, unsure; merging, splitting and undoing, each an event.

A "different" stands until its event is undone: no merge and no chain of "same" goes against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from kzresolve.errors import ConflictError, InputError, UnknownError
from kzresolve.match.compare import Match, compare
from kzresolve.registry import chains
from kzresolve.registry.difference import difference
from kzresolve.registry.events import (
    DIFFERENT,
    ENTITY,
    JUDGEMENT,
    REDIRECT,
    SAME,
    VERDICTS,
    Change,
    Event,
    Held,
    Judgement,
    node_of,
    now,
    shown,
)
from kzresolve.registry.model import Alias, Entity, check_cell
from kzresolve.registry.shelf import Writing
from kzresolve.registry.view import View
from kzresolve.tables import digest
from kzresolve.values import VERSION

_FACTS = 4  # told of an event that changed one entity
_REASONS = 12  # of a comparison that are kept as evidence


class Judging(View):
    """A registry that can be judged, merged, split and brought back."""

    def judge(
        self,
        left: str | Alias,
        right: str | Alias,
        verdict: str,
        *,
        by: str,
        why: str,
        evidence: Match | Iterable[str] | None = None,
    ) -> int:
        """Say that two things are "same", "different" or that it is "unsure". Returns the number of the event.

        left, right: an entity by its id, or a name as Alias. evidence: what it was judged by, a Match or sentences;
        None: the comparison of the two canonical names as it is now. Raises ConflictError, with the chain spelled out,
        where this contradicts other judgements; UnknownError for an id that is not there.
        """
        if verdict not in VERDICTS:
            raise InputError(f"verdict {verdict!r}: expected one of {', '.join(VERDICTS)}")
        _check_why(by, why)
        first, second = sorted((self.node(left), self.node(right)))
        if first == second:
            raise InputError(f"{shown(first)} is judged against itself")
        reasons = self._evidence(left, right, evidence)
        pair = f"{shown(first)} and {shown(second)}"
        with self._event("judge", by, why, reasons, what=f"judged {pair} {verdict}") as writing:
            held = self._shelf.get(JUDGEMENT, first, second)
            if isinstance(held, Judgement) and {held.verdict, verdict} == {SAME, DIFFERENT}:
                raise ConflictError(f"event {held.event} says that {pair} are {held.verdict}; undo({held.event}) first")
            writing.put(JUDGEMENT, first, second, Judgement(first, second, verdict, writing.number))
            chains.check(self._shelf, first)
            chains.check(self._shelf, second)
        return writing.number

    def merge(self, into: str, other: str, *, by: str, why: str) -> int:
        """Make one entity of two: `into` gets the names, roles and external ids of `other`, whose id leads there from
        now on. Returns the number of the event. Raises ConflictError where a judgement or their kinds forbid it.
        """
        _check_why(by, why)
        kept, gone = self[into], self[other]
        if kept.id == gone.id:
            raise InputError(f"{into!r} and {other!r} are one entity already")
        if kept.kind and gone.kind and kept.kind != gone.kind:
            raise ConflictError(
                f"{kept.id!r} is {kept.kind}, {gone.id!r} is {gone.kind}; correct the kind of one first"
            )
        what = f"merged {gone.id!r} ({gone.name}) into {kept.id!r} ({kept.name})"
        with self._event("merge", by, why, self._evidence(kept.id, gone.id, None), what=what) as writing:
            kept, gone = self[into], self[other]
            writing.put(ENTITY, gone.id, "", None)
            put(writing, joined(kept, gone))
            writing.put(REDIRECT, gone.id, "", kept.id)
            chains.check(self._shelf, node_of(kept.id))
        return writing.number

    def split(self, entity_id: str, new: Entity, *, by: str, why: str) -> int:
        """Make two entities of one: `new` takes its names, external ids and roles out of the other, and the two are
        judged different. Returns the number of the event. The id of `new` must be free or once merged into the other.
        """
        _check_why(by, why)
        check_entity(new)
        old = self[entity_id]
        taken = {alias.text for alias in new.names()}
        if old.name in taken:
            raise InputError(f"{old.name!r} is the canonical name of {old.id!r}, which keeps it; change that first")
        if (new.id in self and self.current_id(new.id) != old.id) or new.id == old.id:
            raise ConflictError(
                f"entity id {new.id!r} is taken by {self[new.id].name!r}; choose another for the new one"
            )
        what = f"split {new.id!r} ({new.name}) off {old.id!r} ({old.name})"
        with self._event("split", by, why, self._evidence_of(compare(old.name, new.name)), what=what) as writing:
            old = self[entity_id]
            put(
                writing,
                replace(
                    old,
                    aliases=tuple(alias for alias in old.aliases if alias.text not in taken),
                    ids=tuple(external for external in old.ids if external not in new.ids),
                    roles=tuple(role for role in old.roles if role not in new.roles),
                ),
            )
            put_new(writing, new)
            first, second = sorted((node_of(old.id), node_of(new.id)))
            writing.put(JUDGEMENT, first, second, Judgement(first, second, DIFFERENT, writing.number))
            chains.check(self._shelf, first)
        return writing.number

    def undo(self, number: int, *, by: str, why: str) -> int:
        """Bring back exactly what was before an event, and return the number of the event that does so.

        Raises ConflictError where a later event has changed the same things: undo that first.
        """
        _check_why(by, why)
        event = next(self._shelf.events(number), None) if isinstance(number, int) and number > 0 else None
        if event is None:
            raise UnknownError(f"no event {number!r}; there are {sum(1 for _ in self._shelf.events())}")
        with self._event("undo", by, why, undoes=number, what=f"undid event {number} ({event.what})") as writing:
            changes = self._shelf.changes_of(number)
            later = self._shelf.changed_after(number)
            for change in changes:
                self._check_untouched(change, later.get((change.space, change.key, change.other)))
            for change in reversed(changes):
                writing.put(change.space, change.key, change.other, change.before)
            for change in changes:
                for node in (change.key, change.other) if change.space == JUDGEMENT else (node_of(change.key),):
                    chains.check(self._shelf, node)
        return writing.number

    def _take_judgements(self, writing: Writing, other: View) -> None:
        """The redirects and judgements of another registry, where this one says nothing of the same."""
        for old, new in other.redirects():
            if self.get(old) is None:
                writing.put(REDIRECT, old, "", new)
        for theirs in other.judgements():
            held = self._shelf.get(JUDGEMENT, theirs.left, theirs.right)
            if isinstance(held, Judgement) and held.verdict == theirs.verdict:
                continue
            writing.put(JUDGEMENT, theirs.left, theirs.right, replace(theirs, event=writing.number))
            chains.check(self._shelf, theirs.left)
            chains.check(self._shelf, theirs.right)

    def _check_untouched(self, change: Change, later: Change | None) -> None:
        """Raise ConflictError unless what an event has changed stands as it left it; later: the next change of it."""
        left = later.before if later else self._now(change)
        if left != self._now(change):
            thing = shown(change.key) if change.space == JUDGEMENT else repr(change.key)
            event = later.event if later else 0
            raise ConflictError(
                f"event {change.event} cannot be undone: event {event} has changed {thing} since; undo({event}) first"
            )

    def _now(self, change: Change) -> Held:
        return self._shelf.get(change.space, change.key, change.other)

    def _evidence(self, left: str | Alias, right: str | Alias, given: Match | Iterable[str] | None) -> tuple[str, ...]:
        if given is None:
            names = [thing.text if isinstance(thing, Alias) else self[thing].name for thing in (left, right)]
            kinds = [None if isinstance(thing, Alias) else self[thing].kind for thing in (left, right)]
            return self._evidence_of(compare(names[0], names[1], kind=kinds[0] or kinds[1]))
        if isinstance(given, Match):
            return self._evidence_of(given)
        if isinstance(given, str) or not all(isinstance(reason, str) for reason in given):
            raise InputError("evidence: expected a Match or a list of sentences")
        return tuple(given)

    @staticmethod
    def _evidence_of(match: Match) -> tuple[str, ...]:
        reasons = [str(reason) for reason in match.evidence[:_REASONS]]
        return (f"{match.left} | {match.right}: {match.verdict}, {match.score:.2f}", *reasons)

    @contextmanager
    def _event(
        self, action: str, by: str, why: str, evidence: tuple[str, ...] = (), undoes: int | None = None, what: str = ""
    ) -> Iterator[Writing]:
        """A transaction that becomes an event, if it changes anything. what: it in words; else the changes tell."""
        for text, name in ((by, "by"), (why, "why"), *((reason, "evidence") for reason in evidence)):
            check_cell(text, name)
        with self._shelf.writing() as writing:
            version = f"kzresolve {VERSION}, weights {weights()}, registry {self.version}" if what else ""
            yield writing
            if writing.before:
                told = what or self._told(action, writing)
                writing.finish(Event(writing.number, now(), action, told, by, why, evidence, version, undoes))

    def _told(self, action: str, writing: Writing) -> str:
        """What a transaction does, in words."""
        if len(writing.before) > 1:
            return f"{action}: {len(writing.before)} entities"
        (((_, entity_id, _), before),) = writing.before.items()
        after = self._shelf.entity(entity_id)
        if after is not None and not isinstance(before, Entity):
            return f"added {entity_id!r} ({after.name})"
        held = [before] if isinstance(before, Entity) else []
        found = next(difference(held, [after] if after else []), None)
        if found is None:
            return f"changed the order of the names of {entity_id!r}"
        if found.action != "changed":
            return f"{found.action} {entity_id!r} ({found.name})"
        facts = [*(f"gained {fact}" for fact in found.gained), *(f"lost {fact}" for fact in found.lost)]
        more = f"; and {len(facts) - _FACTS} more" if len(facts) > _FACTS else ""
        return f"{entity_id!r} ({found.name}) {'; '.join(facts[:_FACTS])}{more}"


def weights() -> str:
    """The digits that name the learned numbers a comparison is made with."""
    return digest("weights.toml", "weights_hand.toml")


def joined(held: Entity, other: Entity) -> Entity:
    """An entity with the names, roles and external ids of another beside its own; its canonical name stays."""
    names = (replace(alias, strength="alias") if alias.strength == "name" else alias for alias in other.names())
    return replace(
        held,
        aliases=(*held.aliases, *names),
        kind=held.kind or other.kind,
        country=held.country or other.country,
        roles=(*held.roles, *other.roles),
        ids=(*held.ids, *other.ids),
        fame=max(held.fame, other.fame),
    )


def put(writing: Writing, entity: Entity) -> None:
    """Let an entity stand under its id."""
    writing.put(ENTITY, entity.id, "", entity)


def put_new(writing: Writing, entity: Entity) -> None:
    """Let an entity stand under an id that may once have been merged into another."""
    writing.put(REDIRECT, entity.id, "", None)
    put(writing, entity)


def check_entity(entity: object) -> None:
    """Raise InputError for what is no entity."""
    if not isinstance(entity, Entity):
        raise InputError(f"a registry holds Entity, not {type(entity).__name__}")


def _check_why(by: object, why: object) -> None:
    for text, name in ((by, "by, who judges"), (why, "why, the reason")):
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{name}: expected some text, since a judgement stands for long")
