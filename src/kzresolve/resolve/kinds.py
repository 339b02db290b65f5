"""What speaks for a candidate being a person, an organisation or a place: its own words, and what stands around it.

Every sign has its weights in tables/finder.toml or, for cue words, in tables/lexicons/*/cues.tsv; scores are their sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from kzresolve.resolve.document import Document
from kzresolve.resolve.lexicon import Cue, Lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spans import Span
from kzresolve.resolve.spot import Spotter
from kzresolve.resolve.tokens import CAPS, INITIAL, MIXED, NUMBER, Token
from kzresolve.tables import read_toml

Scores = Counter[str]  # kind to weight

_LONG_NAME = 4
_ACRONYM = 6


@cache
def _weights(group: str) -> dict[str, dict[str, float]]:
    return dict(read_toml("finder.toml")[group])


@cache
def threshold(name: str) -> float:
    """A number of the table's [threshold] section."""
    return float(read_toml("finder.toml")["threshold"][name])


def inside(tokens: Sequence[Token], lexicon: Lexicon, spotter: Spotter) -> Scores:
    """What the words of a name say about its kind."""
    words = [token for token in tokens if token.shape != "mark" and not is_join(token)]
    first, last = words[0], words[-1]
    scores: Scores = Counter()

    def add(sign: str) -> None:
        for kind, weight in _weights("inside")[sign].items():
            scores[kind] += weight

    many = len(words) > 1
    if first.key in lexicon.given:
        add("given_first" if many else "given_alone")
    if last.key in lexicon.family:
        add("family_known")
    if last.key.endswith(lexicon.family_endings):
        add("family_ending")
    if spotter.is_family(last.key):
        add("registry_family")
    if any(word.shape == INITIAL for word in words):
        add("initial")
    common = any(word.key in lexicon.words and word.key not in lexicon.name_words for word in words)
    if common:
        add("ordinary_word")
    if len(words) >= _LONG_NAME:
        add("many_words")
    elif many and not common:
        add("two_or_three")
    if not many and first.shape == CAPS and len(first.key) <= _ACRONYM:
        add("acronym")
    if any(word.shape == MIXED and "." not in word.text for word in words):
        add("mixed_case")
    if "." in first.text.rstrip(".") and first.shape == MIXED:
        add("site")
    if any(token.text == "&" for token in tokens):
        add("ampersand")
    if any(word.shape == NUMBER for word in words):
        add("number")
    if last.key.endswith(lexicon.place_endings):
        add("place_ending")
    return scores


def around(document: Document, span: Span, lexicon: Lexicon) -> Scores:
    """What stands beside a candidate, and what that says about its kind."""
    tokens, start, stop = document.tokens, span.start, span.stop
    scores: Scores = Counter()

    def add(sign: str) -> None:
        for kind, weight in _weights("around")[sign].items():
            scores[kind] += weight

    before = start - 1
    if before >= 0 and tokens[before].text == "," and not span.title:
        before -= 1  # "his spokesman, Berik Uali"
    if span.title:
        add(span.title)
    elif before >= 0:
        found = lexicon.titles_before.longest(tokens, before)
        if found:
            add(found[1][0])
    if start and tokens[start - 1].key == "the":
        add("the")
    for table, at in ((lexicon.cues_before, start - 1), (lexicon.cues_after, stop)):
        if 0 <= at < len(tokens):
            cues = table.longest(tokens, at)
            if cues:
                _add_cues(scores, cues[1])
    if stop + 1 < len(tokens) and tokens[stop].text == ",":
        _apposition(document, stop + 1, lexicon, add)
    _credit(tokens, start, stop, add)
    return scores


def _add_cues(scores: Scores, cues: Sequence[Cue]) -> None:
    for cue in cues:
        scores[cue.kind] += cue.weight


def _apposition(document: Document, i: int, lexicon: Lexicon, add: Callable[[str], None]) -> None:
    """What stands behind "Name, ": a title, an age, a country."""
    tokens = document.tokens
    spot = document.spots.get(i)
    if spot and any(s.entity.kind == "LOC" for s in spot.senses):
        add("country_after")
        return
    if tokens[i].shape == NUMBER and tokens[i].text.rstrip(",").isdigit() and 1 < len(tokens[i].text.rstrip(",")) < 3:
        add("age")
        return
    for k in range(i, min(i + 4, len(tokens))):
        if lexicon.titles.longest(tokens, k):
            add("apposed")
            return
        if tokens[k].key not in lexicon.words:
            return


def _credit(tokens: Sequence[Token], start: int, stop: int, add: Callable[[str], None]) -> None:
    """Names beside a slash, as in photo credits."""
    beside = [tokens[i].text for i in (start - 1, stop) if 0 <= i < len(tokens)]
    if "/" in beside:
        add("credit")
