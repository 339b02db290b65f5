"""What the jobs refuse, whatever it is: with an InputError, never with an error of Python's own."""

from __future__ import annotations

from typing import Any

import pytest

from kzresolve import Config, InputError, Registry, Resolver


@pytest.mark.parametrize("limit", ["3", 1.5, None, 0])
def test_a_limit_is_a_whole_number(bundled: Resolver, limit: Any) -> None:
    with pytest.raises(InputError, match="whole number"):
        bundled.resolve("Astana", limit=limit)


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
