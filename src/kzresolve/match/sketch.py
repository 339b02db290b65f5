"""A name made ready for comparison: its words with their roles, hyphened names opened, titles left out.

Made once per name and kind, and kept; two sketches are all that aligning needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kzresolve.match.places import Places, places, places_of_word
from kzresolve.match.words import KEPT, Word, father, initial, word
from kzresolve.names.lexicon import folded, legal_forms, org_words, place_words, suffixes
from kzresolve.names.parse import parse

if TYPE_CHECKING:
    from kzresolve.names.parts import Name, Part

_MOST = 32  # words that are compared; no name has more, and aligning takes the square of their number
_SORTS = frozenset({"republic", "kingdom", "city"})
_COUNTRY = 2  # letters of the id of a country
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
    """What is compared of a name; `exonyms`: whether it may be looked up among the names of places."""

    name: Name
    units: tuple[Unit, ...]
    initials: tuple[Unit, ...]
    legal: frozenset[str]
    suffix: str
    exonyms: bool

    @property
    def places(self) -> Places | None:
        """The places it may mean as a whole."""
        return _places_of(self) if self.exonyms and self.name.kind != "ORG" else None

    @property
    def acronym(self) -> str:
        """The name itself if it is one word in capitals ("CSTO"), else ""."""
        if len(self.units) > 1 and "particle" not in (self.units[0].role, self.units[1].role):
            return ""  # the usual case: two words
        words = [unit for unit in self.units if unit.role != "particle"]
        return words[0].text if len(words) == 1 and _LATIN_CAPITALS.fullmatch(words[0].text) else ""


@lru_cache(maxsize=1 << 15)
def sketch(name: str, kind: str | None, *, exonyms: bool = True) -> Sketch:
    """The sketch of a name; `kind` as in parse. exonyms: whether to look up what places it names."""
    exonyms = exonyms and kind != "PER"
    parsed = parse(name, kind)
    if exonyms and parsed.kind is None and _has_seat(parsed):
        parsed = parse(name, "ORG")
    units: list[Unit] = []
    initials: list[Unit] = []
    legal: list[str] = []
    suffix = ""
    for i, part in enumerate(parsed.parts):
        if part.role == "initial":
            initials += _units(part, i)
        elif part.role == "legal":
            legal.append(legal_forms().value(folded(part.text)) or part.text)
        elif part.role == "suffix":
            suffix = suffix or suffixes().value(folded(part.text)) or ""
        elif part.role != "title":
            units += _units(part, i, exonyms=exonyms and parsed.kind == "ORG")
    return Sketch(parsed, tuple(units[:_MOST]), tuple(initials[:_MOST]), frozenset(legal), suffix, exonyms)


def _has_seat(name: Name) -> bool:
    """Whether a word that may be a person's name or an organisation (bank) stands beside a place: Bank of England."""
    words = [folded(part.text) for part in name.parts]
    generic = [word for word in words if org_words().value(word) not in (None, "of")]
    return len(words) > len(generic) > 0 and any(places_of_word(word) for word in words if word not in generic)


@lru_cache(maxsize=KEPT)
def _places_of(name: Sketch) -> Places | None:
    """What place the whole name means."""
    found = places(name.name.original)
    return _without_sort(name) if found is None and name.name.kind == "LOC" else found


def _without_sort(made: Sketch) -> Places | None:
    """What "Republic of Kazakhstan" or "город Алматы" means without the word for its sort; a city is no country."""
    sorts = [unit.concept for unit in made.units if unit.concept in _SORTS]
    rest = [unit.text for unit in made.units if unit.concept not in _SORTS and unit.role != "particle"]
    found = places(" ".join(rest)) if sorts else None
    if found is None:
        return None
    kept = frozenset(place for place in found.ids if (len(place) == _COUNTRY) == ("city" not in sorts))
    return replace(found, ids=kept) if kept else None


def _units(part: Part, i: int, *, exonyms: bool = False) -> list[Unit]:
    """The words of a part; exonyms: whether each that is not generic may name a place."""
    text, role = part.text, part.role
    if role == "patronymic":
        return [Unit(text, role, word(text), father(text), i, "", None)]
    pieces = [text] if text.isalpha() else [piece for piece in _HYPHENS.split(text) if piece] or [text]
    if role != "word":
        made = initial if role == "initial" else word
        return [Unit(piece, role, made(piece), None, i, "", None) for piece in pieces]
    found = []
    for piece in pieces:
        concept = _concept(piece)
        named = places_of_word(piece) if exonyms and not concept else None
        found.append(Unit(piece, role, word(piece), None, i, concept, named))
    return found


def _concept(piece: str) -> str:
    """What a generic word of an organisation or place means, "" for any other."""
    key = folded(piece)
    return org_words().value(key) or place_words().value(key) or ""
