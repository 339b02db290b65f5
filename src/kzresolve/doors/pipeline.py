"""Files in, files out: the rows of a table with the answers beside them, chunk by chunk, in bounded memory.

The rows of the output are those of the input, in order, all columns kept. docs/files.md says how a run is resumed.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kzresolve.doors.answers import Answer, Answers, Question, question
from kzresolve.doors.partial import Partial
from kzresolve.doors.rows import STDIN, Chunk, Source, format_of, open_source
from kzresolve.doors.sinks import JsonSink, Sink, TableSink
from kzresolve.errors import InputError, TableError
from kzresolve.resolve.annotate import weights_version
from kzresolve.resolve.grouping import grouped
from kzresolve.values import VERSION

if TYPE_CHECKING:
    from kzresolve.resolve.resolver import Resolver

CHUNK = 10_000  # rows read, answered and written at a time
STDOUT = "-"

_ANSWER_TYPES = {"entity_id": "string", "canonical": "string", "score": "double", "status": "string"}
_GROUP_TYPES = {"group": "int64", "canonical": "string", "entity_id": "string"}

Tell = Callable[[int, float | None], None]  # called with the rows done, and their share of all if that is known


def _silent(rows: int, share: float | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Job:
    """What is read and written. Paths may be "-" for a pipe. kind, on: for all rows; kind_column, on_column: for each.
    prefix: before the names of the columns that are added. chunk: rows at a time. workers: processes that share them.
    candidates: how many to list in a column more.
    """

    path: str
    column: str
    output: str = STDOUT
    form: str | None = None
    output_form: str | None = None
    kind: str | None = None
    kind_column: str | None = None
    on: str | None = None
    on_column: str | None = None
    prefix: str = ""
    chunk: int = CHUNK
    workers: int = 1
    candidates: int = 0


def resolve_file(job: Job, resolver: Resolver, tell: Tell = _silent) -> Counter[str]:
    """Write the rows with columns that say whom their names mean; how many rows have which status, "" for no name.

    Raises InputError or TableError where files or rows are not as expected; a file is not written then.
    """
    source = _source(job)
    statuses: Counter[str] = Counter()
    types = {**_ANSWER_TYPES, "candidates": "string"} if job.candidates else _ANSWER_TYPES
    with _output(job, source, types) as (beside, sink):
        for chunk, _, found in _answered(_chunks(source, job, types), source, job, resolver, beside, tell):
            statuses.update(answer.status or "" for answer in found)
            sink.write(chunk, _columns(found, job, types))
    return statuses


def _answered(
    chunks: Iterable[Chunk], source: Source, job: Job, resolver: Resolver, beside: Partial | None, tell: Tell
) -> Iterator[tuple[Chunk, list[Question | None], list[Answer]]]:
    """The chunks, what is asked by the rows of each, and the answers, as a run before kept them where it did."""
    answers = Answers(resolver, job.workers, job.candidates)
    made_with = [*_made_with(resolver), str(job.candidates)]
    done = 0
    for chunk in chunks:
        asked = _questions(chunk, source, job)
        key = _fingerprint(made_with, asked)
        kept = beside.load(key) if beside else None
        within = partial(_tell_within, tell, done, len(chunk), source.done())
        found = [Answer(*row) for row in kept] if kept else answers(asked, within)
        if beside and not kept:
            beside.keep(key, found)
        done += len(chunk)
        yield chunk, asked, found
        tell(done, source.done())


def _tell_within(tell: Tell, before: int, rows: int, read: float | None, share: float) -> None:
    """Tell how far it is within a chunk. before: rows done before it. read: what share of the file it ends at."""
    done = before + int(share * rows)
    tell(done, read and read * done / (before + rows))


def group_file(job: Job, resolver: Resolver, tell: Tell = _silent) -> Counter[str]:
    """Write the rows with columns that say which names mean one entity; counts of "names" and "groups".

    All names are held in memory, the rest of the rows is not: the input is read twice, and a pipe is put into a
    temporary file for that. Raises as resolve_file does.
    """
    with _twice(job) as source, _output(job, source, _GROUP_TYPES) as (beside, sink):
        asked: list[Question | None] = []
        entities: dict[str, str] = {}
        chunks = _chunks(source, job, _GROUP_TYPES, needed=[job.column])
        if len(resolver.registry):
            for _, questions, answers in _answered(chunks, source, job, resolver, beside, tell):
                asked += questions
                told = zip(questions, answers, strict=True)
                entities.update({one.name: answer.entity_id for one, answer in told if one and answer.entity_id})
        else:
            for chunk in chunks:
                asked += _questions(chunk, source, job)
                tell(len(asked), source.done())
        rows = [row for row, question in enumerate(asked) if question]
        groups = grouped([question.name for question in asked if question], job.kind, resolver, entities)
        found: list[tuple[object, ...]] = [(None, None, None)] * len(asked)
        for number, group in enumerate(groups, 1):
            for member in group.members:
                found[rows[member]] = (number, group.canonical, group.entity.id if group.entity else None)
        done = 0
        for chunk in _chunks(source, job, _GROUP_TYPES):
            part = slice(done, done + len(chunk))
            if _questions(chunk, source, job) != asked[part]:
                raise TableError(f"{source.name}: it has changed while it was read; try again")
            sink.write(chunk, _columns(found[part], job, _GROUP_TYPES))
            done += len(chunk)
            tell(done, source.done())
    return Counter(names=len(rows), groups=len(groups))


def _source(job: Job) -> Source:
    return open_source(job.path, format_of(job.path, job.form, "--input-format"))


@contextmanager
def _twice(job: Job) -> Iterator[Source]:
    """The input as what can be read twice."""
    if job.path != STDIN:
        yield _source(job)
        return
    form = format_of(STDIN, job.form, "--input-format")
    with tempfile.NamedTemporaryFile(suffix=f".{form}") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.flush()
        yield open_source(file.name, form, "standard input")


def _chunks(source: Source, job: Job, types: Mapping[str, str], needed: Sequence[str] | None = None) -> Iterator[Chunk]:
    """The rows, once the columns are known to be as they must."""
    wanted = [column for column in (job.column, job.kind_column, job.on_column) if column is not None]
    for n, chunk in enumerate(source.chunks(job.chunk, needed)):
        lacking = next((column for column in wanted if column not in chunk.columns), None)
        if n == 0 and lacking is not None:
            there = ", ".join(map(repr, chunk.columns))
            raise InputError(f"{source.name}: no column {lacking!r}; it has {there}")
        taken = next((job.prefix + column for column in types if job.prefix + column in chunk.columns), None)
        if taken is not None:
            raise InputError(f"{source.name}: has a column {taken!r} already; give the new ones a --prefix")
        yield chunk


def _questions(chunk: Chunk, source: Source, job: Job) -> list[Question | None]:
    kinds = [job.kind] * len(chunk) if job.kind_column is None else chunk.cells(job.kind_column)
    dates = [job.on] * len(chunk) if job.on_column is None else chunk.cells(job.on_column)
    columns = (job.column, job.kind_column, job.on_column)

    def where(row: int) -> str:
        return f"{source.name}, {chunk.place(row)}"

    rows = zip(chunk.cells(job.column), kinds, dates, strict=True)
    return [question(cells, columns, where, row) for row, cells in enumerate(rows)]


def _columns(rows: Sequence[Sequence[Any]], job: Job, types: Mapping[str, str]) -> dict[str, list[Any]]:
    """Rows as columns, under the names they get."""
    return {job.prefix + name: [row[n] for row in rows] for n, name in enumerate(types)}


@contextmanager
def _output(job: Job, source: Source, types: Mapping[str, str]) -> Iterator[tuple[Partial | None, Sink]]:
    """Where the rows go, and the folder beside it, None where it is a pipe."""
    named = {job.prefix + name: kind for name, kind in types.items()}
    if job.output == STDOUT:
        form = job.output_form or format_of(job.path, job.form, "--input-format")
        if form == "parquet":
            raise InputError("Parquet is not written to a pipe; name a file with --output, or say --output-format")
        stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", errors="surrogatepass")
        try:
            yield None, _text_sink(stream, source, form)
        finally:
            stream.detach()
        return
    form = format_of(job.output, job.output_form, "--output-format")
    with Partial(job.output) as partial:
        if form == "parquet":
            from kzresolve.doors.parquet import ParquetSink

            sink = ParquetSink(partial.rows, source.name, named)
            try:
                yield partial, sink
            finally:
                sink.close()
        else:
            with partial.text() as file:
                yield partial, _text_sink(file, source, form, marked=True)
        partial.finish()


def _text_sink(file: io.TextIOWrapper, source: Source, form: str, *, marked: bool = False) -> Sink:
    return JsonSink(file) if form == "jsonl" else TableSink(file, source, form, marked=marked)


def _made_with(resolver: Resolver) -> list[str]:
    """All that answers follow from but the questions."""
    return [VERSION, weights_version(), resolver.registry.version, repr(resolver.config)]


def _fingerprint(made_with: Sequence[str], asked: Sequence[Question | None]) -> str:
    return hashlib.sha256(json.dumps([made_with, asked]).encode()).hexdigest()[:32]
