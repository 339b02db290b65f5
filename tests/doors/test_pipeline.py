"""File pipelines: every format in and out, all rows and columns kept, never half a file, mistakes named."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kzresolve as kz
from kzresolve.doors.answers import Answers
from kzresolve.doors.cli import cli
from kzresolve.doors.pipeline import Job, group_file, resolve_file

REGISTRY = (
    "id\tkind\tstrength\ttext\tvalid_from\tvalid_to\n"
    "t\tPER\tname\tKassym-Jomart Tokayev\t\t\n"
    "m\tPER\tname\tKarim Massimov\t\t\n"
    "c\tLOC\tname\tAstana\t\t\n"
    "c\tLOC\talias\tNursultan\t2019-03-23\t2022-09-17\n"
)
ROWS = [
    {"n": "1", "name": "Qasym-Zhomart Toqaev", "kind": "PER", "day": "", "note": 'a, "b"'},
    {"n": "2", "name": "", "kind": "", "day": "", "note": "two\nlines"},
    {"n": "3", "name": "Angela Merkel", "kind": "PER", "day": "", "note": "a\ttab"},
    {"n": "4", "name": "Nursultan", "kind": "LOC", "day": "2020-01-01", "note": ""},
    {"n": "5", "name": "Nursultan", "kind": "LOC", "day": "2024-01-01", "note": "ы"},
    {"n": "6", "name": "Карим Масимов", "kind": "", "day": "", "note": ""},
]
ADDED = ["entity_id", "canonical", "score", "status"]
FORMATS = ["csv", "tsv", "jsonl", "parquet", "csv.gz", "jsonl.gz"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "my.tsv").write_text(REGISTRY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows in the format of the path's ending."""
    ending = path.name.partition(".")[2]
    if ending == "parquet":
        pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        pytest.importorskip("pyarrow.parquet").write_table(pa.Table.from_pylist(rows), path)
        return path
    with (
        gzip.open(path, "wt", encoding="utf-8", newline="")
        if ending.endswith(".gz")
        else path.open("w", encoding="utf-8", newline="") as file
    ):
        if ending.startswith("jsonl"):
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        elif ending == "tsv":
            lines = [list(rows[0]), *([" ".join(cell.split()) for cell in row.values()] for row in rows)]
            file.writelines("\t".join(line) + "\n" for line in lines)
        else:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return path


def got(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, as text, "" for nothing."""
    ending = path.name.partition(".")[2]
    if ending == "parquet":
        rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    else:
        data = gzip.decompress(path.read_bytes()) if ending.endswith(".gz") else path.read_bytes()
        lines = data.decode().splitlines(keepends=True)
        if ending.startswith("jsonl"):
            rows = [json.loads(line) for line in lines]
        elif ending == "tsv":
            header, *cells = [line.removesuffix("\n").split("\t") for line in lines]
            rows = [dict(zip(header, row, strict=True)) for row in cells]
        else:
            rows = list(csv.DictReader(lines))
    return [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]


def blank(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as TSV has them, whose cells hold no tabs and line ends."""
    return [{key: " ".join(value.split()) for key, value in row.items()} for row in rows]


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="kzresolve", input=stdin)


def small(command: str, *arguments: str, stdin: bytes | None = None) -> Result:
    return run(command, "--no-bundled", "--registry", "my.tsv", *arguments, stdin=stdin)


BY_ROW = ("--column", "name", "--kind-column", "kind", "--on-column", "day")


@pytest.mark.parametrize("into", FORMATS)
@pytest.mark.parametrize("ending", FORMATS)
def test_resolve_keeps_all_and_adds_the_answers_whatever_the_formats(folder: Path, ending: str, into: str) -> None:
    put(folder / f"names.{ending}", ROWS)
    done = small("resolve", "--input", f"names.{ending}", *BY_ROW, "--output", f"out.{into}")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"6 rows in out.{into}: 3 resolved, 0 ambiguous, 2 unknown, 1 without a name\n"
    found = got(folder / f"out.{into}")
    assert [list(row) for row in found] == [[*ROWS[0], *ADDED]] * len(ROWS)
    own = [{key: value for key, value in row.items() if key not in ADDED} for row in found]
    assert own == (blank(ROWS) if "tsv" in (ending, into) else ROWS)
    resolver = kz.Resolver(kz.Registry.read("my.tsv"))
    for row, answer in zip(ROWS, found, strict=True):
        expected = [""] * len(ADDED)
        if row["name"]:
            x = resolver.resolve(row["name"], kind=row["kind"] or None, on=row["day"] or None)
            entity = [x.entity.id, x.entity.name] if x.entity else ["", ""]
            expected = [*entity, str(x.score), x.status]
        assert [answer[column] for column in ADDED] == expected
    assert [row["entity_id"] for row in found] == ["t", "", "", "c", "", "m"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"names.{ending}", f"out.{into}", "my.tsv"])


