"""Names in Han signs are compared in the language that fits, and cut where the other name's words end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.match.compare import compare
from kzresolve.match.sketch import sketch, views
from kzresolve.match.views import ends_within, nearest_words, pairs_of_views

HAN = ["安倍晋三", "李明博", "蔡英文", "阮富仲", "约翰·威尔金森", "依德里斯哈伦", "王", "片山さつき"]
OTHER = ["Abe Shinzo", "Lee Myung-bak", "John Wilkinson", "Idris Haron", "이명박", "Си Цзиньпин", "Wang", "K. Tokayev"]


@pytest.mark.parametrize(
    ("han", "latin", "system"),
    [
        ("安倍晋三", "Abe Shinzo", "han-ja"),
        ("李明博", "Lee Myung-bak", "han-ko"),
        ("梁振英", "Leung Chun-ying", "han-yue"),
        ("約翰·威爾金森", "John Wilkinson", "han-foreign"),
    ],
)
def test_the_evidence_names_one_language(han: str, latin: str, system: str) -> None:
    told = [reason.detail for reason in compare(han, latin).evidence if reason.kind == "same"]
    assert told
    assert all(system in detail for detail in told)


def test_a_long_foreign_name_is_cut_as_the_other_name_is() -> None:
    assert ends_within("依德里斯哈伦", ("idris", "haron")) == (4,)
    found = pairs_of_views(sketch("依德里斯哈伦", None), sketch("Idris Haron", None))
    assert ["依德里斯", "哈伦"] in [[unit.text for unit in view.units] for view, _ in found]


def test_two_names_of_signs_are_read_in_one_language() -> None:
    assert len(pairs_of_views(sketch("習近平", None), sketch("安倍晋三", None))) == 1
    assert compare("習近平", "习近平").verdict == "same"


def test_other_names_have_one_view() -> None:
    assert len(views("Kassym-Jomart Tokayev", None)) == 1
    assert len(views("習近平", None)) > 1


@given(st.sampled_from(HAN), st.sampled_from(OTHER + HAN))
@settings(max_examples=60, deadline=None)
def test_laws_hold_for_names_of_signs(han: str, other: str) -> None:
    score = compare(han, other).score
    assert score == compare(other, han).score
    assert score <= compare(han, han).score
    assert score <= compare(other, other).score


@pytest.mark.parametrize(
    ("signs", "words", "nearest"),
    [
        ("阿都拉欣", ("abdul", "rahim", "bakri"), ("abdul", "rahim")),
        ("依德里斯哈伦", ("idris", "haron"), ("idris", "haron")),
    ],
)
def test_a_long_foreign_name_may_be_a_part_of_the_other(
    signs: str, words: tuple[str, ...], nearest: tuple[str, ...]
) -> None:
    assert nearest_words(signs, words) == nearest


def test_a_given_name_is_read_as_south_east_asia_spells_it() -> None:
    told = [reason.detail for reason in compare("林瑞生", "Lim Swee Say").evidence if reason.kind == "joined"]
    assert told and all("han-nan" in detail for detail in told)  # a politician of Singapore
    assert compare("林瑞生", "Lim Hng Kiang").verdict != "same"
