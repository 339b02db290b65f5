"""All that is wrong with registry files, at once: what cannot be read, and what can but is likely a slip.

Allowed, but told as notes: names that two entities have. A registry is clean that has no errors and no warnings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from kzresolve.registry import files
from kzresolve.registry.dates import Dated
from kzresolve.registry.formats.base import ERROR, NOTE, Options, Problem, Record, Report
from kzresolve.registry.model import Alias, Entity
from kzresolve.text.normalise import WORD, mend, normalise
from kzresolve.text.scripts import script_of, script_of_char
from kzresolve.text.systems import systems

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_COUNTRY = re.compile(r"[a-z]{2}", re.ASCII)
_JOINERS = "\u200c\u200d"  # part of the spelling in Arabic and Indic scripts


def lint(paths: Sequence[Path], file_format: str | None = None, options: Options | None = None) -> list[Problem]:
    """The problems of registry files that belong together, file by file, by line. Raises TableError for a file that is
    not there or of no format.
    """
    seen = _Seen()
    problems: list[Problem] = []
    for path in paths:
        report = Report(str(path), collect=True)
        for record in files.records(path, report, file_format, options):
            seen.check(record, report)
            for alias in record.entity.names():
                _check_name(alias, record, report)
            _check_entity(record, report)
        problems += sorted(report.problems, key=lambda p: (p.line, p.column, p.message))
    return problems


class _Seen:
    """What the files so far hold: where each id stands, and whose each form is."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._forms: dict[str, tuple[str, str]] = {}

    def check(self, record: Record, report: Report) -> None:
        """Tell of an id that is taken and of forms that another entity has."""
        entity, here = record.entity, f"{report.file}, line {record.line}"
        if entity.id in self._ids:
            taken = f"id {entity.id!r} is taken ({self._ids[entity.id]}), expected one for each entity"
            report.warn(record.line, taken, "id", ERROR)
        self._ids.setdefault(entity.id, here)
        for alias in entity.names():
            form = normalise(alias.text)[0].casefold()
            place = f"{report.file}, line {_line(record, alias)}"
            owner, where = self._forms.setdefault(form, (entity.id, place))
            if owner != entity.id:
                report.warn(_line(record, alias), f"{alias.text!r} is a name of {owner!r} too ({where})", "text", NOTE)


def _check_name(alias: Alias, record: Record, report: Report) -> None:
    line = _line(record, alias)
    for message in _spelling(alias.text):
        report.warn(line, message, "text")
    if alias.lang and not _LANG.fullmatch(alias.lang):
        report.warn(line, f"{alias.lang!r}, expected a code such as kk or uz-Cyrl", "lang")
    _check_period(alias, alias.text, line, report)
    if alias.script and alias.script != script_of(alias.text):
        report.warn(line, f"{alias.script!r}, expected {script_of(alias.text)} for {alias.text!r}", "script")
    if alias.orthography and alias.orthography not in {system.id for system in systems()}:
        report.warn(line, f"{alias.orthography!r} is no system kzresolve knows (kzresolve.systems())", "orthography")


def _check_period(dated: Dated, text: str, line: int, report: Report) -> None:
    shared = min(len(dated.valid_from), len(dated.valid_to))
    if dated.valid_from[:shared] > dated.valid_to[:shared]:
        report.warn(line, f"{text!r} ends {dated.valid_to}, before it begins {dated.valid_from}", "valid_to")


def _check_entity(record: Record, report: Report) -> None:
    entity, line = record.entity, record.line
    if entity.country and not _COUNTRY.fullmatch(entity.country):
        report.warn(line, f"{entity.country!r}, expected two small letters such as kz", "country")
    for role in entity.roles:
        _check_period(role, role.text, line, report)
    for alias in _repeated(entity):
        report.warn(_line(record, alias), f"{alias.text!r} stands twice among the names of {entity.id!r}", "text")


def _repeated(entity: Entity) -> Iterator[Alias]:
    """Names that differ from an earlier one in nothing that matters."""
    seen = set()
    for alias in entity.names():
        key = (alias.text, alias.lang, alias.valid_from, alias.valid_to)
        if key in seen:
            yield alias
        seen.add(key)


def _spelling(text: str) -> Iterator[str]:
    """What is odd about the characters of a name."""
    if text != " ".join(text.split()):
        yield f"{text!r} has blanks at its ends or several together"
    if not unicodedata.is_normalized("NFC", text):
        yield f"{text!r} is not composed (NFC): the same letters compare as different ones"
    for char in dict.fromkeys(text):
        if char not in _JOINERS and not char.isspace() and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"}:
            yield f"{text!r} holds the invisible character U+{ord(char):04X}"
    for found in WORD.finditer(text):
        mended = mend(found[0])
        for stray, meant in zip(found[0], mended, strict=False):
            if stray != meant:
                yield (
                    f"{found[0]!r} mixes scripts: {script_of_char(stray)} {stray!r} (U+{ord(stray):04X}) looks like "
                    f"{script_of_char(meant)} {meant!r}; expected {mended!r}"
                )
                break


def _line(record: Record, alias: Alias) -> int:
    return record.rows.get(alias.text, record.line)
