"""The names as wholes: how many words agree and how many do not, beside what each pair of words says alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kzresolve.match.align import AGREE, Link
from kzresolve.match.reason import Features, Reason, less, rarity_of, role_among, rough
from kzresolve.text.scripts import script_of

if TYPE_CHECKING:
    from kzresolve.match.likeness import Likeness
    from kzresolve.match.sketch import Sketch

WORDS_MOST = 4  # words that are counted of a name, at most
AGREE_MOST, AGAINST_MOST = 3, 2  # words counted as agreeing and as contradicting, at most
SIDE = ("particle", "patronymic")  # roles that are not counted among the words that agree
_AGREED, _DOUBTED, _CONTRADICTED = 0.9, 0.75, 0.5  # levels from which words agree fully, and up to which not
_COUNTED = [((f"words:{n}", 1.0),) for n in range(WORDS_MOST + 1)]
_ACRONYM = 5  # letters at most: a longer word in capitals may be any name


def whole(a: Sketch, b: Sketch, links: list[Link], roles: list[str]) -> Reason:
    """How many words agree and how many do not: two strangers share one word far more often than two.

    roles: that of each link, as `role_of` gives it.
    """
    states = [link.state for link in links]
    missing = states.count("missing")
    if missing == len(states):
        return Reason("whole", "", "", "nothing to compare", (("nothing", 1.0),))
    levels, rough_levels = [], []
    for link, role in zip(links, roles, strict=True):
        if link.likeness is not None and role not in SIDE:
            levels.append(link.likeness.level)
            if rough(link):
                rough_levels.append(link.likeness.level)
    short = min(len(a.units) + len(a.initials), len(b.units) + len(b.initials))
    more: Features = _each_lacks(links, roles) if missing > 1 else ()
    if _other_acronym(a.acronym, b.acronym if a.acronym else ""):
        more += (("letters", 1.0),)
    if short == 1:
        more += _alone(links, roles)
    initials = ("initial" in states, states.count("initial-conflict"))
    return _counted(tuple(levels), tuple(rough_levels), *initials, min(short, WORDS_MOST), more)


@lru_cache(maxsize=1 << 13)
def _counted(
    levels: tuple[float, ...],
    rough_levels: tuple[float, ...],
    initial: bool,
    conflicts: int,
    short: int,
    more: Features,
) -> Reason:
    """What the levels of words, whether an initial fits, how many contradict, and the length of the shorter name say;
    `more` is added.
    """
    agree, against = _counts(levels)
    against += conflicts
    features: Features = (*_COUNTED[short], *more)
    if short > 1:
        features += _grid(min(agree, AGREE_MOST), min(against, AGAINST_MOST))
        if initial:
            features += (("agree+initial", min(1.0, agree)),)
        features += _least("worst", levels)
        if rough_levels:
            features += _least("worst~", rough_levels)
    return Reason("whole", "", "", f"{agree:.1f} words agree, {against:.1f} contradict", features)


def _each_lacks(links: list[Link], roles: list[str]) -> Features:
    """Each name has a word that the other lacks: a patronymic here and another name there are seldom one person."""
    lacking = [
        (link, role) for link, role in zip(links, roles, strict=True) if link.state == "missing" and role != "particle"
    ]
    if len({bool(link.left) for link, _ in lacking}) < 2:
        return ()
    fathers = "patronymic" in [role for _, role in lacking]
    return ((f"missing:both/{'patronymic' if fathers else 'names'}", 1.0),)


def _counts(levels: tuple[float, ...]) -> tuple[float, float]:
    """How many words agree and how many contradict each other, those in between in part."""
    agree = against = 0.0
    for level in levels:
        if level >= _AGREED:
            agree += 1
        elif level <= _CONTRADICTED:
            against += 1
        else:
            agree += _ramp(level, AGREE, _AGREED)
            against += _ramp(-level, -_DOUBTED, -_CONTRADICTED)
    return agree, against


def _least(name: str, levels: tuple[float, ...]) -> Features:
    """What the words that agree least lack."""
    worst = min(levels, default=1.0)
    return less(name, worst) if worst < 1 else ()


def _ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, straight between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


@lru_cache(maxsize=1 << 12)
def _grid(agree: float, against: float) -> Features:
    """Both counts as the shares of the four whole-number corners they lie between."""
    x, y = int(agree), int(against)
    dx, dy = agree - x, against - y
    corners = [(x + i, y + j, (dx if i else 1 - dx) * (dy if j else 1 - dy)) for i in (0, 1) for j in (0, 1)]
    return tuple([(f"agree:{i}/{j}", share) for i, j, share in corners if share > 0])


def _other_acronym(a: str, b: str) -> bool:
    """Whether both are acronyms of one script and not the same: letters that sound alike stand for other words."""
    return a != b and 0 < len(a) <= _ACRONYM and 0 < len(b) <= _ACRONYM and script_of(a) == script_of(b)


def _alone(links: list[Link], roles: list[str]) -> Features:
    """A single word proves less than as part of a whole name, a given name least; what it falls short of sameness
    counts again, since no other word makes up for it.
    """
    for link, role in zip(links, roles, strict=True):
        if link.likeness is not None:
            return _of_single(link, link.likeness, role_among(role, links), "whole" if len(links) == 1 else "part")
    return ()


def _of_single(link: Link, like: Likeness, role: str, within: str) -> Features:
    agree = _ramp(like.level, AGREE, _AGREED)
    found = ((f"alone:{role}/{within}", 1.0), (f"alone.rare:{role}", rarity_of(link)), ("alone.agree", agree))
    if like.kind == "same":
        return found
    if like.fit is not None and rough(link):  # between exact alphabets it is sound that tells Tokayev from Токарев
        return (*found, *less("alone^", like.fit.likeness))
    return (*found, *less("alone" + rough(link), like.sound))
