"""Grouping on Spark: pairs are proposed and scored, chains of them found, and each grouped with the local code.

A list that the driver can hold is looked at by it as a whole; the names of a longer one meet in blocks. The steps are
functions from DataFrame to DataFrame; what workers do to rows is in sparkwork.py.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from kzresolve.doors import sparkwork as work
from kzresolve.doors.shipping import Cargo
from kzresolve.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from kzresolve.registry.registry import Registry

LIST = 1_000_000  # distinct names up to which the driver looks at the list as a whole, as a run here does
MANY = 20_000_000  # distinct names from which on three sounds are no second key, since their pairs would be too many
BLOCK = 200  # names in a block at most; those of larger blocks must share a second key

_TASKS = 4  # for each core
_ENTITY = "min_by(entity_id, name) filter (where entity_id is not null)"


def group_names(names: DataFrame, registry: Registry, cargo: Cargo, kind: str | None) -> DataFrame:
    """name, group, canonical, entity_id of the distinct names in `names`: name, count, entity_id, known_as.

    A group is called by the first of its names.
    """
    from pyspark.sql import functions as f

    names = _kept(names)
    count = names.count()
    whole = count <= LIST
    forms_of, places = _dictionary_forms(names, cargo, kind) if whole else ({}, frozenset())
    named = _with_forms(names, forms_of)
    forms = _kept(named.groupBy("form").agg(f.sum("count").alias("size"), f.expr(_ENTITY).alias("known")))
    alike = _listed(forms, cargo, kind, places) if whole else _scored(_blocks(forms, grams=count < MANY), cargo, kind)
    edges = _kept(_tied(forms, registry).union(alike).distinct())
    grouped = _kept(_grouped(forms, edges, cargo, kind, places))
    if whole:
        grouped = _with_lone(grouped, registry, cargo, kind, forms_of)
    whose = named.join(grouped.select("form", "group"), "form")
    runs = whose.repartition("group").sortWithinPartitions("group", "name")
    return runs.mapInArrow(work.described, "name string, group string, canonical string, entity_id string")


def _kept(frame: DataFrame) -> DataFrame:
    """The DataFrame, computed once and kept on the workers, its plan cut."""
    return frame.localCheckpoint(eager=False)


def _dictionary_forms(names: DataFrame, cargo: Cargo, kind: str | None) -> tuple[dict[str, str], frozenset[str]]:
    return work.dictionary_forms([row.name for row in names.select("name").toLocalIterator()], kind, cargo.config)


def _with_forms(names: DataFrame, forms: Mapping[str, str]) -> DataFrame:
    """With the dictionary form of each name, itself where it has no other."""
    from pyspark.sql import functions as f

    if not forms:
        return names.withColumn("form", f.col("name"))
    table = names.sparkSession.createDataFrame(list(forms.items()), "name string, other string")
    return names.join(table, "name", "left").withColumn("form", f.coalesce("other", "name")).drop("other")


def _tied(forms: DataFrame, registry: Registry) -> DataFrame:
    """left, right: names that an entity or a judgement ties together, each tied to the first of them."""
    from pyspark.sql import functions as f

    tie = partial(work.ties, roots=work.roots_of(registry))
    tied = _kept(forms.mapInArrow(tie, "tie string, form string"))
    first = tied.groupBy("tie").agg(f.min("form").alias("left"))
    return tied.join(first, "tie").where("form <> left").select("left", f.col("form").alias("right"))


def _listed(forms: DataFrame, cargo: Cargo, kind: str | None, places: frozenset[str]) -> DataFrame:
    """left, right: pairs that the driver proposes and whose score reaches Config.same."""
    session = forms.sparkSession
    names = sorted(row.form for row in forms.select("form").toLocalIterator())
    pairs = session.createDataFrame(work.proposed(names, kind, cargo.config))
    spread = pairs.repartition(_TASKS * session.sparkContext.defaultParallelism)
    held = session.sparkContext.broadcast(names)
    scored = partial(work.scored_pairs, forms=held, config=cargo.config, kind=kind, places=places)
    return spread.mapInArrow(scored, "left string, right string")


def _blocks(forms: DataFrame, *, grams: bool) -> DataFrame:
    """block, form, blocks: the keys that a form shares with at most BLOCK forms, and all of them beside each.

    Under a key that more have, those meet that share a second key. grams: whether that may be a trigram.
    """
    from pyspark.sql import functions as f

    keyed = _kept(
        forms.select("form").mapInArrow(
            partial(work.keyed, grams=grams), "form string, keys array<long>, more array<long>"
        )
    )
    single = _kept(_sized(keyed.select("form", f.explode("keys").alias("block"))))
    crowded = single.where(f.col("size") > BLOCK).groupBy("form").agg(f.collect_list("block").alias("crowds"))
    pair = f.expr(
        "explode(flatten(transform(crowds, c -> "
        "transform(filter(more, m -> m <> c), m -> xxhash64(least(c, m), greatest(c, m))))))"
    )
    double = _sized(keyed.join(crowded, "form").select("form", pair.alias("block")).distinct())
    held = single.union(double).where(f.col("size") <= BLOCK)
    every = held.groupBy("form").agg(f.sort_array(f.collect_set("block")).alias("blocks"))
    return every.select(f.explode("blocks").alias("block"), "form", "blocks")


def _sized(filed: DataFrame) -> DataFrame:
    """form, block, size of the block; blocks of one form left out."""
    from pyspark.sql import functions as f

    sizes = filed.groupBy("block").agg(f.count("*").alias("size")).where("size > 1")
    return filed.join(sizes, "block").select("form", "block", "size")


def _scored(blocks: DataFrame, cargo: Cargo, kind: str | None) -> DataFrame:
    """left, right: pairs of one block whose score reaches Config.same, each scored once."""
    runs = blocks.repartition("block").sortWithinPartitions("block")
    return runs.mapInArrow(partial(work.scored, config=cargo.config, kind=kind), "left string, right string")


def _grouped(forms: DataFrame, edges: DataFrame, cargo: Cargo, kind: str | None, places: frozenset[str]) -> DataFrame:
    """form, size, known, group: each component grouped by itself."""
    if edges.isEmpty():
        return forms.selectExpr("form", "size", "known", "form as group")
    found = _kept(forms.join(_components(edges), "form", "left"))
    alone = found.where("component is null").selectExpr("form", "size", "known", "form as group")
    runs = found.where("component is not null").repartition("component").sortWithinPartitions("component", "form")
    worked = partial(work.grouped, cargo=cargo, kind=kind, places=places)
    return alone.union(runs.mapInArrow(worked, "form string, size long, known string, group string"))


def _components(edges: DataFrame) -> DataFrame:
    """form, component: forms that chains of edges connect, found by Splink."""
    try:
        from splink.backends.spark import SparkAPI
        from splink.clustering import cluster_pairwise_predictions_at_threshold
    except ImportError:
        raise InputError("group needs Splink: pip install 'kzresolve[spark]'") from None
    _need_checkpoints(edges.sparkSession)
    ends = edges.selectExpr("left as form").union(edges.selectExpr("right as form")).distinct()
    api = SparkAPI(spark_session=edges.sparkSession, break_lineage_method="parquet", register_udfs_automatically=False)
    found = cluster_pairwise_predictions_at_threshold(
        ends, edges, api, "form", edge_id_column_name_left="left", edge_id_column_name_right="right"
    )
    return found.as_spark_dataframe().selectExpr("form", "cluster_id as component")


def _need_checkpoints(session: SparkSession) -> None:
    """Splink writes what it has between its rounds to the checkpoint folder, which a cluster must be told."""
    context = session.sparkContext
    if context.getCheckpointDir() is not None:
        return
    if not context.master.startswith("local"):
        raise InputError("group needs a folder that all machines reach: sparkContext.setCheckpointDir('hdfs://...')")
    folder = tempfile.mkdtemp(prefix="kzresolve-checkpoints-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    context.setCheckpointDir(folder)


def _with_lone(
    grouped: DataFrame, registry: Registry, cargo: Cargo, kind: str | None, forms: Mapping[str, str]
) -> DataFrame:
    """The groups, those of lone names joined to the full name of the list they fit, by the driver."""
    from pyspark.sql import functions as f

    rows = [(row.group, row.form, row.size, row.known) for row in grouped.toLocalIterator()]
    moved = work.joined_lone(rows, kind, cargo.config, registry, forms)
    if not moved:
        return grouped
    table = grouped.sparkSession.createDataFrame(list(moved.items()), "group string, into string")
    return grouped.join(table, "group", "left").withColumn("group", f.coalesce("into", "group")).drop("into")
