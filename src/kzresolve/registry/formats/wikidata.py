"""Wikidata's JSON of items: from a dump (a line each, commas behind them, perhaps packed) or Special:EntityData.

Read are labels, aliases and dated names; P31 says of Q5 that it is a person (Property talk:P39 on Wikidata), of classes
beside it what `Options.kinds` says. Positions held (P39) are roles, called by the labels that their items have in the
same file. How many Wikipedias have an article is the fame.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from kzresolve.errors import InputError
from kzresolve.registry.dates import is_date
from kzresolve.registry.formats.base import (
    NOTE,
    Format,
    Losses,
    Options,
    Record,
    Report,
    Source,
    made,
    note_common,
)
from kzresolve.registry.formats.jsonl import objects
from kzresolve.registry.formats.table import only_langs
from kzresolve.registry.model import Alias, Entity, ExternalId, Role

_HUMAN = "Q5"
_CLASS, _POSITION, _GEONAMES = "P31", "P39", "P1566"
_NAMES = ("P1448", "P1705", "P1559")  # official name, native label, name in native language
_FROM, _TO = "P580", "P582"
_ANY = "mul"  # Wikidata's code for a label that holds in all languages
_FIRST = ("en", _ANY)  # languages whose label is the canonical name, else the first label there is
_PRECISION = {9: 4, 10: 7, 11: 10}  # year, month, day: letters of the date that count
_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)
_QUOTED = re.compile(r'"(Q[1-9]\d*)"', re.ASCII)
_LANG = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*", re.ASCII)
_OTHER_WIKIS = frozenset({"commonswiki", "specieswiki", "metawiki", "mediawikiwiki", "wikidatawiki", "sourceswiki"})


Labels = Mapping[str, Mapping[str, str]]  # of items by id: language and text


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The items that have a label; properties and lexemes are passed over. A file with positions held is gone through
    three times; a position whose item is not in it is left out, with a note in the report.
    """
    positions = _positions(source, options)
    for n, item in _items(source, report):
        if not isinstance(item, Mapping) or "labels" not in item:
            report.error(n, "not a Wikidata item, expected an object with id and labels")
        elif item.get("type", "item") == "item" and item["labels"]:
            for record in made(report, n, partial(_entity, item, options, positions)):
                yield record
                for left_out in sorted({held for held, _ in _held(item)} - set(positions)):
                    report.warn(n, f"position {left_out} left out: the file has no label of it", _POSITION, NOTE)


def _items(source: Source, report: Report) -> Iterator[tuple[int, Any]]:
    """The items with their lines; Special:EntityData has several on one."""
    for n, row in objects(source, report):
        held = row.get("entities") if isinstance(row, Mapping) else None
        yield from ((n, item) for item in (held.values() if isinstance(held, Mapping) else (row,)))


def _positions(source: Source, options: Options) -> Labels:
    """The labels, in the languages that are read, of all positions that somebody in the file has held."""
    quiet = Report(source.name, collect=True)
    having = _only(source, lambda line: f'"{_POSITION}"' in line)
    ids: set[str] = set()
    for _, item in _items(having, quiet):
        with suppress(KeyError, TypeError, AttributeError):  # told of where the item itself is read
            ids.update(held for held, _ in _held(item))
    if not ids:
        return {}
    naming = _only(source, lambda line: not ids.isdisjoint(_QUOTED.findall(line)))
    return {item["id"]: _labels(item, options) for _, item in _items(naming, quiet) if _is_of(item, ids)}


def _only(source: Source, wanted: Callable[[str], bool]) -> Source:
    """The lines of a file that are wanted, so that the others need not be parsed."""
    return replace(source, lines=lambda: filter(wanted, source.lines()))


def _is_of(item: Any, ids: set[str]) -> bool:
    return isinstance(item, Mapping) and item.get("id") in ids and isinstance(item.get("labels"), Mapping)


def _labels(item: Mapping[str, Any], options: Options) -> Mapping[str, str]:
    """The texts by language; what is no label is told of where the item itself is read."""
    found = {_lang(lang): label.get("value") for lang, label in item["labels"].items() if isinstance(label, Mapping)}
    kept = {lang for lang in found if not options.langs or not lang or lang in options.langs}
    return {lang: text for lang, text in found.items() if lang in kept and isinstance(text, str)}


