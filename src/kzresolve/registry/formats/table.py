"""One row for each name, role or external id: the columns of our TSV and CSV files, read and written.

Rows of one id should stand together; those that do not are held back and given at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kzresolve.errors import KzresolveError
from kzresolve.registry.formats.base import Options, Record, Report
from kzresolve.registry.model import DATES, KINDS, STRENGTHS, Alias, Entity, ExternalId, Role, is_date

COLUMNS = (
    *("id", "kind", "strength", "text", "lang", "country", "valid_from", "valid_to", "source", "note"),
    *("script", "orthography", "fame"),
)
REQUIRED = ("id", "text")
ROLE, ID = "role", "id"  # what the column strength says of rows that are no names
ROWS = (*STRENGTHS, ROLE, ID)
_UNUSED = {ROLE: ("script", "orthography"), ID: ("lang", "valid_from", "valid_to", "script", "orthography")}
_WHOLE = ("kind", "country", "fame")  # columns that are the entity's, the same on all its rows


class Row(NamedTuple):
    """A row: the line it begins at, and its cells by column; a column that is not there counts as empty."""

    line: int
    cells: Mapping[str, str]


def header_problem(header: list[str]) -> str:
    """What is wrong with a header, or ""."""
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        return f"column {' and '.join(missing)} missing; expected {', '.join(COLUMNS)}"
    unknown = [column for column in header if column not in COLUMNS]
    if unknown:
        return f"unknown column {unknown[0]!r}; expected {', '.join(COLUMNS)}"
    return f"a column stands twice in {', '.join(header)}" if len(set(header)) != len(header) else ""


def read_rows(
    rows: Callable[[], Iterator[Row]], ids: Callable[[], Iterator[str]], report: Report, options: Options
) -> Iterator[Record]:
    """The entities of rows; `rows` and `ids` give fresh iterators of them and of their ids alone."""
    scattered: dict[str, list[Row]] = {entity_id: [] for entity_id in _scattered(ids())}
    run: list[Row] = []
    for row in rows():
        entity_id = row.cells["id"]
        if entity_id in scattered:
            scattered[entity_id].append(row)
            continue
        if run and run[0].cells["id"] != entity_id:
            yield from _record(run, report, options)
            run = []
        run.append(row)
    if run:
        yield from _record(run, report, options)
    for held in scattered.values():
        yield from _record(held, report, options)


def _scattered(ids: Iterator[str]) -> list[str]:
    """The ids whose rows do not stand together."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    last = None
    for entity_id in ids:
        if entity_id != last:
            if entity_id in seen:
                found[entity_id] = None
            seen.add(entity_id)
            last = entity_id
    return list(found)


def _record(rows: list[Row], report: Report, options: Options) -> Iterator[Record]:
    """The entity of rows with one id, or none and errors in the report."""
    names = [row for row in rows if row.cells.get("strength") not in (ROLE, ID)]
    canonical = next((row for row in names if row.cells.get("strength") == "name"), names[0] if names else rows[0])
    before = len(report.problems)
    if not names:
        report.error(rows[0].line, f"{rows[0].cells['id']!r} has no row with a name", "strength")
    for row in rows:
        _check(row, canonical, report)
    if len(report.problems) > before:
        return
    aliases = [_alias(row.cells, "name" if row is canonical else "") for row in names]
    given = canonical.cells
    try:
        entity = Entity(
            id=given["id"],
            name=given["text"],
            kind=given.get("kind") or options.kind,
            aliases=tuple(aliases),
            country=given.get("country", ""),
            roles=tuple(_role(row.cells) for row in rows if row.cells.get("strength") == ROLE),
            ids=tuple(_external(row.cells) for row in rows if row.cells.get("strength") == ID),
            fame=int(given.get("fame") or 0),
        )
    except KzresolveError as error:
        report.error(canonical.line, error)
        return
    yield Record(entity, rows[0].line, {row.cells["text"]: row.line for row in reversed(names)})


