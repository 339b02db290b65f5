"""How alike two words are, and by which rule: read the same, a case form, a feminine, a dropped suffix, or merely near.

Edit distances are taken on phonemes, on phonemes with confusions merged, and on consonants alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kzresolve.match.words import KEPT, Word, undone

if TYPE_CHECKING:
    from collections.abc import Callable

# Family-name suffixes a Kazakh may drop on request: Family Code of Kazakhstan, art. 194 (26.12.2011 No 518-IV).
_DROPPED = ("ov", "ev", "yev", "ova", "eva", "yeva", "in", "ina")
_FEMININE = (("ski", "skaya"), ("ski", "ska"), ("skiy", "skaya"), ("iy", "aya"), ("oy", "aya"))
_MASCULINE_ENDS = ("v", "n", "k", "y", "f")
_LONGEST_CHANGE = 3  # phonemes before the end that an ending may change: Павел, Павла
_LEAST_BONES = 4  # skeletons shorter than this prove less


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How two words relate; compared by identity.

    kind: "same", "cognate", "inflected", "feminine", "suffix" or "near". sound, coarse, bones: similarity 0..1 on the
    three levels. level: one figure of them, 0..1. cases: (text of the inflected word, case) where a case was undone.
    detail: the reason in words.
    """

    kind: str
    level: float
    sound: float
    coarse: float
    bones: float
    detail: str
    cases: tuple[tuple[str, str], ...] = ()


def likeness(a: Word, b: Word) -> Likeness:
    """How alike the words are; symmetric."""
    return _likeness(a, b) if a.text <= b.text else _likeness(b, a)


@lru_cache(maxsize=KEPT * 4)
def _likeness(a: Word, b: Word) -> Likeness:
    shared = next((sound for sound in a.sounds if sound in b.systems), None)
    if shared is not None:
        return Likeness("same", 1.0, 1.0, 1.0, 1.0, _both_read(a, b, shared))
    sound, coarse, bones = _best(a.sounds, b.sounds), _best(a.coarse, b.coarse), _best(a.bones, b.bones)
    level = _level(sound, coarse, bones, a, b)
    if not a.cognates.isdisjoint(b.cognates):
        return Likeness("cognate", 0.95, sound, coarse, bones, "forms of one given name")
    if sound >= 0.5:
        case = _case(a, b) or _case(b, a)
        if case is not None:
            text, name, rule = case
            return Likeness("inflected", 0.97, sound, coarse, bones, f"{text} is {name} ({rule})", ((text, name),))
        if _pair_of(a, b, _is_feminine):
            return Likeness("feminine", level, sound, coarse, bones, "one has the feminine ending")
        if _pair_of(a, b, _is_dropped):
            return Likeness("suffix", level, sound, coarse, bones, "alike but for the suffix -ov, -ev or -in")
    return Likeness("near", level, sound, coarse, bones, f"{a.sounds[0]} ~ {b.sounds[0]}, sounds alike {sound:.2f}")


def _level(sound: float, coarse: float, bones: float, a: Word, b: Word) -> float:
    """One figure of three; consonants count most where the script tells little else, less where there are few."""
    if a.rough or b.rough:
        return 0.2 * sound + 0.4 * coarse + 0.4 * bones
    return 0.4 * sound + 0.35 * coarse + 0.25 * bones * min(1.0, min(len(a.bones[0]), len(b.bones[0])) / _LEAST_BONES)


def _both_read(a: Word, b: Word, sound: str) -> str:
    return f'read "{sound}" ({a.systems[sound]}; {b.systems[sound]})'


def _best(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The best similarity of any reading here with any there."""
    best = 0.0
    for one in left:
        found = process.extractOne(one, right, scorer=OSA.normalized_similarity, score_cutoff=best)
        if found is not None:
            best = max(best, found[1])
    return best


def _case(a: Word, b: Word) -> tuple[str, str, str] | None:
    """Whether `a` is a case form of `b`: (a, case, rule)."""
    if " " in a.text or not _may_be_case(a.sounds[0], b.sounds[0]):  # a space: two words joined
        return None
    for sound, case, rule in undone(a.text):
        if sound in b.systems:
            return a.text, case, rule
    return None


def _may_be_case(one: str, other: str) -> bool:
    """Whether two words begin alike as far as endings allow; spares undoing the endings of most."""
    least = max(1, min(len(one), len(other)) - _LONGEST_CHANGE)
    return one[:least] == other[:least]


def _pair_of(a: Word, b: Word, test: Callable[[str, str], bool]) -> bool:
    return any(test(x, y) or test(y, x) for x in a.sounds[:3] for y in b.sounds[:3])


def _is_feminine(male: str, female: str) -> bool:
    if female == male + "a" and male.endswith(_MASCULINE_ENDS):
        return True
    return any(
        male.endswith(m) and female.endswith(f) and male[: -len(m)] == female[: -len(f)] for m, f in _FEMININE
    )


def _is_dropped(full: str, short: str) -> bool:
    return any(full == short + suffix for suffix in _DROPPED)
