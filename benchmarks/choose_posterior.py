"""Choose the numbers of resolve/posterior.py: how much a name says, what a crowd of names takes off, how sharply rivals
are told apart, and what a family or given name alone says of who has it.

    python benchmarks/choose_posterior.py TASKS

TASKS: a folder of *_registry.tsv (entity_id, name) and *_queries.tsv (entity_id, empty for nobody; name). Asked are the
queries of the train part, which the first three numbers are chosen on, and the family names and given names of them
alone, which the others are. The numbers of highest mean log likelihood of "the first candidate is right", each set
weighing the same, are looked for one at a time, in turn, until none gets better.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path

from learn_weights import part_of, rows

import kzresolve as kz
from kzresolve.match.sketch import sketch
from kzresolve.resolve import posterior
from kzresolve.resolve.context import Surroundings
from kzresolve.resolve.standings import Sought

SETS = ("dense", "ps", "world")
ALONE = ("family", "given")
CANDIDATES = 25
LEAST = 1e-3  # no single query counts more than this probability allows
ANY = {
    "_SPOKEN": (0.9, 1.1, 1.3, 1.5, 1.7, 2.0),
    "_CROWD": (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9),
    "_SHARP": (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0),
}
CUT_SHORT = {
    "_ALONE": (10.0, 20.0, 30.0, 40.0, 50.0, 70.0, 100.0),
    "_NOT_AS_WRITTEN": (0.1, 0.2, 0.3, 0.5, 0.7, 1.0),
}
ENOUGH = 5e-4  # what less than this is gained by is not worth another number

Query = tuple[Sequence[posterior.Standing], str]  # the candidates and who is meant, "" for nobody


def queries(tasks: Path, name: str) -> tuple[dict[str, list[Query]], int]:
    """The queries of a set's train part, as they are and cut short, and how many names its registry has."""
    registry = kz.Registry()
    for row in rows(tasks / f"{name}_registry.tsv"):
        registry.add(kz.Entity(id=row["entity_id"], name=row["name"]))
    resolver = kz.Resolver(registry)
    found: dict[str, list[Query]] = {"full": [], **{role: [] for role in ALONE}}
    for row in rows(tasks / f"{name}_queries.tsv"):
        if part_of(row["entity_id"] or f"NIL {row['name']}") != "train":
            continue
        asked = {"full": row["name"], **{role: alone(row["name"], role) for role in ALONE}}
        for sort, text in asked.items():
            (standings,) = resolver.standings([Sought(text, None, Surroundings(Counter()))]) if text else ([],)
            if standings:
                found[sort].append((standings[:CANDIDATES], row["entity_id"]))
    return found, len(registry)


def alone(name: str, role: str) -> str:
    """The one word of a name that is its family or given name; "" where several are, or none."""
    words = {unit.text for unit in sketch(name, None).units if unit.role == role}
    return words.pop() if len(words) == 1 else ""


def likelihood(found: list[Query], names: int) -> float:
    """The mean log likelihood."""
    total = 0.0
    for standings, meant in found:
        best = posterior.posterior(standings, Surroundings(Counter()), names)[0]
        p = best.probability
        total += log(max(LEAST, p if best.standing.entity.id == meant else 1 - p))
    return total / len(found)


def choose(numbers: dict[str, tuple[float, ...]], data: list[tuple[list[Query], int]]) -> None:
    """Look for the best value of each number in turn, and print what each would give."""

    def mean() -> float:
        return sum(likelihood(found, names) for found, names in data) / len(data)

    best, before = mean(), -float("inf")
    print(f"{best:.4f} as it is, of {', '.join(str(len(found)) for found, _ in data)} queries", flush=True)
    while best > before + ENOUGH:
        before = best
        for number, values in numbers.items():
            was, figures = getattr(posterior, number), {}
            for value in values:
                setattr(posterior, number, value)
                figures[value] = mean()
            top = max(figures, key=lambda value: figures[value])
            setattr(posterior, number, top if figures[top] > best + ENOUGH else was)
            best = max(best, figures[top] if figures[top] > best + ENOUGH else best)
            print(number, "  ".join(f"{value:g}: {figure:.4f}" for value, figure in figures.items()), flush=True)
    print(f"{best:.4f}", {number: getattr(posterior, number) for number in numbers}, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=Path)
    a = parser.parse_args()
    sets = [queries(a.tasks, name) for name in SETS]
    choose(ANY, [(found["full"], names) for found, names in sets])
    choose(CUT_SHORT, [(found[role], names) for found, names in sets for role in ALONE])
