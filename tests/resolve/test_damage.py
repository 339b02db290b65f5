"""Names damaged by translation there and back: brought home to men a registry knows, unless configuration forbids."""

from __future__ import annotations

import pytest

from kzresolve import Config, Entity, Registry, Resolver, compare

# Officials of Kazakhstan, in the press as below after translation to Arabic, Hindi, Chinese or German and home.
MEN = {
    "yergozhin": ("Daulet Yergozhin", "Даулет Ергожин"),
    "gamaletdinov": ("Sultan Gamaletdinov",),
    "kazhegeldin": ("Akezhan Kazhegeldin", "Акежан Кажегельдин"),
    "tokayev": ("Kassym-Jomart Tokayev",),
    "nazarbayev": ("Nursultan Nazarbayev", "Нурсултан Назарбаев"),
    "massimov": ("Karim Massimov",),
}
DAMAGED = {
    "Dolit Ergozin": "yergozhin",
    "Sultan Jamal Aldinov": "gamaletdinov",
    "Akijan Kazyegildin": "kazhegeldin",
}
WITHOUT = Config(damage=False)


def resolver(config: Config | None = None) -> Resolver:
    return Resolver(Registry([Entity(id=i, name=n, kind="PER", aliases=more) for i, (n, *more) in MEN.items()]), config)


@pytest.mark.parametrize(("written", "meant"), DAMAGED.items())
def test_damaged_names_come_home(written: str, meant: str) -> None:
    found = resolver().resolve(written, kind="PER")
    assert found.status in {"resolved", "ambiguous"}
    assert found.candidates[0].entity.id == meant
    assert all(other.score < 0.35 for other in found.candidates[1:])


@pytest.mark.parametrize(
    "pair", [("Dolit Ergozin", "Daulet Yergozhin"), ("Sultan Jamal Aldinov", "Sultan Gamaletdinov")]
)
def test_evidence_names_the_damage_and_it_is_trusted_less(pair: tuple[str, str]) -> None:
    damaged = [reason for reason in compare(*pair).evidence if reason.kind == "damaged"]
    whole = compare(pair[1], pair[1])
    assert damaged
    assert damaged[0].weight < max(reason.weight for reason in whole.evidence)
    assert compare(*pair).score < whole.score


@pytest.mark.parametrize(("written", "meant"), DAMAGED.items())
def test_configuration_switches_it_off(written: str, meant: str) -> None:
    name = MEN[meant][0]
    strict = compare(written, name, config=WITHOUT)
    assert "damaged" not in {reason.kind for reason in strict.evidence}
    assert strict.score <= compare(written, name).score
    assert compare(name, MEN[meant][-1], config=WITHOUT).verdict == "same"


def test_without_it_the_worst_damaged_is_not_known() -> None:
    assert resolver(WITHOUT).resolve("Dolit Ergozin", kind="PER").status != "resolved"
