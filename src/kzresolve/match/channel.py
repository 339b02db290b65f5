"""How well a script's own way to spell names explains a word: learned costs of its signs standing for Latin letters.

Tables: tables/channel/<script>.tsv, made by benchmarks/learn_channel.py.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import exp, inf, log
from typing import NamedTuple

from kzresolve.match.words import KEPT, Word
from kzresolve.names.phonetic import respelled
from kzresolve.tables import read_tsv
from kzresolve.text.fallback import latin_of_char
from kzresolve.text.scripts import script_of

ROUGH = frozenset({"Arabic", "Hebrew", "Katakana", "Hangul", "Han"})
_EXACT = ("Cyrillic", "Latin")
LONGEST = 40  # letters or signs; longer words are no names, and the work grows with the square
_FEW = 2  # readings of a word of a third script that are tried
_ARTICLE, _LEAST_WITH = "ال", 4  # the Arabic article, and the letters of a word that has more
_DEAR = 9.0  # nats for a letter or sign that stands for nothing the table knows
_LIKELY = 3.0  # nats more than the likeliest
_ONE_LETTER = str.maketrans("یىکہھأإٱےۀ", "ييكههااايه")  # Persian and Urdu forms, and alif with and without hamza


class Fit(NamedTuple):
    """How well a word in a script spells one in Latin letters: likeness 0..1 (0: no better than any other word would,
    1: as if the one said all of the other) and odds, nats for their belonging together.
    """

    likeness: float
    odds: float


NO_FIT = Fit(0.0, 0.0)
_NONE: frozenset[str] = frozenset()
_NO_LETTERS: dict[str, float] = {}


def fit(a: Word, b: Word, *, worth: bool = True) -> Fit | None:
    """How well one of two words spells the other; None unless just one is in a rough script that has a channel, or one
    in Cyrillic and one in Latin letters.

    worth: false where little speaks for the pair; it is then looked at only if their beginnings go together.
    """
    sides = _sides(a, b)
    if sides is None:
        return None
    table, signs, spellings = sides
    if not worth and table.first.get(signs[:1], _NONE).isdisjoint([one[:1] for one in spellings]):
        return NO_FIT
    return max([table.fit(one, each) for one in spellings for each in _with_and_without(signs)])


def _with_and_without(signs: str) -> tuple[str, ...]:
    """The signs, and the same without the Arabic article, which other languages often leave out (الجميل, Gemayel)."""
    return (signs, signs[len(_ARTICLE) :]) if signs.startswith(_ARTICLE) and len(signs) > _LEAST_WITH else (signs,)


def spelled_out(a: Word, b: Word) -> str:
    """Which signs of one stand for which letters of the other: "м-m о-u х-h". Empty where `fit` gives None."""
    sides = _sides(a, b)
    if sides is None:
        return ""
    table, signs, spellings = sides
    pairs_tried = [(table.fit(one, each), one, each) for one in spellings for each in _with_and_without(signs)]
    _, best, signs = max(pairs_tried)
    pairs = table.groups_of(best, signs)
    return " ".join([f"{unicodedata.normalize('NFC', sign) or '∅'}-{letters or '∅'}" for sign, letters in pairs])


def _sides(a: Word, b: Word) -> tuple[Channel, str, tuple[str, ...]] | None:
    """The channel, the signs of the word in its script, and the other word in Latin letters."""
    if (b.rough and b.script in ROUGH) or a.script == "Latin":
        a, b = b, a
    told = a.rough and a.script in ROUGH and b.script not in ROUGH and b.script != "Japanese"
    if not told and (a.script, b.script) != _EXACT:
        return None
    signs = _signs(a)
    return None if signs is None else (channel(a.script), signs, _spellings(b, a.script))


def decoded(text: str) -> str:
    """A word of a rough alphabet or syllabary in the likeliest Latin letters; "" for any other word."""
    script = script_of(text)
    if script not in ROUGH or script == "Han" or len(text) > LONGEST:
        return ""
    return channel(script).decoded(signs_of(text, script))


@lru_cache(maxsize=KEPT)
def _signs(word: Word) -> str | None:
    """The signs of a word, None where its script's table lacks one: another language's letters, Kazakh or Uighur."""
    signs = signs_of(word.text, word.script)
    return signs if channel(word.script).signs.keys() >= set(signs) else None


@lru_cache(maxsize=KEPT)
def _spellings(word: Word, script: str) -> tuple[str, ...]:
    """A word in Latin letters, as the table of `script` has them."""
    spellings = (word.text,) if word.script == "Latin" else tuple(map(respelled, word.sounds[:_FEW]))
    return tuple([letters_of(spelling, channel(script).kept) for spelling in spellings])


def letters_of(text: str, kept: frozenset[str]) -> str:
    """The Latin letters of a word, with the marks only of those in `kept`."""
    found = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        if char in kept:
            found.append(char)
        elif char.isalpha():
            found.append(char if char.isascii() else "".join(filter(str.isalpha, latin_of_char(char).lower())))
    return "".join(found)


def signs_of(text: str, script: str) -> str:
    """The signs of a word of a script as its table has them: Hangul in letters, Arabic letters in their basic form."""
    if script == "Hangul":
        text = unicodedata.normalize("NFD", text)
    elif script == "Arabic":
        text = unicodedata.normalize("NFKC", text).translate(_ONE_LETTER)
    elif script == "Hebrew":
        text = text.replace("׳", "'").replace("’", "'")
    return "".join([char for char in text.casefold() if char.isalpha() or char in "'ー"])


@dataclass(slots=True, eq=False)
class Channel:
    """The table of a script made ready. groups: nats by signs and Latin letters that stand for each other, either of
    them empty where they stand for nothing; letters, signs: nats of each alone. first: the letters that what a sign
    stands for may well begin with. likeliest: what signs stand for most often, and its nats.
    """

    groups: dict[str, dict[str, float]]
    letters: dict[str, float]
    signs: dict[str, float]
    first: dict[str, frozenset[str]]
    likeliest: dict[str, tuple[str, float]]
    kept: frozenset[str]
    most_letters: int
    most_signs: int

    def fit(self, latin: str, signs: str) -> Fit:
        """How well `signs` spells `latin`, both as `letters_of` and `signs_of` give them."""
        if not latin or not signs or max(len(latin), len(signs)) > LONGEST:
            return NO_FIT
        apart = sum([self.letters.get(c, _DEAR) for c in latin]) + sum([self.signs.get(c, _DEAR) for c in signs])
        odds = apart - self.cost(latin, signs)
        return Fit(min(1.0, max(0.0, 2 * odds / apart)), odds)

    def cost(self, latin: str, signs: str) -> float:
        """The nats of the cheapest way to draw both words together, group by group."""
        return self._best(latin, signs)[len(signs)][len(latin)]

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
        """That way: which signs stand for which letters, in order; either of them may be empty."""
        best = self._best(latin, signs)
        j, i = len(signs), len(latin)
        found: list[tuple[str, str]] = []
        while i or j:
            a, b = next(
                (a, b)
                for a, b in product(range(min(self.most_letters, i) + 1), range(min(self.most_signs, j) + 1))
                if a + b and best[j - b][i - a] + self._nats(signs[j - b : j], latin[i - a : i]) == best[j][i]
            )
            i, j = i - a, j - b
            found.append((signs[j : j + b], latin[i : i + a]))
        return found[::-1]

    def _nats(self, signs: str, latin: str) -> float:
        return self.groups.get(signs, {}).get(latin, _DEAR if len(signs) + len(latin) == 1 else inf)

    def _best(self, latin: str, signs: str) -> list[list[float]]:
        """The least nats for so many signs and letters."""
        n, m = len(latin), len(signs)
        starts = _starts(latin, self.most_letters)
        unwritten = [self.groups[""].get(letter, _DEAR) for letter in latin]
        best = [[inf] * (n + 1) for _ in range(m + 1)]
        best[0][0] = 0.0
        for j, here in enumerate(best):
            for i, dear in enumerate(unwritten):
                if here[i] + dear < here[i + 1]:
                    here[i + 1] = here[i] + dear
            for b in range(1, min(self.most_signs, m - j) + 1):
                group = self.groups.get(signs[j : j + b], _NO_LETTERS)
                there = best[j + b]
                if b == 1:  # a single sign may stand for nothing
                    silent = group.get("", _DEAR)
                    there[:] = [min(paid + silent, known) for paid, known in zip(here, there, strict=True)]
                for letters in group.keys() & starts.keys():
                    more, length = group[letters], len(letters)
                    for i in starts[letters]:
                        if here[i] + more < there[i + length]:
                            there[i + length] = here[i] + more
        return best


def _starts(text: str, longest: int) -> dict[str, list[int]]:
    """Where each group of so many letters at most stands in a text."""
    found: dict[str, list[int]] = {}
    for i in range(len(text)):
        for end in range(i + 1, min(i + longest, len(text)) + 1):
            found.setdefault(text[i:end], []).append(i)
    return found


@cache
def channel(script: str) -> Channel:
    """The channel of a script."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    letters: dict[str, float] = defaultdict(float)
    signs: dict[str, float] = defaultdict(float)
    for row in read_tsv(f"channel/{script.lower()}.tsv"):
        cost = int(row["cost"]) / 10
        groups[row["signs"]][row["latin"]] = cost
        for letter in row["latin"]:
            letters[letter] += exp(-cost)
        for sign in row["signs"]:
            signs[sign] += exp(-cost)
    return Channel(
        dict(groups),
        _alone(letters),
        _alone(signs),
        _first(groups),
        {signs: min(group.items(), key=lambda item: (item[1], item[0])) for signs, group in groups.items() if signs},
        frozenset(letters),
        max(len(latin) for group in groups.values() for latin in group),
        max(map(len, groups)),
    )


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
