"""A registry made searchable: who one name means, with rivals, dates and context weighed.

It follows its registry: what is added or removed later is seen by the next call.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kzresolve.errors import InputError
from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.match.index import NameIndex
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import Alias, Entity, check_kind
from kzresolve.registry.registry import Registry
from kzresolve.resolve.batch import Progress, Question, answers, as_names, column_of
from kzresolve.resolve.collecting import uncollected
from kzresolve.resolve.context import Context, Surroundings, read_context
from kzresolve.resolve.forking import whole_in_forks
from kzresolve.resolve.judged import as_judged
from kzresolve.resolve.posterior import ROLE, Standing, circumstances, posterior
from kzresolve.resolve.results import Candidate, Resolution
from kzresolve.resolve.roles import Roles
from kzresolve.resolve.spot import Spotter
from kzresolve.resolve.standings import Sought, may_be, standings_of, wanted

_WIDE, _NEAR = 60, 3  # names that are taken from the index for a query at most, before they are scored

_LIKELY = 0.2  # a name that means one of some entities with less probability than this is called unknown

# How many names, and what part of all, must have come at once for the index to be saved.
_WORTH = 1000
_PART = 20


class Search:
    """Looks names up in a registry; Resolver, which users make, adds lists and texts.

    `spotter` finds the registry's names in running text. May be shared by threads, pickled and forked.
    """

    def __init__(self, registry: Registry, config: Config | None = None) -> None:
        if not isinstance(registry, Registry):
            raise InputError(f"a Resolver needs a Registry, not {type(registry).__name__}")
        if config is not None and not isinstance(config, Config):
            raise InputError(f"config: expected a Config or None, not {type(config).__name__}")
        self.registry = registry
        self.config = config or Config()
        self.lock = threading.RLock()
        self._seen = 0
        self._judged = False
        self._index = NameIndex()  # by entity id
        self._roles = Roles()
        self._spotter = Spotter()  # follows by itself, since names are looked up without it
        self._spotted = 0
        self._names: dict[str, tuple[Alias, ...]] = {}  # in the spotter
        self._size = 0  # entities in the registry
        whole_in_forks(self)

    def __reduce__(self) -> tuple[type[Search], tuple[Registry, Config]]:
        return type(self), (self.registry, self.config)  # the index is made again where it is needed

    @property
    def roles(self) -> Roles:
        """Finds this registry's roles in texts."""
        with self.lock:
            self._follow()
        return self._roles

    @property
    def spotter(self) -> Spotter:
        """Finds this registry's names in texts."""
        with self.lock:
            self._follow_in_texts()
        return self._spotter

    def resolve(
        self, name: str, kind: str | None = None, on: object = None, context: object = None, limit: int = 10
    ) -> Resolution:
        """Who `name` means.

        kind: PER, ORG, LOC or None (not known); entities of another kind are left out. on: a datetime.date or ISO
        string: only names in use and roles held then count. context: text around the name, or a list of such: the
        countries, roles and others named in it help to choose. limit: how many candidates to return at most.
        Raises InputError where an argument cannot be used.
        """
        return self.resolve_all([Question(name, kind, on, context)], limit)[0]

    def resolve_all(self, questions: Sequence[Question], limit: int) -> list[Resolution]:
        """`resolve` for each of a few questions, all at once."""
        if not isinstance(limit, int) or limit < 1:
            raise InputError(f"limit {limit!r}: expected a whole number from 1 on")
        return self._resolved([self._sought(question) for question in questions], limit)

    def _sought(self, question: Question) -> Sought:
        check_kind(question.kind)
        date, context = as_date(question.on), question.context
        around = Surroundings(Counter(), date=date) if context is None else read_context(context, self.spotter, date)
        return Sought(question.name, question.kind, around)

    def resolve_here(
        self, name: str, kind: str | None, date: str, countries: Context, limit: int = 10, *, near: bool = False
    ) -> Resolution:
        """`resolve` with a context that has been read already; date: ISO or "". near: score only the few registry names
        that share most with this one, for names that come by the thousand in texts."""
        return self._resolved([Sought(name, kind, Surroundings(countries, date=date))], limit, near=near)[0]

    def _resolved(self, sought: Sequence[Sought], limit: int, *, near: bool = False) -> list[Resolution]:
        standings = self.standings(sought, near=near)
        return [self._judge(each, ranked, limit) for each, ranked in zip(sought, standings, strict=True)]

    def standings(self, sought: Sequence[Sought], *, near: bool = False) -> list[Sequence[Standing]]:
        """For each name how all that it may mean stand, before context is weighed. near: as of `resolve_here`."""
        with self.lock, uncollected():
            self._follow()
            found = self._index.proposals_of(
                [each.name for each in sought],
                _NEAR if near else _WIDE,
                likely=near,
                wanted=[wanted(self.registry, each) for each in sought],
            )
            return self._standings(sought, found)

    def resolve_many(
        self,
        names: Iterable[str],
        kind: object = None,
        on: object = None,
        context: object = None,
        limit: int = 10,
        *,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> list[Resolution]:
        """`resolve` for each name, in order. kind, on and context are one value for all or a list with one per name.

        workers: how many processes share the work. progress: a function that is called now and then with how many
        names are done.
        """
        return list(self.resolve_each(names, kind, on, context, limit, workers=workers, progress=progress))

    def resolve_each(
        self,
        names: Iterable[str],
        kind: object = None,
        on: object = None,
        context: object = None,
        limit: int = 10,
        *,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> Iterator[Resolution]:
        """`resolve_many`, one answer after another as they come, so that not all need be held at once."""
        names = as_names(names)
        columns = (column_of(kind, names, "kind"), column_of(on, names, "on"), column_of(context, names, "context"))
        return answers(self, map(Question, names, *columns), limit, workers, progress)

    def prepare(self) -> None:
        """Do now what the first `resolve` would: make or open the index of the registry's names."""
        with self.lock:
            self._follow()

    def _standings(
        self, sought: Sequence[Sought], found: Sequence[Sequence[tuple[str, str]]]
    ) -> list[Sequence[Standing]]:
        """For each name the candidate entities, each with the alias that fits best, before rivals and context are
        weighed.
        """
        standings = []
        for each, ranked in zip(sought, standings_of(self.registry, self.config, sought, found), strict=True):
            candidates: Sequence[Standing] = self._with_holders(each, ranked)
            if self._judged:
                candidates = as_judged(each.name, each.kind, candidates, self.registry, self.config)
            standings.append(candidates)
        return standings

    def _with_holders(self, sought: Sought, standings: list[Standing]) -> list[Standing]:
        """The candidates with those who have the role that `name` is, if it is one."""
        holders = [
            holder
            for holder in self._roles.holders(sought.name, sought.around.date)
            if may_be(holder.entity, sought.kind)
        ]
        if not holders:
            return standings
        best = {standing.entity.id: standing for standing in standings}
        for holder in holders:
            score = compare(sought.name, sought.name, kind=holder.entity.kind, config=self.config).score
            best[holder.entity.id] = Standing(holder.entity, holder.as_alias(), score, 1.0, as_written=True)
        return sorted(best.values(), key=lambda s: s.order)

    def _judge(self, sought: Sought, standings: Sequence[Standing], limit: int) -> Resolution:
        name, kind, surroundings = sought
        ranked = posterior(standings, surroundings, self._size)
        best = ranked[0] if ranked else None
        score = best.probability if best else 0.0
        likely = any(r.odds >= 1.0 for r in ranked) and sum(r.probability for r in ranked) >= _LIKELY
        status = "resolved" if score >= self.config.same else "ambiguous" if likely else "unknown"
        candidates = tuple(
            Candidate(
                *(s.entity, s.score, name, name if s.alias.note == ROLE else s.alias.text, kind or s.entity.kind),
                self.config,
                period_of(s.entity, s.alias, surroundings.date),
                circumstances(s, surroundings),
            )
            for s, _, _ in ranked[:limit]
        )
        entity = best.standing.entity if best and status == "resolved" else None
        return Resolution(name, status, entity, score, candidates)

    def _follow(self) -> None:
        """Take in what has changed in the registry since the last look, or since its index was saved."""
        upto = self.registry.changes
        if upto == self._seen:
            return
        with uncollected():
            if not self._seen:
                self._open(upto)
            added = self._index.added
            for entity_id in self.registry.changed_since(self._seen):
                self._index.discard(entity_id)
                self._roles.discard(entity_id)
                entity = self._standing(entity_id)
                if entity is not None:
                    for alias in entity.names():
                        self._index.add(entity_id, alias.text)
                    self._roles.add(entity)
        self._seen = upto
        self._size = len(self.registry)
        self._judged = bool(self.registry.judgements())
        if self._index.added - added > max(_WORTH, len(self._index) // _PART):
            self._save()

    def _follow_in_texts(self) -> None:
        upto = self.registry.changes
        if upto == self._spotted:
            return
        for entity_id in self.registry.changed_since(self._spotted):
            for alias in self._names.pop(entity_id, ()):
                self._spotter.discard(entity_id, alias)
            entity = self._standing(entity_id)
            if entity is not None:
                names = self._names[entity_id] = entity.names()
                for alias in names:
                    self._spotter.add(entity, alias)
        self._spotted = upto

    def _standing(self, entity_id: str) -> Entity | None:
        """The entity with this id; None where it is no more, or was merged: then its names stand at the other."""
        entity = self.registry.get(entity_id)
        return entity if entity is not None and entity.id == entity_id else None

    def _open(self, upto: int) -> None:
        """Begin with the saved index of this registry, if there is one that it has not gone back behind."""
        path = self.registry.index_path
        index = path and NameIndex.open(path)
        if not index:
            return
        changes, stamp = index.note["changes"], index.note["stamp"]
        if changes > upto or not stamp or self.registry.stamp(changes) != stamp:
            return
        self._index, self._seen = index, changes
        self._roles = Roles.opened(index.note["roles"], self._standing)

    def _save(self) -> None:
        """Save the index for the next program, and go on with what is saved, which takes less memory; where that cannot
        be, it is made again there.
        """
        path, stamp = self.registry.index_path, self.registry.stamp(self._seen)
        note = {"changes": self._seen, "stamp": stamp, "roles": self._roles.note()}
        if path and stamp and self._index.save(path, note):
            self._index = NameIndex.open(path) or self._index


def period_of(entity: Entity, alias: Alias, date: str) -> str:
    """When a form means the entity: all periods of this text, or those that hold the date, in words; "" for always."""
    if alias.note == ROLE:
        return alias.period
    if not any(other.valid_from or other.valid_to for other in entity.aliases):
        return ""  # the usual case
    forms = [a for a in entity.names() if a.text == alias.text and (not date or a.valid_on(date))]
    return ", ".join(a.period for a in forms) if all(a.period for a in forms) else ""
