"""How alike two words are, and by which rule: read the same, a case form, a feminine, a dropped suffix, or merely near.

Edit distances are taken on phonemes, on phonemes with confusions merged, and on consonants alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product, starmap
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from kzresolve.match.channel import fit
from kzresolve.match.spelling import NO_FIT, Fit
from kzresolve.match.words import EXACT, KEPT, MOST_READINGS, Word, is_given, other_forms, undone

if TYPE_CHECKING:
    from collections.abc import Callable

# Family-name suffixes a Kazakh may drop on request: Family Code of Kazakhstan, art. 194 (26.12.2011 No 518-IV).
_DROPPED = frozenset({"ov", "ev", "yev", "ova", "eva", "yeva", "in", "ina"})
_GLIDES = ("i", "y")
_FEMININE = (("ski", "skaya"), ("ski", "ska"), ("skiy", "skaya"), ("iy", "aya"), ("oy", "aya"))
_MASCULINE_ENDS = ("ov", "ev", "in")
_POSSESSIVE = "poss"
_LONGEST_CHANGE = 3  # phonemes before the end that an ending may change: Павел, Павла
_alike = OSA.normalized_similarity
_LEAST_LEVEL = 0.4  # words less alike than this are different words, whatever their endings
_LEAST_SOUND = 0.5  # words less alike than this are not worth a closer look
_NEARER = 0.05  # how much nearer a lemma must be for the form to be taken as inflected
_LEAST_EXACT, _LIKELY_EXACT, _SURE_EXACT = 0.2, 0.5, 0.9  # the same for words of exact alphabets, and where to stop
_LEAST_ROUGH = 0.3  # words in rough scripts less alike than this are not even looked at letter by letter
_UNREAD = 0.15  # what a good spelling loses at most where readings are far apart
_READ_AS_WELL = 0.8  # level from which readings alone are believed
_NO_FIT_LEVEL, _FIT_SHARE = 0.3, 0.8  # level of the best word that fits by chance, and what a good fit adds
_SHORT_LEVEL, _LEAST_SHORT = 0.7, 3  # level of a name cut short, and phonemes that must be left of it
_FEW = 3  # readings tried in slower tests
_LEAST_SKELETON, _FAR = 0.5, 2  # words whose skeletons are less alike are far apart: their first readings show it
COGNATE = 0.95  # level of two forms of one given name, however they sound
# Level and likeness of consonants from which a word in another script is taken for a form of a given name.
_LEAST_FORM, _LEAST_FORM_BONES = 0.65, 0.75
_OTHER_NAME = 0.5  # level of two given names that merely sound alike: Serik and Berik
_LEAST_BONES = 4  # skeletons shorter than this prove less
_STRANGE = 0.4  # words whose skeletons and merged sounds are less alike than this have nothing in common
_BRIEF = 4  # phonemes of a short word


@dataclass(slots=True, eq=False)
class Likeness:
    """How two words relate; compared by identity.

    kind: "same", "cognate", "exonym", "inflected", "feminine", "suffix", "short", "half", "other"
    or "near". sound, coarse, bones:
    similarity 0..1 on the three levels. fit: how well one spells the other, where that says more. level: one figure of
    them, 0..1. cases: (text of the inflected word, case) where a case was undone. detail: the reason in words, empty
    where nothing but nearness is to be told.
    """

    kind: str
    level: float
    sound: float
    coarse: float
    bones: float
    detail: str
    cases: tuple[tuple[str, str], ...] = ()
    fit: Fit | None = None


ITSELF = Likeness("same", 1.0, 1.0, 1.0, 1.0, "written the same")
STRANGERS = Likeness("near", 0.0, 0.0, 0.0, 0.0, "nothing alike")  # of most pairs of words: one for all of them


def likeness(a: Word, b: Word) -> Likeness:
    """How alike the words are; symmetric."""
    if a is b:
        return ITSELF
    return _likeness(a, b) if a.text <= b.text else _likeness(b, a)


@lru_cache(maxsize=KEPT * 4)
def _likeness(a: Word, b: Word) -> Likeness:
    if not b.systems.keys().isdisjoint(a.sounds):
        shared = next(sound for sound in a.sounds if sound in b.systems)
        return Likeness("same", 1.0, 1.0, 1.0, 1.0, _both_read(a, b, shared))
    if not a.cognates.isdisjoint(b.cognates):
        near = _near(a, b)
        return replace(near, kind="cognate", level=COGNATE, detail="forms of one given name")
    if _are_strangers(a, b):
        return STRANGERS
    near = _near(a, b)
    if near.level > _OTHER_NAME and are_two_names(a, b):
        case = _case(a, b, near) or _case(b, a, near)
        return case or replace(near, kind="other", level=_OTHER_NAME, detail="two given names")
    if near.level < _SHORT_LEVEL:
        other = _cut_short(a, b, near) if a.script == b.script else _other_form(a, b, near)
        if other is not None and other.kind == "short":
            case = _case(a, b, near) or _case(b, a, near)
            if case is not None and case.level > other.level:  # Токаевтың is Токаев with an ending
                other = case
        if other is not None or near.level < _LEAST_LEVEL:
            return other or (STRANGERS if a.script in EXACT and b.script in EXACT else near)
    case = _case(a, b, near) or _case(b, a, near)
    if case is not None:
        return case
    return _by_ending(a, b, near) if near.sound >= _LEAST_SOUND else near


def _by_ending(a: Word, b: Word, near: Likeness) -> Likeness:
    """Whether a feminine ending or a dropped suffix is what tells two words apart."""
    if _pair_of(a, b, _is_feminine):
        return replace(near, kind="feminine", detail="one has the feminine ending")
    if _pair_of(a, b, _is_dropped):
        return replace(near, kind="suffix", detail="alike but for the suffix -ov, -ev or -in")
    return near


def _are_strangers(a: Word, b: Word) -> bool:
    """Whether words of exact alphabets have nothing in common, which their first readings show."""
    if a.script not in EXACT or b.script not in EXACT:
        return False
    one, two = a.coarse[0], b.coarse[0]
    if _alike(one, two) >= _STRANGE or _alike(a.bones[0], b.bones[0]) >= _STRANGE:
        return False
    # Short words that begin alike may be spelled after each other however they sound: Hugh, Хью.
    return a.script == b.script or one[:1] != two[:1] or min(len(one), len(two)) > _BRIEF


def _near(a: Word, b: Word) -> Likeness:
    bones = _best(a.bones, b.bones)
    most = MOST_READINGS if bones >= _LEAST_SKELETON or a.rough or b.rough else _FAR
    sound, coarse = _best(a.sounds[:most], b.sounds[:most]), _best(a.coarse[:most], b.coarse[:most])
    level = _level(sound, coarse, bones, a, b)
    if a.script == b.script and not a.rough and not b.rough:  # the usual case
        return Likeness("near", level, sound, coarse, bones, "")
    spells = _spelled(a, b, level)
    if spells is not None:
        level = _with_fit(level, spells)
    return Likeness("near", level, sound, coarse, bones, "", fit=spells)


def are_two_names(a: Word, b: Word) -> bool:
    """Whether both are given names that people know, and not one name: Murat and Marat, by their letters no slip."""
    return bool(a.names and b.names) and a.names.isdisjoint(b.names) and not a.rough and not b.rough


def _other_form(a: Word, b: Word, near: Likeness) -> Likeness | None:
    """A given name in Latin letters taken for a form of it that a word in another script renders: Michael and مايك."""
    if b.script == "Latin":
        a, b = b, a
    if a.script != "Latin" or not a.cognates:
        return _cut_short(a, b, near)
    found = None
    least = max(_LEAST_FORM, near.level + _NEARER)
    for form in other_forms(a.cognates):
        if form is not a and _best(form.bones, b.bones) >= _LEAST_FORM_BONES:
            alike = _near(form, b)
            if alike.level >= least:
                least, told = alike.level, f"{form.text}, a form of {a.text}"
                found = replace(alike, kind="cognate", level=min(alike.level, COGNATE), detail=told)
    return found or _cut_short(a, b, near)


def _cut_short(a: Word, b: Word, near: Likeness) -> Likeness | None:
    if not _is_cut_short(a, b):
        return None
    short, long = sorted((a.sounds[0], b.sounds[0]), key=len)
    if is_given(long[len(short) :]):
        return replace(
            near, kind="half", level=_SHORT_LEVEL, detail="one is the first half of the other, two given names"
        )
    return replace(near, kind="short", level=_SHORT_LEVEL, detail="one is the beginning of the other")


def _spelled(a: Word, b: Word, level: float) -> Fit | None:
    """How well one spells the other, where a channel knows better than readings that make them alike to `level`."""
    if a.rough or b.rough:
        spells = fit(a, b, worth=level >= _LEAST_ROUGH, least=0.0)
        native = level >= _READ_AS_WELL and "Hangul" in (a.script, b.script)  # Korean names are not spelled but read
        if spells is NO_FIT or native:
            return spells if spells is not None and _with_fit(level, spells) > level else None
        return spells
    if not _LEAST_EXACT <= level < _SURE_EXACT:
        return None
    # The least that makes the words more alike than their readings do, and no strangers.
    least = max(level, min(_LEAST_LEVEL + _UNREAD, 2 * _LEAST_LEVEL - level))
    spells = fit(a, b, worth=level >= _LIKELY_EXACT, least=max(0.0, (least - _NO_FIT_LEVEL) / _FIT_SHARE))
    return spells if spells is not None and _with_fit(level, spells) > level else None


def _with_fit(level: float, spells: Fit) -> float:
    """The level of a pair of words when both its readings and its spelling are heard; a good spelling says more."""
    spelled = min(1.0, _NO_FIT_LEVEL + _FIT_SHARE * spells.likeness)
    return max((level + spelled) / 2, spelled - _UNREAD)


def _case(a: Word, b: Word, near: Likeness) -> Likeness | None:
    """`a` taken for a case form: of `b` itself, of a cognate, or of something nearer to `b` than `a` is."""
    if " " in a.text or not _may_be_case(a, b):  # a space: two words joined
        return None
    best = None
    for lemma in undone(a.text):
        note = f"{a.text} is {lemma.case} ({lemma.rule})"
        cases = ((a.text, lemma.case),)
        if not b.systems.keys().isdisjoint(lemma.word.sounds):
            return Likeness("inflected", 0.97, 1.0, 1.0, 1.0, note, cases)
        if lemma.case == _POSSESSIVE:  # Петров is one of Пётр, but no form of Peter: a family name, if it is another's
            continue
        if not b.cognates.isdisjoint(lemma.word.cognates):
            alike = _near(lemma.word, b)
            return replace(alike, kind="cognate", level=COGNATE, detail=f"forms of one given name; {note}", cases=cases)
        if near.sound >= _LEAST_SOUND and lemma.word.rarity <= a.rarity:  # Fernando is no form of Fernandas
            nearer = _near(lemma.word, b)
            if nearer.level > (best or near).level + (0 if best else _NEARER):
                best = replace(nearer, detail=note, cases=cases)
    return best


def _level(sound: float, coarse: float, bones: float, a: Word, b: Word) -> float:
    """One figure of three; consonants count most where the script tells little else, less where there are few."""
    if a.rough or b.rough:
        return 0.2 * sound + 0.4 * coarse + 0.4 * bones
    return 0.4 * sound + 0.35 * coarse + 0.25 * bones * min(1.0, min(len(a.bones[0]), len(b.bones[0])) / _LEAST_BONES)


def _both_read(a: Word, b: Word, sound: str) -> str:
    """How both are read alike; which system is whose is said in words, since reasons are turned round."""
    left, right = a.systems[sound], b.systems[sound]
    return f'read "{sound}" ({left if left == right else f"{a.text}: {left}; {b.text}: {right}"})'


def _best(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The best similarity of any reading here with any there."""
    if len(left) == 1 and len(right) == 1:
        return _alike(left[0], right[0])
    return max(starmap(_alike, product(left, right)))


