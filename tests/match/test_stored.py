from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import saved
from kzresolve.match.index import NameIndex

NAMES = (
    "Kassym-Jomart Tokayev",
    "Қасым-Жомарт Тоқаев",
    "Nursultan Nazarbayev",
    "Назарбаев Нурсултан Абишевич",
    "Dariga Nazarbayeva",
    "习近平",
    "KTZ",
    "Алматы",
    "Almaty",
)
QUERIES = ("Токаеву", "Qasym-Zhomart Toqaev", "Назарбаева", "Xi Jinping", "Alma-Ata", "Marat Ospanov", "KTZ")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "remove", "discard", "save"]), st.sampled_from("abç"), st.sampled_from(NAMES)
    )
)


def take(index: NameIndex, step: str, key: str, name: str) -> None:
    if step == "add":
        index.add(key, name)
    elif step == "remove":
        index.remove(key, name)
    else:
        index.discard(key)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_an_index_saved_and_opened_anywhere_on_its_way_answers_as_one_in_memory(
    steps: list[tuple[str, str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        memory, opened = NameIndex(), NameIndex()
        for number, (step, key, name) in enumerate(steps):
            if step == "save":
                path = Path(folder, f"{number}.index")
                assert opened.save(path, {"n": number})
                found = NameIndex.open(path)
                assert found is not None
                assert found.note == {"n": number}
                opened = found
            else:
                take(memory, step, key, name)
                take(opened, step, key, name)
        assert len(opened) == len(memory)
        for query in QUERIES:
            for most in (1, 3, 40):
                assert opened.entries(query, most) == memory.entries(query, most)
                assert opened.proposals(query, most, likely=True) == memory.proposals(query, most, likely=True)
            assert opened.candidates(query, 2) == memory.candidates(query, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    index = NameIndex()
    index.add("t", "Kassym-Jomart Tokayev")
    assert index.save(tmp_path / "made" / "here" / "a.index", {})
    return tmp_path / "made" / "here" / "a.index"


def test_saving_leaves_nothing_else_behind(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kept", [0, 5, 100, -8])
def test_half_a_file_is_no_index(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert NameIndex.open(path) is None


def test_what_is_something_else_is_no_index(path: Path) -> None:
    assert NameIndex.open(path.parent) is None
    assert NameIndex.open(path.parent / "none") is None
    path.write_text("kzresolve, but not an index\n")
    assert NameIndex.open(path) is None


def test_an_index_of_other_tables_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert NameIndex.open(path) is not None
    monkeypatch.setattr(saved, "digest", lambda: "0" * 16)
    assert NameIndex.open(path) is None


def test_where_nothing_can_be_written_nothing_happens(path: Path) -> None:
    assert not NameIndex().save(path / "under a file", {})
