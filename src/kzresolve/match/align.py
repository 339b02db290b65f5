"""Which word of one name answers which of the other, whatever the order: the links that evidence is made of.

Best first: words that agree, then initials, then what is left on both sides (contradicted) or on one (missing).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from kzresolve.match.likeness import ITSELF, STRANGERS, Likeness, likeness
from kzresolve.match.places import told
from kzresolve.match.words import first_of_group, joined

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch, Unit
    from kzresolve.match.words import Word

    _Alike = dict[tuple[Unit, Unit], Likeness]  # of every word here with every word there

similarity = OSA.normalized_similarity
AGREE = 0.6  # level from which two words are taken for each other; below, only as what is left over
_JOIN_LEVEL = 0.8
_MAY_BE_JOINED = 0.5  # of the likeliest readings; below this no reading of two words as one comes near a third
_LEAST_JOINED = 4  # phonemes
_ROLE_BONUS = 0.02
_NAMES = ("given", "family")
_ORDER = {"given": 0, "word": 1, "patronymic": 2, "family": 3, "particle": 4, "initial": 5}


@dataclass(slots=True, eq=False)
class Link:
    """A word (or two read as one) of each name and how they relate; a missing word has an empty other side.

    state: "pair", "initial", "initial-conflict", "left-over" (paired only because nothing else was left), "missing".
    """

    state: str
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    likeness: Likeness | None = None


def align(a: Sketch, b: Sketch) -> list[Link]:
    """Link the words of two names; every unit and initial is in exactly one link."""
    if a.original == b.original and a.kind == b.kind:
        return _with_itself(a)
    links = _strangers(a, b)
    if links:
        return links
    alike = {(one, two): _units_alike(one, two) for one in a.units for two in b.units}
    links, left, right = _pairs(a, b, alike)
    left_initials, right_initials = list(a.initials), list(b.initials)
    if left_initials or right_initials:
        links += _before_initials(a, b, left, right, alike)
        links += _equal_initials(left_initials, right_initials)
        links += _initials(left_initials, right, swapped=False)
        links += _initials(right_initials, left, swapped=True)
    links += _left_over(left, right, alike)
    links += [Link("missing", (unit,), ()) for unit in left + left_initials]
    links += [Link("missing", (), (unit,)) for unit in right + right_initials]
    return links


def _with_itself(a: Sketch) -> list[Link]:
    links = [Link("pair", (unit,), (unit,), ITSELF) for unit in a.units]
    return links + [Link("initial", (unit,), (unit,)) for unit in a.initials]


def _strangers(a: Sketch, b: Sketch) -> list[Link]:
    """The links of two names of a given and a family name each that have nothing in common, none for any others: what
    the closer look would find, for most pairs of names.
    """
    if len(a.units) != 2 or len(b.units) != 2 or a.initials or b.initials:
        return []
    one, two = a.units
    three, four = b.units
    if one.role == four.role:
        three, four = four, three
    if one.role not in _NAMES or two.role not in _NAMES or one.role != three.role or two.role != four.role:
        return []
    for here in (one.word, two.word):
        if likeness(here, three.word) is not STRANGERS or likeness(here, four.word) is not STRANGERS:
            return []
    return [Link("left-over", (one,), (three,), STRANGERS), Link("left-over", (two,), (four,), STRANGERS)]


def _pairs(a: Sketch, b: Sketch, alike: _Alike) -> tuple[list[Link], list[Unit], list[Unit]]:
    found = _candidates(a.units, b.units, alike)
    if not found:
        return [], list(a.units), list(b.units)
    found.sort(key=lambda entry: -entry[0])
    used_left: set[int] = set()
    used_right: set[int] = set()
    links = []
    for _, i, j, across, like in found:
        ii = range(i, i + across[0])
        jj = range(j, j + across[1])
        if used_left.isdisjoint(ii) and used_right.isdisjoint(jj):
            used_left.update(ii)
            used_right.update(jj)
            links.append(Link("pair", a.units[i : i + across[0]], b.units[j : j + across[1]], like))
    left = [unit for i, unit in enumerate(a.units) if i not in used_left]
    right = [unit for j, unit in enumerate(b.units) if j not in used_right]
    return links, left, right


_Candidate = tuple[float, int, int, tuple[int, int], Likeness]


def _candidates(left: tuple[Unit, ...], right: tuple[Unit, ...], alike: _Alike) -> list[_Candidate]:
    found: list[_Candidate] = []
    akin: set[tuple[int, int]] = set()
    same_left: set[int] = set()
    same_right: set[int] = set()
    for i, one in enumerate(left):
        for j, two in enumerate(right):
            like = alike[one, two]
            if like is STRANGERS:
                continue
            akin.add((i, j))
            if like.level >= AGREE:
                found.append((like.level + (_ROLE_BONUS if one.role == two.role else 0), i, j, (1, 1), like))
                if like.kind == "same":
                    same_left.add(i)
                    same_right.add(j)
    if not akin:
        return found
    # A word is no stranger to both of two that it joins.
    for i in range(len(left) - 1):
        others = [j for j in range(len(right)) if j not in same_right and not akin.isdisjoint(((i, j), (i + 1, j)))]
        found += _joins(left[i], left[i + 1], i, right, others, swapped=False)
    for j in range(len(right) - 1):
        others = [i for i in range(len(left)) if i not in same_left and not akin.isdisjoint(((i, j), (i, j + 1)))]
        found += _joins(right[j], right[j + 1], j, left, others, swapped=True)
    return found


def _joins(
    one: Unit, two: Unit, i: int, units: tuple[Unit, ...], others: list[int], *, swapped: bool
) -> list[_Candidate]:
    """Two neighbours read as one word, against `others` of the units of the other name that are about as long."""
    found: list[_Candidate] = []
    length = len(one.word.sounds[0]) + len(two.word.sounds[0])
    if length < _LEAST_JOINED:
        return found
    for j in others:
        other = units[j]
        if not _as_long(one.word, two.word, other.word, length):
            continue
        if len(units) > 1 and _whole_in_signs(one, two):
            break
        if similarity(one.word.coarse[0] + two.word.coarse[0], other.word.coarse[0]) < _MAY_BE_JOINED:
            continue
        like = likeness(joined(one.word, two.word), other.word)
        if like.level >= _JOIN_LEVEL:
            place = (j, i, (1, 2)) if swapped else (i, j, (2, 1))
            found.append((like.level + _ROLE_BONUS, *place, like))
    return found


def _as_long(one: Word, two: Word, other: Word, length: int) -> bool:
    """Whether two words of so many phonemes are about as long as a third; of scripts that leave vowels out, whether
    they have about as many consonants.
    """
    if -2 <= len(other.sounds[0]) - length <= 2:
        return True
    return (one.rough or other.rough) and -1 <= len(one.bones[0]) + len(two.bones[0]) - len(other.bones[0]) <= 1


def _whole_in_signs(one: Unit, two: Unit) -> bool:
    """Whether the two are a whole name in Han signs, which is no single word of a name of several."""
    return one.role == "family" and two.role == "given" and one.word.script == two.word.script == "Han"


def _units_alike(one: Unit, two: Unit) -> Likeness:
    if one.concept and two.concept and one.concept == two.concept:
        return Likeness("same", 1.0, 1.0, 1.0, 1.0, f"both mean {one.concept}")
    plain = likeness(one.word, two.word)
    if plain.kind == "same":
        return plain
    if one.places and two.places and one.places.ids & two.places.ids:
        return Likeness("exonym", 0.95, 1.0, 1.0, 1.0, told(one.places, two.places))
    if one.father is None and two.father is None:  # the usual case
        return plain
    if one.father is not None and two.father is not None:
        fathers = likeness(one.father, two.father)
        if fathers.level > plain.level or fathers.kind == "same":
            return fathers
        return fathers if fathers.level < AGREE else plain
    return _by_father(one, two, plain)


def _by_father(one: Unit, two: Unit, plain: Likeness) -> Likeness:
    """A patronymic against a family name, which may be made of the father's name too (Kekilbayuly, Kekilbayev)."""
    name, other = (one.father, two) if one.father is not None else (two.father, one)
    if name is None or other.role != "family":
        return plain
    named = likeness(name, other.word)
    return named if named.kind in ("same", "suffix") and named.level > plain.level else plain


