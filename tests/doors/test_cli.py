"""The command line: what commands print for people and machines, exit codes, and a sentence for every mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kzresolve import Registry, systems
from kzresolve.doors.cli import cli

ARTICLE = "President Qasym-Zhomart Toqaev spoke on Sunday.\r\nMr Toqaev was in Almaty; Тоқаев left.\n"
REGISTRY = (
    "id\tkind\tstrength\ttext\tlang\tcountry\n"
    "t\tPER\tname\tKassym-Jomart Tokayev\ten\tkz\n"
    "t\tPER\talias\tТоқаев\tkk\tkz\n"
    "m\tPER\tname\tKarim Massimov\ten\tkz\n"
    "a\tLOC\tname\tAlmaty\ten\tkz\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "my.tsv").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "names.txt").write_bytes(b"Karim Massimov\r\n\r\nVladimir Putin\r\nKarim Masimov\r\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def run(*arguments: str, color: bool = False, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="kzresolve", color=color, input=stdin)


def small(command: str, *arguments: str, color: bool = False, stdin: bytes | None = None) -> Result:
    """A command with the small registry above instead of the bundled one."""
    return run(command, "--no-bundled", "--registry", "my.tsv", *arguments, color=color, stdin=stdin)


# annotate ---------------------------------------------------------------------------------------------------------


def test_annotate_prints_a_table_with_every_spelling_and_what_made_it(folder: Path) -> None:
    result = small("annotate", "article.txt")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["KIND", "NAME", "MENTIONS", "DOCS", "ID", "SPELLINGS"]
    assert lines[1].split() == [
        *["PER", "Kassym-Jomart", "Tokayev", "3", "1", "t"],
        *["Qasym-Zhomart", "Toqaev,", "Toqaev,", "Тоқаев"],
    ]
    assert lines[2].split() == ["LOC", "Almaty", "1", "1", "a", "Almaty"]
    assert lines[-2] == "4 mentions of 2 entities, 2 of them in the registry, in 1 document"
    assert lines[-1].startswith(f"made with registry {Registry.read('my.tsv').version}, weights ")
    assert result.stderr == ""


def test_annotate_gives_the_result_as_json(folder: Path) -> None:
    data = json.loads(small("annotate", "--json", "article.txt").stdout)
    assert data["schema"] == 1
    assert data["registry_version"] == Registry.read("my.tsv").version
    assert {entity["id"] for entity in data["entities"]} == {"t", "a"}
    for mention in data["mentions"]:
        assert ARTICLE[mention["start"] : mention["end"]] == mention["surface"]


def test_annotate_gives_one_row_a_mention_as_tsv(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(small("annotate", "--tsv", "article.txt").stdout), delimiter="\t"))
    assert list(rows[0]) == ["doc", "start", "end", "surface", "kind", "entity_id", "name", "score"]
    assert [(row["surface"], row["entity_id"]) for row in rows] == [
        ("Qasym-Zhomart Toqaev", "t"),
        ("Toqaev", "t"),
        ("Almaty", "a"),
        ("Тоқаев", "t"),
    ]
    for row in rows:
        assert ARTICLE[int(row["start"]) : int(row["end"])] == row["surface"]
        assert (row["doc"], row["name"]) in {("article.txt", "Kassym-Jomart Tokayev"), ("article.txt", "Almaty")}
        assert 0 <= float(row["score"]) <= 1


def test_annotate_reads_standard_input(folder: Path) -> None:
    data = json.loads(small("annotate", "--json", "-", stdin=ARTICLE.encode()).stdout)
    assert {mention["doc"] for mention in data["mentions"]} == {"-"}


def test_files_of_one_name_are_two_documents(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "article.txt").write_bytes(ARTICLE.encode())
    data = json.loads(small("annotate", "--json", "article.txt", "sub/article.txt", "article.txt").stdout)
    assert {mention["doc"] for mention in data["mentions"]} == {"article.txt", "sub/article.txt", "article.txt#2"}


def test_annotate_says_with_its_exit_code_that_nothing_was_found(folder: Path) -> None:
    (folder / "dull.txt").write_text("nothing happened, and nobody was there.\n", encoding="utf-8")
    result = small("annotate", "dull.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("0 mentions of 0 entities")


def test_names_are_read_as_of_a_day(folder: Path) -> None:
    rows = ["id\tkind\ttext\tvalid_from\tvalid_to", "c\tLOC\tAstana\t\t", "c\tLOC\tZarechny\t2019-03-23\t2022-09-17"]
    (folder / "my.tsv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "a.txt").write_text("They met in the city of Zarechny.\n", encoding="utf-8")
    then = json.loads(small("annotate", "--json", "--date", "2020-01-01", "a.txt").stdout)
    later = json.loads(small("annotate", "--json", "--date", "2024-01-01", "a.txt").stdout)
    assert [m["entity_id"] for m in then["mentions"]] == ["c"]
    assert [m["entity_id"] for m in later["mentions"]] != ["c"]


def test_colours_are_for_terminals_and_can_be_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[36mPER\x1b[0m" in small("annotate", "article.txt", color=True).stdout
    assert "\x1b" not in small("annotate", "article.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in small("annotate", "article.txt", color=True).stdout


# resolve, group, compare, evaluate --------------------------------------------------------------------------------


def test_resolve_says_whom_names_mean(folder: Path) -> None:
    result = small("resolve", "Qasym-Zhomart Toqaev", "Karim Masimov")
    assert result.exit_code == 0, result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("Qasym-Zhomart Toqaev: PER Kassym-Jomart Tokayev [t], ")
    assert second.startswith("Karim Masimov: PER Karim Massimov [m], ")


def test_resolve_abstains_and_says_so_with_its_exit_code(folder: Path) -> None:
    result = small("resolve", "Angela Merkel")
    assert result.exit_code == 1
    assert result.stdout.startswith("Angela Merkel: unknown")


def test_resolve_explains(folder: Path) -> None:
    lines = small("resolve", "--why", "Karim Masimov").stdout.splitlines()
    assert lines[1].startswith("    Karim Masimov | Karim Massimov: same, ")
    assert any("Karim = Karim" in line for line in lines[2:])


def test_resolve_gives_json(folder: Path) -> None:
    data = json.loads(
        small("resolve", "--json", "--kind", "PER", "--on", "2022-01-09", "Toqaev", "Angela Merkel").stdout
    )
    assert [x["status"] for x in data["resolutions"]] == ["resolved", "unknown"]
    assert data["schema"] == 1
    assert len(data["registry_version"]) == len(data["weights_version"]) == 12


def test_group_prints_a_table(folder: Path) -> None:
    result = small("group", "names.txt")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[1].split() == ["Karim", "Massimov", "2", "m", "Karim", "Massimov,", "Karim", "Masimov"]
    assert lines[2].split() == ["Vladimir", "Putin", "1", "Vladimir", "Putin"]
    assert lines[-1] == "3 names in 2 groups"


def test_group_gives_one_row_a_name_in_the_order_of_the_file(folder: Path) -> None:
    assert small("group", "--tsv", "names.txt").stdout.splitlines() == [
        "line\tname\tgroup\tcanonical\tentity_id",
        "1\tKarim Massimov\t1\tKarim Massimov\tm",
        "3\tVladimir Putin\t2\tVladimir Putin\t",
        "4\tKarim Masimov\t1\tKarim Massimov\tm",
    ]


def test_group_reads_standard_input_and_gives_json(folder: Path) -> None:
    data = json.loads(small("group", "--json", "-", stdin="Путин\nPutin\n".encode()).stdout)
    assert data["names"] == ["Путин", "Putin"]
    assert [group["members"] for group in data["groups"]] == [[0, 1]]


def test_compare_says_why_and_answers_with_its_exit_code() -> None:
    same = run("compare", "Kassym-Schomart Tokajew", "Касым-Жомарт Токаев")
    assert same.exit_code == 0
    assert same.stdout.splitlines()[0].startswith("Kassym-Schomart Tokajew | Касым-Жомарт Токаев: same, ")
    assert "Tokajew = Токаев" in same.stdout
    assert run("compare", "Kassym-Jomart Tokayev", "Vladimir Putin").exit_code == 1
    assert json.loads(run("compare", "--json", "Putin", "Путин").stdout)["verdict"] == "same"


def test_the_base_rate_shifts_the_answer() -> None:
    pair = ("Nursultan Nazarbaev", "Нұрсұлтан Назарбаев")
    assert run("compare", *pair, "--prior", "0.01").stdout.startswith(f"{pair[0]} | {pair[1]}: same")
    assert run("compare", *pair, "--prior", "0.0001").exit_code == 1
    assert run("compare", "Dolit Ergozin", "Daulet Yergozhin", "--no-damage").exit_code == 1


def test_the_threshold_decides_who_is_taken_for_one(folder: Path) -> None:
    name = "Tokayev K"
    score = json.loads(small("resolve", name, "--json").stdout)["resolutions"][0]["score"]
    for same, code in ((score - 0.01, 0), (min(1, score + 0.01), 1)):
        assert small("resolve", name, "--same", str(same)).exit_code == code
    assert "1 name in 1 group" in small("group", "-", "--same", "0.2", stdin=b"Karim Massimov").stdout
    (folder / "names.csv").write_text(f"name\n{name}\n", encoding="utf-8")
    found = small("resolve", "--input", "names.csv", "--column", "name", "--same", "1")
    assert found.stdout.splitlines()[1].startswith(f"{name},,,")


# spellings --------------------------------------------------------------------------------------------------------


def test_variants_are_listed_likeliest_first_with_their_systems() -> None:
    lines = run("variants", "Қасым-Жомарт Тоқаев", "--limit", "3").stdout.splitlines()
    assert lines[0].split() == ["SPELLING", "SYSTEM", "STEPS"]
    assert lines[1].startswith("Kassym-Jomart Tokayev  english")
    rows = list(csv.DictReader(io.StringIO(run("variants", "Тоқаев", "--tsv").stdout), delimiter="\t"))
    assert {"name": "Тоқаев", "text": "Toqaev", "system": "bgn-pcgn", "steps": "bgn-pcgn"} in rows
    (found,) = json.loads(run("variants", "Тоқаев", "--json").stdout)["variants"]
    assert [one["text"] for one in found["variants"]] == [row["text"] for row in rows]


def test_variants_make_a_query_for_a_search_engine() -> None:
    query = run("variants", "Тоқаев", 'Қасым "К" Тоқаев', "--limit", "2", "--query").stdout
    parts = query.strip().split(" OR ")
    assert parts[0] == '"Тоқаев"'
    assert '"Қасым К Тоқаев"' in parts
    assert all(part.count('"') == 2 for part in parts)
    assert run("variants", "x", "--query", "--json").exit_code == 2


def test_romanize_writes_by_a_system() -> None:
    assert run("romanize", "Өмірзақ Шөкеев", "--system", "kk-latn-2021").stdout == "Ömırzaq Şökeev\n"
    assert run("romanize", "-", stdin="Шөкеев\n".encode()).stdout == "Shökeev\n"
    assert run("romanize", "a", "--system", "nope").exit_code == 2
    listed = json.loads(run("systems", "--json").stdout)["systems"]
    assert {one["id"] for one in listed} == {one.id for one in systems()}
    assert (
        len(run("systems", "--tsv").stdout.splitlines()) == len(listed) + 1 == len(run("systems").stdout.splitlines())
    )


# evaluate ---------------------------------------------------------------------------------------------------------


def test_evaluate_prints_figures_and_lists(folder: Path) -> None:
    (folder / "mentions.tsv").write_text(
        "doc\tstart\tend\tsurface\ttype\tentity_id\narticle.txt\t10\t30\tQasym-Zhomart Toqaev\tPER\ttokayev\n"
        "article.txt\t40\t46\tSunday\tPER\tsunday\n",
        encoding="utf-8",
    )
    result = small("evaluate", ".", ".", "--show")
    assert result.exit_code == 0, result.stderr
    assert "mentions   precision 0.2500  recall 0.5000  F1 0.3333   (2 in the gold, 4 found)" in result.stdout
    assert "missed    article.txt 40-46 PER Sunday [sunday]" in result.stdout
    assert "invented  article.txt 66-72 LOC Almaty [a]" in result.stdout
    assert json.loads(small("evaluate", ".", ".", "--json").stdout)["recall"] == 0.5


# Mistakes ---------------------------------------------------------------------------------------------------------


BINARY = "not a text file (control bytes in it); save its text as plain UTF-8 first"
AS_UTF_8 = "save it as UTF-8, for example: iconv -f {} -t UTF-8 bad.txt > utf8-bad.txt"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "there is no such file; check the name and the folder"),
        (b"", "empty, {lack}; check that it was saved, or leave it out"),
        (b" \r\n\n", "empty, {lack}; check that it was saved, or leave it out"),
        (b"\xef\xbb\xbf", "empty, {lack}; check that it was saved, or leave it out"),
        (b"\x89PNG\r\n\x1a\n\0\0", BINARY),
        (ARTICLE.encode("utf-16"), "UTF-16, not UTF-8; " + AS_UTF_8.format("UTF-16")),
        (
            "Президент Токаев выступил.".encode("cp1251"),
            "not UTF-8 (byte 1), perhaps WINDOWS-1251; " + AS_UTF_8.format("WINDOWS-1251"),
        ),
    ],
)
@pytest.mark.parametrize(("command", "lack"), [("annotate", "nothing to annotate"), ("group", "no names in it")])
def test_a_file_that_cannot_be_read_gets_one_line(
    folder: Path, data: bytes | None, sentence: str, command: str, lack: str
) -> None:
    if data is not None:
        (folder / "bad.txt").write_bytes(data)
    result = small(command, "bad.txt")
    assert result.exit_code == 2
    assert result.stderr == f"kzresolve: bad.txt: {sentence.format(lack=lack)}\n"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["annotate", "."], "kzresolve: .: a folder; name the files in it, such as *.txt\n"),
        (["annotate", "--no-bundled", "--registry", "none.tsv", "article.txt"], "none.tsv: there is no such file"),
        (
            ["annotate", "--no-bundled", "--registry", "article.txt", "article.txt"],
            "expected an ending among .tsv, .jsonl",
        ),
        (
            ["annotate", "--no-bundled", "--registry", "broken.tsv", "article.txt"],
            "broken.tsv, line 2: 1 cells, expected 2",
        ),
        (["annotate", "--no-bundled", "--date", "Sunday", "article.txt"], "date 'Sunday': expected"),
        (["resolve", "--no-bundled", "--on", "9.1.2022", "Tokayev"], "date '9.1.2022': expected"),
        (["compare", "\ud800", "Tokayev"], "lone surrogate"),
        (["evaluate", "--no-bundled", ".", "."], "mentions.tsv: there is no such file"),
    ],
)
def test_a_mistake_gets_one_line_and_no_traceback(folder: Path, arguments: list[str], sentence: str) -> None:
    (folder / "broken.tsv").write_text("id\ttext\nu\n", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["annotate"],
        ["resolve"],
        ["annotate", "--json", "--tsv", "article.txt"],
        ["group", "--json", "--tsv", "names.txt"],
        ["resolve", "--kind", "MAN", "Tokayev"],
        ["resolve", "--limit", "0", "Tokayev"],
        ["compare", "Tokayev"],
        ["compare", "--same", "2", "a", "b"],
        ["resolve", "table.csv"],
        ["group", "table.csv"],
        ["paint"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_points_to_the_help(folder: Path, arguments: list[str]) -> None:
    (folder / "table.csv").write_text("name,note\nToqaev,x\n", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert "kzresolve" in result.stderr
    assert "--help" in result.stderr


def test_help_and_version() -> None:
    for command in ("annotate", "resolve", "group", "compare", "evaluate"):
        assert command in run("--help").stdout
        assert run(command, "-h").stdout.startswith(f"Usage: kzresolve {command}")
    assert run("--version").stdout.startswith("kzresolve 0.")


# As a program -----------------------------------------------------------------------------------------------------


def program(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kzresolve", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=env)


def test_as_a_program_it_fails_with_one_line(folder: Path) -> None:
    done = program("annotate", "none.txt")
    assert done.returncode == 2
    assert (
        done.stderr.decode() == "kzresolve: none.txt: there is no such file; check the name and the folder" + os.linesep
    )


def test_an_encoding_that_cannot_show_a_name_does_not_break_it() -> None:
    done = program("compare", "Путин", "Putin", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert rb"\u041f" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes that are closed by their reader, as POSIX has them")
def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    (folder / "many.txt").write_text(
        "\n".join(f"Name{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(60)), encoding="utf-8"
    )
    command = f"{sys.executable} -m kzresolve group --no-bundled --json many.txt | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stdout == b"{\n"
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")
def test_on_a_terminal_it_is_coloured_and_as_wide_as_the_terminal(folder: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "kzresolve", "annotate", "--no-bundled", "--registry", "my.tsv", "article.txt"]
    environment = {**os.environ, "COLUMNS": "50", "TERM": "xterm"}
    subprocess.run(command, stdout=follower, check=True, env=environment)
    os.close(follower)
    printed = os.read(leader, 65536).decode()
    os.close(leader)
    assert "\x1b[36mPER" in printed
    rows = printed.split("made with")[0].splitlines()
    assert any(line.strip().startswith("Тоқаев") for line in rows)  # the spellings wrap
