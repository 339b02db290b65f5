"""Whom the names of texts mean: short forms, abbreviations, capitals and men of one name, relatives, strangers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest

from kzresolve import Annotations, Entity, InputError, Registry, Resolver


def ids(result: Annotations, surface: str) -> list[str]:
    """The entities of the mentions written so, in order."""
    return [m.entity_id for m in result.mentions if m.surface == surface]


def together(result: Annotations, *surfaces: str) -> bool:
    """Whether the mentions written so mean one entity."""
    found = [ids(result, surface) for surface in surfaces]
    assert all(found), f"not all found: {surfaces}"
    return len({entity_id for each in found for entity_id in each}) == 1


# Short forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("short", ["Smailov", "Mr Smailov", "Alikhan", "President Smailov", "Mr. Smailov"])
def test_a_short_form_means_the_full_name_in_its_document(empty: Resolver, short: str) -> None:
    result = empty.annotate({"a": f"Minister Alikhan Smailov arrived. Later {short} spoke."})
    assert together(result, "Alikhan Smailov", short.rsplit(maxsplit=1)[-1])


def test_a_short_form_means_the_nearest_full_name_before_it(empty: Resolver) -> None:
    text = "Mr Rakhat Aliyev spoke. Mr Aliyev sat. Mr Ilham Aliyev came. Mr Aliyev left."
    result = empty.annotate({"a": text})
    assert ids(result, "Aliyev") == [*ids(result, "Rakhat Aliyev"), *ids(result, "Ilham Aliyev")]


def test_a_short_form_before_the_full_name_means_it_too(empty: Resolver) -> None:
    assert together(empty.annotate({"a": "Mr Smailov spoke. Alikhan Smailov is 50."}), "Smailov", "Alikhan Smailov")


def test_a_short_form_means_the_full_name_of_another_document_if_there_is_one_only(empty: Resolver) -> None:
    one = {"a": "Mr Aliyev spoke.", "b": "Mr Ilham Aliyev arrived."}
    assert together(empty.annotate(one), "Aliyev", "Ilham Aliyev")
    two = empty.annotate({**one, "c": "Mr Heydar Aliyev arrived."})
    assert ids(two, "Aliyev") == ["new:PER:Aliyev"]


def test_a_short_form_in_another_spelling_or_case_is_attached(empty: Resolver) -> None:
    spelled = empty.annotate({"a": "President Qasym-Jomart Toqayev spoke. Mr Tokaev left."})
    assert together(spelled, "Qasym-Jomart Toqayev", "Tokaev")
    inflected = empty.annotate({"a": "Министр Алихан Смаилов выступил. По словам министра Смаилова, это так."})
    assert together(inflected, "Алихан Смаилов", "Смаилова")


def test_a_family_name_alone_means_its_bearer_where_the_country_is_spoken_of(bundled: Resolver) -> None:
    (mention, _) = bundled.annotate({"a": "President Zelensky spoke in Kyiv."}).mentions
    assert mention.entity_id == "ua.zelensky"
    assert mention.score < 0.9  # it may be somebody else of that name
    (mention,) = bundled.annotate({"a": "The dentist, Mr Zelensky, spoke."}).mentions
    assert mention.entity_id == "new:PER:Zelensky"


def test_well_known_family_names_bear_each_other_out(bundled: Resolver) -> None:
    result = bundled.annotate({"a": "Putin met Tokayev.", "b": "Меркель увидела Путина.", "c": "Petrov met Karim."})
    assert [m.entity_id for m in result.mentions] == [
        *("ru.putin", "kz.tokayev"),
        *("person.angela-merkel", "ru.putin"),
        *("new:PER:Petrov", "new:PER:Karim"),
    ]


def test_of_several_bearers_the_one_of_the_country_spoken_of_is_meant(bundled: Resolver) -> None:
    result = bundled.annotate({"a": "In Tashkent, Uzbekistan, President Karimov spoke."})
    assert ids(result, "Karimov") == ["uz.karimov"]


# Abbreviations --------------------------------------------------------------------------------------------------------


def test_an_abbreviation_means_its_definition(empty: Resolver) -> None:
    text = "The Caspian Pipeline Consortium (CPC) met. The CPC pays. He left the CPC."
    assert together(empty.annotate({"a": text}), "Caspian Pipeline Consortium", "CPC")


def test_an_abbreviation_means_its_definition_in_its_own_document_only(empty: Resolver) -> None:
    texts = {
        "a": "The Caspian Pipeline Consortium (CPC) met. The CPC pays.",
        "b": "The Communist Party Committee (CPC) met. The CPC votes.",
    }
    result = empty.annotate(texts)
    meant = {(m.doc, m.entity_id) for m in result.mentions if m.surface == "CPC"}
    assert len(meant) == 2
    assert len({entity_id for _, entity_id in meant}) == 2


def test_an_abbreviation_of_the_registry_is_known_without_definition(bundled: Resolver) -> None:
    result = bundled.annotate({"a": "Войска покинули ОДКБ. The CSTO met, and the КНБ too."})
    assert ids(result, "ОДКБ") == ids(result, "CSTO") == ["world.collective-security-treaty-organization"]
    assert ids(result, "КНБ") == ["kz.org.national-security-committee"]


# Capitals, men and relatives ------------------------------------------------------------------------------------------

SPEECH = "President Nursultan Nazarbayev flew from Nursultan to Moscow. Nazarbayev spoke in Nursultan."


def test_the_capital_is_not_the_man(bundled: Resolver) -> None:
    result = bundled.annotate({"a": SPEECH})
    assert ids(result, "Nursultan") == ["city.astana"] * 2
    assert ids(result, "Nursultan Nazarbayev") == ids(result, "Nazarbayev") == ["kz.nazarbayev"]


def test_his_first_name_alone_is_the_man(empty: Resolver) -> None:
    result = empty.annotate({"a": "Nursultan Nazarbayev was born here. Then Nursultan spoke."})
    assert [m.kind for m in result.mentions if m.surface == "Nursultan"] == ["PER"]
    assert together(result, "Nursultan Nazarbayev", "Nursultan")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("{Dariga Nazarbayeva} saw {Nursultan Nazarbayev}, {Bolat Nazarbayev} and {Sara Nazarbayeva}.", 4),
        ("{Kassym-Jomart Tokayev} is the son of {Kemel Tokayev}.", 2),
        ("{Дарига Назарбаева} и {Нурсултан Назарбаев} прилетели.", 2),
        ("{Heydar Aliyev}, {Ilham Aliyev} and {Rakhat Aliyev} were politicians.", 3),
        ("{Timur Suleimenov} and {Olzhas Suleimenov} are namesakes.", 2),
        ("{Gurbanguly Berdimuhamedow} gave way to {Serdar Berdimuhamedow}.", 2),
    ],
)
@pytest.mark.parametrize("registry", ["empty", "bundled"])
def test_relatives_and_namesakes_stay_apart(
    text: str, people: int, registry: str, request: pytest.FixtureRequest
) -> None:
    resolver: Resolver = request.getfixturevalue(registry)
    names = re.findall(r"\{([^}]+)\}", text)
    result = resolver.annotate({"a": re.sub(r"[{}]", "", text)})
    assert len({ids(result, name)[0] for name in names}) == people


def test_other_spellings_of_a_stranger_are_one_entity_across_documents(empty: Resolver) -> None:
    texts = {"a": "Mr Andrei Kolmogorov spoke.", "b": "Mr Andrey Kolmogoroff spoke."}
    assert together(empty.annotate(texts), "Andrei Kolmogorov", "Andrey Kolmogoroff")


# Entities that no registry knows --------------------------------------------------------------------------------------


def test_strangers_get_ids_of_their_own(bundled: Resolver) -> None:
    result = bundled.annotate({"a": "Mr Andrei Kolmogorov and Ms Emmy Noether met in Almaty."})
    strangers = [entity for entity in result.entities if not entity.known]
    assert {entity.name for entity in strangers} == {"Andrei Kolmogorov", "Emmy Noether"}
    assert len({entity.id for entity in strangers}) == 2
    assert all(entity.id not in bundled.registry for entity in strangers)


def test_the_id_of_a_stranger_does_not_hang_on_other_texts(bundled: Resolver) -> None:
    one = {"a": "Mr Andrei Kolmogorov spoke."}
    more = {"z": "Ms Emmy Noether spoke in Almaty.", **one}
    assert ids(bundled.annotate(one), "Andrei Kolmogorov") == ids(bundled.annotate(more), "Andrei Kolmogorov")


# Dates ----------------------------------------------------------------------------------------------------------------


def test_a_name_is_read_as_of_its_date(bundled: Resolver) -> None:
    text = {"a": "They met in Nur-Sultan."}
    then = bundled.annotate(text, dates={"a": datetime.date(2022, 1, 9)})
    assert ids(then, "Nur-Sultan") == ids(bundled.annotate(text), "Nur-Sultan") == ["city.astana"]
    (mention,) = bundled.annotate(text, dates={"a": "2023-03-01"}).mentions
    assert mention.entity_id.startswith("new:")


def test_each_document_has_its_own_date(bundled: Resolver) -> None:
    texts = {"old": "They met in Tselinograd.", "new": "They met in Tselinograd."}
    result = bundled.annotate(texts, dates={"old": "1975", "new": "2023"})
    assert {m.doc: m.entity_id == "city.astana" for m in result.mentions} == {"old": True, "new": False}


def test_a_date_that_is_none_is_refused(bundled: Resolver) -> None:
    with pytest.raises(InputError, match=r"date 'yesterday': expected a datetime\.date or text, YYYY"):
        bundled.annotate({"a": "x"}, dates={"a": "yesterday"})


# A user's own finder --------------------------------------------------------------------------------------------------


def capitals(text: str) -> Iterator[tuple[int, int, str]]:
    """A finder that takes every capitalised word for a place, last first."""
    for match in reversed(list(re.finditer(r"\b[A-Z]\w+", text))):
        yield match.start(), match.end(), "LOC"


def test_a_users_finder_says_what_is_a_name(bundled: Resolver) -> None:
    result = bundled.annotate({"a": "Then Astana and Weatherfield grew."}, finder=capitals)
    assert [(m.surface, m.kind) for m in result.mentions] == [
        ("Then", "LOC"),
        ("Astana", "LOC"),
        ("Weatherfield", "LOC"),
    ]
    assert ids(result, "Astana") == ["city.astana"]


@pytest.mark.parametrize("span", [(0, 4, "GPE"), (-1, 4, "LOC"), (4, 4, "LOC"), (0, 99, "LOC"), (5, 2, "LOC")])
def test_a_finder_that_gives_an_unusable_span_is_refused(bundled: Resolver, span: tuple[int, int, str]) -> None:
    with pytest.raises(InputError, match=r"finder: expected spans .+ of 'a', got \(.+\)"):
        bundled.annotate({"a": "Astana grew."}, finder=lambda _: [span])


# Scores ---------------------------------------------------------------------------------------------------------------


def test_scores_are_probabilities_and_a_full_name_is_surer_than_a_short_one(bundled: Resolver) -> None:
    text = "Shavkat Mirziyoyev met Mr Andrei Kolmogorov of the Interior Ministry in Tashkent, said Mr Putin."
    scores = {m.surface: m.score for m in bundled.annotate({"a": text}).mentions}
    assert all(0 < score <= 1 for score in scores.values())
    assert scores["Putin"] < scores["Shavkat Mirziyoyev"]


def test_of_several_bearers_the_far_more_famous_is_meant() -> None:
    def meant(*fame: int) -> str:
        bearers = [Entity(f"a{n}", f"Given{n} Aliyev", "PER", country="az", fame=f) for n, f in enumerate(fame)]
        baku = Entity("baku", "Baku", "LOC", country="az")
        found = Resolver(Registry([*bearers, baku])).annotate({"a": "In Baku, Mr Aliyev said so."})
        return next(m.entity_id for m in found.mentions if m.kind == "PER")

    assert meant(10, 100) == "a1"
    assert meant(100, 10) == "a0"
    assert meant(60, 100).startswith("new:")
