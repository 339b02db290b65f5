"""Two names of one person that a longer name of the list holds together: "Asia Noreen" and "Asia Bibi" where it has
"Asia Noreen Bibi" as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kzresolve.match.postings import distinct
from kzresolve.match.sketch import Sketch, Unit, sketch
from kzresolve.resolve.arrays import found_among
from kzresolve.resolve.lone import may_be_person, words_of_name
from kzresolve.resolve.rows import Rows

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Numbers

_READINGS = 2  # of a word
_JOINTS = 8  # spaces and hyphens of a person's name at most
_WIDEST = 32  # words of a name that are looked at
_PAIR = 2  # words: a given and a family name


def join_by_longer(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    kind: str | None,
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
    rows: Rows | None = None,
) -> list[list[int]]:
    """The groups, two joined where a longer name of one holds the words of the other and of no third: "Asia Noreen",
    "Asia Noreen Bibi" beside "Asia Bibi".

    groups, names, kind, may_join, joined, rows: as in join_lone.
    """
    looked = range(len(names)) if rows is None else _sharing_two(rows)
    group_of = {i: group for group, members in enumerate(groups) for i in members}
    made = [(group_of[i], sketch(names[i], kind)) for i in looked if 1 <= _joints(names[i]) <= _JOINTS]
    persons = [(group, name) for group, name in made if may_be_person(name)]
    short = _names_of_two(persons)
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for group, name in persons:
        first, *rest = words_of_name(name)
        for other in rest if len(rest) >= _PAIR else ():
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


def _names_of_two(persons: Iterable[tuple[int, Sketch]]) -> defaultdict[tuple[str, str], set[int]]:
    """The groups that have a name of two words that sound so."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for group, name in persons:
        words = words_of_name(name)
        for key in _keys_of_pair(*words) if len(words) == _PAIR and not name.initials else ():
            found[key].add(group)
    return found


def _sharing_two(rows: Rows) -> list[int]:
    """The names that may have just two words, and these in common with one that may have more, or may be that longer
    name; by index, ascending. Words that sound alike are as good as the same.
    """
    import numpy as np

    of = rows.name_of[rows.row_of]
    sizes = np.bincount(of, minlength=rows.names)
    may_be_short, may_be_long = ~rows.bare | (sizes == _PAIR), sizes > _PAIR
    sounds, many = _sounds(rows)
    codes, names = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for gap in range(1, _WIDEST):
        here = np.flatnonzero(rows.row_of[gap:] == rows.row_of[:-gap])
        if not len(here):
            break
        for one in sounds[rows.words[here]].T:
            for two in sounds[rows.words[here + gap]].T:
                told = (one >= 0) & (two >= 0)
                codes.append((one * many + two)[told])
                names.append(of[here[told]])
    code, name = np.concatenate(codes), np.concatenate(names)
    short, long = distinct(code[may_be_short[name]]), distinct(code[may_be_long[name]])
    shared, _ = found_among(code, short[found_among(short, long)[0]])
    code, name = code[shared], name[shared]
    order = np.lexsort((name, code))
    code, name = code[order], name[order]
    by_two = (code[1:] == code[:-1]) & (name[1:] != name[:-1])  # what a name shares with itself alone is nothing
    sharing, _ = found_among(code, distinct(code[1:][by_two]))
    found: list[int] = distinct(name[sharing]).tolist()
    return found


def _sounds(rows: Rows) -> tuple[Numbers, int]:
    """Numbers of the likeliest sounds of each word, -1 where there are fewer, and how many sounds there are."""
    import numpy as np

    numbers: dict[str, int] = {}
    found = np.full((len(rows.heard), _READINGS), -1, np.int64)
    for i, word in enumerate(rows.heard):
        for n, key in enumerate(word.keys[:_READINGS]):
            if key[0] == "=":  # the first keys of a word are its sounds
                found[i, n] = numbers.setdefault(key, len(numbers))
    return found, len(numbers)


def _joints(name: str) -> int:
    return name.count(" ") + name.count("-")


def _keys_of_pair(one: Unit, two: Unit) -> set[tuple[str, str]]:
    return {(a, b) for a in one.word.sounds[:_READINGS] for b in two.word.sounds[:_READINGS]}
