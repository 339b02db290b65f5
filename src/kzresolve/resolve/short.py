"""Names cut short to a family name or the given names: whether one is short for another, and who is known best of those
it is short for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kzresolve.match.likeness import likeness
from kzresolve.match.sketch import Sketch, Unit, sketch
from kzresolve.names.lexicon import folded, particles, unaccented
from kzresolve.registry.model import Entity

_PARTICLE = "particle"
_TEN_THOUSAND = 1e4
_SPELLED = 0.8  # how well a word of another script must spell the name
_INFLECTED = "Cyrillic"  # the script whose languages put names in cases that nobody undoes before looking them up
_DERIVED = frozenset({"poss", "fem", "gen-pl", "nom"})  # "Borisov" is a possessive of Boris, and another name
_BEST_KNOWN, _MORE = 2, 2  # so many times as known as the next, and by so many names and roles at least


WRITTEN = "written"
_FORMS = (WRITTEN, "heard", "spelled", "case", "")


class Short(NamedTuple):
    """What of a person's name another name is. role: "family" or "given". form: "written" alike, "heard" alike,
    "spelled" in another script, or in a "case". initials: whether it has some beside. bearers: how many in ten thousand
    are called so, 1 at least. outshone: by what of another it is, "whole" or "family" name, or that of somebody
    better "known"; else "".
    """

    role: str
    form: str
    initials: bool
    bearers: float
    outshone: str = ""

    @property
    def rank(self) -> int:
        """How far it is from a family name as written: 0 for that, then up."""
        return 2 * _FORMS.index(self.form) + (self.role != "family")


def is_one_word(name: str) -> bool:
    """Whether a name may be cut short: but for initials and titles, it is one word or one hyphened name."""
    return len({unit.part for unit in _weighty(sketch(name, "PER"))}) == 1


def short_for(name: str, alias: str, kind: str | None = None) -> Short | None:
    """What `name` is of a person's name `alias`: all of its family name or of its given name; None where it is
    anything else. kind: of the alias, PER or None for not known.
    """
    short, full = sketch(name, "PER"), sketch(alias, kind)
    if full.kind not in (None, "PER"):  # seen by a word of it, as "Gorod" before a place
        return None
    said = _weighty(short)
    for role in ("family", "given"):
        meant = [unit for unit in _weighty(full) if unit.role == role]
        rest = [unit for unit in full.units if unit.role not in (role, _PARTICLE)]
        if not rest or len(meant) != len(said):
            continue
        forms = list(map(_form, said, meant))
        if all(forms) and _initials_fit(short, full):
            form = max(forms, key=_FORMS.index)
            if short.acronym and (role, form) != ("family", WRITTEN):  # PUTIN may be a name, ABII hardly Abiy
                return None
            bearers = _TEN_THOUSAND ** (1 - max(unit.word.rarity for unit in meant))
            return Short(role, form, bool(short.initials), bearers)
    return None


def best_known(people: Sequence[Entity]) -> Entity | None:
    """The one who is far better known than all others, by fame where that is counted of all of them, else by how many
    names and roles the registry gives.
    """
    counted = all(person.fame for person in people)
    known = {p.id: p.fame if counted else len(p.names()) + len(p.roles) for p in people}
    first, *others = sorted(people, key=lambda person: -known[person.id])
    most = max((known[other.id] for other in others), default=0)
    return first if not others or known[first.id] >= max(_BEST_KNOWN * most, most + _MORE) else None


def _weighty(name: Sketch) -> list[Unit]:
    """The words that are no particles, those of a joined name aside as well: Assad of al-Assad."""
    return [unit for unit in name.units if unit.role != _PARTICLE and folded(unit.text) not in particles()]


def _form(one: Unit, other: Unit) -> str:
    """How the first word is the second, "" where it is another."""
    like = likeness(one.word, other.word)
    if like.kind == "same":
        alike = one.word.script != other.word.script or _plain(one.text) == _plain(other.text)
        return WRITTEN if alike else "heard"
    if like.kind == "near" and like.fit is not None and not like.cases:
        return "spelled" if like.fit.likeness >= _SPELLED else ""
    if like.kind == "inflected" and one.word.script == _INFLECTED:
        form, case = like.cases[0]
        return "case" if form == one.text and case not in _DERIVED else ""
    return ""


def _initials_fit(short: Sketch, full: Sketch) -> bool:
    given = [unit.word.first for unit in full.units if unit.role == "given"]
    return all(any(initial.word.first & first for first in given) for initial in short.initials)


def _plain(text: str) -> str:
    return unaccented(folded(text))
