"""A name made ready for comparison: its words with their roles, hyphened names opened, titles left out.

Made once per name and kind, and kept; two sketches are all that aligning needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kzresolve.match.places import COUNTRY, Places, organisation, places, places_of_word
from kzresolve.match.words import Word, father, initial, word, word_of_signs
from kzresolve.names.han import cuts, has_han
from kzresolve.names.lexicon import (
    folded,
    legal_forms,
    org_words,
    patronymics,
    place_words,
    suffixes,
    telling_place_words,
)
from kzresolve.names.looks import two_plain
from kzresolve.names.parse import Taken, look_closely, name_of

_MOST = 32  # words that are compared; no name has more, and aligning takes the square of their number
_NONE: frozenset[str] = frozenset()
_SORTS = frozenset({"republic", "kingdom", "city"})
_HYPHENS = re.compile(r"[-‐‑‒–—־゠]+")
_LATIN_CAPITALS = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2,8}")


@dataclass(slots=True, eq=False)
class Unit:
    """A word that can be aligned: its role, its word, the father's name where it is a patronymic, the part it comes
    from (words of one hyphened part share it), for a generic word of an organisation or place its concept, and for
    another word of an organisation the places it may name.
    """

    text: str
    role: str
    word: Word
    father: Word | None
    part: int
    concept: str
    places: Places | None


@dataclass(slots=True, eq=False)
class Sketch:
    """What is compared of a name: its text and kind as `parse` gives them, its words, and the rest of its parts;
    `exonyms`: whether it may be looked up among the names of places.
    """

    original: str
    kind: str | None
    units: tuple[Unit, ...]
    initials: tuple[Unit, ...]
    legal: frozenset[str]
    suffix: str
    exonyms: bool
    column: str  # the language that its Han signs are read in (text/han.py), "" where it has none

    @property
    def places(self) -> Places | None:
        """The places it may mean as a whole; of an organisation, the body of many names."""
        if not self.exonyms:
            return None
        return organisation(self.original) if self.kind == "ORG" else _places_of(self)

    @property
    def acronym(self) -> str:
        """The name itself if it is one word in capitals ("CSTO"), else ""."""
        if len(self.units) > 1 and "particle" not in (self.units[0].role, self.units[1].role):
            return ""  # the usual case: two words
        words = [unit for unit in self.units if unit.role != "particle"]
        return words[0].text if len(words) == 1 and _LATIN_CAPITALS.fullmatch(words[0].text) else ""


def sketch(name: str, kind: str | None, *, exonyms: bool = True) -> Sketch:
    """The sketch of a name; `kind` as in parse. exonyms: whether to look up what places it names. Of a name in Han
    signs, the likeliest of its views.
    """
    return _views(name, kind, exonyms)[0]


def views(name: str, kind: str | None, *, exonyms: bool = True) -> tuple[Sketch, ...]:
    """The ways to see a name, likeliest first: one, but of Han signs one for each language that may have written them,
    which cuts and reads the whole name its own way.
    """
    return _views(name, kind, exonyms)


@lru_cache(maxsize=1 << 15)
def _views(name: str, kind: str | None, exonyms: bool) -> tuple[Sketch, ...]:
    person = kind == "PER"
    exonyms = exonyms and not person
    told = two_plain(name) if (person or kind is None) and isinstance(name, str) else None
    if told is not None:  # the usual case
        if told[0][1].isalpha() and told[1][1].isalpha():
            pair = tuple([Unit(text, role, word(text), None, i, "", None) for i, (role, text) in enumerate(told)])
            return (Sketch(name, kind, pair, (), _NONE, "", exonyms, ""),)
        return (_seen(name, kind, "", told, exonyms=exonyms),)
    taken = look_closely(name, kind)
    if taken.listed and exonyms and taken.kind is None and _has_seat(taken):
        taken = look_closely(name, "ORG")
    if not has_han(name):
        words = [(role, token.text) for role, token in zip(taken.roles, taken.tokens, strict=True)]
        return (_seen(name, taken.kind, "", words, exonyms=exonyms),)
    found = cuts(name_of(name, taken))
    return tuple([_seen(name, taken.kind, cut.column, cut.words, exonyms=exonyms) for cut in found])


@lru_cache(maxsize=1 << 13)
def recut(view: Sketch, ends: tuple[int, ...]) -> Sketch:
    """The view of a name of one word, cut into words that end at these places of it."""
    text = view.units[0].text
    words = [("word", text[here:there]) for here, there in pairwise((0, *ends, len(text)))]
    return _seen(view.original, view.kind, view.column, words, exonyms=view.exonyms)


def _seen(original: str, kind: str | None, column: str, words: Sequence[tuple[str, str]], *, exonyms: bool) -> Sketch:
    """The sketch of a name whose words are given with the role of each."""
    units: list[Unit] = []
    initials: list[Unit] = []
    legal: list[str] = []
    suffix = ""
    for i, (role, text) in enumerate(words):
        if role == "patronymic":
            _add_patronymic(units, text, i)
        elif role == "initial":
            initials += _units(role, text, i, column)
        elif role == "legal":
            legal.append(legal_forms().value(folded(text)) or text)
        elif role == "suffix":
            suffix = suffix or suffixes().value(folded(text)) or ""
        elif role != "title":
            units += _units(role, text, i, column, kind, exonyms=exonyms)
    held = tuple(units[:_MOST]), tuple(initials[:_MOST])
    return Sketch(original, kind, *held, frozenset(legal) if legal else _NONE, suffix, exonyms, column)


def _has_seat(taken: Taken) -> bool:
    """Whether a word that may be a person's name or an organisation (bank) stands beside a place: Bank of England."""
    words = [folded(token.text) for token in taken.tokens]
    generic = [word for word in words if org_words().value(word) not in (None, "of")]
    return len(words) > len(generic) > 0 and any(places_of_word(word) for word in words if word not in generic)


