"""The bundled registry: it loads, has no id twice, and knows the forms of tests/cases/bundled.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzresolve.registry.registry import Registry
from kzresolve.resolve.resolver import Resolver

CASES = Path(__file__).parent.parent / "cases" / "bundled.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[2:]]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.bundled()


@pytest.mark.parametrize(("form", "entity_id", "source"), ROWS)
def test_a_form_is_among_the_names_of_its_entity(registry: Registry, form: str, entity_id: str, source: str) -> None:
    assert form in {alias.text for alias in registry[entity_id].names()}


def test_the_two_men_called_tokayev_are_two_entities(registry: Registry) -> None:
    assert registry["kz.tokayev"].name == "Kassym-Jomart Tokayev"
    assert registry["kz.kemel-tokayev"].name == "Kemel Tokayev"


def test_every_name_has_a_source(registry: Registry) -> None:
    assert [alias for entity in registry for alias in entity.names() if not alias.source] == []


def test_it_survives_both_file_formats(registry: Registry, tmp_path: Path) -> None:
    for ending in (".tsv", ".jsonl"):
        registry.write(tmp_path / f"all{ending}")
        again = Registry.read(tmp_path / f"all{ending}")
        assert again == registry
        assert again.version == registry.version


@pytest.fixture(scope="module")
def resolver(registry: Registry) -> Resolver:
    return Resolver(registry)


OFFICES = [  # an office, a day, and who held it; dates as in the decrees, or of the swearing in
    ("prime minister of Kazakhstan", "2022-01-04", "kz.mamin"),
    ("prime minister of Kazakhstan", "2022-01-06", "kz.smailov"),
    ("acting prime minister of Kazakhstan", "2022-01-06", "kz.smailov"),
    ("премьер-министр Казахстана", "2023-06-01", "kz.smailov"),
    ("премьер-министр РК", "2023-06-01", "kz.smailov"),
    ("Қазақстан премьер-министрі", "2024-03-01", "kz.bektenov"),
    ("the president of Kazakhstan", "2019-03-19", "kz.nazarbayev"),
    ("the president of Kazakhstan", "2019-03-21", "kz.tokayev"),
    ("Қазақстан президенті", "1995", "kz.nazarbayev"),
    ("first president of Kazakhstan", "2023", "kz.nazarbayev"),
    ("chairman of the Senate of Kazakhstan", "2018", "kz.tokayev"),
    ("chairwoman of the Senate of Kazakhstan", "2019-10", "kz.nazarbayeva"),
    ("председатель КНБ", "2022-01-04", "kz.massimov"),
    ("председатель КНБ", "2022-01-06", "kz.sagimbayev"),
    ("Kazakh defence minister", "2022-01-10", "kz.bektanov"),
    ("mayor of Almaty", "2022-01-05", "kz.sagintayev"),
    ("президент Кыргызстана", "2020-10-01", "kg.jeenbekov"),
    ("president of Kyrgyzstan", "2021-01-10", "kg.mamytov"),
    ("president of Kyrgyzstan", "2021-02-01", "kg.japarov"),
    ("president of Uzbekistan", "2016-06", "uz.karimov"),
    ("президент России", "2010-01-01", "ru.medvedev"),
    ("prime minister of Russia", "2010-01-01", "ru.putin"),
    ("president of Ukraine", "2014-04-01", "ua.turchynov"),
    ("prime minister of Armenia", "2018-04-20", "am.sargsyan"),
    ("president of Turkmenistan", "2022-04-01", "tm.serdar-berdimuhamedow"),
    ("president of Tajikistan", "2000", "tj.rahmon"),
    ("president of Mongolia", "2018", "mn.battulga"),
]


@pytest.mark.parametrize(("office", "on", "who"), OFFICES)
def test_an_office_on_a_day_means_its_holder(resolver: Resolver, office: str, on: str, who: str) -> None:
    found = resolver.resolve(office, on=on)
    assert found.entity is not None
    assert found.entity.id == who


@pytest.mark.parametrize(
    ("office", "on"), [("prime minister of Kazakhstan", "2022-01-05"), ("president of Kyrgyzstan", "2021")]
)
def test_on_the_day_or_in_the_year_of_a_handover_it_abstains(resolver: Resolver, office: str, on: str) -> None:
    assert resolver.resolve(office, on=on).status == "ambiguous"


CAPITAL = [
    ("Tselinograd", "1975-05"),
    ("Целиноград", "1991"),
    ("Akmola", "1995-05"),
    ("Акмола", "1997"),
    ("Astana", "2005-05"),
    ("Nur-Sultan", "2020-05"),
    ("Нұр-Сұлтан", "2021"),
    ("Astana", "2024-05"),
]


@pytest.mark.parametrize(("name", "on"), CAPITAL)
def test_the_capital_of_kazakhstan_under_its_name_of_the_time(resolver: Resolver, name: str, on: str) -> None:
    found = resolver.resolve(name, kind="LOC", on=on)
    assert found.entity is not None
    assert found.entity.id == "city.astana"


@pytest.mark.parametrize(("name", "on"), [("Nur-Sultan", "2024"), ("Tselinograd", "2005"), ("Akmola", "2005")])
def test_it_is_not_meant_by_the_names_of_other_times(resolver: Resolver, name: str, on: str) -> None:
    found = resolver.resolve(name, kind="LOC", on=on)
    assert found.entity is None or found.entity.id != "city.astana"


ARTICLE = (
    "The president of Kazakhstan said so on Monday. The deputy prime minister of Kazakhstan and a former foreign "
    "minister of Kazakhstan heard it. In 2015 he had been elected president of Kazakhstan."
)
RUSSIAN = (
    "Бывший премьер-министр Казахстана и вице-премьер Казахстана встретились с президентом Казахстана. Экс-президент "
    "Кыргызстана не приехал."
)


@pytest.mark.parametrize(
    ("text", "on", "roles"),
    [
        (ARTICLE, "2015-06-01", [("president", "kz.nazarbayev")]),
        (ARTICLE, "2022-06-01", [("president", "kz.tokayev")]),
        (RUSSIAN, "2022-06-01", [("президентом", "kz.tokayev")]),
    ],
)
def test_a_dated_article_means_holders_and_neither_deputies_nor_former_ones(
    resolver: Resolver, text: str, on: str, roles: list[tuple[str, str]]
) -> None:
    found = resolver.annotate({"a": text}, dates={"a": on})
    assert [(m.surface, m.entity_id) for m in found.mentions if m.kind == "PER"] == roles
