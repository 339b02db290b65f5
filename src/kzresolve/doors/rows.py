"""Rows of a file in chunks, as pipelines read them: CSV, TSV and JSON Lines here, Parquet next door.

A chunk is all that is held in memory at a time. What is wrong with a row is said with its file, line and column.
"""

from __future__ import annotations

import csv
import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

from kzresolve.errors import InputError, TableError
from kzresolve.registry.textfile import open_raw_lines, raw_lines_of

STDIN = "-"
FORMATS = ("csv", "tsv", "jsonl", "parquet")
_PACKED = (".gz", ".bz2")
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_SPREADSHEETS = (".xlsx", ".xls", ".ods")
_DELIMITERS = ",;\t"  # Excel writes semicolons where the comma is a decimal sign
_PEEK = 1 << 16  # bytes
_LARGEST = 1 << 24  # characters in a cell of CSV; more is a quote that was never closed


class Chunk(Protocol):
    """Some rows of a file."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns."""

    def __len__(self) -> int:
        """How many rows it has."""

    def cells(self, column: str) -> list[Any]:
        """The cells of a column."""

    def records(self) -> Iterable[Mapping[str, Any]]:
        """The rows, each by column."""

    def place(self, row: int) -> str:
        """Where in the file a row of the chunk stands, in words."""


class Source(Protocol):
    """A file to read. name: what to call it in messages."""

    name: str

    def chunks(self, size: int, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """The rows, `size` at a time; columns: those that are needed, None for all."""

    def done(self) -> float | None:
        """What share has been read, 0..1; None where the size is not known."""


def format_of(path: str, given: str | None, option: str) -> str:
    """The format of a file, given or by its ending. Raises InputError where neither says."""
    if given:
        return given
    endings = [ending.lower() for ending in Path(path).suffixes[-2:]] if path != STDIN else []
    if endings and endings[-1] in _PACKED:
        endings.pop()
    if endings and endings[-1] in ENDINGS:
        return ENDINGS[endings[-1]]
    if endings and endings[-1] in _SPREADSHEETS:
        raise InputError(f'{path}: a spreadsheet; save it as "CSV UTF-8", or name a file that ends in .csv')
    what = "standard input" if path == STDIN else path
    raise InputError(f"{what}: format not known; expected an ending among {', '.join(ENDINGS)}, or {option}")


def open_source(path: str, form: str, name: str | None = None) -> Source:
    """A file or standard input to read; name: what to call it, where that is not its path."""
    name = name or ("standard input" if path == STDIN else path)
    if form == "parquet":
        from kzresolve.doors.parquet import ParquetSource

        return ParquetSource(path, name)
    return JsonSource(path, name) if form == "jsonl" else TableSource(path, name, form)


class TextChunk:
    """Rows by column, and the number of the line that each ends at."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], lines: Sequence[int]) -> None:
        self.columns = columns
        self._rows = rows
        self._lines = lines

    def __len__(self) -> int:
        return len(self._rows)

    def cells(self, column: str) -> list[Any]:
        """The cells of a column; None where a JSON object lacks it."""
        return [row.get(column) for row in self._rows]

    def records(self) -> Iterable[Mapping[str, Any]]:
        """The rows, each by column."""
        return self._rows

    def place(self, row: int) -> str:
        """The line that a row ends at."""
        return f"line {self._lines[row]}"


class _TextSource:
    """Lines of a file or of standard input, counted."""

    newline: str | None = None

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self._read = 0  # bytes
        packed = path == STDIN or Path(path).suffix.lower() in _PACKED
        self._size = 0 if packed or not Path(path).is_file() else Path(path).stat().st_size

    def done(self) -> float | None:
        """What share has been read."""
        return min(1.0, self._read / self._size) if self._size else None

    def lines(self) -> Iterator[str]:
        self._read = 0
        for line in self._raw_lines():
            self._read += len(line.encode("utf-8", "surrogatepass"))
            yield line

    def _raw_lines(self) -> Iterator[str]:
        if self.path != STDIN:
            return open_raw_lines(self.path, self.newline)
        binary = sys.stdin.buffer
        head = binary.peek(_PEEK) if hasattr(binary, "peek") else b""
        return raw_lines_of(binary, head, self.name, self.newline)


class TableSource(_TextSource):
    """CSV, quoted as in RFC 4180, or TSV, whose cells are what stands between tabs; the first row is the header.

    delimiter: what parts the cells, in CSV whichever of comma, semicolon and tab the header has most of. marked:
    whether the file begins with a byte order mark, as Excel wants it. Both are known once a chunk is read.
    """

    newline = ""

    def __init__(self, path: str, name: str, form: str) -> None:
        super().__init__(path, name)
        self.is_csv = form == "csv"
        self.delimiter = "," if self.is_csv else "\t"
        self.marked = False

    def chunks(self, size: int, columns: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002 - lines have all columns
        """The rows, `size` at a time."""
        rows = self._rows()
        header = next(rows, (0, []))[1]
        if not header:
            raise TableError(f"{self.name}: empty; expected a header with the names of the columns")
        twice = next((column for n, column in enumerate(header) if column in header[:n]), None)
        if twice is not None:
            raise TableError(f"{self.name}, line 1: column {twice!r} stands there twice")
        self.marked = self._begins_with_mark()
        first = True
        while (batch := list(islice(rows, size))) or first:
            first = False
            for line, cells in batch:
                if len(cells) != len(header):
                    raise TableError(f"{self.name}, line {line}: {_cells(len(cells))}, expected {len(header)}")
            records = [dict(zip(header, cells, strict=True)) for _, cells in batch]
            yield TextChunk(header, records, [line for line, _ in batch])

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, each with the line it ends at."""
        csv.field_size_limit(_LARGEST)
        lines = self.lines()
        first = next(lines, "")
        if self.is_csv:
            self.delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark))))
            reader = csv.reader(chain([first], lines), delimiter=self.delimiter, strict=True)
        else:
            reader = csv.reader(chain([first], lines), delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        try:
            yield from ((reader.line_num, cells) for cells in reader if cells)
        except csv.Error as error:
            raise TableError(
                f"{self.name}, line {reader.line_num}: {error}; is a quote out of place or not closed?"
            ) from None

    def _begins_with_mark(self) -> bool:
        if not self._size:  # a pipe, or packed
            return False
        with Path(self.path).open("rb") as file:
            return file.read(len(BOM_UTF8)) == BOM_UTF8


def _cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"


class JsonSource(_TextSource):
    """JSON Lines: an object a line; the columns of a chunk are the keys in it."""

    def chunks(self, size: int, columns: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002 - lines have all columns
        """The rows, `size` at a time."""
        numbered = ((n, self._object(n, line)) for n, line in enumerate(self.lines(), 1) if line.strip())
        empty = True
        while batch := list(islice(numbered, size)):
            empty = False
            keys = dict.fromkeys(key for _, record in batch for key in record)
            yield TextChunk(list(keys), [record for _, record in batch], [n for n, _ in batch])
        if empty:
            raise TableError(f"{self.name}: empty; expected a JSON object on each line")

    def _object(self, n: int, line: str) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise TableError(f"{self.name}, line {n}: no JSON ({error}); expected an object on each line") from None
        if not isinstance(found, dict):
            raise TableError(f"{self.name}, line {n}: expected a JSON object, not {type(found).__name__}")
        return found
