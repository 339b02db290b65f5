"""Files that save work and can be made again: where they stand, what they depend on, how they are written.

Where one is missing, old or cannot be written, the work is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_HOME = "KZRESOLVE_CACHE"  # environment: another folder, or "off"
_OFF = frozenset({"off", "no", "0"})
_FLOORS = ("tables", "text", "names", "match", "registry")  # what keys and entities are made by and of
_OLD = 30 * 86400.0  # seconds after which files of other versions are no longer wanted
_ENDINGS = (".py", ".toml", ".tsv", ".txt")


def is_on() -> bool:
    """Whether files are to be saved and used; not where our own code is no file, whose digest none could tell."""
    here = Path(__file__)
    return here.suffix == ".py" and here.is_file() and os.environ.get(_HOME, "").strip().casefold() not in _OFF


def folder() -> Path | None:
    """The user's folder for them, as the platform has it; None where they are switched off or there is no home."""
    if not is_on():
        return None
    if given := os.environ.get(_HOME):
        return Path(given)
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "kzresolve"


@cache
def digest() -> str:
    """What saved work hangs on, in 16 hexadecimal digits: code and tables below `resolve`, and what they use."""
    paths = list(_sources())
    versions = f"{sys.version} {unicodedata.unidata_version} {_last_resort()}".encode()
    # Reading all files takes longer than looking up a name; while none has been touched, what they gave is known.
    seen = _digits([versions, *map(_touched, paths)])
    return _kept(f"digest-{seen}", lambda: _digits([versions, *chain.from_iterable(map(_content, paths))]))


def _sources() -> Iterator[Path]:
    """The files with code and tables below `resolve`."""
    yield Path(__file__)
    for floor in _FLOORS:
        for place, folders, names in os.walk(Path(__file__).parent / floor):
            folders.sort()
            yield from [Path(place, name) for name in sorted(names) if name.endswith(_ENDINGS)]


def _touched(path: Path) -> bytes:
    facts = path.stat()
    return f"{path} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}".encode()


def _content(path: Path) -> tuple[bytes, bytes]:
    return path.relative_to(Path(__file__).parent).as_posix().encode(), path.read_bytes()


def _digits(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(b"%d\0" % len(part) + part)
    return total.hexdigest()[:16]


def _last_resort() -> str:
    """What tells versions of Unidecode apart (text/fallback.py); importlib.metadata would take long to load."""
    found = find_spec("unidecode")
    if found is None or found.origin is None:
        return ""
    facts = Path(found.origin).stat()
    return f"{facts.st_size} {facts.st_mtime_ns}"


def write(path: Path, pieces: Iterable[bytes | memoryview]) -> bool:
    """Write a file whole or not at all, its folder too; whether that went well."""
    temporary = path.with_name(f".{path.name}-{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                for piece in pieces:
                    file.write(piece)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remembered(what: str, make: Callable[[], T]) -> T:
    """What `make` gives, of what JSON can hold, from the file of an earlier program if there is one."""
    return make() if folder() is None else _kept(f"{what}-{digest()}", make)


def _kept(name: str, make: Callable[[], T]) -> T:
    home = folder()
    path = home and home / f"{name}.json"
    with suppress(OSError, ValueError):
        if path:
            found: T = json.loads(path.read_bytes())
            return found
    made = make()
    if path and write(path, [json.dumps(made, ensure_ascii=False).encode()]):
        tidy(path)
    return made


def tidy(path: Path) -> None:
    """Remove what other versions have saved beside a file under names like its own, and long ago."""
    kind = path.name.partition("-")[0]
    for other in path.parent.glob(f"{kind}-*.*"):
        with suppress(OSError):
            if other.stat().st_mtime < time.time() - _OLD:
                other.unlink()
