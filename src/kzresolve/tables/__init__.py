"""Knowledge as data: orthographies, lexicons and the bundled registry, a source on every row.

This floor only finds and reads the files; what a row means is the business of the floor that asks for it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzresolve import saved
from kzresolve.errors import TableError

if TYPE_CHECKING:
    from importlib.abc import Traversable


@cache
def _home() -> Traversable:
    here = Path(__file__).parent
    if here.is_dir():
        return here
    from importlib.resources import files  # of an archive; it takes long to load

    return files(__name__)


def read_text(path: str) -> str:
    """The text of a bundled table, `path` relative to this folder ("lexicons/en/titles.tsv")."""
    data = _home().joinpath(*path.split("/")).read_bytes()
    return data.decode("utf-8").replace("\r\n", "\n")  # twice as fast as reading it as text


@cache
def read_toml(path: str) -> dict[str, Any]:
    """A bundled TOML table as nested dictionaries; do not change what you are given."""
    found = _saved_toml().get(path)
    return _parsed(path) if found is None else found


@cache
def _saved_toml() -> dict[str, dict[str, Any]]:
    """All TOML tables by path, as JSON is read ten times as fast; none where nothing is saved."""
    if saved.folder() is None:
        return {}
    paths = [path for folder in ("", "orthographies", "readings") for path in list_tables(folder, ".toml")]
    return saved.remembered("tables", lambda: {path: _parsed(path) for path in paths})


def _parsed(path: str) -> dict[str, Any]:
    import tomllib  # here, as most programs need not load it

    return tomllib.loads(read_text(path))


def read_tsv(path: str) -> list[dict[str, str]]:
    """A bundled TSV table: first line the column names, lines beginning with "#" are comments, no quoting.

    Raises TableError where a row has more or fewer cells than the header.
    """
    lines = [(n, line) for n, line in enumerate(read_text(path).split("\n"), 1) if line and not line.startswith("#")]
    header = lines[0][1].split("\t")
    rows = []
    for n, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"{path}, line {n}: {len(cells)} cells, expected {len(header)} ({', '.join(header)})")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def read_first_column(path: str) -> list[str]:
    """The first cells of a bundled TSV table of many rows, without the header."""
    lines = [line for line in read_text(path).split("\n") if line and not line.startswith("#")]
    return [line.partition("\t")[0] for line in lines[1:]]


def digest(*paths: str) -> str:
    """Twelve hexadecimal digits that name the content of bundled tables."""
    return hashlib.sha256("\0".join(read_text(path) for path in paths).encode()).hexdigest()[:12]


def list_tables(folder: str, ending: str) -> list[str]:
    """Paths of the bundled tables in `folder`, "" for this one, whose name ends with `ending`, sorted."""
    files = _home().joinpath(*folder.split("/")).iterdir()
    return sorted(f"{folder}/{file.name}".lstrip("/") for file in files if file.name.endswith(ending))
