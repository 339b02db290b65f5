from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.match.index import NameIndex
from kzresolve.match.terms import terms

PEOPLE = {
    "tokayev": ["Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев"],
    "nazarbayev": ["Nursultan Nazarbayev"],
    "zelensky": ["Volodymyr Zelensky"],
    "xi": ["习近平"],
}

# Words in common, marks (initials, places), words read as one, signs that several languages read, a long name.
MANY = (
    *(name for names in PEOPLE.values() for name in names),
    "Токаев",
    "Kasymzhomart Tokaev",
    "Kassym Jomart",
    "Nursultan Tokayev Nazarbayev uly",
    "Volodymyr",
    "Collective Security Treaty Organization",
    "CSTO",
    "Almaty",
    "Алма-Ата",
    "金正恩",
    "Kim Jong Un",
    "キム・ジョンウン",
    "توقايەۆ",
    "Maria da Conceição dos Santos de Almeida e Silva Pereira",
)


@pytest.fixture
def index() -> NameIndex:
    made = NameIndex()
    for key, names in PEOPLE.items():
        for name in names:
            made.add(key, name)
    return made


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Токаеву", "tokayev"),
        ("Kasymzhomart Tokaev", "tokayev"),
        ("قاسىم-جومارت توقايەۆ", "tokayev"),
        ("Назарбаева", "nazarbayev"),
        ("Володимир Зеленський", "zelensky"),
        ("Xi Jinping", "xi"),
    ],
)
def test_proposes_the_right_one_first(index: NameIndex, name: str, key: str) -> None:
    assert index.candidates(name)[0] == key


def test_keys_come_once_and_within_the_limit(index: NameIndex) -> None:
    assert index.candidates("Kassym-Jomart Tokayev", limit=1) == ["tokayev"]
    assert len(index.candidates("Tokayev")) == len(set(index.candidates("Tokayev")))


def test_what_is_removed_is_found_no_more(index: NameIndex) -> None:
    for name in PEOPLE["tokayev"]:
        index.remove("tokayev", name)
    index.remove("tokayev", "never there")
    assert "tokayev" not in index.candidates("Tokayev")
    assert len(index) == 3


def test_adding_and_removing_leaves_nothing(index: NameIndex) -> None:
    before = index.candidates("Tokayev")
    index.add("x", "Tokayev")
    index.remove("x", "Tokayev")
    assert index.candidates("Tokayev") == before


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=10))
@settings(max_examples=100, deadline=None)
def test_a_name_with_a_letter_has_a_key_and_finds_itself(name: str) -> None:
    assert terms(name).views[0]
    made = NameIndex()
    made.add("k", name)
    made.add("other", "Nursultan Nazarbayev")
    assert "k" in made.candidates(name)


def test_a_name_without_family_name_finds_the_same_with_one() -> None:
    index = NameIndex()
    index.add("k", "Кекилбаев Абиш Кекилбаевич")  # a writer, speaker of the Supreme Council of Kazakhstan
    for n, name in enumerate(("Абиш Сериков", "Абиш Ахметов", "Мухтар Ауэзов", "Олжас Сулейменов")):
        index.add(str(n), name)
    assert index.candidates("Әбіш Кекілбайұлы", limit=1) == ["k"]


def test_a_foreign_name_in_han_signs_is_found_by_the_two_words_that_its_signs_may_be() -> None:
    index = NameIndex()
    # Ministers of Malaysia, as papers there write them; unverified.
    for name in ("Saifuddin Abdullah", "Tengku Razaleigh Hamzah", "Hishammuddin Hussein", "Rafidah Aziz"):
        index.add(name, name)
    assert index.candidates("赛夫丁阿都拉", limit=1) == ["Saifuddin Abdullah"]
    assert index.candidates("东姑拉沙里", limit=1) == ["Tengku Razaleigh Hamzah"]


@given(st.lists(st.tuples(st.sampled_from(sorted(PEOPLE)), st.sampled_from(MANY)), max_size=12), st.data())
@settings(max_examples=40, deadline=None)
def test_many_are_looked_up_as_one_by_one(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    index = NameIndex()
    for key, name in rows:
        index.add(key, name)
        if data.draw(st.booleans()):
            index.candidates(name)  # what was added until now is filed apart from what comes
    for key, name in data.draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []:
        index.remove(key, name)
    asked = data.draw(st.lists(st.sampled_from(MANY), max_size=8))
    for likely in (False, True):
        alone = [index.proposals(name, 3, likely=likely) for name in asked]
        assert index.proposals_of(asked, 3, likely=likely, wanted=[None] * len(asked)) == alone


# Presidents and prime ministers of one given name, as everybody writes them.
JOHNS = ("John Adams", "John Tyler", "John Kennedy", "John Curtin", "John Howard", "John Magufuli")


@pytest.mark.parametrize("many", [1, len(JOHNS)])
def test_strangers_who_share_a_common_name_are_not_compared(many: int) -> None:
    index = NameIndex()
    for name in JOHNS[:many]:
        index.add(name, name)
    assert len(index.candidates("John Steinbeck")) == many
    assert index.proposals("John Steinbeck") == ([(JOHNS[0], JOHNS[0])] if many == 1 else [])
    assert index.proposals("Jon Kenedy")[:1] == (
        [("John Kennedy", "John Kennedy")] if many > 1 else [(JOHNS[0], JOHNS[0])]
    )


def test_a_name_before_a_patronymic_is_not_alone() -> None:
    index = NameIndex()
    index.add("k", "Абиш Кекилбаевич")
    assert index.proposals("Абиш Сериков", likely=True) == []
    assert index.proposals("Абиш Кекилбаевич Кекилбаев", likely=True) == [("k", "Абиш Кекилбаевич")]


def test_who_is_called_the_same_as_the_first_is_compared_too() -> None:
    for order in (("a", "b"), ("b", "a")):
        index = NameIndex()
        for key in order:
            index.add(key, "John Curtin")
        assert sorted(index.proposals("John Steinbeck")) == [("a", "John Curtin"), ("b", "John Curtin")]


RICKS = (
    "Perry Scott Astley Wakeman Rubin Moranis Warren James Ross Barry Snyder Springfield Riordan Nelson Steves Allen "
    "Parfitt Wright Baker Davies Derringer Mears Pitino Carlisle Adelman Nash Mercer Hansen Danko Crawford Larsen "
    "Nolan Boucher Renzi Lazio"
)


def test_a_rare_word_promises_more_than_a_common_one() -> None:
    index = NameIndex()
    for name in [f"Rick {family}" for family in RICKS.split()]:
        index.add(name, name)
    index.add("Karen Santorum", "Karen Santorum")
    assert index.candidates("Rick Santorum", 1) == ["Karen Santorum"]
    index.add("Rick Santorum", "Richard John Santorum")  # a short form that shares no sound with the full one
    assert index.candidates("Rick Santorum", 2) == ["Rick Santorum", "Karen Santorum"]
