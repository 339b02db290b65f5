"""Capitalised runs of running text, cut into units: registry names, titles, heads, demonyms, plain name words.

A run is what could be one or several names standing together; it ends with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kzresolve.resolve.lexicon import Head, Lexicon
from kzresolve.resolve.phrases import Phrases, is_join
from kzresolve.resolve.spot import Spot
from kzresolve.resolve.tokens import CAP, CAPS, INITIAL, MIXED, NUMBER, POSSESSIVE, Token

# Labels of a unit
SPOT, TITLE, HEAD, DEMONYM, CALENDAR, NONNAME, WORD, LINK = (
    "spot", "title", "head", "demonym", "calendar", "nonname", "word", "link",
)  # fmt: skip

MODIFIER = "modifier"  # the class of titles like "deputy", "national", "former", which are some only before another
FURNITURE = "furniture"  # the class of non-names like "read more"; one word is furniture only where it stands alone
EVENTS = frozenset({"event", "work"})  # classes of non-names that take the words beside them along: "Hurricane Maria"
_CAPITAL = frozenset({CAP, CAPS, MIXED, INITIAL})
_LINKS = frozenset({"of", "for", "on", "and", "&", "the", "'s", "по", "и", "мен"})
_DOUBTFUL = frozenset({HEAD, DEMONYM, CALENDAR, NONNAME})  # "Theresa May", "Islam Karimov": these words are names too
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
            unit = _unit_at(tokens, i, spots, lexicon, run)
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


def _unit_at(
    tokens: Sequence[Token], i: int, spots: Mapping[int, Spot], lexicon: Lexicon, run: Sequence[Unit]
) -> Unit:
    """The unit that begins at token `i`: the longest that any table knows, a registry name where equal."""
    token = tokens[i]
    word = Unit(i, _word_end(tokens, i, spots), WORD)
    name_before = bool(run) and run[-1].stop == i and tokens[i - 1].key in lexicon.given
    name_behind = token.key in lexicon.given and _is_name(tokens, word.stop, lexicon)
    titled = bool(run) and run[-1].label == TITLE and run[-1].stop == i
    alone = not (run and run[-1].stop == i) and not _is_capital_at(tokens, i + 1)
    best = word
    for label, phrases in _tables(lexicon):
        for stop, values in phrases.from_token(tokens, i):
            if stop > best.stop or (stop == best.stop and best is word):
                unit = _unit(i, stop, label, values[0])
                person = stop == i + 1 and label in _DOUBTFUL and (name_before or name_behind or (titled and _is_place_head(unit)))
                loose = unit.detail == MODIFIER and not lexicon.titles.longest(tokens, min(stop, len(tokens) - 1))
                page = unit.detail == FURNITURE and stop == i + 1 and not alone
                if _capitalised(tokens, i, stop, label) and not (person or loose or page):
                    best = unit
    if best is word and word.stop - i > 2 and lexicon.demonyms.longest(tokens, word.stop - 1):
        best = Unit(i, word.stop, DEMONYM)  # "Franco-German"
    spot = spots.get(i)
    if spot and spot.stop >= best.stop and not (spot.is_ordinary_word(tokens, lexicon.words) and _has_neighbour(tokens, spot, run)):
        return Unit(i, spot.stop, SPOT, spot=spot, head=best.head if best.stop == spot.stop else None)
    if best is word and token.key in lexicon.function and not (name_before or name_behind or _is_acronym(tokens, i)):
        return Unit(i, i + 1, LINK, token.key)
    return best


def _tables(lexicon: Lexicon) -> tuple[tuple[str, Phrases[Any]], ...]:
    return (
        (HEAD, lexicon.heads),
        (TITLE, lexicon.titles),
        (DEMONYM, lexicon.demonyms),
        (CALENDAR, lexicon.calendar),
        (NONNAME, lexicon.nonnames),
    )


def _unit(start: int, stop: int, label: str, value: str | Head) -> Unit:
    return Unit(start, stop, label, head=value) if isinstance(value, Head) else Unit(start, stop, label, value)


def _is_acronym(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is set in capitals and its neighbours are not: "US" is no pronoun then."""
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    return tokens[i].shape == CAPS and all(token.shape != CAPS for token in beside)


def _is_place_head(unit: Unit) -> bool:
    return unit.head is not None and unit.head.kind == "LOC"


def _is_capital_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capitalised word that goes on with the sentence stands at `i`."""
    return i < len(tokens) and is_capital(tokens[i]) and not tokens[i].begins


def _is_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether token `i` is a capitalised word that ordinary prose does not have."""
    return _is_capital_at(tokens, i) and tokens[i].key not in lexicon.words


def _has_neighbour(tokens: Sequence[Token], spot: Spot, run: Sequence[Unit]) -> bool:
    """Whether capitalised words stand directly beside the spot, so that it is likely a part of something longer."""
    before = bool(run) and run[-1].stop == spot.start and run[-1].label in (WORD, HEAD)
    return before or _is_capital_at(tokens, spot.stop)


def _capitalised(tokens: Sequence[Token], start: int, stop: int, label: str) -> bool:
    """Whether a phrase is capitalised throughout; the small words and website phrases need not be."""
    if label == NONNAME or stop == start + 1:
        return True
    return all(is_capital(t) or t.key in _LINKS or is_join(t) for t in tokens[start:stop])


def _word_end(tokens: Sequence[Token], i: int, spots: Mapping[int, Spot]) -> int:
    """Where the word at `i` ends: parts joined by a hyphen belong to it when they are capitalised or numbers, unless
    they are registry names of their own."""
    stop = i + 1
    while stop + 1 < len(tokens) and is_join(tokens[stop]) and tokens[stop + 1].tight:
        joined = tokens[stop + 1]
        if not (is_capital(joined) or joined.shape == NUMBER) or (i in spots and stop + 1 in spots):
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
        legal = token.text == "," and tokens[k + 1].key in lexicon.legal
        small = token.key in _LINKS or token.key in lexicon.particles or token.shape == POSSESSIVE
        if not (small or legal or is_join(token)) or token.begins:
            return 0
        if (is_capital(tokens[k + 1]) or k + 1 in spots) and not tokens[k + 1].begins:
            return n
    return 0


def _trimmed(run: list[Unit]) -> list[Unit]:
    """The run without links at its end."""
    while run and run[-1].label == LINK:
        run.pop()
    return run
