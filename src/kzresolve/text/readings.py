"""What a word may sound like: each orthography that could have written it gives a reading in one small
alphabet of phonemes (tables/phonemes.toml), so that two spellings meet where a reading of both is the same.

Sounds are what names are compared by, and are worked out without the steps; `read_word` adds these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from kzresolve.tables import read_toml
from kzresolve.text.drafts import SECOND, Drafter, choices
from kzresolve.text.fallback import latin
from kzresolve.text.han import written
from kzresolve.text.normalise import normalise
from kzresolve.text.readers import Fitting, Reader, reader_of_id, readers_for, readers_of_signs
from kzresolve.text.rewrite import Rules, Step
from kzresolve.text.scripts import script_of
from kzresolve.values import Value

LIMIT = 8  # readings of a word that are kept
CACHED = 64  # words longer than this are no names and would fill the cache
RUN = re.compile(r"(.)\1+")
UNREAD = "fallback"  # the system of letters that no table sounds
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
    """A reading without its steps: those of the way number `way` in which its reader takes the word; of Han signs, in
    the wording number `wording` in which they are written out. Its system is UNREAD where no table reads the word.
    """

    text: str
    system: str
    cost: float
    way: int = 0
    wording: int = 0


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
    word, _ = normalise(word)
    return best_of(word, *letters_and_readers(word, lang))


def heard(word: str) -> Mapping[str, str]:
    """What a word may sound like, cheapest first, each phoneme string with the system assumed: the readings of
    `read_word` as words are compared by, remembered.
    """
    return _heard(word) if len(word) <= CACHED else _hear(word)


def _hear(word: str) -> dict[str, str]:
    word, _ = normalise(word)
    found = ranked(*letters_and_readers(word, None))
    if not found and any(map(str.isalpha, word)):
        return {unread(word): UNREAD}
    return {text: reader.system for text, (_, reader, _, _, _) in found}


_heard = lru_cache(maxsize=1 << 16)(_hear)


@lru_cache(maxsize=1 << 14)
def heard_in_signs(word: str, column: str) -> Mapping[str, str]:
    """`heard` of a word with Han signs in one language alone, or as the sounds of a foreign name: a column of
    text/han.py.
    """
    word, _ = normalise(word)
    return {sound.text: sound.system for sound in best_of(word, word.lower(), readers_of_signs(column))}


def best_of(word: str, letters: str, readers: Fitting) -> tuple[Sound, ...]:
    """What the readers make of the letters of a normalised word, cheapest first, each sound once."""
    found = ranked(letters, readers)
    if not found:
        return (Sound(unread(word), UNREAD, 1.0),) if any(map(str.isalpha, word)) else ()
    return tuple(
        [Sound(text, reader.system, min(cost, 1.0), way, wording) for text, (cost, reader, way, _, wording) in found]
    )


def ranked(letters: str, readers: Fitting) -> list[tuple[str, Spelled]]:
    """The phoneme strings that the readers make of the letters of a normalised word, cheapest first, each once."""
    drafts, found = spellings(letters, readers)
    if len(found) < 2:
        text = fold(drafts[0]) if drafts else ""
        return [(text, found[0])] if text else []
    best: dict[str, Spelled] = {}
    for text, spelled in zip(fold(APART.join(drafts)).split(APART), found, strict=True):
        if spelled[3]:
            text = fill_in(spelled[3], text)
        known = best.get(text)
        if known is None:
            if text:
                best[text] = spelled
        elif spelled[0] < known[0]:
            best[text] = spelled
    if len(best) < 2:
        return list(best.items())
    return sorted(best.items(), key=_cost_of)[:LIMIT]


def _cost_of(found: tuple[str, Spelled]) -> float:
    return found[1][0]


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
    return letters, readers_for("Latin", letters, lang)


def unread(word: str) -> str:
    """Letters that no table sounds and unidecode does not know, as their code points."""
    return "".join([c if c.isascii() else f"u{ord(c):x}" for c in word.lower() if c.isalnum()])


# What a sound costs, its reader, the number of the way, the vowel filled in, the number of the wording.
Spelled = tuple[float, Reader, int, str, int]


def spellings(letters: str, readers: Fitting) -> tuple[list[str], list[Spelled]]:
    """What each orthography makes of lower-case letters, several drafts where it is in doubt, not yet folded; vowels
    that were left out are not yet filled in.
    """
    drafts: list[str] = []
    found: list[Spelled] = []
    cheapest: dict[str, float] = {}
    for reader, cost in readers:
        if not reader.plain:
            _spell_otherwise(letters, reader, cost, drafts, found, cheapest)
            continue
        draft = reader.drafter.draft(letters)
        if draft.isascii():  # the usual case: one way
            if cost < cheapest.get(draft, inf):  # orthographies that agree on a word are heard once
                cheapest[draft] = cost
                drafts.append(draft)
                found.append((cost, reader, 0, "", 0))
            continue
        for way, (text, more) in enumerate(reader.drafter.ways(draft)):
            paid = cost + more
            if paid < cheapest.get(text, inf):
                cheapest[text] = paid
                drafts.append(text)
                found.append((paid, reader, way, "", 0))
    return drafts, found


def _spell_otherwise(
    letters: str, reader: Reader, cost: float, drafts: list[str], found: list[Spelled], cheapest: dict[str, float]
) -> None:
    """Add what a reader makes of letters that are to be made ready first, or between which vowels were left out."""
    for wording, (spelling, dear) in enumerate(wordings(reader, letters)):
        ways = reader.drafter.drafts(spelling)
        for rank, vowel in enumerate(reader.vowels):
            for way, (draft, more) in enumerate(ways):
                paid = cost + dear + (more + rank * SECOND)
                if not vowel:
                    if paid >= cheapest.get(draft, inf):
                        continue
                    cheapest[draft] = paid
                drafts.append(draft)
                found.append((paid, reader, way, vowel, wording))


def wordings(reader: Reader, letters: str) -> Iterable[tuple[str, float]]:
    """What a reader's rows apply to, and what assuming it costs: the letters made ready, Han signs written out."""
    prepare = reader.prepare
    if not reader.han:
        return ((prepare(letters) if prepare else letters, 0.0),)
    return [(prepare(text) if prepare else text, cost) for text, cost in written(letters, reader.han)]


