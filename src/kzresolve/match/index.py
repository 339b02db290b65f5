"""A growing index of names: which of many are worth comparing with one, without comparing all.

Names are filed under the skeletons and trigrams of the sounds of their words; what is shared and rare counts most.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from kzresolve.match.sketch import sketch
from kzresolve.names.inflection import lemmas
from kzresolve.names.phonetic import bones, coarse
from kzresolve.text.normalise import normalise
from kzresolve.text.readings import read_word

_BREAK = re.compile(r"[\s\-‐-―.,;:/()\[\]\"«»“”„&+*!?|_]+")  # not \w: it lacks the vowel signs of Indic scripts
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # kana, Han, Hangul: words without spaces
_RUN = re.compile(r"(.)\1+")
_READINGS = 3  # of a word, for its skeletons; two for its trigrams
_SKELETON_WEIGHT = 2.0  # a shared skeleton says more than a shared trigram
_MORE = 4  # names ranked for each key asked for, since several names may stand under one key
_ACRONYM = range(2, 9)  # letters


class _Shape(NamedTuple):
    """What a word is filed under: skeletons of its readings, and trigrams of its merged sounds."""

    bones: tuple[str, ...]
    grams: tuple[str, ...]


class NameIndex:
    """Names by key; several names may stand under one key (aliases of an entity)."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._names: list[tuple[str, str] | None] = []  # None: taken out again
        self._scale = array("d")  # by name: 1 / square root of the number of its grams, 0 when taken out
        self._postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def __len__(self) -> int:
        """How many (key, name) entries there are."""
        return len(self._numbers)

    def add(self, key: str, name: str) -> None:
        """File `name` under `key`; adding it again changes nothing. Raises InputError for what `normalise` refuses."""
        entry = (key, name)
        if entry in self._numbers:
            return
        grams = _grams([[word] for word in words_of(name)], name)
        number = self._numbers[entry] = len(self._names)
        self._names.append(entry)
        self._scale.append(max(1, len(grams)) ** -0.5)
        for gram in grams:
            self._postings[gram].append(number)

    def remove(self, key: str, name: str) -> None:
        """Take `name` out from under `key`; nothing happens if it is not there."""
        number = self._numbers.pop((key, name), None)
        if number is not None:
            self._names[number] = None
            self._scale[number] = 0.0

    def candidates(self, name: str, limit: int = 50, least: float = 0.0) -> list[str]:
        """At most `limit` keys whose names may match `name`, most promising first, each once.

        least: 0..1, leave out what shares less than this part of what the name would share with itself.
        """
        import numpy as np

        grams = _grams([[word, *_lemmas(word)] for word in words_of(name)], name)
        total, own = len(self._numbers), 0.0
        scores = np.zeros(len(self._names))
        for gram in sorted(grams):
            held = self._postings.get(gram, ())
            weight = log(1 + total / max(1, len(held))) * (_SKELETON_WEIGHT if gram[0] == ":" else 1.0)
            own += weight
            if held:
                scores[np.frombuffer(held, dtype=np.uintc)] += weight
        scores *= np.frombuffer(self._scale)
        found = np.flatnonzero(scores > least * own * max(1, len(grams)) ** -0.5)
        most = _MORE * limit
        if len(found) > most:
            least_kept = np.partition(scores[found], -most)[-most]
            found = found[scores[found] >= least_kept]  # equals are all kept, so that nothing hangs on their order
        entries = [(-scores[n], entry) for n in found if (entry := self._names[n])]
        return list(dict.fromkeys(key for _, (key, _) in sorted(entries)))[:limit]


def words_of(name: str) -> list[str]:
    """The words of a name in small letters, hyphened ones opened; of unspaced scripts as `parse` takes them apart."""
    text = normalise(name)[0]
    if _UNSPACED.search(text):
        return [unit.text.casefold() for unit in sketch(name, None).units] or [text]
    return [word.casefold() for word in _BREAK.split(text) if word] or [text.strip()]


def _grams(words: list[list[str]], name: str) -> set[str]:
    """Everything a name is filed under or asked for: ":" + skeletons of its words (each given in its forms) and of
    neighbours read as one, trigrams, and "=" + its initials or itself if it may be such.
    """
    found: set[str] = set()
    for forms in words:
        for form in forms:
            shape = _shape(form)
            found.update(shape.bones)
            found.update(shape.grams)
    for left, right in pairwise(words):
        found.update(_joined(_shape(left[0]), _shape(right[0])))
    found.update(_initials(name, [forms[0] for forms in words]))
    return found


def _joined(left: _Shape, right: _Shape) -> set[str]:
    return {_RUN.sub(r"\1", a + b[1:].removeprefix("A")) for a in left.bones[:2] for b in right.bones[:2]}


def _initials(name: str, words: list[str]) -> set[str]:
    if len(words) == 1:
        return {f"={words[0]}"} if name.isupper() and len(words[0]) in _ACRONYM else set()
    every = "".join(word[0] for word in words)
    capitals = "".join(word[0] for word in _BREAK.split(name) if word[:1].isupper()).casefold()
    return {f"={letters}" for letters in (every, capitals) if len(words) > 2 and len(letters) in _ACRONYM}


def _lemmas(word: str) -> list[str]:
    return [lemma.text for lemma in lemmas(word)[:2]]


@lru_cache(maxsize=1 << 17)
def _shape(word: str) -> _Shape:
    readings = [reading.text for reading in read_word(word)[:_READINGS]] or [word]
    marked = [f"^{sound}$" for sound in dict.fromkeys(map(coarse, readings[:2]))]
    grams = {sound[i : i + 3] for sound in marked for i in range(len(sound) - 2)}
    return _Shape(tuple({f":{bones(reading)}" for reading in readings}), tuple(grams))
