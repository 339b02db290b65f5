"""The entities that come with kzresolve, read from tables/registry/*.tsv (what they are: the README there)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kzresolve.registry import files
from kzresolve.tables import list_tables, read_text

if TYPE_CHECKING:
    from kzresolve.registry.model import Entity


@cache
def entities() -> tuple[Entity, ...]:
    """All bundled entities, file by file, in the order of their rows."""
    return tuple(
        entity
        for path in list_tables("registry", ".tsv")
        for entity in files.parse_tsv(read_text(path), f"kzresolve/tables/{path}")
    )
