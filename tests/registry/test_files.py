"""Our own registry files, TSV and JSONL: what they may look like, and errors that name file, line and column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kzresolve.errors import TableError
from kzresolve.registry.model import Alias, Entity
from kzresolve.registry.registry import Registry

HEADER = "id\tkind\tstrength\ttext\tlang\tcountry\tvalid_from\tvalid_to\tsource\tnote\n"


@pytest.mark.parametrize("ending", [".tsv", ".jsonl"])
def test_an_empty_registry_is_a_file_too(tmp_path: Path, ending: str) -> None:
    Registry().write(tmp_path / f"r{ending}")
    assert len(Registry.read(tmp_path / f"r{ending}")) == 0


def read(tmp_path: Path, content: str, name: str = "my.tsv") -> Registry:
    (tmp_path / name).write_bytes(content.encode())
    return Registry.read(tmp_path / name)


def test_two_columns_are_enough(tmp_path: Path) -> None:
    registry = read(tmp_path, "id\ttext\nuali\tBerik Uali\nuali\tБерик Уали\n")
    assert registry["uali"] == Entity(id="uali", name="Berik Uali", aliases=(Alias("Берик Уали"),))


def test_the_row_marked_name_is_canonical_wherever_it_stands(tmp_path: Path) -> None:
    registry = read(tmp_path, "id\tstrength\ttext\nu\talias\tБерик Уали\nx\tname\tX\nu\tname\tBerik Uali\n")
    assert registry["u"].name == "Berik Uali"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_comments_empty_lines_and_a_byte_order_mark_do_not_matter(tmp_path: Path, end: str) -> None:
    lines = ["\ufeffid\ttext", "# people", "", "u\tBerik Uali", ""]
    assert list(read(tmp_path, end.join(lines))) == [Entity(id="u", name="Berik Uali")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "line 1: column id and text missing"),
        ("id\tname\n", "line 1: column text missing; expected id, kind"),
        ("id\ttext\tcolour\n", "line 1: unknown column 'colour'"),
        ("id\ttext\ttext\n", "line 1: a column stands twice"),
        ("id\ttext\nu\n", r"line 2: 1 cells, expected 2 \(id, text\)"),
        ("id\ttext\n\n# x\nu\tA\tB\n", "line 4: 3 cells, expected 2"),
        ("id\ttext\n\tBerik\n", "line 2, column id: entity id ''"),
        ("id\ttext\nu\t \n", "line 2, column text: empty"),
        ("id\ttext\tkind\nu\tA\tMAN\n", "line 2, column kind: kind 'MAN', expected PER, ORG, LOC"),
        ("id\ttext\tkind\nu\tA\tPER\nu\tB\tORG\n", "line 3, column kind: kind 'ORG' differs from 'PER'"),
        (
            "id\ttext\tcountry\nu\tA\tkz\nu\tB\t\n",
            "line 3, column country: country '' differs from 'kz'",
        ),
        (
            "id\ttext\tstrength\nu\tA\tbest\n",
            "line 2, column strength: 'best', expected one of name, alias",
        ),
        ("id\ttext\tvalid_from\nu\tA\t2019/03\n", "line 2, column valid_from: date '2019/03'"),
        ("id\ttext\tstrength\nu\tA\tname\nu\tB\tname\n", "two canonical names"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_place(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence) as caught:
        read(tmp_path, content)
    assert str(tmp_path / "my.tsv") in str(caught.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "line 2, column 2: not JSON"),
        ("[]", "line 2: not an entity .expected an object"),
        ('{"id": "u"}', "line 2: not an entity"),
        ('{"id": 1, "name": "A"}', "line 2: not an entity .entity id 1"),
        ('{"id": "u", "name": "A", "aliases": "Abc"}', "aliases must be a list, not str"),
        ('{"id": "u", "name": "A", "aliases": [{"text": "B", "lang": 5}]}', "lang must be a str, not int"),
        ('{"id": "u", "name": "A", "age": 5}', "unexpected keyword argument 'age'"),
        ('{"id": "u", "name": "\\ud800"}', "lone surrogate"),
        ("[" * 100_000, "line 2"),
        ("1" * 5000, "line 2"),
    ],
)
def test_what_is_wrong_in_json_lines_is_told_with_its_place(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence):
        read(tmp_path, json.dumps({"id": "x", "name": "X"}) + "\n" + line + "\n", "my.jsonl")


def test_an_id_twice_in_json_lines_is_refused(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "name": "X"}) + "\n"
    with pytest.raises(Exception, match="'x' is taken"):
        read(tmp_path, line + line, "my.jsonl")


def test_an_unknown_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"expected an ending among \.tsv, \.jsonl"):
        Registry().write(tmp_path / "my.xlsx")
    assert not list(tmp_path.iterdir())
