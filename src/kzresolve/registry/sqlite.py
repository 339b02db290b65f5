"""A registry in an SQLite file: survives the program, takes many readers beside one writer, and opens at once.

Write-ahead log, so that readers go on while somebody writes; a writer waits for another, then gives up and says so.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kzresolve import saved
from kzresolve.errors import StoreError
from kzresolve.registry.encoding import fingerprint, from_json, plus, to_json
from kzresolve.registry.events import ENTITY, JUDGEMENT, REDIRECT, Change, Event, Held, Judgement
from kzresolve.registry.model import Entity
from kzresolve.registry.schema import prepare
from kzresolve.registry.shelf import Key, Shelf, Writing, forms_of
from kzresolve.registry.textfile import as_path

# Columns, put into statements as they stand (hence noqa S608 below): nothing of a user is; values are bound by "?".
_EVENT = 'number, time, action, what, "by", why, evidence, version, undoes'
_KEPT = 8  # states before a change that are held until it is told
_CHANGE = "number, event, space, key, other, before"


class Sqlite(Shelf):
    """A shelf in a file. path: made where it does not exist. wait: seconds to wait for another writer.

    Each thread, and each process after a fork, has a connection of its own.
    """

    def __init__(self, path: str | Path, wait: float) -> None:
        self.path = as_path(path)
        self.wait = wait
        self._connections: dict[tuple[int, int], sqlite3.Connection] = {}
        self._closed = False
        with self._told():
            prepare(self._connection(), str(path))

    def __reduce__(self) -> tuple[type[Sqlite], tuple[Path, float]]:
        return Sqlite, (self.path, self.wait)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite complains of, in one sentence."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                waited = f"another program has been writing to it for {self.wait:g} s"
                raise StoreError(f"{self.path}: {waited}; try again when it is done") from error
            raise StoreError(f"{self.path}: cannot be used ({error})") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: not a registry database ({error})") from error

    def _connection(self) -> sqlite3.Connection:
        key = (os.getpid(), threading.get_ident())
        connection = self._connections.get(key)
        if connection is None:
            connection = self._connections[key] = self._connect()
        return connection

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"{self.path}: has been closed; open it again")
        try:
            connection = sqlite3.connect(self.path, timeout=self.wait, isolation_level=None, check_same_thread=False)
        except ValueError as error:  # a null character, or what is no text
            raise StoreError(f"{self.path!r}: no file can be called so") from error
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # committed means kept, even if the power fails
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def close(self) -> None:
        """Close the connections of this process."""
        self._closed = True
        for key in [key for key in self._connections if key[0] == os.getpid()]:
            self._connections.pop(key).close()

    def _all(self, sql: str, *values: object) -> list[Any]:
        with self._told():
            try:
                return self._connection().execute(sql, values).fetchall()
            except UnicodeEncodeError:  # a lone surrogate, which nothing here holds
                return []

    def _one(self, sql: str, *values: object) -> Any:
        rows = self._all(sql, *values)
        return rows[0][0] if rows else None

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction; other writers wait."""
        with self._told():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield _SqliteWriting(self, connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def entity(self, entity_id: str) -> Entity | None:
        data = self._one("SELECT data FROM entity WHERE id = ?", entity_id)
        return None if data is None else from_json(data)

    def get(self, space: str, key: str, other: str = "") -> Held:
        if space == ENTITY:
            return self.entity(key)
        if space == REDIRECT:
            found: str | None = self._one("SELECT new FROM redirect WHERE old = ?", key)
            return found
        rows = self._all('SELECT * FROM judgement WHERE "left" = ? AND "right" = ?', key, other)
        return Judgement(*rows[0]) if rows else None

    def entities(self) -> Iterator[Entity]:
        """As of one moment, whatever is written meanwhile."""
        with self._told(), closing(self._connect()) as connection:
            connection.execute("BEGIN")
            for (data,) in connection.execute("SELECT data FROM entity ORDER BY number"):
                yield from_json(data)

    def count(self) -> int:
        return int(self._one("SELECT value FROM meta WHERE key = 'count'"))

    def ids_of_form(self, form: str) -> list[str]:
        sql = "SELECT id FROM name JOIN entity ON entity.number = name.entity WHERE form = ? ORDER BY id"
        return [row[0] for row in self._all(sql, form)]

    def judgements(self, node: str | None = None) -> list[Judgement]:
        if node is None:
            rows = self._all("SELECT * FROM judgement ORDER BY event")
        else:
            rows = self._all('SELECT * FROM judgement WHERE "left" = ? OR "right" = ? ORDER BY event', node, node)
        return [Judgement(*row) for row in rows]

    def redirects_to(self, entity_id: str) -> list[str]:
        return [row[0] for row in self._all("SELECT old FROM redirect WHERE new = ? ORDER BY old", entity_id)]

    def redirects(self) -> list[tuple[str, str]]:
        return [(old, new) for old, new in self._all("SELECT old, new FROM redirect ORDER BY old")]

    def changes(self) -> int:
        return self._one("SELECT max(number) FROM change") or 0

    def changed_since(self, number: int) -> Iterator[Change]:
        rows = self._all("SELECT number, event, space, key, other FROM change WHERE number > ? ORDER BY number", number)
        return (Change(number, event, space, key, other, None) for number, event, space, key, other in rows)

    def events(self, first: int = 1) -> Iterator[Event]:
        rows = self._all(f"SELECT {_EVENT} FROM event WHERE number >= ? ORDER BY number", first)  # noqa: S608
        return (_event(row) for row in rows)

    def events_about(self, keys: set[str]) -> list[Event]:
        marks = ", ".join("?" * len(keys))
        sql = (
            f"SELECT {_EVENT} FROM event WHERE number IN (SELECT event FROM change WHERE key IN ({marks}) "  # noqa: S608
            f"UNION SELECT event FROM change WHERE other != '' AND other IN ({marks})) ORDER BY number"
        )
        return [_event(row) for row in self._all(sql, *keys, *keys)]

    def changes_of(self, event: int) -> list[Change]:
        rows = self._all(f"SELECT {_CHANGE} FROM change WHERE event = ? ORDER BY number", event)  # noqa: S608
        return [_change(row) for row in rows]

    def changed_after(self, event: int) -> dict[Key, Change]:
        sql = (
            f"SELECT {_CHANGE} FROM change WHERE number IN (SELECT min(later.number) FROM change AS done "  # noqa: S608
            "JOIN change AS later ON later.key = done.key AND later.other = done.other AND later.space = done.space "
            "AND later.event > done.event WHERE done.event = ? GROUP BY done.number)"
        )
        changes = (_change(row) for row in self._all(sql, event))
        return {(change.space, change.key, change.other): change for change in changes}

    def total(self) -> int:
        return int(self._one("SELECT value FROM meta WHERE key = 'total'"))

    def stamp(self, number: int) -> str:
        """The event that made it, with its time to the microsecond."""
        made = "FROM change JOIN event ON event.number = change.event WHERE change.number = ?"
        rows = self._all(f"SELECT event.number, time, what, version {made}", number)
        return json.dumps(rows[0]) if rows else ""

    def index_path(self) -> Path | None:
        return self.path.with_name(self.path.name + "-index") if saved.is_on() else None


class _SqliteWriting(Writing):
    def __init__(self, shelf: Sqlite, connection: sqlite3.Connection) -> None:
        self._shelf = shelf
        self._execute = connection.execute
        self.number = (self._execute("SELECT max(number) FROM event").fetchone()[0] or 0) + 1
        self.before: dict[Key, Held] = {}
        self._count, self._total = shelf.count(), shelf.total()

    def put(self, space: str, key: str, other: str, value: Held) -> None:
        before = self._shelf.get(space, key, other)
        if before == value:
            return
        if (space, key, other) not in self.before:
            self.before[space, key, other] = before if len(self.before) < _KEPT else None
            sql = "INSERT INTO change (event, space, key, other, before) VALUES (?, ?, ?, ?, ?)"
            self._execute(sql, (self.number, space, key, other, _to_text(before)))
        self._total = plus(self._total, fingerprint(before, key), fingerprint(value, key))
        if space == ENTITY:
            self._count += (value is not None) - (before is not None)
            self._put_entity(key, value)
        elif space == REDIRECT:
            self._execute("DELETE FROM redirect WHERE old = ?", (key,))
            if value is not None:
                self._execute("INSERT INTO redirect VALUES (?, ?)", (key, value))
        else:
            self._execute('DELETE FROM judgement WHERE "left" = ? AND "right" = ?', (key, other))
            if isinstance(value, Judgement):
                self._execute("INSERT INTO judgement VALUES (?, ?, ?, ?)", (key, other, value.verdict, value.event))

    def _put_entity(self, entity_id: str, value: Held) -> None:
        if not isinstance(value, Entity):
            self._execute("DELETE FROM entity WHERE id = ?", (entity_id,))
            return
        sql = "INSERT INTO entity (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data"
        self._execute(sql, (entity_id, to_json(value)))
        number = self._execute("SELECT number FROM entity WHERE id = ?", (entity_id,)).fetchone()[0]
        self._execute("DELETE FROM name WHERE entity = ?", (number,))
        for form in forms_of(value):
            self._execute("INSERT INTO name VALUES (?, ?)", (form, number))

    def finish(self, event: Event) -> None:
        row = (
            *(event.number, event.time, event.action, event.what, event.by, event.why),
            *(json.dumps(event.evidence, ensure_ascii=False), event.version, event.undoes),
        )
        self._execute(f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        self._execute("UPDATE meta SET value = ? WHERE key = 'count'", (str(self._count),))
        self._execute("UPDATE meta SET value = ? WHERE key = 'total'", (str(self._total),))


def _to_text(held: Held) -> str | None:
    """What stood somewhere, as text: an entity as JSON, a judgement as verdict and event, an id as it is."""
    if isinstance(held, Entity):
        return to_json(held)
    return f"{held.verdict} {held.event}" if isinstance(held, Judgement) else held


def _change(row: tuple[Any, ...]) -> Change:
    number, event, space, key, other, before = row
    if before is not None and space == ENTITY:
        before = from_json(before)
    elif before is not None and space == JUDGEMENT:
        verdict, _, by_event = before.partition(" ")
        before = Judgement(key, other, verdict, int(by_event))
    return Change(number, event, space, key, other, before)


def _event(row: tuple[Any, ...]) -> Event:
    number, time, action, what, by, why, evidence, version, undoes = row
    return Event(number, time, action, what, by, why, tuple(json.loads(evidence)), version, undoes)
