"""From links to reasons: what was found, in words, and as the few numbers that weights are learned for.

A reason has named features; its weight is their weighted sum (score.py). Nothing else enters a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from kzresolve.match.align import AGREE, Link
from kzresolve.match.words import KEPT, Word, undone, word
from kzresolve.names.lexicon import place_parts
from kzresolve.text.scripts import script_of

if TYPE_CHECKING:
    from kzresolve.match.likeness import Likeness
    from kzresolve.match.sketch import Sketch, Unit

Features = tuple[tuple[str, float], ...]

# Family names with these ends are a woman's nominative as well as a man's genitive.
_LIKE_FEMININE = ("ова", "ева", "ёва", "ина", "ына", "ska", "ova", "eva", "owa", "ewa", "ina", "yna", "ová")
KNOTS = (0.0, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 1.0)
AGREE_MOST, AGAINST_MOST = 3, 2  # words counted as agreeing and as contradicting, at most
_SYLLABLES = frozenset({"Han", "Hangul", "Hiragana", "Katakana"})
_SIDE = ("particle", "patronymic")  # roles that are not counted among the words that agree
_ACRONYM = 5  # letters at most: a longer word in capitals may be any name
_DAMAGED_SOUND = 0.62  # below this on phonemes, what agreement there is comes from the consonants


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


def reasons(a: Sketch, b: Sketch, links: list[Link], *, damage: bool = True) -> list[Reason]:
    """The reasons that the links of two names give, the names as wholes last."""
    found = [_of_link(link, links, damage=damage) for link in links]
    if a.suffix and b.suffix and a.suffix != b.suffix:
        found.append(Reason("contradicted", a.suffix, b.suffix, "different generations", (("generations", 1.0),)))
    found.append(_whole(a, b, links))
    return found


def _of_link(link: Link, links: list[Link], *, damage: bool) -> Reason:
    left, right = _text(link.left), _text(link.right)
    role = _role(link)
    like = link.likeness
    if link.state == "missing":
        return _missing_reason(left, right, *_missing(link, links))
    if like is None:
        both = "both" if link.left[0].role == link.right[0].role else role
        return _initial_reason(left, right, both if link.state == "initial" else "")
    if like.kind == "inflected":
        return _inflected(left, right, like, role, _rarity(link), _explained(link, like, links))
    if len(link.left) + len(link.right) > 2:
        return Reason("joined", left, right, like.detail, (*_same(role, _rarity(link)), *_less("joined", like.level)))
    return _pair(link.left[0].word, link.right[0].word, left, right, like, role, damage)


def _text(units: tuple[Unit, ...]) -> str:
    if len(units) == 1:
        return units[0].text
    return " ".join(unit.text for unit in units)


# Reasons for the same two words are made once: most words of a new pair of names were seen before.


@lru_cache(maxsize=KEPT)
def _initial_reason(left: str, right: str, fits: str) -> Reason:
    if fits:
        return Reason("initial", left, right, "the initial fits", ((f"initial:{fits}", 1.0),))
    return Reason("contradicted", left, right, "another initial", (("initial-conflict", 1.0),))


@lru_cache(maxsize=KEPT)
def _missing_reason(left: str, right: str, detail: str, features: Features) -> Reason:
    return Reason("missing", left, right, detail, features)


@lru_cache(maxsize=KEPT)
def _inflected(left: str, right: str, like: Likeness, role: str, rare: float, kind: str) -> Reason:
    shown = "inflected" if kind == "ending" else kind
    return Reason(shown, left, right, like.detail, (*_same(role, rare), (f"less:{kind}:{role}", 1.0)))


@lru_cache(maxsize=KEPT * 4)
def _pair(one: Word, two: Word, left: str, right: str, like: Likeness, role: str, damage: bool) -> Reason:
    same = (*_same(role, min(one.rarity, two.rarity)), *_other_letters(one, two))
    if like.kind == "same":
        return Reason("same", left, right, like.detail, same)
    if like.kind in ("cognate", "feminine", "suffix"):
        return Reason(like.kind, left, right, like.detail, (*same, (f"less:{like.kind}:{role}", 1.0)))
    less = _near(like, role, one, two, damage=damage)
    told = f"{one.sounds[0]} ~ {two.sounds[0]}, sounds alike {like.sound:.2f}"
    detail = f"{like.detail}; {told}" if like.detail else told
    return Reason(_nearness(like), left, right, detail, (*same, *less))


def _same(role: str, rare: float) -> Features:
    return ((f"same:{role}", 1.0), (f"same.rare:{role}", rare))


def _other_letters(one: Word, two: Word) -> Features:
    """Within a script that has one sign for a syllable, other signs are another name, though they sound alike."""
    if one.text == two.text or one.script != two.script or one.script not in _SYLLABLES:
        return ()
    lacking = 1 - OSA.normalized_similarity(_signs(one), _signs(two))
    if not lacking:
        return ()
    return ((f"less:{one.script}", 1.0), (f"less:{one.script}.share", lacking))


@lru_cache(maxsize=KEPT)
def _signs(one: Word) -> tuple[str, ...]:
    """The signs of a word; of Han the likeliest sounds, which are the same for simplified and traditional forms."""
    return tuple([word(sign).sounds[0] if one.script == "Han" else sign for sign in one.text])


def _rarity(link: Link) -> float:
    """That of the commoner word: a rare one may be a slip of a common one."""
    return min(max(unit.word.rarity for unit in side) for side in (link.left, link.right))


def _role(link: Link) -> str:
    units = link.left + link.right
    if "" not in [unit.concept for unit in units]:
        return "generic"
    return _role_of(tuple([unit.role for unit in units]))


@cache
def _role_of(roles: tuple[str, ...]) -> str:
    for role in ("patronymic", "particle"):
        if role in roles:
            return role
    if "family" in roles:
        return "crossed" if "given" in roles else "family"
    return "given" if "given" in roles else "other"


# -- one kind each -----------------------------------------------------------------------------------------------


_TOLD = {
    "half": "half of a joined name",
    "half-initial": "half of a joined name, as initials leave out",  # K. Tokayev for Kassym-Jomart
    "middle": "a further given name",
    "part": "a word that makes another place of it",
    "generic": "a generic word",
    "word": "this word",
}


def _missing(link: Link, links: list[Link]) -> tuple[str, Features]:
    """Which sort of word only one name has."""
    unit = (link.left or link.right)[0]
    here = [(other, other.left if link.left else other.right) for other in links if other.state != "missing"]
    halves = [other for other, side in here if any(each.part == unit.part for each in side)]
    sort = "generic" if unit.concept else unit.role
    if unit.concept in place_parts():
        sort = "part"
    elif halves:
        sort = "half-initial" if all(other.state == "initial" for other in halves) else "half"
    elif unit.role == "given" and any(each.role == "given" for _, side in here for each in side):
        sort = "middle"
    only = "/one" if sum(len(side) for _, side in here) <= 1 else ""
    return f"only one of them has {_TOLD.get(sort, f'the {sort}')}", ((f"missing:{sort}{only}", 1.0),)


def _explained(link: Link, like: Likeness, links: list[Link]) -> str:
    """What an undone ending is: "inflected", "ending" (put on foreign names in the nominative), or "feminine".

    The last where the form looks feminine and the rest of the name stands in no case.
    """
    text, case = like.cases[0]
    if case == "nom":
        return "ending"
    if case != "fem" and not (case == "gen" and text.casefold().endswith(_LIKE_FEMININE)):
        return "inflected"
    side = "left" if any(unit.text == text for unit in link.left) else "right"
    others = [
        (unit, other.likeness)
        for other in links
        if other is not link
        for unit in (other.left if side == "left" else other.right)
        if unit.role not in ("particle", "patronymic", "initial")
    ]
    if any(_declined(unit, like) for unit, like in others):
        return "inflected"
    alone_in_english = text.isascii() and not text.casefold().endswith("wa")  # -wa is Polish, where names have cases
    return "feminine" if others or alone_in_english else "inflected"


def _declined(unit: Unit, like: Likeness | None) -> bool:
    """Whether a word beside the form in question is a case form too: linked as one, or commoner once undone."""
    if like is not None and like.cases and like.cases[0][0] == unit.text:
        return True
    return any(found.case == "gen" and found.word.rarity < unit.word.rarity for found in undone(unit.text))


def _nearness(like: Likeness) -> str:
    if like.level < AGREE:
        return "contradicted"
    return "damaged" if like.sound < _DAMAGED_SOUND else "near"


def _near(like: Likeness, role: str, one: Word, two: Word, *, damage: bool) -> Features:
    """What is lacking on each level. Two words both common are two names, not one and a slip: `known`."""
    rough = "~" if one.rough or two.rough else ""
    rare, known = min(one.rarity, two.rarity), 1 - max(one.rarity, two.rarity)
    sound = like.sound
    coarse, bones = (like.coarse, like.bones) if damage else (sound, sound)
    level = like.level if damage else sound
    left_over = (("less:left.rare", rare),) if like.level < AGREE else ()
    return (
        *_less("sound" + rough, sound),
        *_less("coarse" + rough, coarse),
        *_less("bones" + rough, bones),
        *_less(f"level:{role}", level),
        *(_less(f"level~:{role}", level) if rough else ()),
        *left_over,
        *((name, share * known) for name, share in _less("known", sound)),
    )


def _less(name: str, value: float) -> Features:
    """What falls short of sameness, as features that may only speak against a match."""
    return _hats(f"less:{name}", value)


@lru_cache(maxsize=1 << 14)
def _hats(name: str, value: float) -> Features:
    """A piecewise linear function of `value` as features: the shares of the two knots it lies between."""
    value = min(1.0, max(0.0, value))
    for low, high in pairwise(KNOTS):
        if value <= high:
            share = (value - low) / (high - low)
            return ((f"{name}@{low:g}", 1 - share), (f"{name}@{high:g}", share))
    raise AssertionError(value)


# -- the names as wholes -----------------------------------------------------------------------------------------


def _whole(a: Sketch, b: Sketch, links: list[Link]) -> Reason:
    """How many words agree and how many do not: two strangers share one word far more often than two."""
    if all(link.state == "missing" for link in links):
        return Reason("whole", "", "", "nothing to compare", (("nothing", 1.0),))
    judged = [link for link in links if link.likeness is not None and _role(link) not in _SIDE]
    agree, against = _counts(judged)
    against += sum([link.state == "initial-conflict" for link in links])
    short = min(len(a.units) + len(a.initials), len(b.units) + len(b.initials))
    features: list[tuple[str, float]] = [(f"words:{min(short, 4)}", 1.0)]
    missing = {bool(link.left) for link in links if link.state == "missing" and _role(link) != "particle"}
    if len(missing) == 2:
        features.append(("missing:both", 1.0))
    if _other_acronym(a.acronym, b.acronym):
        features.append(("letters", 1.0))
    if short == 1:
        features += _alone(links)
    else:
        initial = "initial" in [link.state for link in links]
        features += _together(judged, agree, against, initial=initial)
    return _whole_reason(f"{agree:.1f} agree, {against:.1f} contradict", tuple(features))


@lru_cache(maxsize=KEPT)
def _whole_reason(detail: str, features: Features) -> Reason:
    return Reason("whole", "", "", detail, features)


def _counts(links: list[Link]) -> tuple[float, float]:
    """How many words agree and how many contradict each other, those in between in part."""
    agree = against = 0.0
    for link in links:
        if link.likeness is not None:
            agree += _ramp(link.likeness.level, AGREE, 0.9)
            against += _ramp(-link.likeness.level, -0.75, -0.5)
    return agree, against


def _together(links: list[Link], agree: float, against: float, *, initial: bool) -> Features:
    """What several words say together: the counts, an initial beside what agrees, and the words that agree least."""
    worst = worst_rough = 1.0
    for link in links:
        if link.likeness is not None and link.likeness.level < 1:
            worst = min(worst, link.likeness.level)
            if _rough(link):
                worst_rough = min(worst_rough, link.likeness.level)
    return (
        *_grid(min(agree, AGREE_MOST), min(against, AGAINST_MOST)),
        *((("agree+initial", min(1.0, agree)),) if initial else ()),
        *(_less("worst", worst) if worst < 1 else ()),
        *(_less("worst~", worst_rough) if worst_rough < 1 else ()),
    )


def _ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`, straight between."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


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
    role, like = _role(link), link.likeness
    whole = "whole" if len(links) == 1 else "part"
    agree = _ramp(like.level, AGREE, 0.9)
    found = ((f"alone:{role}/{whole}", 1.0), (f"alone.rare:{role}", _rarity(link)), ("alone.agree", agree))
    if like.kind == "same":
        return found
    return (*found, *_less("alone" + _rough(link), like.sound))


def _rough(link: Link) -> str:
    """A mark on features where a script tells sounds only roughly."""
    return "~" if True in [unit.word.rough for unit in link.left + link.right] else ""
