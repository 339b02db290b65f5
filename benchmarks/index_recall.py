"""How many names must be compared for the right one to be among them: recall of the index against candidates.

    python benchmarks/index_recall.py FOLDER SET... [--queries N] [--scan N] [--part train]

FOLDER holds SET_registry.tsv (entity_id, name) and SET_queries.tsv (name, entity_id). Prints a Markdown table: for so
many first candidates of the index the share of queries whose entity is among them, and the same for the names that are
compared in full, with how many those are. --scan: of so many queries, every name of the registry is compared, and the
share is told of those with a name scored "same" whose best such name the index proposes.
"""

from __future__ import annotations

import argparse
import csv
from hashlib import sha256
from pathlib import Path
from statistics import mean, median

from kzresolve.match.compare import score
from kzresolve.match.config import DEFAULT
from kzresolve.match.index import NameIndex

Row = dict[str, str]
WIDTHS = (1, 2, 3, 5, 10, 20, 40, 60)
MOST = 60  # as resolve takes them


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def part_of(entity_id: str) -> str:
    """The development split, by entity."""
    return "train" if int(sha256(f"part:{entity_id}".encode()).hexdigest()[:8], 16) % 100 < 70 else "test"


def measure(index: NameIndex, queries: list[Row]) -> tuple[list[float], float, float, float]:
    """Recall by width; recall, mean and median size of what is compared."""
    found, compared, sizes = [], [], []
    for query in queries:
        keys = [key for key, _ in index.entries(query["name"], MOST)]
        found.append([query["entity_id"] in keys[:width] for width in WIDTHS])
        chosen = [key for key, _ in index.proposals(query["name"], MOST)]
        compared.append(query["entity_id"] in chosen)
        sizes.append(len(chosen))
    return [mean(column) for column in zip(*found, strict=True)], mean(compared), mean(sizes), median(sizes)


def scanned(index: NameIndex, queries: list[Row], registry: list[Row]) -> tuple[int, int]:
    """Of how many queries some name is scored "same", and of how many of these the best one is proposed."""
    known = proposed = 0
    for query in queries:
        scores = [(score(query["name"], row["name"]), row["entity_id"], row["name"]) for row in registry]
        best = max(scores)[0]
        if best >= DEFAULT.same:
            known += 1
            top = {(key, name) for value, key, name in scores if value == best}
            proposed += not top.isdisjoint(index.proposals(query["name"], MOST))
    return known, proposed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--scan", type=int, default=0)
    parser.add_argument("--part", default="train")
    args = parser.parse_args()
    print("| registry | names | queries |", " | ".join(map(str, WIDTHS)), "| compared | how many (median) |")
    print("|---" * (len(WIDTHS) + 5) + "|")
    for name in args.sets:
        registry = rows(args.folder / f"{name}_registry.tsv")
        queries = [row for row in rows(args.folder / f"{name}_queries.tsv") if row["entity_id"]]
        queries = [row for row in queries if part_of(row["entity_id"]) == args.part]
        index = NameIndex()
        for row in registry:
            index.add(row["entity_id"], row["name"])
        recall, compared, average, middle = measure(index, queries[: args.queries])
        shares = " | ".join(f"{share:.3f}" for share in recall)
        sizes = f"{average:.1f} ({middle:g})"
        count = len(queries[: args.queries])
        print(f"| {name} | {len(registry)} | {count} | {shares} | {compared:.3f} | {sizes} |", flush=True)
        if args.scan:
            step = max(1, len(queries) // args.scan)
            known, proposed = scanned(index, queries[::step][: args.scan], registry)
            print(f"\n{name}: {known} of {args.scan} queries have a name that is the same; {proposed} are proposed\n")


if __name__ == "__main__":
    main()
