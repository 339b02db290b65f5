"""A text made ready for finding names: its tokens, the registry names in it, and where capitals say nothing.

In a headline set in capitals or Title Case every word is capitalised, so there a capital is no sign of a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzresolve.resolve.context import Context, countries_in
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.spot import Spot, Spotter
from kzresolve.resolve.tokens import CAP, CAPS, LOWER, MIXED, STOPS, Token, tokenize

_WORDY = frozenset({LOWER, CAP, CAPS, MIXED})
_LONG = 4  # words shorter than this stay in lower case in Title Case
_HEADLINE = 0.75  # share of capitalised long words that makes a line a headline
_FEWEST = 4  # long words a line needs before its share is worth anything


@dataclass(frozen=True, slots=True)
class Document:
    """One text. unsure: indices of tokens whose capital is no sign of a name. countries: those it speaks of."""

    id: str
    text: str
    date: str
    tokens: list[Token]
    unsure: frozenset[int]
    spots: dict[int, Spot]
    countries: Context


def read_document(doc_id: str, text: str, date: str, spotter: Spotter) -> Document:
    """Tokens and registry names of a text; date: ISO or ""."""
    tokens = tokenize(text, lexicon().abbreviations)
    spots = spotter.spots(tokens, date)
    unsure = {i for i, token in enumerate(tokens) if token.begins}
    for line in _lines(tokens, text):
        if _is_headline(tokens[line.start : line.stop]):
            unsure.update(line)
    return Document(doc_id, text, date, tokens, frozenset(unsure), spots, countries_in(tokens, spots))


def _lines(tokens: Sequence[Token], text: str) -> Iterator[range]:
    """The lines of the text as ranges of tokens."""
    start = 0
    for i in range(1, len(tokens)):
        if tokens[i].begins and "\n" in text[tokens[i - 1].end : tokens[i].start]:
            yield range(start, i)
            start = i
    if tokens:
        yield range(start, len(tokens))


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Whether a line is set in capitals or Title Case; one that ends in a full stop is a sentence of many names."""
    if tokens[-1].text in STOPS:
        return False
    shapes = Counter(token.shape for token in tokens if token.shape in _WORDY and len(token.text) >= _LONG)
    return shapes.total() >= _FEWEST and shapes[LOWER] <= (1 - _HEADLINE) * shapes.total()
