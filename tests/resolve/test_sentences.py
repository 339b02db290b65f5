"""Names are found in the sentences of tests/cases/sentences.tsv, each alone, without a registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kzresolve import Registry, Resolver

CASES = Path(__file__).parent.parent / "cases" / "sentences.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[3:]]
MARKED = re.compile(r"\{(PER|ORG|LOC) ([^}]+)\}")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Registry())


@pytest.mark.parametrize(("lang", "marked"), ROWS)
def test_the_marked_names_are_found_and_no_others(resolver: Resolver, lang: str, marked: str) -> None:
    wanted = [(name, kind) for kind, name in MARKED.findall(marked)]
    text = MARKED.sub(r"\2", marked)
    assert [(m.surface, m.kind) for m in resolver.annotate({"a": text}).mentions] == wanted
