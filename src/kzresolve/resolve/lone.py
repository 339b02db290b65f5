"""A lone name in a list of names: "Bibi" joins "Asia Bibi" where no other full name of the list has it.

Several bearers leave it alone, unless one is named far more often than the others: then the list does not say who is
meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kzresolve.match.config import Config
from kzresolve.match.likeness import likeness
from kzresolve.match.places import COUNTRY, is_listed
from kzresolve.match.sketch import Sketch, Unit, sketch
from kzresolve.match.words import Word
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.rows import Rows

_READINGS = 2  # of a word, by which bearers are found
_JOINTS = 8  # spaces and hyphens of a person's name at most
_PAIR = 2  # words: a given and a family name
_LEAST = 3  # letters of a lone name; shorter ones are acronyms as often as names
_MOST = 4  # words of a full name
_LEAD = 3  # times as often as its rivals together is the bearer named that a lone name means
_LEVEL = 0.89  # of the likeness of words that are taken for one name
_BESIDE = frozenset({"particle", "patronymic"})

Table = defaultdict[str, set[tuple[int, Word]]]


def join_lone(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    sizes: Sequence[int],
    kind: str | None,
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
    rows: Rows | None = None,
) -> list[list[int]]:
    """The groups, those of lone names joined to the full name of the list they fit: by family name, else by given.

    groups: of indices into names. sizes: how often each name stands in the list. may_join, joined: as in
    average_linkage, groups known by their first index. rows: of the names, which spares a look at most of them.
    """
    if len(groups) < 2:
        return [sorted(members) for members in groups]
    lone: dict[int, list[Sketch]] = {}
    for group, members in enumerate(groups):
        if rows is not None and any(rows.is_full(i) for i in members):
            continue
        sketches = [sketch(names[i], kind) for i in members]
        if all(_is_alone(name) and not name.initials for name in sketches):
            lone[group] = sketches
    if not lone:
        return [sorted(members) for members in groups]
    may_bear = [True] * len(names) if rows is None else rows.bearing([i for group in lone for i in groups[group]])
    bearers = _Bearers([sum(sizes[i] for i in members) for members in groups])
    for group, members in enumerate(groups):
        if group not in lone and any(may_bear[i] for i in members):
            bearers.take_in(group, [sketch(names[i], kind) for i in members])
    found = [list(members) for members in groups]
    for group, sketches in lone.items():
        to = bearers.of(sketches)
        if to is not None and may_join(groups[to][0], groups[group][0]):
            joined(groups[to][0], groups[group][0])
            found[to] += found[group]
            found[group] = []
    return sorted(sorted(members) for members in found if members)


def join_by_longer(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    kind: str | None,
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
) -> list[list[int]]:
    """The groups, two joined where a longer name of one holds the words of the other and of no third: "Asia Noreen",
    "Asia Noreen Bibi" beside "Asia Bibi".

    groups, names, kind, may_join, joined: as in join_lone.
    """
    longer = _longer_names(groups, names, kind)
    if not longer:
        return [sorted(members) for members in groups]
    short = _names_of_two(groups, names, kind)
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for group, (first, *rest) in longer:
        for other in rest:
            fits = set().union(*(short.get(key, ()) for key in _keys_of_pair(first, other)))
            if len(fits) == 1:
                holders[fits.pop()].add(group)
    found = {group: list(members) for group, members in enumerate(groups)}
    into: dict[int, int] = {}

    def now_in(group: int) -> int:
        while group in into:
            group = into[group]
        return group

    for group, holding in holders.items():
        others = [holder for holder in holding if holder != group]
        if len(others) != 1 or now_in(group) == now_in(others[0]):
            continue
        one, two = sorted((now_in(group), now_in(others[0])), key=lambda each: groups[each][0])
        if may_join(groups[one][0], groups[two][0]):
            joined(groups[one][0], groups[two][0])
            found[one] += found.pop(two)
            into[two] = one
    return sorted(map(sorted, found.values()))


def _names_of_two(
    groups: Sequence[Sequence[int]], names: Sequence[str], kind: str | None
) -> defaultdict[tuple[str, str], set[int]]:
    """The groups that have a person's name of two words that sound so."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for group, members in enumerate(groups):
        for i in members:
            made = sketch(names[i], kind) if 1 <= _joints(names[i]) <= _JOINTS else None
            if made and len(words := _words(made)) == _PAIR and not made.initials and _may_be_person(made):
                for key in _keys_of_pair(*words):
                    found[key].add(group)
    return found


def _longer_names(
    groups: Sequence[Sequence[int]], names: Sequence[str], kind: str | None
) -> list[tuple[int, list[Unit]]]:
    """The groups and words of names that may be those of persons and have more than two."""
    found = []
    for group, members in enumerate(groups):
        for i in members:
            if _PAIR <= _joints(names[i]) <= _JOINTS:
                made = sketch(names[i], kind)
                if len(_words(made)) > _PAIR and _may_be_person(made):
                    found.append((group, _words(made)))
    return found


def _joints(name: str) -> int:
    return name.count(" ") + name.count("-")


