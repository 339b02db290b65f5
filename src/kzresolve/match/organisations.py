"""What is different about organisations: acronyms stand for names, and legal forms may differ or agree.

The words themselves are compared as words; generic ones ("Ministry") weigh little and contradict much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzresolve.match.places import COUNTRY
from kzresolve.match.reason import Reason
from kzresolve.names.phonetic import coarse

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch, Unit

# Sorts of bodies (names/org_words.tsv) that most states have one of under the same name.
_OF_A_STATE = frozenset({"ministry", "court", "government", "parliament", "prosecutor", "army"})


def organisation_reasons(a: Sketch, b: Sketch, found: list[Reason]) -> list[Reason]:
    """The reasons for two organisations: an acronym replaces all word by word reasons, legal forms are added."""
    if _abbreviates(a, b) or _abbreviates(b, a):
        left, right = a.original, b.original
        return [Reason("acronym", left, right, "the first letters of its words", (("acronym", 1.0),))]
    if a.legal and b.legal:
        agree = bool(a.legal & b.legal)
        feature = "legal" if agree else "legal-conflict"
        kind = "same" if agree else "contradicted"
        left, right = " ".join(sorted(a.legal)), " ".join(sorted(b.legal))
        found = [*found, Reason(kind, left, right, "legal form", ((feature, 1.0),))]
    if _is_told_by_country(a, b):
        detail = "only one of them says of which country, and most have one"
        found = [*found, Reason("missing", a.original, b.original, detail, (("country", 1.0),))]
    return found


def _is_told_by_country(a: Sketch, b: Sketch) -> bool:
    """Whether two bodies of one sort, ministries or courts, differ in that one names its country and the other none:
    every country has a ministry of justice.
    """
    return _names_country(a) != _names_country(b) and bool(_sorts(a) & _sorts(b))


def _names_country(name: Sketch) -> bool:
    """Whether a word of a name is a country or its adjective."""
    return any(len(place) == COUNTRY for unit in name.units if unit.places for place in unit.places.ids)


def _sorts(name: Sketch) -> set[str]:
    """The sorts of bodies that a name says."""
    return {unit.concept for unit in name.units if unit.concept} & _OF_A_STATE


def _abbreviates(short: Sketch, full: Sketch) -> bool:
    acronym = short.acronym
    words = [unit for unit in full.units if unit.role != "particle"]
    if not acronym or len(words) < 2:
        return False
    return acronym in (_letters(words), _letters(list(full.units))) or _sounds(acronym) == _sounds(_letters(words))


def _letters(units: list[Unit]) -> str:
    return "".join(unit.text[0] for unit in units).upper()


def _sounds(letters: str) -> str:
    """Cyrillic and Latin acronyms letter by letter (ОДКБ is not CSTO, but КНБ is KNB)."""
    from kzresolve.match.words import word

    return "".join(coarse(word(letter).sounds[0]) for letter in letters)
