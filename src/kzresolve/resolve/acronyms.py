"""Abbreviations in a list of names: "UOKiK" joins "Urząd Ochrony Konkurencji i Konsumentów" where no other name fits.

First letters stay in any case, so that names count as the list has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from kzresolve.resolve.glossary import is_term
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.linkage import join_each

_LETTERS = range(2, 9)  # of an acronym
_SMALL = 2  # letters in small type among the capitals: UOKiK, PiS
_SOFT = "a-zа-яіїєґěščřžýáíéůąęółżźćńśťďň"
_ENDING = re.compile(rf"(?:['’-][{_SOFT}]{{1,3}}|(?<=[^\W\d_{_SOFT}]{{2}})[{_SOFT}]{{1,3}})$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BARE = 3  # letters at least of an acronym that an ending is cut off from without a hyphen
_CASE = re.compile("[auyieůауыиеі]|[eoůóеоаі][mwмв]|ie|ky")  # what is written without one
_PREPOSITION = 3  # letters at most of a small word that an acronym may leave out


def join_acronyms(
    groups: Sequence[Sequence[int]],
    spelled: Sequence[Sequence[str]],
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
) -> list[list[int]]:
    """The groups, those of acronyms joined to the only group with a name they may abbreviate.

    groups: of indices into `spelled`, which holds the forms of each name in the list. may_join, joined: as in
    linkage.join_each.
    """
    short: dict[int, set[str]] = {}
    for group, members in enumerate(groups):
        acronyms = [_acronym(name) for i in members for name in spelled[i]]
        if all(acronyms):
            short[group] = set().union(*acronyms)
    if not short:
        return [list(members) for members in groups]
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for group, members in enumerate(groups):
        for key in set().union(*(_initials(name) for i in members for name in spelled[i])):
            bearers[key].add(group)
    borne = {group: set().union(*(bearers[key] for key in keys if key in bearers)) for group, keys in short.items()}
    only = {group: others.pop() if len(others) == 1 else None for group, others in borne.items()}
    return join_each(groups, only, may_join, joined)


def _acronym(name: str) -> set[str]:
    """The letters that a name may be an acronym of, in small type, with and without an ending: "МИДа", "UOKiK-u"."""
    if " " in name:  # the usual case
        return set()
    return {key.casefold() for key in (name, _ENDING.sub("", name)) if _is_acronym(key)}


def without_ending(word: str) -> str:
    """A word in capitals without its case ending: "HDZ-a" is HDZ, "МИДа" is МИД; any other word as it stands."""
    bare = _ENDING.sub("", word)
    if bare == word or not bare.isupper():
        return word
    return bare if "-" in word[len(bare) :] or (len(bare) >= _BARE and _CASE.fullmatch(word, len(bare))) else word


def _is_acronym(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return (
        text.isalpha()
        and len(text) in _LETTERS
        and capitals >= 2
        and len(text) - capitals <= _SMALL
        and text[0].isupper()
    )


def _initials(name: str) -> set[str]:
    """First letters of the words of a name in small type, those of all words and without small ones."""
    words = _WORD.findall(name)
    if len(words) < 2 or words[0].casefold() in given_names():
        return set()
    kept = [word for word in words if not (word.islower() and len(word) <= _PREPOSITION)]
    if kept and kept[0] == "The":
        kept = kept[1:]
    keys = {"".join(word[0] for word in some).casefold() for some in (words, kept)}
    if not any(map(is_term, words)):  # two letters are a person's as well
        keys = {key for key in keys if len(key) > 2}
    return {key for key in keys if len(key) in _LETTERS}
