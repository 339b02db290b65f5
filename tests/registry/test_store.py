"""The registry in a database: as in memory, with many readers beside a writer, and nothing lost when one is killed."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kzresolve import Alias, DuplicateError, Entity, InputError, Registry, Resolver, Role, StoreError, UnknownError
from kzresolve.registry import schema

TOKAYEV = Entity(
    id="t",
    name="Kassym-Jomart Tokayev",
    kind="PER",
    aliases=(Alias("Қасым-Жомарт Тоқаев", "kk", valid_from="1953"),),
    country="kz",
    roles=(Role("president of Kazakhstan", valid_from="2019"),),
    ids={"x": "1"},
    fame=3,
)
ASTANA = Entity(id="a", name="Astana", kind="LOC")
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aliases.db"


@pytest.fixture
def store(path: Path) -> Iterator[Registry]:
    with Registry.open(path) as registry:
        yield registry


def test_what_is_added_is_there_when_it_is_opened_again(path: Path) -> None:
    with Registry.open(path) as registry:
        registry.add(TOKAYEV)
        registry.add(ASTANA)
        registry.add_alias("a", "Нур-Султан")
        registry.remove("t")
        registry.add(TOKAYEV)
        version, changes = registry.version, registry.changes
    with Registry.open(path) as again:
        assert list(again) == [Entity("a", "Astana", "LOC", ["Нур-Султан"]), TOKAYEV]
        assert (again["t"], len(again), again.version, again.changes) == (TOKAYEV, 2, version, changes)
        assert "t" in again
        assert "x" not in again


def test_it_equals_the_one_in_memory_and_has_its_version(store: Registry) -> None:
    store.extend([TOKAYEV, ASTANA])
    assert store == Registry([ASTANA, TOKAYEV])
    assert store.version == Registry([ASTANA, TOKAYEV]).version


def test_it_raises_what_the_one_in_memory_raises(store: Registry) -> None:
    store.add(TOKAYEV)
    with pytest.raises(DuplicateError, match="'t' is taken by 'Kassym-Jomart Tokayev'"):
        store.add(TOKAYEV)
    with pytest.raises(UnknownError, match="no entity with id 'x' among 1"):
        store.add_alias("x", "X")


@pytest.mark.parametrize("odd", ["\ud800", "", "\0", 5, None])
def test_odd_ids_are_simply_not_there(store: Registry, odd: str) -> None:
    for registry in (store, Registry()):
        assert odd not in registry
        assert registry.get(odd) is None
        with pytest.raises(UnknownError):
            registry[odd]


def test_reasons_are_text(store: Registry) -> None:
    for registry in (store, Registry()):
        with pytest.raises(InputError, match="why holds a lone surrogate"):
            registry.add(ASTANA, why="\ud800")
        with pytest.raises(InputError, match="by must be a str, not int"):
            registry.add(ASTANA, by=5)  # type: ignore[arg-type]
        assert len(registry) == 0


def test_names_are_looked_up_in_it(store: Registry) -> None:
    store.extend([TOKAYEV, ASTANA])
    assert store.find("қасым-жомарт ТОҚАЕВ") == [TOKAYEV]
    store.remove_alias("t", "Қасым-Жомарт Тоқаев")
    assert store.find("Қасым-Жомарт Тоқаев") == []
    assert Registry([TOKAYEV]).find("KASSYM‐JOMART  Tokayev") == [TOKAYEV]


def test_a_change_that_fails_leaves_nothing_behind(store: Registry) -> None:
    def entities() -> Iterator[Entity]:
        yield TOKAYEV
        raise RuntimeError("no more")

    for registry in (store, Registry()):
        with pytest.raises(RuntimeError):
            registry.extend(entities())
        assert (len(registry), registry.changes, list(registry.events())) == (0, 0, [])
        assert registry.version == Registry().version


def test_it_is_read_as_of_one_moment_while_it_is_written(store: Registry) -> None:
    store.extend(Entity(f"e{n}", "A") for n in range(10))
    for entity in store:
        store.add(Entity(f"new-{entity.id}", "B"))
    assert len(store) == 20


def test_a_resolver_in_use_sees_what_another_program_adds(path: Path) -> None:
    with Registry.open(path) as mine, Registry.open(path) as theirs:
        resolver = Resolver(mine)
        assert resolver.resolve("Toqaev").status == "unknown"
        theirs.add(TOKAYEV)
        found = resolver.resolve("Toqaev").entity
        assert found is not None
        assert found.id == "t"


def test_it_can_be_pickled_and_shared_by_threads(store: Registry, path: Path) -> None:
    store.add(ASTANA)
    with pickle.loads(pickle.dumps(store)) as again:
        assert list(again) == [ASTANA]
    found: list[Entity] = []
    thread = threading.Thread(target=lambda: found.append(store["a"]))
    thread.start()
    thread.join()
    assert found == [ASTANA]


def test_what_is_no_registry_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("id\ttext\n" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"x\.tsv: not a registry database"):
        Registry.open(tmp_path / "x.tsv")
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match=r"other\.db: a database, but not a registry"):
        Registry.open(tmp_path / "other.db")
    with pytest.raises(StoreError, match=r"cannot be used"):
        Registry.open(tmp_path / "nowhere" / "x.db")


def test_a_closed_one_says_so(path: Path) -> None:
    registry = Registry.open(path)
    registry.close()
    for use in (len, list, lambda r: r.add(ASTANA)):
        with pytest.raises(StoreError, match="has been closed"):
            use(registry)


def test_one_of_an_older_version_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry.open(path) as registry:
        registry.add(TOKAYEV)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("ALTER TABLE entity ADD COLUMN extra TEXT",)))
    with Registry.open(path) as registry:
        assert list(registry) == [TOKAYEV]
    monkeypatch.undo()
    with pytest.raises(StoreError, match=r"made by a newer kzresolve \(tables of version 2, known here 1\)"):
        Registry.open(path)


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry.open(path) as registry:
        registry.add(TOKAYEV)
    broken = ("ALTER TABLE entity ADD COLUMN extra TEXT", "NONSENSE")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    with pytest.raises(StoreError, match="cannot be used"):
        Registry.open(path)
    monkeypatch.undo()
    with Registry.open(path) as registry:
        assert list(registry) == [TOKAYEV]


def test_events_cannot_be_changed_even_by_sql(path: Path) -> None:
    with Registry.open(path) as registry:
        registry.add(TOKAYEV)
    connection = sqlite3.connect(path)
    for statement in ("UPDATE event SET why = 'x'", "DELETE FROM event", "DELETE FROM change"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(statement)
    connection.close()


# Several programs -----------------------------------------------------------------------------------------------


def add_on_and_on(path: Path, told: Connection) -> None:
    """Add entities two at a time, in one event each, and tell of each event that is done."""
    with Registry.open(path) as registry:
        for n in range(len(registry) // 2, 10_000):
            registry.extend([Entity(f"{n}-a", f"A {n}"), Entity(f"{n}-b", f"B {n}")])
            told.send(n + 1)


def test_a_writer_that_is_killed_leaves_what_it_committed(path: Path) -> None:
    """A hundred times: killed while writing, and everything it said was done is there, whole, and nothing else."""
    Registry.open(path).close()
    for round_number in range(100):
        ours, theirs = FORK.Pipe(duplex=False)
        writer = FORK.Process(target=add_on_and_on, args=(path, theirs))
        writer.start()
        done = ours.recv()
        time.sleep(round_number % 10 / 2000)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        theirs.close()
        while ours.poll():
            try:
                done = ours.recv()
            except EOFError:
                break
        ours.close()
        with Registry.open(path) as registry:
            assert len(registry) in (2 * done, 2 * done + 2)  # the last may have been done and not told
    with Registry.open(path) as registry:
        entities = list(registry)
        assert len(entities) == len(registry)
        assert registry.version == Registry(entities).version
        assert sum(1 for _ in registry.events()) == len(entities) / 2


def add_aliases(path: Path, who: str, count: int) -> None:
    with Registry.open(path, wait=60) as registry:
        for n in range(count):
            registry.add_alias("a", f"{who} {n}", by=who)


def test_two_writers_lose_nothing_of_each_other(path: Path) -> None:
    with Registry.open(path) as registry:
        registry.add(ASTANA)
    writers = [FORK.Process(target=add_aliases, args=(path, who, 40)) for who in ("x", "y", "z")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Registry.open(path) as registry:
        assert {alias.text for alias in registry["a"].aliases} == {f"{who} {n}" for who in "xyz" for n in range(40)}
        assert [event.number for event in registry.events()] == list(range(1, 122))


def test_a_writer_that_waits_too_long_says_so(path: Path) -> None:
    with Registry.open(path) as first, Registry.open(path, wait=0.05) as second:
        first.add(ASTANA)

        def entities() -> Iterator[Entity]:
            with pytest.raises(StoreError, match=r"another program has been writing to it for 0.05 s; try again"):
                second.add(TOKAYEV)
            yield Entity("b", "B")

        first.extend(entities())
        second.add(TOKAYEV)
        assert [entity.id for entity in first] == ["a", "b", "t"]


def test_a_hundred_readers_go_on_while_one_writes(path: Path) -> None:
    """Each sees whole events only, and more of them as time goes by."""
    with Registry.open(path, wait=60) as registry:
        registry.extend([Entity("0-a", "A"), Entity("0-b", "B")])
        stop = threading.Event()
        failures: list[str] = []

        def read() -> None:
            seen = 0
            while not stop.is_set():
                held = [entity.id for entity in registry]
                if len(held) % 2 or len(held) < seen:
                    failures.append(f"{len(held)} entities after {seen}")
                seen = len(held)
                if registry.find("A") == [] or len(registry) < seen:
                    failures.append("less than before")

        readers = [threading.Thread(target=read) for _ in range(100)]
        for reader in readers:
            reader.start()
        for n in range(1, 20):
            registry.extend([Entity(f"{n}-a", "A"), Entity(f"{n}-b", "B")])
        stop.set()
        for reader in readers:
            reader.join()
        assert failures == []
        assert len(registry) == 40


def add_one(path: Path, number: int) -> None:
    with Registry.open(path, wait=60) as registry:
        registry.add(Entity(f"e{number}", "A"))


def test_several_programs_may_make_it_at_once(path: Path) -> None:
    programs = [FORK.Process(target=add_one, args=(path, n)) for n in range(8)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    with Registry.open(path) as registry:
        assert {entity.id for entity in registry} == {f"e{n}" for n in range(8)}


def test_an_open_one_is_of_use_after_a_fork(store: Registry) -> None:
    store.add(ASTANA)
    ours, theirs = FORK.Pipe(duplex=False)

    def child() -> None:
        store.add_alias("a", "Akmola")
        theirs.send([alias.text for alias in store["a"].names()])

    process = FORK.Process(target=child)
    process.start()
    assert ours.recv() == ["Astana", "Akmola"]
    process.join()
    theirs.close()
    ours.close()
    assert [alias.text for alias in store["a"].names()] == ["Astana", "Akmola"]
