"""What a reason is: features with names and values, and what they are made of. What they weigh is told by score.py."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzresolve.match.align import Link

Features = tuple[tuple[str, float], ...]

# Scripts whose names show which is the family name; Latin ones of the same people stand in either order.
_FAMILY_FIRST = frozenset({"Han", "Hangul", "Japanese"})
_GUESSED = ("family", "given", "crossed")  # roles that a single word has by its looks alone
KNOTS = (0.0, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(slots=True, eq=False)
class Reason:
    """A reason before it is weighed: as Evidence, with features (name, value) in place of the weight.

    Compared by identity, so that what one weighs can be remembered cheaply.
    """

    kind: str
    left: str
    right: str
    detail: str
    features: Features


def less(name: str, value: float) -> Features:
    """What falls short of sameness, as features that may only speak against a match: a piecewise linear function of
    `value`, given as the shares of the two knots it lies between.
    """
    value = min(1.0, max(0.0, value))
    high = bisect_left(KNOTS, value, 1)
    low = high - 1
    share = (value - KNOTS[low]) / (KNOTS[high] - KNOTS[low])
    names = _less_at_knots(name)
    return ((names[low], 1 - share), (names[high], share))


@cache
def _less_at_knots(name: str) -> tuple[str, ...]:
    return tuple([f"less:{name}@{knot:g}" for knot in KNOTS])


def rarity_of(link: Link) -> float:
    """How rare the words of a link are, 0 to 1: that of the commoner; a rare one may be a slip of a common one."""
    return min(max(unit.word.rarity for unit in side) for side in (link.left, link.right))


def role_of(link: Link) -> str:
    """What the words of a link are in their names: a role, "crossed" for given against family name, or "generic"."""
    units = link.left + link.right
    roles, told = [], []
    generic = True
    for unit in units:
        roles.append(unit.role)
        generic = generic and unit.concept != ""
        if unit.word.script in _FAMILY_FIRST and unit.role != "word":
            told.append(unit.role)
    return "generic" if generic else _main_role(tuple(told or roles))


def role_among(link: Link, links: list[Link]) -> str:
    """The role of a link of `links`; of a lone word against a lone word "other", whatever its ending looks like."""
    role = role_of(link)
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
    return "~" if True in [unit.word.rough for unit in link.left + link.right] else ""
