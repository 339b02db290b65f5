"""Learn how a script spells names of the Latin alphabet, from pairs of words outside the repository.

    python benchmarks/learn_channel.py TOKENS PEOPLE

TOKENS: the folder of tokens_<language>_train.tsv.gz (latin, target, count), from Merhav and Ash, "Design Challenges in
Named Entity Transliteration", COLING 2018, CC0. PEOPLE: a TSV, gzipped or not, with entity_id, script and name, for
what the first lacks (Persian); only entities that `part_of` calls "train" are used. Writes into tables/channel/, for
each script, groups of signs and Latin letters that stand for each other, with their cost.

The model draws words of both sides together, group by group (Deligne and Bimbot 1995); its probabilities are found by
expectation-maximisation over all ways to cut both words into groups.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from learn_weights import part_of, rows

from kzresolve.match.channel import letters_of, signs_of

SCRIPTS = {
    "arabic": "Arabic",
    "hebrew": "Hebrew",
    "katakana": "Katakana",
    "korean": "Hangul",
    "chinese": "Han",
    "russian": "Cyrillic",
}
MOST_LATIN = {"Han": 4}  # letters in a group, three for other scripts
MOST_SIGNS = {"Han": 1}  # signs in a group, two for other scripts
MOST_PAIRS = 40_000  # learned from, the most frequent first
LONGEST = 14  # letters or signs of a word
ROUNDS = 9
TRIMMED = 3  # after this round the pairs that fit worst are left out: they are no transliterations
LEFT_OUT = 0.08
FEWEST = 3.0  # expected times that a pair of groups must be seen
KEPT_LETTER = 150  # a letter with a mark seen so often stays itself; others are taken without the mark
FLOOR = 1e-30
VOWELS_WRITTEN = frozenset("ەۆۇۈېۋێڭ")  # letters of Kazakh, Uighur and Kurdish, which are read exactly
PEOPLE_WEIGHT = 2.0  # of a pair from PEOPLE
NAMES_OF_ONE = 3  # Latin names of a person that are paired with each in the other script
BREAK = re.compile(r"[\s·‧・•\u200c-]+")


@dataclass
class Shape:
    """All pairs of one length: how the groups at each place are numbered. units[i, j, a, b]: one number per pair."""

    latin: int
    signs: int
    weight: np.ndarray
    rows: np.ndarray
    units: dict[tuple[int, int, int, int], np.ndarray]


def learn(pairs: list[tuple[str, str, float]], most_latin: int, most_signs: int) -> dict[tuple[str, str], float]:
    """Expected counts of pairs of groups."""
    keys: dict[tuple[str, str], int] = {}
    shapes = list(shapes_of(pairs, most_latin, most_signs, keys))
    print(f"  {len(pairs)} pairs, {len(keys)} pairs of groups, {len(shapes)} shapes", flush=True)
    sizes = np.array([max(1, len(a)) + max(1, len(b)) for a, b in keys], float)
    p = 0.02**sizes
    p /= p.sum()
    counts = p
    for turn in range(ROUNDS):
        counts = np.zeros(len(keys))
        fits = np.zeros(len(pairs))
        for shape in shapes:
            expect(shape, p, counts, fits)
        fit = np.concatenate([shape.weight * fits[shape.rows] for shape in shapes]).sum()
        print(f"  round {turn}: {fit / sum(shape.weight.sum() for shape in shapes):.3f} nats a pair", flush=True)
        if turn == TRIMMED:
            length = np.array([len(latin) + len(signs) for latin, signs, _ in pairs])
            least = np.quantile(fits / length, LEFT_OUT)
            for shape in shapes:
                shape.weight *= (fits / length)[shape.rows] >= least
        if turn >= TRIMMED:
            counts[counts < FEWEST / 3] = 0
        p = counts / counts.sum()
    names = list(keys)
    return {names[i]: float(counts[i]) for i in np.flatnonzero(counts >= FEWEST)}


def shapes_of(
    pairs: list[tuple[str, str, float]], most_latin: int, most_signs: int, keys: dict[tuple[str, str], int]
) -> Iterator[Shape]:
    by_length: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (latin, signs, _) in enumerate(pairs):
        by_length[len(latin), len(signs)].append(number)
    for (n, m), chosen in sorted(by_length.items()):
        units = {}
        for i, j, a, b in steps(n, m, most_latin, most_signs):
            found = []
            for number in chosen:
                latin, signs, _ = pairs[number]
                found.append(keys.setdefault((latin[i : i + a], signs[j : j + b]), len(keys)))
            units[i, j, a, b] = np.array(found, np.int32)
        yield Shape(n, m, np.array([pairs[number][2] for number in chosen]), np.array(chosen), units)


def steps(n: int, m: int, most_latin: int, most_signs: int) -> Iterator[tuple[int, int, int, int]]:
    """Where a pair of groups may stand in words of n letters and m signs, and how long it may be."""
    for i in range(n + 1):
        for j in range(m + 1):
            for a in range(min(most_latin, n - i) + 1):
                for b in range(min(most_signs, m - j) + 1):
                    if (a, b) != (0, 0) and (min(a, b) > 0 or max(a, b) == 1):
                        yield i, j, a, b


def expect(shape: Shape, p: np.ndarray, counts: np.ndarray, fits: np.ndarray) -> None:
    """Add the expected counts of one shape, by forward and backward sums."""
    n, m, size = shape.latin, shape.signs, len(shape.rows)
    places = [(i, j, a, b, p[numbers]) for (i, j, a, b), numbers in shape.units.items()]
    forward = np.zeros((n + 1, m + 1, size))
    forward[0, 0] = 1.0
    for i, j, a, b, chance in places:
        forward[i + a, j + b] += forward[i, j] * chance
    backward = np.zeros((n + 1, m + 1, size))
    backward[n, m] = 1.0
    for i, j, a, b, chance in reversed(places):
        backward[i, j] += backward[i + a, j + b] * chance
    total = forward[n, m] + FLOOR
    fits[shape.rows] = np.log(total)
    share = shape.weight / total
    for (i, j, a, b), numbers in shape.units.items():
        chance = p[numbers]
        np.add.at(counts, numbers, share * forward[i, j] * chance * backward[i + a, j + b])


# -- data and tables ---------------------------------------------------------------------------------------------


def read_pairs(path: Path, script: str) -> tuple[list[tuple[str, str, float]], frozenset[str]]:
    """Words of both sides as they are cut into groups, how much each counts, and the letters that keep their marks."""
    told = [(row["latin"], row["target"], int(row["count"])) for row in rows(path)]
    told = sorted(told, key=lambda row: (-row[2], row[0], row[1]))[:MOST_PAIRS]
    seen = Counter(char for latin, _, _ in told for char in unicodedata.normalize("NFC", latin.casefold()))
    kept = frozenset(char for char, times in seen.items() if times >= KEPT_LETTER and char.isalpha())
    pairs = []
    for latin, target, times in told:
        one, two = letters_of(latin, kept), signs_of(target, script)
        if one and two and len(one) <= LONGEST and len(two) <= LONGEST:
            pairs.append((one, two, 1 + log(times)))
    return pairs, kept


def people_pairs(people: Path, script: str, kept: frozenset[str]) -> list[tuple[str, str, float]]:
    """Words that stand at one place in a person's Latin name and one of as many words in the script."""
    latin: dict[str, list[list[str]]] = defaultdict(list)
    other: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows(people):
        if part_of(row["entity_id"]) == "train" and row["script"] in ("Latin", script):
            (latin if row["script"] == "Latin" else other)[row["entity_id"]].append(BREAK.split(row["name"]))
    found = set()
    for entity, names in sorted(other.items()):
        for words in names:
            alike = [name for name in latin[entity] if len(name) == len(words) > 1][:NAMES_OF_ONE]
            for name in alike:
                found.update((letters_of(a, kept), signs_of(b, script)) for a, b in zip(name, words, strict=True))
    return [
        (a, b, PEOPLE_WEIGHT)
        for a, b in sorted(found)
        if 1 < len(a) <= LONGEST and 0 < len(b) <= LONGEST and VOWELS_WRITTEN.isdisjoint(b)
    ]


