"""A user's files: each thing that can be wrong with one gets its sentence; writing is whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzresolve.errors import TableError
from kzresolve.registry.textfile import open_lines, read_text, write_lines

RUSSIAN = "Президент Касым-Жомарт Токаев выступил в Алматы.\n"
FRENCH = "Le président a reçu l'opposition à Genève, où la séance fut brève.\n"


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffТокаев\r\nҚазақстан\r".encode())
    assert read_text(tmp_path / "a.txt") == "\ufeffТокаев\r\nҚазақстан\r"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (RUSSIAN.encode("utf-16"), "UTF-16, not UTF-8; save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8"),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "UTF-16, not UTF-8"),
        (RUSSIAN.encode("utf-32"), "UTF-32, not UTF-8"),
        (RUSSIAN.encode("utf-16-le"), "not a text file"),
        (RUSSIAN.encode("cp1251"), r"not UTF-8 \(byte 1\), perhaps WINDOWS-1251; save it as UTF-8"),
        (FRENCH.encode("cp1252"), r"not UTF-8 \(byte 6\), perhaps WINDOWS-1252"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (b"%PDF-1.7\n\x00\xff", "not a text file"),
    ],
)
def test_what_is_not_utf_8_is_named(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(TableError, match=sentence) as caught:
        read_text(tmp_path / "a.txt")
    assert str(caught.value).startswith(str(tmp_path / "a.txt"))


def test_a_file_that_is_not_there_and_one_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="there is no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(TableError, match="a folder; name the files in it"):
        read_text(tmp_path)


def test_a_name_no_file_can_have() -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_text("a\0b")


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("old\n", encoding="utf-8")

    def lines() -> Iterator[str]:
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(TableError, match=r"my\.tsv: cannot be written \(No space left on device\)"):
        write_lines(path, lines())
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [file.name for file in tmp_path.iterdir()] == ["my.tsv"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be written"):
        write_lines(tmp_path / "none" / "my.tsv", ["x"])


@pytest.mark.skipif(os.name != "posix", reason="permissions and links are POSIX's")
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "my.tsv", tmp_path / "link.tsv"
    path.write_text("old\n", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    write_lines(link, ["new"])
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new\n"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_new_file_has_the_permissions_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_lines(tmp_path / "my.tsv", ["x"])
    assert (tmp_path / "my.tsv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_line_that_begins_like_a_byte_order_mark_comes_back(tmp_path: Path) -> None:
    lines = ["\ufeff\tid", "\ufeffsecond"]
    write_lines(tmp_path / "my.tsv", lines)
    assert list(open_lines(tmp_path / "my.tsv")) == lines
