from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kzresolve as kz
from kzresolve.match.filed import Filed
from kzresolve.match.terms import Terms
from kzresolve.registry import bundled, registry
from kzresolve.resolve import search

PEOPLE = [
    kz.Entity("t", "Kassym-Jomart Tokayev", "PER", ["Касым-Жомарт Токаев"], roles=["president of Kazakhstan"]),
    kz.Entity("n", "Nursultan Nazarbayev", "PER", [kz.Alias("Елбасы", valid_from="2010")]),
    kz.Entity("m", "Karim Massimov", "PER", ["Кәрім Мәсімов"]),
]
QUERIES = ("Токаеву", "Karim Masimov", "the president of Kazakhstan", "Елбасы", "Nazarbayev", "Marat Ospanov")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(search, "_WORTH", 2)
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "people.db"
    with kz.Registry.open(path) as reg:
        reg.extend(PEOPLE)
        kz.Resolver(reg).resolve("Tokayev")
    return path


class Counted:
    """How many names have been taken apart for the index."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []

        def counted(self: Filed, name: str, found: Terms) -> int:
            names.append(name)
            return add(self, name, found)

        names, add = self.names, Filed.add
        monkeypatch.setattr(Filed, "add", counted)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, path: Path) -> Counted:
    return Counted(monkeypatch)


def same(one: kz.Resolver, other: kz.Resolver) -> bool:
    return all(
        one.resolve(query, on=on).to_dict() == other.resolve(query, on=on).to_dict()
        for query in QUERIES
        for on in (None, "2001", "2020-02-02")
    )


def test_a_database_is_opened_with_its_index(path: Path, counted: Counted) -> None:
    assert path.with_name("people.db-index").exists()
    with kz.Registry.open(path) as reg:
        opened = kz.Resolver(reg)
        assert opened.resolve("Токаев").entity == PEOPLE[0]
        assert counted.names == []
        assert same(opened, kz.Resolver(kz.Registry(PEOPLE)))


def test_what_changed_since_is_seen(path: Path, counted: Counted) -> None:
    with kz.Registry.open(path) as reg:
        reg.remove("n")
        reg.add(kz.Entity("o", "Marat Ospanov", "PER"))
        reg.add_alias("t", "Tokaev")
        reg.merge("m", "o", by="aigerim", why="one man")
        opened = kz.Resolver(reg)
        assert opened.resolve("Nazarbayev").entity is None
        assert opened.resolve("Marat Ospanov").entity == reg["m"] != PEOPLE[2]
        assert "Marat Ospanov" in counted.names
        assert same(opened, kz.Resolver(kz.Registry(reg)))


def test_roles_are_taken_in_when_a_name_begins_as_one_of_them_does(path: Path) -> None:
    with kz.Registry.open(path) as reg:
        opened = kz.Resolver(reg)
        assert opened.resolve("Kazakhstan president").entity is None
        assert not opened._roles._of
        assert opened.resolve("the president of Kazakhstan").entity == PEOPLE[0]
        assert list(opened._roles._of) == ["t"]


@pytest.mark.parametrize("change", [kz.Registry.change, lambda reg, _: reg.remove("t")], ids=["changed", "removed"])
def test_a_role_that_was_saved_and_is_gone_is_found_no_longer(
    path: Path, change: Callable[[kz.Registry, kz.Entity], object]
) -> None:
    with kz.Registry.open(path) as reg:
        opened = kz.Resolver(reg)
        opened.prepare()
        change(reg, replace(PEOPLE[0], roles=()))
        assert opened.resolve("president of Kazakhstan").entity is None


def test_the_index_of_another_database_is_not_used(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with kz.Registry.open(other) as reg:
        reg.extend([kz.Entity("t", "Karim Massimov", "PER"), *PEOPLE[1:2], kz.Entity("m", "Marat Ospanov", "PER")])
        path.with_name("people.db-index").rename(other.with_name("other.db-index"))
        resolver = kz.Resolver(reg)
        assert resolver.resolve("Karim Masimov").entity == reg["t"]
        assert same(resolver, kz.Resolver(kz.Registry(reg)))


def test_switched_off_nothing_is_saved_or_read(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", "off")
    counted = Counted(monkeypatch)
    with kz.Registry.open(path) as reg:
        kz.Resolver(reg).resolve("Tokayev")
    assert counted.names
    with kz.Registry.open(tmp_path / "new.db") as reg:
        reg.extend(PEOPLE)
        kz.Resolver(reg).resolve("Tokayev")
    assert not (tmp_path / "new.db-index").exists()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A bundled registry of three people."""
    monkeypatch.setattr(bundled, "entities", lambda: tuple(PEOPLE))
    registry._bundled.cache_clear()
    yield
    registry._bundled.cache_clear()


@pytest.mark.usefixtures("few")
def test_the_bundled_registry_is_opened_as_it_was_saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = kz.Registry.bundled()
    before = kz.Resolver(made)
    before.resolve("Tokayev")
    assert sorted(p.suffix for p in (tmp_path / "cache").glob("bundled-*")) == [".index", ".registry"]
    registry._bundled.cache_clear()
    monkeypatch.setattr(bundled, "entities", lambda: pytest.fail("parsed again"))
    counted = Counted(monkeypatch)
    opened = kz.Registry.bundled()
    assert opened.version == made.version
    assert list(opened) == PEOPLE
    assert [e.what for e in opened.events()] == [e.what for e in made.events()]
    assert opened.find("karim massimov") == [PEOPLE[2]]
    assert same(kz.Resolver(opened), before)
    assert counted.names == []


@pytest.mark.usefixtures("few")
def test_a_changed_copy_of_the_bundled_registry_changes_no_other(tmp_path: Path) -> None:
    changed = kz.Registry.bundled()
    changed.add_alias("m", "Kärim Mäsimov")
    changed.remove("n")
    kz.Resolver(changed).resolve("Tokayev")
    assert not list((tmp_path / "cache").glob("*.index"))
    kz.Resolver(kz.Registry.bundled()).resolve("Tokayev")
    assert list((tmp_path / "cache").glob("*.index"))
    assert same(kz.Resolver(changed), kz.Resolver(kz.Registry(changed)))
    assert list(kz.Registry.bundled()) == PEOPLE
    changed.undo(3, by="aigerim", why="too early")
    assert changed["n"] == PEOPLE[1]


def test_names_are_looked_up_without_the_parts_for_texts() -> None:
    resolver = kz.Resolver(kz.Registry(PEOPLE))
    assert resolver.resolve("Tokayev").entity == PEOPLE[0]
    assert resolver._spotted == 0
    resolver.resolve("Tokayev", context="Nazarbayev")
    assert resolver._spotted == 3


def test_two_programs_save_one_index(path: Path) -> None:
    path.with_name("people.db-index").unlink()
    code = (
        "import sys, kzresolve as kz; from kzresolve.resolve import search; search._WORTH = 2; "
        "print(kz.Resolver(kz.Registry.open(sys.argv[1])).resolve('Tokayev').entity.id)"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0].strip() for run in runs] == ["t", "t"]
    assert sorted(p.name for p in path.parent.glob("*index*")) == ["people.db-index"]
