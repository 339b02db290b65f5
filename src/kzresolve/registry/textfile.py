"""A user's file as text, or one sentence that says what is wrong with it and what to do.

`read_text` keeps newlines and a byte order mark: offsets count the code points of the file as it is. `open_lines` and
`write_lines` go line by line, so that files of millions of rows pass through little memory; `.gz` is packed on the way,
and `.bz2`, as which Wikidata's dumps come, is unpacked.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import itertools
import os
import secrets
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kzresolve.errors import InputError, KzresolveError, TableError

_UTF_16_32 = {  # longest mark first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")  # in no text of an 8-bit encoding
_BINARY = "not a text file (control bytes in it); save its text as plain UTF-8 first"
_CYRILLIC_SHARE = 0.7  # of the bytes above ASCII are Cyrillic letters in a text that is read with the right table


_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
_CHUNK = 1 << 16  # bytes looked at before lines are read
_MARK = "\ufeff"


def as_path(path: object) -> Path:
    """A path given as text or Path. Raises InputError for anything else."""
    if not isinstance(path, (str, Path)):
        raise InputError(f"expected the path of a file as text or Path, not {type(path).__name__}")
    return Path(path)


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file. Raises TableError when there is none, it cannot be read, or it is not UTF-8."""
    with _reading(path):
        data = Path(path).read_bytes()
    return decode(data, str(path))


def open_lines(path: str | Path) -> Iterator[str]:
    r"""The lines of a UTF-8 file without their ends, \n, \r or \r\n; unpacked where its name ends in .gz or .bz2; a
    byte order mark is dropped. Raises TableError as `read_text` does, as far as it has come.
    """
    for line in open_raw_lines(path, None):
        yield line.removesuffix("\n")


def open_raw_lines(path: str | Path, newline: str | None) -> Iterator[str]:
    """`open_lines` with the line ends kept; newline: as of `open`, "" for lines that csv takes apart."""
    with _reading(path):
        opener: Callable[..., Any] = _OPENERS.get(Path(path).suffix.lower(), open)
        with opener(path, "rb") as binary:
            head = binary.read(_CHUNK)
            binary.seek(0)
            yield from raw_lines_of(binary, head, str(path), newline)


def raw_lines_of(binary: IO[bytes], head: bytes, where: str, newline: str | None) -> Iterator[str]:
    """The lines of an open UTF-8 file, `head` what it begins with; `where`: what to call it. Else as open_raw_lines."""
    for mark, encoding in _UTF_16_32.items():
        if head.startswith(mark):
            raise TableError(f"{where}: {encoding}, not UTF-8; {_conversion(encoding, where)}")
    if b"\0" in head:
        raise TableError(f"{where}: {_BINARY}")
    read = 0
    try:
        with io.TextIOWrapper(binary, "utf-8-sig", newline=newline) as text:
            for line in text:
                read += 1
                yield line
    except UnicodeDecodeError as error:
        encoding = _guess(error.object)
        found = f"not UTF-8 (after line {read}), perhaps {encoding}; {_conversion(encoding, where)}"
        raise TableError(f"{where}: {found}") from None


@contextmanager
def _reading(path: str | Path) -> Iterator[None]:
    """Errors of opening and reading a file as TableError."""
    try:
        yield
    except TableError:
        raise
    except FileNotFoundError:
        raise TableError(f"{path}: there is no such file; check the name and the folder") from None
    except IsADirectoryError:
        raise TableError(f"{path}: a folder; name the files in it, such as {Path(path) / '*.txt'}") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:  # ValueError: a name with a null character
        raise TableError(f"{path}: cannot be read ({_reason(error)})") from error


def decode(data: bytes, where: str) -> str:
    """UTF-8 bytes as text. Raises TableError that says what they are instead; `where` is the file it names."""
    for mark, encoding in _UTF_16_32.items():
        if data.startswith(mark):
            raise TableError(f"{where}: {encoding}, not UTF-8; {_conversion(encoding, where)}")
    if b"\0" in data:
        raise TableError(f"{where}: {_BINARY}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.translate(None, _CONTROLS) != data:
            raise TableError(f"{where}: {_BINARY}") from None
        encoding = _guess(data)
        found = f"not UTF-8 (byte {error.start + 1}), perhaps {encoding}; {_conversion(encoding, where)}"
        raise TableError(f"{where}: {found}") from None


def _conversion(encoding: str, where: str) -> str:
    return f"save it as UTF-8, for example: iconv -f {encoding} -t UTF-8 {where} > utf8-{Path(where).name}"


def _guess(data: bytes) -> str:
    """The likeliest 8-bit encoding: Windows-1251 where most bytes above ASCII are its letters, in running words."""
    high = [byte for byte in data if byte >= 0x80]
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in high)
    neighbours = sum(a >= 0xC0 and b >= 0xC0 for a, b in itertools.pairwise(data))
    if letters >= _CYRILLIC_SHARE * len(high) and neighbours >= len(high) / 2:
        return "WINDOWS-1251"
    return "WINDOWS-1252"


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write UTF-8 lines wholly or, where it fails, not at all: through a temporary file beside `path`.

    Raises TableError when the file cannot be written.
    """
    target = Path(os.path.realpath(path))  # a link keeps pointing where it did
    temporary = target.with_name(f".kzresolve-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as binary, _packed(binary, target) as file:
            file.writelines(line + "\n" for line in _marked(lines))
            file.flush()
            os.fsync(binary.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except KzresolveError:
        raise
    except (OSError, ValueError) as error:
        raise TableError(f"{path}: cannot be written ({_reason(error)})") from error
    finally:
        temporary.unlink(missing_ok=True)


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """The lines; a first one that begins like a byte order mark gets one before it, which is what readers drop."""
    for n, line in enumerate(lines):
        yield _MARK + line if n == 0 and line.startswith(_MARK) else line


@contextmanager
def _packed(binary: IO[bytes], target: Path) -> Iterator[IO[str]]:
    """A text file that writes to `binary`, packed where the target's name ends in .gz, the same bytes every time."""
    if target.suffix.lower() != ".gz":
        with io.TextIOWrapper(binary, "utf-8", newline="\n") as text:
            yield text
        return
    with (
        gzip.GzipFile("", "wb", fileobj=binary, mtime=0) as packed,
        io.TextIOWrapper(packed, "utf-8", newline="\n") as text,
    ):
        yield text


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
