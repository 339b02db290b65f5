"""Many names at once: the same answers as one by one, whoever gives them. Names: politicians known to all."""

from __future__ import annotations

import os
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kzresolve as kz
from kzresolve.resolve import batch

NAMES = (
    "Токаеву",
    "Qasym-Jomart Toqaev",
    "Nazarbayev",
    "Назарбаева",
    "Massimov",
    "Каримов",
    "习近平",
    "CSTO",
    "—",
    "Zzyzx",
)
ON = (None, "2001-01-01", "2020-02-02")
KINDS = st.sampled_from([None, "PER", "LOC"])


@pytest.fixture(scope="module")
def resolver() -> kz.Resolver:
    return kz.Resolver(kz.Registry.bundled())


@given(st.lists(st.tuples(st.sampled_from(NAMES), KINDS, st.sampled_from(ON)), max_size=8))
@settings(max_examples=30, deadline=None)
def test_many_are_answered_as_one_by_one(
    resolver: kz.Resolver, asked: list[tuple[str, str | None, str | None]]
) -> None:
    names = [name for name, _, _ in asked]
    kinds, days = [kind for _, kind, _ in asked], [on for _, _, on in asked]
    assert resolver.resolve_many(names, kinds, days) == [resolver.resolve(*row) for row in asked]


@given(st.sampled_from(NAMES), st.sampled_from([None, "PER", "ORG", "LOC"]))
@settings(max_examples=30, deadline=None)
def test_the_score_of_a_candidate_is_that_of_comparing(resolver: kz.Resolver, name: str, kind: str | None) -> None:
    for found in resolver.resolve(name, kind).candidates:
        assert found.score == kz.compare(found.name, found.alias, kind=found.kind).score == found.match.score


def test_workers_answer_in_order_and_tell_how_far_they_are(
    resolver: kz.Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_CHUNK", 3)
    names, told = list(NAMES) * 2, list[int]()
    assert resolver.resolve_many(names, workers=2, progress=told.append) == [resolver.resolve(name) for name in names]
    assert told == [3, 6, 9, 12, 15, 18, 20]


def test_grouping_tells_how_many_names_are_looked_up(resolver: kz.Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_CHUNK", 7)
    names, told = list(NAMES) * 2, list[int]()
    assert resolver.group(names, workers=2, progress=told.append) == resolver.group(names)
    assert told == [7, 10]  # each name once


def test_answers_come_before_all_is_asked(resolver: kz.Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_CHUNK", 2)
    asked: list[str] = []

    def resolve_all(_: kz.Resolver, questions: list[batch.Question], _limit: int) -> list[str]:
        asked.extend([question.name for question in questions])
        return asked

    monkeypatch.setattr(kz.Resolver, "resolve_all", resolve_all)
    next(resolver.resolve_each(["a", "b", "c", "a"]))
    assert asked == ["a", "b"]


@pytest.mark.parametrize("workers", [0, -1, "2", 1.5])
def test_so_many_workers_there_cannot_be(resolver: kz.Resolver, workers: int) -> None:
    with pytest.raises(kz.KzresolveError, match="workers"):
        resolver.resolve_many(["a"], workers=workers)


@pytest.mark.parametrize("name", [["Токаев"], {}, 3, None])
def test_what_is_no_name_is_refused_as_one_by_one(resolver: kz.Resolver, name: object) -> None:
    with pytest.raises(kz.KzresolveError):
        resolver.resolve_many(["Токаев", name])  # type: ignore[list-item]


def test_contexts_may_be_lists(resolver: kz.Resolver) -> None:
    context = ["Kazakhstan", "Astana"]
    found = resolver.resolve_many(["Токаев"] * 2, context=[context, None])
    assert found == [resolver.resolve("Токаев", context=context), resolver.resolve("Токаев")]


def test_threads_may_share_a_resolver() -> None:
    registry = kz.Registry([kz.Entity("t", "Kassym-Jomart Tokayev"), kz.Entity("n", "Nursultan Nazarbayev")])
    shared = kz.Resolver(registry)
    alone = {name: kz.Resolver(registry).resolve(name) for name in NAMES}
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone[found.name] for found in pool.map(shared.resolve, NAMES * 10))


def test_a_pickled_resolver_answers_alike(resolver: kz.Resolver) -> None:
    other = pickle.loads(pickle.dumps(resolver))
    assert other.resolve_many(NAMES) == resolver.resolve_many(NAMES)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_fork_waits_until_no_thread_changes_the_index(resolver: kz.Resolver) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def busy() -> None:
        with resolver.lock:
            begun.set()
            go_on.wait(0.3)

    thread = threading.Thread(target=busy)
    thread.start()
    begun.wait()
    child = os.fork()
    if child == 0:  # its lock is free, or it would hang
        os._exit(0 if resolver.lock.acquire(timeout=5) and resolver.resolve("Токаев").candidates else 1)
    go_on.set()
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
