"""The tables of a registry database, as migrations: each brings a file from one version to the next.

Events and changes can only be added; what stands (entities, names, redirects, judgements) follows from them.
"""

from __future__ import annotations

import sqlite3

from kzresolve.errors import StoreError

APPLICATION = 0x6B7A7265  # "kzre": marks the file as ours (PRAGMA application_id)

_FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE entity (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL)",
    """CREATE TABLE name (
        form TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE, PRIMARY KEY (form, entity)
    ) WITHOUT ROWID""",
    "CREATE INDEX name_entity ON name (entity)",
    "CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX redirect_new ON redirect (new)",
    """CREATE TABLE event (
        number INTEGER PRIMARY KEY, time TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL, "by" TEXT NOT NULL,
        why TEXT NOT NULL, evidence TEXT NOT NULL, version TEXT NOT NULL, undoes INTEGER REFERENCES event
    )""",
    """CREATE TABLE judgement (
        "left" TEXT NOT NULL, "right" TEXT NOT NULL, verdict TEXT NOT NULL,
        event INTEGER NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY ("left", "right")
    ) WITHOUT ROWID""",
    'CREATE INDEX judgement_right ON judgement ("right")',
    """CREATE TABLE change (
        number INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED,
        space TEXT NOT NULL, key TEXT NOT NULL, other TEXT NOT NULL, before TEXT
    )""",
    "CREATE INDEX change_key ON change (key, other, space)",
    "CREATE INDEX change_other ON change (other) WHERE other != ''",
    "CREATE INDEX change_event ON change (event)",
    *(
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN SELECT raise(ABORT, 'only ever added to'); END"
        for table in ("event", "change")
        for verb in ("UPDATE", "DELETE")
    ),
    "INSERT INTO meta VALUES ('count', '0'), ('total', '0')",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)


def prepare(connection: sqlite3.Connection, path: str) -> None:
    """Make the tables in an empty file, or bring those of an older version up to date, in one transaction.

    Raises StoreError for a file that is something else or was made by a newer kzresolve.
    """
    if _version(connection, path) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")  # another process may be doing the same
    try:
        for statements in MIGRATIONS[_version(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: str) -> int:
    """The version of the tables, 0 where there are none yet."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not ours and not (empty and version == 0):
        raise StoreError(f"{path}: a database, but not a registry of kzresolve; give another name, or none that exists")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path}: made by a newer kzresolve (tables of version {version}, known here {len(MIGRATIONS)}); upgrade"
        )
    return version
