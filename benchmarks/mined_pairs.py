"""Pairs as a search meets them: each query with the names that the candidate index finds for it, right and wrong.

Ordinary pairs show few look-alikes; whoever searches a large registry sees little else.
"""

from __future__ import annotations

from collections.abc import Callable

from kzresolve.match.index import NameIndex

Row = dict[str, str]
WIDTH = 10  # names taken from the index for a query


def mined_pairs(queries: list[Row], registry: list[Row], part_of: Callable[[str], str]) -> list[Row]:
    """Pairs (name1, name2, same, kind, entity1) of queries and candidates that are in one part of the data; a query
    without an entity is of the part that `part_of` gives "NIL " and its name."""
    index = NameIndex()
    for row in registry:
        index.add(row["entity_id"], row["name"])
    found = []
    for query in queries:
        entity = query["entity_id"] or f"NIL {query['name']}"
        for other, name in index.entries(query["name"], WIDTH):
            if part_of(other) == part_of(entity) and name != query["name"]:
                found.append(_pair(query["name"], name, entity, same=other == entity))
    return found


def _pair(name1: str, name2: str, entity: str, *, same: bool) -> Row:
    return {"name1": name1, "name2": name2, "same": str(int(same)), "kind": "mined", "entity1": entity}
