"""JRC-Names, the name variants that the European Commission's media monitor collected: one row a name.

Columns without a header: id, P (person) or O (organisation), language ("u" where it is not known), the name with "+"
for blanks. As seen in the row "1000595 P u Dani+Ábalo" that users of the file quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kzresolve.registry.formats.base import Format, Losses, Options, Record, Report, Source, note_common
from kzresolve.registry.formats.table import Row, read_rows
from kzresolve.registry.model import Entity

_KINDS = {"P": "PER", "O": "ORG"}
_LETTERS = {"PER": "P", "ORG": "O"}
_UNKNOWN = "u"
_COLUMNS = 4
_BREAKS = re.compile("[\t\n\r\0]+")


def read(source: Source, report: Report, options: Options) -> Iterator[Record]:
    """The entities; the first row of an id has its canonical name."""
    quiet = Report(source.name, collect=True)  # for the first of two times through the file
    yield from read_rows(
        lambda: _rows(source, report), lambda: (row.cells["id"] for row in _rows(source, quiet)), report, options
    )


def _rows(source: Source, report: Report) -> Iterator[Row]:
    for n, line in enumerate(source.lines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            report.error(n, f"{len(cells)} cells, expected {_COLUMNS} (id, type, language, name)")
            continue
        entity_id, letter, lang, name = cells
        kind = _KINDS.get(letter, "")
        text = name.replace("+", " ")
        yield Row(n, {"id": entity_id, "kind": kind, "lang": "" if lang == _UNKNOWN else lang, "text": text})


def write(entities: Iterable[Entity], losses: Losses) -> Iterator[str]:
    """One row for each name of people and organisations."""
    for entity in entities:
        letter = _LETTERS.get(entity.kind or "")
        names = entity.names()
        if letter is None:
            losses.note("entities that are neither people nor organisations, left out", entity)
            continue
        if entity.id.startswith("#") or _BREAKS.search(entity.id):
            losses.note("entities whose id has a tab or line end or begins with #, left out", entity)
            continue
        note_common(entity, losses)
        losses.note_if(
            entity,
            weak_names_as_such=any(a.strength == "weak" for a in names),
            tabs_line_ends_and_plus_signs=any(_shown(a.text) != a.text for a in names),
            languages_that_are_no_code=any(_lang(a.lang) != a.lang for a in names),
            countries=entity.country,
            roles=entity.roles,
            external_ids=entity.ids,
            fame=entity.fame,
        )
        for alias in names:
            if _shown(alias.text).strip():
                row = (entity.id, letter, _lang(alias.lang) or _UNKNOWN, _shown(alias.text).replace(" ", "+"))
                yield "\t".join(row)


def _shown(text: str) -> str:
    """A name as it is read back: blanks for tabs and line ends, which part cells, and for plus signs."""
    return _BREAKS.sub(" ", text).replace("+", " ")


def _lang(lang: str) -> str:
    return lang if re.fullmatch("[a-z]{2,3}(-[A-Za-z]+)*", lang) else ""


FORMAT = Format("jrc", (".jrc", ".jrc.txt"), read, write)
