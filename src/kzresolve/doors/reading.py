"""What the commands read: articles, lists of names and registries. What cannot be read gets a sentence."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzresolve.errors import TableError
from kzresolve.registry.textfile import decode, read_text

if TYPE_CHECKING:
    from kzresolve.registry.registry import Registry

STDIN = "-"


def registry_options(command: Callable[..., None]) -> Callable[..., None]:
    """--registry and --no-bundled, as all commands that look names up have them."""
    own = click.option(
        "--registry",
        "registries",
        multiple=True,
        metavar="FILE",
        help="Add the entities and names of a file or database; may be repeated.",
    )
    bundled = click.option("--bundled/--no-bundled", default=True, help="Use the registry that comes with kzresolve.")
    return own(bundled(command))


def read_articles(paths: Sequence[str]) -> dict[str, str]:
    """{document id: text} in the order given. Raises TableError for what is no text or has none in it."""
    return {doc: _read(path, "nothing to annotate") for doc, path in zip(document_ids(paths), paths, strict=True)}


def document_ids(paths: Sequence[str]) -> list[str]:
    """An id for each file: its name, or its path where two have one name, or that with a number where it is repeated.

    >>> document_ids(["a/x.txt", "a/y.txt", "b/x.txt", "b/x.txt"])
    ['a/x.txt', 'y.txt', 'b/x.txt', 'b/x.txt#2']
    """
    names = Counter(Path(path).name for path in paths)
    ids: dict[str, None] = {}
    for path in paths:
        doc = path if path == STDIN or names[Path(path).name] > 1 else Path(path).name
        numbered = (f"{doc}#{n}" for n in itertools.count(2))
        while doc in ids:
            doc = next(numbered)
        ids[doc] = None
    return list(ids)


def read_names(path: str) -> list[tuple[int, str]]:
    """The names of a list with one a line, each with the number of its line; empty lines are passed over."""
    text = _read(path, "no names in it").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]


def _read(path: str, lack: str) -> str:
    text = decode(sys.stdin.buffer.read(), "standard input") if path == STDIN else read_text(path)
    if not text.strip("\ufeff \t\r\n"):
        what = "standard input" if path == STDIN else path
        raise TableError(f"{what}: empty, {lack}; check that it was saved, or leave it out")
    return text


def read_registry(files: Sequence[str], bundled: bool) -> Registry:
    """The bundled registry or an empty one, extended by files and databases in turn."""
    from kzresolve.registry.registry import Registry

    registry = Registry.bundled() if bundled else Registry()
    for file in files:
        with open_registry(file) as other:
            registry.extend(other)
    return registry


def is_database(path: str) -> bool:
    """Whether a path is that of a registry database, by its ending."""
    return Path(path).suffix.lower() in {".db", ".sqlite"}


def open_registry(path: str, *, make: bool = False) -> Registry:
    """The registry in a file or, by its ending, a database; make: where there is none, begin one."""
    from kzresolve.registry.registry import Registry

    if not is_database(path):
        return Registry() if make and not Path(path).exists() else Registry.read(path)
    if not make and not Path(path).exists():
        raise TableError(f"{path}: there is no such file; check the name and the folder")
    return Registry.open(path)
