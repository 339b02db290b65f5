"""Tables: widths as a terminal counts them, wrapping, and texts that cannot steer the terminal."""

from __future__ import annotations

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.doors.table import Cell, Column, shown, table, unbroken, width, wrap

COLUMNS = (Column("KIND"), Column("NAME", least=8), Column("N", right=True), Column("SPELLINGS", least=10))
ROWS = [
    [Cell("PER"), Cell("Kassym-Jomart Tokayev"), Cell("12"), Cell("Tokayev, Тоқаев, 托卡耶夫, Toqaev")],
    [Cell("LOC"), Cell("Almaty"), Cell("3"), Cell("Алматы")],
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def plain(lines: list[str]) -> list[str]:
    return [click.unstyle(line) for line in lines]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Tokayev", 7),
        ("Тоқаев", 6),
        ("托卡耶夫", 8),
        ("Токаи\u0306", 5),
        ("ﾄｶｴﾌ", 4),
        ("توقايف", 6),
        ("a\u200bb", 2),
    ],
)
def test_width_is_what_a_terminal_needs(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kassym-Jomart\r\n\tTokayev", "Kassym-Jomart Tokayev"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("a\u202eb", "ab"),
        ("\x00\x07", "\ufffd\ufffd"),
    ],
)
def test_what_is_shown_stands_on_one_line_and_is_harmless(text: str, line: str) -> None:
    assert shown(text) == line


def test_in_a_pipe_every_row_is_one_line() -> None:
    assert plain(table(COLUMNS, ROWS, None)) == [
        "KIND  NAME                    N  SPELLINGS",
        "PER   Kassym-Jomart Tokayev  12  Tokayev, Тоқаев, 托卡耶夫, Toqaev",
        "LOC   Almaty                  3  Алматы",
    ]


def test_on_a_narrow_terminal_cells_are_wrapped() -> None:
    assert plain(table(COLUMNS, ROWS, 40)) == [
        "KIND  NAME             N  SPELLINGS",
        "PER   Kassym-Jomart   12  Tokayev,",
        "      Tokayev             Тоқаев,",
        "                          托卡耶夫,",
        "                          Toqaev",
        "LOC   Almaty           3  Алматы",
    ]


def test_columns_that_may_not_shrink_stay_whole_on_the_narrowest_terminal() -> None:
    lines = plain(table(COLUMNS, ROWS, 5))
    assert lines[1].startswith("PER   Kassym-   12  Tokayev,")
    assert max(map(width, lines)) <= len("KIND") + 2 + 8 + 2 + len("12") + 2 + 10


def test_styles_stand_around_the_text_and_do_not_move_the_columns() -> None:
    lines = table([Column("AB"), Column("C")], [[Cell("x", {"fg": "cyan"}), Cell("y")]], None)
    assert lines[1] == "\x1b[36mx\x1b[0m   y"


def test_a_spelling_and_its_count_stay_together_where_there_is_room() -> None:
    whole = unbroken("Kassym-Jomart Tokayev ×3") + ","
    assert wrap(f"Toqaev, {whole} Tokayev", 26) == ["Toqaev,", whole, "Tokayev"]
    assert wrap(f"Toqaev, {whole} Tokayev", 15) == ["Toqaev,", "Kassym-Jomart", "Tokayev ×3,", "Tokayev"]


def test_a_long_id_is_cut_at_its_joints() -> None:
    assert wrap("kz.org.ministry-of-internal-affairs", 20) == ["kz.org.ministry-of-", "internal-affairs"]
    assert wrap("x" * 12, 5) == ["xxxxx", "xxxxx", "xx"]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, room=st.integers(2, 20))
def test_wrapping_keeps_the_words_and_the_width(text: str, room: int) -> None:
    line = shown(text)
    pieces = wrap(line, room)
    assert "".join(pieces).replace(" ", "") == line.replace(" ", "")
    assert all(width(piece) <= room for piece in pieces)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_nothing_shown_holds_a_control_character(text: str) -> None:
    assert shown(text).isprintable() or all(char.isprintable() or ord(char) > 0x9F for char in shown(text))
    assert "\x1b" not in shown(text)
