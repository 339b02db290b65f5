"""Romanization: names through each system, the way back, and the oracles iuliia and ICU."""

from __future__ import annotations

from pathlib import Path

import icu
import iuliia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError, KzresolveError, UnknownError
from kzresolve.text.romanize import restore, romanize
from kzresolve.text.systems import orthographies, systems

CASES = Path(__file__).parent.parent / "cases" / "romanization.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[3:]]
RUSSIAN = (
    "Михаил Горбачёв|Никита Хрущёв|Юрий Андропов|Фёдор Достоевский|Анна Ахматова|Илья Репин|Пётр Чайковский|"
    "Елена Исинбаева|Сергей Шойгу|Эльдар Рязанов|Наталья Поклонская|Щедрин|Объедков|Циолковский|Подъячев|Айтматов|"
    "Алексей Толстой|Мария Захарова|Ксения Собчак|Дмитрий Медведев|Ёлкин|ЖУКОВ|Соловьёв|Иосиф Бродский|Кузнецов"
).split("|")  # public people, as Russian Wikipedia spells them
# Our id, iuliia's scheme, and the names where we differ on purpose.
SCHEMES = [
    ("bgn-pcgn", iuliia.BGN_PCGN, set()),
    ("icao-9303", iuliia.ICAO_DOC_9303, set()),
    ("scientific", iuliia.SCIENTIFIC, set()),
    ("gost-7.79-b", iuliia.GOST_779_ALT, set()),
    ("mvd-782", iuliia.MVD_782, set()),
    ("ala-lc", iuliia.ALA_LC, set()),
    ("bs-2979", iuliia.BS_2979, set()),
    ("english", iuliia.WIKIPEDIA, set()),
]


@pytest.mark.parametrize(("lang", "system", "text", "written"), ROWS)
def test_names_through_each_system(lang: str, system: str, text: str, written: str) -> None:
    assert romanize(text, system, lang) == written


@pytest.mark.parametrize(("system", "scheme", "differ"), SCHEMES, ids=[row[0] for row in SCHEMES])
def test_russian_schemes_against_iuliia(system: str, scheme: iuliia.Schema, differ: set[str]) -> None:
    names = {name: (romanize(name, system, "ru"), iuliia.translate(name, scheme)) for name in RUSSIAN}
    assert {name: pair for name, pair in names.items() if pair[0] != pair[1] and name not in differ} == {}


def test_language_is_guessed_from_the_letters() -> None:
    assert romanize("Қасым-Жомарт Тоқаев") == "Qasym-Zhomart Toqaev"
    assert romanize("Касым-Жомарт Токаев") == "Kasym-Zhomart Tokayev"
    assert romanize("Київ") == "Kyyiv"


def test_text_in_several_scripts() -> None:
    assert romanize("Токаев (Tokayev), Τσίπρας") == "Tokayev (Tokayev), Tsipras"


def test_an_unknown_system_names_those_there_are() -> None:
    with pytest.raises(UnknownError, match="bgn-pcgn.*iso-9"):
        romanize("Токаев", "no-such-system")


def test_surrogates_are_refused() -> None:
    with pytest.raises(InputError):
        romanize("Т\udfffокаев")


REVERSIBLE = [
    (t.system.id, t.system.langs[0], "".join(k for k in t.rows if len(k) == 1))
    for t in orthographies()
    if t.system.reversible
]


def test_some_system_is_reversible() -> None:
    assert {("iso-9", "kk"), ("iso-9", "ru")} <= {row[:2] for row in REVERSIBLE}


@pytest.mark.parametrize(("system", "lang", "letters"), REVERSIBLE, ids=[f"{s}-{lang}" for s, lang, _ in REVERSIBLE])
@given(data=st.data())
@settings(max_examples=100)
def test_reversible_systems_go_back(system: str, lang: str, letters: str, data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet=letters + letters.upper() + " -", max_size=20)).strip()
    text = " ".join(text.split())
    assert restore(romanize(text, system, lang), system, lang) == text


@pytest.mark.parametrize(
    ("system", "written", "text"),
    [
        ("kk-latn-2018", "Álihan", "Әліхан"),
        ("kk-latn-2021", "Şyñğys", "Шыңғыс"),
        ("qazaqparat", "Şıñğıs", "Шыңғыс"),
        ("bgn-pcgn", "Qasym-Zhomart Toqaev", "Қасым-Жомарт Тоқаев"),
    ],
)
def test_others_go_back_by_the_likeliest_letter(system: str, written: str, text: str) -> None:
    assert restore(written, system, "kk") == text


@given(st.text(max_size=30), st.sampled_from(sorted({t.system.id for t in orthographies()})))
@settings(max_examples=200)
def test_any_text_in_any_system_gives_text_or_our_error(text: str, system: str) -> None:
    try:
        assert isinstance(romanize(text, system), str)
    except KzresolveError:
        assert any("\ud800" <= char <= "\udfff" for char in text)


def test_every_system_says_where_it_comes_from() -> None:
    for system in systems():
        assert system.id and system.name and system.source and system.source_script and system.target_script
