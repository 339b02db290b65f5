"""Gold annotation read from a folder: which names stand where in which texts, and whom they mean.

mentions.tsv has the columns doc, start, end, surface, type, entity_id and, if wanted, note; entities.tsv, which may be
missing, has entity_id and canonical_name. Every row is checked against its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kzresolve.errors import TableError
from kzresolve.registry.formats.tsv import unescape
from kzresolve.registry.model import KINDS
from kzresolve.registry.textfile import open_lines, read_text
from kzresolve.values import Value

_COLUMNS = ("doc", "start", "end", "surface", "type", "entity_id")
_UNSCORED = "ambiguous"  # a note that begins so: a reader cannot tell who is meant, the link is not scored


@dataclass(frozen=True, slots=True)
class GoldMention(Value):
    """A name that stands in a text: text[start:end] == surface. entity_id: whom it means, in the gold's own ids."""

    doc: str
    start: int
    end: int
    surface: str
    kind: str
    entity_id: str
    note: str = ""

    @property
    def scored(self) -> bool:
        """Whether the link counts; the span does in any case."""
        return not self.note.startswith(_UNSCORED)


@dataclass(frozen=True, slots=True)
class Gold(Value):
    """Texts with their mentions. names: (entity id, canonical name) where the folder has entities.tsv."""

    texts: tuple[tuple[str, str], ...]
    mentions: tuple[GoldMention, ...]
    names: tuple[tuple[str, str], ...]


def read_gold(gold: str | Path, texts: str | Path) -> Gold:
    """The gold of folder `gold` for the files of folder `texts`, which mentions.tsv names in its column doc.

    Texts are read as UTF-8 with their line ends as they are. Raises TableError with file, row and column.
    """
    table = Path(gold) / "mentions.tsv"
    contents: dict[str, str] = {}
    mentions: dict[tuple[str, int, int], GoldMention] = {}
    for where, row in _rows(table, _COLUMNS):
        doc = row["doc"]
        if doc not in contents:
            contents[doc] = _text(Path(texts), doc, where)
        mention = _mention(row, contents[doc], where)
        if (doc, mention.start, mention.end) in mentions:
            raise TableError(f"{where}: the span {mention.start}-{mention.end} of {doc} stands in a row above")
        mentions[doc, mention.start, mention.end] = mention
    if not mentions:
        raise TableError(f"{table}: no mentions in it; expected one row for each name in the texts")
    return Gold(tuple(contents.items()), tuple(mentions.values()), _names(Path(gold) / "entities.tsv"))


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with the place to name in an error."""
    lines = list(open_lines(path)) or [""]
    header = lines[0].split("\t")
    missing = [column for column in needed if column not in header]
    if missing:
        raise TableError(f"{path}, line 1: column {', '.join(missing)} missing; expected {', '.join(needed)}")
    for n, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"{path}, line {n}: {len(cells)} cells, expected {len(header)} ({', '.join(header)})")
        yield f"{path}, line {n}", dict(zip(header, map(unescape, cells), strict=True))


def _text(folder: Path, doc: str, where: str) -> str:
    if not doc or Path(doc).is_absolute() or ".." in Path(doc).parts:
        raise TableError(f"{where}, column doc: {doc!r}, expected the name of a file in {folder}")
    try:
        return read_text(folder / doc)
    except TableError as error:
        raise TableError(f"{where}, column doc: {error}") from error


def _mention(row: dict[str, str], text: str, where: str) -> GoldMention:
    start, end = (_offset(row, column, len(text), where) for column in ("start", "end"))
    if start >= end:
        raise TableError(f"{where}, column end: {end}, expected more than start, which is {start}")
    found = text[start:end]
    if found != row["surface"]:
        raise TableError(f"{where}, column surface: {row['surface']!r}, but {start}-{end} of {row['doc']} is {found!r}")
    if row["type"] not in KINDS:
        raise TableError(f"{where}, column type: {row['type']!r}, expected one of {', '.join(KINDS)}")
    if not row["entity_id"]:
        raise TableError(f"{where}, column entity_id: empty, expected an id")
    return GoldMention(row["doc"], start, end, found, row["type"], row["entity_id"], row.get("note", ""))


def _offset(row: dict[str, str], column: str, length: int, where: str) -> int:
    cell = row[column]
    if not (cell.isascii() and cell.isdigit() and len(cell) < 19 and int(cell) <= length):
        raise TableError(f"{where}, column {column}: {cell!r}, expected a number from 0 to {length}, the text's length")
    return int(cell)


def _names(path: Path) -> tuple[tuple[str, str], ...]:
    if not path.exists():
        return ()
    return tuple((row["entity_id"], row["canonical_name"]) for _, row in _rows(path, ("entity_id", "canonical_name")))