def _check(row: Row, canonical: Row, report: Report) -> None:
    """Tell the report all that is wrong with a row."""
    cells, line = row.cells, row.line
    if not cells["id"] or cells["id"] != cells["id"].strip():
        report.error(line, f"entity id {cells['id']!r}: expected text without spaces around it", "id")
    if not cells["text"].strip():
        report.error(line, "empty, expected a name", "text")
    strength = cells.get("strength", "")
    if strength and strength not in ROWS:
        report.error(line, f"{strength!r}, expected one of {', '.join(ROWS)}, or empty for alias", "strength")
    if strength == "name" and cells["text"] != canonical.cells["text"]:
        report.error(line, f"two canonical names, {canonical.cells['text']!r} and {cells['text']!r}", "strength")
    for column in ("valid_from", "valid_to"):
        if cells.get(column) and not is_date(cells[column]):
            report.error(line, f"date {cells[column]!r}, expected {DATES}, or empty", column)
    _check_whole(row, canonical, report)
    if strength == ID:
        _try(lambda: _external(cells), row, report)
    for column in _UNUSED.get(strength, ()):
        if cells.get(column):
            report.error(line, f"{cells[column]!r}, expected to be empty where strength is {strength}", column)


def _check_whole(row: Row, canonical: Row, report: Report) -> None:
    """Tell the report what is wrong with the cells that are the entity's."""
    for column in _WHOLE:
        given, expected = row.cells.get(column, ""), canonical.cells.get(column, "")
        if given != expected:
            report.error(row.line, f"{column} {given!r} differs from {expected!r} of the same id", column)
    kind, fame = row.cells.get("kind", ""), row.cells.get("fame", "")
    if row is canonical and kind and kind not in KINDS:
        report.error(row.line, f"kind {kind!r}, expected {', '.join(KINDS)}, or empty where it is not known", "kind")
    if row is canonical and fame and not (fame.isascii() and fame.isdigit() and len(fame) < 10):
        report.error(row.line, f"{fame!r}, expected a whole number or empty", "fame")


def _try(make: Callable[[], object], row: Row, report: Report) -> None:
    try:
        make()
    except KzresolveError as error:
        report.error(row.line, error, "text")


def _alias(cells: Mapping[str, str], strength: str) -> Alias:
    return Alias(
        text=cells["text"],
        lang=cells.get("lang", ""),
        strength=strength or cells.get("strength") or "alias",
        valid_from=cells.get("valid_from", ""),
        valid_to=cells.get("valid_to", ""),
        source=cells.get("source", ""),
        note=cells.get("note", ""),
        script=cells.get("script", ""),
        orthography=cells.get("orthography", ""),
    )


def _role(cells: Mapping[str, str]) -> Role:
    return Role(
        text=cells["text"],
        lang=cells.get("lang", ""),
        valid_from=cells.get("valid_from", ""),
        valid_to=cells.get("valid_to", ""),
        source=cells.get("source", ""),
        note=cells.get("note", ""),
    )


def _external(cells: Mapping[str, str]) -> ExternalId:
    scheme, _, held = cells["text"].partition(":")
    return ExternalId(scheme, held, cells.get("source", ""), cells.get("note", ""))


def write_rows(entity: Entity) -> Iterator[tuple[str, ...]]:
    """The rows of one entity, cells in the order of COLUMNS."""
    kind, fame = entity.kind or "", str(entity.fame or "")
    for a in entity.names():
        yield (
            *(entity.id, kind, a.strength, a.text, a.lang, entity.country, a.valid_from, a.valid_to, a.source, a.note),
            *(a.script, a.orthography, fame),
        )
    for r in entity.roles:
        yield (
            *(entity.id, kind, ROLE, r.text, r.lang, entity.country, r.valid_from, r.valid_to, r.source, r.note),
            *("", "", fame),
        )
    for i in entity.ids:
        yield (entity.id, kind, ID, str(i), "", entity.country, "", "", i.source, i.note, "", "", fame)


def only_langs(entity: Entity, langs: tuple[str, ...]) -> Entity:
    """The entity with its canonical name, and of the others those of these languages or of none said."""
    if not langs:
        return entity
    kept = [a for a in entity.aliases if not a.lang or a.lang in langs or a.text == entity.name]
    return replace(entity, aliases=tuple(kept))
