"""Spark: the names of a DataFrame's column resolved or grouped by all workers of a cluster, with the same code as here.

`pip install 'kzresolve[spark]'`, on the workers too. docs/spark.md is the tutorial, with what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from kzresolve.doors.answers import Question, question
from kzresolve.doors.shipping import Cargo, answers_of, registry_of, ship
from kzresolve.errors import InputError
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import check_kind

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from kzresolve.registry.registry import Registry
    from kzresolve.resolve.resolver import Resolver

_KEY = "kzresolve name"  # the column by which groups find their rows
_GROUP_TYPES = {"group": "string", "canonical": "string", "entity_id": "string"}
_ANSWER_TYPES = {"entity_id": "string", "canonical": "string", "score": "double", "status": "string"}


def resolve(
    frame: DataFrame,
    column: str,
    registry: Registry | Resolver | str | None = None,
    *,
    kind: str | None = None,
    kind_column: str | None = None,
    on: object = None,
    on_column: str | None = None,
    prefix: str = "",
) -> DataFrame:
    """The DataFrame with four columns more, as of kzresolve.resolve_frame: entity_id, canonical, score, status.

    registry: a Registry, a Resolver, the path of a database as Registry.open has it, or None for the bundled registry.
    It is saved with its index and sent to every machine once; each Python worker opens it there. The rest as of
    resolve_frame. Raises InputError for what cannot be used; a row that cannot be used fails the job when it runs.
    """
    check_frame(frame)
    columns = (column, kind_column, on_column)
    for value, given, option in ((kind, kind_column, "kind"), (on, on_column, "on")):
        if value is not None and given is not None:
            raise InputError(f"{option} and {option}_column are given: choose one")
    check_columns(frame, columns, prefix, _ANSWER_TYPES)
    check_kind(kind)
    cargo = ship(frame.sparkSession, registry)
    answered = partial(_answered, cargo=cargo, columns=columns, kind=kind, on=as_date(on) or None)
    return frame.mapInArrow(answered, extended(frame, prefix, _ANSWER_TYPES))


def group(
    frame: DataFrame,
    column: str,
    registry: Registry | Resolver | str | None = None,
    *,
    kind: str | None = None,
    prefix: str = "",
) -> DataFrame:
    """The DataFrame with three columns more: group, canonical and entity_id.

    group is the first name, by letters, of those that mean one entity, so it is equal for these and for no others. The
    rest as of kzresolve.group_frame, whose groups these are (docs/spark.md says how far). Arguments and errors as of
    resolve.
    """
    from kzresolve.doors.sparkgroup import group_names

    check_frame(frame)
    check_columns(frame, (column,), prefix, _GROUP_TYPES)
    check_kind(kind)
    cargo = ship(frame.sparkSession, registry)
    quoted = "`" + column.replace("`", "``") + "`"  # whatever stands in it
    there = frame.selectExpr(f"{quoted} as name").where("name is not null and name <> ''")
    names = there.groupBy("name").agg({"*": "count"}).withColumnRenamed("count(1)", "count")
    answered = partial(_answered, cargo=cargo, columns=("name", None, None), kind=kind, on=None)
    answers = names.mapInArrow(answered, extended(names, "", _ANSWER_TYPES))
    known = answers.selectExpr("name", "count", "entity_id", "canonical as known_as")
    with registry_of(registry) as held:
        found = group_names(known, held, cargo, kind)
    renamed = found.toDF(_KEY, *(prefix + name for name in _GROUP_TYPES))
    return frame.join(renamed, frame[quoted] == renamed[_KEY], "left").drop(_KEY)


def _answered(
    batches: Iterator[Any], cargo: Cargo, columns: tuple[str, str | None, str | None], kind: str | None, on: str | None
) -> Iterator[Any]:
    """Record batches with the answers beside them, on a worker."""
    import pyarrow

    answers = answers_of(cargo)
    for batch in batches:
        asked = list(_questions(batch, columns, (kind, on)))
        found = answers(asked)
        added = [
            pyarrow.array([answer[n] for answer in found], pyarrow.type_for_alias(_ANSWER_TYPES[field]))
            for n, field in enumerate(_ANSWER_TYPES)
        ]
        names = [*batch.schema.names, *_ANSWER_TYPES]  # Spark goes by the schema it was given
        yield pyarrow.RecordBatch.from_arrays([*batch.columns, *added], names=names)


def _questions(
    batch: Any, columns: tuple[str, str | None, str | None], given: tuple[str | None, str | None]
) -> Iterator[Question | None]:
    names = batch.column(columns[0]).to_pylist()
    kinds, dates = (
        [value] * len(names) if column is None else batch.column(column).to_pylist()
        for column, value in zip(columns[1:], given, strict=True)
    )
    for row, cells in enumerate(zip(names, kinds, dates, strict=True)):
        yield question(cells, columns, lambda n: f"the row of {names[n]!r:.60}", row)


def check_frame(frame: object) -> None:
    """Raise InputError unless it is a DataFrame of Spark that this program drives itself."""
    try:
        from pyspark.sql import DataFrame
    except ImportError:
        raise InputError("Spark needs pyspark: pip install 'kzresolve[spark]'") from None
    if not isinstance(frame, DataFrame):
        raise InputError(
            f"expected a Spark DataFrame, not {type(frame).__name__}; for others use kzresolve.resolve_frame"
        )
    if ".connect." in type(frame).__module__:
        raise InputError("a DataFrame of Spark Connect cannot send files to workers; use a classic Spark session")


def check_columns(frame: DataFrame, wanted: tuple[str | None, ...], prefix: str, types: dict[str, str]) -> None:
    """Raise InputError where columns are not there, or stand there already."""
    if not isinstance(prefix, str):
        raise InputError(f"prefix: expected text, not {type(prefix).__name__}")
    for column in wanted:
        if column is not None and column not in frame.columns:
            raise InputError(f"no column {column!r} in the DataFrame; it has {', '.join(map(repr, frame.columns))}")
    name = next((field.dataType for field in frame.schema if field.name == wanted[0]), None)
    if name is not None and name.simpleString() not in ("string", "void"):
        raise InputError(f"column {wanted[0]!r}: expected names as text, not {name.simpleString()}")
    taken = next((prefix + column for column in types if prefix + column in frame.columns), None)
    if taken is not None:
        raise InputError(f"the DataFrame has a column {taken!r} already; rename it, or give a prefix for the new ones")


def extended(frame: DataFrame, prefix: str, types: dict[str, str]) -> Any:
    """The schema of the DataFrame with columns more."""
    from pyspark.sql.types import StructField, StructType, _parse_datatype_string

    added = [StructField(prefix + name, _parse_datatype_string(kind)) for name, kind in types.items()]
    return StructType([*frame.schema.fields, *added])
