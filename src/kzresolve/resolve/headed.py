"""Names that a head makes: "Interior Ministry", "Bank of England", "Security and Defence Council", "Lake Balkhash".

Works on the units of a run; which words are heads, and what belongs to a name with them: tables/lexicons/*/heads.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kzresolve.resolve.lexicon import DEMONYM, HEAD, TITLE
from kzresolve.resolve.spot import Spot
from kzresolve.resolve.units import LINK, SPOT, Unit

_OF = frozenset({"of", "for", "on"})
_MOST_OF = 2  # "Ministry of Foreign Affairs of Kazakhstan"


class Span(NamedTuple):
    """Tokens start..stop that may be a name. kind: what its head says, "" if open. spot: its registry reading, if any.
    title: class of the title that stands before it in the run. country: of a demonym or country directly before it.
    """

    start: int
    stop: int
    kind: str = ""
    spot: Spot | None = None
    title: str = ""
    country: str = ""


def group_end(units: Sequence[Unit], i: int) -> int:
    """Where the units that stand side by side from `i` end; "&" and the particles of names hold them together."""
    while i < len(units) and (units[i].label != LINK or units[i].glue):
        i += 1
    return i


def headed_end(units: Sequence[Unit], i: int) -> int:
    """Where the name with a head that begins at `i` ends, or 0 if none begins there."""
    unit, group = units[i], group_end(units, i)
    last = _last_head(units, i, group)
    if last >= i:
        return _of_phrases(units, last)
    joined = _joined_end(units, i, group)
    if joined or unit.head is None:
        return joined
    stop = _of_phrases(units, i)
    if unit.label == SPOT:  # "Supreme Court" is anybody's, that of Pakistan is not
        return stop if stop > i + 1 and unit.is_weak else 0
    if unit.head.position not in ("first", "both"):
        return 0
    if stop == i + 1 and group > stop and (unit.head.position == "first" or unit.head.kind == "LOC"):
        return group
    return stop if stop > i + 1 else 0


def headed(units: Sequence[Unit], country: str) -> Iterator[Span]:
    """The span of a name with a head, without a country that is outside it; that, where it is a name, comes first."""
    head = next(unit.head for unit in reversed(units) if unit.head is not None)
    first = 0
    while first < len(units) - 1 and not head.inside and (units[first].label == DEMONYM or units[first].is_place):
        country = units[first].country
        if units[first].spot:
            yield Span(units[first].start, units[first].stop, spot=units[first].spot)
        first += 1
    rest = units[first:]
    if len(rest) > 1 or rest[0].words > 1:
        yield Span(rest[0].start, rest[-1].stop, head.kind, country=country)


def _last_head(units: Sequence[Unit], i: int, stop: int) -> int:
    """The last unit of i..stop that can close a name, or -1: a head that stands last, with something before it or of
    several words ("Interior Ministry"). A registry name is complete without it.
    """
    for k in range(stop - 1, i - 1, -1):
        head = units[k].head
        if units[k].label == HEAD and head and head.position in ("last", "both") and (k > i or units[k].words > 1):
            return k
    return -1


def _joined_end(units: Sequence[Unit], i: int, group: int) -> int:
    """The end of "People's Party", "Prime Minister's Office", "Security and Defence Council": ordinary words or a
    title, then 's or "and", then a headed group; behind "and" all is ordinary but for the head.
    """
    if group + 1 >= len(units) or units[group].detail not in ("'s", "and"):
        return 0
    if not all(unit.ordinary or unit.label == TITLE for unit in units[i:group]):
        return 0
    last = _last_head(units, group, group_end(units, group + 1))
    between = units[group + 1 : max(last, 0)]
    if last < 0 or (units[group].detail == "and" and not all(unit.ordinary for unit in between)):
        return 0
    return _of_phrases(units, last)


def _of_phrases(units: Sequence[Unit], k: int) -> int:
    """The end of the name whose head is unit `k`, of-phrases included where the head takes them or all is ordinary."""
    stop, head = k + 1, units[k].head
    for _ in range(_MOST_OF):
        if stop + 1 >= len(units) or units[stop].label != LINK or units[stop].detail not in _OF:
            break
        start = stop + 1 + (units[stop + 1].detail == "the")
        end = group_end(units, start)
        ordinary = [unit.ordinary for unit in units[start:end]]
        takes = head is not None and head.of and (units[stop].detail == "of" or ordinary[:1] == [True])
        if end == start or not (takes or all(ordinary)):
            break
        stop = _and_phrase(units, end)
    return stop


def _and_phrase(units: Sequence[Unit], stop: int) -> int:
    """Take "and Social Protection" in as well: a group of ordinary words behind "and"."""
    if stop + 1 < len(units) and units[stop].detail == "and":
        end = group_end(units, stop + 1)
        if end > stop + 1 and all(unit.ordinary for unit in units[stop + 1 : end]):
            return end
    return stop
