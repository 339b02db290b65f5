"""The word lists of tables/names/, read once and looked up without regard to case.

Forms of several words ("limited liability partnership") are found from any word of a token list.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.tables import read_tsv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def folded(word: str) -> str:
    """The key of a word: no case, no dots, one apostrophe."""
    if word.isalpha() and word.isascii():
        return word.lower()
    return word.casefold().replace(".", "").replace("’", "'").replace("ʼ", "'")


class Lexicon:
    """Forms of one or more words with a value each."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self._forms = {tuple(map(folded, form.split())): value for form, value in rows}
        self._longest: dict[str, int] = {}
        for words in self._forms:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    @property
    def first_words(self) -> Iterable[str]:
        """The words that forms begin with."""
        return self._longest.keys()

    def __contains__(self, word: str) -> bool:
        return (word,) in self._forms

    def value(self, word: str) -> str | None:
        """The value of a form of one folded word, or None."""
        return self._forms.get((word,))

    def length_at(self, words: Sequence[str], i: int) -> int:
        """How many folded words from `i` on make the longest form listed; 0 if none."""
        for length in range(min(self._longest.get(words[i], 0), len(words) - i), 0, -1):
            if tuple(words[i : i + length]) in self._forms:
                return length
        return 0


@cache
def titles() -> Lexicon:
    """Titles, honorifics, offices."""
    return Lexicon([(row["word"], row["lang"]) for row in read_tsv("names/titles.tsv")])


@cache
def postnominals() -> Lexicon:
    """Honours and degrees after a name; the value says where they stand ("last", "comma", "rest")."""
    return Lexicon([(row["word"], row["where"]) for row in read_tsv("names/postnominals.tsv")])


@cache
def legal_forms() -> Lexicon:
    """Legal forms; the value is their class ("llp", "jsc", ...)."""
    return Lexicon([(row["word"], row["class"]) for row in read_tsv("names/legal_forms.tsv")])


@cache
def org_words() -> Lexicon:
    """Generic words of organisations; the value is the concept that joins translations, "of" for words of no weight."""
    return Lexicon([(row["word"], row["concept"]) for row in read_tsv("names/org_words.tsv")])


@cache
def place_words() -> Lexicon:
    """Words that say what sort of place or which part of it is meant; the value is the concept."""
    return Lexicon([(row["word"], row["concept"]) for row in _place_rows()])


@cache
def place_parts() -> frozenset[str]:
    """The concepts of place words that make another place of a name: "east", "new", "saint"."""
    return _concepts_of("part") | _concepts_of("begins")


@cache
def place_features() -> frozenset[str]:
    """The concepts of place words for features of the land: "lake", "river". They may be names of people as well."""
    return _concepts_of("feature") - _concepts_of("sort")


@cache
def telling_place_words() -> Lexicon:
    """Place words that hardly anybody is called, so that they can tell a place's name; the value is the concept."""
    return Lexicon([(row["word"], row["concept"]) for row in _place_rows() if row["says"] in ("sort", "part")])


def _concepts_of(says: str) -> frozenset[str]:
    return frozenset(row["concept"] for row in _place_rows() if row["says"] == says)


@cache
def _place_rows() -> list[dict[str, str]]:
    return read_tsv("names/place_words.tsv")


@cache
def particles() -> Lexicon:
    """Small words inside names."""
    return Lexicon([(row["word"], row["lang"]) for row in read_tsv("names/particles.tsv")])


@cache
def suffixes() -> Lexicon:
    """Words that tell generations apart; the value is what they say."""
    return Lexicon([(row["word"], row["meaning"]) for row in read_tsv("names/suffixes.tsv")])


@cache
def letter_names() -> Lexicon:
    """Names of Latin letters in other scripts; the value is the letters that may be meant."""
    return Lexicon([(row["word"], row["letters"]) for row in read_tsv("names/letter_names.tsv")])


@cache
def listed_words() -> frozenset[str]:
    """The words that begin a form in any of these lists: a name without any is made of names and initials alone."""
    lists = (
        titles(),
        legal_forms(),
        org_words(),
        place_words(),
        particles(),
        suffixes(),
        letter_names(),
        postnominals(),
    )
    return frozenset(word for words in lists for word in words.first_words)


@cache
def compound_surnames() -> frozenset[str]:
    """Family names of two characters in scripts without spaces."""
    return frozenset(row["word"] for row in read_tsv("names/compound_surnames.tsv"))


class Endings:
    """Endings in phonemes, of which the longest that a phoneme string has is found by its last letters."""

    def __init__(self, endings: Iterable[str]) -> None:
        longest_first = sorted(endings, key=lambda ending: (-len(ending), ending))
        self._shared = min(map(len, longest_first))
        self._alike: dict[str, list[str]] = {}
        for ending in longest_first:
            self._alike.setdefault(ending[-self._shared :], []).append(ending)

    def of(self, sound: str) -> str:
        """The longest of the endings that a phoneme string has, "" for none."""
        alike = self._alike.get(sound[-self._shared :])
        if alike is not None:
            for ending in alike:
                if sound.endswith(ending):
                    return ending
        return ""


@dataclass(frozen=True, slots=True)
class Patronymics:
    """Endings and free words, in phonemes; `father` is what replaces a solid ending, `gender` whose it is: "m", "f".
    surnames: ends of patronymics that are as often ends of family names; last: those that in the last word are.
    """

    solid: Endings
    apart: frozenset[str]
    father: dict[str, str]
    gender: dict[str, str]
    surnames: tuple[str, ...]
    last: tuple[str, ...]


@cache
def patronymics() -> Patronymics:
    """The endings of patronymics."""
    rows = read_tsv("names/patronymics.tsv")
    solid = {row["ending"]: row["father"] for row in rows if row["form"] == "solid"}
    return Patronymics(
        Endings(solid),
        frozenset(row["ending"] for row in rows if row["form"] == "apart"),
        solid,
        {row["ending"]: row["gender"] for row in rows if row["form"] == "solid"},
        tuple(row["ending"] for row in rows if row["form"] == "surname"),
        tuple(row["ending"] for row in rows if row["form"] == "last"),
    )


class Father(NamedTuple):
    """A row of fathers.tsv: an ending, what replaces it in the father's own name, where the word stands ("middle" or
    "either"), and the ends of the family name beside it, any where empty.
    """

    ending: str
    father: str
    place: str
    beside: tuple[str, ...]


@cache
def fathers(script: str) -> tuple[Father, ...]:
    """Endings of fathers' names that are patronymics by their place alone, longest first."""
    rows = [row for row in read_tsv("names/fathers.tsv") if row["script"] == script]
    found = [Father(row["ending"], row["father"], row["place"], tuple(row["beside"].split())) for row in rows]
    return tuple(sorted(found, key=lambda row: (-len(row.ending), row)))


def father_ending(word: str, script: str) -> Father | None:
    """The row for the ending of a word, None if it has none of them."""
    rows = fathers(script)
    bare = unaccented(word) if rows else ""
    return next((row for row in rows if bare.endswith(row.ending) and len(bare) > len(row.ending) + 1), None)


def unaccented(word: str) -> str:
    """Letters without case and accents."""
    if word.isascii():
        return word.lower()
    return "".join([c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c)])


@cache
def family_endings() -> Endings:
    """Endings that mark a family name, in phonemes."""
    return Endings([row["ending"] for row in read_tsv("names/family_endings.tsv")])
