"""Learn what evidence weighs, and how common name words are, from development data outside the repository.

    python benchmarks/learn_weights.py TASKS PEOPLE --rarity
    python benchmarks/learn_weights.py TASKS PEOPLE --weights

TASKS: a folder of *_pairs.tsv (name1, name2, same, kind, entity1, entity2). PEOPLE: a TSV, gzipped or not, with
entity_id and name. Only entities that `part_of` calls "train" are used; the figures written into weights.toml are
measured on the others.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from made_pairs import made_lone, made_pairs, made_places, made_siblings
from mined_pairs import mined_pairs

from kzresolve.match.reason import KNOTS, Reason, plain
from kzresolve.match.sketch import Sketch
from kzresolve.match.whole import AGAINST_MOST, AGREE_MOST

# Weight of one pair. Places stand in for names of one word, which people's names in the data hardly ever are.
PERSON_SETS = {
    "kz": 1.0,
    "ps": 1.0,
    "world": 1.0,
    "stress": 1.0,
    "places": 0.4,
    "made": 0.3,
    "siblings": 0.1,
    "lone": 0.2,
    "lone places": 0.2,
    "mined": 0.1,
}
PLACE_SETS = {"places": 1.0, "made places": 0.3, "mined places": 0.2, "lone words": 0.4}
MINED = ("ps", "world", "dense")  # sets whose queries are paired with what the index finds for them
# Sets whose share of matches says nothing of names at large: each has a base rate of its own.
OWN_BASE = ("made", "mined", "made places", "mined places", "lone places")
# Sets of places whose names are looked up in the table of exonyms, but for most towns: it has all of the data's, and
# few of the world's. Of other sets of places no name is looked up.
LOOKED_UP, BY_SPELLING = ("places", "lone places", "lone words"), ("made places", "mined places")
TOWNS_KNOWN = 10  # in 100
OFFSET = "offset:"
# Made pairs with a name short of words: the share of matches is our judgement. So that it bends nothing else, such sets
# have an offset while all weights are learned; then those of what only such names show are learned again without.
LONE = ("family", "given", "near", "half")
JUDGED, AGAIN = ("lone",), 2.0  # and what they count for then, beside what they counted for before
ONLY_SHORT = ("alone", "less:alone", "words:1", "missing:half", "less:half")
# Made siblings are all hard: they bear on nothing but what such pairs alone show, which is learned with those.
SIBLINGS, ONLY_SIBLINGS = "siblings", ("less:other-name", "less:own-name")
FEWEST_PEOPLE = 4  # a word fewer people carry is as rare as any
RIDGE = 0.05
NEARLY_NONE = 1e-3
LEAST_WEIGHT = 0.0005
FEWEST_SAMPLES = 5  # a feature seen in fewer pairs is not weighed
NEVER_FOR = ("missing:", "initial-conflict", "less:")  # features that may not speak for a match
NEVER_AGAINST = ("exonym", "same:", "same.rare:", "alone.rare:", "alone.agree", "agree+initial")


def part_of(entity: str) -> str:
    """The development split by entity: 70 in 100 are "train"."""
    return "train" if hundredth("part:" + entity) < 70 else "test"


def hundredth(text: str) -> int:
    """A number below 100 that looks random, the same on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 100


def rows(path: Path) -> list[dict[str, str]]:
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode()
    return list(csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE))


# -- rarity ------------------------------------------------------------------------------------------------------


