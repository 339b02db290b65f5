"""What speaks for a candidate being a person, an organisation or a place: its own words, and what stands around it.

Every sign has its weights in tables/finder.toml or, for cue words, in tables/lexicons/*/cues.tsv; scores are sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from kzresolve.resolve.document import Document
from kzresolve.resolve.headed import Span
from kzresolve.resolve.lexicon import Lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spot import Spotter, base_forms
from kzresolve.resolve.tokens import CAPS, INITIAL, LOWER, MARK, MIXED, NUMBER, Token
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
_DASHES = frozenset("-–—")
_RELATIVE = frozenset({"who", "whose"})
_END_OF_PHRASE = frozenset({"of", "in", "said"})
_DATELINE = 9  # tokens behind the place in which the dash must come
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
    words = [token for token in tokens if token.shape != MARK and not is_join(token)]
    scores = Scores()
    for signs in (
        _signs_of_person(words, tokens, lexicon, spotter),
        _signs_of_body(words, tokens),
        _signs_of_words(words, lexicon),
    ):
        for sign in signs:
            scores.add(_weights("inside")[sign])
    return scores


def _signs_of_person(
    words: Sequence[Token], tokens: Sequence[Token], lexicon: Lexicon, spotter: Spotter
) -> Iterator[str]:
    bases = base_forms(words[-1].key)
    if not lexicon.given.isdisjoint(base_forms(words[0].key)):
        yield "given_first" if len(words) > 1 else "given_alone"
    if not lexicon.family.isdisjoint(bases):
        yield "family_known"
    if any(base.endswith(lexicon.family_endings) for base in bases) or _last_word(tokens).startswith(
        lexicon.family_prefixes
    ):
        yield "family_ending"
    if any(map(spotter.is_family, bases)):
        yield "registry_family"
    if any(word.shape == INITIAL for word in words):
        yield "initial"


def _last_word(tokens: Sequence[Token]) -> str:
    """The last word of a name with what is joined to it by hyphens: "al-farabi"."""
    first = len(tokens) - 1
    while first and tokens[first].tight:
        first -= 1
    return "".join(token.key for token in tokens[first:])


def _signs_of_body(words: Sequence[Token], tokens: Sequence[Token]) -> Iterator[str]:
    if len(words) == 1 and words[0].shape == CAPS and len(words[0].key) <= _ACRONYM:
        yield "acronym"
    if any(word.shape == MIXED and "." not in word.text for word in words):
        yield "mixed_case"
    if words[0].shape == MIXED and "." in words[0].text.rstrip("."):
        yield "site"
    if any(token.text == "&" for token in tokens):
        yield "ampersand"
    if any(word.shape == NUMBER for word in words):
        yield "number"


def _signs_of_words(words: Sequence[Token], lexicon: Lexicon) -> Iterator[str]:
    ordinary = any(word.key in lexicon.words and word.key not in lexicon.name_words for word in words)
    if ordinary:
        yield "ordinary_word"
    if len(words) >= _LONG_NAME:
        yield "many_words"
    elif len(words) > 1 and not ordinary:
        yield "two_or_three"
    if words[-1].key.endswith(lexicon.place_endings):
        yield "place_ending"


def around(document: Document, span: Span, lexicon: Lexicon) -> Scores:
    """What stands beside a candidate, and what that says about its kind."""
    tokens = document.tokens
    scores = Scores()
    for sign in (*_signs_before(tokens, span, lexicon), *_signs_behind(document, span, lexicon)):
        scores.add(_weights("around")[sign])
    for table, at in ((lexicon.cues_before, span.start - 1), (lexicon.cues_after, span.stop)):
        cues = table.longest(tokens, at) if 0 <= at < len(tokens) else None
        for cue in cues[1] if cues else ():
            scores[cue.kind] += cue.weight
    return scores


def _signs_before(tokens: Sequence[Token], span: Span, lexicon: Lexicon) -> Iterator[str]:
    """Titles, the common noun of a kind, an article, or the slash of a credit before a name."""
    if span.title:
        yield span.title
    if _is_dateline(tokens, span):
        yield "dateline"
    if not span.start:
        return
    before = tokens[span.start - 1]
    if before.key == "the":
        yield "the"
    if before.text == "/":
        yield _side_of_credit(span)
    if (
        before.text == "("
        and tokens[span.start].shape == CAPS
        and tokens[span.stop : span.stop + 1]
        and tokens[span.stop].text == ")"
    ):
        yield "defined"
    if not span.title:
        apposed = before.text == "," and span.start > 1  # "his spokesman, Berik Uali"
        title = lexicon.titles_before.longest(tokens, span.start - 1 - apposed)
        if title:
            yield title[1][0]
        head = lexicon.heads.longest(tokens, span.start - 1) if before.shape == LOWER else None
        if head and head[0] == span.start:
            yield f"noun_{head[1][0].kind}"


def _is_dash(token: Token) -> bool:
    return token.text in _DASHES and not token.tight


def _is_dateline(tokens: Sequence[Token], span: Span) -> bool:
    """Whether the name opens a line such as "BISHKEK, Kyrgyzstan (AP) —": capitals, no small word before the dash."""
    if not tokens[span.start].begins or any(t.shape not in (CAPS, MARK) for t in tokens[span.start : span.stop]):
        return False
    for before, token in pairwise(tokens[span.stop - 1 : span.stop + _DATELINE]):
        if _is_dash(token) or (token.shape == LOWER and before.shape != NUMBER):  # "5 марта" is a date
            return _is_dash(token)
    return False


def _side_of_credit(span: Span) -> str:
    """Of "REUTERS/Shamil Zhumatov" the single word is the agency, the other the photographer."""
    return "agency" if span.stop == span.start + 1 else "credit"


def _signs_behind(document: Document, span: Span, lexicon: Lexicon) -> Iterator[str]:
    """The slash of a credit, or what follows "Name, ": an age, a country, a title or the common noun of a kind."""
    tokens, stop = document.tokens, span.stop
    if stop < len(tokens) and tokens[stop].text == "/":
        yield _side_of_credit(span)
    if stop + 1 < len(tokens) and tokens[stop].text == ")" and _is_dash(tokens[stop + 1]):
        yield "agency"
    i = stop + 1
    if i >= len(tokens) or tokens[stop].text != "," or tokens[i].key in _RELATIVE:
        return
    spot, number = document.spots.get(i), tokens[i].text.rstrip(",")
    if spot and spot.places():
        yield "country_after"
    elif number.isdigit() and 1 < len(number) < 3:
        yield "age"
    else:
        for k in range(i, min(i + _REACH, len(tokens))):
            if lexicon.titles.longest(tokens, k):
                yield "apposed"
                return
            head = lexicon.heads.longest(tokens, k) if k > i and tokens[k].shape == LOWER else None
            if head:
                yield f"noun_{head[1][0].kind}"
                return
            if tokens[k].shape != LOWER or tokens[k].key in _END_OF_PHRASE:
                return
