"""kzresolve registry: convert, lint, diff and stats, for files of names; and the commands of judging.py."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzresolve.doors import judging, printing, reading, show
from kzresolve.doors.progress import working
from kzresolve.doors.table import shown
from kzresolve.errors import TableError
from kzresolve.registry import bundled, files
from kzresolve.registry.difference import Difference, difference, statistics
from kzresolve.registry.formats.base import NOTE, Loss, Options, Problem
from kzresolve.registry.lint import lint as find_problems
from kzresolve.registry.model import KINDS, Entity

if TYPE_CHECKING:
    from kzresolve.registry.registry import Registry

_COLOURS = {"error": "red", "warning": "yellow", "added": "green", "removed": "red", "changed": "yellow"}
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_PROBLEM_COLUMNS = ("file", "line", "column", "level", "message")


@click.group(short_help="Look after registry files.")
def registry() -> None:
    """Look after registry files: convert, check, compare and count them."""


for _command in judging.COMMANDS:
    registry.add_command(_command)


def _pairs(_ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Options given as NAME=VALUE."""
    if any("=" not in one for one in given):
        raise click.BadParameter(f"expected {parameter.metavar}")
    return dict(one.split("=", 1) for one in given)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a file is to be read."""
    options = (
        click.option(
            "--from",
            "file_format",
            type=click.Choice(tuple(files.FORMATS)),
            help="Format of what is read; else its ending tells.",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="OURS=THEIRS",
            callback=_pairs,
            help="For CSV: which column is which, as text=Name; aliases stands for several names.",
        ),
        click.option("--kind", type=click.Choice(KINDS), help="Kind of the entities that say none."),
        click.option(
            "--lang", "langs", multiple=True, help="From Wikidata and SKOS take names of this language; repeatable."
        ),
        click.option(
            "--class",
            "kinds",
            multiple=True,
            metavar="ITEM=KIND",
            callback=_pairs,
            help="For Wikidata: the kind of what is an instance of an item, as Q515=LOC.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _options(given: dict[str, Any]) -> Options:
    return Options(given["columns"], given["kind"], given["langs"], given["kinds"])


@contextmanager
def _opened(path: str, file_format: str | None, options: Options) -> Iterator[Registry | Iterator[Entity]]:
    """What a file holds, entity by entity, or a database, by its ending."""
    if file_format is not None or not reading.is_database(path):
        yield files.read(Path(path), file_format, options)
        return
    with reading.open_registry(path) as store:
        yield store


def _read(path: str) -> Iterator[Entity]:
    """The entities of a file or database."""
    with _opened(path, None, Options()) as entities:
        yield from entities


@registry.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@reading_options
@click.option("--to", "target_format", type=click.Choice(tuple(files.FORMATS)), help="Format of what is written.")
def convert(source: str, target: str, target_format: str | None, **given: Any) -> None:
    """Read a registry in one format and write it in another.

    FROM and TO may be databases (.db): one that is there already is extended. What the other format cannot carry is
    listed on standard error. Files of any size pass through little memory.
    """
    losses: Sequence[Loss] = ()
    with working(f"reading {source}"), _opened(source, given["file_format"], _options(given)) as held:
        if target_format is None and reading.is_database(target):
            with reading.open_registry(target, make=True) as store:
                store.extend(held, why=f"converted from {Path(source).name}")
        elif isinstance(held, Iterator):
            losses = files.write(Path(target), held, target_format)
        else:
            losses = held.write(target, target_format)
    for loss in losses:
        click.echo(f"kzresolve: lost: {shown(str(loss))}", err=True)


@registry.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@reading_options
@click.option(
    "--notes/--no-notes", default=True, help="List what is allowed too, such as a name that two entities have."
)
@printing.json_option
@printing.tsv_option
def lint(paths: tuple[str, ...], notes: bool, as_json: bool, as_tsv: bool, **given: Any) -> None:
    """Say all that is wrong with files that belong together.

    The exit code is 1 where there are errors or warnings; notes are allowed.
    """
    database = next((path for path in paths if reading.is_database(path)), None)
    if database is not None:
        rows = f"write its rows to a file first: kzresolve registry convert {database} {Path(database).stem}.tsv"
        raise TableError(f"{database}: a database, which has no lines to point at; {rows}")
    with working(f"reading {len(paths)} files"):
        problems = find_problems([Path(path) for path in paths], given["file_format"], _options(given))
    wrong = [problem for problem in problems if problem.level != NOTE]
    listed = problems if notes else wrong
    if as_json:
        printing.as_json({"problems": listed})
    elif as_tsv:
        printing.as_tsv(_PROBLEM_COLUMNS, [(p.file, p.line, p.column, p.level, p.message) for p in listed])
    else:
        printing.lines([*map(_told, listed), _summary(len(wrong), len(problems))])
    sys.exit(1 if wrong else 0)


def _summary(wrong: int, total: int) -> str:
    return f"{show.count(wrong, 'problem')}, {show.count(total - wrong, 'note')}"


def _told(problem: Problem) -> str:
    level = click.style(problem.level, fg=_COLOURS.get(problem.level))
    return f"{level}: {shown(str(problem))}"


@registry.command()
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@printing.json_option
def diff(before: str, after: str, as_json: bool) -> None:
    """Say how two registries differ, entity by entity.

    The exit code is 1 where they do.
    """
    with working("reading both"):
        found = list(difference(_read(before), _read(after)))
    if as_json:
        printing.as_json({"differences": found})
    elif found:
        printing.lines(line for one in found for line in _differing(one))
    sys.exit(1 if found else 0)


def _differing(one: Difference) -> Iterator[str]:
    yield click.style(f"{_SIGNS[one.action]} {shown(one.id)}  {shown(one.name)}", fg=_COLOURS[one.action])
    if one.action == "changed":
        yield from (f"    - {shown(fact)}" for fact in one.lost)
        yield from (f"    + {shown(fact)}" for fact in one.gained)


@registry.command(short_help="Count what registries hold.")
@click.argument("paths", nargs=-1, metavar="[FILE]...")
@printing.json_option
def stats(paths: tuple[str, ...], as_json: bool) -> None:
    """Count what registries hold; without a FILE the one that comes with kzresolve."""
    entities: Iterable[Entity] = (entity for path in paths for entity in _read(path)) if paths else bundled.entities()
    with working("counting"):
        found = statistics(entities)
    if as_json:
        printing.as_json(found.to_dict())
    else:
        printing.lines(str(found).split("\n"))
