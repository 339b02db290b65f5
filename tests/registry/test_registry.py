"""The registry in memory: adding, extending, removing, and the version that names its content."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kzresolve.errors import DuplicateError, InputError, UnknownError
from kzresolve.registry.model import Alias, Entity
from kzresolve.registry.registry import Registry

TOKAYEV = Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER", aliases=(Alias("Касым-Жомарт Токаев", lang="ru"),))
NAZARBAYEV = Entity(id="n", name="Nursultan Nazarbayev", kind="PER")
ASTANA = Entity(id="a", name="Astana", kind="LOC", country="kz")


def test_it_holds_what_is_added() -> None:
    registry = Registry([TOKAYEV])
    registry.add(ASTANA)
    assert registry["t"] == TOKAYEV
    assert registry.get("a") == ASTANA
    assert "t" in registry
    assert "n" not in registry
    assert len(registry) == 2
    assert list(registry) == [TOKAYEV, ASTANA]


def test_an_id_is_taken_once() -> None:
    registry = Registry([TOKAYEV])
    with pytest.raises(DuplicateError, match="'t' is taken by 'Kassym-Jomart Tokayev'; use add_alias"):
        registry.add(Entity(id="t", name="Kemel Tokayev"))
    assert list(registry) == [TOKAYEV]


def test_only_entities_are_held() -> None:
    with pytest.raises(InputError, match="holds Entity, not str"):
        Registry().add("Tokayev")  # type: ignore[arg-type]


@pytest.mark.parametrize("what", [lambda r: r["x"], lambda r: r.remove("x"), lambda r: r.add_alias("x", "X")])
def test_an_unknown_id_is_named(what) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownError, match="no entity with id 'x'"):
        what(Registry([TOKAYEV]))


def test_an_alias_is_added_and_the_old_ones_stay() -> None:
    registry = Registry([TOKAYEV])
    registry.add_alias("t", Alias("Kassym-Schomart Tokajew", lang="de"))
    assert [alias.text for alias in registry["t"].names()] == [
        "Kassym-Jomart Tokayev",
        "Касым-Жомарт Токаев",
        "Kassym-Schomart Tokajew",
    ]


def test_an_alias_that_is_there_changes_nothing() -> None:
    registry = Registry([TOKAYEV])
    version = registry.version
    registry.add_alias("t", Alias("Касым-Жомарт Токаев", lang="ru"))
    assert registry.version == version


def test_what_is_removed_is_gone_and_its_id_free() -> None:
    registry = Registry([TOKAYEV, NAZARBAYEV])
    assert registry.remove("t") == TOKAYEV
    assert list(registry) == [NAZARBAYEV]
    registry.add(TOKAYEV)
    assert "t" in registry


def test_extending_adds_new_ids_and_gives_known_ones_the_names_they_lack() -> None:
    registry = Registry([TOKAYEV])
    registry.extend([Entity(id="t", name="Qasym-Zhomart Toqaev", aliases=(Alias("Tokaev", strength="weak"),)), ASTANA])
    assert registry["t"].name == "Kassym-Jomart Tokayev"
    assert {alias.text: alias.strength for alias in registry["t"].aliases} == {
        "Касым-Жомарт Токаев": "alias",
        "Qasym-Zhomart Toqaev": "alias",
        "Tokaev": "weak",
    }
    assert registry["a"] == ASTANA


def test_extending_by_itself_changes_nothing() -> None:
    registry = Registry([TOKAYEV, ASTANA])
    registry.extend(registry)
    assert registry == Registry([TOKAYEV, ASTANA])


def test_changes_are_told_once_each_in_order() -> None:
    registry = Registry([TOKAYEV])
    seen = registry.changes
    registry.add(ASTANA)
    registry.add_alias("t", "Токаев")
    registry.add_alias("a", "Астана")
    registry.remove("t")
    assert registry.changed_since(seen) == ["a", "t"]
    assert registry.changed_since(registry.changes) == []


def test_equal_content_has_equal_versions_whatever_the_order() -> None:
    assert Registry([TOKAYEV, ASTANA]).version == Registry([ASTANA, TOKAYEV]).version


@pytest.mark.parametrize(
    "other",
    [
        [TOKAYEV],
        [TOKAYEV, NAZARBAYEV],
        [TOKAYEV, Entity(id="a", name="Astana", kind="LOC")],
        [TOKAYEV, Entity(id="a", name="Astana", kind="LOC", country="kz", aliases=(Alias("Астана"),))],
    ],
)
def test_other_content_has_another_version(other: list[Entity]) -> None:
    assert Registry([TOKAYEV, ASTANA]).version != Registry(other).version


def test_the_version_follows_changes_and_comes_back() -> None:
    registry = Registry([TOKAYEV])
    before = registry.version
    registry.add(ASTANA)
    assert registry.version != before
    registry.remove("a")
    assert registry.version == before


def test_the_version_survives_a_file(tmp_path: Path) -> None:
    registry = Registry([ASTANA, TOKAYEV])
    registry.write(tmp_path / "r.tsv")
    assert Registry.read(tmp_path / "r.tsv").version == registry.version


def test_a_registry_pickles() -> None:
    registry = Registry([TOKAYEV, ASTANA])
    assert pickle.loads(pickle.dumps(registry)) == registry


def test_the_bundled_registry_is_everybodys_own_copy() -> None:
    mine = Registry.bundled()
    mine.add(Entity(id="my.own", name="Aidos Ukibay"))
    assert "my.own" not in Registry.bundled()
