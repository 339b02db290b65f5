"""The names in a set of texts: candidates of all texts are pooled by form, each form judged once on all evidence.

So a word at the start of a sentence is a name when it stands elsewhere as one, and one "Mr" tells the kind everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kzresolve.registry.model import KINDS
from kzresolve.resolve.document import Document
from kzresolve.resolve.headed import Span
from kzresolve.resolve.kinds import Scores, around, around_weight, inside, threshold
from kzresolve.resolve.lexicon import Lexicon, lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spans import spans
from kzresolve.resolve.spot import Spotter, base_forms
from kzresolve.resolve.tokens import CAPS, LOWER, Token
from kzresolve.resolve.units import runs

_LISTING = frozenset({"and", "or", "и", "или", "және", "мен"})
_CODE = 3  # letters
_Key = tuple[str, ...]
_Candidate = tuple[Document, Span]


class Found(NamedTuple):
    """A name in a document: its tokens, its kind, its form (the keys of its words), and its place in the text."""

    document: Document
    span: Span
    kind: str
    form: tuple[str, ...]
    start: int
    end: int

    @property
    def surface(self) -> str:
        """The name as written."""
        return self.document.text[self.start : self.end]


@dataclass(slots=True)
class _Form:
    """All that is known of one written form in all documents."""

    tokens: Sequence[Token]
    scores: Scores
    context: Scores = field(default_factory=Scores)
    sure: bool = False
    common: bool = False  # the abbreviation of a common noun
    mentions: int = 0
    articles: int = 0


def find(documents: Sequence[Document], spotter: Spotter) -> list[Found]:
    """The names in the documents, in order of documents and places."""
    words = lexicon()
    candidates = [(d, span) for d in documents for span in _candidates(d, words)]
    lower = {token.key for d in documents for token in d.tokens if token.shape == LOWER}
    forms = _pool(candidates, words, spotter, lower)
    kinds = _kinds(candidates, forms, words)
    if _hear_neighbours(candidates, kinds, forms):
        kinds = _kinds(candidates, forms, words)
    return _with_short_forms(candidates, kinds, words)


def form_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The keys of the words of a name, marks inside words left out."""
    return tuple(token.key.rstrip(".") for token in tokens if not is_join(token))


def _candidates(document: Document, words: Lexicon) -> Iterator[Span]:
    for run in runs(document, words):
        yield from spans(run, words)


def _pool(candidates: Sequence[_Candidate], words: Lexicon, spotter: Spotter, lower: set[str]) -> dict[_Key, _Form]:
    """What each form says of itself, and what stands around it in any of the documents."""
    forms: dict[_Key, _Form] = {}
    for document, span in candidates:
        tokens = document.tokens[span.start : span.stop]
        key = form_of(tokens)
        form = forms.get(key)
        if form is None:
            form = forms[key] = _Form(tokens, inside(tokens, words, spotter))
        elif _texts(tokens) > _texts(form.tokens):  # one way of writing speaks for all, whichever comes first
            form.tokens, form.scores = tokens, inside(tokens, words, spotter)
        form.context.add(around(document, span, words))
        form.sure = form.sure or _is_sure(document, span, words, lower)
        form.common = form.common or _abbreviates_small_words(document.tokens, span)
        form.mentions += 1
        form.articles += span.start > 0 and document.tokens[span.start - 1].key == "the"
    return forms


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _is_sure(document: Document, span: Span, words: Lexicon, lower: set[str]) -> bool:
    """Whether the capitals of this mention say that it is a name."""
    tokens = document.tokens[span.start : span.stop]
    if span.start not in document.unsure:
        return True
    return any(t.key not in words.words and t.key not in lower for t in tokens if t.text[0].isalpha())


def _kinds(candidates: Sequence[_Candidate], forms: Mapping[_Key, _Form], words: Lexicon) -> list[str]:
    """The kind of each candidate, "" where it is no name."""
    open_kinds = {key: _judge(form, words) for key, form in forms.items()}
    kinds = []
    for document, span in candidates:
        key = _key(document, span)
        if span.spot is not None:
            kinds.append(_kind_of_spot(document, span, forms[key], words))
        elif span.kind:
            kinds.append(span.kind if forms[key].sure else "")
        else:
            kinds.append(open_kinds[key])
    return kinds


def _judge(form: _Form, words: Lexicon) -> str:
    """The kind of a form of open kind, or "" where it is no name."""
    most = threshold("context")
    scores = {kind: form.scores[kind] + max(-most, min(most, form.context[kind])) for kind in KINDS}
    kind = max(KINDS, key=lambda k: scores[k])
    ordinary = all(_is_ordinary(t, len(form.tokens) > 1, words) for t in form.tokens if t.text[0].isalpha())
    if not form.sure or form.common or _is_code(form.tokens) or (ordinary and 2 * form.articles > form.mentions):
        return ""  # "the Government" is no name, nor is "B-52"
    if ordinary and max(form.context.values(), default=0.0) < threshold("ordinary"):
        return ""
    return kind if scores[kind] >= threshold("keep" if ordinary else "uncommon") else ""


