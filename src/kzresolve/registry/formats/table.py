"""One row for each name, role or external id: the columns of our TSV and CSV files, read and written.

Rows of one id should stand together; those that do not are held back and given at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kzresolve.errors import KzresolveError
from kzresolve.registry.dates import DATES, is_date
from kzresolve.registry.formats.base import Options, Record, Report
from kzresolve.registry.model import KINDS, STRENGTHS, Alias, Entity, ExternalId, Role

COLUMNS = (
    *("id", "kind", "strength", "text", "lang", "country", "valid_from", "valid_to", "source", "note"),
    *("script", "orthography", "fame"),
)
REQUIRED = ("id", "text")
ROLE, ID = "role", "id"  # what the column strength says of rows that are no names
ROWS = (*STRENGTHS, ROLE, ID)
_PLAIN = {None, "", "alias", "weak"}
_UNUSED = {ROLE: ("script", "orthography"), ID: ("lang", "valid_from", "valid_to", "script", "orthography")}
_DIGITS = 10  # no fame has as many
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
    for entity_id, held in scattered.items():
        if not held:
            continue  # none of its rows could be read
        gap = next((b.line for a, b in pairwise(held) if b.line - a.line > 1), held[-1].line)
        report.warn(gap, f"rows of {entity_id!r} stand apart (line {held[0].line}); are these two with one id?", "id")
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
    """The entity of rows with one id; what is wrong with them goes to the report, and what is left of them is used."""
    names = [row for row in rows if row.cells.get("strength") not in (ROLE, ID)]
    if not names:
        report.error(rows[0].line, f"{rows[0].cells['id']!r} has no row with a name", "strength")
        return
    canonical = next((row for row in names if row.cells.get("strength") == "name"), names[0])
    whole = _checked_whole(canonical, report)
    checked = [(row is canonical, _checked(row, canonical, report)) for row in rows]
    sound = [(first, row) for first, row in checked if row is not None]
    try:
        entity = Entity(
            id=canonical.cells["id"],
            name=canonical.cells["text"],
            kind=whole["kind"] or options.kind,
            aliases=tuple(_alias(row, first) for first, row in sound if _what(row) in STRENGTHS),
            country=whole["country"],
            roles=tuple(_role(row.cells) for _, row in sound if _what(row) == ROLE),
            ids=tuple(_external(row.cells) for _, row in sound if _what(row) == ID),
            fame=int(whole["fame"] or 0),
        )
    except KzresolveError as error:
        report.error(canonical.line, error)
        return
    yield Record(entity, rows[0].line, {row.cells["text"]: row.line for row in reversed(names)})


def _what(row: Row) -> str:
    return row.cells.get("strength") or "alias"


def _checked_whole(canonical: Row, report: Report) -> dict[str, str]:
    """The cells that are the entity's, without those that are wrong."""
    whole = {column: canonical.cells.get(column, "") for column in _WHOLE}
    if whole["kind"] and whole["kind"] not in KINDS:
        expected = f"expected {', '.join(KINDS)}, or empty where it is not known"
        report.error(canonical.line, f"kind {whole['kind']!r}, {expected}", "kind")
        whole["kind"] = ""
    fame = whole["fame"]
    if fame and not (fame.isascii() and fame.isdigit() and len(fame) < _DIGITS):
        report.error(canonical.line, f"{fame!r}, expected a whole number or empty", "fame")
        whole["fame"] = ""
    return whole


def _checked(row: Row, canonical: Row, report: Report) -> Row | None:
    """The row without the cells that are wrong, which the report is told of; None where it is of no use."""
    if _is_plain(row, canonical):
        return row
    wrong = dict(_wrong_cells(row, canonical))
    for column, message in wrong.items():
        report.error(row.line, message, column)
    if not wrong:
        return row
    usable = "id" not in wrong and "text" not in wrong
    return row._replace(cells={**row.cells, **dict.fromkeys(wrong, "")}) if usable else None


def _is_plain(row: Row, canonical: Row) -> bool:
    """Whether a row is like most: a name without dates, in which nothing can be wrong."""
    cells, first = row.cells, canonical.cells
    given = cells.get
    return (
        (given("strength") in _PLAIN or (row is canonical and given("strength") == "name"))
        and not given("valid_from")
        and not given("valid_to")
        and bool(cells["text"].strip())
        and given("kind") == first.get("kind")
        and given("country") == first.get("country")
        and given("fame") == first.get("fame")
        and cells["id"] == cells["id"].strip() != ""
    )


def _wrong_cells(row: Row, canonical: Row) -> Iterator[tuple[str, str]]:
    """The columns of cells that are wrong, and what is wrong with each."""
    cells, strength = row.cells, row.cells.get("strength", "")
    if not cells["id"] or cells["id"] != cells["id"].strip():
        yield "id", f"entity id {cells['id']!r}: expected text without spaces around it"
    if not cells["text"].strip():
        yield "text", "empty, expected a name"
    elif strength == ID and not is_external(cells["text"]):
        yield "text", f"{cells['text']!r}, expected a collection and an id there, as wikidata:Q42"
    if strength not in ("", *ROWS):
        yield "strength", f"{strength!r}, expected one of {', '.join(ROWS)}, or empty for alias"
    elif strength == "name" and cells["text"] != canonical.cells["text"]:
        yield "strength", f"two canonical names, {canonical.cells['text']!r} and {cells['text']!r}"
    for column in set(_UNUSED.get(strength, ())) & cells.keys():
        if cells[column]:
            yield column, f"{cells[column]!r}, expected to be empty where strength is {strength}"
    yield from _wrong_dates(cells)
    yield from _differing(cells, canonical.cells)


def _wrong_dates(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("valid_from", "valid_to"):
        if cells.get(column) and not is_date(cells[column]):
            yield column, f"date {cells[column]!r}, expected {DATES}, or empty"


def _differing(cells: Mapping[str, str], canonical: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in _WHOLE:
        given, expected = cells.get(column, ""), canonical.get(column, "")
        if given != expected:
            yield column, f"{column} {given!r} differs from {expected!r} of the same id"


def _alias(row: Row, is_canonical: bool) -> Alias:
    cells = row.cells
    return Alias(
        text=cells["text"],
        lang=cells.get("lang", ""),
        strength="name" if is_canonical else _what(row),
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


def is_external(text: str) -> bool:
    """Whether `text` is an external id as a row has it."""
    try:
        ExternalId(*text.partition(":")[::2])
    except KzresolveError:
        return False
    return True


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
