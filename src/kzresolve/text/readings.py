"""What a word may sound like: each orthography that could have written it gives a reading in one small
alphabet of phonemes (tables/phonemes.toml), so that two spellings meet where a reading of both is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from kzresolve.tables import read_toml
from kzresolve.text.fallback import latin, latin_of_char
from kzresolve.text.normalise import normalise
from kzresolve.text.rewrite import Rule, Rules, Step, grapheme_of
from kzresolve.text.scripts import script_of
from kzresolve.text.syllables import Prepare, preparation
from kzresolve.text.systems import Table, languages_of, load, reading_tables
from kzresolve.values import Value

LIMIT = 8  # readings of a word that are kept
CACHED = 64  # words longer than this are no names and would fill the cache
CHOICES = 4  # combinations of doubtful graphemes tried one by one; beyond that all take the second output
SECOND = 0.1  # cost of taking a grapheme's second output
NEXT_LANGUAGE = 0.05  # cost of the second language whose alphabet has all letters of a word
RUN = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """A reading: `text` in phonemes, the `system` assumed, `cost` 0 (expected) to 1 (far-fetched), and the
    steps.
    """

    text: str
    system: str
    cost: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reading table made ready. `marks` is what a word must show to be read so, None where nothing."""

    system: str
    langs: tuple[str, ...]
    cost: float
    rules: Rules
    marks: re.Pattern[str] | None
    prepare: Prepare | None
    vowels_left_out: tuple[str, ...]


def read_word(word: str, lang: str | None = None) -> tuple[Reading, ...]:
    """The readings of one word (no spaces), cheapest first, at most eight with different texts.

    `lang` (ISO 639) makes that language's own reading the cheapest. Never empty for a word with a letter in
    any script; empty for one without. Raises InputError for lone surrogates.

    >>> read_word("Токаев")[0].text, read_word("Tokajew", "de")[0].text
    ('tokaev', 'tokaev')
    """
    return read_cached(word, lang) if len(word) <= CACHED else read(word, lang)


def read(word: str, lang: str | None) -> tuple[Reading, ...]:
    """`read_word` without the cache."""
    word, steps = normalise(word)
    letters = word.lower()
    script = script_of(letters)
    if not script:
        return (unread(word, steps),) if any(map(str.isalpha, word)) else ()
    readers = readers_for(script, letters, lang)
    if not readers:
        letters = latin(letters).lower()
        readers = readers_of_fallback(script) or readers_for("Latin", letters, lang)
    best: dict[str, tuple[float, Reader, Spelled]] = {}
    for reader, cost in readers:
        for spelled in read_with(reader, letters):
            paid = cost + spelled.cost
            known = best.get(spelled.text)
            if spelled.text and (known is None or paid < known[0]):
                best[spelled.text] = (paid, reader, spelled)
    ranked = sorted(best.values(), key=lambda found: found[0])[:LIMIT]
    return tuple([Reading(s.text, reader.system, min(paid, 1.0), steps + s.steps) for paid, reader, s in ranked]) or (
        unread(word, steps),
    )


read_cached = lru_cache(maxsize=1 << 16)(read)


def unread(word: str, steps: tuple[Step, ...]) -> Reading:
    """The reading of letters that no table sounds and unidecode does not know: their code points."""
    text = "".join([c if c.isascii() else f"u{ord(c):x}" for c in word.lower() if c.isalnum()])
    return Reading(text, "fallback", 1.0, (*steps, Step("fallback: code points", word, text)))


def readers_for(script: str, letters: str, lang: str | None) -> list[tuple[Reader, float]]:
    """The readers of a script that may have written the lower-case `letters`, and their costs; empty for no
    table.
    """
    languages = languages_of(letters, script)
    if lang is None and not languages:  # the usual case, for Latin
        return [pair for pair, shows in told_by_marks(script) if shows is None or shows(letters)]
    foreign = 0.0 if lang is None else NEXT_LANGUAGE
    fitting = []
    for reader in readers_of(script):
        if lang is not None and lang in reader.langs:
            fitting.append((reader, 0.0))
        elif reader.langs[0] in languages:
            rank = languages.index(reader.langs[0])
            if not rank or reader.marks is None or reader.marks.search(letters):
                fitting.append((reader, reader.cost + foreign + NEXT_LANGUAGE * rank))
        elif not languages and (reader.marks is None or reader.marks.search(letters)):
            fitting.append((reader, reader.cost + foreign))
    return fitting


@cache
def told_by_marks(script: str) -> list[tuple[tuple[Reader, float], Callable[[str], object] | None]]:
    """The readers of a script and their costs, each with the search for the marks that a word must show."""
    readers = readers_of(script)
    return [((reader, reader.cost), None if reader.marks is None else reader.marks.search) for reader in readers]


class Spelled(NamedTuple):
    """One thing an orthography makes of a word."""

    text: str
    cost: float
    steps: tuple[Step, ...]


