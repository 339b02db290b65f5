"""The names as wholes: how many words agree and how many do not, beside what each pair of words says alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kzresolve.match.align import AGREE, Link
from kzresolve.match.reason import Features, Reason, less, rarity_of, role_among, role_of, rough
from kzresolve.match.words import KEPT
from kzresolve.text.scripts import script_of

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch

WORDS_MOST = 4  # words that are counted of a name, at most
AGREE_MOST, AGAINST_MOST = 3, 2  # words counted as agreeing and as contradicting, at most
_SIDE = ("particle", "patronymic")  # roles that are not counted among the words that agree
_AGREED, _DOUBTED, _CONTRADICTED = 0.9, 0.75, 0.5  # levels from which words agree fully, and up to which not
_ACRONYM = 5  # letters at most: a longer word in capitals may be any name


def whole(a: Sketch, b: Sketch, links: list[Link]) -> Reason:
    """How many words agree and how many do not: two strangers share one word far more often than two."""
    states = [link.state for link in links]
    if states.count("missing") == len(states):
        return Reason("whole", "", "", "nothing to compare", (("nothing", 1.0),))
    judged = [link for link in links if link.likeness is not None and role_of(link) not in _SIDE]
    agree, against = _counts([link.likeness.level for link in judged if link.likeness is not None])
    against += states.count("initial-conflict")
    short = min(len(a.units) + len(a.initials), len(b.units) + len(b.initials))
    features: list[tuple[str, float]] = [(f"words:{min(short, WORDS_MOST)}", 1.0)]
    if states.count("missing") > 1:
        features += _each_lacks(links)
    if _other_acronym(a.acronym, b.acronym):
        features.append(("letters", 1.0))
    if short == 1:
        features += _alone(links)
    else:
        features += _together(judged, agree, against, initial="initial" in states)
    return _whole_reason(f"{agree:.1f} agree, {against:.1f} contradict", tuple(features))


@lru_cache(maxsize=KEPT)
def _whole_reason(detail: str, features: Features) -> Reason:
    return Reason("whole", "", "", detail, features)


def _each_lacks(links: list[Link]) -> Features:
    """Each name has a word that the other lacks: a patronymic here and another name there are seldom one person."""
    lacking = [link for link in links if link.state == "missing" and role_of(link) != "particle"]
    if len({bool(link.left) for link in lacking}) < 2:
        return ()
    fathers = "patronymic" in [role_of(link) for link in lacking]
    return ((f"missing:both/{'patronymic' if fathers else 'names'}", 1.0),)


def _counts(levels: list[float]) -> tuple[float, float]:
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


def _together(links: list[Link], agree: float, against: float, *, initial: bool) -> Features:
    """What several words say together: the counts, an initial beside what agrees, and the words that agree least."""
    worst = worst_rough = 1.0
    for link in links:
        if link.likeness is not None and link.likeness.level < 1:
            worst = min(worst, link.likeness.level)
            if rough(link):
                worst_rough = min(worst_rough, link.likeness.level)
    return (
        *_grid(min(agree, AGREE_MOST), min(against, AGAINST_MOST)),
        *((("agree+initial", min(1.0, agree)),) if initial else ()),
        *(less("worst", worst) if worst < 1 else ()),
        *(less("worst~", worst_rough) if worst_rough < 1 else ()),
    )


def _ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, straight between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


@lru_cache(maxsize=1 << 12)
def _grid(agree: float, against: float) -> Features:
    """Both counts as the shares of the four whole-number corners they lie between."""
    x, y = int(agree), int(against)
    dx, dy = agree - x, against - y
    corners = [(x + i, y + j, (dx if i else 1 - dx) * (dy if j else 1 - dy)) for i in (0, 1) for j in (0, 1)]
    return tuple((f"agree:{i}/{j}", share) for i, j, share in corners if share > 0)


def _other_acronym(a: str, b: str) -> bool:
    """Whether both are acronyms of one script and not the same: letters that sound alike stand for other words."""
    return a != b and 0 < len(a) <= _ACRONYM and 0 < len(b) <= _ACRONYM and script_of(a) == script_of(b)


def _alone(links: list[Link]) -> Features:
    """A single word proves less than as part of a whole name, a given name least; what it falls short of sameness
    counts again, since no other word makes up for it.
    """
    link = next((link for link in links if link.likeness is not None), None)
    if link is None or link.likeness is None:
        return ()
    role, like = role_among(link, links), link.likeness
    whole = "whole" if len(links) == 1 else "part"
    agree = _ramp(like.level, AGREE, _AGREED)
    found = ((f"alone:{role}/{whole}", 1.0), (f"alone.rare:{role}", rarity_of(link)), ("alone.agree", agree))
    if like.kind == "same":
        return found
    if like.fit is not None:
        return (*found, *less("alone^", like.fit.likeness))
    return (*found, *less("alone" + rough(link), like.sound))
