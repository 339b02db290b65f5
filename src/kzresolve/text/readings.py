"""What a word may sound like: each orthography that could have written it gives a reading in one small
alphabet of phonemes (tables/phonemes.toml), so that two spellings meet where a reading of both is the same.

Sounds are what names are compared by, and are worked out without the steps; `read_word` adds these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import prod
from operator import getitem
from typing import NamedTuple

from kzresolve.tables import read_toml
from kzresolve.text.drafts import Drafter
from kzresolve.text.fallback import latin
from kzresolve.text.normalise import normalise
from kzresolve.text.readers import Fitting, Reader, readers_for, readers_of_fallback
from kzresolve.text.rewrite import Rules, Step
from kzresolve.text.scripts import script_of
from kzresolve.values import Value

LIMIT = 8  # readings of a word that are kept
CACHED = 64  # words longer than this are no names and would fill the cache
CHOICES = 4  # combinations of doubtful graphemes tried one by one; beyond that all take the second output
SECOND = 0.1  # cost of taking a grapheme's second output
RUN = re.compile(r"(.)\1+")
APART = "\n"  # between drafts that are folded together: no phoneme, and an edge to every rule


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """A reading: `text` in phonemes, the `system` assumed, `cost` 0 (expected) to 1 (far-fetched), and the
    steps.
    """

    text: str
    system: str
    cost: float
    steps: tuple[Step, ...]


class Sound(NamedTuple):
    """A reading without its steps: those of the way number `way` in which its reader takes the word, None where no
    table reads it.
    """

    text: str
    system: str
    cost: float
    reader: Reader | None
    way: int


def read_word(word: str, lang: str | None = None) -> tuple[Reading, ...]:
    """The readings of one word (no spaces), cheapest first, at most eight with different texts.

    `lang` (ISO 639) makes that language's own reading the cheapest. Never empty for a word with a letter in
    any script; empty for one without. Raises InputError for lone surrogates.

    >>> read_word("Токаев")[0].text, read_word("Tokajew", "de")[0].text
    ('tokaev', 'tokaev')
    """
    word, steps = normalise(word)
    letters, _ = letters_and_readers(word, lang)
    return tuple(
        [
            Reading(sound.text, sound.system, sound.cost, steps + steps_of(sound, word, letters))
            for sound in sounds_of(word, lang)
        ]
    )


def sounds_of(word: str, lang: str | None = None) -> tuple[Sound, ...]:
    """The readings of `read_word` without their steps, several times faster."""
    return heard(word, lang) if len(word) <= CACHED else hear(word, lang)


def hear(word: str, lang: str | None) -> tuple[Sound, ...]:
    """`sounds_of` without the cache."""
    word, _ = normalise(word)
    letters, readers = letters_and_readers(word, lang)
    best: dict[str, Sound] = {}
    for sound in spelled(letters, readers) if readers else ():
        known = best.get(sound.text)
        if sound.text and (known is None or sound.cost < known.cost):
            best[sound.text] = sound
    if not best:
        return (unread(word),) if any(map(str.isalpha, word)) else ()
    if len(best) == 1:
        return tuple(best.values())
    return tuple(sorted(best.values(), key=lambda sound: sound.cost)[:LIMIT])


heard = lru_cache(maxsize=1 << 16)(hear)


def letters_and_readers(word: str, lang: str | None) -> tuple[str, Fitting]:
    """What is read of a normalised word, and by whom: its small letters, in Latin where its script has no table."""
    letters = word.lower()
    script = script_of(letters)
    if not script:
        return letters, ()
    readers = readers_for(script, letters, lang)
    if readers:
        return letters, readers
    letters = latin(letters).lower()
    return letters, readers_of_fallback(script) or readers_for("Latin", letters, lang)


def unread(word: str) -> Sound:
    """The reading of letters that no table sounds and unidecode does not know: their code points."""
    text = "".join([c if c.isascii() else f"u{ord(c):x}" for c in word.lower() if c.isalnum()])
    return Sound(text, "fallback", 1.0, None, 0)


def spelled(letters: str, readers: Fitting) -> list[Sound]:
    """What each orthography makes of lower-case letters, several sounds where it is in doubt."""
    texts: list[str] = []
    found: list[tuple[Reader, float, int, str]] = []
    for reader, cost in readers:
        draft = reader.drafter.draft(reader.prepare(letters) if reader.prepare else letters)
        ways = [(draft, 0.0)] if draft.isascii() else ways_of(draft, reader.drafter.doubts)
        for rank, vowel in enumerate(reader.vowels_left_out):
            for way, (text, more) in enumerate(ways):
                texts.append(text)
                found.append((reader, min(cost + (more + rank * SECOND), 1.0), way, vowel))
    folded = fold(APART.join(texts)).split(APART)
    return [
        Sound(
            consonant_pair(vowel[0] == "^").sub(vowel.strip("^"), text) if vowel else text,
            reader.system,
            cost,
            reader,
            way,
        )
        for text, (reader, cost, way, vowel) in zip(folded, found, strict=True)
    ]


def ways_of(draft: str, doubts: Mapping[str, tuple[str, ...]]) -> list[tuple[str, float]]:
    """A draft with the signs of its doubtful graphemes spelled out, likeliest first, and what each way costs."""
    outputs = [doubts[sign] for sign in draft if sign in doubts]
    found = []
    for picks, cost in choices(tuple(map(len, outputs))):
        chosen = map(getitem, outputs, picks)
        found.append(("".join([next(chosen) if sign in doubts else sign for sign in draft]), cost))
    return found


@lru_cache(maxsize=256)
def choices(sizes: tuple[int, ...]) -> list[tuple[tuple[int, ...], float]]:
    """Which of so many outputs to take of each doubtful grapheme, likeliest first, and what that costs: all
    combinations while few, else all alike.
    """
    if prod(sizes) <= CHOICES:
        return [(picks, SECOND * sum(picks)) for picks in product(*map(range, sizes))]
    return [(tuple([min(pick, size - 1) for size in sizes]), SECOND * pick) for pick in range(max(sizes))]


def steps_of(sound: Sound, word: str, letters: str) -> tuple[Step, ...]:
    """How a sound comes of the normalised word, of which `letters` are read."""
    if sound.reader is None:
        return (Step("fallback: code points", word, sound.text),)
    reader = sound.reader
    rules = [rule for _, rule in reader.rules.scan(reader.prepare(letters) if reader.prepare else letters)]
    picks, _ = choices(tuple([len(rule.outputs) for rule in rules if len(rule.outputs) > 1]))[sound.way]
    chosen = iter(picks)
    return tuple([rule.steps[next(chosen) if len(rule.outputs) > 1 else 0] for rule in rules])


def fold(phonemes: str) -> str:
    """Phonemes as every spelling system could have kept them apart: glides merged, doubles single."""
    return single(folding().draft(phonemes))


def single(phonemes: str) -> str:
    """A string with every run of one character made a single one."""
    return RUN.sub(r"\1", phonemes)


@cache
def folding() -> Drafter:
    """The rules that merge what spelling systems do not keep apart."""
    table = read_toml("phonemes.toml")
    rows = {key: (output,) for key, output in table["fold"].items()}
    return Drafter(Rules("phonemes", rows, table["classes"]))


@cache
def consonant_pair(first: bool) -> re.Pattern[str]:
    """Between two consonants, or only the word's first two: where a script may have left a vowel out."""
    consonants = read_toml("phonemes.toml")["classes"]["consonant"]
    return re.compile(f"(?<=^[{consonants}])(?=[{consonants}])" if first else f"(?<=[{consonants}])(?=[{consonants}])")
