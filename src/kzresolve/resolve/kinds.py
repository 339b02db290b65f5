"""What speaks for a candidate being a person, an organisation or a place: its own words, and what stands around it.

Every sign has its weights in tables/finder.toml or, for cue words, in tables/lexicons/*/cues.tsv; scores are their sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from kzresolve.resolve.document import Document
from kzresolve.resolve.lexicon import Cue, Lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spans import Span
from kzresolve.resolve.spot import Spotter, base_forms
from kzresolve.resolve.tokens import CAPS, INITIAL, LOWER, MIXED, NUMBER, Token
from kzresolve.tables import read_toml

class Scores(dict[str, float]):
    """Kind to weight; a kind not spoken of weighs nothing."""

    def __missing__(self, kind: str) -> float:
        return 0.0

    def add(self, other: Mapping[str, float]) -> None:
        """Add the weights of another."""
        for kind, weight in other.items():
            self[kind] += weight


_LONG_NAME = 4
_ACRONYM = 6
_REACH = 5  # words of a noun phrase behind a comma that are looked at


@cache
def _weights(group: str) -> dict[str, dict[str, float]]:
    return dict(read_toml("finder.toml")[group])


@cache
def threshold(name: str) -> float:
    """A number of the table's [threshold] section."""
    return float(read_toml("finder.toml")["threshold"][name])


def around_weight(name: str) -> float:
    """A plain number of the table's [around] section."""
    return float(read_toml("finder.toml")["around"][name])


def inside(tokens: Sequence[Token], lexicon: Lexicon, spotter: Spotter) -> Scores:
    """What the words of a name say about its kind."""
    words = [token for token in tokens if token.shape != "mark" and not is_join(token)]
    first, last = words[0], words[-1]
    scores = Scores()

    def add(sign: str) -> None:
        scores.add(_weights("inside")[sign])

    many = len(words) > 1
    bases = base_forms(last.key)
    if not lexicon.given.isdisjoint(base_forms(first.key)):
        add("given_first" if many else "given_alone")
    if not lexicon.family.isdisjoint(bases):
        add("family_known")
    if any(base.endswith(lexicon.family_endings) for base in bases):
        add("family_ending")
    if any(map(spotter.is_family, bases)):
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
    scores = Scores()

    def add(sign: str) -> None:
        scores.add(_weights("around")[sign])

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
    if start and not span.title:
        _noun_before(tokens, start - 1, lexicon, add)
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


def _noun_before(tokens: Sequence[Token], i: int, lexicon: Lexicon, add: Callable[[str], None]) -> None:
    """A common noun that is a head elsewhere says the kind of the name behind it: "the company X", "the river X"."""
    if tokens[i].shape == LOWER:
        found = lexicon.heads.longest(tokens, i)
        if found and found[0] == i + 1:
            add(f"noun_{found[1][0].kind}")


def _apposition(document: Document, i: int, lexicon: Lexicon, add: Callable[[str], None]) -> None:
    """What stands behind "Name, ": an age, a country, or a noun phrase with a title or the noun of a kind."""
    tokens = document.tokens
    spot = document.spots.get(i)
    if spot and spot.places():
        add("country_after")
        return
    number = tokens[i].text.rstrip(",")
    if tokens[i].shape == NUMBER and number.isdigit() and 1 < len(number) < 3:
        add("age")
        return
    if tokens[i].key in ("who", "whose"):
        return
    for k in range(i, min(i + _REACH, len(tokens))):
        if lexicon.titles.longest(tokens, k):
            add("apposed")
            return
        found = lexicon.heads.longest(tokens, k) if k > i and tokens[k].shape == LOWER else None
        if found:
            add(f"noun_{found[1][0].kind}")
            return
        if tokens[k].shape != LOWER or tokens[k].key in ("of", "in", "said"):
            return


def _credit(tokens: Sequence[Token], start: int, stop: int, add: Callable[[str], None]) -> None:
    """Names beside a slash, as in photo credits."""
    beside = [tokens[i].text for i in (start - 1, stop) if 0 <= i < len(tokens)]
    if "/" in beside:
        add("credit")
