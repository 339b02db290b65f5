"""One resolver over the bundled registry for the whole run, and one without any entity."""

from __future__ import annotations

import pytest

from kzresolve import Alias, Entity, Registry, Resolver


@pytest.fixture(scope="session")
def bundled() -> Resolver:
    return Resolver(Registry.bundled())


@pytest.fixture(scope="session")
def empty() -> Resolver:
    return Resolver(Registry())


def _country(code: str, name: str, *more: str) -> Entity:
    return Entity(id=code, name=name, kind="LOC", aliases=more, country=code)


def _body(country: str, entity_id: str, name: str, weak: str) -> Entity:
    """A body with a form that is ambiguous when it stands alone."""
    return Entity(id=entity_id, name=name, kind="ORG", aliases=(Alias(weak, strength="weak"),), country=country)


@pytest.fixture(scope="session")
def small() -> Resolver:
    """A few countries, cities and bodies, for rules about what stands beside a registry name."""
    return Resolver(
        Registry(
            [
                _country("kz", "Kazakhstan", "Казахстан", "Қазақстан"),
                _country("us", "United States", "US", "U.S."),
                _country("jo", "Jordan"),
                Entity(id="almaty", name="Almaty", kind="LOC", aliases=("Алматы",), country="kz"),
                Entity(id="astana", name="Astana", kind="LOC", aliases=("Nur-Sultan", "Астана"), country="kz"),
                _body("us", "state", "US State Department", "State Department"),
                _body("kz", "court", "Supreme Court of Kazakhstan", "Supreme Court"),
                Entity(id="times", name="The Astana Times", kind="ORG"),
            ]
        )
    )
