"""A name made ready for comparison: its words with their roles, hyphened names opened, titles left out.

Made once per name and kind, and kept; two sketches are all that aligning needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kzresolve.match.places import Places, places, places_of_word
from kzresolve.match.words import Word, father, word
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
    places: Places | None = None


@dataclass(slots=True, eq=False)
class Sketch:
    """What is compared of a name; `places` are those it may mean as a whole."""

    name: Name
    units: tuple[Unit, ...]
    initials: tuple[Unit, ...]
    legal: frozenset[str]
    suffix: str
    places: Places | None = None

    @property
    def acronym(self) -> str:
        """The name itself if it is one word in capitals ("CSTO"), else ""."""
        words = [unit for unit in self.units if unit.role != "particle"]
        return words[0].text if len(words) == 1 and _LATIN_CAPITALS.fullmatch(words[0].text) else ""


@lru_cache(maxsize=1 << 15)
def sketch(name: str, kind: str | None, *, exonyms: bool = True) -> Sketch:
    """The sketch of a name; `kind` as in parse. exonyms: whether to look up what places it names."""
    parsed = parse(name, kind)
    if exonyms and parsed.kind is None and _has_seat(parsed):
        parsed = parse(name, "ORG")
    units: list[Unit] = []
    initials: list[Unit] = []
    for i, part in enumerate(parsed.parts):
        if part.role == "initial":
            initials.extend(_units(part, i))
        elif part.role not in ("title", "legal", "suffix"):
            units.extend(_units(part, i))
    legal = frozenset(legal_forms().value(folded(part.text)) or part.text for part in parsed.having("legal"))
    suffix = next((suffixes().value(folded(part.text)) or "" for part in parsed.having("suffix")), "")
    made = Sketch(parsed, tuple(units[:_MOST]), tuple(initials[:_MOST]), legal, suffix)
    return _with_places(made) if exonyms and kind != "PER" else made


def _has_seat(name: Name) -> bool:
    """Whether a word that may be a person's name or an organisation (bank) stands beside a place: Bank of England."""
    words = [folded(part.text) for part in name.parts]
    generic = [word for word in words if org_words().value(word) not in (None, "of")]
    return len(words) > len(generic) > 0 and any(places_of_word(word) for word in words if word not in generic)


def _with_places(made: Sketch) -> Sketch:
    """What place the whole name means, or in an organisation's name its words."""
    if made.name.kind == "ORG":
        units = [
            replace(unit, places=places_of_word(unit.text)) if unit.role == "word" and not unit.concept else unit
            for unit in made.units
        ]
        return replace(made, units=tuple(units))
    found = places(made.name.original)
    if found is None and made.name.kind == "LOC":
        found = _without_sort(made)
    return replace(made, places=found)


def _without_sort(made: Sketch) -> Places | None:
    """What "Republic of Kazakhstan" or "город Алматы" means without the word for its sort; a city is no country."""
    sorts = [unit.concept for unit in made.units if unit.concept in _SORTS]
    rest = [unit.text for unit in made.units if unit.concept not in _SORTS and unit.role != "particle"]
    found = places(" ".join(rest)) if sorts else None
    if found is None:
        return None
    kept = frozenset(place for place in found.ids if (len(place) == _COUNTRY) == ("city" not in sorts))
    return replace(found, ids=kept) if kept else None


def _units(part: Part, i: int) -> list[Unit]:
    if part.role == "patronymic":
        return [Unit(part.text, part.role, word(part.text), father(part.text), i, "")]
    pieces = [piece for piece in _HYPHENS.split(part.text) if piece] or [part.text]
    return [Unit(piece, part.role, word(piece), None, i, _concept(piece, part.role)) for piece in pieces]


def _concept(piece: str, role: str) -> str:
    """What a generic word of an organisation or place means, "" for any other."""
    if role != "word":
        return ""
    key = folded(piece)
    return org_words().value(key) or place_words().value(key) or ""
