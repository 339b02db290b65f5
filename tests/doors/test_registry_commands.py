"""kzresolve registry: what its commands print and write, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kzresolve import Registry
from kzresolve.doors.cli import cli

MINE = "id\tkind\ttext\tlang\tvalid_to\na\tLOC\tSemey\tru\t\na\tLOC\tSemipalatinsk\tru\t2007\nb\tPER\tBerik Uali\t\t\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "my.tsv").write_text(MINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["registry", *arguments], prog_name="kzresolve")


def test_converting_says_what_is_lost(folder: Path) -> None:
    result = run("convert", "my.tsv", "my.ftm.json")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "kzresolve: lost: dates of names: 1 entity, first 'a'",
        "kzresolve: lost: languages: 1 entity, first 'a'",
    ]
    assert [e.name for e in Registry.read("my.ftm.json")] == ["Semey", "Berik Uali"]


def test_converting_between_our_own_formats_loses_nothing(folder: Path) -> None:
    result = run("convert", "my.tsv", "copy", "--to", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Registry.read("copy", "jsonl") == Registry.read("my.tsv")


def test_what_a_database_keeps_beside_entities_goes_on_to_a_database_and_is_told_of_a_file(folder: Path) -> None:
    with Registry.open("my.db") as store:
        store.extend(Registry.read("my.tsv"))
        store.judge("a", "b", "different", by="aigerim", why="a town and a man")
    result = run("convert", "my.db", "copy.tsv")
    assert result.stderr == "kzresolve: lost: judgements: 2 entities, first 'a'\n"
    assert run("convert", "my.db", "copy.db").exit_code == 0
    with Registry.open("copy.db") as copy:
        assert copy.verdict("a", "b") == "different"


def test_a_database_has_no_lines_to_lint(folder: Path) -> None:
    run("convert", "my.tsv", "my.db")
    result = run("lint", "my.db")
    assert result.exit_code == 2
    assert result.stderr == (
        "kzresolve: my.db: a database, which has no lines to point at; write its rows to a file first: "
        "kzresolve registry convert my.db my.tsv\n"
    )


def test_anybodys_csv_is_converted(folder: Path) -> None:
    Path("x.csv").write_text("Nom;Aussi\nAlmaty;Alma-Ata\n", encoding="utf-8")
    result = run("convert", "x.csv", "x.tsv", "--column", "text=Nom", "--column", "aliases=Aussi", "--kind", "LOC")
    assert result.exit_code == 0, result.stderr
    (entity,) = Registry.read("x.tsv")
    assert (entity.kind, [alias.text for alias in entity.names()]) == ("LOC", ["Almaty", "Alma-Ata"])


def test_a_file_that_cannot_be_read_leaves_the_target_as_it_was(folder: Path) -> None:
    Path("bad.tsv").write_text(MINE + "c\n", encoding="utf-8")
    Path("copy.jsonl").write_text("before", encoding="utf-8")
    result = run("convert", "bad.tsv", "copy.jsonl")
    assert result.exit_code == 2
    assert result.stderr == "kzresolve: bad.tsv, line 5: 1 cells, expected 5 (id, kind, text, lang, valid_to)\n"
    assert Path("copy.jsonl").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["bad.tsv", "copy.jsonl", "my.tsv"]


def test_a_mapping_without_an_equals_sign_is_a_mistake(folder: Path) -> None:
    assert run("convert", "my.tsv", "x.tsv", "--column", "text").exit_code == 2


def test_lint_tells_problems_and_notes_and_fails(folder: Path) -> None:
    Path("bad.tsv").write_text("id\ttext\tkind\nx\tCерік\t\ny\tBerik Uali\tMAN\n", encoding="utf-8")
    result = run("lint", "my.tsv", "bad.tsv")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            "warning: bad.tsv, line 2, column text: 'Cерік' mixes scripts: Latin 'C' (U+0043) looks like Cyrillic 'С'; "
            "expected 'Серік'"
        ),
        "error: bad.tsv, line 3, column kind: kind 'MAN', expected PER, ORG, LOC, or empty where it is not known",
        "note: bad.tsv, line 3, column text: 'Berik Uali' is a name of 'b' too (my.tsv, line 4)",
        "2 problems, 1 note",
    ]


def test_lint_is_content_with_notes(folder: Path) -> None:
    Path("more.tsv").write_text("id\ttext\ny\tBerik Uali\n", encoding="utf-8")
    result = run("lint", "my.tsv", "more.tsv", "--no-notes")
    assert (result.exit_code, result.stdout) == (0, "0 problems, 1 note\n")
    listed = json.loads(run("lint", "my.tsv", "more.tsv", "--json").stdout)["problems"]
    assert [(p["level"], p["file"], p["line"]) for p in listed] == [("note", "more.tsv", 2)]
    assert run("lint", "my.tsv", "more.tsv", "--tsv").stdout.splitlines()[1].startswith("more.tsv\t2\ttext\tnote\t")


def test_diff_tells_what_changed(folder: Path) -> None:
    Path("new.tsv").write_text(MINE.replace("2007", "2008").replace("b\tPER", "c\tPER"), encoding="utf-8")
    result = run("diff", "my.tsv", "new.tsv")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "~ a  Semey",
        "    - alias Semipalatinsk (lang ru, until 2007)",
        "    + alias Semipalatinsk (lang ru, until 2008)",
        "+ c  Berik Uali",
        "- b  Berik Uali",
    ]
    actions = [one["action"] for one in json.loads(run("diff", "my.tsv", "new.tsv", "--json").stdout)["differences"]]
    assert actions == ["changed", "added", "removed"]


def test_diff_of_equals_is_silent(folder: Path) -> None:
    result = run("diff", "my.tsv", "my.tsv")
    assert (result.exit_code, result.stdout) == (0, "")


def test_stats_count_files_or_the_bundled_registry(folder: Path) -> None:
    assert run("stats", "my.tsv").stdout.splitlines()[:3] == ["entities   2", "names      3", "kinds      LOC 1, PER 1"]
    assert json.loads(run("stats", "my.tsv", "--json").stdout)["dated"] == 1
    assert json.loads(run("stats", "--json").stdout)["entities"] > 1500


def test_a_database_is_made_extended_and_read(folder: Path) -> None:
    assert run("convert", "my.tsv", "my.db").exit_code == 0
    assert run("convert", "my.db", "back.jsonl").exit_code == 0
    assert Registry.read("back.jsonl") == Registry.read("my.tsv")
    assert run("diff", "my.tsv", "my.db").exit_code == 0
    assert run("stats", "my.db").stdout.startswith("entities   2\n")
    result = run("history", "nowhere.db")
    assert (result.exit_code, result.stderr) == (
        2,
        "kzresolve: nowhere.db: there is no such file; check the name and the folder\n",
    )


def test_judging_merging_and_undoing_in_a_database(folder: Path) -> None:
    Path("my.tsv").write_text("id\ttext\na\tMarat Ospanov\nb\tM. Ospanov\n", encoding="utf-8")
    run("convert", "my.tsv", "my.db")
    who = ("--by", "aigerim", "--why", "two men")
    result = run("judge", "my.db", "a", "different", "b", *who)
    assert result.exit_code == 0
    assert result.stdout.endswith("aigerim: judged 'a' and 'b' different, because: two men\n")
    result = run("merge", "my.db", "a", "b", *who)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "'a' and 'b' are different by event 2" in result.stderr
    assert run("undo", "my.db", "2", *who).exit_code == 0
    assert run("merge", "my.db", "a", "b", *who).exit_code == 0
    assert run("judge", "my.db", "a", "same", "name:The Colonel", *who).exit_code == 0
    told = [line.split(" ", 3)[3] for line in run("history", "my.db", "b").stdout.splitlines()]
    assert told[2] == ("aigerim: undid event 2 (judged 'a' and 'b' different), because: two men")
    assert len(json.loads(run("history", "my.db", "--json").stdout)["events"]) == len(told)
    assert run("judge", "my.db", "a", "same", "b").exit_code == 2  # by whom and why?


@pytest.mark.parametrize(
    "command", [["judge", "my.tsv", "a", "same", "b"], ["merge", "my.tsv", "a", "b"], ["undo", "my.tsv", "1"]]
)
def test_a_file_keeps_no_decisions_so_none_is_taken_for_it(folder: Path, command: list[str]) -> None:
    result = run(*command, "--by", "aigerim", "--why", "a test")
    assert result.exit_code == 2
    assert "my.tsv: not a database" in result.stderr
    assert "convert my.tsv my.db" in result.stderr


def test_the_first_names_taken_begin_a_file(folder: Path) -> None:
    header = "decision\tid\tkind\ttext\tknown_as\tcount\tscore\texample"
    (folder / "new.tsv").write_text(f"{header}\nyes\tnew.x\tPER\tMarat Ospanov\t\t1\t0.9\t\n", encoding="utf-8")
    assert run("take", "new.tsv", "first.tsv", "--by", "aigerim", "--why", "a test").exit_code == 0
    assert [entity.name for entity in Registry.read("first.tsv")] == ["Marat Ospanov"]


def test_names_in_articles_are_suggested_decided_and_taken(folder: Path) -> None:
    Path("my.tsv").write_text("id\tkind\ttext\nt\tPER\tKassym-Jomart Tokayev\n", encoding="utf-8")
    Path("a.txt").write_text("President Qasym-Zhomart Toqaev met Aruzhan Sain.\n", encoding="utf-8")
    result = run("suggest", "a.txt", "--no-bundled", "--registry", "my.tsv", "-o", "s.tsv")
    assert (result.exit_code, result.stdout) == (0, "2 suggestions in s.tsv\n")
    lines = Path("s.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("decision\tid\tkind\ttext\t")
    Path("s.tsv").write_text("\n".join([lines[0], "yes" + lines[1], "no" + lines[2]]), encoding="utf-8")
    who = ("--by", "aigerim", "--why", "in the paper", "--source", "The Paper")
    assert run("take", "s.tsv", "my.tsv", *who).stdout == "1 name and 0 judgements taken into my.tsv\n"
    assert [a.text for a in Registry.read("my.tsv")["t"].names()] == ["Kassym-Jomart Tokayev", "Qasym-Zhomart Toqaev"]
    Path("s.tsv").write_text("\n".join([lines[0], "different" + lines[1]]), encoding="utf-8")
    result = run("take", "s.tsv", "my.tsv", *who)
    assert result.exit_code == 2
    assert "a file keeps no judgements" in result.stderr
    run("convert", "my.tsv", "my.db")
    assert run("take", "s.tsv", "my.db", *who).stdout == "0 names and 1 judgement taken into my.db\n"


def test_lists_of_names_are_grouped_for_suggestions(folder: Path) -> None:
    Path("my.tsv").write_text("id\tkind\ttext\nt\tPER\tKassym-Jomart Tokayev\n", encoding="utf-8")
    Path("names.txt").write_text("Qasym-Zhomart Toqaev\nAruzhan Sain\n", encoding="utf-8")
    result = run("suggest", "--names", "names.txt", "--no-bundled", "--registry", "my.tsv")
    assert [line.split("\t")[1:5] for line in result.stdout.splitlines()[1:]] == [
        ["t", "PER", "Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev"],
        ["new.aruzhan-sain", "", "Aruzhan Sain", ""],
    ]


def test_judgements_of_a_database_hold_for_the_other_commands(folder: Path) -> None:
    Path("my.tsv").write_text("id\ttext\na\tMarat Ospanov\nb\tMarat Ospanov\n", encoding="utf-8")
    run("convert", "my.tsv", "my.db")
    arguments = ["resolve", "Marat Ospanov", "--no-bundled", "--registry", "my.db"]
    assert CliRunner().invoke(cli, arguments).exit_code == 1
    run("judge", "my.db", "a", "same", "b", "--by", "x", "--why", "y")
    assert CliRunner().invoke(cli, arguments).exit_code == 0
