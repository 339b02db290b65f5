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
from pathlib import Path

import numpy as np
from made_pairs import made_pairs

PERSON_SETS = {"kz": 1.0, "ps": 1.0, "world": 1.0, "stress": 1.0, "places": 0.8, "made": 0.3}  # weight of one pair
FEWEST_PEOPLE = 4  # a word fewer people carry is as rare as any
RIDGE = 0.5
LEAST_WEIGHT = 0.0005
NEVER_FOR = ("missing:", "initial-conflict", "less:")  # features that may not speak for a match
NEVER_AGAINST = ("same:", "same.rare:")


def part_of(entity: str) -> str:
    """The development split by entity: 70 in 100 are "train"."""
    return "train" if int(hashlib.sha256(("part:" + entity).encode()).hexdigest()[:8], 16) % 100 < 70 else "test"


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
    found = {name: rows(tasks / f"{name}_pairs.tsv") for name in PERSON_SETS if name != "made"}
    found["made"] = made_pairs(rows(people))
    text = [
        "# Log odds per feature of a reason; made by benchmarks/learn_weights.py. Calibrated for pairs, half of them",
        "# one person: politicians' names in all scripts, and pairs made from them by rule (siblings, initials,",
        "# case forms, typing errors, translation damage). Figures on the test part, which was not learned from:",
    ]
    body = []
    for section, kind, sets in (("person", None, PERSON_SETS), ("place", "LOC", {"places": 1.0})):
        weights, figures = fit({name: (found[name], weight) for name, weight in sets.items()}, kind)
        text += [f"# {section}: {figure}" for figure in figures]
        told = {name: value for name, value in sorted(weights.items()) if abs(value) >= LEAST_WEIGHT}
        body += [f"[{section}]", *(f'"{name}" = {value:.3f}' for name, value in told.items())]
        print("\n".join(figures), flush=True)
    (out / "weights.toml").write_text("\n".join([*text, *body]) + "\n", encoding="utf8")


def features_of(row: dict[str, str], kind: str | None) -> dict[str, float]:
    """All features of a pair, summed over its reasons."""
    from kzresolve.match.align import align
    from kzresolve.match.features import reasons
    from kzresolve.match.sketch import sketch

    one, two = sorted((row["name1"], row["name2"]))
    left, right = sketch(one, kind), sketch(two, kind)
    total: dict[str, float] = defaultdict(float)
    for reason in reasons(left, right, align(left, right)):
        for name, value in reason.features:
            total[name] += value
    return total


def fit(sets: dict[str, tuple[list[dict[str, str]], float]], kind: str | None) -> tuple[dict[str, float], list[str]]:
    """Weights by feature, and a line of figures per set."""
    samples = [(features_of(row, kind), row, name, weight) for name, (table, weight) in sets.items() for row in table]
    train = [sample for sample in samples if part_of(sample[1]["entity1"]) == "train"]
    seen = Counter(name for sample in train for name in sample[0])
    names = sorted(name for name, n in seen.items() if n >= 5)
    place = {name: i for i, name in enumerate(names)}

    def matrix(chosen: list) -> np.ndarray:
        x = np.zeros((len(chosen), len(names)))
        for i, sample in enumerate(chosen):
            for name, value in sample[0].items():
                if name in place:
                    x[i, place[name]] = value
        return x

    x, y = matrix(train), np.array([s[1]["same"] == "1" for s in train], float)
    w = logistic(x, y, np.array([s[3] for s in train]), names)
    figures = []
    for name in sets:
        test = [s for s in samples if s[2] == name and part_of(s[1]["entity1"]) == "test"]
        truth = np.array([s[1]["same"] == "1" for s in test])
        figures.append(f"{name}: {measured(1 / (1 + np.exp(-matrix(test) @ w)), truth)}")
    return dict(zip(names, w.tolist(), strict=True)), figures


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, names: list[str]) -> np.ndarray:
    """Ridge logistic regression under the signs that reasons must have: Newton steps on the features in use, those
    with a wrong sign left out, those taken back that would now take the right one.
    """
    use = np.ones(x.shape[1], bool)
    for _ in range(40):
        w = np.zeros(x.shape[1])
        w[use] = newton(x[:, use], y, weight)
        wrong = np.array([use[i] and wrong_sign(name, w[i]) for i, name in enumerate(names)])
        if wrong.any():
            use &= ~wrong
            continue
        gradient = x.T @ (weight * (1 / (1 + np.exp(-np.clip(x @ w, -30, 30))) - y))
        wanted = np.array([not use[i] and not wrong_sign(name, -gradient[i]) for i, name in enumerate(names)])
        if not (wanted & (np.abs(gradient) > 0.5)).any():
            break
        use[np.argmax(np.where(wanted, np.abs(gradient), 0))] = True
    return np.where([wrong_sign(name, value) for name, value in zip(names, w, strict=True)], 0, w)


def newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    v = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ v, -30, 30)))
        hessian = (x * (weight * p * (1 - p) + 1e-9)[:, None]).T @ x + RIDGE * np.eye(len(v))
        step = np.linalg.solve(hessian, x.T @ (weight * (p - y)) + RIDGE * v)
        v -= step
        if np.abs(step).max() < 1e-5:
            break
    return v


def wrong_sign(name: str, value: float) -> bool:
    return (value > 0 and name.startswith(NEVER_FOR)) or (value < 0 and name.startswith(NEVER_AGAINST))


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
