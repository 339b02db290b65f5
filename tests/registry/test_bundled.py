"""The bundled registry: it loads, has no id twice, and knows the forms of tests/cases/bundled.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzresolve.registry.registry import Registry

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
