"""Data frames of pandas, Polars and Arrow, and what narwhals knows beside them: a column of names in, columns out.

`pip install 'kzresolve[frames]'`. The frame that comes back is of the kind that was given, its own columns unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kzresolve.doors.answers import Answers, Question, as_resolver, question
from kzresolve.errors import InputError
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import check_kind

if TYPE_CHECKING:
    import narwhals as nw

    from kzresolve.registry.registry import Registry
    from kzresolve.resolve.resolver import Resolver

    Frame = nw.DataFrame[Any]

ANSWER_COLUMNS = ("entity_id", "canonical", "score", "status")
GROUP_COLUMNS = ("group", "canonical", "entity_id")

Given = TypeVar("Given")


def resolve_frame(
    frame: Given,
    column: str,
    registry: Registry | Resolver | None = None,
    *,
    kind: str | None = None,
    kind_column: str | None = None,
    on: object = None,
    on_column: str | None = None,
    prefix: str = "",
    workers: int = 1,
) -> Given:
    """The frame with four columns more: whom the names of a column mean.

    frame: a pandas or Polars DataFrame, a pyarrow Table, or another that narwhals holds in memory. column: the one
    with the names, text or missing. registry: a Registry, a Resolver, or None for the bundled registry. kind, on: as of
    Resolver.resolve, for all rows; kind_column, on_column: the column that says it for each row instead. workers: how
    many processes share the work.

    Added are, each with `prefix` before its name: entity_id and canonical (text, missing unless resolved), score (0..1,
    the probability that the best candidate is the one meant) and status ("resolved", "ambiguous", "unknown"). Where the
    name is missing or empty, all four are missing. Each distinct name is resolved once; rows, their order and an index
    stay as they are. Raises InputError that says which column, which row, and what was expected.
    """
    table = _table(frame)
    names = _new_names(table, ANSWER_COLUMNS, prefix)
    questions = _questions(table, column, (kind, kind_column), (on, on_column))
    answers = Answers(as_resolver(registry), workers)(questions)
    columns = [[answer[n] for answer in answers] for n in range(len(names))]
    added: Given = _with(table, names, columns)
    return added


def group_frame(
    frame: Given,
    column: str,
    registry: Registry | Resolver | None = None,
    *,
    kind: str | None = None,
    prefix: str = "",
) -> Given:
    """The frame with three columns more: the group of each name of a column.

    Arguments as of resolve_frame. Added are, each with `prefix` before its name: group (a whole number from 1 on, equal
    for names that mean one entity, numbered as they come), canonical (the form to show) and entity_id (missing where no
    entity of the registry is meant). Where the name is missing or empty, all three are missing.
    """
    table = _table(frame)
    names = _new_names(table, GROUP_COLUMNS, prefix)
    questions = _questions(table, column, (kind, None), (None, None))
    rows = [row for row, asked in enumerate(questions) if asked is not None]
    found = as_resolver(registry).group([asked.name for asked in questions if asked is not None], kind=kind)
    columns: list[list[Any]] = [[None] * len(questions) for _ in names]
    for number, group in enumerate(found, 1):
        values = (number, group.canonical, group.entity.id if group.entity else None)
        for cells, value in zip(columns, values, strict=True):
            for member in group.members:
                cells[rows[member]] = value
    added: Given = _with(table, names, columns)
    return added


def _table(frame: object) -> Frame:
    """The frame behind narwhals' face. Raises InputError where it is none in memory."""
    try:
        import narwhals as nw
    except ImportError:
        raise InputError("data frames need narwhals: pip install 'kzresolve[frames]'") from None
    try:
        held: Any = nw.from_native(frame, pass_through=True)
        eager = isinstance(held, nw.DataFrame) and bool(held.columns)
    except nw.exceptions.DuplicateError as error:
        raise InputError(f"the frame has two columns of one name ({' '.join(str(error).split())})") from None
    if isinstance(held, nw.LazyFrame):
        raise InputError(
            f"a lazy frame ({_type(frame)}) is not computed yet; collect it first (Polars: frame.collect(), DuckDB: "
            "relation.to_arrow_table()), or for Spark use kzresolve.doors.spark"
        )
    if not eager:
        raise InputError(f"expected a pandas or Polars DataFrame or a pyarrow Table with columns, not {_type(frame)}")
    table: Frame = held
    return table


def _type(value: object) -> str:
    return f"{type(value).__module__.partition('.')[0]} {type(value).__name__}"


def _new_names(table: Frame, fields: Sequence[str], prefix: str) -> list[str]:
    """The names of the columns to add. Raises InputError where the frame has one already."""
    if not isinstance(prefix, str):
        raise InputError(f"prefix: expected text, not {type(prefix).__name__}")
    names = [prefix + field for field in fields]
    taken = [name for name in names if name in table.columns]
    if taken:
        raise InputError(f"the frame has a column {taken[0]!r} already; rename it, or give a prefix for the new ones")
    return names


def _questions(
    table: Frame, column: str, kinds: tuple[object, str | None], dates: tuple[object, str | None]
) -> list[Question | None]:
    """What each row asks. kinds, dates: the value for all rows, and the column that says it for each."""
    columns = (column, kinds[1], dates[1])
    check_kind(kinds[0])
    as_date(dates[0])
    cells = [_cells(table, column), _per_row(table, *kinds, "kind"), _per_row(table, *dates, "on")]
    return [
        question(asked, columns, lambda row: f"row {row} (counted from 0)", row)
        for row, asked in enumerate(zip(*cells, strict=True))
    ]


def _per_row(table: Frame, value: object, column: str | None, what: str) -> list[Any]:
    if column is None:
        return [value] * len(table)
    if value is not None:
        raise InputError(f"{what} and {what}_column are given: choose one")
    return _cells(table, column)


def _cells(table: Frame, column: object) -> list[Any]:
    """The values of a column, None where one is missing."""
    if column not in table.columns:
        raise InputError(f"no column {column!r} in the frame; it has {', '.join(map(repr, table.columns))}")
    series = table.get_column(column)
    return [None if null else value for value, null in zip(series.to_list(), series.is_null().to_list(), strict=True)]


def _with(table: Frame, names: Sequence[str], columns: Sequence[list[Any]]) -> Any:
    """The native frame with columns more, typed alike whatever they hold."""
    return table.with_columns(*map(partial(_series, table), names, columns)).to_native()


def _series(table: Frame, name: str, values: list[Any]) -> nw.Series[Any]:
    import narwhals as nw

    if name.endswith("group") and table.implementation.is_pandas_like():
        pandas = table.implementation.to_native_namespace()
        numbers = pandas.Series(values, dtype="Int64", name=name, index=table.to_native().index)
        return nw.from_native(numbers, series_only=True)
    kind = nw.Float64 if name.endswith("score") else nw.Int64 if name.endswith("group") else nw.String
    return nw.new_series(name, values, kind, backend=table.implementation)
