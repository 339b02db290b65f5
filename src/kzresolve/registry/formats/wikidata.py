"""Wikidata's JSON of items: from a dump (a line each, commas behind them, perhaps packed) or Special:EntityData.

Read are labels, aliases and dated names; P31 says of Q5 that it is a person (Property talk:P39 on Wikidata), of classes
beside it what `Options.kinds` says. How many Wikipedias have an article is the fame.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from kzresolve.errors import InputError
from kzresolve.registry.dates import is_date
from kzresolve.registry.formats.base import (
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
from kzresolve.registry.model import Alias, Entity, ExternalId

_HUMAN = "Q5"
_CLASS, _GEONAMES = "P31", "P1566"
_NAMES = ("P1448", "P1705", "P1559")  # official name, native label, name in native language
_FROM, _TO = "P580", "P582"
_ANY = "mul"  # Wikidata's code for a label that holds in all languages
_FIRST = ("en", _ANY)  # languages whose label is the canonical name, else the first label there is
_PRECISION = {9: 4, 10: 7, 11: 10}  # year, month, day: letters of the date that count
_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)
_LANG = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*", re.ASCII)
_OTHER_WIKIS = frozenset({"commonswiki", "specieswiki", "metawiki", "mediawikiwiki", "wikidatawiki", "sourceswiki"})


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The items that have a label; properties and lexemes are passed over."""
    for n, row in objects(source, report):
        held = row["entities"].values() if isinstance(row, Mapping) and "entities" in row else (row,)
        for item in held:
            if not isinstance(item, Mapping) or "labels" not in item:
                report.error(n, "not a Wikidata item, expected an object with id and labels")
            elif item.get("type", "item") == "item" and item["labels"]:
                yield from made(report, n, partial(_entity, item, options))


def _entity(item: Mapping[str, Any], options: Options) -> Entity:
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


def _stated(claims: Mapping[str, Any]) -> Iterator[Alias]:
    """Names that are statements, with the dates that qualify them."""
    for prop in _NAMES:
        for statement in claims.get(prop, ()):
            value = statement["mainsnak"].get("datavalue", {}).get("value")
            if isinstance(value, Mapping) and statement.get("rank") != "deprecated":
                dates = [_date(statement.get("qualifiers", {}).get(bound, ())) for bound in (_FROM, _TO)]
                yield Alias(value["text"], _lang(value["language"]), valid_from=dates[0], valid_to=dates[1])


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
        ids_that_are_not_Wikidata_s=not _ITEM.fullmatch(entity.id),
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
