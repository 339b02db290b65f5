"""The lint of registry files: every slip is told with file, line, column and what was expected, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzresolve.registry.lint import lint
from kzresolve.registry.registry import Registry

HEADER = "id\tkind\tstrength\ttext\tlang\tcountry\tvalid_from\tvalid_to\tscript\torthography\n"
BUNDLED = sorted((Path(__file__).parents[2] / "src/kzresolve/tables/registry").glob("*.tsv"))


def told(folder: Path, rows: str, name: str = "my.tsv") -> list[tuple[int, str, str, str]]:
    (folder / name).write_text(rows, encoding="utf-8")
    return [(p.line, p.column, p.level, p.message) for p in lint([folder / name])]


def row(**cells: str) -> str:
    return "\t".join(cells.get(column, "") for column in HEADER.strip().split("\t")) + "\n"


@pytest.mark.parametrize(
    ("cells", "column", "level", "words"),
    [
        ({"text": "Cерік"}, "text", "warning", "Latin 'C' (U+0043) looks like Cyrillic 'С'; expected 'Серік'"),
        ({"text": "Тokayev"}, "text", "warning", "Cyrillic 'Т' (U+0422) looks like Latin 'T'; expected 'Tokayev'"),
        ({"text": "Berik  Uali"}, "text", "warning", "blanks at its ends or several together"),
        ({"text": "Berik\u200bUali"}, "text", "warning", "the invisible character U+200B"),
        ({"text": "\u202eilaU"}, "text", "warning", "the invisible character U+202E"),
        ({"text": "Вкусныи\u0306"}, "text", "warning", "is not composed (NFC)"),
        ({"text": "A", "kind": "MAN"}, "kind", "error", "kind 'MAN', expected PER, ORG, LOC, or empty"),
        ({"text": "A", "valid_from": "1.2.1999"}, "valid_from", "error", "expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"text": "A", "valid_to": "1999-02-29"}, "valid_to", "error", "date '1999-02-29', expected YYYY"),
        ({"text": "A", "valid_from": "2020-05", "valid_to": "2020-04-30"}, "valid_to", "warning", "before it begins"),
        ({"text": "A", "lang": "Kazakh"}, "lang", "warning", "'Kazakh', expected a code such as kk"),
        ({"text": "A", "country": "KAZ"}, "country", "warning", "'KAZ', expected two small letters"),
        ({"text": "A", "script": "Cyrillic"}, "script", "warning", "'Cyrillic', expected Latin for 'A'"),
        ({"text": "A", "orthography": "bgn"}, "orthography", "warning", "'bgn' is no system kzresolve knows"),
        ({"text": "A", "strength": "best"}, "strength", "error", "'best', expected one of name, alias, weak, role, id"),
        ({"text": "Q1", "strength": "id"}, "strength", "error", "'a' has no row with a name"),
        ({"text": ""}, "text", "error", "empty, expected a name"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, cells: dict[str, str], column: str, level: str, words: str) -> None:
    found = told(tmp_path, HEADER + row(id="a", **cells))
    assert (2, column, level) in {(line, where, how) for line, where, how, _ in found}
    assert words in " ".join(message for *_, message in found)


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    rows = [
        row(id="a", text="Cерік", valid_from="2019-02-30"),
        row(id="a", text="Серік", kind="MAN"),
        row(id="b", text="серік"),
        "b\tA\n",
        row(id="a", text="Z"),
    ]
    assert [(line, column, level) for line, column, level, _ in told(tmp_path, HEADER + "".join(rows))] == [
        (2, "text", "note"),
        (2, "text", "warning"),
        (2, "valid_from", "error"),
        (3, "kind", "error"),
        (3, "text", "note"),
        (5, "", "error"),
        (6, "id", "warning"),
    ]


def test_the_external_id_of_a_row_is_looked_at(tmp_path: Path) -> None:
    rows = row(id="a", text="A") + row(id="a", text="Q42", strength="id")
    assert told(tmp_path, HEADER + rows)[0][1:] == (
        "text",
        "error",
        "'Q42', expected a collection and an id there, as wikidata:Q42",
    )


def test_names_that_two_entities_have_are_notes_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\ttext\na\tTokayev\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "b", "name": "TOKAYEV"}\n', encoding="utf-8")
    (problem,) = lint([tmp_path / "a.tsv", tmp_path / "b.jsonl"])
    assert (problem.level, problem.file, problem.line) == ("note", str(tmp_path / "b.jsonl"), 1)
    assert f"'TOKAYEV' is a name of 'a' too ({tmp_path / 'a.tsv'}, line 2)" in str(problem)


def test_an_id_in_two_files_is_an_error(tmp_path: Path) -> None:
    for name in ("a.tsv", "b.tsv"):
        (tmp_path / name).write_text("id\ttext\na\tTokayev\n", encoding="utf-8")
    (problem,) = lint([tmp_path / "a.tsv", tmp_path / "b.tsv"])
    assert (problem.level, problem.column) == ("error", "id")
    assert f"id 'a' is taken ({tmp_path / 'a.tsv'}, line 2)" in problem.message


def test_every_broken_line_of_json_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, '{"id": "a"\n{"id": "b", "name": ""}\n{"id": "c", "name": "C"}\n[]\n', "my.jsonl")
    assert [(line, level) for line, _, level, _ in found] == [(1, "error"), (2, "error"), (4, "error")]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.sampled_from(["", "a", "PER", "name", "2019", "id", "x:1", " ", "\\"]), max_size=6)),
)
def test_what_it_finds_no_error_in_can_be_read(tmp_path: Path, rows: list[list[str]]) -> None:
    lines = ["id\ttext\tkind\tstrength\tvalid_to", *("\t".join(cells) for cells in rows)]
    (tmp_path / "x.tsv").write_text("\n".join(lines), encoding="utf-8")
    errors = [problem for problem in lint([tmp_path / "x.tsv"]) if problem.level == "error"]
    if errors:
        with pytest.raises(Exception, match=r"x\.tsv, line "):
            Registry.read(tmp_path / "x.tsv")
    else:
        Registry.read(tmp_path / "x.tsv")


def test_the_bundled_registry_is_clean() -> None:
    assert len(BUNDLED) > 10
    assert [str(problem) for problem in lint(BUNDLED) if problem.level != "note"] == []
