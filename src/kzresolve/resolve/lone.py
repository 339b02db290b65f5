"""A lone name in a list of names: "Bibi" joins "Asia Bibi" where no other full name of the list has it.

Several bearers leave it alone, unless one is named far more often than the others: then the list does not say who is
meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kzresolve.match.config import Config
from kzresolve.match.likeness import likeness
from kzresolve.match.places import COUNTRY, is_listed
from kzresolve.match.sketch import Sketch, Unit, sketch
from kzresolve.match.words import Word
from kzresolve.names.han import has_han
from kzresolve.names.parse import take_apart
from kzresolve.resolve.bearing import LEAD, LEVEL, bearing
from kzresolve.resolve.gender import gender
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.linkage import join_each
from kzresolve.resolve.rows import Rows

_READINGS = 2  # of a word, by which bearers are found
_LEAST = 3  # letters of a lone name; shorter ones are acronyms as often as names
_MOST = 4  # words of a full name
_BESIDE = frozenset({"particle", "patronymic"})
_OWN = frozenset({"given", "family", "word"})  # roles of words that a name is more than a lone one by

Table = defaultdict[str, defaultdict[Word, set[int]]]


def join_lone(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    sizes: Sequence[int],
    kind: str | None,
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
    rows: Rows | None = None,
    spelled: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[list[int]]:
    """The groups, those of lone names joined to the full name of the list they fit: by family name, else by given.

    groups: of indices into names. sizes: how often each name stands in the list. may_join, joined: as in
    linkage.join_each. rows: of the names, which spares a look at most of them.
    spelled: {name: how the list writes it}, where that is another way.
    """
    if len(groups) < 2:
        return [sorted(members) for members in groups]
    lone = _lone(groups, names, kind, rows)
    if not lone:
        return [sorted(members) for members in groups]
    weights = [sum(sizes[i] for i in members) for members in groups]
    told: Iterable[int] = range(len(groups))
    common: set[int] = set()
    if rows is not None:
        told, common = bearing(rows, groups, weights, lone, _idle_words(lone))
    bearers = _Bearers(weights)
    for group in told:
        if group not in lone:
            bearers.take_in(group, [sketch(names[i], kind) for i in groups[group]])

    @cache
    def gender_of(group: int) -> str:
        genders = {gender(spelled.get(name, (name,)), name) for name in (names[i] for i in groups[group])} - {""}
        return genders.pop() if len(genders) == 1 else ""

    meant = {
        group: bearers.of(sketches, gender_of(group), gender_of)
        for group, sketches in lone.items()
        if group not in common
    }
    return join_each(groups, meant, may_join, joined)


def _lone(
    groups: Sequence[Sequence[int]], names: Sequence[str], kind: str | None, rows: Rows | None
) -> dict[int, list[Sketch]]:
    """The groups of lone names alone, and these."""
    full = [False] * len(names) if rows is None else rows.full.tolist()
    found: dict[int, list[Sketch]] = {}
    for group, members in enumerate(groups):
        if any(full[i] for i in members) or not all(_may_be_alone(names[i], kind) for i in members):
            continue
        sketches = [sketch(names[i], kind) for i in members]
        if all(_is_alone(name) and not name.initials for name in sketches):
            found[group] = sketches
    return found


def _idle_words(lone: Mapping[int, list[Sketch]]) -> set[str]:
    """Words, in small letters, that only stand beside those that lone names are known by."""
    names = [name for each in lone.values() for name in each]
    beside = {unit.text.casefold() for name in names for unit in name.units if unit.role in _BESIDE}
    return beside - {unit.text.casefold() for name in names for unit in words_of_name(name)}


def set_apart(
    groups: Sequence[Sequence[int]],
    scores: Mapping[tuple[int, int], float],
    names: Sequence[str],
    kind: str | None,
    config: Config,
    rows: Rows | None = None,
) -> list[list[int]]:
    """The groups, a lone name taken out of one with a person's full names where it fits another person's as well: a
    pair cannot say which of them is meant.

    scores: of pairs of indices into names, lower first. rows: as in join_lone.
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
        may_be_alone = len(here) > 1 and not (rows is not None and rows.full[i])
        if may_be_alone and _is_alone(sketch(names[i], kind)):
            seen = {j: sketch(names[j], kind) for j in others}
            fits[i] = [j for j in others if not _is_alone(seen[j]) and may_be_person(seen[j])]
    out = set()
    for lone, bearers in fits.items():
        mine = [i for i in bearers if group_of[i] == group_of[lone]]
        others = [i for i in bearers if group_of[i] != group_of[lone]]
        if any(_surely_person(sketch(names[i], kind)) for i in mine) and any(
            all(scores.get((min(i, other), max(i, other)), 0.0) <= config.different for i in mine) for other in others
        ):
            out.add(lone)
    left = [[i for i in members if i not in out] for members in groups]
    taken: list[list[int]] = []
    for lone in sorted(out):  # spellings of one lone name stay together
        like = next((members for members in taken if members[0] in alike[lone]), None)
        taken = taken if like else [*taken, []]
        (like or taken[-1]).append(lone)
    return [members for members in [*left, *taken] if members]


