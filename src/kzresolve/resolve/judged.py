"""What people have judged, as grouping and resolving need it: which names must stand together, and which apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.registry.events import DIFFERENT, node_of
from kzresolve.registry.model import Alias
from kzresolve.registry.registry import Registry
from kzresolve.resolve.posterior import Standing


class Constraints(NamedTuple):
    """Pairs of names by their place in a list, the lower first; owners: for each name what entity it belongs to, one
    word for all that are judged the same, "" where that is not known.
    """

    together: set[tuple[int, int]]
    apart: set[tuple[int, int]]
    owners: list[str]


class Keeper:
    """Sees to it, while names are joined, that what is known and judged is kept to. A group is known by the index of
    its first name.
    """

    def __init__(self, given: Constraints) -> None:
        self.together = given.together
        self._owners = list(given.owners)
        self._members = {i: {i} for pair in given.apart for i in pair}
        self._foes = {i: {j for pair in given.apart if i in pair for j in pair if j != i} for i in self._members}

    def may_join(self, i: int, j: int) -> bool:
        """Whether nothing speaks against one group of these two."""
        if self._owners[i] and self._owners[j] and self._owners[i] != self._owners[j]:
            return False
        return i not in self._foes or self._foes[i].isdisjoint(self._members.get(j, ()))

    def joined(self, i: int, j: int) -> None:
        """Note that these two are one group now, known as i."""
        self._owners[i] = self._owners[i] or self._owners[j]
        if j in self._foes:
            self._members[i] = self._members.get(i, set()) | self._members[j]
            self._foes[i] = self._foes.get(i, set()) | self._foes[j]


def constraints(names: Sequence[str], known: Mapping[str, str], registry: Registry | None) -> Constraints:
    """What judgements say of names that are all different; known: name -> id of the entity it was resolved to."""
    owners = [known.get(name, "") for name in names]
    judgements = registry.judgements() if registry is not None else []
    if registry is None or not judgements:
        return Constraints(set(), set(), owners)
    roots: dict[str, str] = {}
    for node in {node for judgement in judgements for node in (judgement.left, judgement.right)}:
        if node not in roots:
            reached = registry.linked(node)
            roots.update(dict.fromkeys(reached, min(reached)))
    members: defaultdict[str, set[int]] = defaultdict(set)
    for i, name in enumerate(names):
        for node in (node_of(Alias(name)), node_of(owners[i])) if name.strip() else ():
            if node in roots:
                members[roots[node]].add(i)
    apart = {
        (min(i, j), max(i, j))
        for judgement in judgements
        if judgement.verdict == DIFFERENT
        for i in members[roots[judgement.left]]
        for j in members[roots[judgement.right]]
        if i != j
    }
    together = {pair for held in members.values() for pair in combinations(sorted(held), 2)} - apart
    return Constraints(together, apart, [roots.get(node_of(owner), owner) if owner else "" for owner in owners])


def as_judged(
    name: str, kind: str | None, standings: Sequence[Standing], registry: Registry, config: Config
) -> list[Standing]:
    """The candidates of a name as judgements leave them: without those it is judged not to mean, with those it is
    judged a name of, and of entities that are judged the same only the best.
    """
    thing = Alias(name)
    found = {s.entity.id: s for s in standings if registry.verdict(thing, s.entity.id) != DIFFERENT}
    for entity_id in registry.same_as(thing):
        entity = registry[entity_id]
        if not (kind and entity.kind and entity.kind != kind):
            score = compare(name, name, kind=kind or entity.kind, config=config).score
            found[entity_id] = Standing(entity, replace(thing, source="judged"), score, 1.0, as_written=True)
    best: dict[str, Standing] = {}
    for standing in sorted(found.values(), key=lambda s: s.order):
        best.setdefault(min(registry.same_as(standing.entity.id)), standing)
    return list(best.values())
