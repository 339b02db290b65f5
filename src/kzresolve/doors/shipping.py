"""A registry on its way to the machines of a cluster: saved with its index, sent to each, opened by each worker."""

from __future__ import annotations

import atexit
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kzresolve.doors.answers import Answers, as_resolver
from kzresolve.errors import InputError
from kzresolve.match.config import Config
from kzresolve.registry.registry import Registry
from kzresolve.resolve.resolver import Resolver

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_INDEX = "-index"  # what registry/sqlite.py adds to the name of a database
_sent: dict[tuple[str, str], str] = {}  # (application, version of the registry) -> name of the file


class Cargo(NamedTuple):
    """What workers need to make the Resolver. file: name of the database that was sent, "" for the bundled registry."""

    file: str
    config: Config


def ship(session: SparkSession, registry: object) -> Cargo:
    """Send a registry to all machines of a session, once for each version of it.

    registry: a Registry, a Resolver, the path of a database, or None for the bundled registry, which stands there
    already.
    """
    if registry is None:
        return Cargo("", Config())
    if isinstance(registry, (str, Path)):
        path = Path(registry)
        if not path.is_file():
            raise InputError(f"{path}: there is no such registry database")
        with Registry.open(path) as held:
            return Cargo(_file(session, held, path), Config())
    resolver = as_resolver(registry)
    return Cargo(_file(session, resolver.registry, None), resolver.config)


@contextmanager
def registry_of(registry: object) -> Iterator[Registry]:
    """The registry itself, for what the driver does; what is given as a path is closed again."""
    if isinstance(registry, (str, Path)):
        with Registry.open(registry) as held:
            yield held
    else:
        yield as_resolver(registry).registry


def _file(session: SparkSession, registry: Registry, path: Path | None) -> str:
    context = session.sparkContext
    key = (str(context.applicationId), registry.version)
    if key not in _sent:
        folder = Path(tempfile.mkdtemp(prefix="kzresolve-"))  # served from here as long as this program runs
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        copy = folder / f"kzresolve-{secrets.token_hex(8)}.db"
        _save(registry, path, copy)
        for file in folder.iterdir():
            context.addFile(str(file))
        _sent[key] = copy.name
    return _sent[key]


def _save(registry: Registry, path: Path | None, copy: Path) -> None:
    """Save a registry and its index: a database as it is, another as a database."""
    if path is not None:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        index = path.with_name(path.name + _INDEX)
        if index.is_file():
            shutil.copyfile(index, copy.with_name(copy.name + _INDEX))
    with Registry.open(copy) as saved:
        if path is None:
            saved.extend(registry)
        Resolver(saved).resolve("-")  # makes the index, which saves it beside the database
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, the log within it


@lru_cache(maxsize=4)
def answers_of(cargo: Cargo) -> Answers:
    """On a worker: what answers questions by the registry that was sent; made once in each process."""
    if not cargo.file:
        return Answers(Resolver(Registry.bundled(), cargo.config))
    return Answers(Resolver(Registry.open(_received(cargo.file)), cargo.config))


def _received(name: str) -> str:
    from pyspark import SparkFiles

    found: Any = SparkFiles.get(name)
    return str(found)
