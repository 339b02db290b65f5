"""Choose the three numbers of resolve/posterior.py: how much a name says, what a crowd of names takes off, and how
sharply rivals are told apart.

    python benchmarks/choose_posterior.py TASKS

TASKS: a folder of *_registry.tsv (entity_id, name) and *_queries.tsv (entity_id, empty for nobody; name). The numbers
of highest mean log likelihood of "the first candidate is right" over queries of the train part, each set weighing the
same, are printed first.
"""

from __future__ import annotations

import argparse
from itertools import product
from math import exp, log
from pathlib import Path

import numpy as np
from learn_weights import part_of, rows

import kzresolve as kz

SETS = ("dense", "ps", "world")
SPOKEN, CROWD = (0.9, 1.1, 1.3, 1.5, 1.7, 2.0), (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9)
SHARP = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
CANDIDATES = 25
LEAST = 1e-3  # no single query counts more than this probability allows

Query = tuple[np.ndarray, bool]  # log odds of the candidates, best first; whether the first is right


def queries(tasks: Path, name: str) -> tuple[list[Query], int]:
    """The queries of a set's train part, and how many names its registry has."""
    registry = kz.Registry()
    for row in rows(tasks / f"{name}_registry.tsv"):
        registry.add(kz.Entity(id=row["entity_id"], name=row["name"]))
    resolver = kz.Resolver(registry)
    found = []
    for row in rows(tasks / f"{name}_queries.tsv"):
        if part_of(row["entity_id"] or f"NIL {row['name']}") != "train":
            continue
        candidates = resolver.resolve(row["name"], limit=CANDIDATES).candidates
        scores = np.clip([candidate.score for candidate in candidates], 0.001, 0.999)
        if len(scores):
            found.append((np.log(scores / (1 - scores)), candidates[0].entity.id == row["entity_id"]))
    return found, len(registry)


def likelihood(found: list[Query], names: int, spoken: float, crowd: float, sharp: float) -> float:
    """The mean log likelihood."""
    total = 0.0
    for odds, right in found:
        share = 1 / np.exp(sharp * (odds - odds[0])).sum()
        p = share / (1 + exp(crowd * log(names / 100) - spoken * odds[0]))
        total += log(max(LEAST, p if right else 1 - p))
    return total / len(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=Path)
    a = parser.parse_args()
    data = [queries(a.tasks, name) for name in SETS]
    tried = [
        (sum(likelihood(found, names, *numbers) for found, names in data) / len(data), *numbers)
        for numbers in product(SPOKEN, CROWD, SHARP)
    ]
    for mean, *numbers in sorted(tried, reverse=True)[:10]:
        print(f"{mean:.4f}  spoken {numbers[0]:g}, crowd {numbers[1]:g}, sharp {numbers[2]:g}")
