"""What happens to a registry: events that are only ever added, and the changes each made.

A registry's state is three maps: entities by id, redirects of ids that are no more, judgements by pair. A change says
what stood in one of them before, so that any event can be undone exactly.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kzresolve.errors import InputError
from kzresolve.registry.model import Alias, Entity
from kzresolve.text.normalise import normalise
from kzresolve.values import Value

ENTITY, REDIRECT, JUDGEMENT = "entity", "redirect", "judgement"
SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
_ID, _NAME = "id:", "name:"


@dataclass(frozen=True, slots=True)
class Event(Value):
    """Something done to a registry. number: from 1 on. time: ISO, UTC. action: what was done, as "merge". what: it in
    words. by, why: who did it and the reason given. evidence: what spoke for it then. version: of kzresolve and of the
    registry before it. undoes: the number of the event it undoes.
    """

    number: int
    time: str
    action: str
    what: str
    by: str = ""
    why: str = ""
    evidence: tuple[str, ...] = ()
    version: str = ""
    undoes: int | None = None

    def __str__(self) -> str:
        who = f"{self.by}: " if self.by else ""
        why = f", because: {self.why}" if self.why else ""
        return f"{self.number}. {self.time[:16].replace('T', ' ')}  {who}{self.what}{why}"


@dataclass(frozen=True, slots=True)
class Judgement(Value):
    """That two things are the same, different, or that it is not clear. left, right: each "id:" with an entity's id or
    "name:" with a name as it is compared, the lower first. event: the number of the event that said so.
    """

    left: str
    right: str
    verdict: str
    event: int


Held: TypeAlias = Entity | Judgement | str | None


class Change(NamedTuple):
    """What stood in a map before an event. key: an id, or the left of a judgement; other: its right, else ""."""

    number: int
    event: int
    space: str
    key: str
    other: str
    before: Held


def fold(text: str) -> str:
    """A name as it is looked up and compared: normalised, without case."""
    return normalise(text)[0].casefold()


def node_of(thing: str | Alias) -> str:
    """How a judgement calls an entity, given by its id, or a name, given as Alias."""
    if not isinstance(thing, (str, Alias)):
        raise InputError(f"expected the id of an entity, or a name as Alias, not {type(thing).__name__}")
    return _NAME + fold(thing.text) if isinstance(thing, Alias) else _ID + thing


def id_of(node: str) -> str | None:
    """The entity id of a node, None for a name."""
    return node.removeprefix(_ID) if node.startswith(_ID) else None


def shown(node: str) -> str:
    """A node in words.

    >>> shown("name:marat ospanov"), shown("id:kz.ospanov")
    ("the name 'marat ospanov'", "'kz.ospanov'")
    """
    return repr(bare(node)) if node.startswith(_ID) else f"the name {bare(node)!r}"


def bare(node: str) -> str:
    """The id or name of a node."""
    return node.removeprefix(_ID) if node.startswith(_ID) else node.removeprefix(_NAME)


def now() -> str:
    """The time, ISO, UTC, in microseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