def read_with(reader: Reader, letters: str) -> list[Spelled]:
    """What one orthography makes of lower-case letters; several where it is in doubt."""
    if reader.prepare is not None:
        letters = reader.prepare(letters)
    pieces: list[str] = []  # every second one is a rule's output, from the second on
    steps: list[Step] = []
    doubtful = []
    at = 0
    for start, rule in reader.rules.scan(letters):
        if len(rule.outputs) > 1:
            doubtful.append((len(steps), rule))
        pieces += letters[at:start], rule.outputs[0]
        steps.append(rule.steps[0])
        at = start + len(rule.grapheme)
    pieces.append(letters[at:])
    spelled = [Spelled(fold("".join(pieces)), 0.0, tuple(steps))]
    for picks, cost in second_choices(doubtful):
        for (index, rule), pick in zip(doubtful, picks, strict=True):
            pieces[2 * index + 1] = rule.outputs[pick]
            steps[index] = rule.steps[pick]
        spelled.append(Spelled(fold("".join(pieces)), cost, tuple(steps)))
    filled: list[Spelled] = []
    for rank, vowel in enumerate(reader.vowels_left_out, 1):
        pair = consonant_pair(vowel.startswith("^"))
        filled += [Spelled(pair.sub(vowel.strip("^"), s.text), s.cost + rank * SECOND, s.steps) for s in spelled]
    return spelled + filled


def second_choices(doubtful: list[tuple[int, Rule]]) -> list[tuple[tuple[int, ...], float]]:
    """Which outputs to take beside the likeliest, and their cost: all combinations while few, else all
    alike.
    """
    if not doubtful:
        return []
    sizes = [len(rule.outputs) for _, rule in doubtful]
    if prod(sizes) <= CHOICES:
        return [(picks, SECOND * sum(picks)) for picks in list(product(*map(range, sizes)))[1:]]
    return [(tuple([min(pick, size - 1) for size in sizes]), SECOND * pick) for pick in range(1, max(sizes))]


@lru_cache(maxsize=1 << 14)
def fold(phonemes: str) -> str:
    """Phonemes as every spelling system could have kept them apart: glides merged, doubles single."""
    return single(folding().apply(phonemes))


def single(phonemes: str) -> str:
    """A string with every run of one character made a single one."""
    if RUN.search(phonemes) is None:
        return phonemes
    return phonemes[:1] + "".join(
        [char for char, before in zip(phonemes[1:], phonemes, strict=False) if char != before]
    )


@cache
def folding() -> Rules:
    """The rules that merge what spelling systems do not keep apart."""
    table = read_toml("phonemes.toml")
    rows = {key: (output,) for key, output in table["fold"].items()}
    return Rules("phonemes", rows, table["classes"])


@cache
def consonant_pair(first: bool) -> re.Pattern[str]:
    """Between two consonants, or only the word's first two: where a script may have left a vowel out."""
    consonants = read_toml("phonemes.toml")["classes"]["consonant"]
    return re.compile(f"(?<=^[{consonants}])(?=[{consonants}])" if first else f"(?<=[{consonants}])(?=[{consonants}])")


@cache
def readers_of(script: str) -> tuple[Reader, ...]:
    """Every reader of a script; those of other scripts are not compiled."""
    return tuple([reader_of(table) for table in reading_tables().values() if table.system.source_script == script])


@cache
def readers_of_fallback(script: str) -> list[tuple[Reader, float]]:
    """The Latin readers that say they read unidecode's Latin for `script` (pinyin for Han)."""
    tables = [t for t in reading_tables().values() if script in t.settings.get("reads_latin_of", ())]
    return [(reader, reader.cost) for reader in map(reader_of, tables)]


@cache
def reader_of_id(system: str) -> Reader:
    """The reader with that id."""
    return reader_of(reading_tables()[system])


def reader_of(table: Table) -> Reader:
    """A reading table compiled."""
    settings = table.settings
    rows = dict(table.rows)
    if "inverse_of" in settings:
        rows |= rows_of_inverse(load(f"orthographies/{settings['inverse_of']}.toml"), settings["through"])
    marks = [mark_pattern(mark) for mark in settings.get("marks", ())]
    if "alphabet" in settings and "inherits" in settings and "between_consonants" not in settings:
        # Without a letter that it sounds in its own way, a word reads as in the language it inherits from.
        marks = sorted({mark_pattern(grapheme_of(key)) for key in settings.get("letters", {})})
    rules = Rules(table.system.id, rows, table.classes, base_letter_with(table.system.id, rows, table.classes))
    return Reader(
        table.system.id,
        table.system.langs,
        settings.get("cost", 0.0),
        rules,
        re.compile("|".join(marks)) if marks else None,
        preparation(settings),
        tuple(settings.get("between_consonants", ())),
    )


def rows_of_inverse(orthography: Table, through: str) -> dict[str, tuple[str, ...]]:
    """Rows that read what `orthography` writes: each spelling sounds as the letter it stands for in table
    `through`.
    """
    sounds = reader_of_id(through).rules
    rows: dict[str, dict[str, None]] = {}
    for key, outputs in orthography.rows.items():
        letter = grapheme_of(key)
        if outputs[0]:
            rows.setdefault(outputs[0], {}).update(dict.fromkeys(sounds.outputs_of(letter)))
    return {spelling: tuple(outputs) for spelling, outputs in rows.items()}


def mark_pattern(mark: str) -> str:
    """A mark as a regular expression: letters, with ^ or $ for a word's edge."""
    core = re.escape(mark.strip("^$"))
    return ("^" if mark.startswith("^") else "") + core + ("$" if mark.endswith("$") else "")


def base_letter_with(
    name: str, rows: Mapping[str, tuple[str, ...]], classes: Mapping[str, str]
) -> Callable[[str], str]:
    """How a table reads a letter it lacks: as its base letter (é as e); digits stay, other signs are
    silent.
    """

    @cache
    def known() -> Rules:
        return Rules(name, rows, classes)

    def other(char: str) -> str:
        if char.isdigit():
            return char
        base = latin_of_char(char).lower() if char.isalpha() else ""
        return "".join([known().apply(c) for c in base if c in rows])

    return other
