"""Clubs and firms called without their seat: "Legia" joins "Legia Warszawa" where the list has no other Legia.

The seat must be a town: "Greenpeace Polska" is a part of Greenpeace, not the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kzresolve.match.places import COUNTRY, is_listed, places
from kzresolve.resolve.glossary import is_term
from kzresolve.resolve.linkage import join_each

_WITH_SEAT = 2  # words
_LEAST = 4  # letters of a name without


def join_seated(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
) -> list[list[int]]:
    """The groups, those of a lone name joined to the only one with a name that is it and a town.

    groups: of indices into names, which are in their dictionary forms. may_join, joined: as in
    linkage.join_each.
    """
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for group, members in enumerate(groups):
        for words in (names[i].split() for i in members):
            if len(words) == _WITH_SEAT and _is_town(words[1]):
                bearers[words[0].casefold()].add(group)
    whole: dict[int, int | None] = {}
    for group, members in enumerate(groups) if bearers else ():
        alone = {names[i].casefold() for i in members}
        to = set().union(*(bearers.get(name, ()) for name in alone))
        if len(to) == 1 and group not in to and all(map(_may_be_a_club, (names[i] for i in members))):
            whole[group] = to.pop()
    return join_each(groups, whole, may_join, joined)


def _is_town(word: str) -> bool:
    found = places(word)
    return found is not None and not any(len(place) == COUNTRY or place.startswith("region.") for place in found.ids)


def _may_be_a_club(name: str) -> bool:
    """Whether a name is one word that is no place and no sort of body."""
    return len(name) >= _LEAST and name.isalpha() and not is_listed(name) and not is_term(name)
