"""Case forms that other programs make of the real names of the bundled registry, undone: which share of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kzresolve.names.inflection import lemmas
from kzresolve.names.parse import parse
from kzresolve.tables import read_tsv
from kzresolve.text.scripts import script_of

PEOPLE = ("registry/kz_people.tsv", "registry/region_people.tsv", "registry/world_people.tsv")
Word = tuple[str, str]  # as written, role


@cache
def words(lang: str) -> tuple[Word, ...]:
    """The distinct words of the people's full Cyrillic names in a language, with their roles."""
    names = [row["text"] for table in PEOPLE for row in read_tsv(table) if row["lang"] == lang]
    parts = [
        part for name in names if script_of(name) == "Cyrillic" and " " in name for part in parse(name, "PER").parts
    ]
    return tuple(dict.fromkeys((part.text, part.role) for part in parts if len(part.text) > 3))


def undone(forms: Iterator[tuple[str, str]], lang: str) -> tuple[float, int, list[str]]:
    """The share of the forms that differ from their word whose lemmas hold it, how many there are, and the others."""
    told = [(form, word) for form, word in forms if form.casefold() != word.casefold()]
    lost = [f"{form} < {word}" for form, word in told if word not in {lemma.text for lemma in lemmas(form, lang)}]
    return 1 - len(lost) / max(1, len(told)), len(told), lost


def test_kazakh_names_as_qazaq_inflector_declines_them() -> None:
    inflector = pytest.importorskip("qazaq_inflector").QazaqNameInflector()
    cases = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
    forms = ((inflector.inflect(word, case), word) for word, _ in words("kk") for case in cases)
    share, n, lost = undone(forms, "kk")
    assert n > 300
    assert share > 0.99, lost


def test_russian_names_as_pytrovich_declines_them() -> None:
    pytest.importorskip("pytrovich")
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    maker = PetrovichDeclinationMaker()
    parts = {"given": NamePart.FIRSTNAME, "family": NamePart.LASTNAME, "patronymic": NamePart.MIDDLENAME}
    cases = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    men = [(word, parts[role]) for word, role in words("ru") if role in parts and word[-1] not in "аяьоуиеэю"]
    forms = ((maker.make(part, Gender.MALE, case, word), word) for word, part in men for case in cases)
    share, n, lost = undone(forms, "ru")
    assert n > 1000
    assert share > 0.99, lost


def test_russian_given_names_as_pymorphy_declines_them() -> None:
    analyzer = pytest.importorskip("pymorphy3").MorphAnalyzer()

    def forms() -> Iterator[tuple[str, str]]:
        for word, role in words("ru"):
            known = [p for p in analyzer.parse(word) if p.is_known and {"Name", "nomn"} <= p.tag.grammemes]
            if role == "given" and known:
                yield from (
                    (known[0].inflect({case}).word.capitalize(), word) for case in ("gent", "datv", "ablt", "loct")
                )

    share, n, lost = undone(forms(), "ru")
    assert n > 300
    assert share > 0.98, lost
