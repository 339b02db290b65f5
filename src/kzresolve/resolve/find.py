"""The names in a set of texts: candidates of all texts are pooled by form, and each form is judged once on all evidence.

So a word at the start of a sentence is a name when it stands elsewhere as one, and one "Mr" tells the kind everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kzresolve.resolve.document import Document
from kzresolve.resolve.kinds import Scores, around, inside, threshold
from kzresolve.resolve.lexicon import Lexicon, lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spans import Span, spans
from kzresolve.resolve.spot import Spotter
from kzresolve.resolve.tokens import LOWER, Token
from kzresolve.resolve.units import runs

_KINDS = ("PER", "ORG", "LOC")


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
    scores: Scores = field(default_factory=Counter)
    context: Scores = field(default_factory=Counter)
    sure: bool = False


def find(documents: Sequence[Document], spotter: Spotter) -> list[Found]:
    """The names in the documents, in order of documents and places."""
    words = lexicon()
    candidates = [(d, span) for d in documents for span in _candidates(d, words)]
    lower = {token.key for d in documents for token in d.tokens if token.shape == LOWER}
    forms = _pool(candidates, words, spotter, lower)
    kinds = {key: _judge(form, words) for key, form in forms.items()}
    found = [f for d, span in candidates if (f := _found(d, span, kinds, forms, words))]
    return _with_short_forms(found, candidates, words)


def form_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The keys of the words of a name, marks inside words left out."""
    return tuple(token.key.rstrip(".") for token in tokens if not is_join(token))


def _candidates(document: Document, words: Lexicon) -> Iterator[Span]:
    for run in runs(document.tokens, document.spots, words):
        yield from spans(run, document, words)


def _pool(
    candidates: Sequence[tuple[Document, Span]], words: Lexicon, spotter: Spotter, lower: set[str]
) -> dict[tuple[str, ...], _Form]:
    """What each form says of itself, and what stands around it in any of the documents."""
    forms: dict[tuple[str, ...], _Form] = {}
    for document, span in candidates:
        tokens = document.tokens[span.start : span.stop]
        key = form_of(tokens)
        form = forms.get(key)
        if form is None:
            form = forms[key] = _Form(tokens, inside(tokens, words, spotter))
        form.context.update(around(document, span, words))
        form.sure = form.sure or _is_sure(document, span, words, lower)
    return forms


def _is_sure(document: Document, span: Span, words: Lexicon, lower: set[str]) -> bool:
    """Whether the capitals of this mention say that it is a name."""
    tokens = document.tokens[span.start : span.stop]
    if span.start not in document.unsure:
        return True
    return any(t.key not in words.words and t.key not in lower for t in tokens if t.text[0].isalpha())


def _judge(form: _Form, words: Lexicon) -> str:
    """The kind of a form of open kind, or "" where it is no name."""
    most = threshold("context")
    scores = {kind: form.scores[kind] + max(-most, min(most, form.context[kind])) for kind in _KINDS}
    kind = max(_KINDS, key=lambda k: scores[k])
    ordinary = all(t.key in words.words for t in form.tokens if t.text[0].isalpha())
    if ordinary and (not form.sure or max(form.context.values(), default=0) < threshold("keep")):
        return ""
    least = threshold("keep") if len(form.tokens) == 1 or ordinary else threshold("several")
    return kind if form.sure and scores[kind] >= least else ""


def _found(
    document: Document,
    span: Span,
    kinds: dict[tuple[str, ...], str],
    forms: dict[tuple[str, ...], _Form],
    words: Lexicon,
) -> Found | None:
    """The name that a candidate is, or None."""
    tokens = document.tokens[span.start : span.stop]
    key = form_of(tokens)
    if span.spot is not None:
        kind = _kind_of_spot(span, forms[key], words)
    elif span.kind:
        kind = span.kind if forms[key].sure else ""
    else:
        kind = kinds[key]
    return _made(document, span, kind, key) if kind else None


def _made(document: Document, span: Span, kind: str, form: tuple[str, ...]) -> Found:
    return Found(
        document, span, kind, form, document.tokens[span.start].start, document.tokens[span.stop - 1].end
    )


def _kind_of_spot(span: Span, form: _Form, words: Lexicon) -> str:
    """The kind of a registry name: its strongest sense's, the surroundings deciding between kinds. A weak form of
    ordinary words is a name only where a capital says so."""
    assert span.spot is not None  # noqa: S101 - the caller's condition, for the type checker
    senses = span.spot.senses
    strong = [s for s in senses if s.alias.strength != "weak"]
    if not strong and not form.sure and all(t.key in words.words for t in form.tokens if t.text[0].isalpha()):
        return ""
    kinds = {s.entity.kind for s in strong or senses} - {None}
    if not kinds:
        return max(_KINDS, key=lambda k: form.scores[k] + form.context[k])
    return max(sorted(kinds), key=lambda k: form.context[k])


def _with_short_forms(
    found: list[Found], candidates: Sequence[tuple[Document, Span]], words: Lexicon
) -> list[Found]:
    """The names with those added that are a person's full name shortened: "Tokayev" for "Kassym-Jomart Tokayev"."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for f in found:
        if f.kind == "PER" and len(f.form) > 1:
            full[f.document.id].add(f.form[-1])
            if f.form[0] in words.given and f.form[0] not in words.words:
                full[f.document.id].add(f.form[0])
    by_place = {(f.document.id, f.span.start): f for f in found}
    return [
        f
        for document, span in candidates
        if (f := _shortened(document, span, full) or by_place.get((document.id, span.start)))
    ]


def _shortened(document: Document, span: Span, full: Mapping[str, set[str]]) -> Found | None:
    """The candidate as a shortened name of a person, if it is one."""
    key = form_of(document.tokens[span.start : span.stop])
    if len(key) == 1 and key[0] in full.get(document.id, ()) and span.spot is None and not span.kind:
        return _made(document, span, "PER", key)
    return None
