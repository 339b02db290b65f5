"""Capitalised runs of running text, cut into units: registry names, titles, heads, demonyms, plain name words.

A run is what could be one or several names standing together; it ends with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kzresolve.resolve.lexicon import Head, Lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spot import Spot
from kzresolve.resolve.tokens import CAP, CAPS, INITIAL, MIXED, POSSESSIVE, Token

# Labels of a unit
SPOT, TITLE, HEAD, DEMONYM, CALENDAR, NONNAME, WORD, LINK = (
    "spot", "title", "head", "demonym", "calendar", "nonname", "word", "link",
)  # fmt: skip

_CAPITAL = frozenset({CAP, CAPS, MIXED, INITIAL})
_LINKS = frozenset({"of", "for", "on", "and", "&", "the", "'s", "in", "to", "по", "и", "и", "мен"})
_MOST_LINKS = 2  # "of the", "for the", "and the": never a longer string of small words inside a name


class Unit(NamedTuple):
    """Tokens start..stop of a run. `spot` and `head` are given for those labels; `detail`: class of a title or
    non-name, country of a demonym."""

    start: int
    stop: int
    label: str
    detail: str = ""
    spot: Spot | None = None
    head: Head | None = None


def is_capital(token: Token) -> bool:
    """Whether the token is written like a name or part of one."""
    return token.shape in _CAPITAL


def runs(tokens: Sequence[Token], spots: Mapping[int, Spot], lexicon: Lexicon) -> Iterator[list[Unit]]:
    """The runs of the text in order, each a list of units that follow each other."""
    run: list[Unit] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if run and token.begins:
            yield _trimmed(run)
            run = []
        if is_capital(token) or i in spots:
            unit = _unit_at(tokens, i, spots, lexicon)
            run.append(unit)
            i = unit.stop
            continue
        links = _links(tokens, i, spots, lexicon) if run else 0
        if links:
            run.extend(Unit(k, k + 1, LINK, tokens[k].key) for k in range(i, i + links))
            i += links
            continue
        if run:
            yield _trimmed(run)
            run = []
        i += 1
    if run:
        yield _trimmed(run)


def _unit_at(tokens: Sequence[Token], i: int, spots: Mapping[int, Spot], lexicon: Lexicon) -> Unit:
    """The unit that begins at token `i`: the longest that any table knows, a registry name where equal."""
    best = Unit(i, _word_end(tokens, i), WORD)
    reach = i
    for label, table in (
        (HEAD, lexicon.heads),
        (TITLE, lexicon.titles),
        (DEMONYM, lexicon.demonyms),
        (CALENDAR, lexicon.calendar),
        (NONNAME, lexicon.nonnames),
    ):
        found = table.longest(tokens, i)  # type: ignore[attr-defined]
        if found and found[0] > reach and _capitalised(tokens, i, found[0], label):
            reach, values = found
            value = values[0]
            best = Unit(i, reach, label, value if isinstance(value, str) else "", head=value if label == HEAD else None)
    spot = spots.get(i)
    if spot and spot.stop >= best.stop:
        return Unit(i, spot.stop, SPOT, spot=spot, head=best.head if best.stop == spot.stop else None)
    return best


def _capitalised(tokens: Sequence[Token], start: int, stop: int, label: str) -> bool:
    """Whether a phrase is capitalised throughout; the small words and website phrases need not be."""
    if label == NONNAME or stop == start + 1:
        return True
    return all(is_capital(t) or t.key in _LINKS or is_join(t) for t in tokens[start:stop])


def _word_end(tokens: Sequence[Token], i: int) -> int:
    """Where the word at `i` ends: parts joined by a hyphen belong to it when they are capitalised or numbers."""
    stop = i + 1
    while stop + 1 < len(tokens) and is_join(tokens[stop]) and tokens[stop + 1].tight:
        joined = tokens[stop + 1]
        if not (is_capital(joined) or joined.shape == "number"):
            break
        stop += 2
    return stop


def _links(tokens: Sequence[Token], i: int, spots: Mapping[int, Spot], lexicon: Lexicon) -> int:
    """How many small words at `i` may join the run to a capitalised word behind them; 0 for none."""
    for n in range(1, _MOST_LINKS + 1):
        k = i + n - 1
        if k >= len(tokens) - 1:
            return 0
        token = tokens[k]
        joins = token.key in _LINKS or token.key in lexicon.particles or is_join(token) or token.shape == POSSESSIVE
        if not joins or token.begins:
            return 0
        if (is_capital(tokens[k + 1]) or k + 1 in spots) and not tokens[k + 1].begins:
            return n
    return 0


def _trimmed(run: list[Unit]) -> list[Unit]:
    """The run without links at its end."""
    while run and run[-1].label == LINK:
        run.pop()
    return run
