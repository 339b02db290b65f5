"""Data frames: the frame's own kind comes back with the answers that resolve and group give, and mistakes are named."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import kzresolve as kz
from kzresolve.doors import answers

nw = pytest.importorskip("narwhals", reason="the extra 'frames' is not installed")
pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")
pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

NAMES = ["Qasym-Zhomart Toqaev", None, "Angela Merkel", "Карим Масимов", "", "Qasym-Zhomart Toqaev", "Toqaev"]
REGISTRY = kz.Registry(
    [
        kz.Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER"),
        kz.Entity(id="m", name="Karim Massimov", kind="PER"),
        kz.Entity(
            id="c", name="Astana", kind="LOC", aliases=[kz.Alias("Nursultan", valid_from="2019", valid_to="2022")]
        ),
    ]
)
MAKERS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas, text of Arrow": lambda columns: pd.DataFrame({**columns, "name": pd.array(columns["name"], "string")}),
    "pandas, categories": lambda columns: pd.DataFrame({**columns, "name": pd.Categorical(columns["name"])}),
    "polars": pl.DataFrame,
    "arrow": pa.table,
    "arrow, dictionary": lambda columns: pa.table({**columns, "name": pa.array(columns["name"]).dictionary_encode()}),
}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Callable[[dict[str, list[Any]]], Any]:
    return MAKERS[request.param]


def column(frame: Any, name: str) -> list[Any]:
    """The cells of a column, None where one is missing."""
    series = nw.from_native(frame)[name]
    return [None if null else cell for cell, null in zip(series.to_list(), series.is_null().to_list(), strict=True)]


def test_the_answers_are_those_of_resolve(make: Callable[..., Any]) -> None:
    given = make({"n": list(range(len(NAMES))), "name": NAMES})
    frame = kz.resolve_frame(given, "name", REGISTRY)
    assert type(frame) is type(given)
    assert nw.from_native(frame).columns == ["n", "name", "entity_id", "canonical", "score", "status"]
    assert column(frame, "n") == list(range(len(NAMES)))
    resolver = kz.Resolver(REGISTRY)
    expected = [resolver.resolve(name) if name else None for name in NAMES]
    assert column(frame, "status") == [x.status if x else None for x in expected]
    assert column(frame, "score") == [x.score if x else None for x in expected]
    assert column(frame, "entity_id") == [x.entity.id if x and x.entity else None for x in expected]
    assert column(frame, "canonical") == [x.entity.name if x and x.entity else None for x in expected]
    assert {"t", "m"} < set(column(frame, "entity_id"))


def test_the_groups_are_those_of_group(make: Callable[..., Any]) -> None:
    given = make({"name": NAMES})
    frame = kz.group_frame(given, "name", REGISTRY)
    assert type(frame) is type(given)
    there = [i for i, name in enumerate(NAMES) if name]
    numbers = column(frame, "group")
    for number, group in enumerate(kz.Resolver(REGISTRY).group([name for name in NAMES if name]), 1):
        rows = [there[member] for member in group.members]
        assert rows == [row for row, found in enumerate(numbers) if found == number]
        for row in rows:
            assert column(frame, "canonical")[row] == group.canonical
            assert column(frame, "entity_id")[row] == (group.entity.id if group.entity else None)
    assert (numbers[1], column(frame, "canonical")[1], column(frame, "entity_id")[1]) == (None, None, None)


def test_the_types_of_the_columns_do_not_depend_on_the_names(make: Callable[..., Any]) -> None:
    def schema(names: list[str | None]) -> Any:
        frames = (
            kz.resolve_frame(make({"name": names}), "name", REGISTRY),
            kz.group_frame(make({"name": names}), "name"),
        )
        return [nw.from_native(frame).drop("name").schema for frame in frames]

    assert schema(NAMES[:1]) == schema([None, *NAMES]) == schema(["Angela Merkel"])


def test_a_pandas_index_stays_whatever_it_is() -> None:
    frame = pd.DataFrame({"name": NAMES}, index=[5, 5, 2, 9, 0, -1, 3])
    for found in (kz.resolve_frame(frame, "name", REGISTRY), kz.group_frame(frame, "name", REGISTRY)):
        assert found.index.tolist() == [5, 5, 2, 9, 0, -1, 3]
        assert found["entity_id"].iloc[3] == "m"
    assert frame.columns.tolist() == ["name"]  # what was given is not changed


def test_kind_and_date_are_given_for_all_rows_or_by_a_column() -> None:
    frame = pl.DataFrame(
        {
            "name": ["Nursultan", "Nursultan", "Nursultan", "Nursultan"],
            "kind": ["LOC", "LOC", "PER", None],
            "day": [datetime.date(2020, 1, 1), datetime.date(2024, 1, 1), None, datetime.date(2020, 1, 1)],
        }
    )
    found = kz.resolve_frame(frame, "name", REGISTRY, kind_column="kind", on_column="day")
    assert found["entity_id"].to_list() == ["c", None, None, "c"]
    whole = kz.resolve_frame(frame, "name", REGISTRY, kind="LOC", on="2020")
    assert whole["entity_id"].to_list() == ["c"] * 4


def test_columns_may_be_named_by_what_is_no_text() -> None:
    found = kz.resolve_frame(pd.DataFrame({0: NAMES[:1]}), 0, REGISTRY)  # type: ignore[arg-type]
    assert found["entity_id"].tolist() == ["t"]


def test_each_distinct_question_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    resolver = kz.Resolver(REGISTRY)
    true = resolver.resolve_each

    def counted(names: Any, *arguments: Any, **named: Any) -> Iterator[kz.Resolution]:
        asked.extend(names)
        return true(names, *arguments, **named)

    monkeypatch.setattr(resolver, "resolve_each", counted)
    kz.resolve_frame(pl.DataFrame({"name": NAMES * 50}), "name", resolver)
    assert sorted(asked) == sorted({name for name in NAMES if name})


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of Python 3.12, where threads are about
def test_several_processes_give_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_ALONE", 1)
    frame = pl.DataFrame({"name": NAMES})
    assert kz.resolve_frame(frame, "name", REGISTRY, workers=2).equals(kz.resolve_frame(frame, "name", REGISTRY))
    with pytest.raises(kz.InputError, match="workers 0: expected a whole number from 1 on"):
        kz.resolve_frame(frame, "name", REGISTRY, workers=0)


def test_an_empty_frame_gets_its_columns() -> None:
    frame = pl.DataFrame({"name": []}, schema={"name": pl.String})
    assert kz.resolve_frame(frame, "name", REGISTRY).columns == ["name", "entity_id", "canonical", "score", "status"]
    assert kz.group_frame(frame, "name", REGISTRY).columns == ["name", "group", "canonical", "entity_id"]


def test_duckdb_goes_through_arrow() -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    relation = duckdb.sql("select 'Karim Masimov' as name")
    found = kz.resolve_frame(relation.to_arrow_table(), "name", REGISTRY)
    assert duckdb.from_arrow(found).select("entity_id").fetchall() == [("m",)]
    with pytest.raises(kz.InputError, match=r"lazy frame.*to_arrow_table\(\)"):
        kz.resolve_frame(relation, "name", REGISTRY)


FRAME = pd.DataFrame({"name": NAMES[:2], "year": [2020, 2021], "what": ["PER", "MAN"], "when": ["2020", "May"]})


@pytest.mark.parametrize(
    ("frame", "arguments", "sentence"),
    [
        (FRAME, {"column": "nam"}, "no column 'nam' in the frame; it has 'name', 'year', 'what', 'when'"),
        (FRAME, {"column": ["name"]}, "no column ['name'] in the frame"),
        (FRAME, {"column": "name", "kind_column": "sort"}, "no column 'sort' in the frame"),
        (FRAME, {"column": "year"}, "row 0 (counted from 0), column 'year': expected a name as text, not int 2020"),
        (
            FRAME,
            {"column": "when", "kind_column": "what"},
            "row 1 (counted from 0), column 'what': kind 'MAN': expected",
        ),
        (FRAME, {"column": "what", "on_column": "when"}, "row 1 (counted from 0), column 'when': date 'May': expected"),
        (
            pd.DataFrame({"name": [np.array([1, 2])]}),
            {"column": "name"},
            "row 0 (counted from 0), column 'name': expected a name as text, not ndarray",
        ),
        (FRAME, {"column": "name", "kind": "MAN"}, "kind 'MAN': expected PER, ORG, LOC or None"),
        (FRAME, {"column": "name", "on": "May"}, "date 'May': expected"),
        (FRAME, {"column": "name", "kind": "PER", "kind_column": "what"}, "kind and kind_column are given: choose one"),
        (FRAME, {"column": "name", "registry": "my.tsv"}, "registry: expected a Registry, a Resolver or None, not str"),
        (FRAME, {"column": "name", "prefix": None}, "prefix: expected text, not NoneType"),
        (FRAME.rename(columns={"year": "status"}), {"column": "name"}, "the frame has a column 'status' already"),
        (pd.DataFrame([["a", "b"]], columns=["name", "name"]), {"column": "name"}, "two columns of one name"),
        (pd.DataFrame(), {"column": "name"}, "with columns, not pandas DataFrame"),
        (FRAME["name"], {"column": "name"}, "expected a pandas or Polars DataFrame or a pyarrow Table"),
        (["Toqaev"], {"column": "name"}, "expected a pandas or Polars DataFrame or a pyarrow Table"),
        (pl.LazyFrame({"name": NAMES}), {"column": "name"}, "a lazy frame (polars LazyFrame) is not computed yet"),
    ],
)
def test_a_mistake_gets_a_sentence(frame: Any, arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(kz.InputError) as caught:
        kz.resolve_frame(frame, **{"registry": REGISTRY, **arguments})
    assert sentence in str(caught.value)


def test_prefixed_columns_stand_beside_those_of_the_frame() -> None:
    found = kz.resolve_frame(FRAME.rename(columns={"year": "status"}), "name", REGISTRY, prefix="kz_")
    assert found.columns.tolist()[-4:] == ["kz_entity_id", "kz_canonical", "kz_score", "kz_status"]


def test_without_narwhals_the_message_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['narwhals'] = None\n"
        "import kzresolve as kz\n"
        "try: kz.resolve_frame([], 'name')\n"
        "except kz.InputError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "data frames need narwhals: pip install 'kzresolve[frames]'\n"
