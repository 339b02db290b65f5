"""How much the table of exonyms does, and what is left without it.

    python benchmarks/exonym_figures.py TASKS

TASKS: a folder with places_pairs.tsv, places_registry.tsv, places_queries.tsv and places_group.tsv, as for
learn_weights.py. Only entities of the test part count. Prints, with the table and without: average precision of pairs,
hit@1 and hit@10 of retrieval, B-cubed of groups; all places, and those that the table knows and does not know.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from learn_weights import measured, part_of, rows
from numpy import array

import kzresolve as kz
from kzresolve.match.places import places

KNOWN = 0.5  # share of a place's names that the table has, from which the place counts as known


def main(tasks: Path) -> None:
    table = {name: rows(tasks / f"places_{name}.tsv") for name in ("pairs", "registry", "queries", "group")}
    known = known_places(table["group"] + table["registry"] + table["queries"])
    for exonyms in (True, False):
        config = kz.Config(exonyms=exonyms)
        print("with the table" if exonyms else "without")
        print("  pairs:", pairs(table["pairs"], config))
        found = retrieval(table["registry"], table["queries"], config)
        for label, kept in (("all", None), ("known", True), ("not known", False)):
            hits = [rank for entity, rank in found if kept is None or (entity in known) == kept]
            first, ten = sum(rank == 0 for rank in hits), sum(rank < 10 for rank in hits)
            print(
                f"  retrieval, {label}: {len(hits)} asked, first {first / len(hits):.3f}, in ten {ten / len(hits):.3f}"
            )
        for label, kept in (("all", None), ("known", True), ("not known", False)):
            named = [row for row in test(table["group"]) if kept is None or (row["entity_id"] in known) == kept]
            print(f"  groups, {label}: {len(named)} names, {bcubed(named, config)}")


def test(found: list[dict[str, str]], column: str = "entity_id") -> list[dict[str, str]]:
    return [row for row in found if row[column] and part_of(row[column]) == "test"]


def known_places(names: list[dict[str, str]]) -> set[str]:
    every = Counter(row["entity_id"] for row in names if row["entity_id"])
    listed = Counter(row["entity_id"] for row in names if places(row["name"]) is not None)
    return {entity for entity, n in every.items() if listed[entity] >= KNOWN * n}


def pairs(found: list[dict[str, str]], config: kz.Config) -> str:
    chosen = test(found, "entity1")
    scores = [kz.compare(row["name1"], row["name2"], config=config).score for row in chosen]
    return measured(array(scores), array([row["same"] == "1" for row in chosen]))


def retrieval(
    registry: list[dict[str, str]], queries: list[dict[str, str]], config: kz.Config
) -> list[tuple[str, int]]:
    """For each query its entity and the rank at which that was found, 99 where it was not."""
    entities = kz.Registry()
    for row in registry:
        entities.add(kz.Entity(id=row["entity_id"], name=row["name"]))
    resolver = kz.Resolver(entities, config)
    found = []
    for row in test(queries):
        ids = [each.entity.id for each in resolver.resolve(row["name"]).candidates]
        found.append((row["entity_id"], ids.index(row["entity_id"]) if row["entity_id"] in ids else 99))
    return found


def bcubed(named: list[dict[str, str]], config: kz.Config) -> str:
    groups = kz.Resolver(kz.Registry(), config).group([row["name"] for row in named])
    label = {i: n for n, group in enumerate(groups) for i in group.members}
    cells: Counter[tuple[int, str]] = Counter((label[i], row["entity_id"]) for i, row in enumerate(named))
    sizes: defaultdict[object, int] = defaultdict(int)
    for (group, entity), n in cells.items():
        sizes[group] += n
        sizes[entity] += n
    precision = sum(n * n / sizes[group] for (group, _), n in cells.items()) / len(named)
    recall = sum(n * n / sizes[entity] for (_, entity), n in cells.items()) / len(named)
    f1 = 2 * precision * recall / (precision + recall)
    return f"B-cubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=Path)
    main(parser.parse_args().tasks)
