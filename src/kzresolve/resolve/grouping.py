"""Names to groups: candidate pairs by the words they share, scored by compare, clustered by average linkage.

Names that the registry resolves to one entity stand together from the start; names of different entities stay apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.match.places import places
from kzresolve.registry.registry import Registry
from kzresolve.resolve.acronyms import join_acronyms
from kzresolve.resolve.batch import Progress
from kzresolve.resolve.collecting import uncollected
from kzresolve.resolve.heads import is_called_after, join_heads
from kzresolve.resolve.judged import Keeper, constraints
from kzresolve.resolve.linkage import average_linkage
from kzresolve.resolve.lone import join_lone, set_apart
from kzresolve.resolve.longer import join_by_longer
from kzresolve.resolve.nominative import dictionary_names
from kzresolve.resolve.pairs import pairs
from kzresolve.resolve.results import Group
from kzresolve.resolve.rows import Rows
from kzresolve.resolve.search import Search
from kzresolve.resolve.seated import join_seated
from kzresolve.resolve.settled import stands_apart

_OF_ONE_PLACE = 100  # names of one place that are compared with each
_ACRONYM = range(2, 9)  # letters
_SPELLED_OUT = 3  # words of a name that an acronym may stand for
_BREAK = re.compile(r"[\s-]+")
_FEW = 5  # so few names are compared all with all


def group(
    names: Sequence[str], kind: str | None, search: Search, *, workers: int = 1, progress: Progress | None = None
) -> list[Group]:
    """The names grouped; groups in order of their first member. workers, progress: as in resolve_many."""
    unique = list(dict.fromkeys(names)) if len(search.registry) else []
    found = search.resolve_many(unique, kind=kind, limit=1, workers=workers, progress=progress)
    known = {name: each.entity.id for name, each in zip(unique, found, strict=True) if each.entity is not None}
    return grouped(names, kind, search, known)


def grouped(names: Sequence[str], kind: str | None, search: Search, entities: Mapping[str, str]) -> list[Group]:
    """`group` of names of which it is known whom they mean, as the registry says. entities: {name: id}."""
    with uncollected():
        labels = cluster(names, kind, search.config, entities, search.registry)
        members: defaultdict[int, list[int]] = defaultdict(list)
        for i, label in enumerate(labels):
            members[label].append(i)
        groups = []
        for indices in members.values():
            held = [names[i] for i in indices]
            entity_id = next((entities[name] for name in held if name in entities), None) if entities else None
            entity = search.registry[entity_id] if entity_id is not None else None
            groups.append(Group(tuple(indices), entity.name if entity else representative(held), entity))
        return groups


def representative(names: Sequence[str] | Counter[str]) -> str:
    """The form to show for a group: the commonest; of those the one of most words, longest, first by letters. names:
    in a list, or counted.
    """
    if len(names) == 1:
        return next(iter(names))
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name.split()), -len(name), name))


def fullest(names: Sequence[str]) -> str:
    """The form that says most: the one with most words; of those the commonest, longest, first by letters."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-len(name.split()), -counts[name], -len(name), name))


class Pool(NamedTuple):
    """Distinct names to be grouped, sorted, whatever the order of the list: the same work in the same order.

    sizes: how often each stands in the list. known: {name: id} where it is known whom a name means. registry: whose
    judgements are kept to. places: names that can only mean one place or body. rows: of the names, where they are made
    already. spelled: {name: how the list writes it}, where that is another way.
    """

    names: Sequence[str]
    sizes: Sequence[int]
    kind: str | None
    config: Config
    known: Mapping[str, str]
    registry: Registry | None
    places: Collection[str] = ()
    rows: Rows | None = None
    spelled: Mapping[str, Sequence[str]] = MappingProxyType({})

    def score(self, i: int, j: int) -> float:
        """How alike two of the names are, 0..1."""
        return likeness_in_list(self.names[i], self.names[j], self.kind, self.config, self.places)


def likeness_in_list(a: str, b: str, kind: str | None, config: Config, places: Collection[str]) -> float:
    """The score of two names of a list; places: those that can only mean one place or body."""
    if places and (stands_apart(a, b, places) or is_called_after(a, b)):
        return 0.0
    return compare(a, b, kind=kind, config=config).score


def cluster(
    names: Sequence[str],
    kind: str | None,
    config: Config,
    entities: Mapping[str, str] | None = None,
    registry: Registry | None = None,
) -> list[int]:
    """A label for each name, equal for names of one group; labels count from 0 in order of first appearance.

    entities: {name: id} where it is known whom a name means. registry: whose judgements are kept to.
    """
    with uncollected():
        return _labels(names, kind, config, entities or {}, registry)


