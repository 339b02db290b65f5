"""A word of a list as others meet it: how it may sound, and what it is filed under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

from kzresolve.match.channel import decoded
from kzresolve.match.words import MOST_READINGS, Word, groups_of, is_rough
from kzresolve.names.lexicon import org_words, patronymics, place_words
from kzresolve.names.phonetic import shapes
from kzresolve.text.readings import heard
from kzresolve.text.scripts import script_of

HEARD = 2  # readings whose merged sounds are compared
_AT_ONCE = 10_000  # words read together


class Heard(NamedTuple):
    """A word as it meets others. sounds: its likeliest readings; coarse: their merged sounds; bones: skeletons; keys:
    what else it is filed under; first: the phonemes it may begin with; father: whether it may be a patronymic; rough:
    whether its script tells its sounds only roughly.
    """

    sounds: tuple[str, ...]
    coarse: tuple[str, ...]
    bones: tuple[str, ...]
    keys: tuple[str, ...]
    first: frozenset[str]
    father: bool
    rough: bool


def as_heard(words: Sequence[str], keys: Sequence[Sequence[str]]) -> list[Heard]:
    """Words in small letters, read in every orthography that may have written them. keys: further ones to file each
    under.
    """
    found: list[Heard] = []
    for at in range(0, len(words), _AT_ONCE):
        some = words[at : at + _AT_ONCE]
        sounds = [list(heard(word)) or [word] for word in some]
        readings = [_readings(*each) for each in zip(some, sounds, strict=True)]
        shaped_together = shapes(list(chain.from_iterable(readings)))  # of all, as that costs less
        merged, skeletons = map(iter, shaped_together)
        for word, further, heard_as, read_as in zip(some, keys[at : at + _AT_ONCE], sounds, readings, strict=True):
            shaped = [*islice(merged, len(read_as))], [*islice(skeletons, len(read_as))]
            concept = org_words().value(word) or place_words().value(word)
            filed = [*further, f"!{concept}"] if concept else further
            groups = groups_of(tuple(heard_as))
            found.append(_heard(heard_as, read_as, shaped, groups, filed, script_of(word)))
    return found


def _readings(word: str, sounds: Sequence[str]) -> list[str]:
    readings = list(sounds[:MOST_READINGS])
    letters = "" if word.isascii() else decoded(word)
    if letters:  # as a script writes names of the Latin alphabet, in front of what it guesses itself
        readings.insert(0, next(iter(heard(letters))))
    return readings


def as_read(word: Word) -> Heard:
    """A word that has been read already, as Han signs are in one language."""
    made = _heard(word.sounds, word.sounds, shapes(word.sounds), word.cognates, (), word.script)
    return made._replace(first=frozenset(word.letters) or made.first, rough=word.rough)


def _heard(
    sounds: Sequence[str],
    readings: Sequence[str],
    shaped: tuple[list[str], list[str]],
    groups: Iterable[int],
    keys: Sequence[str],
    script: str,
) -> Heard:
    """What is kept of a word; shaped: its readings with confusions merged, and their skeletons."""
    merged, skeletons = shaped
    every = (*[f"={sound}" for sound in sounds[:MOST_READINGS]], *[f"~{group}" for group in groups], *keys)
    first = frozenset([sound[:1] for sound in readings])
    table = patronymics()
    father = not table.apart.isdisjoint(sounds) or any(map(table.solid.of, sounds))
    coarse, bones = tuple(dict.fromkeys(merged[:HEARD])), tuple(dict.fromkeys(skeletons))
    return Heard(tuple(readings[:HEARD]), coarse, bones, every, first, father, is_rough(script))