def _held(item: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The positions held, by id, each with its statement."""
    claims = item.get("claims") if isinstance(item, Mapping) else None
    for statement in (claims or {}).get(_POSITION, ()):
        value = statement["mainsnak"].get("datavalue", {}).get("value")
        if isinstance(value, Mapping) and isinstance(value.get("id"), str) and statement.get("rank") != "deprecated":
            yield value["id"], statement


def _entity(item: Mapping[str, Any], options: Options, positions: Labels) -> Entity:
    labels, claims = item["labels"], item.get("claims") or {}
    if not isinstance(labels, Mapping) or not isinstance(claims, Mapping):
        raise InputError("labels and claims must be objects")
    first = next((lang for lang in _FIRST if lang in labels), next(iter(labels)))
    names = [Alias(labels[first]["value"], _lang(first), "name")]
    names += [Alias(label["value"], _lang(lang)) for lang, label in labels.items() if lang != first]
    given = (item.get("aliases") or {}).items()
    names += [Alias(alias["value"], _lang(lang)) for lang, aliases in given for alias in aliases]
    names += _stated(claims)
    geonames = [ExternalId("geonames", held) for held in _values(claims, _GEONAMES) if isinstance(held, str)]
    entity = Entity(
        id=item["id"],
        name=names[0].text,
        kind=_kind(claims, options),
        aliases=tuple(names),
        roles=tuple(_roles(item, positions)),
        ids=tuple(geonames),
        fame=sum(site.endswith("wiki") and site not in _OTHER_WIKIS for site in item.get("sitelinks") or ()),
    )
    return only_langs(entity, options.langs)


def _lang(lang: str) -> str:
    return "" if lang == _ANY else lang


def _kind(claims: Mapping[str, Any], options: Options) -> str | None:
    classes = [value.get("id") for value in _values(claims, _CLASS) if isinstance(value, Mapping)]
    known = {_HUMAN: "PER", **options.kinds}
    return next((known[held] for held in classes if held in known), options.kind)


def _values(claims: Mapping[str, Any], prop: str) -> Iterator[Any]:
    for statement in claims.get(prop, ()):
        if statement.get("rank") != "deprecated" and "datavalue" in statement["mainsnak"]:
            yield statement["mainsnak"]["datavalue"]["value"]


def _roles(item: Mapping[str, Any], positions: Labels) -> Iterator[Role]:
    """A role for each label of each position held, with the dates of its statement."""
    for held, statement in _held(item):
        valid_from, valid_to = _period(statement)
        for lang, text in positions.get(held, {}).items():
            yield Role(text, lang, valid_from, valid_to)


def _period(statement: Mapping[str, Any]) -> tuple[str, str]:
    """The first and last time that a statement is qualified by."""
    qualifiers = statement.get("qualifiers", {})
    return _date(qualifiers.get(_FROM, ())), _date(qualifiers.get(_TO, ()))


def _stated(claims: Mapping[str, Any]) -> Iterator[Alias]:
    """Names that are statements, with the dates that qualify them."""
    for prop in _NAMES:
        for statement in claims.get(prop, ()):
            value = statement["mainsnak"].get("datavalue", {}).get("value")
            if isinstance(value, Mapping) and statement.get("rank") != "deprecated":
                valid_from, valid_to = _period(statement)
                yield Alias(value["text"], _lang(value["language"]), valid_from=valid_from, valid_to=valid_to)


def _date(snaks: Iterable[Mapping[str, Any]]) -> str:
    """The first of the dates as precisely as it is known; "" where it is coarser than a year, or before year 1."""
    for snak in snaks:
        value = snak.get("datavalue", {}).get("value", {})
        text = str(value.get("time", ""))[1 : 1 + _PRECISION.get(value.get("precision"), 0)]
        if str(value.get("time", "")).startswith("+") and is_date(text):
            return text
    return ""


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """One line for each entity, without the commas and brackets of a dump."""
    for entity in entities:
        names = entity.names()
        _note_losses(entity, losses)
        labels: dict[str, dict[str, str]] = {}
        aliases: dict[str, list[dict[str, str]]] = {}
        canonical = _code(names[0])
        for alias in names:
            lang = _code(alias)
            value = {"language": lang, "value": alias.text}
            if alias is names[0] or (lang not in labels and _follows(lang, canonical)):
                labels[lang] = value
            else:
                aliases.setdefault(lang, []).append(value)
        claims: dict[str, list[object]] = {}
        if entity.kind == "PER":
            claims[_CLASS] = [_statement(_CLASS, "wikibase-entityid", {"entity-type": "item", "id": _HUMAN})]
        geonames = [i.id for i in entity.ids if i.scheme == "geonames"]
        if geonames:
            claims[_GEONAMES] = [_statement(_GEONAMES, "string", held) for held in geonames]
        item = {"type": "item", "id": entity.id, "labels": labels, "descriptions": {}, "aliases": aliases}
        yield json.dumps({**item, "claims": claims, "sitelinks": {}}, ensure_ascii=False)


def _note_losses(entity: Entity, losses: Losses) -> None:
    names = entity.names()
    note_common(entity, losses)
    losses.note_if(
        entity,
        ids_that_are_no_items_of_Wikidata=not _ITEM.fullmatch(entity.id),
        kinds_other_than_person=entity.kind not in (None, "PER"),
        weak_names_as_such=any(a.strength == "weak" for a in names),
        languages_that_are_no_code=any(_lang(_code(a)) != a.lang for a in names),
        forms_that_stand_twice=len({(a.text, a.lang) for a in names}) < len(names),
        countries=entity.country,
        roles=entity.roles,
        ids_other_than_GeoNames=any(i.scheme != "geonames" for i in entity.ids),
        fame=entity.fame,
    )


def _code(alias: Alias) -> str:
    return alias.lang if _LANG.fullmatch(alias.lang) and alias.lang != _ANY else _ANY


def _follows(lang: str, canonical: str) -> bool:
    """Whether a label in `lang` leaves the one in the language of the canonical name to be read as such."""
    return lang not in _FIRST or (canonical in _FIRST and _FIRST.index(lang) > _FIRST.index(canonical))


def _statement(prop: str, kind: str, value: object) -> dict[str, object]:
    snak = {"snaktype": "value", "property": prop, "datavalue": {"value": value, "type": kind}}
    return {"mainsnak": snak, "type": "statement", "rank": "normal"}


FORMAT = Format("wikidata", (".wikidata.json",), read, write)