def _labels(
    names: Sequence[str],
    kind: str | None,
    config: Config,
    entities: Mapping[str, str],
    registry: Registry | None,
) -> list[int]:
    forms, places = dictionary_names(sorted(set(names)), exonyms=kind != "PER" and config.exonyms)
    known = {forms[name]: entity_id for name, entity_id in sorted(entities.items(), reverse=True)}
    counts = Counter(forms[name] for name in names)
    unique = sorted(counts)
    rows = Rows(unique, kind) if len(unique) > _FEW else None
    sizes = [counts[name] for name in unique]
    pool = Pool(unique, sizes, kind, config, known, registry, places, rows, spellings(forms))
    groups = with_lone(linked(pool), pool)
    label_of = {unique[i]: n for n, members in enumerate(groups) for i in members}
    order: dict[int, int] = {}
    return [order.setdefault(label_of[forms[name]], len(order)) for name in names]


def spellings(forms: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of a list under their dictionary forms, where these are others; forms: {name: dictionary form}."""
    others = {form for name, form in forms.items() if form != name}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, form in sorted(forms.items()) if others else ():
        if form in others:
            found[form].append(name)
    return found


def linked(pool: Pool) -> list[list[int]]:
    """The groups, as indices of names, before lone names are looked at. Names that no chain of good scores connects
    have no part in each other's groups, so that they may be grouped apart (on Spark).
    """
    edges = _edges(pool)
    keeper = Keeper(constraints(pool.names, pool.known, pool.registry))
    edges.update(dict.fromkeys(keeper.together, 1.0))
    groups = average_linkage(pool.sizes, edges, pool.config.same, keeper.may_join, keeper.joined, pool.score)
    return set_apart(groups, edges, pool.names, pool.kind, pool.config, pool.rows)


def with_lone(groups: Sequence[Sequence[int]], pool: Pool) -> list[list[int]]:
    """The groups that `linked` gave, lone names and abbreviations joined to the one full name of the list that they
    fit.
    """
    keeper = Keeper(constraints(pool.names, pool.known, pool.registry))
    for first, *others in groups:
        for other in others:
            keeper.joined(first, other)
    groups = join_by_longer(groups, pool.names, pool.kind, keeper.may_join, keeper.joined, pool.rows)
    found = join_lone(
        groups, pool.names, pool.sizes, pool.kind, keeper.may_join, keeper.joined, pool.rows, pool.spelled
    )
    if pool.kind == "PER":
        return found
    spelled = [pool.spelled.get(name, (name,)) for name in pool.names]
    found = join_acronyms(found, spelled, keeper.may_join, keeper.joined)
    if not pool.places:  # no list from running text
        return found
    found = join_seated(found, pool.names, keeper.may_join, keeper.joined)
    return join_heads(found, spelled, pool.sizes, keeper.may_join, keeper.joined)


def _edges(pool: Pool) -> dict[tuple[int, int], float]:
    """Scores of the pairs worth comparing, by index, lower first; names of one known entity score 1."""
    names, known = pool.names, pool.known
    edges: dict[tuple[int, int], float] = {}
    for i, j in candidate_pairs(pool):
        together = names[i] in known and known[names[i]] == known.get(names[j])
        edges[i, j] = 1.0 if together else pool.score(i, j)
    first: dict[str, int] = {}
    for i, name in enumerate(names) if known else ():
        entity_id = known.get(name)
        if entity_id is not None and first.setdefault(entity_id, i) != i:
            edges[first[entity_id], i] = 1.0
    return edges


def candidate_pairs(pool: Pool) -> Iterable[tuple[int, int]]:
    """Pairs of names, by index, that may mean the same, each once, lower index first; of a few names all."""
    if len(pool.names) <= _FEW:
        return combinations(range(len(pool.names)), 2)
    left, right = pairs(pool.rows or Rows(pool.names, pool.kind))
    alike = list(zip(left.tolist(), right.tolist(), strict=True))
    told = _of_one_place(pool.names) | _acronyms(pool.names)
    return sorted(told.union(alike)) if told else alike


def _of_one_place(unique: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of names that may mean one place, whatever they sound like."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(unique):
        found = places(name)
        for place in found.ids if found else ():
            named[place].append(i)
    return {(i, j) for same in named.values() for n, i in enumerate(same) for j in same[n + 1 : n + _OF_ONE_PLACE]}


def _acronyms(unique: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of a name of capitals alone and one whose words begin with them, or its capitalised words do."""
    short = {name.casefold(): i for i, name in enumerate(unique) if len(name) in _ACRONYM and name.isupper()}
    found = set()
    for i, name in enumerate(unique) if short else ():
        words = [word for word in _BREAK.split(name) if word]
        if len(words) >= _SPELLED_OUT:
            for begin in (words, [word for word in words if word[0].isupper()]):
                j = short.get("".join([word[0] for word in begin]).casefold(), i)
                found.add((min(i, j), max(i, j)))
    return {(i, j) for i, j in found if i != j}
