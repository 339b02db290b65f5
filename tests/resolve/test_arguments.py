"""What the jobs refuse, whatever it is: with an InputError, never with an error of Python's own."""

from __future__ import annotations

from typing import Any

import pytest

import kzresolve as kz
from kzresolve import Config, InputError, Registry, Resolver


@pytest.mark.parametrize("limit", ["3", 1.5, None, 0])
def test_a_limit_is_a_whole_number(bundled: Resolver, limit: Any) -> None:
    with pytest.raises(InputError, match="whole number"):
        bundled.resolve("Astana", limit=limit)


WHATEVER = [None, 5, float("nan"), b"Astana", ["a"], {"a": 1}, object()]


@pytest.mark.parametrize("wrong", WHATEVER)
def test_a_name_is_text(bundled: Resolver, wrong: Any) -> None:
    for verb in (kz.parse, kz.readings, kz.variants, kz.romanize, bundled.resolve):
        with pytest.raises(InputError, match="str"):
            verb(wrong)
    for pair in ((wrong, "Astana"), ("Astana", wrong)):
        with pytest.raises(InputError, match="a name must be a str"):
            kz.compare(*pair)
    for job in (bundled.resolve_many, bundled.group, Resolver(Registry()).group):
        with pytest.raises(InputError, match=r"names\[1\]: expected text"):
            job(["Astana", wrong])


@pytest.mark.parametrize("wrong", [5, float("nan"), b"PER", ["PER"], {"PER"}, "MAN"])
def test_settings_are_what_they_should_be(bundled: Resolver, wrong: Any) -> None:
    for verb in (
        lambda: kz.compare("a", "b", kind=wrong),
        lambda: kz.compare("a", "b", config=wrong),
        lambda: bundled.resolve("a", kind=wrong),
        lambda: bundled.group(["a"], kind=wrong),
        lambda: bundled.group(["a"], progress=wrong),
        lambda: bundled.resolve_many(["a"], progress=wrong),
        lambda: bundled.annotate({"a": "b"}, finder=wrong),
        lambda: Config(exonyms=wrong),
        lambda: Config(same=wrong),
        lambda: kz.evaluate("seeds/gold", "seeds", wrong),
    ):
        with pytest.raises(InputError):
            verb()


@pytest.mark.parametrize("wrong", [None, 5, b"x.tsv", ["x.tsv"]])
def test_a_path_is_a_path(wrong: Any) -> None:
    for verb in (Registry.read, Registry.open, Registry().write, lambda path: kz.evaluate(path, path)):
        with pytest.raises(InputError, match="path of a file"):
            verb(wrong)
    with pytest.raises(InputError, match="Entity"):
        Registry(wrong if not isinstance(wrong, list) else 5)  # type: ignore[arg-type]


def test_a_path_that_no_file_can_have_is_said() -> None:
    with pytest.raises(kz.StoreError, match="no file"):
        Registry.open("a\0b.db")


def test_history_is_asked_by_an_id() -> None:
    with pytest.raises(InputError, match="id of an entity"):
        Registry().history(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("names", ["Astana", 3, None])
def test_a_list_of_names_is_no_lone_string(bundled: Resolver, names: Any) -> None:
    for verb in (bundled.group, bundled.resolve_many):
        with pytest.raises(InputError, match="list of names"):
            verb(names)


def test_config_is_a_config() -> None:
    with pytest.raises(InputError, match="Config"):
        Resolver(Registry(), config=3)  # type: ignore[arg-type]
    assert Resolver(Registry(), config=Config(same=0.9)).config.same == 0.9


@pytest.mark.parametrize("spans", [None, [(0, 1)], [("0", 1, "LOC")], [(6, 8, "LOC")], [(0, 99, "LOC")], 3])
def test_a_finder_gives_spans_of_the_text(bundled: Resolver, spans: Any) -> None:
    with pytest.raises(InputError, match="finder"):
        bundled.annotate({"a": "Astana  x"}, finder=lambda _: spans)


@pytest.mark.parametrize("dates", ["2022", ["2022"], {"z": "2022"}])
def test_dates_are_a_mapping_of_the_documents_given(bundled: Resolver, dates: Any) -> None:
    with pytest.raises(InputError, match="dates"):
        bundled.annotate({"a": "x"}, dates=dates)
