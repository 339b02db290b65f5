"""What is different about organisations: acronyms stand for names, and legal forms may differ or agree.

The words themselves are compared as words; generic ones ("Ministry") weigh little and contradict much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzresolve.match.reason import Reason
from kzresolve.names.phonetic import coarse

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch, Unit


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
    return found


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
