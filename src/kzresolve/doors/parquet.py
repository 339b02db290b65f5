"""Parquet for pipelines, through pyarrow: `pip install 'kzresolve[parquet]'`. Columns keep their types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kzresolve.doors.rows import STDIN, Chunk
from kzresolve.doors.sinks import check_columns
from kzresolve.errors import InputError, TableError


def arrow() -> Any:
    """Pyarrow with its Parquet part. Raises InputError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow: pip install 'kzresolve[parquet]'") from None
    return pyarrow


class ArrowChunk:
    """A record batch; `first` is the number of its first row in the file, from 1."""

    def __init__(self, batch: Any, first: int) -> None:
        self.batch = batch
        self.columns: Sequence[str] = batch.schema.names
        self._first = first

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def cells(self, column: str) -> list[Any]:
        """The cells of a column."""
        cells: list[Any] = self.batch.column(column).to_pylist()
        return cells

    def records(self) -> Iterable[Mapping[str, Any]]:
        """The rows, each by column."""
        records: list[Mapping[str, Any]] = self.batch.to_pylist()
        return records

    def place(self, row: int) -> str:
        """The number of the row in the file."""
        return f"row {self._first + row}"


class ParquetSource:
    """A Parquet file, read by record batches."""

    def __init__(self, path: str, name: str) -> None:
        if path == STDIN:
            raise InputError("Parquet cannot be read from a pipe, since its directory stands at its end; give a file")
        self.path = path
        self.name = name
        self._read = 0
        self._rows = 0

    def done(self) -> float | None:
        """What share has been read."""
        return self._read / self._rows if self._rows else None

    def chunks(self, size: int, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """The rows, `size` at a time."""
        pyarrow = arrow()
        if not Path(self.path).exists():
            raise TableError(f"{self.name}: there is no such file; check the name and the folder")
        try:
            with pyarrow.parquet.ParquetFile(self.path) as file:
                names = file.schema_arrow.names
                twice = next((name for n, name in enumerate(names) if name in names[:n]), None)
                if twice is not None:
                    raise TableError(f"{self.name}: column {twice!r} stands there twice")
                self._read, self._rows = 0, file.metadata.num_rows
                wanted = None if columns is None else [name for name in names if name in columns] or names[:1]
                if not self._rows:
                    yield ArrowChunk(pyarrow.RecordBatch.from_pylist([], file.schema_arrow), 1)
                for batch in file.iter_batches(batch_size=size, columns=wanted):
                    first = self._read + 1
                    self._read += batch.num_rows
                    yield ArrowChunk(batch, first)
        except (pyarrow.ArrowException, OSError) as error:
            raise TableError(f"{self.name}: cannot be read as Parquet ({' '.join(str(error).split())})") from None


class ParquetSink:
    """Writes chunks to a Parquet file, whose types are those of the first chunk."""

    def __init__(self, path: Path, source: str, types: Mapping[str, str]) -> None:
        self._arrow = arrow()
        self._path = path
        self._source = source
        self._types = types
        self._writer: Any = None

    def write(self, chunk: Chunk, added: Mapping[str, Sequence[Any]]) -> None:
        """Write the rows of a chunk with columns more."""
        table = self._table(chunk)
        for column, values in added.items():
            table = table.append_column(
                column, self._arrow.array(values, self._arrow.type_for_alias(self._types[column]))
            )
        if self._writer is None:
            self._writer = self._arrow.parquet.ParquetWriter(self._path, table.schema)
        self._writer.write_table(table)

    def _table(self, chunk: Chunk) -> Any:
        """The rows as a table; text cells of CSV stay text, JSON gets the types that the first chunk shows."""
        if isinstance(chunk, ArrowChunk):
            return self._arrow.Table.from_batches([chunk.batch])
        columns = list(chunk.columns) if self._writer is None else self._writer.schema.names[: -len(self._types)]
        check_columns(chunk, columns, self._source)
        try:
            arrays = [self._array(chunk, column) for column in columns]
        except self._arrow.ArrowException as error:
            raise TableError(
                f"{self._source}, {chunk.place(0)} to {chunk.place(len(chunk) - 1)}: a column has cells of "
                f"different types ({' '.join(str(error).split())}); write JSON Lines instead"
            ) from None
        return self._arrow.table(dict(zip(columns, arrays, strict=True)))

    def _array(self, chunk: Chunk, column: str) -> Any:
        cells = [record.get(column) for record in chunk.records()]
        if self._writer is not None:
            return self._arrow.array(cells, self._writer.schema.field(column).type)
        array = self._arrow.array(cells)
        return array.cast(self._arrow.string()) if array.type == self._arrow.null() else array

    def close(self) -> None:
        """Write what stands at the end of the file."""
        if self._writer is not None:
            self._writer.close()