def _places_of(name: Sketch) -> Places | None:
    """What place the whole name means."""
    found = places(name.original)
    plain = _without_sort(name) if name.kind == "LOC" else None
    if found is None or plain is None:
        return found or plain
    return replace(found, ids=found.ids | plain.ids)  # Kuwait City may be listed apart from Kuwait, the city


def _without_sort(made: Sketch) -> Places | None:
    """What "Republic of Kazakhstan" or "город Алматы" means without the word for its sort; a city is no country."""
    sorts = [unit.concept for unit in made.units if unit.concept in _SORTS]
    rest = [unit.text for unit in made.units if unit.concept not in _SORTS and unit.role != "particle"]
    found = places(" ".join(rest)) if sorts else None
    if found is None:
        return None
    kept = frozenset(place for place in found.ids if (len(place) == COUNTRY) == ("city" not in sorts))
    return replace(found, ids=kept) if kept else None


def _add_patronymic(units: list[Unit], text: str, i: int) -> None:
    """A father's name; a word for son or daughter after it ("Аждар оглы") makes one patronymic with it."""
    before = units[-1] if units and units[-1].role == "patronymic" else None
    if before is not None and not patronymics().apart.isdisjoint(word(text).sounds):
        whole, named = f"{before.text} {text}", word(before.text)
        units[-1] = replace(before, text=whole, word=word(before.text + text), father=named)
    else:
        units.append(Unit(text, "patronymic", word(text), father(text), i, "", None))


def _units(role: str, text: str, i: int, column: str, kind: str | None = None, *, exonyms: bool = False) -> list[Unit]:
    """The words of part `i` of a name of a kind, Han signs read in a language; exonyms: whether each of an organisation
    that is not generic may name a place.
    """
    pieces = [text] if text.isalpha() else [piece for piece in _HYPHENS.split(text) if piece] or [text]
    if role != "word":
        if role == "initial":
            return [Unit(piece, role, initial(piece), None, i, "", None) for piece in pieces]
        spelled = "nan" if column == "sea" and role == "given" else column
        return [Unit(piece, role, _word(piece, spelled), None, i, "", None) for piece in pieces]
    found = []
    for piece in pieces:
        concept = _concept(piece, kind)
        named = places_of_word(piece) if exonyms and kind == "ORG" and not concept else None
        found.append(Unit(piece, role, _word(piece, column), None, i, concept, named))
    return found


def _word(piece: str, column: str) -> Word:
    return word_of_signs(piece, column) if column and has_han(piece) else word(piece)


def _concept(piece: str, kind: str | None) -> str:
    """What a generic word of an organisation or place means, "" for any other."""
    key = folded(piece)
    words = place_words() if kind == "LOC" else telling_place_words()
    return org_words().value(key) or words.value(key) or ""
