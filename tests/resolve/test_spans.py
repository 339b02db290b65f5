"""What of a capitalised run is a candidate name: not its titles, dates, events and furniture."""

from __future__ import annotations

import pytest

from kzresolve import Resolver


def names(resolver: Resolver, text: str) -> list[str]:
    """The names found in a text, with their kinds: "PER Alikhan Smailov"."""
    return [f"{m.kind} {m.surface}" for m in resolver.annotate({"a": text.replace("\\n", "\n")}).mentions]


@pytest.mark.parametrize(
    "title",
    ["Mr", "Ms.", "President", "Prime Minister", "Deputy Prime Minister", "Former Kazakh Foreign Minister", "Gen.",
     "Governor", "spokesman", "analyst", "opposition politician", "First Deputy Chairman", "Judge", "Sen.", "Dr."],
)  # fmt: skip
def test_titles_stand_outside(empty: Resolver, title: str) -> None:
    assert names(empty, f"Then {title} Alikhan Smailov spoke.") == ["PER Alikhan Smailov"]


@pytest.mark.parametrize("title", ["Президент", "министр", "г-н", "генерал", "депутат", "пресс-секретарь"])
def test_russian_titles_stand_outside(empty: Resolver, title: str) -> None:
    assert names(empty, f"Вчера {title} Алихан Смаилов выступил.") == ["PER Алихан Смаилов"]


@pytest.mark.parametrize("title", ["Президент", "министр", "депутат", "генерал"])
def test_kazakh_titles_stand_outside(empty: Resolver, title: str) -> None:
    assert names(empty, f"Кеше {title} Әлихан Смайылов сөйледі.") == ["PER Әлихан Смайылов"]


@pytest.mark.parametrize(
    ("behind", "name"),
    [(", a spokesman", "Berik Uali"), (", 40", "Gennady Golovkin"), (", director of an institute", "Lise Meitner")],
)
def test_what_follows_a_comma_tells_a_person(empty: Resolver, behind: str, name: str) -> None:
    assert names(empty, f"Then {name}{behind}, spoke.") == [f"PER {name}"]


def test_a_body_before_an_officers_name_is_a_name_of_its_own(empty: Resolver) -> None:
    text = "Bank of England Governor Andrew Bailey spoke."
    assert names(empty, text) == ["ORG Bank of England", "PER Andrew Bailey"]
    assert names(empty, "Глава КНБ Карим Масимов ушёл.") == ["ORG КНБ", "PER Карим Масимов"]


def test_a_country_before_an_officers_name_is_a_name_of_its_own(small: Resolver) -> None:
    assert names(small, "Вчера президент Казахстана Касым-Жомарт Токаев прибыл.") == [
        "LOC Казахстана",
        "PER Касым-Жомарт Токаев",
    ]
    assert names(small, "Kazakhstan President Kassym-Jomart Tokayev spoke.") == [
        "LOC Kazakhstan",
        "PER Kassym-Jomart Tokayev",
    ]


def test_in_kazakh_a_place_behind_a_persons_name_is_a_name_of_its_own(empty: Resolver) -> None:
    assert names(empty, "Кеше Әлихан Смайылов Ақтөбе қаласына келді.") == ["PER Әлихан Смайылов", "LOC Ақтөбе"]


@pytest.mark.parametrize("name", ["Jordan Henderson", "Jack London", "Paris Hilton", "Georgia Meloni"])
def test_a_place_name_is_part_of_a_persons(small: Resolver, name: str) -> None:
    assert names(small, f"Then {name} spoke.") == [f"PER {name}"]


def test_a_place_name_alone_is_a_place(small: Resolver) -> None:
    assert names(small, "She flew to Jordan.") == ["LOC Jordan"]


def test_an_article_of_the_registry_is_no_part_of_a_name_in_text(small: Resolver) -> None:
    assert names(small, "She wrote for The Astana Times and told the Astana Times so.") == ["ORG Astana Times"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Maria hit the coast.",
        "After the Battle of Stalingrad he wrote War and Peace.",
        "He won the Nobel Prize and the World Cup.",
        "The talks were held on Tuesday, 4 July, in English, between Kazakhs and Russians.",
        "Sign up\\nRead more\\nAdvertisement\\nShare",
        "Click here to subscribe. Leave a reply. All rights reserved.",
        "The B-52 and the F-16 flew behind a Boeing 737.",
        "The Government said that the President will come on Nauryz.",
        "Only a few people came. Others did not. Nobody knows why.",
        "Читайте также\\nПоделиться\\nРеклама",
        "В понедельник, в январе, казахстанские и российские врачи встретились.",
        "Дүйсенбі күні қазақ және орыс дәрігерлері кездесті.",
    ],
)
def test_what_is_capitalised_without_naming_is_passed_over(empty: Resolver, text: str) -> None:
    assert names(empty, text) == []


def test_a_word_that_stands_elsewhere_as_a_name_is_one_where_a_sentence_begins(empty: Resolver) -> None:
    assert names(empty, "Hope said no. Then Mr Hope left, and Mr Hope came back.").count("PER Hope") == 3
    assert names(empty, "Hope is not lost.") == []


def test_evidence_of_one_document_counts_in_the_others(empty: Resolver) -> None:
    texts = {"a": "Chimbulak is open.", "b": "They live in the city of Chimbulak, near the city of Chimbulak."}
    assert {(m.doc, m.kind) for m in empty.annotate(texts).mentions} == {("a", "LOC"), ("b", "LOC")}
