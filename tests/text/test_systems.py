"""The spelling tables themselves: every file loads, compiles, says its source; no row is out of reach."""

from __future__ import annotations

import unicodedata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from kzresolve.tables import list_tables
from kzresolve.text.normalise import normalise
from kzresolve.text.readers import EDGE, mark_of, readers_of
from kzresolve.text.rewrite import KEY, Rules
from kzresolve.text.scripts import script_of
from kzresolve.text.systems import (
    Table,
    alphabets,
    default_for,
    find,
    languages_of,
    load,
    orthographies,
    reading_tables,
    systems,
    tables_reading,
)

PATHS = [*list_tables("orthographies", ".toml"), *list_tables("readings", ".toml")]
SCRIPTS = [
    "Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Arabic", "Hebrew", "Syriac", "Thaana", "Katakana",
    "Hiragana", "Hangul", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada",
    "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Adlam", "Nko", "Ol", "Tifinagh", "Vai",
    "Cherokee", "Chakma", "Deseret",
]  # fmt: skip
WITHOUT_PLAIN = {"Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Katakana", "Hiragana", "Hangul"}
ASKED_FOR = {
    "kk-latn-2017-digraph", "kk-latn-2017", "kk-latn-2018", "kk-latn-2019", "kk-latn-2021", "qazaqparat",
    "bgn-pcgn", "odni", "ala-lc", "iso-9", "russian", "kk-arab",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_table_loads_and_compiles(path: str) -> None:
    table = load(path)
    assert Rules(table.system.id, table.rows, table.classes).apply("") == ""
    assert table.system.source.strip() and table.system.name.strip()
    for key, outputs in table.rows.items():
        assert KEY.fullmatch(key), key
        assert outputs
        assert len(set(outputs)) == len(outputs), key
        assert all(unicodedata.is_normalized("NFC", text) for text in (key, *outputs)), key


@pytest.mark.parametrize("path", PATHS)
def test_rows_are_of_the_source_script_and_reachable(path: str) -> None:
    table = load(path)
    for key in table.rows:
        found = KEY.fullmatch(key)
        assert found is not None
        grapheme = found["grapheme"]
        assert grapheme == grapheme.lower(), key
        script = script_of(grapheme)
        written_out = "han" in table.settings  # its rows read what Han signs are written out in
        assert script in {table.system.source_script, ""} or written_out, key
        # Text is normalised before it is read, so a row must be written as normalised text is.
        assert table.settings.get("decompose") or normalise(grapheme)[0] == grapheme, key


def test_ids_of_readings_are_unique_and_files_named_after_them() -> None:
    assert {table.path for table in reading_tables().values()} == {f"readings/{name}.toml" for name in reading_tables()}


def test_tables_are_found_by_their_script_without_parsing_all() -> None:
    for script in {table.system.source_script for table in reading_tables().values()}:
        expected = [t.path for t in reading_tables().values() if t.system.source_script == script]
        assert [table.path for table in tables_reading(script)] == expected


def test_no_two_orthographies_answer_for_the_same_text() -> None:
    seen: dict[tuple[str, str, str], Table] = {}
    for table in orthographies():
        for lang in table.system.langs or ("",):
            place = (table.system.id, lang, table.system.source_script)
            assert place not in seen, (table.path, seen[place].path)
            seen[place] = table


def test_the_kazakh_systems_are_there() -> None:
    assert all(find(system, "kk", "Cyrillic") for system in ASKED_FOR)


def test_every_cyrillic_language_that_is_guessed_has_a_romanization() -> None:
    for lang, _ in alphabets("Cyrillic"):
        assert default_for(lang, "Cyrillic"), lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Тоқаев", "kk"),
        ("Еркін", "kk"),
        ("Токаев", "ru"),
        ("Київ", "uk"),
        ("Быкаў", "be"),
        ("Ҳасанов", "tg"),
        ("Ўткир", "uz"),
        ("Вучић", "sr"),
        ("Ѓорѓи", "mk"),
    ],
)
def test_guessed_language(text: str, lang: str) -> None:
    assert languages_of(text, "Cyrillic")[0] == lang


def test_marks_are_plain_letters() -> None:
    for table in reading_tables().values():
        for mark in table.settings.get("marks", ()):
            core = mark.strip("^$")
            assert core == core.lower() and unicodedata.is_normalized("NFC", core), (table.path, mark)
            assert mark_of(mark).strip(EDGE) == core


def test_the_scripts_asked_for_are_read_and_written_in_latin() -> None:
    for script in SCRIPTS:
        assert readers_of(script), script
        assert all(reader.langs for reader in readers_of(script)), script
        assert script in WITHOUT_PLAIN or default_for("", script), script


def test_the_page_of_systems_is_up_to_date() -> None:
    docs = Path(__file__).parents[2] / "docs"
    spec = spec_from_file_location("systems_page", docs / "systems.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (docs / "systems.md").read_text(encoding="utf-8") == module.page(), "run python docs/systems.py"


def test_every_table_is_listed() -> None:
    assert len(systems()) == len(PATHS)
