"""The table of a script: which signs stand for which Latin letters at what cost; the cheapest way to draw two words
together, group by group.

Tables: tables/channel/<script>.tsv, made by benchmarks/learn_channel.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, product
from math import exp, inf, log
from typing import NamedTuple

from kzresolve.tables import read_tsv

LONGEST = 40  # letters or signs; longer words are no names, and the work grows with the square
_DEAR = 9.0  # nats for a letter or sign that stands for nothing the table knows
_LIKELY = 3.0  # nats more than the likeliest
_KEPT = 1 << 12  # words of which sums are kept
_SLACK = 1e-6  # nats that sums taken in another order may differ by, at most


class Fit(NamedTuple):
    """How well a word in a script spells one in Latin letters: likeness 0..1 (0: no better than any other word would,
    1: as if the one said all of the other) and odds, nats for their belonging together.
    """

    likeness: float
    odds: float


NO_FIT = Fit(0.0, 0.0)  # not looked at
STRANGE = Fit(0.0, 0.0)  # looked at, and given up


@dataclass(slots=True, eq=False)
class Channel:
    """The table of a script made ready. groups: nats by signs and Latin letters that stand for each other, either of
    them empty where they stand for nothing; letters, signs: nats of each alone. first: the letters that what a sign
    stands for may well begin with. likeliest: what signs stand for most often, and its nats. by_letter:
    groups of letters that signs stand for, and their nats, by the first letter. kept: the letters of the table.
    least_letters, least_signs: the least nats that each takes of any group.
    """

    groups: dict[str, dict[str, float]]
    letters: dict[str, float]
    signs: dict[str, float]
    first: dict[str, frozenset[str]]
    likeliest: dict[str, tuple[str, float]]
    by_letter: dict[str, dict[str, tuple[tuple[str, float], ...]]]
    kept: frozenset[str]
    least_letters: dict[str, float]
    least_signs: dict[str, float]
    most_letters: int
    most_signs: int

    def fit(self, latin: str, signs: str, least: float = -inf) -> Fit:
        """How well `signs` spells `latin`, both as `letters_of` and `signs_of` give them; STRANGE as soon as it shows
        that the likeness is less than `least`.
        """
        if not latin or not signs or max(len(latin), len(signs)) > LONGEST:
            return NO_FIT
        apart = self.apart(latin, signs)
        limit = apart * (1 - least / 2) + _SLACK
        cost = self._paid(latin, signs, limit)[-1][-1]
        if cost >= limit:
            return STRANGE
        odds = apart - cost
        return Fit(min(1.0, max(0.0, 2 * odds / apart)), odds)

    def decoded(self, signs: str) -> str:
        """The likeliest Latin letters that `signs` stand for, group by group; "" where the table lacks one of them."""
        best = [(0.0, "")] + [(inf, "")] * len(signs)
        for j in range(len(signs)):
            paid, letters = best[j]
            for b in range(1, min(self.most_signs, len(signs) - j) + 1):
                latin, cost = self.likeliest.get(signs[j : j + b], ("", inf))
                best[j + b] = min(best[j + b], (paid + cost, letters + latin))
        return best[-1][1] if best[-1][0] < inf else ""

    def groups_of(self, latin: str, signs: str) -> list[tuple[str, str]]:
        """The cheapest way to draw both: which signs stand for which letters, in order; either may be empty."""
        limit = self.apart(latin, signs)
        best = self._paid(latin, signs, limit)
        if best[-1][-1] > limit - _SLACK:  # they do not belong together
            best = self._paid(latin, signs, inf)
        j, i = len(signs), len(latin)
        found: list[tuple[str, str]] = []
        while i or j:
            a, b = next(
                (a, b)
                for a, b in product(range(min(self.most_letters, i) + 1), range(min(self.most_signs, j) + 1))
                if a + b and best[j - b][i - a] + self.nats(signs[j - b : j], latin[i - a : i]) == best[j][i]
            )
            i, j = i - a, j - b
            found.append((signs[j : j + b], latin[i : i + a]))
        return found[::-1]

    def nats(self, signs: str, latin: str) -> float:
        """What it costs to draw one group: infinite where the table lacks it."""
        return self.groups.get(signs, {}).get(latin, _DEAR if len(signs) + len(latin) == 1 else inf)

    def apart(self, latin: str, signs: str) -> float:
        """The nats of both words drawn apart."""
        return _of_letters(self, latin)[0] + _of_signs(self, signs)[0]

    def _paid(self, latin: str, signs: str, limit: float) -> list[list[float]]:
        """The least nats for so many signs (rows) and letters (columns) drawn together; only those that, with the
        least that the rest takes, are under `limit` are sure to be so.
        """
        n, m = len(latin), len(signs)
        rest_signs, rest_letters = _of_signs(self, signs)[1], _of_letters(self, latin)[1]
        unwritten = self.groups[""]
        best = [[inf] * (n + 1) for _ in range(m + 1)]
        best[0][0] = 0.0
        for j, here in enumerate(best):
            most = limit - rest_signs[j]
            if min(here) >= most:
                continue
            lengths = range(1, min(self.most_signs, m - j) + 1)
            groups = [
                (best[j + b], self.by_letter[each]) for b in lengths if (each := signs[j : j + b]) in self.by_letter
            ]
            silent = self.nats(signs[j : j + 1], "")
            for i, paid in enumerate(here):
                if paid >= most or paid + rest_letters[i] >= limit:
                    continue
                if j < m and paid + silent < best[j + 1][i]:
                    best[j + 1][i] = paid + silent
                if i == n:
                    break
                letter = latin[i]
                here[i + 1] = min(here[i + 1], paid + unwritten.get(letter, _DEAR))
                for there, group in groups:
                    for letters, cost in group.get(letter, ()):
                        if latin.startswith(letters, i) and paid + cost < there[i + len(letters)]:
                            there[i + len(letters)] = paid + cost
        return best


@lru_cache(maxsize=_KEPT)
def _of_letters(table: Channel, latin: str) -> tuple[float, list[float]]:
    """The nats of the letters drawn alone, and from each place on the least nats that the rest of them takes."""
    return sum([table.letters.get(c, _DEAR) for c in latin]), _least_from(table.least_letters, latin)


@lru_cache(maxsize=_KEPT)
def _of_signs(table: Channel, signs: str) -> tuple[float, list[float]]:
    """The same of signs."""
    return sum([table.signs.get(c, _DEAR) for c in signs]), _least_from(table.least_signs, signs)


def _least_from(least: dict[str, float], text: str) -> list[float]:
    """From each place of a text on, the least nats that the rest of it takes."""
    return list(accumulate([least.get(char, _DEAR) for char in text[::-1]], initial=0.0))[::-1]


@cache
def channel(script: str) -> Channel:
    """The channel of a script."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    by_letter: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(dict)
    letters: dict[str, float] = defaultdict(float)
    signs: dict[str, float] = defaultdict(float)
    least_letters: dict[str, float] = defaultdict(lambda: _DEAR)
    least_signs: dict[str, float] = defaultdict(lambda: _DEAR)
    for row in read_tsv(f"channel/{script.lower()}.tsv"):
        sign, latin, cost = row["signs"], row["latin"], int(row["cost"]) / 10
        groups[sign][latin] = cost
        if latin:
            by_letter[sign].setdefault(latin[0], []).append((latin, cost))
        for text, seen, least in ((latin, letters, least_letters), (sign, signs, least_signs)):
            for char in text:
                seen[char] += exp(-cost)
                if cost < least[char] * len(text):
                    least[char] = cost / len(text)
    return Channel(
        dict(groups),
        _alone(letters),
        _alone(signs),
        _first(groups),
        {sign: min(group.items(), key=_nats_and_letters) for sign, group in groups.items() if sign},
        {sign: {first: tuple(found) for first, found in group.items()} for sign, group in by_letter.items()},
        frozenset(letters),
        dict(least_letters),
        dict(least_signs),
        max(len(latin) for group in groups.values() for latin in group),
        max(map(len, groups)),
    )


def _nats_and_letters(item: tuple[str, float]) -> tuple[float, str]:
    return item[1], item[0]


def _alone(seen: dict[str, float]) -> dict[str, float]:
    total = sum(seen.values())
    return {char: -log(value / total) for char, value in seen.items()}


def _first(groups: dict[str, dict[str, float]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for signs, group in groups.items():
        if signs:
            least = min(group.values()) + _LIKELY
            found[signs[0]].update(latin[0] for latin, cost in group.items() if latin and cost <= least)
    return {sign: frozenset(letters) for sign, letters in found.items()}
