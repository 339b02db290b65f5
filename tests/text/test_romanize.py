"""Romanization: names through each system, the way back, and the oracles iuliia and ICU."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import iuliia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError, KzresolveError, UnknownError
from kzresolve.text.restore import restore
from kzresolve.text.romanize import romanize
from kzresolve.text.systems import Table, orthographies, systems

CASES = Path(__file__).parent.parent / "cases" / "romanization.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[3:]]
# Public people, as Russian Wikipedia spells them.
RUSSIAN = [
    "Михаил Горбачёв",
    "Никита Хрущёв",
    "Юрий Андропов",
    "Фёдор Достоевский",
    "Анна Ахматова",
    "Илья Репин",
    "Пётр Чайковский",
    "Елена Исинбаева",
    "Сергей Шойгу",
    "Эльдар Рязанов",
    "Наталья Поклонская",
    "Щедрин",
    "Объедков",
    "Циолковский",
    "Подъячев",
    "Алексей Толстой",
    "Мария Захарова",
    "Ксения Собчак",
    "Дмитрий Медведев",
    "Ёлкин",
    "ЖУКОВ",
    "Соловьёв",
    "Иосиф Бродский",
    "Айтматов",
]
SCHEMES = [
    ("bgn-pcgn", iuliia.BGN_PCGN),
    ("icao-9303", iuliia.ICAO_DOC_9303),
    ("scientific", iuliia.SCIENTIFIC),
    ("gost-7.79-b", iuliia.GOST_779_ALT),
    ("mvd-782", iuliia.MVD_782),
    ("ala-lc", iuliia.ALA_LC),
    ("bs-2979", iuliia.BS_2979),
    ("gost-52535", iuliia.GOST_52535),
    ("mvd-310", iuliia.MVD_310),
    ("mvd-310-fr", iuliia.MVD_310_FR),
    ("ungegn-1987", iuliia.UNGEGN_1987),
    ("english", iuliia.WIKIPEDIA),
]


@pytest.mark.parametrize(("lang", "system", "text", "written"), ROWS)
def test_names_through_each_system(lang: str, system: str, text: str, written: str) -> None:
    assert romanize(text, system, lang) == written


@pytest.mark.parametrize(("system", "scheme"), SCHEMES, ids=[row[0] for row in SCHEMES])
def test_russian_schemes_against_iuliia(system: str, scheme: iuliia.Schema) -> None:
    # Known differences: iuliia leaves a Cyrillic ё in Latin words and writes ZhUKOV among capitals, we
    # write ë and ZHUKOV; it puts the middle dots of BGN/PCGN (т·с), which newspapers leave out; and it leaves out
    # the rule of 1997 that a French s between vowels is doubled.
    def comparable(text: str) -> str:
        text = text.replace("Issin", "Isin").replace("Ioss", "Ios")
        return unicodedata.normalize("NFC", text.replace("ё", "ë").replace("Ё", "Ë").lower())

    names = {name: (romanize(name, system, "ru"), scheme.translate(name)) for name in RUSSIAN}
    assert {name: pair for name, pair in names.items() if comparable(pair[0]) != comparable(pair[1])} == {}


# ICU's transliterator, the language, and names of public people or places as its Wikipedia spells them.
ICU = [
    ("Kazakh-Latin/BGN", "kk", ["Қасым-Жомарт Тоқаев", "Әлихан Смаилов", "Шыңғыс", "Дінмұхамед Қонаев"]),
    ("Russian-Latin/BGN", "ru", ["Сергей Есенин", "Александр Пушкин", "Подъячев", "Хабаровск", "Щукин"]),
    (
        "Ukrainian-Latin/BGN",
        "uk",
        ["Володимир Зеленський", "Запоріжжя", "Згурський", "Їжакевич", "Юлія Тимошенко"],
    ),
    ("Belarusian-Latin/BGN", "be", ["Аляксандр Лукашэнка", "Васіль Быкаў", "Гродна"]),
    ("Kirghiz-Latin/BGN", "ky", ["Садыр Жапаров", "Чыңгыз", "Өмүрбек Текебаев"]),
    ("Armenian-Latin/BGN", "hy", ["Նիկոլ Փաշինյան", "Սերժ Սարգսյան", "Երևան", "Ոսկան"]),
    ("Georgian-Latin/BGN", "ka", ["გიორგი მარგველაშვილი", "ეკა ტყეშელაშვილი"]),
    ("Serbian-Latin/BGN", "sr", ["Александар Вучић", "Ђорђе Балашевић", "Љубиша"]),
    ("Mongolian-Latin/BGN", "mn", ["Халтмаагийн Баттулга", "Улаанбаатар"]),
]


@pytest.mark.parametrize(("transliterator", "lang", "names"), ICU, ids=[row[1] for row in ICU])
def test_bgn_pcgn_against_icu(transliterator: str, lang: str, names: list[str]) -> None:
    # Known differences: ICU writes ъ as ʺ, the published table as ”; and in Kazakh and Kirghiz it takes й
    # apart into и and a breve, a fault of its rules, so that no name with й is among these.
    icu = pytest.importorskip(
        "icu", reason="PyICU is built from source: pip install 'kzresolve[icu]' where ICU's headers are"
    )
    oracle = icu.Transliterator.createInstance(transliterator)
    ours = {name: romanize(name, "bgn-pcgn", lang) for name in names}
    assert ours == {name: unicodedata.normalize("NFC", oracle.transliterate(name)).replace("ʺ", "”") for name in names}


OTHER = [
    ("mn-mn_Latn/MNS", "mn", "mns-5217", ["Халтмаагийн Баттулга", "Ухнаагийн Хүрэлсүх", "Өвөрхангай", "Говь"]),
    ("uz_Cyrl-uz_Latn", "uz", "uz-latn", ["Шавкат Мирзиёев", "Тошкент", "Ўткир Ғафуров", "Ҳамза"]),
    ("Azerbaijani-Latin/BGN", "az", "az-latn", ["Илһам Әлијев", "Бакы", "Ҝәнҹә"]),
    ("Macedonian-Latin/BGN", "mk", "bgn-pcgn", ["Ѓорѓи Иванов", "Скопје"]),
    ("Katakana-Latin", "ja", "hepburn", ["トヨタ", "カザフスタン", "サッポロ", "プーチン", "ジェームズ", "ファン"]),
    ("Hiragana-Latin", "ja", "hepburn", ["とよた", "さっぽろ", "まっちゃ", "しんいち", "ひゃく"]),
]


@pytest.mark.parametrize(("transliterator", "lang", "system", "names"), OTHER, ids=[row[0] for row in OTHER])
def test_other_systems_against_icu(transliterator: str, lang: str, system: str, names: list[str]) -> None:
    icu = pytest.importorskip("icu", reason="PyICU is built from source: pip install 'kzresolve[icu]'")
    oracle = icu.Transliterator.createInstance(transliterator)
    ours = {name: romanize(name, system, lang) for name in names}
    assert ours == {name: unicodedata.normalize("NFC", oracle.transliterate(name)) for name in names}


def test_language_is_guessed_from_the_letters() -> None:
    assert romanize("Қасым-Жомарт Тоқаев") == "Qasym-Zhomart Toqaev"
    assert romanize("Касым-Жомарт Токаев") == "Kasym-Zhomart Tokayev"
    assert romanize("Київ") == "Kyyiv"


def test_text_in_several_scripts() -> None:
    assert romanize("Токаев (Tokayev), Τσίπρας") == "Tokayev (Tokayev), Tsipras"


def test_an_unknown_system_names_those_there_are() -> None:
    with pytest.raises(UnknownError, match=r"bgn-pcgn.*iso-9"):
        romanize("Токаев", "no-such-system")


def test_surrogates_are_refused() -> None:
    with pytest.raises(InputError):
        romanize("Т\udfffокаев")


REVERSIBLE = [
    (t.system.id, t.system.langs or ("ru", "kk", "uk", "sr", "tg"), "".join(k for k in t.rows if len(k) == 1))
    for t in orthographies()
    if t.system.reversible and "consonants" not in t.settings  # for those, see test_syllables.py
]
AS_TWO = str.maketrans({"և": "եւ"})  # the Armenian ligature comes back as the letters it stands for
SIGNS = "ъь"  # without capitals in Latin: theirs are told by the letters beside them, so they stand between letters


def test_some_systems_are_reversible() -> None:
    assert {"iso-9", "iso-9984", "iso-9985"} <= {row[0] for row in REVERSIBLE}


@pytest.mark.parametrize(("system", "langs", "letters"), REVERSIBLE, ids=[row[0] for row in REVERSIBLE])
@given(data=st.data())
@settings(max_examples=150)
def test_reversible_systems_go_back_from_every_word(
    system: str, langs: tuple[str, ...], letters: str, data: st.DataObject
) -> None:
    lang = data.draw(st.sampled_from(langs))
    word = st.text(alphabet=letters, min_size=1, max_size=8)
    capital = word.filter(lambda w: w[0] not in SIGNS and w[-1] not in SIGNS).map(str.upper)
    text = "-".join(data.draw(st.lists(st.one_of(word, word.map(str.capitalize), capital), min_size=1, max_size=3)))
    if any(sign in text.lower() for sign in SIGNS):
        text = text.lower()
    assert restore(romanize(text, system, lang), system, lang) == text.translate(AS_TWO)


def test_signs_among_capitals_go_back_as_capitals() -> None:
    assert restore(romanize("ОБЪЕДКОВ Подъячев", "iso-9", "ru"), "iso-9", "ru") == "ОБЪЕДКОВ Подъячев"


KAZAKH = [t for t in orthographies() if "kk" in t.system.langs and t.system.id not in {"russian", "odni"}]
VOWELS = "аәеиоөуұүыіэюяё"


@pytest.mark.parametrize("table", KAZAKH, ids=[t.system.id for t in KAZAKH])
@given(data=st.data())
@settings(max_examples=150)
def test_kazakh_syllables_of_letters_kept_apart_go_back(table: Table, data: st.DataObject) -> None:
    # Letters that a system merges (х and һ, и and й) and chance digraphs (т and с as ц) cannot be told again.
    written = {key: outputs[0] for key, outputs in table.rows.items() if len(key) == 1}
    apart = [key for key in written if list(written.values()).count(written[key]) == 1 and written[key]]
    consonants = [key for key in apart if key not in VOWELS + "йв"]
    vowels = [key for key in apart if key in "аәоөұүыі"]
    if table.settings.get("prefix"):  # Kazakh Arabic: the letters of a word agree
        consonants, vowels = [key for key in consonants if key not in "кг"], list("аоұы")
    syllables = st.lists(st.tuples(st.sampled_from(consonants), st.sampled_from(vowels)), min_size=1, max_size=4)
    text = "".join(c + v for c, v in data.draw(syllables))
    assert restore(romanize(text, table.system.id, "kk"), table.system.id, "kk") == text


@pytest.mark.parametrize(
    ("system", "written", "text"),
    [
        ("kk-latn-2018", "Álıhan Smaıylov", "Әлихан Смайылов"),  # ı is й after a vowel
        ("kk-latn-2019", "Şyŋğys", "Шыңғыс"),
        ("kk-latn-2021", "Şyñğys Smaiylov", "Шыңғыс Смайылов"),
        ("kk-latn-2017", "S'yn'g'ys", "Шыңғыс"),
        ("kk-latn-2017-digraph", "Shoekeev", "Шөкеев"),
        ("qazaqparat", "Şıñğıs", "Шыңғыс"),
        ("bgn-pcgn", "Zhomart Toqaev Smayylov", "Жомарт Тоқаев Смайылов"),
        ("odni", "Nursultan Nazarbaev", "Нұрсұлтан Назарбаев"),
        ("russian", "Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев"),
    ],
)
def test_others_go_back_by_the_likeliest_letter(system: str, written: str, text: str) -> None:
    assert restore(written, system, "kk") == text


@pytest.mark.parametrize(
    ("system", "lang", "name"),
    [
        ("sr-latn", "sr", "Ђорђе Љубиша Његош"),
        ("uz-latn", "uz", "Ўткир Ғафуров"),
        ("az-latn", "az", "Илһам Әлијев"),
        ("tk-latn", "tk", "Гурбангулы"),
        ("national", "mk", "Ѓорѓи Иванов"),
        ("national", "ka", "გიორგი მარგველაშვილი"),
        ("bgn-pcgn", "ka", "თბილისი"),
        ("scientific", "uk", "Григорій Сковорода"),
        ("ala-lc", "ru", "Михаил Горбачёв"),
        ("ug-latn", "ug", "ئۈرۈمچى"),
    ],
)
def test_names_in_other_alphabets_go_back(system: str, lang: str, name: str) -> None:
    assert restore(romanize(name, system, lang), system, lang) == name


# The Arabic spellings are those of tests/cases/romanization.tsv, most of them from ar.inform.kz.
ARABIC = [(row[3], row[2].lower()) for row in ROWS if row[1] == "kk-arab"]


@pytest.mark.parametrize(("written", "text"), ARABIC, ids=[row[1] for row in ARABIC])
def test_kazakh_arabic_goes_back_by_its_word_rules(written: str, text: str) -> None:
    assert restore(written, "kk-arab", "kk") == text


def test_kazakh_arabic_is_written_by_every_system_for_kazakh() -> None:
    assert romanize("توقايەۆ", "kk-latn-2021", "kk") == "toqaev"
    assert romanize("توقايەۆ", "icao-9303", "kk") == "tokaev"
    assert romanize("شىڭعىس", "bgn-pcgn", "kk") == "shyngghys"
    assert romanize("ءالىم", "bgn-pcgn", "kk") == "älim"  # the hamza of real text


def test_there_is_no_way_back_from_how_letters_sound() -> None:
    with pytest.raises(InputError):
        restore("narendra", "plain", "hi")
    with pytest.raises(UnknownError):
        restore("narendra", "no-such-system", "hi")


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