@pytest.mark.parametrize("ending", FORMATS)
def test_group_numbers_the_rows_by_entity(folder: Path, ending: str) -> None:
    rows = [{"name": name, "x": str(n)} for n, name in enumerate(["Wladimir Putin", "", "Karim Masimov", "Путин"])]
    put(folder / f"names.{ending}", rows)
    done = small("group", "--input", f"names.{ending}", "--column", "name", "--output", "out.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "3 names in 2 groups: out.csv\n"
    assert [tuple(row.values()) for row in got(folder / "out.csv")] == [
        ("Wladimir Putin", "0", "1", "Wladimir Putin", ""),
        ("", "1", "", "", ""),
        ("Karim Masimov", "2", "2", "Karim Massimov", "m"),
        ("Путин", "3", "1", "Wladimir Putin", ""),
    ]


@pytest.mark.parametrize("command", ["resolve", "group"])
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_a_pipe_gives_what_a_file_gives(folder: Path, command: str, form: str) -> None:
    path = put(folder / f"names.{form}", blank(ROWS))
    piped = small(command, "--input", "-", "--input-format", form, "--column", "name", stdin=path.read_bytes())
    assert (piped.exit_code, piped.stderr) == (0, "")
    small(command, "--input", path.name, "--column", "name", "--output", f"out.{form}")
    assert piped.stdout == (folder / f"out.{form}").read_text(encoding="utf-8")


@pytest.mark.parametrize(("given", "kept"), [(";", ";"), ("\t", "\t"), (",", ",")])
def test_csv_as_a_spreadsheet_writes_it_is_read_and_given_back(folder: Path, given: str, kept: str) -> None:
    table = f'id{given}name\r\n1{given}Wladimir Putin\r\n2{given}"a,b;c\td"\r\n'
    (folder / "names.csv").write_text(table, encoding="utf-8-sig", newline="")
    done = small("resolve", "--input", "names.csv", "--column", "name", "--output", "out.csv")
    assert done.exit_code == 0, done.stderr
    lines = (folder / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "\ufeff" + kept.join(["id", "name", *ADDED])
    assert lines[1].startswith(f"1{kept}Wladimir Putin{kept}")
    assert small("resolve", "--input", "names.csv", "--column", "name").stdout.startswith(f"id{kept}name")


def test_candidates_are_listed_where_they_are_asked_for(folder: Path) -> None:
    names = ["Karim Tokayev", "Karim Massimov", ""]
    put(folder / "names.csv", [{"name": name} for name in names])
    arguments = ("resolve", "--input", "names.csv", "--column", "name", "--output", "out.csv")
    assert small(*arguments, "--candidates", "2").exit_code == 0
    resolver = kz.Resolver(kz.Registry.read("my.tsv"))
    for name, row in zip(names, got(folder / "out.csv"), strict=True):
        best = resolver.resolve(name).candidates[:2] if name else ()
        assert row["candidates"] == "; ".join(f"{one.entity.id} {one.score:.2f}" for one in best)
    assert small(*arguments).exit_code == 0
    assert "candidates" not in got(folder / "out.csv")[0]


def test_types_of_parquet_are_kept_and_those_added_do_not_depend_on_the_rows(folder: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.table({"name": pa.array([None, "Toqaev"]), "n": pa.array([1, None], pa.int8()), "l": [["a"], None]})
    parquet.write_table(table, "names.parquet")
    small("resolve", "--input", "names.parquet", "--column", "name", "--output", "out.parquet")
    parquet.write_table(table.slice(0, 0), "none.parquet")
    small("resolve", "--input", "none.parquet", "--column", "name", "--output", "none_out.parquet")
    schema = parquet.read_schema("out.parquet")
    assert schema.names == ["name", "n", "l", *ADDED]
    assert schema.types[:3] == table.schema.types
    assert parquet.read_schema("none_out.parquet").types == schema.types
    assert parquet.read_table("none_out.parquet").num_rows == 0


def test_a_table_without_rows_keeps_its_header(folder: Path) -> None:
    (folder / "names.csv").write_text("id,name\n", encoding="utf-8")
    assert small("resolve", "--input", "names.csv", "--column", "name").stdout == f"id,name,{','.join(ADDED)}\n"


def test_a_prefix_makes_room_for_a_second_run(folder: Path) -> None:
    put(folder / "names.csv", ROWS)
    small("resolve", "--input", "names.csv", "--column", "name", "--output", "names.csv")
    again = small("resolve", "--input", "names.csv", "--column", "name")
    assert "names.csv: has a column 'entity_id' already; give the new ones a --prefix" in again.stderr
    second = small("resolve", "--input", "names.csv", "--column", "name", "--prefix", "x_", "--output", "names.csv")
    assert second.exit_code == 0
    assert list(got(folder / "names.csv")[0])[-4:] == [f"x_{column}" for column in ADDED]


# Never half a file, and resumed -----------------------------------------------------------------------------------


def job(**given: Any) -> Job:
    return Job(**{"path": "names.csv", "column": "name", "output": "out.csv", "chunk": 2, **given})


class Counted(kz.Resolver):
    """Notes what it is asked."""

    def __init__(self, registry: kz.Registry, config: kz.Config | None = None) -> None:
        super().__init__(registry, config)
        self.asked: list[str] = []

    def resolve_each(self, names: Any, *arguments: Any, **named: Any) -> Iterator[kz.Resolution]:
        self.asked += names
        return super().resolve_each(names, *arguments, **named)


def test_a_run_that_failed_leaves_no_output_and_the_next_goes_on_where_it_was(folder: Path) -> None:
    put(folder / "names.csv", ROWS)
    whole = Counted(kz.Registry.read("my.tsv"))
    resolve_file(job(output="whole.csv"), whole)
    good = (folder / "names.csv").read_text(encoding="utf-8")
    (folder / "names.csv").write_text(good + "7,too short\n", encoding="utf-8")
    with pytest.raises(kz.TableError, match="line 9: 2 cells, expected 5"):
        resolve_file(job(), Counted(kz.Registry.read("my.tsv")))
    assert not (folder / "out.csv").exists()
    (folder / "names.csv").write_text(good, encoding="utf-8")
    again = Counted(kz.Registry.read("my.tsv"))
    resolve_file(job(), again)
    assert again.asked == []
    assert (folder / "out.csv").read_bytes() == (folder / "whole.csv").read_bytes()
    assert not (folder / "out.csv.partial").exists()


def test_a_grouping_that_was_broken_off_does_not_look_names_up_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "names.csv", ROWS)
    group_file(job(output="whole.csv"), kz.Resolver(kz.Registry.read("my.tsv")))

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as within, pytest.raises(KeyboardInterrupt):
        within.setattr("kzresolve.doors.pipeline.grouped", broken)
        group_file(job(), kz.Resolver(kz.Registry.read("my.tsv")))
    assert not (folder / "out.csv").exists()
    again = Counted(kz.Registry.read("my.tsv"))
    group_file(job(), again)
    assert again.asked == []
    assert (folder / "out.csv").read_bytes() == (folder / "whole.csv").read_bytes()
    assert not (folder / "out.csv.partial").exists()


@pytest.mark.parametrize("changed", ["names", "registry", "kind", "config"])
def test_kept_answers_are_used_only_for_what_they_answer(folder: Path, changed: str) -> None:
    put(folder / "names.csv", ROWS)
    text = (folder / "names.csv").read_text(encoding="utf-8")
    (folder / "names.csv").write_text(text + "7,too short\n", encoding="utf-8")
    with pytest.raises(kz.TableError):
        resolve_file(job(), kz.Resolver(kz.Registry.read("my.tsv")))
    (folder / "names.csv").write_text(text.replace("Angela", "Andrea") if changed == "names" else text, "utf-8")
    if changed == "registry":
        (folder / "my.tsv").write_text(REGISTRY + "a\tPER\tname\tAngela Merkel\t\t\n", encoding="utf-8")
    config = kz.Config(same=0.999) if changed == "config" else None
    resolver = Counted(kz.Registry.read("my.tsv"), config)
    options = {"kind": "PER"} if changed == "kind" else {}
    resolve_file(job(**options), resolver)
    names = [row["name"] for row in ROWS if row["name"]]
    once = list(dict.fromkeys(names))
    assert resolver.asked == (["Andrea Merkel", "Nursultan"] if changed == "names" else once)
    resolve_file(job(output="whole.csv", **options), Counted(kz.Registry.read("my.tsv"), config))
    assert (folder / "out.csv").read_bytes() == (folder / "whole.csv").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_killed_run_leaves_no_output_and_can_be_resumed(folder: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    text = put(folder / "names.csv", ROWS).read_bytes()
    code = (
        "import kzresolve as kz; from kzresolve.doors.pipeline import Job, resolve_file\n"
        f"job = Job('-', 'name', 'out.{ending}', form='csv', chunk=2)\n"
        "resolve_file(job, kz.Resolver(kz.Registry.read('my.tsv')))"
    )
    (folder / f"out.{ending}").write_bytes(b"what stood there before")
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as program:
        assert program.stdin
        program.stdin.write(text[: text.index(b"\n5,") + 1])  # and then it waits for more
        program.stdin.flush()
        beside = folder / f"out.{ending}.partial"
        deadline = time.monotonic() + 60
        while not list(beside.glob("*.answers.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        with pytest.raises(kz.TableError, match="another run is writing it"):
            resolve_file(job(output=f"out.{ending}"), kz.Resolver(kz.Registry()))
        program.send_signal(signal.SIGKILL)
    assert (folder / f"out.{ending}").read_bytes() == b"what stood there before"
    resolver = Counted(kz.Registry.read("my.tsv"))
    resolve_file(job(output=f"out.{ending}"), resolver)
    assert "Qasym-Zhomart Toqaev" not in resolver.asked
    assert [row["entity_id"] for row in got(folder / f"out.{ending}")] == ["t", "", "", "c", "c", "m"]
    assert not beside.exists()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of Python 3.12, where threads are about
def test_several_processes_write_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzresolve.doors.answers._ALONE", 1)
    put(folder / "names.csv", ROWS)
    for command, columns in (("resolve", BY_ROW), ("group", ("--column", "name"))):
        for workers in ("1", "2"):
            small(command, "--input", "names.csv", *columns, "--output", f"out{workers}.csv", "--workers", workers)
        assert (folder / "out2.csv").read_bytes() == (folder / "out1.csv").read_bytes()
    assert "--workers" in small("resolve", "Toqaev", "--workers", "0").stderr


def test_no_more_than_a_chunk_is_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "names.csv", [{"name": f"Name{chr(97 + i)}"} for i in range(7)])
    sizes: list[int] = []
    true = Answers.__call__

    def counted(self: Answers, questions: Any, *more: Any) -> Any:
        sizes.append(len(questions))
        return true(self, questions, *more)

    monkeypatch.setattr(Answers, "__call__", counted)
    resolve_file(job(), kz.Resolver(kz.Registry()))
    assert sizes == [2, 2, 2, 1]


def test_it_tells_how_far_it_is(folder: Path) -> None:
    put(folder / "names.csv", ROWS)
    told: list[tuple[int, float | None]] = []
    resolve_file(job(), kz.Resolver(kz.Registry()), lambda rows, share: told.append((rows, share)))
    assert [rows for rows, _ in told] == [2, 2, 4, 4, 6, 6]  # of the names of a chunk, and when it is written
    shares = [share or 0.0 for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 1 == shares[-1]


# Mistakes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.csv", "id,name\n1,a\n2\n", "a.csv, line 3: 1 cell, expected 2"),
        (
            "a.csv",
            'id,name\n1,"a\n2,b\n',
            "a.csv, line 3: unexpected end of data; is a quote out of place or not closed?",
        ),
        ("a.csv", 'id,name\n1,"a"b\n', "a.csv, line 2: "),
        ("a.csv", "name,name\na,b\n", "a.csv, line 1: column 'name' stands there twice"),
        ("a.csv", "id,title\n1,a\n", "a.csv: no column 'name'; it has 'id', 'title'"),
        ("a.csv", "", "a.csv: empty; expected a header"),
        ("a.csv", "name,kind\na,\nb,MAN\n", "a.csv, line 3, column 'kind': kind 'MAN': expected PER, ORG, LOC or None"),
        ("a.csv", "name,day\na,May\n", "a.csv, line 2, column 'day': date 'May': expected"),
        ("a.tsv", "id\tname\n1\ta\tb\n", "a.tsv, line 2: 3 cells, expected 2"),
        (
            "a.jsonl",
            '{"name": "a"}\n\n{"name": 5}\n',
            "a.jsonl, line 3, column 'name': expected a name as text, not int 5",
        ),
        ("a.jsonl", '{"name": "a"}\n{"name": "b"\n', "a.jsonl, line 2: no JSON ("),
        ("a.jsonl", '["a"]\n', "a.jsonl, line 1: expected a JSON object, not list"),
        ("a.jsonl", "\n", "a.jsonl: empty; expected a JSON object on each line"),
        ("a.jsonl", '{"name": "\\ud800"}\n', "a.jsonl, line 1, column 'name': '\\ud800' holds a lone surrogate"),
        ("a.parquet", "PAR1", "a.parquet: cannot be read as Parquet ("),
        ("a.txt", "name\na\n", "a.txt: format not known; expected an ending among .csv, .tsv"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_written(
    folder: Path, name: str, text: str, sentence: str
) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    (folder / name).write_text(text, encoding="utf-8")
    columns = ["--column", "name"]
    columns += ["--kind-column", "kind"] if "kind" in text else []
    columns += ["--on-column", "day"] if "day" in text else []
    done = small("resolve", "--input", name, *columns, "--output", "out.csv")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"kzresolve: {sentence}")
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, "my.tsv"])


def test_what_columns_cannot_hold_is_named(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"name": "a", "x": 1}\n{"name": "b", "y": 2}\n{"name": "c"}\n', encoding="utf-8")
    resolver = kz.Resolver(kz.Registry())
    with pytest.raises(kz.TableError, match=r"a.jsonl, line 2 to line 2: there is a key 'y', which no object before"):
        resolve_file(job(path="a.jsonl", chunk=1), resolver)
    resolve_file(job(path="a.jsonl", chunk=2), resolver)
    assert list(got(folder / "out.csv")[0]) == ["name", "x", "y", *ADDED]
    resolve_file(job(path="a.jsonl", chunk=1, output="out.jsonl"), resolver)
    assert [list(row) for row in got(folder / "out.jsonl")] == [
        ["name", "x", *ADDED],
        ["name", "y", *ADDED],
        ["name", *ADDED],
    ]
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    (folder / "a.jsonl").write_text('{"name": "a", "x": 1}\n{"name": "b", "x": "one"}\n', encoding="utf-8")
    with pytest.raises(kz.TableError, match=r"a.jsonl, line 2 to line 2: a column has cells of different types"):
        resolve_file(job(path="a.jsonl", chunk=1, output="out.parquet"), resolver)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["resolve", "--input", "none.csv", "--column", "name"], "none.csv: there is no such file"),
        (
            ["resolve", "--input", "none.parquet", "--column", "name", "-o", "out.csv"],
            "none.parquet: there is no such file",
        ),
        (["resolve", "--input", "-", "--column", "name"], "standard input: format not known"),
        (
            ["resolve", "--input", "-", "--column", "name", "--input-format", "parquet"],
            "Parquet cannot be read from a pipe",
        ),
        (
            ["resolve", "--input", "names.csv", "--column", "name", "--output-format", "parquet"],
            "Parquet is not written to a pipe",
        ),
        (
            ["resolve", "--input", "names.csv", "--column", "name", "--output", "out.xls"],
            "out.xls: a spreadsheet; save it as",
        ),
        (["resolve", "--input", "names.csv", "--column", "name", "--output", "no/out.csv"], "no/out.csv: cannot be"),
        (["resolve", "--input", "names.csv", "--column", "name", "--output", "dir.csv"], "dir.csv: a folder"),
        (["resolve", "--input", "names.csv"], "--input needs --column"),
        (["resolve", "--input", "names.csv", "--column", "name", "Toqaev"], "--input and Toqaev: choose one"),
        (["resolve", "--input", "names.csv", "--column", "name", "--why"], "--input and --why: choose one"),
        (["resolve", "--column", "name", "Toqaev"], "go with --input"),
        (["resolve", "--input", "names.csv", "--column", "name", "--on", "May"], "date 'May': expected"),
        (
            ["resolve", "--input", "names.csv", "--column", "name", "--kind", "PER", "--kind-column", "kind"],
            "--kind and --kind-column: choose one",
        ),
        (["resolve"], "expected a NAME, or --input FILE"),
        (["group"], "expected a FILE, or --input FILE"),
        (["group", "--input", "names.csv", "--column", "name", "--json"], "--input and --json: choose one"),
    ],
)
def test_a_mistake_on_the_command_line_gets_a_sentence(folder: Path, arguments: list[str], sentence: str) -> None:
    put(folder / "names.csv", ROWS)
    (folder / "dir.csv").mkdir()
    done = small(*arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == ["dir.csv", "my.tsv", "names.csv"]


def test_without_pyarrow_the_message_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "names.csv", ROWS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = small("resolve", "--input", "names.csv", "--column", "name", "--output", "out.parquet")
    assert (done.exit_code, done.stderr) == (2, "kzresolve: Parquet needs pyarrow: pip install 'kzresolve[parquet]'\n")
