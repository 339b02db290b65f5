"""Where pipelines write: the rows that were read with columns more, as CSV, TSV, JSON Lines or Parquet.

What a format cannot hold is said with file, line and column.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Protocol

from kzresolve.doors.rows import Chunk, Source, TableSource
from kzresolve.errors import TableError

_MARK = "\ufeff"
_BREAKS = re.compile(r"\r\n|[\t\r\n]")


class Sink(Protocol):
    """Writes rows."""

    def write(self, chunk: Chunk, added: Mapping[str, Sequence[Any]]) -> None:
        """Write the rows of a chunk with columns more."""


class TableSink:
    """CSV or TSV with a header. In TSV a tab or line end within a cell becomes a blank. CSV that is made of CSV has its
    delimiter and, if `marked`, its byte order mark, without which Excel shows no Cyrillic.
    """

    def __init__(self, file: IO[str], source: Source, form: str, *, marked: bool = False) -> None:
        self._file = file
        self._marked = marked
        self._source = source
        self._tsv = form == "tsv"
        self._columns: list[str] = []
        self._csv = csv.writer(file, lineterminator="\n")

    def _begin(self, columns: Sequence[str], added: Iterable[str]) -> None:
        """Write the header; what the source is like is known now that it has been read from."""
        self._columns = list(columns)
        if isinstance(self._source, TableSource) and not self._tsv and self._source.is_csv:
            self._csv = csv.writer(self._file, delimiter=self._source.delimiter, lineterminator="\n")
            self._file.write(_MARK if self._marked and self._source.marked else "")
        self._put([*self._columns, *added])

    def write(self, chunk: Chunk, added: Mapping[str, Sequence[Any]]) -> None:
        """Write the rows of a chunk with columns more."""
        if not self._columns:
            self._begin(chunk.columns, added)
        check_columns(chunk, self._columns, self._source.name)
        for record, more in zip(chunk.records(), zip(*added.values(), strict=True), strict=True):
            self._put([*(record.get(column) for column in self._columns), *more])

    def _put(self, cells: Sequence[Any]) -> None:
        texts = [cell if isinstance(cell, str) else as_text(cell) for cell in cells]
        if self._tsv:
            self._file.write("\t".join([_BREAKS.sub(" ", text) for text in texts]) + "\n")
        else:
            self._csv.writerow(texts)


def check_columns(chunk: Chunk, columns: Sequence[str], source: str) -> None:
    """Raise TableError where JSON objects have a key that those of the first chunk have not."""
    new = next((column for column in chunk.columns if column not in columns), None)
    if new is not None:
        where = f"{source}, {chunk.place(0)} to {chunk.place(len(chunk) - 1)}"
        raise TableError(
            f"{where}: there is a key {new!r}, which no object before has; write JSON Lines, or add it to the first"
        )


class JsonSink:
    """JSON Lines: an object a row, with all its keys."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, chunk: Chunk, added: Mapping[str, Sequence[Any]]) -> None:
        """Write the rows of a chunk with columns more."""
        for record, more in zip(chunk.records(), zip(*added.values(), strict=True), strict=True):
            row = {**record, **dict(zip(added, more, strict=True))}
            self._file.write(json.dumps(row, ensure_ascii=False, default=as_text) + "\n")


def as_text(cell: object) -> str:
    """A cell that is no text in a format that has only text: "" for nothing, JSON for lists and the like.

    >>> as_text(None), as_text(True), as_text(2.5), as_text(["a"])
    ('', 'true', '2.5', '["a"]')
    """
    if cell is None:
        return ""
    if isinstance(cell, (bool, list, dict)):
        return json.dumps(cell, ensure_ascii=False, default=as_text)
    if isinstance(cell, bytes):
        return cell.hex()
    return str(cell)