def _equal_initials(left: list[Unit], right: list[Unit]) -> list[Link]:
    """Initials on both sides agree or conflict in order."""
    links = []
    while left and right:
        one, two = left.pop(0), right.pop(0)
        fits = bool(_first(one) & _first(two))
        links.append(Link("initial" if fits else "initial-conflict", (one,), (two,)))
    return links


def _before_initials(a: Sketch, b: Sketch, left: list[Unit], right: list[Unit], alike: _Alike) -> list[Link]:
    """A given name in full that stands before an initial is not passed over for it: "Dmitry G. Gudkov" is no Galina.

    Takes what it uses out of both lists.
    """
    spelled_out = [
        unit
        for name, units in ((a, left), (b, right))
        for unit in units
        if unit.role == "given" and any(initial.part > unit.part for initial in name.initials)
    ]
    if not spelled_out:
        return []
    here = [unit for unit in left if unit.role == "given"]
    there = [unit for unit in right if unit.role == "given"]
    links = _left_over(here, there, alike)
    for link in links:
        left.remove(link.left[0])
        right.remove(link.right[0])
    return links


def _initials(initials: list[Unit], words: list[Unit], *, swapped: bool) -> list[Link]:
    """Initials answer the words left over, given name first; takes what it uses out of both lists."""
    links = []
    waiting = sorted((unit for unit in words if unit.role != "particle"), key=lambda unit: _ORDER[unit.role])
    while initials and waiting:
        initial = initials.pop(0)
        answer = waiting.pop(0)
        words.remove(answer)
        state = "initial" if _begins(answer, initial) else "initial-conflict"
        sides = ((answer,), (initial,)) if swapped else ((initial,), (answer,))
        links.append(Link(state, *sides))
    return links


