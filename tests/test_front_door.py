"""The front door: it promises what it has, loads nothing heavy, and its results print, pickle and turn into JSON."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kzresolve as kz
from kzresolve.values import VERSION

if TYPE_CHECKING:
    from kzresolve.values import Value

TOKAYEV = kz.Entity(
    id="t", name="Kassym-Jomart Tokayev", kind="PER", aliases=(kz.Alias("Касым-Жомарт Токаев", lang="ru"),)
)


@pytest.fixture(scope="module")
def resolver() -> kz.Resolver:
    return kz.Resolver(kz.Registry([TOKAYEV]))


def python(code: str) -> str:
    """What a new Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_all_names_have_a_home_and_all_homes_are_named() -> None:
    assert set(kz.__all__) == {"__version__", *kz._HOME_OF}
    for name in kz.__all__:
        assert getattr(kz, name) is not None
    assert dir(kz) == sorted(kz.__all__)


def test_the_version_is_the_same_on_every_floor() -> None:
    assert kz.__version__ == VERSION


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reslove'"):
        kz.reslove  # noqa: B018


@pytest.mark.parametrize("heavy", ["numpy", "rich", "spacy", "click", "rapidfuzz", "hypothesis"])
def test_importing_loads_nothing_heavy(heavy: str) -> None:
    assert python(f"import sys, kzresolve; print({heavy!r} in sys.modules)") == "False\n"


def test_the_verb_resolve_is_not_hidden_by_the_floor_of_that_name() -> None:
    assert (
        python("import kzresolve as kz; kz.Resolver; import kzresolve.resolve.link; print(callable(kz.resolve))")
        == "True\n"
    )


def test_every_error_is_a_kzresolve_error_and_a_builtin_one() -> None:
    for error, builtin in [
        (kz.InputError, ValueError),
        (kz.TableError, ValueError),
        (kz.DuplicateError, KeyError),
        (kz.UnknownError, KeyError),
        (kz.ConflictError, ValueError),
        (kz.StoreError, RuntimeError),
    ]:
        assert issubclass(error, kz.KzresolveError)
        assert issubclass(error, builtin)
        assert str(error("no entity 'x'")) == "no entity 'x'"


def results(resolver: kz.Resolver) -> list[Value]:
    annotations = resolver.annotate({"a": "President Qasym-Zhomart Toqaev met Aruzhan Sain in Almaty."})
    return [
        TOKAYEV,
        kz.compare("Tokayev", "Токаев"),
        kz.parse("Токаев, Касым-Жомарт Кемелевич"),
        kz.Config(),
        resolver.resolve("Qasym-Zhomart Toqaev"),
        resolver.resolve("Angela Merkel"),
        annotations,
        *annotations.mentions,
        *annotations.entities,
        *resolver.group(["Tokayev", "Angela Merkel"]),
        *kz.readings("Tokajew"),
        *kz.variants("Токаев", limit=3),
        *kz.systems()[:3],
    ]


def test_results_are_frozen_and_pickle_and_turn_into_json(resolver: kz.Resolver) -> None:
    for result in results(resolver):
        assert pickle.loads(pickle.dumps(result)) == result
        assert json.loads(json.dumps(result.to_dict())) == result.to_dict()
        assert not any(key.startswith("_") for key in result.to_dict())
        field = next(iter(result.to_dict()))
        with pytest.raises(AttributeError):
            setattr(result, field, None)


def test_the_outermost_results_say_their_schema(resolver: kz.Resolver) -> None:
    for result in (resolver.resolve("Toqaev"), resolver.annotate({"a": "x"}), *resolver.group(["Toqaev"])):
        assert result.to_dict()["schema"] == 1


def test_results_say_what_made_them(resolver: kz.Resolver) -> None:
    result = resolver.annotate({"a": "Mr Tokayev spoke."})
    assert result.registry_version == resolver.registry.version
    assert len(result.weights_version) == 12