class _Bearers:
    """Which groups have full names with a word, by the consonants of the word.

    sure: family names of groups with a known given name or initials, likely those of persons.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes  # of the groups, in names
        self.family, self.sure, self.given = _table(), _table(), _table()

    def take_in(self, group: int, names: Iterable[Sketch]) -> None:
        """Note the names of a group."""
        names = [name for name in names if may_be_person(name)]
        sure = any(map(_surely_person, names))
        for name in names:
            for unit in _family(name):
                _note(unit.word, group, self.family)
                if sure:
                    _note(unit.word, group, self.sure)
            if _begins_with_given(name):
                _note(words_of_name(name)[0].word, group, self.given)

    def of(self, names: Iterable[Sketch], own: str, gender_of: Callable[[int], str]) -> int | None:
        """The group that lone names fit, None for none or several alike. Davis is a place unless a person is surely
        meant; a country is no person's name. own: the gender of the lone names. gender_of: that of a group.
        """
        words = [unit.word for name in names for unit in _telling(name)]
        places = {place for name in names if name.places for place in name.places.ids}
        if any(len(place) == COUNTRY for place in places):
            return None
        for table in (self.sure, self.given) if places else (self.sure, self.family, self.given):
            fits = set().union(*(_bearers(word, table) for word in words))
            fits = {group for group in fits if not own or gender_of(group) in ("", own)}
            if fits:
                return self._leader(fits)
        return None

    def _leader(self, fits: set[int]) -> int | None:
        """The one bearer, or the one that is named far more often than all others together."""
        first, *others = sorted(fits, key=lambda group: (-self.sizes[group], group))
        return first if self.sizes[first] >= LEAD * sum(self.sizes[group] for group in others) else None


def _table() -> Table:
    return defaultdict(lambda: defaultdict(set))


def _note(word: Word, group: int, table: Table) -> None:
    for bones in word.bones[:_READINGS]:
        table[bones][word].add(group)


def _bearers(word: Word, table: Table) -> set[int]:
    """The groups with a word that is nearly the same."""
    found: set[int] = set()
    for bones in word.bones[:_READINGS]:
        for other, groups in table[bones].items() if bones in table else ():
            if not groups <= found and likeness(word, other).level >= LEVEL:
                found |= groups
    return found


def _telling(name: Sketch) -> list[Unit]:
    """The words of a lone name that may be those of a full one."""
    return [
        unit
        for unit in words_of_name(name)
        if len(unit.text) >= _LEAST and not unit.text.isupper() and not unit.concept
    ]


def _may_be_alone(name: str, kind: str | None) -> bool:
    """Whether a name may have but one word, by the roles of its words, which cost less than its sketch."""
    if has_han(name):
        return True
    taken = take_apart(name, kind)
    return taken.listed or sum(role in _OWN for role in taken.roles) < 2


def _is_alone(name: Sketch) -> bool:
    return len(words_of_name(name)) == 1


def words_of_name(name: Sketch) -> list[Unit]:
    """The words of a name, but for particles and fathers' names."""
    return [unit for unit in name.units if unit.role not in _BESIDE]


def _family(name: Sketch) -> list[Unit]:
    """The words of a full name that may be its family name: the last behind a known given name (Gina and Martin end as
    family names do), else that and what looks like one.
    """
    *_, last = words = words_of_name(name)
    if len(words) > 1 and _begins_with_given(name):
        return [last]
    return [unit for unit in name.units if unit.role == "family" or unit is last]


def _begins_with_given(name: Sketch) -> bool:
    return words_of_name(name)[0].text.casefold() in given_names()


def _surely_person(name: Sketch) -> bool:
    """Whether a full name has initials or a known given name."""
    return may_be_person(name) and (bool(name.initials) or _begins_with_given(name))


def may_be_person(name: Sketch) -> bool:
    """Whether a full name is written as a person's may be, and does not end with a place, as "Air Berlin" does."""
    words = words_of_name(name)
    if name.kind not in (None, "PER") or not 0 < len(words) <= _MOST:
        return False
    if name.kind is None and is_listed(words[-1].text):
        return False
    return not any(word.text.islower() or any(map(str.isdigit, word.text)) for word in words)
