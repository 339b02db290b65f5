"""The orthographies that can be read, made ready, and which of them may have written a word.

A Latin word is read by an orthography only where it shows one of its marks; in other scripts the alphabets decide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from math import inf

from kzresolve.text.drafts import Drafter
from kzresolve.text.fallback import latin_of_char
from kzresolve.text.rewrite import Rules, grapheme_of
from kzresolve.text.syllables import Prepare, preparation
from kzresolve.text.systems import (
    Table,
    alphabets,
    languages_in,
    languages_of,
    load,
    spoken_in,
    tables_reading,
    users_of_letters,
)

NEXT_LANGUAGE = 0.05  # cost of the second language whose alphabet has all letters of a word
UNLIKELY = 0.15  # cost of a Latin orthography that has no row for a letter, or something speaks against
EDGE = "\0"  # a word's edge among its letters; no normalised word holds it


class Reader:
    """A reading table, made ready when it is first used, as of fifty tables a word needs a few. `marks` is what a word
    must show to be read so, empty where nothing; what is in `against` makes the reading less likely. `EDGE` in either
    is a word's edge. `known`: the letters of its rows. `vowels`: what its script may leave out between consonants;
    first of all, nothing. `han`: the column of text/han.py in which Han signs are written out first, "" where letters
    are read as they stand. `plain`: whether nothing but its rules is needed.
    """

    def __init__(self, table: Table) -> None:
        settings = table.settings
        self.system, self.langs = table.system.id, table.system.langs
        self.cost: float = settings.get("cost", 0.0)
        marks = set(map(mark_of, settings.get("marks", ())))
        if not marks and "alphabet" in settings and "inherits" in settings and "between_consonants" not in settings:
            # Without a letter that it sounds in its own way, a word reads as in the language it inherits from.
            marks = set(map(grapheme_of, settings.get("letters", {})))
        self.marks = tuple(sorted(marks))
        self.against = tuple(map(mark_of, settings.get("against", ())))
        self.prepare: Prepare | None = preparation(settings)
        self.vowels: tuple[str, ...] = ("", *settings.get("between_consonants", ()))
        self.han: str = settings.get("han", "")
        self.plain = not (self.prepare or len(self.vowels) > 1 or self.han)
        self._table = table

    @cached_property
    def _rows(self) -> dict[str, tuple[str, ...]]:
        settings = self._table.settings
        rows = dict(self._table.rows)
        if "inverse_of" in settings:
            rows |= rows_of_inverse(load(f"orthographies/{settings['inverse_of']}.toml"), settings["through"])
        if settings.get("decompose"):
            rows = {unicodedata.normalize("NFD", key): outputs for key, outputs in rows.items()}
        return rows

    @cached_property
    def known(self) -> frozenset[str]:
        """The letters of its rows."""
        return frozenset("".join(map(grapheme_of, self._rows)))

    @cached_property
    def rules(self) -> Rules:
        """Its rows, to be followed step by step."""
        name, rows, classes = self.system, self._rows, self._table.classes
        return Rules(name, rows, classes, base_letter_with(name, rows, classes))

    @cached_property
    def drafter(self) -> Drafter:
        """Its rows, run for their outcome alone."""
        return Drafter(self.rules)


Fitting = tuple[tuple[Reader, float], ...]  # readers and what it costs to assume each


def readers_for(script: str, letters: str, lang: str | None) -> Fitting:
    """The readers of a script that may have written the lower-case `letters`, and their costs; empty for no
    table.
    """
    marks = marks_of(script)
    shown = marks.shown_in(letters)
    return _fitting(script, lang, shown, languages_of(letters, script) if shown >= marks.none_fits else ())


def cost_of(system: str, word: str) -> float:
    """What it costs to assume that the Latin orthography `system` wrote a word, whether or not the word shows its
    marks.
    """
    reader = reader_of_id(system)
    letters = word.lower()
    unlikely = any(not c.isascii() and c.isalpha() and c not in reader.known for c in letters)
    return reader.cost + UNLIKELY * (unlikely or any(sign in f"{EDGE}{letters}{EDGE}" for sign in reader.against))


@lru_cache(maxsize=1 << 14)
def _fitting(script: str, lang: str | None, shown: int, nearest: tuple[str, ...]) -> Fitting:
    """`readers_for` by what the letters show; nearest: the languages they may belong to where no alphabet fits."""
    foreign = 0.0 if lang is None else NEXT_LANGUAGE
    fitting = []
    readers = readers_of(script)
    languages = nearest or marks_of(script).languages(shown)
    settled = {known for known, _ in alphabets(script)}  # languages told by their alphabet alone
    for n, reader in enumerate(readers):
        marked = shown >> n & 1
        if not marked and lang is None and not languages:
            continue  # the usual case, for Latin
        if lang is not None and lang in reader.langs:
            fitting.append((reader, 0.0))
        elif reader.langs[0] in languages:
            rank = languages.index(reader.langs[0])
            if not rank or marked:
                fitting.append((reader, reader.cost + foreign + NEXT_LANGUAGE * rank))
        elif marked and reader.langs[0] not in settled:
            unlikely = shown >> len(readers) >> n & 1
            fitting.append((reader, reader.cost + foreign + UNLIKELY * unlikely))
    return tuple(fitting)


class Marks:
    """What the letters of a word tell about the readers of a script, looked up for all readers together.

    It is a number. Of N readers, bit n is set where reader n has no marks or one of its marks stands in the word, bit
    N + n where something speaks against reader n, as a Latin letter that it has no row for; above these are the bits of
    the languages whose alphabet lacks a letter. Marks of one character are found by it, others by their first two.
    """

    def __init__(self, script: str) -> None:
        self._script = script
        self._readers = readers_of(script)
        self._always = 0
        self._letters: dict[str, int] = {}
        self._longer: dict[str, dict[str, int]] = {}
        for n, reader in enumerate(self._readers):
            if not reader.marks:
                self._always |= 1 << n
            for marks, bit in ((reader.marks, n), (reader.against, n + len(self._readers))):
                for mark in marks:
                    home = self._letters if len(mark) == 1 else self._longer.setdefault(mark[:2], {})
                    home[mark] = home.get(mark, 0) | 1 << bit
        self._every = (1 << len(alphabets(script))) - 1
        self._met: set[str] = set()  # the letters beyond ASCII whose lack is in `_letters`
        # The least number that says that every alphabet lacks a letter.
        self.none_fits = self._every << 2 * len(self._readers) if self._every else inf

    def shown_in(self, letters: str) -> int:
        """What the lower-case `letters` of a word show."""
        if not letters.isascii() and not self._met.issuperset(letters):
            self._meet(letters)
        shown = self._always
        single, longer = self._letters, self._longer
        word = f"{EDGE}{letters}{EDGE}"
        before = ""
        begun = []
        for letter in word:
            if letter in single:
                shown |= single[letter]
            pair = before + letter
            if pair in longer:
                begun.append(pair)
            before = letter
        for pair in dict.fromkeys(begun):
            for mark, readers in longer[pair].items():
                if mark in word:
                    shown |= readers
        return shown

    def languages(self, shown: int) -> tuple[str, ...]:
        """The languages whose alphabet has every letter of a word that shows this; without alphabets, all there are."""
        if not self._every:
            return spoken_in(self._script)
        return languages_in(self._script, self._every & ~(shown >> 2 * len(self._readers)))

    def _meet(self, letters: str) -> None:
        """Look up who lacks letters that were not seen before."""
        for letter in set(letters) - self._met:
            lacked = 0 if letter.isascii() else self._lacked(letter)
            if lacked:
                self._letters[letter] = self._letters.get(letter, 0) | lacked
            self._met.add(letter)

    def _lacked(self, letter: str) -> int:
        """Who lacks a letter beyond ASCII: the readers of a Latin word, the alphabets of another script."""
        if self._script == "Latin":
            lacking = [1 << n for n, reader in enumerate(self._readers) if letter not in reader.known]
            return sum(lacking) << len(self._readers)
        if not self._every or not letter.isalpha():
            return 0
        users, shared = users_of_letters(self._script)
        missing = 0 if letter in shared else self._every & ~users.get(letter, 0)
        return missing << 2 * len(self._readers)


@cache
def marks_of(script: str) -> Marks:
    """The marks of the readers of a script."""
    return Marks(script)


@cache
def readers_of(script: str) -> tuple[Reader, ...]:
    """Every reader of a script; those of other scripts are not compiled."""
    tables = [table for table in tables_reading(script) if "style_of" not in table.settings]
    return tuple([reader_of_id(table.system.id) for table in tables])


@cache
def readers_of_signs(column: str) -> Fitting:
    """The readers that write Han signs out in a column of text/han.py."""
    return tuple([(reader, reader.cost) for reader in readers_of("Han") if reader.han == column])


@cache
def reader_of_id(system: str) -> Reader:
    """The reader with that id."""
    return Reader(load(f"readings/{system}.toml"))


def rows_of_inverse(orthography: Table, through: str) -> dict[str, tuple[str, ...]]:
    """Rows that read what `orthography` writes: each spelling sounds as the letter it stands for in table
    `through`.
    """
    sounds = reader_of_id(through).rules
    known = load(f"readings/{through}.toml").rows
    rows: dict[str, dict[str, None]] = {}
    for key, outputs in orthography.rows.items():
        letter = grapheme_of(key)
        if outputs[0] and letter in known:
            rows.setdefault(outputs[0], {}).update(dict.fromkeys(sounds.outputs_of(letter)))
    return {spelling: tuple(outputs) for spelling, outputs in rows.items()}


def mark_of(mark: str) -> str:
    """A mark as it stands in a word between two edges: letters, with ^ or $ for the edge."""
    return EDGE * mark.startswith("^") + mark.strip("^$") + EDGE * mark.endswith("$")


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
        return "".join([known().outputs_of(c)[0] for c in base if c in rows])

    return other