def fill_in(vowel: str, text: str) -> str:
    """A folded sound with a vowel between consonants; "^a" is one between the first two only."""
    return consonant_pair(vowel.startswith("^")).sub(vowel.strip("^"), text)


def steps_of(sound: Sound, word: str, letters: str) -> tuple[Step, ...]:
    """How a sound comes of the normalised word, of which `letters` are read."""
    if sound.system == UNREAD:
        return (Step(f"{UNREAD}: code points", word, sound.text),)
    reader = reader_of_id(sound.system)
    spelling, _ = list(wordings(reader, letters))[sound.wording]
    rules = [rule for _, rule in reader.rules.scan(spelling)]
    picks, _ = choices(tuple([len(rule.outputs) for rule in rules if len(rule.outputs) > 1]))[sound.way]
    chosen = iter(picks)
    signs = (Step(f"{reader.system}: signs", letters, spelling),) if reader.han else ()
    return (*signs, *[rule.step(next(chosen) if len(rule.outputs) > 1 else 0) for rule in rules])


def fold(phonemes: str) -> str:
    """Phonemes as every spelling system could have kept them apart: glides merged, doubles single."""
    return RUN.sub(first_of_run, folding().draft(phonemes))


def single(phonemes: str) -> str:
    """A string with every run of one character made a single one."""
    return RUN.sub(first_of_run, phonemes)


def first_of_run(run: re.Match[str]) -> str:
    """The character of which a run is made."""
    return run[0][0]


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
