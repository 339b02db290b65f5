"""A word that only one of two names has: which sort it is, as an omitted patronymic says less than an omitted name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kzresolve.match.align import Link
from kzresolve.match.reason import Features, Reason
from kzresolve.match.words import KEPT
from kzresolve.names.lexicon import place_features, place_parts

if TYPE_CHECKING:
    from kzresolve.match.sketch import Unit

_TOLD = {
    "half": "half of a joined name",
    "half-family": "half of a joined family name",  # Lokk and Lokk-Tramberg are oftener one than Kassym, Kassym-Jomart
    "half-initial": "half of a joined name, as initials leave out",  # K. Tokayev for Kassym-Jomart
    "middle": "a further given name",
    "other-given": "the given name, while the other's is its family name",
    "other-family": "the family name, while the other's is its given name",
    "family-beside-father": "the family name, where the other has a father's name",  # as many Kazakhs are called
    "part": "a word that makes another place of it",
    "feature": "a word for a lake, a river or the like",
    "generic": "a generic word",
    "word": "this word",
}


def missing_reason(left: str, right: str, link: Link, links: list[Link]) -> Reason:
    """The reason that one of all links of two names gives whose word only one of them has; left, right: its texts."""
    return _reason(left, right, *_sort_of(link, links))


@lru_cache(maxsize=KEPT)
def _reason(left: str, right: str, detail: str, features: Features) -> Reason:
    return Reason("missing", left, right, detail, features)


def _sort_of(link: Link, links: list[Link]) -> tuple[str, Features]:
    """Which sort of word only one name has."""
    unit = (link.left or link.right)[0]
    here = [(other, other.left if link.left else other.right) for other in links if other.state != "missing"]
    halves = [other for other, side in here if any(each.part == unit.part for each in side)]
    sort = "generic" if unit.concept else unit.role
    if unit.concept in place_parts():
        sort = "part"
    elif unit.concept in place_features():
        sort = "feature"
    elif halves:
        sort = "half-family" if unit.role == "family" else "half"
        sort = "half-initial" if all(other.state == "initial" for other in halves) else sort
    elif unit.role == "given" and any(each.role == "given" for _, side in here for each in side):
        sort = "other-given" if all(is_crossed(other) for other, side in here if side[0].role == "given") else "middle"
    elif unit.role == "family" and any(is_crossed(other) for other, _ in here):
        sort = "other-family"
    elif unit.role == "family" and any(_is_patronymic(other.right if link.left else other.left) for other, _ in here):
        sort = "family-beside-father"
    only = "/one" if sum(len(side) for _, side in here) <= 1 else ""
    return f"only one of them has {_TOLD.get(sort, f'the {sort}')}", ((f"missing:{sort}{only}", 1.0),)


def _is_patronymic(side: tuple[Unit, ...]) -> bool:
    return bool(side) and side[0].role == "patronymic"


def is_crossed(link: Link) -> bool:
    """Whether a given name answers a family name."""
    return {unit.role for unit in link.left + link.right} == {"given", "family"}
