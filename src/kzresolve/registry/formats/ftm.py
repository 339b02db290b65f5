"""FollowTheMoney: one entity a line, as OpenSanctions, Aleph and yente exchange them. And OpenSanctions' flat table.

Names have four ranks there: name, alias, weakAlias, previousName (Thing in the FollowTheMoney schema); a name has no
language, date or source. In targets.simple.csv (column by column as zavod's SimpleCSVExporter writes it) all aliases
stand in one cell, parted by ";" and quoted.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from kzresolve.errors import InputError
from kzresolve.registry.formats.base import (
    Format,
    Losses,
    Options,
    Record,
    Report,
    Source,
    kind_of,
    made,
    note_common,
)
from kzresolve.registry.formats.csvfile import cells, row_writer, without_nulls
from kzresolve.registry.formats.jsonl import objects
from kzresolve.registry.model import Alias, Entity, ExternalId, Role

# Schemata with names of their own; what else there is (Ownership, Sanction) links them. LegalEntity is either.
_KINDS = {
    "Person": "PER",
    **dict.fromkeys(("Organization", "Company", "PublicBody"), "ORG"),
    "Address": "LOC",
}
_SCHEMATA = {"PER": "Person", "ORG": "Organization", "LOC": "Address", None: "LegalEntity"}
_RANKS = (("name", "alias"), ("alias", "alias"), ("weakAlias", "weak"), ("previousName", "alias"))
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction")
_COUNTRY = re.compile(r"[a-z]{2}")
_PREVIOUS = "previous name"  # the note of an alias that was a previousName
_HEADER = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions"),
    *("phones", "emails", "dataset", "first_seen", "last_seen", "last_change"),
)


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The entities that have a name."""
    for n, row in objects(source, report):
        if not isinstance(row, Mapping) or not isinstance(row.get("properties"), Mapping):
            report.error(n, "not a FollowTheMoney entity, expected an object with id, schema and properties")
        elif any(row["properties"].get(rank) for rank, _ in _RANKS):
            yield from made(report, n, partial(_entity, row, options))


def _entity(row: Mapping[str, Any], options: Options) -> Entity:
    properties: Mapping[str, list[str]] = row["properties"]
    for rank, values in properties.items():
        if not isinstance(values, list):
            raise InputError(f"properties.{rank} must be a list, not {type(values).__name__}")
    names = [
        Alias(text, strength=strength, note=_PREVIOUS if rank == "previousName" else "")
        for rank, strength in _RANKS
        for text in properties.get(rank, ())
    ]
    texts = [name.text for name in names]
    canonical = row.get("caption") if row.get("caption") in texts else texts[0]
    person = row.get("schema") == "Person"
    return Entity(
        id=row["id"],
        name=str(canonical),
        kind=_kind(row.get("schema"), options),
        aliases=tuple(name for name in names if name.text != canonical),
        country=_country([code for column in _COUNTRIES for code in properties.get(column, ())]),
        roles=tuple(map(Role, properties.get("position", ()))) if person else (),
        ids=tuple(ExternalId("wikidata", held) for held in properties.get("wikidataId", ())),
    )


def _kind(schema: object, options: Options) -> str | None:
    return kind_of(_KINDS.get(str(schema)), options)


def _country(codes: Iterable[str]) -> str:
    """The one country, or "" where there are several or none with a code of two letters."""
    found = set(codes)
    code = found.pop() if len(found) == 1 else ""
    return code if _COUNTRY.fullmatch(code) else ""


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """One line for each entity."""
    for entity in entities:
        names = entity.names()
        previous = [a.text for a in names[1:] if a.strength != "weak" and (a.valid_to or a.note == _PREVIOUS)]
        properties = {
            "name": [entity.name],
            "alias": [a.text for a in names[1:] if a.strength == "alias" and a.text not in previous],
            "weakAlias": [a.text for a in names[1:] if a.strength == "weak"],
            "previousName": previous,
            "country": [entity.country] if _COUNTRY.fullmatch(entity.country) else [],
            "position": [role.text for role in entity.roles] if entity.kind == "PER" else [],
            "wikidataId": [i.id for i in entity.ids if i.scheme == "wikidata"],
        }
        note_common(entity, losses, kept=_PREVIOUS)
        losses.note_if(
            entity,
            languages=any(a.lang for a in names),
            roles=entity.roles and (entity.kind != "PER" or any(r != Role(r.text) for r in entity.roles)),
            ids_other_than_Wikidata=any(i.scheme != "wikidata" for i in entity.ids),
            countries_without_a_code_of_two_letters=entity.country and not properties["country"],
            fame=entity.fame,
            forms_that_stand_twice=len({a.text for a in names}) < len(names),
        )
        given = {key: list(dict.fromkeys(values)) for key, values in properties.items() if values}
        row = {"id": entity.id, "caption": entity.name, "schema": _SCHEMATA[entity.kind], "properties": given}
        yield json.dumps(row, ensure_ascii=False)


def read_simple(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The entities of OpenSanctions' targets.simple.csv."""
    header = next(csv.reader(io.StringIO(next(source.raw(), ""), newline="")), [])
    missing = [column for column in ("id", "schema", "name", "aliases") if column not in header]
    if missing:
        report.error(1, f"column {missing[0]} missing, expected {', '.join(_HEADER)}")
        return
    for n, row in cells(source, ",", report):
        if len(row) != len(header):
            report.error(n, f"{len(row)} cells, expected {len(header)}")
            continue
        yield from made(report, n, partial(_simple, dict(zip(header, row, strict=True)), options))


def _simple(row: Mapping[str, str], options: Options) -> Entity:
    aliases = [alias for alias in _parts(row["aliases"]) if alias.strip() and alias != row["name"]]
    kind, country = _kind(row["schema"], options), _country(_parts(row.get("countries", "")))
    return Entity(id=row["id"], name=row["name"], kind=kind, aliases=aliases, country=country)


def _parts(cell: str) -> Sequence[str]:
    return next(csv.reader(io.StringIO(cell, newline=""), delimiter=";"), [])


def write_simple(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """The header and one row for each entity; weak names are left out, since all that stand there count as names."""
    row, parts = row_writer(","), row_writer(";")
    yield row(_HEADER)
    for entity in entities:
        names = entity.names()
        aliases = sorted({a.text for a in names if a.strength != "weak" and a.text != entity.name})
        country = entity.country if _COUNTRY.fullmatch(entity.country) else ""
        note_common(entity, losses)
        losses.note_if(
            entity,
            languages=any(a.lang for a in names),
            weak_names=any(a.strength == "weak" for a in names),
            roles=entity.roles,
            external_ids=entity.ids,
            countries_without_a_code_of_two_letters=entity.country and not country,
            fame=entity.fame,
        )
        given = [entity.id, _SCHEMATA[entity.kind], entity.name, parts(aliases) if aliases else "", "", country]
        yield row(without_nulls([*given, *[""] * (len(_HEADER) - len(given))], entity, losses))


FORMAT = Format("ftm", (".ftm", ".ftm.json", ".ftm.jsonl", ".ijson"), read, write)
SIMPLE = Format("opensanctions", (".simple.csv",), read_simple, write_simple)
