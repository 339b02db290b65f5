"""Names are found in the sentences of tests/cases/sentences*.tsv, each alone: which, of what kind, and who they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kzresolve import Resolver

CASES = Path(__file__).parent.parent / "cases"
MARKED = re.compile(r"\{(PER|ORG|LOC) ([^}=]+)(?:=([^}]+))?\}")


def rows(file: str) -> list[list[str]]:
    """The rows of a table, without its two lines of comment and its head."""
    return [line.split("\t") for line in (CASES / file).read_text(encoding="utf-8").splitlines()[3:]]


def check(resolver: Resolver, sentence: str) -> None:
    """The names marked in the sentence are found, and no others; where they have ids, these too."""
    marked = sentence.replace("\\n", "\n")
    wanted = [(name, kind, entity_id) for kind, name, entity_id in MARKED.findall(marked)]
    mentions = resolver.annotate({"a": MARKED.sub(r"\2", marked)}).mentions
    known = any(entity_id for _, _, entity_id in wanted)
    assert [(m.surface, m.kind, m.entity_id if known else "") for m in mentions] == wanted


@pytest.mark.parametrize(("lang", "sentence"), rows("sentences.tsv"))
def test_the_marked_names_are_found_and_no_others(empty: Resolver, lang: str, sentence: str) -> None:
    check(empty, sentence)


@pytest.mark.parametrize(("lang", "sentence"), rows("sentences_bundled.tsv"))
def test_the_registry_says_who_the_marked_names_are(bundled: Resolver, lang: str, sentence: str) -> None:
    check(bundled, sentence)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        pytest.param(lang, sentence, marks=pytest.mark.xfail(reason=reason))
        for lang, sentence, reason in rows("sentences_known_failures.tsv")
    ],
)
def test_sentences_not_yet_read_right(empty: Resolver, bundled: Resolver, lang: str, sentence: str) -> None:
    check(bundled if "=" in sentence else empty, sentence)
