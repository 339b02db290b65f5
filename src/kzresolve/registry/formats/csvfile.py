"""CSV: the columns of our TSV, quoted as spreadsheets do; or anybody's table, told which of its columns is which.

A mapped table has one row an entity; its column of aliases holds several, parted by ";" or "|".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kzresolve.registry.formats.base import Format, Losses, Options, Record, Report, Source
from kzresolve.registry.formats.table import COLUMNS, Row, header_problem, read_rows, write_rows
from kzresolve.registry.model import Entity

ALIASES = "aliases"  # in a mapping: the column that holds further names
MAPPABLE = (*COLUMNS, ALIASES)
_PARTS = re.compile(r"\s*[;|]\s*")
_KIND_WORDS = {
    "PER": ("per", "person"),
    "ORG": ("org", "organization", "organisation", "company"),
    "LOC": ("loc", "place", "location"),
}
_DELIMITERS = ",;\t"


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """Entities from our own columns, or from others by `options.columns`: {our column or "aliases": the file's}."""
    header, delimiter = _header(source)
    quiet = Report(source.name, collect=True)  # for the first of two times through the file
    if not options.columns:
        problem = header_problem(header)
        if problem:
            example = f'--column text="{header[0]}"' if header else "--column text=..."
            report.error(1, f"{problem}; or say which column is which: kzresolve registry convert {example}")
            return
        yield from read_rows(
            lambda: _rows(source, header, delimiter, report),
            lambda: (row.cells["id"] for row in _rows(source, header, delimiter, quiet)),
            report,
            options,
        )
        return
    problem = _mapping_problem(options.columns, header)
    if problem:
        report.error(1, problem)
        return
    yield from read_rows(
        lambda: _mapped(source, header, delimiter, options.columns, report),
        lambda: (row.cells["id"] for row in _mapped(source, header, delimiter, options.columns, quiet)),
        report,
        options,
    )


def _header(source: Source) -> tuple[list[str], str]:
    """The cells of the first row and what parts them: of comma, semicolon and tab, the commonest there."""
    first = next(source.raw(), "")
    delimiter = max(_DELIMITERS, key=first.count)
    return next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), []), delimiter


def cells(source: Source, delimiter: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """The rows behind the header, each with its line; rows that cannot be taken apart are errors."""
    reader = csv.reader(source.raw(), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if line > 1 and row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        report.error(line, f"not CSV ({error})")


def _rows(source: Source, header: list[str], delimiter: str, report: Report) -> Iterator[Row]:
    for line, row in cells(source, delimiter, report):
        if len(row) != len(header):
            report.error(line, f"{len(row)} cells, expected {len(header)} ({', '.join(header)})")
            continue
        yield Row(line, dict(zip(header, row, strict=True)))


def _mapping_problem(columns: Mapping[str, str], header: list[str]) -> str:
    unknown = [ours for ours in columns if ours not in MAPPABLE]
    if unknown:
        return f"unknown column {unknown[0]!r} in the mapping; expected {', '.join(MAPPABLE)}"
    if "text" not in columns:
        return "the mapping says no column for text, the name of an entity"
    missing = [theirs for theirs in columns.values() if theirs not in header]
    return f"column {missing[0]!r} is not there; it has {', '.join(header)}" if missing else ""


def _mapped(
    source: Source, header: list[str], delimiter: str, columns: Mapping[str, str], report: Report
) -> Iterator[Row]:
    """Rows in our columns, one more for each further name. Where no column has an id, it is the file and the line."""
    for row in _rows(source, header, delimiter, report):
        given = {ours: row.cells[theirs].strip() for ours, theirs in columns.items()}
        further = [name for name in _PARTS.split(given.pop(ALIASES, "")) if name]
        given.setdefault("id", f"{Path(source.name).name}:{row.line}")
        given["kind"] = _kind(given.get("kind", ""))
        yield Row(row.line, given)
        for name in further:
            yield Row(row.line, {**given, "text": name, "strength": "alias"})


def _kind(given: str) -> str:
    """A kind by the words that tables use for it."""
    return next((kind for kind, words in _KIND_WORDS.items() if given.lower() in words), given)


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """The header and one row for each name, role and external id."""
    row = row_writer(",")
    yield row(COLUMNS)
    for entity in entities:
        for given in write_rows(entity):
            yield row(without_nulls(given, entity, losses))


def without_nulls(row: Iterable[str], entity: Entity, losses: Losses) -> Iterator[str]:
    """The cells with null characters, which no CSV file holds, replaced."""
    for cell in row:
        if "\0" in cell:
            losses.note("null characters, replaced", entity)
        yield cell.replace("\0", "\ufffd")


def row_writer(delimiter: str) -> Callable[[Iterable[str]], str]:
    """A function from cells to a row, quoted where that is needed, without a line end."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")  # cells with either are quoted

    def write_row(row: Iterable[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
        return buffer.getvalue()[:-2]

    return write_row


FORMAT = Format("csv", (".csv",), read, write)