def _may_be_case(a: Word, b: Word) -> bool:
    """Whether two words begin alike as far as endings allow, or may be cognates; spares undoing most endings."""
    if b.cognates or a.script == "Arabic":  # what Arabic puts in front changes the beginning
        return True
    for one in a.sounds[:_FEW]:
        for other in b.sounds[:_FEW]:
            least = max(1, min(len(one), len(other)) - _LONGEST_CHANGE)
            if one[:least] == other[:least]:
                return True
    return False


def _pair_of(a: Word, b: Word, test: Callable[[str, str], bool]) -> bool:
    for one in a.sounds[:_FEW]:
        for other in b.sounds[:_FEW]:
            if test(one, other) or test(other, one):
                return True
    return False


def _is_cut_short(a: Word, b: Word) -> bool:
    """Whether one name is the other cut short: Brad for Bradley, Thoko for Thokozile."""
    short, long = a.sounds[0], b.sounds[0]
    if len(short) > len(long):
        short, long = long, short
    if len(short) < _LEAST_SHORT or len(long) < len(short) + 2:
        return False
    return long.startswith(short) and not a.rough and not b.rough


def _is_feminine(male: str, female: str) -> bool:
    if not female.endswith("a"):
        return False
    if female[:-1] == male and male.endswith(_MASCULINE_ENDS):
        return True
    return any(male.endswith(m) and female.endswith(f) and male[: -len(m)] == female[: -len(f)] for m, f in _FEMININE)


def _is_dropped(full: str, short: str) -> bool:
    stem = short[:-1] if short.endswith(_GLIDES) else short  # Kekilbay, Kekilbayev
    if not full.startswith(stem):
        return False
    return full[len(stem) :] in _DROPPED or (full.startswith(short) and full[len(short) :] in _DROPPED)