def _is_ordinary(token: Token, among_others: bool, words: Lexicon) -> bool:
    """Whether this is a word of ordinary prose; beside other words, one that is also a given name is not."""
    return token.key in words.words and token.shape != CAPS and not (among_others and token.key in words.given)


def _abbreviates_small_words(tokens: Sequence[Token], span: Span) -> bool:
    """Whether this stands in brackets behind the small words it is short for: "gross domestic product (GDP)"."""
    short = tokens[span.start]
    first = span.start - 1 - len(short.key)
    if span.stop != span.start + 1 or short.shape != CAPS or first < 0 or tokens[span.start - 1].text != "(":
        return False
    long = tokens[first : span.start - 1]
    return all(token.shape == LOWER for token in long) and "".join(token.key[0] for token in long) == short.key


def _is_code(tokens: Sequence[Token]) -> bool:
    """Whether this is a model or a flight: one or two letters and a number."""
    letters = sum(char.isalpha() for token in tokens for char in token.text)
    return letters <= _CODE and any(char.isdigit() for token in tokens for char in token.text)


def _kind_of_spot(document: Document, span: Span, form: _Form, words: Lexicon) -> str:
    """The kind of a registry name: its strongest sense's, the surroundings deciding between kinds.

    A weak form of ordinary words is a name only where a capital says so; one such word behind an article ("the
    Government") only where a country that has one is spoken of.
    """
    senses = span.spot.senses if span.spot else ()
    strong = [s for s in senses if s.alias.strength != "weak"]
    if not strong and all(t.key in words.words for t in form.tokens if t.text[0].isalpha()):
        at_home = any(document.countries[s.entity.country] for s in senses)
        if not form.sure or (len(form.tokens) == 1 and 2 * form.articles > form.mentions and not at_home):
            return ""
    kinds = {s.entity.kind for s in strong or senses if s.entity.kind}
    if not kinds:
        return max(KINDS, key=lambda k: form.scores[k] + form.context[k])
    return max(sorted(kinds), key=lambda k: form.context[k])


def _hear_neighbours(candidates: Sequence[_Candidate], kinds: Sequence[str], forms: Mapping[_Key, _Form]) -> bool:
    """Names listed together are of one kind: "Perth and X" speaks for X being a place. Whether any were."""
    weight = around_weight("listed")
    heard = False
    for n, ((document, one), (other_document, two)) in enumerate(pairwise(candidates)):
        if document is not other_document or not _is_listed(document, one, two):
            continue
        for kind, span, other in ((kinds[n], two, one), (kinds[n + 1], one, two)):
            if kind and (other.spot or other.kind):
                forms[_key(document, span)].context[kind] += weight
                heard = True
    return heard


def _is_listed(document: Document, one: Span, two: Span) -> bool:
    """Whether only "and" or "or" stands between two candidates; a comma alone may set a name beside its description."""
    between = [token.key for token in document.tokens[one.stop : two.start] if token.text != ","]
    return len(between) == 1 and between[0] in _LISTING


def _with_short_forms(candidates: Sequence[_Candidate], kinds: Sequence[str], words: Lexicon) -> list[Found]:
    """The names, with those that are a person's full name shortened: "Tokayev" for "Kassym-Jomart Tokayev"."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for (document, span), kind in zip(candidates, kinds, strict=True):
        key = _key(document, span)
        if kind == "PER" and len(key) > 1:
            families[document.id].update(base_forms(key[-1]))
            given[document.id].update(base_forms(key[0]))
    found = []
    for (document, span), kind in zip(candidates, kinds, strict=True):
        key = _key(document, span)
        if len(key) == 1 and not span.kind and kind != "PER":
            bases = base_forms(key[0])
            named = not families[document.id].isdisjoint(bases)
            named = named or (span.spot is None and not given[document.id].isdisjoint(bases))
            kind = "PER" if named and not _is_elsewhere(document, span, words) else kind
        if kind:
            first = _with_particles(document, span, words) if kind == "PER" else span.start
            start, end = document.tokens[first].start, document.tokens[span.stop - 1].end
            found.append(Found(document, span, kind, key, start, end))
    return found


def _with_particles(document: Document, span: Span, words: Lexicon) -> int:
    """The first token of a person's name, particles in small letters before it included: "bin Laden"."""
    first = span.start
    while first and (before := document.tokens[first - 1]).shape == LOWER:
        if before.key not in words.particles or before.key in words.function:
            break
        first -= 1
    return first


def _is_elsewhere(document: Document, span: Span, words: Lexicon) -> bool:
    """Whether the surroundings of this mention speak clearly for a place or an organisation."""
    scores = around(document, span, words)
    return max(scores["LOC"], scores["ORG"]) - scores["PER"] >= threshold("elsewhere")


def _key(document: Document, span: Span) -> _Key:
    return form_of(document.tokens[span.start : span.stop])
