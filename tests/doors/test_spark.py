"""Spark gives the answers and groups that a run here gives. Skipped where Spark or Java is not installed."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import kzresolve as kz

with warnings.catch_warnings():  # of packages that are not ours
    warnings.simplefilter("ignore")
    pytest.importorskip("pyspark", reason="the extra 'spark' is not installed")
    pytest.importorskip("splink", reason="the extra 'spark' is not installed")

from kzresolve.doors import spark, sparkgroup

pytestmark = [
    pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # of pyspark about pandas, and of sockets it leaves to be collected
]

REGISTRY = kz.Registry(
    [
        kz.Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER", aliases=["KJT"]),
        kz.Entity(id="m", name="Karim Massimov", kind="PER"),
    ]
)
NAMES = [
    *["Qasym-Zhomart Toqaev", "Касым-Жомарт Токаев", "Tokajew, Kassym-Schomart", "KJT", "Qasym-Zhomart Toqaev"],
    *["Karim Masimov", "Кәрім Мәсімов", "Wladimir Putin", "Владимир Путин", "Vladimir Poutine", "Angela Merkel"],
    *["Ангела Меркель", "Asia Bibi", "Bibi", "Aasia Bibi", "Boris Johnson", "Борис Джонсон", "Борису Джонсону"],
    *["Emmanuel Macron", "Эмманюэль Макрон", "Dariga Nazarbayeva", "Νταρίγκα Ναζαρμπάγιεβα", "Nursultan Nazarbayev"],
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # for a program of seconds
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def listed(session: Any, names: Sequence[str | None]) -> Any:
    return session.createDataFrame(list(enumerate(names)), "n int, name string").repartition(2)


def test_resolve_gives_the_answers_of_a_resolver(session: Any) -> None:
    frame = spark.resolve(listed(session, [*NAMES, None, ""]), "name", REGISTRY)
    assert frame.columns == ["n", "name", "entity_id", "canonical", "score", "status"]
    rows = sorted(frame.collect())
    assert [row.name for row in rows] == [*NAMES, None, ""]
    for row, x in zip(rows, kz.Resolver(REGISTRY).resolve_many(NAMES), strict=False):
        assert tuple(row)[2:] == (x.entity and x.entity.id, x.entity and x.entity.name, x.score, x.status)
    assert [tuple(row)[2:] for row in rows[-2:]] == [(None, None, None, None)] * 2


def test_a_database_is_sent_with_its_judgements(session: Any, tmp_path: Path) -> None:
    with kz.Registry.open(tmp_path / "my.db") as held:
        held.extend(REGISTRY)
        held.judge("t", kz.Alias("Karim Masimov"), "same", by="test", why="to see that it gets there")
    rows = sorted(spark.resolve(listed(session, NAMES), "name", str(tmp_path / "my.db"), kind="PER").collect())
    with kz.Registry.open(tmp_path / "my.db") as held:
        found = kz.Resolver(held).resolve_many(NAMES, kind="PER")
    assert [row.score for row in rows] == [x.score for x in found]
    assert [row.entity_id for row in rows] == [x.entity and x.entity.id for x in found]


def test_group_gives_the_groups_of_a_resolver(session: Any) -> None:
    registry = kz.Registry(REGISTRY)
    registry.judge(
        kz.Alias("Emmanuel Macron"), kz.Alias("Эмманюэль Макрон"), "different", by="test", why="to see that it holds"
    )
    frame = spark.group(listed(session, [*NAMES, None, ""]), "name", registry)
    assert frame.columns == ["n", "name", "group", "canonical", "entity_id"]
    rows = sorted(frame.collect())
    assert [row.n for row in rows] == list(range(len(NAMES) + 2))
    assert [tuple(row)[2:] for row in rows[-2:]] == [(None, None, None)] * 2
    groups = kz.Resolver(registry).group(NAMES)
    assert 5 < len(groups) < len(NAMES) - 5
    for group in groups:
        first = min(NAMES[i] for i in group.members)
        expected = (first, group.canonical, group.entity and group.entity.id)
        assert {tuple(rows[i])[2:] for i in group.members} == {expected}


def test_names_of_a_list_too_long_for_the_driver_meet_in_blocks(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparkgroup, "LIST", 0)
    left_out = ("Bibi", "Борису Джонсону", "KJT", "Νταρίγκα Ναζαρμπάγιεβα")  # what the whole list tells, or a third key
    plain = [name for name in NAMES if name not in left_out]
    frame = listed(session, plain).withColumnRenamed("name", "a.`name`")
    rows = sorted(spark.group(frame, "a.`name`", kz.Registry()).collect())
    for group in kz.Resolver(kz.Registry()).group(plain):
        assert {rows[i].group for i in group.members} == {min(plain[i] for i in group.members)}


def test_names_under_a_crowded_key_meet_by_a_second_one(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparkgroup, "BLOCK", 3)
    names = [f"Vladimir {family}" for family in ("Putin", "Poutine", "Lenin", "Zhirinovsky", "Medinsky", "Kara-Murza")]
    forms = session.createDataFrame([(name,) for name in names], "form string")
    blocks: dict[int, list[str]] = {}
    for row in sparkgroup._blocks(forms, grams=False).collect():
        assert row.block in row.blocks
        blocks.setdefault(row.block, []).append(row.form)
    assert all(1 < len(block) <= 3 for block in blocks.values())
    assert any({"Vladimir Putin", "Vladimir Poutine"} <= set(block) for block in blocks.values())


@pytest.mark.parametrize(
    ("verb", "column", "arguments", "sentence"),
    [
        (spark.resolve, "nam", {}, "no column 'nam' in the DataFrame; it has 'n', 'name'"),
        (spark.group, "nam", {}, "no column 'nam' in the DataFrame; it has 'n', 'name'"),
        (spark.resolve, "n", {}, "column 'n': expected names as text, not int"),
        (spark.resolve, "name", {"kind": "MAN"}, "kind 'MAN': expected PER, ORG, LOC or None"),
        (spark.group, "name", {"kind": "MAN"}, "kind 'MAN': expected PER, ORG, LOC or None"),
        (spark.resolve, "name", {"on": "May"}, "date 'May': expected"),
        (spark.resolve, "name", {"kind": "PER", "kind_column": "name"}, "kind and kind_column are given: choose one"),
        (spark.resolve, "name", {"registry": "none.db"}, "none.db: there is no such registry database"),
        (spark.resolve, "name", {"registry": 5}, "registry: expected a Registry, a Resolver or None, not int"),
        (spark.resolve, "name", {"prefix": None}, "prefix: expected text, not NoneType"),
    ],
)
def test_a_mistake_gets_a_sentence_before_the_job_runs(
    session: Any, verb: Any, column: str, arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(kz.InputError) as caught:
        verb(listed(session, NAMES), column, **arguments)
    assert sentence in str(caught.value)


def test_what_is_no_dataframe_of_spark_gets_a_sentence() -> None:
    with pytest.raises(kz.InputError, match="expected a Spark DataFrame, not list"):
        spark.resolve(NAMES, "name")


def test_a_row_that_cannot_be_used_fails_the_job_with_a_sentence(session: Any) -> None:
    frame = spark.resolve(listed(session, ["Toqaev"]), "name", REGISTRY, kind_column="name")
    with pytest.raises(Exception, match=r"the row of 'Toqaev', column 'name': kind 'Toqaev': expected PER"):
        frame.collect()
