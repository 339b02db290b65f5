"""An entity as compact JSON and back, and its fingerprint: what stands in a database, and what a version is made of.

Fields at their defaults are left out, so that neither changes when a field is added that nobody uses.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any

from kzresolve.registry.events import Held, Judgement
from kzresolve.registry.model import Alias, Entity, ExternalId, Role

_LISTS: dict[str, type[Alias | Role | ExternalId]] = {"aliases": Alias, "roles": Role, "ids": ExternalId}
_COLUMNS: dict[type, tuple[tuple[str, object], ...]] = {
    kind: tuple((f.name, f.default) for f in fields(kind)) for kind in (Entity, Alias, Role, ExternalId)
}
_MODULUS = 1 << 256


def _plain(value: object) -> dict[str, Any]:
    return {
        name: held
        for name, default in _COLUMNS[type(value)]
        if (held := getattr(value, name)) != default and held != ()
    }


def to_json(entity: Entity) -> str:
    """The entity as one line of JSON."""
    row = _plain(entity)
    for column in _LISTS.keys() & row.keys():
        row[column] = [_plain(value) for value in row[column]]
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Entity:
    """The entity that `to_json` wrote."""
    row = json.loads(text)
    for column, kind in _LISTS.items():
        if column in row:
            row[column] = tuple(kind(**value) for value in row[column])
    return Entity(**row)


def fingerprint(held: Held, key: str) -> int:
    """A number of 256 bits for what stands in a registry under `key`, 0 for nothing; the order of names does not count.

    The sum of them names a registry's content, and can be kept up to date change by change.
    """
    if held is None:
        return 0
    if isinstance(held, Entity):
        row = _plain(held)
        parts = [[column, _plain(value)] for column in _LISTS for value in row.pop(column, ())]
        pieces = sorted(json.dumps(part, ensure_ascii=False, sort_keys=True) for part in parts)
        text = "\n".join([json.dumps(row, ensure_ascii=False, sort_keys=True), *pieces])
    else:
        said = [held.left, held.right, held.verdict] if isinstance(held, Judgement) else [key, held]
        text = json.dumps(said, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


def plus(total: int, before: int, after: int) -> int:
    """The sum of fingerprints after one of them has changed."""
    return (total - before + after) % _MODULUS


def version_of(total: int) -> str:
    """Twelve hexadecimal digits of a sum of fingerprints."""
    return f"{total:064x}"[:12]
