"""From a capitalised run to candidate names: what stands together, and what kind its own words say it is.

Heads make organisations and places ("Interior Ministry", "Bank of England", "Republic Square"); registry names stand; what
is left between titles, demonyms and dates is a candidate of open kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kzresolve.resolve.document import Document
from kzresolve.resolve.lexicon import Lexicon
from kzresolve.resolve.spot import Spot, base_forms
from kzresolve.resolve.tokens import CAPS
from kzresolve.resolve.units import CALENDAR, DEMONYM, EVENTS, HEAD, LINK, NONNAME, SPOT, TITLE, WORD, Unit

_OF = frozenset({"of", "for", "on"})
_MOST_OF = 2  # "Ministry of Foreign Affairs of Kazakhstan"
_GLUE = frozenset({"&", ","})  # a comma is a link only before a legal form: "Dow Jones & Company, Inc."


class Span(NamedTuple):
    """Tokens start..stop that may be a name. kind: what its head says, "" if open. spot: its registry reading, if any.
    title: class of the title that stands before it in the run. country: of a demonym or country directly before it."""

    start: int
    stop: int
    kind: str = ""
    spot: Spot | None = None
    title: str = ""
    country: str = ""


class _Piece(NamedTuple):
    """Units between titles, dates and non-names."""

    units: list[Unit]
    title: str
    country: str


def spans(run: Sequence[Unit], document: Document, lexicon: Lexicon) -> Iterator[Span]:
    """The candidate names of a run, in order; they do not overlap."""
    for piece in _pieces(run):
        units, title, country = piece
        i = 0
        while i < len(units):
            unit = units[i]
            stop = _headed_end(units, i, document, lexicon) if unit.label != LINK else 0
            if stop:
                yield from _headed(units[i:stop], document, lexicon, country)
            elif unit.label == DEMONYM:
                country, stop = unit.detail, i + 1
                i = stop
                continue
            elif unit.label == LINK:
                i += 1
                title = title if unit.detail == "and" else ""
                continue
            else:
                stop = _group_end(units, i, lexicon)
                yield from _open(units[i:stop], document, lexicon, title, country)
            country = _country_of(units[stop - 1])
            title = ""
            i = stop


def _pieces(run: Sequence[Unit]) -> Iterator[_Piece]:
    """The run between its titles, dates and non-names. A title with an office of its own ("Prime Minister's Office") is
    kept together with it."""
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
                country = _country_of(units[-1])
            units = []
            if unit.label != TITLE:
                title = country = ""
            elif unit.detail != "modifier" or not title:
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


def _group_end(units: Sequence[Unit], i: int, lexicon: Lexicon) -> int:
    """Where the units that stand side by side from `i` end; "&" and the particles of names hold them together."""
    while i < len(units):
        unit = units[i]
        if unit.label == LINK and not (unit.detail in _GLUE or unit.detail in lexicon.particles):
            break
        i += 1
    return i


# Names with a head -----------------------------------------------------------------------------------------------------


def _headed_end(units: Sequence[Unit], i: int, document: Document, lexicon: Lexicon) -> int:
    """Where the name with a head that begins at `i` ends, or 0 if none begins there."""
    group = _group_end(units, i, lexicon)
    last = max((k for k in range(i, group) if _is_last_head(units[k], k > i)), default=-1)
    if last >= i:
        return _of_phrases(units, last, document, lexicon)
    joined = _joined_end(units, i, group, document, lexicon)
    if joined:
        return joined
    head = units[i].head
    if units[i].label == SPOT and head and _is_weak(units[i]):
        stop = _of_phrases(units, i, document, lexicon)  # "Supreme Court" is anybody's, that of Pakistan is not
        return stop if stop > i + 1 else 0
    if units[i].label == HEAD and head and head.position in ("first", "both"):
        stop = _of_phrases(units, i, document, lexicon)
        if stop > i + 1:
            return stop
        if group > i + 1 and (head.position == "first" or head.kind == "LOC"):
            return group
    return 0


def _is_last_head(unit: Unit, inner: bool) -> bool:
    """Whether the unit can close a name: a head that stands last, with something before it or of several words
    ("Interior Ministry"). A registry name is complete without it."""
    if unit.label != HEAD or unit.head is None or unit.head.position not in ("last", "both"):
        return False
    return inner or unit.stop - unit.start > 1


def _joined_end(units: Sequence[Unit], i: int, group: int, document: Document, lexicon: Lexicon) -> int:
    """The end of "People's Party", "Prime Minister's Office", "Security and Defence Council": ordinary words or a title,
    then 's or "and", then a headed group that is made of ordinary words but for the head."""
    if group + 1 >= len(units) or units[group].detail not in ("'s", "and"):
        return 0
    if not all(u.label == TITLE or _is_common(u, document, lexicon) for u in units[i:group]):
        return 0
    end = _group_end(units, group + 1, lexicon)
    last = max((k for k in range(group + 1, end) if _is_last_head(units[k], inner=True)), default=-1)
    if last < 0 or (units[group].detail == "and" and not all(_is_common(u, document, lexicon) for u in units[group:last][1:])):
        return 0
    return _of_phrases(units, last, document, lexicon)


def _of_phrases(units: Sequence[Unit], k: int, document: Document, lexicon: Lexicon) -> int:
    """The end of the name whose head is unit `k`, of-phrases included where the head takes them."""
    stop = k + 1
    head = units[k].head
    if head is None:
        return stop
    for _ in range(_MOST_OF):
        if stop + 1 >= len(units) or units[stop].label != LINK or units[stop].detail not in _OF:
            break
        start = stop + 1 + (units[stop + 1].detail == "the")
        end = _group_end(units, start, lexicon)
        ordinary = [_is_common(u, document, lexicon) for u in units[start:end]]
        takes = head.of and (units[stop].detail == "of" or ordinary[:1] == [True])
        if end == start or not (takes or all(ordinary)):
            break
        stop = _and_phrase(units, end, document, lexicon)
    return stop


