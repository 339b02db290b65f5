"""From a capitalised run to candidate names: what stands together, and what kind its own words say it is.

Heads make organisations and places, registry names stand, and what is left between titles, demonyms and dates is a
candidate of open kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kzresolve.resolve.headed import Span, group_end, headed, headed_end
from kzresolve.resolve.lexicon import CALENDAR, DEMONYM, HEAD, NONNAME, TITLE, Lexicon
from kzresolve.resolve.spot import base_forms
from kzresolve.resolve.tokens import CAPS
from kzresolve.resolve.units import EVENTS, LINK, MODIFIER, SPOT, WORD, Unit


class _Piece(NamedTuple):
    """Units between titles, dates and non-names, with the class of the title and the country that stand before them."""

    units: list[Unit]
    title: str
    country: str


def spans(run: Sequence[Unit], lexicon: Lexicon) -> Iterator[Span]:
    """The candidate names of a run, in order; they do not overlap."""
    for units, title, country in _pieces(run):
        i = 0
        while i < len(units):
            unit = units[i]
            if unit.label == LINK:
                title = title if unit.detail == "and" else ""
                i += 1
                continue
            stop = headed_end(units, i)
            if stop:
                yield from headed(units[i:stop], country)
            elif unit.label == DEMONYM:
                country = unit.detail
                i += 1
                continue
            else:
                stop = group_end(units, i)
                yield from _open(units[i:stop], lexicon, title, country)
            title, country = "", units[stop - 1].country
            i = stop


def _pieces(run: Sequence[Unit]) -> Iterator[_Piece]:
    """The run between its titles, dates and non-names. A title with an office of its own ("Prime Minister's Office") is
    kept together with it.
    """
    units: list[Unit] = []
    title = country = ""
    event = False  # the last unit was an event, and the words that follow it belong to it
    for k, unit in enumerate(run):
        if unit.label in (CALENDAR, NONNAME) or (unit.label == TITLE and not _has_office(run, k)):
            event = unit.label == NONNAME and unit.detail in EVENTS
            while event and units and units[-1].label == WORD:
                units.pop()
            if units:
                yield _Piece(units, title, country)
                country = units[-1].country
            units = []
            if unit.label != TITLE:
                title = country = ""
            elif unit.detail != MODIFIER or not title:
                title = unit.detail
        elif not (event and unit.label == WORD):
            event = False
            units.append(unit)
    if units:
        yield _Piece(units, title, country)


def _has_office(run: Sequence[Unit], k: int) -> bool:
    """Whether the title at `k` is followed by 's and a head, or preceded by a head and "of": it names a body then."""
    after = k + 2 < len(run) and run[k + 1].detail == "'s" and run[k + 2].head is not None
    before = k >= 2 and run[k - 1].detail in ("of", "the") and any(u.head for u in run[max(0, k - 3) : k - 1])
    return after or before


def _open(units: Sequence[Unit], lexicon: Lexicon, title: str, country: str) -> Iterator[Span]:
    """The spans of a group without a head: registry names, and the words between them."""
    words: list[Unit] = []
    for k, unit in enumerate(units):
        following = units[k + 1] if k + 1 < len(units) else None
        if unit.label == SPOT and not _joins_person(unit, words, following, lexicon, title):
            yield from _words(words, lexicon, title, country)
            yield Span(unit.start, unit.stop, spot=unit.spot, title=title, country=country)
            words, title, country = [], "", unit.country
        elif unit.label == DEMONYM and not words:
            country = unit.detail
        elif unit.label != HEAD or words or unit.first.key not in lexicon.words:  # a head alone is a common noun
            words.append(unit)
    yield from _words(words, lexicon, title, country)


def _joins_person(unit: Unit, words: Sequence[Unit], following: Unit | None, lexicon: Lexicon, title: str) -> bool:
    """Whether a one-word registry name is part of a person's name here: "Jordan Henderson", "Jack London"."""
    if unit.words > 1:
        return False
    if words:
        return words[0].first.key in lexicon.given and not words[-1].ordinary
    next_is_name = following is not None and following.label == WORD and not following.ordinary
    return next_is_name and (bool(title) or unit.first.key in lexicon.given)


def _words(units: list[Unit], lexicon: Lexicon, title: str, country: str) -> Iterator[Span]:
    """The span of some words, without the small or ordinary ones before it where their capital says nothing."""
    while units and units[-1].label == LINK:
        units = units[:-1]
    while units and _is_outside(units, lexicon):
        units = units[1:]
    begin = next((k for k in range(1, len(units) - 1) if _person_begins(units, k, lexicon)), 0)
    end = begin + 2 if _person_ends(units[begin:], lexicon) else len(units)
    for part, its_title in ((units[:begin], ""), (units[begin:end], title), (units[end:], "")):
        if part:
            yield Span(part[0].start, part[-1].stop, title=its_title, country=country)


def _is_outside(units: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether the first of these units is no part of the name: a link, or an idle word that is nobody's first name."""
    first = units[0]
    if first.label == LINK or len(units) == 1:
        return first.label == LINK
    return first.idle and (first.first.key not in lexicon.given or units[1].ordinary)


def _person_ends(units: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether the third word belongs to the next name: a given and a family name stand before it, and it is neither a
    second family name nor a patronymic: "Әлихан Смайылов Ақтөбе қаласына келді".
    """
    if len(units) < 3 or units[0].first.key not in lexicon.given:
        return False
    family, other = (any(b.endswith(lexicon.family_endings) for b in base_forms(u.first.key)) for u in units[1:3])
    return family and not other and not units[2].first.key.isascii() and units[2].first.key not in lexicon.given


def _person_begins(units: Sequence[Unit], k: int, lexicon: Lexicon) -> bool:
    """Whether a person's name begins at `k`, behind a body or a place in the genitive that says whose officer he is:
    "глава КНБ Карим Масимов".
    """
    before, token = units[k - 1].first, units[k].first
    if token.key not in lexicon.given or before.key in lexicon.given:
        return False
    bases = base_forms(before.key)
    if any(base.endswith(lexicon.family_endings) for base in bases):
        return False
    return before.shape == CAPS or len(bases) > 1
