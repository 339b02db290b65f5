"""Registry files: TSV with one row per name (for spreadsheets and editors), JSONL with one entity per line.

Reading and writing are inverses. Both say file, line and column of what they cannot take.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kzresolve.errors import InputError, KzresolveError, TableError
from kzresolve.registry.model import Alias, Entity
from kzresolve.registry.textfile import read_text, write_lines

COLUMNS = ("id", "kind", "strength", "text", "lang", "country", "valid_from", "valid_to", "source", "note")
REQUIRED = ("id", "text")

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": r"\0"})
_ESCAPED = re.compile(r"\\([\\tnr0#])")
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "0": "\0", "#": "#"}


def read(path: Path) -> list[Entity]:
    """The entities of a .tsv or .jsonl file, in order of first appearance."""
    parse, _ = _format_of(path)
    return list(parse(read_lines(path), str(path)))


def write(path: Path, entities: Iterable[Entity]) -> None:
    """Write entities to a .tsv or .jsonl file: wholly or, where it fails, not at all."""
    _, lines = _format_of(path)
    write_lines(path, lines(entities))


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file, without line ends of any system; a byte order mark is dropped."""
    return read_text(path).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


# TSV --------------------------------------------------------------------------------------------------------------


def parse_tsv(lines: Iterable[str], where: str) -> Iterator[Entity]:
    """Entities from the lines of a TSV table with a header; lines that are empty or begin with "#" are passed over.

    The columns `id` and `text` are needed, the other COLUMNS may be missing. Rows of one id need not stand together.
    The canonical name is the row of strength "name", or else the first row.
    """
    numbered = ((n, line.rstrip("\r")) for n, line in enumerate(lines, 1))
    rows = ((n, line) for n, line in numbered if line and not line.startswith("#"))
    header = next(rows, (0, ""))[1].split("\t")
    _check_header(header, where)
    by_id: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for n, line in rows:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"{where}, line {n}: {len(cells)} cells, expected {len(header)} ({', '.join(header)})")
        row = {column: unescape(cell) for column, cell in zip(header, cells, strict=True)}
        by_id.setdefault(row["id"], []).append((n, row))
    for group in by_id.values():
        yield _entity_of_rows(group, where)


def _check_header(header: list[str], where: str) -> None:
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise TableError(f"{where}, line 1: column {' and '.join(missing)} missing; expected {', '.join(COLUMNS)}")
    unknown = [column for column in header if column not in COLUMNS]
    if unknown:
        raise TableError(f"{where}, line 1: unknown column {unknown[0]!r}; expected {', '.join(COLUMNS)}")
    if len(set(header)) != len(header):
        raise TableError(f"{where}, line 1: a column stands twice in {', '.join(header)}")


def _entity_of_rows(rows: list[tuple[int, dict[str, str]]], where: str) -> Entity:
    canonical = next((row for _, row in rows if row.get("strength") == "name"), rows[0][1])
    aliases = []
    line = rows[0][0]
    try:
        for n, row in rows:
            line = n
            for column in ("kind", "country"):
                if row.get(column, "") != canonical.get(column, ""):
                    raise TableError(
                        f"{column} {row.get(column)!r} differs from {canonical.get(column)!r} of the same id"
                    )
            alias = Alias(
                text=row["text"],
                lang=row.get("lang", ""),
                strength=row.get("strength") or "alias",
                valid_from=row.get("valid_from", ""),
                valid_to=row.get("valid_to", ""),
                source=row.get("source", ""),
                note=row.get("note", ""),
            )
            aliases.append(
                alias if row is not canonical or alias.strength == "name" else replace(alias, strength="name")
            )
        return Entity(
            id=canonical["id"],
            name=canonical["text"],
            kind=canonical.get("kind") or None,
            aliases=tuple(aliases),
            country=canonical.get("country", ""),
        )
    except KzresolveError as error:
        raise TableError(f"{where}, line {line}: {error}") from error


def tsv_lines(entity: Entity) -> Iterator[str]:
    """The rows of one entity, without a header."""
    for alias in entity.names():
        cells = (
            entity.id,
            entity.kind or "",
            alias.strength,
            alias.text,
            alias.lang,
            entity.country,
            alias.valid_from,
            alias.valid_to,
            alias.source,
            alias.note,
        )
        row = "\t".join(escape(cell) for cell in cells)
        yield "\\" + row if row.startswith("#") else row  # else it would be read as a comment


def _all_tsv_lines(entities: Iterable[Entity]) -> Iterator[str]:
    yield "\t".join(COLUMNS)
    for entity in entities:
        yield from tsv_lines(entity)


def escape(cell: str) -> str:
    r"""A cell without tabs, line ends and null characters: they become \t, \n, \r, \0, a backslash becomes \\."""
    return cell.translate(_ESCAPES)


def unescape(cell: str) -> str:
    r"""What was escaped, put back; a backslash before any other character stands for itself.

    >>> unescape(r"two\nlines") == "two" + chr(10) + "lines"
    True
    """
    return _ESCAPED.sub(lambda found: _UNESCAPES[found[1]], cell) if "\\" in cell else cell


# JSONL ------------------------------------------------------------------------------------------------------------


def _parse_jsonl(lines: Iterable[str], where: str) -> Iterator[Entity]:
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _entity_of_json(json.loads(line))
        except json.JSONDecodeError as error:
            raise TableError(f"{where}, line {n}, column {error.colno}: not JSON ({error.msg})") from error
        except (KzresolveError, TypeError, ValueError, RecursionError) as error:
            raise TableError(f"{where}, line {n}: not an entity ({error})") from error


def _entity_of_json(row: object) -> Entity:
    if not isinstance(row, dict):
        raise InputError(f"expected an object with id and name, not {type(row).__name__}")
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list):
        raise InputError(f"aliases must be a list, not {type(aliases).__name__}")
    made = tuple(Alias(**alias) if isinstance(alias, dict) else alias for alias in aliases)
    return Entity(**{**row, "aliases": made})


def _jsonl_lines(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        yield json.dumps(entity.to_dict(), ensure_ascii=False)


_Parse = Callable[[Iterable[str], str], Iterator[Entity]]
_Lines = Callable[[Iterable[Entity]], Iterator[str]]
_FORMATS: dict[str, tuple[_Parse, _Lines]] = {
    ".tsv": (parse_tsv, _all_tsv_lines),
    ".jsonl": (_parse_jsonl, _jsonl_lines),
}


def _format_of(path: Path) -> tuple[_Parse, _Lines]:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise TableError(f"{path}: unknown kind of file; expected an ending among {', '.join(_FORMATS)}") from None
