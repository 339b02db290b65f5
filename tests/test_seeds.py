"""The five articles of seeds/: they are what they were, the gold fits them, and the figures asked for are reached."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import kzresolve as kz
from kzresolve.resolve.gold import read_gold

SEEDS = Path(__file__).parent.parent / "seeds"
DIGESTS = {
    "000_5040bb4f51894a00.txt": "86bf632de8e61c55ce39329c24eb73853c02e5de59fee98d1bf2fef187fa8eea",
    "001_7626aed1f9ddb9fc.txt": "58587588a3b448d40cbe4f37865664659e35f340e3f1e5bc14f157a20fd90fec",
    "002_b9010375fa7adab8.txt": "229ecba7db0c2970e95316b6af04278e4af5cc55e374d7eb1ce2e6b21ee46d4b",
    "003_099e65b51e619161.txt": "0a1fbe2cf593f38d2900e7957ed27bc5a82e77673888da6271cdc312fdc006da",
    "004_3306cdd0fdd95139.txt": "2b97d1b17164cafeec2c743a4d5db004e54dea94835aa69715e76c2f00483cee",
}


@pytest.fixture(scope="module")
def bundled() -> kz.Evaluation:
    return kz.evaluate(SEEDS / "gold", SEEDS)


@pytest.fixture(scope="module")
def empty() -> kz.Evaluation:
    return kz.evaluate(SEEDS / "gold", SEEDS, kz.Resolver(kz.Registry()))


def test_the_articles_are_kept_byte_for_byte() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*.txt")}
    assert found == DIGESTS


def test_the_gold_fits_the_articles_and_one_mention_is_ambiguous() -> None:
    gold = read_gold(SEEDS / "gold", SEEDS)
    assert len(gold.mentions) == 299
    assert len({m.entity_id for m in gold.mentions}) == len(gold.names) == 64
    assert sum(not m.scored for m in gold.mentions) == 1


def test_names_are_found_with_the_bundled_registry(bundled: kz.Evaluation) -> None:
    assert bundled.f1 >= 0.97


def test_spellings_are_grouped_with_the_bundled_registry(bundled: kz.Evaluation) -> None:
    assert bundled.b3_f1 >= 0.97


def test_entities_have_their_standard_names(bundled: kz.Evaluation) -> None:
    assert bundled.named is not None
    assert bundled.named >= 50


def test_names_are_found_without_a_registry(empty: kz.Evaluation) -> None:
    assert empty.f1 >= 0.80


def test_spellings_are_grouped_without_a_registry(empty: kz.Evaluation) -> None:
    assert empty.b3_f1 >= 0.93


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        (("Tokayev", "Toqaev", "Qasym-Zhomart Toqaev", "Kasim-Jomart Tokayev"), "Kassym-Jomart Tokayev"),
        (("Massimov", "Masimov", "Karim Masimov"), "Karim Massimov"),
        (("Nazarbayev", "Nazarbaev", "Nursultan Nazarbaev"), "Nursultan Nazarbayev"),
    ],
)
def test_the_spellings_of_one_man_are_one_entity(surfaces: tuple[str, ...], name: str) -> None:
    texts = {path.name: path.read_bytes().decode() for path in SEEDS.glob("*.txt")}
    result = kz.annotate(texts)
    names = {entity.id: entity.name for entity in result.entities}
    assert {names[m.entity_id] for m in result.mentions if m.surface in surfaces} == {name}
    assert {m.surface for m in result.mentions} >= set(surfaces)
