"""Where names in Han signs are cut, and in which languages they may be read."""

from __future__ import annotations

import pytest

from kzresolve.names.han import cuts, has_han
from kzresolve.names.parse import parse


def cut_in(name: str, column: str) -> list[list[str]]:
    return [[part.text for part in cut.parts] for cut in cuts(parse(name)) if cut.column == column]


@pytest.mark.parametrize(
    ("name", "column", "parts"),
    [
        ("习近平", "zh", ["习", "近平"]),
        ("欧阳修", "zh", ["欧阳", "修"]),
        ("李明博", "ko", ["李", "明博"]),
        ("安倍晋三", "ja", ["安倍", "晋三"]),
        ("森喜朗", "ja", ["森", "喜朗"]),
        ("佐々木朗希", "ja", ["佐々木", "朗希"]),
        ("片山さつき", "ja", ["片山", "さつき"]),
        ("约翰·威尔金森", "foreign", ["约翰", "威尔金森"]),
        ("特朗普", "foreign", ["特朗普"]),
        ("陈文", "sea", ["陈", "文"]),
    ],
)
def test_where_a_language_cuts(name: str, column: str, parts: list[str]) -> None:
    assert parts in cut_in(name, column)


def test_names_with_kana_are_japanese_alone() -> None:
    assert {cut.column for cut in cuts(parse("片山さつき"))} == {"ja"}


@pytest.mark.parametrize("name", ["Xi Jinping", "アベ", "이명박", ""])
def test_names_without_han_signs_have_no_cuts(name: str) -> None:
    assert not has_han(name)
    assert cuts(parse(name)) == ()


@pytest.mark.parametrize("name", ["习近平", "安倍晋三", "约翰·威尔金森", "黄", "东京都知事 小池百合子"])
def test_every_cut_holds_the_whole_name(name: str) -> None:
    letters = "".join([char for char in name if char.isalpha()])
    for cut in cuts(parse(name)):
        assert "".join([part.text for part in cut.parts]) == letters
        assert all(name[part.start : part.end] == part.text for part in cut.parts)


def test_a_name_with_a_dot_between_its_words_is_a_foreign_one() -> None:
    assert {cut.column for cut in cuts(parse("乔治·布什"))} == {"foreign", "zh"}
    assert "ja" in {cut.column for cut in cuts(parse("乔治布什"))}