def table(counts: dict[tuple[str, str], float], source: str) -> str:
    total = sum(counts.values())
    lines = [
        f"# Which Latin letters stand for which signs in {source}; made by benchmarks/learn_channel.py from the word",
        "# pairs of Merhav and Ash, COLING 2018, CC0, and names of legislators (EveryPolitician 2016), train parts.",
        "# cost: minus the natural logarithm of how often the two groups are drawn together, times ten.",
        "latin\tsigns\tcost",
    ]
    ranked = sorted(counts.items(), key=lambda item: (item[0][1], -item[1], item[0][0]))
    lines += [f"{latin}\t{signs}\t{round(-10 * log(n / total))}" for (latin, signs), n in ranked]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "src/kzresolve/tables/channel")
    parser.add_argument("--only", choices=SCRIPTS, action="append", help="a language; all of them by default")
    a = parser.parse_args()
    a.out.mkdir(exist_ok=True)
    for language in a.only or SCRIPTS:
        script = SCRIPTS[language]
        print(language, flush=True)
        pairs, kept = read_pairs(a.tokens / f"tokens_{language}_train.tsv.gz", script)
        pairs += people_pairs(a.people, script, kept)
        counts = learn(pairs, MOST_LATIN.get(script, 3), MOST_SIGNS.get(script, 2))
        (a.out / f"{script.lower()}.tsv").write_text(table(counts, language.title()), encoding="utf8")
        print(f"  {len(counts)} rows", flush=True)
