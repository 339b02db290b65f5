"""What Spark's workers do, without Spark: record batches in, record batches out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest

import kzresolve as kz
from kzresolve.doors import sparkwork as work
from kzresolve.doors.shipping import Cargo
from kzresolve.registry.events import node_of

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

NAMES = ["Karim Masimov", "Vladimir Putin", "Wladimir Putin", "Владимир Путин", "Кәрім Мәсімов"]
CONFIG = kz.Config()


def batches(rows: Sequence[dict[str, Any]], size: int = 2) -> Iterator[Any]:
    """Rows as record batches, which may end in the middle of a block."""
    return iter(pa.Table.from_pylist(rows).to_batches(max_chunksize=size))


def rows_of(found: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for batch in found for row in batch.to_pylist()]


def test_names_of_one_sound_share_a_key_and_pairs_are_scored_once() -> None:
    keyed = rows_of(work.keyed(batches([{"form": name} for name in NAMES]), grams=True))
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for form, keys, more in keyed:
        assert keys
        assert set(keys) < set(more)
        for key in more:
            blocks[key].append(form)
    keys_of = {form: sorted(more) for form, _, more in keyed}
    filed = [{"block": b, "form": form, "blocks": keys_of[form]} for b in sorted(blocks) for form in blocks[b]]
    found = rows_of(work.scored(batches(filed), CONFIG, None))
    expected = [(a, b) for a, b in combinations(NAMES, 2) if kz.compare(a, b).score >= CONFIG.same]
    assert sorted(found) == expected
    assert len(expected) == 4


def test_a_component_is_grouped_as_here_and_called_by_its_first_form() -> None:
    rows = [{"component": "x", "form": name, "size": 1, "known": None} for name in NAMES]
    found = rows_of(work.grouped(batches(rows), Cargo("", CONFIG), None, frozenset()))
    assert {form: group for form, _, _, group in found} == {
        "Karim Masimov": "Karim Masimov",
        "Кәрім Мәсімов": "Karim Masimov",
        "Vladimir Putin": "Vladimir Putin",
        "Wladimir Putin": "Vladimir Putin",
        "Владимир Путин": "Vladimir Putin",
    }


def test_a_lone_name_joins_the_one_full_name_unless_there_are_two() -> None:
    rows = [("Sara Bibi", "Sara Bibi", 1, None), ("Bibi", "Bibi", 2, None), ("Karim Masimov", "Karim Masimov", 1, None)]
    assert work.joined_lone(rows, None, CONFIG, kz.Registry(), {}) == {"Sara Bibi": "Bibi"}
    rival = [*rows, ("Maria Bibi", "Maria Bibi", 1, None)]
    assert work.joined_lone(rival, None, CONFIG, kz.Registry(), {}) == {}


def test_what_is_judged_the_same_is_tied() -> None:
    registry = kz.Registry([kz.Entity(id="a", name="Ann Lee"), kz.Entity(id="b", name="Bea Roe")])
    registry.judge("a", "b", "same", by="test", why="to see the tie")
    registry.judge(kz.Alias("Zed"), "a", "same", by="test", why="to see the tie")
    roots = work.roots_of(registry)
    known = {"x": "a", "y": "b", "Zed": None, "w": "c", "v": None}
    ties = rows_of(work.ties(batches([{"form": form, "known": known[form]} for form in known]), roots))
    assert len({tie for tie, form in ties if form in ("x", "y", "Zed")}) == 1
    assert [(tie, form) for tie, form in ties if form in ("w", "v")] == [(node_of("c"), "w")]


def test_a_group_is_described_by_its_commonest_name_or_its_entity() -> None:
    rows = [
        {"group": "a", "name": "Putin V.", "count": 1, "entity_id": None, "known_as": None},
        {"group": "a", "name": "Vladimir Putin", "count": 3, "entity_id": None, "known_as": None},
        {"group": "m", "name": "Masimov", "count": 1, "entity_id": "m", "known_as": "Karim Massimov"},
    ]
    assert rows_of(work.described(batches(rows))) == [
        ("Putin V.", "Putin V.", "Vladimir Putin", None),
        ("Vladimir Putin", "Putin V.", "Vladimir Putin", None),
        ("Masimov", "Masimov", "Karim Massimov", "m"),
    ]
