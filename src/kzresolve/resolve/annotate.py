"""Who is in a set of articles: find the names, link them to entities, and put the result together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from kzresolve.errors import InputError
from kzresolve.registry.model import KINDS
from kzresolve.resolve.document import Document, read_document
from kzresolve.resolve.find import Found, find, form_of
from kzresolve.resolve.grouping import fullest
from kzresolve.resolve.headed import Span
from kzresolve.resolve.link import link
from kzresolve.resolve.results import AnnotatedEntity, Annotations, Mention
from kzresolve.resolve.roles import Roles
from kzresolve.resolve.search import Search
from kzresolve.tables import digest

Finder = Callable[[str], Iterable[tuple[int, int, str]]]


def annotate(texts: Mapping[str, str], dates: Mapping[str, str], finder: Finder | None, search: Search) -> Annotations:
    """The work of Resolver.annotate; dates are ISO."""
    documents = [_document(doc, text, dates.get(doc, ""), search) for doc, text in texts.items()]
    if finder is None:
        found = find(documents, search.spotter)
    else:
        found = [f for document in documents for f in _given(document, finder)]
    links = link(found, search)
    mentions = tuple(
        Mention(f.document.id, f.start, f.end, f.surface, f.kind, to.entity_id, round(to.score, 4))
        for f, to in zip(found, links, strict=True)
    )
    mentions = _with_roles(mentions, documents, search.roles)
    return Annotations(mentions, _entities(mentions, search), search.registry.version, weights_version())


def _with_roles(mentions: tuple[Mention, ...], documents: Sequence[Document], roles: Roles) -> tuple[Mention, ...]:
    """The mentions with those by role among them, where the document's date says who had it."""
    by_name: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.doc].append(mention)
    by_role = [m for document in documents for m in roles.mentions(document, by_name[document.id])]
    if not by_role:
        return mentions
    place = {document.id: n for n, document in enumerate(documents)}
    return tuple(sorted((*mentions, *by_role), key=lambda m: (place[m.doc], m.start)))


@cache
def weights_version() -> str:
    """Twelve hexadecimal digits that name the numbers, learned and set by hand, which results are made with."""
    return digest("weights.toml", "weights_hand.toml", "finder.toml")


def _document(doc: object, text: object, date: str, search: Search) -> Document:
    if not isinstance(doc, str):
        raise InputError(f"document id {doc!r}: expected a str, not {type(doc).__name__}")
    if not isinstance(text, str):
        raise InputError(f"document {doc!r}: its text must be a str, not {type(text).__name__}")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(f"document {doc!r}: holds a lone surrogate, which is no text; decode the file as UTF-8")
    return read_document(doc, text, date, search.spotter)


def _given(document: Document, finder: Finder) -> Iterable[Found]:
    """The names that a user's finder gives, on the tokens they cover, in order."""
    for start, end, kind in _checked(finder(document.text), document):
        covered = [i for i, t in enumerate(document.tokens) if t.start < end and start < t.end]
        if not covered:
            raise InputError(f"finder: nothing stands at {start} to {end} of document {document.id!r}")
        spot = document.spots.get(covered[0]) if covered else None
        span = Span(covered[0], covered[-1] + 1, kind, spot if spot and spot.stop == covered[-1] + 1 else None)
        yield Found(document, span, kind, form_of(document.tokens[span.start : span.stop]), start, end)


def _checked(spans: object, document: Document) -> list[tuple[int, int, str]]:
    """What a finder gave, in order of places, each span once. Raises InputError where it is not as asked for."""
    expected = (
        f"finder: expected spans (start, end, kind) within the {len(document.text)} characters of {document.id!r}"
    )
    if not isinstance(spans, Iterable):
        raise InputError(f"{expected}, not {type(spans).__name__}")
    found = set()
    for span in spans:
        match span:
            case (int(start), int(end), str(kind)) if kind in KINDS and 0 <= start < end <= len(document.text):
                found.add((start, end, kind))
            case _:
                raise InputError(f"{expected}, got {span!r:.80}")
    return sorted(found)


def _entities(mentions: Sequence[Mention], search: Search) -> tuple[AnnotatedEntity, ...]:
    """The entities of the mentions, most mentioned first."""
    by_id: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_id[mention.entity_id].append(mention)
    entities = [_entity(entity_id, ours, search) for entity_id, ours in by_id.items()]
    return tuple(sorted(entities, key=lambda e: (-e.count, e.name, e.id)))


def _entity(entity_id: str, mentions: Sequence[Mention], search: Search) -> AnnotatedEntity:
    known = search.registry.get(entity_id)
    surfaces = Counter(mention.surface for mention in mentions)
    return AnnotatedEntity(
        id=entity_id,
        name=known.name if known else fullest(list(surfaces.elements())),
        kind=Counter(mention.kind for mention in mentions).most_common(1)[0][0],
        known=known is not None,
        spellings=tuple(sorted(surfaces.items(), key=lambda pair: (-pair[1], pair[0]))),
        docs=tuple(sorted({mention.doc for mention in mentions})),
    )
