"""What Spark's workers and driver do to names when they group: read keys, score pairs, group what hangs together.

No Spark in here: workers get record batches, in which rows of one block, component or group follow each other.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kzresolve.doors.shipping import Cargo, answers_of
from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.match.keys import blocking_keys
from kzresolve.registry.events import node_of
from kzresolve.registry.model import Alias
from kzresolve.registry.registry import Registry
from kzresolve.resolve.grouping import (
    Pool,
    candidate_pairs,
    likeness_in_list,
    linked,
    representative,
    spellings,
    with_lone,
)
from kzresolve.resolve.nominative import dictionary_names

if TYPE_CHECKING:
    import pyarrow
    from pyspark import Broadcast

    Batches = Iterator[pyarrow.RecordBatch]

_AT_ONCE = 10_000  # rows of a batch that is handed on
_MEETING = ":=@"  # sorts of blocking keys that names meet under; trigrams count only beside one of these
_PROMISE = 0.15  # of the keys of the name that has fewer must be shared, or the pair is not scored


def dictionary_forms(names: Sequence[str], kind: str | None, config: Config) -> tuple[dict[str, str], frozenset[str]]:
    """{name: dictionary form} of those names of a list that are in another form, and the forms that can only mean one
    place or body, as the list as a whole tells.
    """
    forms, places = dictionary_names(sorted(names), exonyms=kind != "PER" and config.exonyms)
    return {name: form for name, form in forms.items() if form != name}, places


def roots_of(registry: Registry) -> dict[str, str]:
    """For each entity and name that is judged: the first of all that are the same as it."""
    nodes = {node for judgement in registry.judgements() for node in (judgement.left, judgement.right)}
    return {node: min(registry.linked(node)) for node in sorted(nodes)}


def ties(batches: Batches, roots: Mapping[str, str]) -> Batches:
    """tie, form: what ties a form to others, its entity and what it is judged to be."""

    def rows() -> Iterator[tuple[str, str]]:
        for form, known in _rows(batches, "form", "known"):
            owner = node_of(known) if known else ""
            found = {roots.get(owner, owner), roots.get(node_of(Alias(form)), "")} if form.strip() else {owner}
            yield from ((tie, form) for tie in sorted(found) if tie)

    return _batches(rows(), tie="string", form="string")


def proposed(forms: Sequence[str], kind: str | None, config: Config) -> pyarrow.Table:
    """left, right: the pairs of the names of a list that may mean the same, by index, as a run here proposes them."""
    import pyarrow as pa

    pool = Pool(forms, [1] * len(forms), kind, config, {}, None)
    left, right = array("i"), array("i")
    for i, j in candidate_pairs(pool):
        left.append(i)
        right.append(j)
    return pa.table({"left": pa.array(left, pa.int32()), "right": pa.array(right, pa.int32())})


def scored_pairs(
    batches: Batches, forms: Broadcast[list[str]], config: Config, kind: str | None, places: frozenset[str]
) -> Batches:
    """left, right: the pairs, given by index, whose score reaches Config.same, as names."""
    names = forms.value

    def rows() -> Iterator[tuple[str, str]]:
        for i, j in _rows(batches, "left", "right"):
            if likeness_in_list(names[i], names[j], kind, config, places) >= config.same:
                yield names[i], names[j]

    return _batches(rows(), left="string", right="string")


def keyed(batches: Batches, *, grams: bool) -> Batches:
    """form, keys, more: the keys that a form is filed under, and these with its trigrams if wanted, all as numbers."""

    def rows() -> Iterator[tuple[str, list[int], list[int]]]:
        for (form,) in _rows(batches, "form"):
            numbers = {key: _number(key) for key in sorted(_keys(form))}
            meeting = [number for key, number in numbers.items() if key[0] in _MEETING]
            yield form, meeting, list(numbers.values()) if grams else meeting

    return _batches(rows(), form="string", keys="list", more="list")


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1 << 15)
def _keys(name: str) -> frozenset[str]:
    return blocking_keys(name)


def scored(batches: Batches, config: Config, kind: str | None) -> Batches:
    """left, right: pairs of one block whose score reaches Config.same, each in the first block they share."""

    def rows() -> Iterator[tuple[str, str]]:
        for block, members in _runs(batches, "block", "form", "blocks"):
            held = sorted((form, frozenset(blocks)) for _, form, blocks in members)
            for n, (left, ours) in enumerate(held):
                for right, theirs in held[n + 1 :]:
                    if min(ours & theirs) == block and _are_alike(left, right, kind, config):
                        yield left, right

    return _batches(rows(), left="string", right="string")


def _are_alike(left: str, right: str, kind: str | None, config: Config) -> bool:
    ours, theirs = _keys(left), _keys(right)
    if len(ours & theirs) < _PROMISE * min(len(ours), len(theirs)):
        return False
    return compare(left, right, kind=kind, config=config).score >= config.same


def grouped(batches: Batches, cargo: Cargo, kind: str | None, places: frozenset[str]) -> Batches:
    """form, size, known, group: the forms of each component, grouped; a group is called by its first form."""

    def rows() -> Iterator[tuple[str, int, str | None, str]]:
        registry = answers_of(cargo).resolver.registry
        for _, members in _runs(batches, "component", "form", "size", "known"):
            held = sorted((form, size, known) for _, form, size, known in members)
            pool = _pool(held, kind, cargo.config, registry, places)
            for found in linked(pool):
                yield from ((*held[i], pool.names[found[0]]) for i in found)

    return _batches(rows(), form="string", size="int64", known="string", group="string")


def joined_lone(
    rows: Iterable[tuple[str, str, int, str | None]],
    kind: str | None,
    config: Config,
    registry: Registry,
    forms: Mapping[str, str],
) -> dict[str, str]:
    """{group: the group it joins} of groups of lone names and abbreviations. rows: group, form, size and entity of each
    form; forms: {name: form} where it is another.
    """
    held = sorted((form, size, known, group) for group, form, size, known in rows)
    changed = set(forms.values())
    spelled = spellings({**{form: form for form, *_ in held if form not in changed}, **forms})
    pool = _pool([row[:3] for row in held], kind, config, registry, frozenset())._replace(spelled=spelled)
    members: dict[str, list[int]] = {}
    for i, (_, _, _, group) in enumerate(held):
        members.setdefault(group, []).append(i)
    found = with_lone(list(members.values()), pool)
    into = {held[i][3]: pool.names[indices[0]] for indices in found for i in indices}
    return {group: first for group, first in into.items() if group != first}


def _pool(
    rows: Sequence[tuple[str, int, str | None]],
    kind: str | None,
    config: Config,
    registry: Registry,
    places: frozenset[str],
) -> Pool:
    """Rows of form, size and entity as a pool to be grouped."""
    known = {form: entity_id for form, _, entity_id in rows if entity_id is not None}
    return Pool([row[0] for row in rows], [row[1] for row in rows], kind, config, known, registry, places)


def described(batches: Batches) -> Batches:
    """name, group, canonical, entity_id: what each group is called, and whom it means."""

    def rows() -> Iterator[tuple[str, str, str, str | None]]:
        for _, members in _runs(batches, "group", "name", "count", "entity_id", "known_as"):
            held = sorted(members, key=itemgetter(1))
            entity, called = next(((row[3], row[4]) for row in held if row[3] is not None), (None, None))
            counts = Counter({name: count for _, name, count, _, _ in held})
            canonical = called or representative(counts)
            yield from ((name, held[0][1], canonical, entity) for _, name, _, _, _ in held)

    return _batches(rows(), name="string", group="string", canonical="string", entity_id="string")


def _rows(batches: Batches, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of all batches, each as the cells of these columns."""
    for batch in batches:
        yield from zip(*(batch.column(column).to_pylist() for column in columns), strict=True)


def _runs(batches: Batches, *columns: str) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
    """Rows that follow each other with the same cell in the first of these columns."""
    for cell, rows in groupby(_rows(batches, *columns), key=itemgetter(0)):
        yield cell, list(rows)


def _batches(rows: Iterable[tuple[Any, ...]], **types: str) -> Batches:
    """Rows as record batches."""
    import pyarrow as pa

    kinds = {"string": pa.string(), "int64": pa.int64(), "list": pa.list_(pa.int64())}
    schema = pa.schema([(name, kinds[kind]) for name, kind in types.items()])
    waiting: list[tuple[Any, ...]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            yield _batch(waiting, schema)
            waiting = []
    if waiting:
        yield _batch(waiting, schema)


def _batch(rows: Sequence[tuple[Any, ...]], schema: Any) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True)
    return pa.record_batch(
        [pa.array(list(cells), kind) for cells, kind in zip(columns, schema.types, strict=True)], schema
    )
