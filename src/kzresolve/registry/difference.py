"""Two registries compared, and one counted: what `kzresolve registry diff` and `stats` show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from kzresolve.registry.model import Alias, Entity, ExternalId, Role
from kzresolve.text.scripts import script_of
from kzresolve.values import Value

_TOLD = ("lang", "period", "source", "note", "script", "orthography")
_SHOWN = 20  # values of one kind that are printed
_WHOLE = ("name", "kind", "country", "fame")


@dataclass(frozen=True, slots=True)
class Difference(Value):
    """How an entity differs between two registries. action: "added", "removed" or "changed". gained, lost: what is told
    of it in one and not in the other, in words; the name that is canonical after, or else before.
    """

    action: str
    id: str
    name: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def difference(before: Iterable[Entity], after: Iterable[Entity]) -> Iterator[Difference]:
    """How two registries differ, entity by entity: those of `after` in its order, then those that are gone."""
    old = {entity.id: entity for entity in before}
    for entity in after:
        was = old.pop(entity.id, None)
        if was is None:
            yield Difference("added", entity.id, entity.name, gained=tuple(_facts(entity)))
        elif was != entity:
            facts, facts_before = dict.fromkeys(_facts(entity)), dict.fromkeys(_facts(was))
            gained = tuple(fact for fact in facts if fact not in facts_before)
            lost = tuple(fact for fact in facts_before if fact not in facts)
            if gained or lost:  # else only the order is another
                yield Difference("changed", entity.id, entity.name, gained, lost)
    for gone in old.values():
        yield Difference("removed", gone.id, gone.name, lost=tuple(_facts(gone)))


def _facts(entity: Entity) -> Iterator[str]:
    for column in _WHOLE:
        if value := getattr(entity, column):
            yield f"{column} {value}"
    for alias in entity.names():
        if alias != Alias(entity.name, strength="name"):
            yield in_words(alias)
    yield from (in_words(role) for role in entity.roles)
    yield from (in_words(external) for external in entity.ids)


def in_words(held: Alias | Role | ExternalId) -> str:
    """A name, role or external id in one line.

    >>> in_words(Alias("Nur-Sultan", "en", valid_from="2019", valid_to="2022", source="unverified"))
    'alias Nur-Sultan (lang en, 2019 to 2022, source unverified)'
    """
    what = held.strength if isinstance(held, Alias) else "role" if isinstance(held, Role) else "id"
    text = str(held) if isinstance(held, ExternalId) else held.text
    said = [(column, getattr(held, column, "")) for column in _TOLD]
    more = ", ".join(value if column == "period" else f"{column} {value}" for column, value in said if value)
    return f"{what} {text}" + (f" ({more})" if more else "")


@dataclass(frozen=True, slots=True)
class Statistics(Value):
    """What a registry holds, in numbers. The counts by kind, strength, language and script are (value, count), most
    first; dated: names with a first or last day; unverified: names whose source says so; unsourced: that say none.
    """

    entities: int = 0
    names: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    countries: tuple[tuple[str, int], ...] = ()
    strengths: tuple[tuple[str, int], ...] = ()
    langs: tuple[tuple[str, int], ...] = ()
    scripts: tuple[tuple[str, int], ...] = ()
    dated: int = 0
    unverified: int = 0
    unsourced: int = 0
    roles: int = 0
    ids: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        lines = []
        for field in fields(self):
            value = getattr(self, field.name)
            lines.append(f"{field.name:10s} {_counted(value) if isinstance(value, tuple) else value}".rstrip())
        return "\n".join(lines)


def _counted(counts: tuple[tuple[str, int], ...]) -> str:
    more = f", and {len(counts) - _SHOWN} more" if len(counts) > _SHOWN else ""
    return ", ".join(f"{key or 'none'} {n}" for key, n in counts[:_SHOWN]) + more


def statistics(entities: Iterable[Entity]) -> Statistics:
    """The numbers of a registry."""
    total: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {
        what: Counter() for what in ("kinds", "countries", "strengths", "langs", "scripts", "ids")
    }
    for entity in entities:
        names = entity.names()
        total.update(entities=1, names=len(names), roles=len(entity.roles))
        by["kinds"][entity.kind or ""] += 1
        by["countries"][entity.country] += 1
        by["ids"].update(external.scheme for external in entity.ids)
        for alias in names:
            by["strengths"][alias.strength] += 1
            by["langs"][alias.lang] += 1
            by["scripts"][script_of(alias.text)] += 1
            total["dated"] += bool(alias.valid_from or alias.valid_to)
            total["unverified"] += alias.source == "unverified"
            total["unsourced"] += not alias.source
    counts = {what: tuple(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))) for what, c in by.items()}
    return Statistics(**counts, **total)  # type: ignore[arg-type]  # each of the fields has a count of its type