def _begins(answer: Unit, initial: Unit) -> bool:
    """Whether a word, or a cognate of it, may begin with an initial: with the letter itself, or its sound."""
    if answer.text[:1].casefold() == initial.text.casefold():
        return True
    letters = _first(initial)
    return bool(letters & _first(answer)) or any(letters & first_of_group(group) for group in answer.word.cognates)


def _first(unit: Unit) -> frozenset[str]:
    """The phonemes a word may begin with; Ye- may be written E-."""
    first = unit.word.first
    if "y" in first:
        first |= frozenset(sound[1] for sound in unit.word.sounds if sound[:1] == "y" and len(sound) > 1)
    return first


def _left_over(left: list[Unit], right: list[Unit], alike: _Alike) -> list[Link]:
    """Words left on both sides contradict each other, most alike first, strangers by their roles; takes what it uses
    out of both lists.
    """
    found = [(alike[one, two], one, two) for one in left for two in right if _comparable(one.role, two.role)]
    found.sort(key=lambda entry: (-entry[0].level, entry[1].role != entry[2].role))
    links = []
    for like, one, two in found:
        if one in left and two in right:
            left.remove(one)
            right.remove(two)
            links.append(Link("left-over", (one,), (two,), like))
            if not left or not right:
                break
    return links


def _comparable(one: str, two: str) -> bool:
    """A patronymic answers a patronymic only; a particle answers nothing."""
    if one == "particle" or two == "particle":
        return False
    return (one == "patronymic") == (two == "patronymic")
