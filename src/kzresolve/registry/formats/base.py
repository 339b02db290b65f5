"""What every format has: lines in and out, and a report of what is wrong with a file or cannot be carried by it.

A parser tells its Report what it cannot take and goes on; the Report breaks off at once, or collects for a lint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kzresolve.errors import KzresolveError, TableError
from kzresolve.registry.model import KINDS, Entity
from kzresolve.values import Value

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True, slots=True)
class Problem(Value):
    """Something wrong in a file. level: "error" (it cannot be read), "warning" (it can, but is likely a slip) or "note"
    (allowed). line: from 1 on, 0 where the whole file is meant. column: its name, or "".
    """

    file: str
    line: int
    column: str
    level: str
    message: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}: {self.message}"


class Report:
    """Takes what is wrong with a file. collect: keep the problems in a list; else the first error is raised."""

    def __init__(self, file: str, *, collect: bool = False) -> None:
        self.file = file
        self.collect = collect
        self.problems: list[Problem] = []

    def error(self, line: int, message: object, column: str = "") -> None:
        """Note that a row cannot be read. Raises TableError unless problems are collected."""
        problem = Problem(self.file, line, column, ERROR, str(message))
        if not self.collect:
            raise TableError(str(problem)) from (message if isinstance(message, Exception) else None)
        self.problems.append(problem)

    def warn(self, line: int, message: str, column: str = "", level: str = WARNING) -> None:
        """Note something that does not keep a row from being read, if problems are collected."""
        if self.collect:
            self.problems.append(Problem(self.file, line, column, level, message))


class Record(NamedTuple):
    """An entity as a file has it. line: where it begins. rows: the line of each of its names, where they have one."""

    entity: Entity
    line: int
    rows: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Loss(Value):
    """Something a file cannot carry. count: of how many entities; example: the id of the first."""

    what: str
    count: int
    example: str

    def __str__(self) -> str:
        return f"{self.what}: {self.count} {'entity' if self.count == 1 else 'entities'}, first {self.example!r}"


class Losses:
    """Counts what a format cannot carry while it is written."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[int, str, str]] = {}  # what: count, first id, last id

    def note(self, what: str, entity: Entity) -> None:
        """Note that `what` of this entity is lost; once for each entity."""
        count, first, last = self._ids.get(what, (0, entity.id, ""))
        if last != entity.id or not count:
            self._ids[what] = (count + 1, first, entity.id)

    def note_if(self, entity: Entity, **lost: object) -> None:
        """Note each keyword (underscores for blanks) whose value is true."""
        for what, value in lost.items():
            if value:
                self.note(what.replace("_", " "), entity)

    def listed(self) -> tuple[Loss, ...]:
        """What was lost, in the order it was met."""
        return tuple(Loss(what, count, first) for what, (count, first, _) in self._ids.items())


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be gone through more than once. name: for messages. lines: a fresh iterator of its lines, without
    ends. raw: the same with ends as csv wants them."""

    name: str
    lines: Callable[[], Iterator[str]]
    raw: Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read what a format leaves open. columns: our column or "aliases" -> the file's, for CSV. kind: of entities
    that say none. langs: take only names of these languages (those without one stay); empty: all. kinds: Wikidata
    classes beside its own -> kind.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    langs: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. endings: of the names of its files; read_only: of such as it cannot write."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source, Report, Options], Iterator[Record]]
    write: Callable[[Iterable[Entity], Losses], Iterator[str]]
    read_only: tuple[str, ...] = ()


def made(
    report: Report, line: int, make: Callable[[], Entity], rows: Mapping[str, int] | None = None
) -> Iterator[Record]:
    """The record that `make` makes, or none and an error in the report."""
    try:
        entity = make()
    except KzresolveError as error:
        report.error(line, f"not an entity ({error})")
        return
    except KeyError as error:
        report.error(line, f"not an entity ({error} missing)")
        return
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        report.error(line, f"not an entity ({error})")
        return
    yield Record(entity, line, rows or {})


def note_common(entity: Entity, losses: Losses, kept: str = "") -> None:
    """Note what of its names no format but our own carries; kept: a note that the format has another way to say."""
    names = entity.names()
    losses.note_if(
        entity,
        dates_of_names=any(alias.valid_from or alias.valid_to for alias in names),
        sources=any(alias.source for alias in names) or any(i.source for i in entity.ids),
        notes=any(alias.note not in ("", kept) for alias in names) or any(i.note for i in entity.ids),
        scripts_and_orthographies=any(alias.script or alias.orthography for alias in names),
    )


def kind_of(kind: object, options: Options) -> str | None:
    """A kind as read, or the one the options give where there is none."""
    return str(kind) if kind in KINDS else options.kind
