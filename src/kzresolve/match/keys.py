"""Blocking keys: everything a name is filed under, so that names worth comparing meet without comparing all.

":" + consonant skeletons of its words and of neighbours read as one, trigrams of their merged sounds, "=" + initials,
"@" + the places it is a name of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kzresolve.match.channel import decoded
from kzresolve.match.places import places
from kzresolve.match.sketch import Sketch, sketch, views
from kzresolve.match.words import Word
from kzresolve.names.han import has_han
from kzresolve.names.inflection import lemmas
from kzresolve.names.phonetic import shapes
from kzresolve.text.normalise import normalise
from kzresolve.text.readings import APART, heard, single

SKELETON, PLACE = ":", "@"  # marks of keys that say more than a trigram

_BREAK = re.compile(r"[\s\-‐-―.,;:/()\[\]\"«»“”„&+*!?|_]+")  # not \w: it lacks the vowel signs of Indic scripts
_UNSPACED = re.compile(r"[\u3040-\u30ff\uac00-\ud7a3]")  # kana, Hangul: words without spaces
_READINGS = 3  # of a word, for its skeletons; two for its trigrams
_LEMMAS = 2  # of a word that is looked up
_ACRONYM = range(2, 9)  # letters


class _Shape(NamedTuple):
    """What a word is filed under: skeletons of its readings, likeliest first, and these with trigrams of its merged
    sounds.
    """

    bones: tuple[str, ...]
    keys: frozenset[str]


def blocking_keys(name: str, *, inflected: bool = False) -> frozenset[str]:
    """The keys of a name; never empty for a name with a letter.

    inflected: also those of the words whose case form each word may be, as for a name in a text. Raises InputError for
    what `normalise` refuses.
    """
    return frozenset().union(*views_of_keys(name, inflected=inflected))


def views_of_keys(name: str, *, inflected: bool = False) -> tuple[frozenset[str], ...]:
    """The keys of a name by view: those of Han signs apart for each language that may have written them."""
    if isinstance(name, str) and has_han(name):
        named = _keys_of_places(name)
        return tuple([keys_of_view(view) | named for view in views(name, None)])
    return (_keys(name, inflected=inflected),)


@lru_cache(maxsize=1 << 15)
def keys_of_view(view: Sketch) -> frozenset[str]:
    """The keys of the words of one view of a name."""
    found = _keys_of([_shape_of(unit.word) for unit in view.units])
    return frozenset(found) or frozenset({f"={view.original}"})


def _keys(name: str, *, inflected: bool) -> frozenset[str]:
    words = words_of(name)
    found = _keys_of([_shape(word) for word in words])
    if inflected:
        found.update(*[_shape(lemma.text).keys for word in words for lemma in lemmas(word)[:_LEMMAS]])
    found.update(initials(name, words))
    return frozenset(found) | _keys_of_places(name)


def _keys_of_places(name: str) -> frozenset[str]:
    named = places(name)
    return frozenset([PLACE + place for place in named.ids]) if named is not None else frozenset()


def _keys_of(shapes: list[_Shape]) -> set[str]:
    found: set[str] = set().union(*[shape.keys for shape in shapes])
    if len(shapes) > 1:
        found.update(_joined(shapes))
    return found


def words_of(name: str) -> list[str]:
    """The words of a name in small letters, hyphened ones opened; of unspaced scripts as `parse` takes them apart."""
    text = normalise(name)[0]
    if _UNSPACED.search(text):
        return [unit.text.casefold() for unit in sketch(name, None).units] or [text]
    return spaced_words(text) or [text.strip()]


def spaced_words(text: str) -> list[str]:
    """The words of a normalised text of a script with spaces, in small letters; none where it is all marks."""
    return [word.casefold() for word in _BREAK.split(text) if word]


def _joined(shapes: list[_Shape]) -> list[str]:
    """Skeletons of neighbours read as one word."""
    pairs = [
        a + b[1:].removeprefix("A") for left, right in pairwise(shapes) for a in left.bones[:2] for b in right.bones[:2]
    ]
    return single(APART.join(pairs)).split(APART)


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script without spaces, in which one sign may be a word."""
    return _UNSPACED.match(word) is not None


def initials(name: str, words: list[str]) -> set[str]:
    """The keys of a name as an acronym: "=" and itself if it may be one, or the first letters of its words."""
    if len(words) == 1:
        return {f"={words[0]}"} if name.isupper() and len(words[0]) in _ACRONYM else set()
    if len(words) == 2:
        return set()
    every = "".join([word[0] for word in words])
    capitals = "".join([word[0] for word in _BREAK.split(name) if word[:1].isupper()]).casefold()
    return {f"={letters}" for letters in (every, capitals) if len(letters) in _ACRONYM}


@lru_cache(maxsize=1 << 17)
def _shape(word: str) -> _Shape:
    readings = list(heard(word))[:_READINGS] or [word]
    letters = "" if word.isascii() else decoded(word)
    if letters:  # as a script writes names of the Latin alphabet, in front of what it guesses itself
        readings.insert(0, next(iter(heard(letters))))
    return _shaped(readings)


def _shape_of(word: Word) -> _Shape:
    return _shaped(list(word.sounds[:_READINGS]))


def _shaped(readings: list[str]) -> _Shape:
    merged, skeletons = shapes(readings)
    marked = [f"^{sound}$" for sound in dict.fromkeys(merged[:2])]
    bones = tuple(dict.fromkeys([SKELETON + skeleton for skeleton in skeletons]))
    grams = [sound[i : i + 3] for sound in marked for i in range(len(sound) - 2)]
    return _Shape(bones, frozenset([*bones, *grams]))