def _keys_of_pair(one: Unit, two: Unit) -> set[tuple[str, str]]:
    return {(a, b) for a in one.word.sounds[:_READINGS] for b in two.word.sounds[:_READINGS]}


def set_apart(
    groups: Sequence[Sequence[int]],
    scores: Mapping[tuple[int, int], float],
    names: Sequence[str],
    kind: str | None,
    config: Config,
) -> list[list[int]]:
    """The groups, a lone name taken out of one with a person's full names where it fits another person's as well: a
    pair cannot say which of them is meant.

    scores: of pairs of indices into names, lower first.
    """
    group_of = {i: group for group, members in enumerate(groups) for i in members}
    alike: dict[int, list[int]] = defaultdict(list)
    for (i, j), score in scores.items():
        if score >= config.same:
            alike[i].append(j)
            alike[j].append(i)
    fits: dict[int, list[int]] = {}
    for i, others in alike.items():
        here = {group_of[i] == group_of[j] for j in others}
        if len(here) > 1 and _is_alone(sketch(names[i], kind)):
            seen = {j: sketch(names[j], kind) for j in others}
            fits[i] = [j for j in others if not _is_alone(seen[j]) and _surely_person(seen[j])]
    out = set()
    for lone, bearers in fits.items():
        mine = [i for i in bearers if group_of[i] == group_of[lone]]
        others = [i for i in bearers if group_of[i] != group_of[lone]]
        if mine and any(
            all(scores.get((min(i, other), max(i, other)), 0.0) <= config.different for i in mine) for other in others
        ):
            out.add(lone)
    left = [[i for i in members if i not in out] for members in groups]
    return [members for members in [*left, *([i] for i in sorted(out))] if members]


class _Bearers:
    """Which groups have full names with a word, by the consonants of the word.

    sure: family names of groups with a known given name or initials, likely those of persons.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes  # of the groups, in names
        self.family: Table = defaultdict(set)
        self.sure: Table = defaultdict(set)
        self.given: Table = defaultdict(set)

    def take_in(self, group: int, names: Iterable[Sketch]) -> None:
        """Note the names of a group."""
        names = [name for name in names if _may_be_person(name)]
        sure = any(map(_surely_person, names))
        for name in names:
            for unit in _family(name):
                _note(unit.word, group, self.family)
                if sure:
                    _note(unit.word, group, self.sure)
            if _begins_with_given(name):
                _note(_words(name)[0].word, group, self.given)

    def of(self, names: Iterable[Sketch]) -> int | None:
        """The group that lone names fit, None for none or several alike. Davis is a place unless a person is surely
        meant; a country is no person's name.
        """
        words = [unit.word for name in names for unit in _words(name) if _says_enough(unit)]
        places = {place for name in names if name.places for place in name.places.ids}
        if any(len(place) == COUNTRY for place in places):
            return None
        for table in (self.sure, self.given) if places else (self.sure, self.family, self.given):
            fits = set().union(*(_bearers(word, table) for word in words))
            if fits:
                return self._leader(fits)
        return None

    def _leader(self, fits: set[int]) -> int | None:
        """The one bearer, or the one that is named far more often than all others together."""
        first, *others = sorted(fits, key=lambda group: (-self.sizes[group], group))
        return first if self.sizes[first] >= _LEAD * sum(self.sizes[group] for group in others) else None


def _note(word: Word, group: int, table: Table) -> None:
    for bones in word.bones[:_READINGS]:
        table[bones].add((group, word))


def _bearers(word: Word, table: Table) -> set[int]:
    """The groups with a word that is nearly the same."""
    near = {entry for bones in word.bones[:_READINGS] for entry in table.get(bones, ())}
    return {group for group, other in near if likeness(word, other).level >= _LEVEL}


def _says_enough(unit: Unit) -> bool:
    return len(unit.text) >= _LEAST and not unit.text.isupper() and not unit.concept


def _is_alone(name: Sketch) -> bool:
    return len(_words(name)) == 1


def _words(name: Sketch) -> list[Unit]:
    return [unit for unit in name.units if unit.role not in _BESIDE]


def _family(name: Sketch) -> list[Unit]:
    """The words of a full name that may be its family name: the last behind a known given name (Gina and Martin end as
    family names do), else that and what looks like one.
    """
    *_, last = words = _words(name)
    if len(words) > 1 and _begins_with_given(name):
        return [last]
    return [unit for unit in name.units if unit.role == "family" or unit is last]


def _begins_with_given(name: Sketch) -> bool:
    return _words(name)[0].text.casefold() in given_names()


def _surely_person(name: Sketch) -> bool:
    """Whether a full name has initials or a known given name."""
    return _may_be_person(name) and (bool(name.initials) or _begins_with_given(name))


def _may_be_person(name: Sketch) -> bool:
    """Whether a full name is written as a person's may be, and does not end with a place, as "Air Berlin" does."""
    words = _words(name)
    if name.kind not in (None, "PER") or not 0 < len(words) <= _MOST:
        return False
    if name.kind is None and is_listed(words[-1].text):
        return False
    return not any(word.text.islower() or any(map(str.isdigit, word.text)) for word in words)