def learn_rarity(people: Path, out: Path) -> None:
    from kzresolve.match.sketch import sketch
    from kzresolve.names.phonetic import coarse

    carried: dict[str, set[str]] = defaultdict(set)
    for row in rows(people):
        if part_of(row["entity_id"]) == "train":
            units = sketch(row["name"], "PER").units
            carried[row["entity_id"]].update(coarse(unit.word.sounds[0]) for unit in units)
    counts = Counter(sound for sounds in carried.values() for sound in sounds if sound)
    kept = sorted((sound, n) for sound, n in counts.items() if n >= FEWEST_PEOPLE)
    lines = [
        "# People per coarse phoneme string of a name word, * = all; made by benchmarks/learn_weights.py --rarity",
        "# from the legislators of 240 chambers (EveryPolitician 2016, train part).",
        "sound\tpeople",
        f"*\t{len(carried)}",
        *(f"{sound}\t{n}" for sound, n in kept),
    ]
    (out / "rarity.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"rarity.tsv: {len(kept)} words of {len(carried)} people")


# -- weights -----------------------------------------------------------------------------------------------------


def learn_weights(tasks: Path, people: Path, out: Path) -> None:
    found = {name: rows(tasks / f"{name}_pairs.tsv") for name in PERSON_SETS if (tasks / f"{name}_pairs.tsv").exists()}
    made = made_pairs(rows(people))
    found["lone"] = [row for row in made if row["kind"] in LONE]
    found["made"] = [row for row in made if row["kind"] not in LONE]
    found[SIBLINGS] = made_siblings(rows(people))
    found["mined"] = [
        pair
        for name in MINED
        for pair in mined_pairs(rows(tasks / f"{name}_queries.tsv"), rows(tasks / f"{name}_registry.tsv"), part_of)
    ]
    places = rows(tasks / "places_registry.tsv") + rows(tasks / "places_group.tsv")
    found["made places"], found["lone places"] = made_places(places), made_lone(places)
    found["lone words"] = found["lone places"]  # for places half and half is the base rate
    found["mined places"] = mined_pairs(
        rows(tasks / "places_queries.tsv"), rows(tasks / "places_registry.tsv"), part_of
    )
    text = [
        "# Log odds per feature of a reason; made by benchmarks/learn_weights.py. Calibrated for pairs, half of them",
        "# one person: politicians' names in all scripts, and pairs made from them by rule (siblings, initials,",
        "# case forms, typing errors, translation damage). Figures on the test part, which was not learned from:",
    ]
    body = []
    for section, kind, sets in (("person", None, PERSON_SETS), ("place", "LOC", PLACE_SETS)):
        weights, figures = fit({name: (found[name], weight) for name, weight in sets.items()}, kind)
        text += [f"# {section}: {figure}" for figure in figures]
        told = {name: value for name, value in sorted(weights.items()) if abs(value) >= LEAST_WEIGHT}
        body += [f"[{section}]", *(f'"{name}" = {value:.3f}' for name, value in told.items())]
        print("\n".join(figures), flush=True)
    (out / "weights.toml").write_text("\n".join([*text, *body]) + "\n", encoding="utf8")


def features_of(row: dict[str, str], kind: str | None, *, exonyms: bool = True) -> dict[str, float]:
    """All features of a pair, summed over its reasons; exonyms: whether names are looked up among those of places."""
    from kzresolve.match.sketch import sketch
    from kzresolve.match.views import pairs_of_views

    one, two = sorted((row["name1"], row["name2"]))
    found = [
        reasons_of(*views) for views in pairs_of_views(*[sketch(name, kind, exonyms=exonyms) for name in (one, two)])
    ]
    total: dict[str, float] = defaultdict(float)
    for reason in found[0] if len(found) == 1 else likeliest(found, kind):
        for name, value in plain(reason.features):
            total[name] += value
    return total


def is_looked_up(row: dict[str, str], name: str) -> bool:
    """Whether the names of a row of the set `name` may be looked up among the names of places."""
    from kzresolve.match.places import TOWN, places

    known = [places(row[column]) for column in ("name1", "name2")] if name in LOOKED_UP else []
    if any(found and all(place.startswith(TOWN) for place in found.ids) for found in known):
        return hundredth(f"known:{row['entity1']}") < TOWNS_KNOWN
    return name not in BY_SPELLING


def reasons_of(left: Sketch, right: Sketch) -> list[Reason]:
    from kzresolve.match.align import align
    from kzresolve.match.features import reasons

    return reasons(left, right, align(left, right))


def likeliest(found: list[list[Reason]], kind: str | None) -> list[Reason]:
    """The view of a name in Han signs that the weights learned before like best, as comparing chooses it."""
    from kzresolve.match.score import weigh

    section = "place" if kind == "LOC" else "person"
    return max(found, key=lambda held: sum(weigh(reason, section).weight for reason in held))


def fit(sets: dict[str, tuple[list[dict[str, str]], float]], kind: str | None) -> tuple[dict[str, float], list[str]]:
    """Weights by feature, and a line of figures per set."""
    samples = [
        (features_of(row, kind, exonyms=is_looked_up(row, name)), row, name, weight)
        for name, (table, weight) in sets.items()
        for row in table
    ]
    train = [sample for sample in samples if part_of(sample[1]["entity1"]) == "train"]
    seen = Counter(name for sample in train for name in sample[0])
    steps = steps_of([name for name, n in seen.items() if n >= FEWEST_SAMPLES])
    # A set with a base rate of its own has an offset of its own, learned and left out.
    steps += [Step((offset(name),), 1, False) for name in sets if name in (*OWN_BASE, *JUDGED)]
    names = sorted({name for step in steps for name in step.shape})
    place = {name: i for i, name in enumerate(names)}

    def matrix(chosen: list) -> np.ndarray:
        x = np.zeros((len(chosen), len(names)))
        for i, sample in enumerate(chosen):
            for name, value in sample[0].items():
                if name in place:
                    x[i, place[name]] = value
            if offset(sample[2]) in place:
                x[i, place[offset(sample[2])]] = 1.0
        return x

    shapes = np.zeros((len(names), len(steps)))
    for j, step in enumerate(steps):
        for name in step.shape:
            shapes[place[name], j] = step.sign
    y = np.array([s[1]["same"] == "1" for s in train], float)
    bound = np.array([step.bound for step in steps])
    x, weight = matrix(train) @ shapes, np.array([s[3] for s in train])
    early = np.array([s[2] != SIBLINGS for s in train])
    v = logistic(x[early], y[early], weight[early], bound)
    judged = np.array([step.shape[0] in map(offset, JUDGED) for step in steps])
    if judged.any():
        v[judged] = 0.0
        late = np.array([all(map(is_learned_late, step.shape)) for step in steps])
        weight[[s[2] in JUDGED for s in train]] *= AGAIN
        v[late] = logistic(x[:, late], y, weight, bound[late], x[:, ~late] @ v[~late])
    w = shapes @ v
    figures = []
    for name in sets:
        test = [s for s in samples if s[2] == name and part_of(s[1]["entity1"]) == "test"]
        truth = np.array([s[1]["same"] == "1" for s in test])
        figures.append(f"{name}: {measured(1 / (1 + np.exp(-matrix(test) @ w)), truth)}")
    kept = {name: value for name, value in zip(names, w.tolist(), strict=True) if not name.startswith(OFFSET)}
    return kept, figures


def offset(name: str) -> str:
    return OFFSET + name


def is_learned_late(feature: str) -> bool:
    """Whether only a pair with a name of one word, half of a joined name, or a sibling's name shows a feature."""
    return feature.startswith(ONLY_SHORT + ONLY_SIBLINGS) or feature.endswith("/one")


@dataclass(frozen=True)
class Step:
    """What is learned: a number added to the weights of all features in `shape`, or taken from them where `sign` is
    -1; never negative where `bound`.
    """

    shape: tuple[str, ...]
    sign: int = 1
    bound: bool = True


def steps_of(names: list[str]) -> list[Step]:
    """The steps that weights are sums of, so that more agreement never hurts and more contradiction never helps:
    along the knots of a similarity, and over the counts of words that agree and that do not.
    """
    found: list[Step] = []
    for name in sorted({name.partition("@")[0] for name in names}):
        if any(name + "@" in other for other in names):
            knots = [f"{name}@{knot:g}" for knot in KNOTS]
            found += [Step(tuple(knots[: i + 1]), -1) for i in range(len(knots))]
        elif name.startswith(NEVER_FOR):
            found.append(Step((name,), -1))
        elif not name.startswith("agree:"):
            found.append(Step((name,), 1, name.startswith(NEVER_AGAINST)))
    for a in range(AGREE_MOST + 1):
        for b in range(AGAINST_MOST + 1):
            up = tuple(f"agree:{i}/{j}" for i in range(a, AGREE_MOST + 1) for j in range(b + 1))
            down = tuple(f"agree:{i}/{j}" for i in range(a + 1) for j in range(b, AGAINST_MOST + 1))
            found += [Step(up), Step(down, -1)]
    return found


def logistic(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, bound: np.ndarray, known: np.ndarray | float = 0.0
) -> np.ndarray:
    """Ridge logistic regression, `bound` coefficients not negative: projected Newton steps, halved until they help.
    known: log odds that are given beside those of x.
    """
    v = np.zeros(x.shape[1])

    def loss(v: np.ndarray) -> float:
        z = known + x @ v
        return float(weight @ (np.logaddexp(0, z) - y * z) + RIDGE / 2 * v @ v)

    now = loss(v)
    for _ in range(300):
        p = 1 / (1 + np.exp(-np.clip(known + x @ v, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + RIDGE * v
        gone = bound & (v <= NEARLY_NONE) & (gradient >= 0)  # at the bound and pushed against it
        use = ~gone
        hessian = (x[:, use] * (weight * p * (1 - p) + 1e-9)[:, None]).T @ x[:, use] + RIDGE * np.eye(use.sum())
        step = np.where(gone, v, 0.0)
        step[use] = np.linalg.solve(hessian, gradient[use])
        size = 1.0
        while size > 1e-9:
            tried = v - size * step
            tried[bound] = np.maximum(tried[bound], 0)
            after = loss(tried)
            if after < now:
                break
            size /= 2
        else:
            break
        if now - after < 1e-7:
            break
        v, now = tried, after
    return v


def measured(p: np.ndarray, y: np.ndarray) -> str:
    order = np.argsort(-p, kind="stable")
    hits, n = np.cumsum(y[order]), np.arange(1, len(y) + 1)
    precision, recall = hits / n, hits / y.sum()
    area = float(np.sum(np.diff(np.r_[0, recall]) * precision))
    at99 = float(recall[precision >= 0.99].max(initial=0))
    bucket = np.clip((p * 10).astype(int), 0, 9)
    full = [bucket == k for k in range(10) if (bucket == k).any()]
    error = sum(abs(p[k].mean() - y[k].mean()) * k.mean() for k in full)
    return (
        f"{len(y)} pairs ({y.mean():.0%} one), average precision {area:.4f}, "
        f"recall at precision 0.99 {at99:.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "src/kzresolve/tables")
    step = parser.add_mutually_exclusive_group(required=True)
    step.add_argument("--rarity", action="store_true", help="count name words, write rarity.tsv")
    step.add_argument("--weights", action="store_true", help="learn weights.toml, with the rarity.tsv there is")
    a = parser.parse_args()
    if a.rarity:
        learn_rarity(a.people, a.out)
    else:
        learn_weights(a.tasks, a.people, a.out)
