"""SKOS, the W3C's vocabulary for thesauri: prefLabel, altLabel, and hiddenLabel for weak names, each with a language.

N-Triples (.nt, one statement a line) need nothing else and are what is written, in .ttl too: they are Turtle. Turtle,
RDF/XML and JSON-LD are read through rdflib (`pip install kzresolve[skos]`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from kzresolve.errors import TableError
from kzresolve.registry.formats.base import Format, Losses, Options, Record, Report, Source, kind_of, made, note_common
from kzresolve.registry.formats.table import only_langs
from kzresolve.registry.model import Alias, Entity, ExternalId

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SCHEMA = "http://schema.org/"
_OURS = "urn:kzresolve:"  # before ids that are no address themselves
_CLASSES = {f"{_SCHEMA}Person": "PER", f"{_SCHEMA}Organization": "ORG", f"{_SCHEMA}Place": "LOC"}
_CLASS_OF = {kind: iri for iri, kind in _CLASSES.items()}
_LABELS = {f"{_SKOS}prefLabel": "name", f"{_SKOS}altLabel": "alias", f"{_SKOS}hiddenLabel": "weak"}
_LABEL_OF = {strength: iri for iri, strength in _LABELS.items()}
_MATCH = f"{_SKOS}exactMatch"
_SCHEMES = {"http://www.wikidata.org/entity/": "wikidata", "https://sws.geonames.org/": "geonames"}
_IRI_OF = {scheme: iri for iri, scheme in _SCHEMES.items()}
_RDFLIB = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld"}

_ADDRESS = re.compile(r"(https?|urn):[^\x00-\x20<>\"{}|^`\\]+")
_LANG = re.compile(r"[a-z]+(-[a-z0-9]+)*", re.ASCII)
_TRIPLE = re.compile(
    r"""\s*(?:<(?P<subject>[^>]*)>|(?P<blank>_:\S+))\s*<(?P<predicate>[^>]*)>\s*
    (?:<(?P<iri>[^>]*)>|_:\S+|"(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<lang>[A-Za-z0-9-]+)|\^\^<[^>]*>)?)\s*\.\s*(?:\#.*)?""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\0": r"\u0000"})


class Triple(NamedTuple):
    """A statement about a subject, with the line it stands in. text: a literal; iri: another resource."""

    line: int
    subject: str
    predicate: str
    text: str
    lang: str
    iri: str


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The concepts that have a label, in order of first appearance. All are held while the file is read."""
    about: defaultdict[str, list[Triple]] = defaultdict(list)
    kept = {_TYPE, _MATCH, *_LABELS}
    suffix = Path(source.name.lower().removesuffix(".gz").removesuffix(".bz2")).suffix
    for triple in _parsed(source, _RDFLIB[suffix]) if suffix in _RDFLIB else _triples(source, report):
        if triple.predicate in kept:
            about[triple.subject].append(triple)
    for subject, triples in about.items():
        if any(t.predicate in _LABELS for t in triples):
            yield from made(report, triples[0].line, partial(_entity, subject, triples, options))


def _triples(source: Source, report: Report) -> Iterator[Triple]:
    for n, line in enumerate(source.lines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _TRIPLE.fullmatch(line)
        if not found:
            report.error(n, "not a statement of N-Triples, expected <subject> <predicate> object .")
            continue
        subject = found["blank"] or unescape(found["subject"])
        text, lang, iri = unescape(found["text"] or ""), (found["lang"] or "").lower(), unescape(found["iri"] or "")
        yield Triple(n, subject, unescape(found["predicate"]), text, lang, iri)


def _parsed(source: Source, syntax: str) -> Iterator[Triple]:
    try:
        import rdflib
    except ImportError:
        raise TableError(f"{source.name}: needs rdflib to be read; pip install kzresolve[skos], or use .nt") from None
    graph = rdflib.Graph()
    try:
        graph.parse(data="\n".join(source.lines()), format=syntax)
    except Exception as error:  # rdflib's parsers raise many kinds
        raise TableError(f"{source.name}: not {syntax} ({error})") from error
    for subject, predicate, thing in sorted(graph):
        if isinstance(thing, rdflib.Literal):
            yield Triple(1, str(subject), str(predicate), str(thing), (thing.language or "").lower(), "")
        else:
            yield Triple(1, str(subject), str(predicate), "", "", str(thing))


def _entity(subject: str, triples: list[Triple], options: Options) -> Entity:
    labels = [Alias(t.text, t.lang, _LABELS[t.predicate]) for t in triples if t.predicate in _LABELS and t.text.strip()]
    preferred = [label for label in labels if label.strength == "name"] or labels
    canonical = min(preferred, key=lambda label: ("en", "").index(label.lang) if label.lang in ("en", "") else 2)
    kinds = [_CLASSES[t.iri] for t in triples if t.predicate == _TYPE and t.iri in _CLASSES]
    names = [
        label if label == canonical or label.strength != "name" else Alias(label.text, label.lang) for label in labels
    ]
    entity = Entity(
        id=unquote(subject.removeprefix(_OURS)) if subject.startswith(_OURS) else subject,
        name=canonical.text,
        kind=kind_of(kinds[0] if kinds else None, options),
        aliases=tuple(names),
        ids=tuple(filter(None, (_external(t.iri) for t in triples if t.predicate == _MATCH))),
    )
    return only_langs(entity, options.langs)


def _external(iri: str) -> ExternalId | None:
    for before, scheme in _SCHEMES.items():
        held = iri.removeprefix(before).rstrip("/")
        if iri.startswith(before) and held:
            return ExternalId(scheme, held)
    return None


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """The statements of each entity, one a line, as N-Triples."""
    for entity in entities:
        names = entity.names()
        known = [i for i in entity.ids if i.scheme in _IRI_OF and i.id == quote(i.id)]
        _note_losses(entity, known, losses)
        subject = entity.id if _ADDRESS.fullmatch(entity.id) else _OURS + quote(entity.id, safe="")
        subject = f"<{subject}>"
        yield f"{subject} <{_TYPE}> <{_SKOS}Concept> ."
        if entity.kind:
            yield f"{subject} <{_TYPE}> <{_CLASS_OF[entity.kind]}> ."
        for alias in names:
            strength = alias.strength if alias is names[0] or alias.strength == "weak" else "alias"
            lang = f"@{alias.lang}" if _LANG.fullmatch(alias.lang) else ""
            yield f'{subject} <{_LABEL_OF[strength]}> "{alias.text.translate(_ESCAPES)}"{lang} .'
        for external in known:
            yield f"{subject} <{_MATCH}> <{_IRI_OF[external.scheme]}{external.id}> ."


def _note_losses(entity: Entity, known: list[ExternalId], losses: Losses) -> None:
    names = entity.names()
    note_common(entity, losses)
    losses.note_if(
        entity,
        languages_that_are_no_tag=any(a.lang and not _LANG.fullmatch(a.lang) for a in names),
        countries=entity.country,
        roles=entity.roles,
        ids_without_a_known_address=len(known) < len(entity.ids),
        fame=entity.fame,
    )


def unescape(text: str) -> str:
    r"""Escapes of N-Triples undone.

    >>> unescape(r"Kassym\u002DJomart")
    'Kassym-Jomart'
    """
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _UNESCAPES.get(m[3], m[3]), text)


FORMAT = Format("skos", (".nt", ".ttl"), read, write, read_only=(".rdf", ".jsonld"))
