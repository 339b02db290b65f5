r"""TSV: a header, one row a name, cells parted by tabs, no quoting; for spreadsheets, editors and version control.

In a cell \t, \n, \r, \0 and \\ stand for a tab, line ends, a null character and a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kzresolve.registry.formats.base import Format, Losses, Options, Record, Report, Source
from kzresolve.registry.formats.table import COLUMNS, Row, header_problem, read_rows, write_rows
from kzresolve.registry.model import Entity

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": r"\0"})
_ESCAPED = re.compile(r"\\([\\tnr0#])")
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "0": "\0", "#": "#"}


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """Entities from a table with a header; lines that are empty or begin with "#" are passed over.

    The columns `id` and `text` are needed, the others may be missing. Rows of one id need not stand together. The
    canonical name is the row of strength "name", or else the first row.
    """
    line, first = next(_lines(source), (1, ""))
    header = first.split("\t")
    problem = header_problem(header)
    if problem:
        report.error(line, problem)
        return
    at = header.index("id")

    def ids() -> Iterator[str]:
        for n, text in _lines(source):
            cells = text.split("\t", at + 1)
            if n != line and at < len(cells):
                yield unescape(cells[at])

    yield from read_rows(lambda: _rows(source, header, line, report), ids, report, options)


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    return ((n, line) for n, line in enumerate(source.lines(), 1) if line and not line.startswith("#"))


def _rows(source: Source, header: list[str], first: int, report: Report) -> Iterator[Row]:
    for n, line in _lines(source):
        if n == first:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            report.error(n, f"{len(cells)} cells, expected {len(header)} ({', '.join(header)})")
            continue
        if "\\" in line:
            cells = [unescape(cell) for cell in cells]
        yield Row(n, dict(zip(header, cells, strict=True)))


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:  # noqa: ARG001 - nothing is lost
    """The header and the rows of all entities."""
    yield "\t".join(COLUMNS)
    for entity in entities:
        yield from lines_of(entity)


def lines_of(entity: Entity) -> Iterator[str]:
    """The rows of one entity, without a header."""
    for cells in write_rows(entity):
        row = "\t".join(escape(cell) for cell in cells)
        yield "\\" + row if row.startswith("#") else row  # else it would be read as a comment


def escape(cell: str) -> str:
    r"""A cell without tabs, line ends and null characters: they become \t, \n, \r, \0, a backslash becomes \\."""
    return cell.translate(_ESCAPES)


def unescape(cell: str) -> str:
    r"""What was escaped, put back; a backslash before any other character stands for itself.

    >>> unescape(r"two\nlines") == "two" + chr(10) + "lines"
    True
    """
    return _ESCAPED.sub(lambda found: _UNESCAPES[found[1]], cell) if "\\" in cell else cell


FORMAT = Format("tsv", (".tsv",), read, write)
