"""JSON Lines: one entity a line, as Entity.to_dict() gives it. For programs; carries everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from kzresolve.errors import InputError
from kzresolve.registry.formats.base import Format, Losses, Options, Record, Report, Source, made
from kzresolve.registry.model import Alias, Entity, ExternalId, Role

T = TypeVar("T")


def objects(source: Source, report: Report) -> Iterator[tuple[int, Any]]:
    """The JSON values of the lines that are not empty, with their line; an array over many lines, one value a line with
    a comma behind it as in Wikidata's dumps, is read too.
    """
    for n, line in enumerate(source.lines(), 1):
        text = line.strip()
        if text in ("", "[", "]", "],"):
            continue
        try:
            yield n, json.loads(text.removesuffix(","))
        except json.JSONDecodeError as error:
            report.error(n, f"not JSON ({error.msg})", str(error.colno))
        except (ValueError, RecursionError) as error:
            report.error(n, f"not JSON that can be read ({error})")


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The entities of the lines."""
    for n, row in objects(source, report):
        yield from made(report, n, partial(entity_of, row, options.kind))


def entity_of(row: object, kind: str | None = None) -> Entity:
    """The entity of a JSON object; kind: for one that says none."""
    if not isinstance(row, Mapping):
        raise InputError(f"expected an object with id and name, not {type(row).__name__}")
    return Entity(
        **{
            **row,
            "kind": row.get("kind") or kind,
            "aliases": _values(row, "aliases", lambda alias: Alias(**alias)),
            "roles": _values(row, "roles", lambda role: Role(**role)),
            "ids": row["ids"] if isinstance(row.get("ids"), dict) else _values(row, "ids", lambda i: ExternalId(**i)),
        }
    )


def _values(row: Mapping[str, Any], field: str, make: Callable[[Mapping[str, Any]], T]) -> tuple[T | str, ...]:
    values = row.get(field, [])
    if not isinstance(values, list):
        raise InputError(f"{field} must be a list, not {type(values).__name__}")
    return tuple(make(value) if isinstance(value, dict) else value for value in values)


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:  # noqa: ARG001 - nothing is lost
    """One line for each entity."""
    for entity in entities:
        yield json.dumps(entity.to_dict(), ensure_ascii=False)


FORMAT = Format("jsonl", (".jsonl",), read, write)
