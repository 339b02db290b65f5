"""Registry files: which format a file has, entities read from it and written to it one by one.

Reading and writing are inverses where the format can carry what is written; what it cannot is returned by `write`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kzresolve.errors import TableError
from kzresolve.registry.formats import csvfile, ftm, jrc, jsonl, skos, tsv, wikidata
from kzresolve.registry.formats.base import Format, Loss, Losses, Options, Record, Report, Source
from kzresolve.registry.model import Entity
from kzresolve.registry.textfile import as_path, open_lines, open_raw_lines, write_lines

FORMATS = {
    f.name: f
    for f in (
        tsv.FORMAT,
        jsonl.FORMAT,
        csvfile.FORMAT,
        ftm.FORMAT,
        ftm.SIMPLE,
        wikidata.FORMAT,
        jrc.FORMAT,
        skos.FORMAT,
    )
}
_JSON = (".json", ".ndjson")  # endings of files that say only inside what they are


def read(path: str | Path, file_format: str | None = None, options: Options | None = None) -> Iterator[Entity]:
    """The entities of a file, one by one as they are read. file_format: a name of FORMATS; None: by ending and content.

    Raises TableError with file, line and column of the first thing that cannot be read.
    """
    for record in records(as_path(path), Report(str(path)), file_format, options):
        yield record.entity


def records(
    path: Path, report: Report, file_format: str | None = None, options: Options | None = None
) -> Iterator[Record]:
    """The entities of a file with their places; what cannot be read goes to the report."""
    chosen = find_format(path, file_format, reading=True)
    source = Source(str(path), lambda: open_lines(path), lambda: open_raw_lines(path, ""))
    yield from chosen.read(source, report, options or Options())


def parse_tsv(text: str, name: str) -> Iterator[Entity]:
    """The entities of a TSV table that has been read already; name: of the table, for messages."""
    lines = text.split("\n")
    source = Source(name, lambda: iter(lines), lambda: iter(lines))
    for record in tsv.read(source, Report(name), Options()):
        yield record.entity


def write(path: str | Path, entities: Iterable[Entity], file_format: str | None = None) -> tuple[Loss, ...]:
    """Write entities to a file as they come: wholly or, where it fails, not at all.

    Returns what the format cannot carry.
    """
    path = as_path(path)
    chosen = find_format(path, file_format, reading=False)
    losses = Losses()
    write_lines(path, chosen.write(entities, losses))
    return losses.listed()


def find_format(path: Path, name: str | None, *, reading: bool) -> Format:
    """The format of that name, or the one of the file's ending, or, of a file that is read, of its first line."""
    if name is not None:
        if not isinstance(name, str) or name not in FORMATS:
            raise TableError(f"{path}: unknown format {name!r}; expected one of {', '.join(FORMATS)}")
        return FORMATS[name]
    lower = path.name.lower().removesuffix(".gz").removesuffix(".bz2" if reading else "")
    endings = [(e, f) for f in FORMATS.values() for e in (*f.endings, *(f.read_only if reading else ()))]
    for ending, found in sorted(endings, key=lambda pair: -len(pair[0])):
        if lower.endswith(ending):
            return found
    if reading and lower.endswith(_JSON):
        return _by_content(path)
    known = ", ".join(dict.fromkeys(ending for f in FORMATS.values() for ending in f.endings))
    raise TableError(f"{path}: unknown kind of file; expected an ending among {known}, or a format to be named")


def _by_content(path: Path) -> Format:
    """The format of a JSON file by the first object in it."""
    for line in open_lines(path):
        text = line.strip().removesuffix(",")
        if text in ("", "["):
            continue
        try:
            first = json.loads(text)
        except (ValueError, RecursionError):
            break
        keys = set(first) if isinstance(first, dict) else set()
        if "properties" in keys:
            return FORMATS["ftm"]
        if keys & {"labels", "entities"}:
            return FORMATS["wikidata"]
        return FORMATS["jsonl"]
    raise TableError(f"{path}: not one JSON object a line; expected entities as JSONL, FollowTheMoney or of Wikidata")
