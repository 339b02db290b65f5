"""What a reason is: features with names and values, and what they are made of. What they weigh is told by score.py."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzresolve.match.align import Link
    from kzresolve.match.sketch import Unit

# A feature is a name and a value, which its weight is taken times; or name, place, value, where what it weighs depends
# on the place, 0 to 1: a piecewise linear function, which has a weight at each knot.
Features = tuple[tuple[str, float] | tuple[str, float, float], ...]

# Scripts whose names show which is the family name; Latin ones of the same people stand in either order.
_FAMILY_FIRST = frozenset({"Han", "Hangul", "Japanese"})
_GUESSED = ("family", "given", "crossed")  # roles that a single word has by its looks alone
KNOTS = (0.0, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 1.0)
_WIDTHS = tuple([high - low for low, high in pairwise(KNOTS)])


@dataclass(slots=True, eq=False)
class Reason:
    """A reason before it is weighed: as Evidence, with features in place of the weight; compared by identity."""

    kind: str
    left: str
    right: str
    detail: str
    features: Features


def less(name: str, value: float) -> Features:
    """What falls short of sameness, as a feature that may only speak against a match: a function of `value`."""
    return ((f"less:{name}", value, 1.0),)


def between_knots(place: float) -> tuple[int, float]:
    """The number of the knot before a place, and how far it is from there to the next, 0 to 1."""
    knot = bisect_left(KNOTS, place, 1, len(_WIDTHS)) - 1
    share = (place - KNOTS[knot]) / _WIDTHS[knot]
    return knot, 0.0 if share < 0 else 1.0 if share > 1 else share


def plain(features: Features) -> Iterator[tuple[str, float]]:
    """The features as names and values alone: one that depends on a place as shares of the two knots beside it."""
    for feature in features:
        if len(feature) == 2:
            yield feature
        else:
            name, place, value = feature
            knot, share = between_knots(place)
            yield f"{name}@{KNOTS[knot]:g}", (1 - share) * value
            yield f"{name}@{KNOTS[knot + 1]:g}", share * value


def rarity_of(link: Link) -> float:
    """How rare the words of a link are, 0 to 1: that of the commoner; a rare one may be a slip of a common one."""
    return min(max(unit.word.rarity for unit in side) for side in (link.left, link.right))


def role_of(link: Link) -> str:
    """What the words of a link are in their names: a role, "crossed" for given against family name, or "generic"."""
    units = link.left + link.right
    if units[0].concept and all(unit.concept for unit in units):
        return "generic"
    if len(units) != 2:
        return _role_told(tuple([unit.role for unit in units]), tuple([unit.word.script for unit in units]))
    one, two = units  # the usual case
    return _role_told((one.role, two.role), (one.word.script, two.word.script))


@cache
def _role_told(roles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    told = [role for role, script in zip(roles, scripts, strict=True) if script in _FAMILY_FIRST and role != "word"]
    return _main_role(tuple(told) or roles)


def role_alone(unit: Unit) -> str:
    """The role of a word beside itself."""
    return "generic" if unit.concept else _main_role((unit.role,))


def role_among(role: str, links: list[Link]) -> str:
    """The role of a link of `links`; of a lone word against a lone word "other", whatever its ending looks like."""
    return "other" if len(links) == 1 and role in _GUESSED else role


@cache
def _main_role(roles: tuple[str, ...]) -> str:
    for role in ("patronymic", "particle"):
        if role in roles:
            return role
    if "family" in roles:
        return "crossed" if "given" in roles else "family"
    return "given" if "given" in roles else "other"


def rough(link: Link) -> str:
    """A mark on features where a script tells sounds only roughly."""
    for unit in (*link.left, *link.right):
        if unit.word.rough:
            return "~"
    return ""