def _and_phrase(units: Sequence[Unit], stop: int, document: Document, lexicon: Lexicon) -> int:
    """Take "and Social Protection" in as well: a group of ordinary words behind "and"."""
    if stop + 1 < len(units) and units[stop].detail == "and":
        end = _group_end(units, stop + 1, lexicon)
        if all(_is_common(u, document, lexicon) for u in units[stop + 1 : end]):
            return end
    return stop


def _headed(units: Sequence[Unit], document: Document, lexicon: Lexicon, country: str) -> Iterator[Span]:
    """The span of a name with a head, without the small words before it and without a country that is outside it."""
    head = next(u.head for u in reversed(units) if u.head is not None)
    first = 0
    while first < len(units) - 1:
        unit = units[first]
        key = document.tokens[unit.start].key
        if unit.label == WORD and key in lexicon.function:
            first += 1
        elif not head.inside and (unit.label == DEMONYM or _is_place(unit)):
            country = _country_of(unit)
            if unit.spot:
                yield Span(unit.start, unit.stop, spot=unit.spot)
            first += 1
        else:
            break
    rest = units[first:]
    if len(rest) > 1 or rest[0].stop - rest[0].start > 1:
        yield Span(rest[0].start, rest[-1].stop, head.kind, country=country)


# Names of open kind ----------------------------------------------------------------------------------------------------


def _open(
    units: Sequence[Unit], document: Document, lexicon: Lexicon, title: str, country: str
) -> Iterator[Span]:
    """The spans of a group without a head: registry names, and the words between them."""
    words: list[Unit] = []
    for k, unit in enumerate(units):
        following = units[k + 1] if k + 1 < len(units) else None
        if unit.label == SPOT and not _joins_person(unit, words, following, document, lexicon, title):
            yield from _words(words, document, lexicon, title, country)
            yield Span(unit.start, unit.stop, spot=unit.spot, title=title, country=country)
            words, title, country = [], "", _country_of(unit)
        elif unit.label == DEMONYM and not words:
            country = unit.detail
        elif unit.label == HEAD and not words and document.tokens[unit.start].key in lexicon.words:
            continue
        else:
            words.append(unit)
    yield from _words(words, document, lexicon, title, country)


def _joins_person(
    unit: Unit, words: Sequence[Unit], following: Unit | None, document: Document, lexicon: Lexicon, title: str
) -> bool:
    """Whether a one-word registry name is part of a person's name here: "Jordan Henderson", "Jack London"."""
    if unit.stop - unit.start > 1:
        return False
    tokens = document.tokens
    next_is_name = following is not None and following.label == WORD and not _is_common(following, document, lexicon)
    if words:
        return tokens[words[0].start].key in lexicon.given and not _is_common(words[-1], document, lexicon)
    return next_is_name and (bool(title) or tokens[unit.start].key in lexicon.given)


def _words(
    units: list[Unit], document: Document, lexicon: Lexicon, title: str, country: str
) -> Iterator[Span]:
    """The span of some words, without the ordinary ones before it where their capital says nothing."""
    while units and units[-1].label == LINK:
        units = units[:-1]
    while units:
        first = units[0]
        key = document.tokens[first.start].key
        name_follows = len(units) > 1 and not _is_common(units[1], document, lexicon)
        if first.label == LINK or (key in lexicon.function and not (key in lexicon.given and name_follows)):
            units = units[1:]
        elif len(units) > 1 and _is_idle(first, document, lexicon) and not (key in lexicon.given and name_follows):
            units = units[1:]
        else:
            break
    split = next((k for k in range(1, len(units) - 1) if _person_begins(units, k, document, lexicon)), 0)
    for part in (units[:split], units[split:]):
        if part:
            yield Span(part[0].start, part[-1].stop, title=title, country=country)


def _person_begins(units: Sequence[Unit], k: int, document: Document, lexicon: Lexicon) -> bool:
    """Whether a person's name begins at `k`, behind a body or a place in the genitive that says whose officer he is:
    "глава КНБ Карим Масимов"."""
    before, token = document.tokens[units[k - 1].start], document.tokens[units[k].start]
    if token.key not in lexicon.given or before.key in lexicon.given:
        return False
    bases = base_forms(before.key)
    if any(base.endswith(lexicon.family_endings) for base in bases):
        return False
    return before.shape == CAPS or len(bases) > 1


def _is_idle(unit: Unit, document: Document, lexicon: Lexicon) -> bool:
    """Whether an ordinary word stands where capitals say nothing."""
    return unit.start in document.unsure and document.tokens[unit.start].key in lexicon.words


def _is_common(unit: Unit, document: Document, lexicon: Lexicon) -> bool:
    """Whether the unit is made of ordinary words, heads and demonyms included."""
    if unit.label in (HEAD, DEMONYM, CALENDAR):
        return True
    return unit.label in (WORD, TITLE) and document.tokens[unit.start].key in lexicon.words


def _is_weak(unit: Unit) -> bool:
    """Whether all that the registry name may mean has it as a weak form."""
    return unit.spot is not None and all(sense.alias.strength == "weak" for sense in unit.spot.senses)


def _is_place(unit: Unit) -> bool:
    return unit.spot is not None and bool(unit.spot.places())


def _country_of(unit: Unit) -> str:
    """The country that a unit speaks of."""
    if unit.label == DEMONYM:
        return unit.detail
    if unit.spot is not None:
        return next((place.country for place in unit.spot.places()), "")
    return ""
