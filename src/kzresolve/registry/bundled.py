"""The entities that come with kzresolve, read from tables/registry/*.tsv (what they are: the README there).

They are saved in the user's folder for such files (saved.py), as JSON that is read entity by entity when needed.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kzresolve import saved
from kzresolve.registry.encoding import to_json
from kzresolve.registry.events import Event, now
from kzresolve.registry.memory import Memory
from kzresolve.tables import list_tables, read_text

if TYPE_CHECKING:
    from kzresolve.registry.model import Entity


@cache
def entities() -> tuple[Entity, ...]:
    """All bundled entities, file by file, in the order of their rows."""
    from kzresolve.registry import files  # here, as most programs open what was saved

    return tuple(
        entity
        for path in list_tables("registry", ".tsv")
        for entity in files.parse_tsv(read_text(path), f"kzresolve/tables/{path}")
    )


def origin() -> str:
    """What the bundled registry of this version of code and tables is called among saved files."""
    return f"bundled-{saved.digest()}"


def load() -> Memory | None:
    """The shelf that `save` saved, None where there is none."""
    path = _path()
    try:
        first, *lines = path.read_bytes().split(b"\n") if path else (b"",)
        head = json.loads(first)
        entities = dict(zip(head["ids"], lines, strict=True))
    except (OSError, ValueError):
        return None
    event = replace(Event(**head["event"]), time=now(), evidence=())
    return Memory.sealed(entities, event, int(head["total"]))


def save(shelf: Memory) -> None:
    """Save a shelf that holds nothing but the bundled entities; where that cannot be, nothing happens."""
    path = _path()
    if path:
        (event,) = shelf.events()
        rows = {entity.id: to_json(entity) for entity in shelf.entities()}
        head = json.dumps({"event": event.to_dict(), "total": str(shelf.total()), "ids": list(rows)})
        saved.write(path, ["\n".join([head, *rows.values()]).encode()])
        saved.tidy(path)


def _path() -> Path | None:
    folder = saved.folder()
    return folder and folder / f"{origin()}.registry"
