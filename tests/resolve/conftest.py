"""One resolver over the bundled registry for the whole run, and one without any entity."""

from __future__ import annotations

import pytest

from kzresolve import Registry, Resolver


@pytest.fixture(scope="session")
def bundled() -> Resolver:
    return Resolver(Registry.bundled())


@pytest.fixture(scope="session")
def empty() -> Resolver:
    return Resolver(Registry())
