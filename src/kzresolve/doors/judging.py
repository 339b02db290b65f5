"""kzresolve registry: suggest and take names found in use; judge, merge, undo and tell what happened in a database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzresolve.doors import printing, reading, show
from kzresolve.doors.progress import working
from kzresolve.doors.table import shown
from kzresolve.errors import InputError
from kzresolve.registry.events import VERDICTS
from kzresolve.registry.model import Alias

if TYPE_CHECKING:
    from kzresolve.registry.registry import Registry

_NAME = "name:"


def reasons(command: Callable[..., None]) -> Callable[..., None]:
    """--by and --why, which every decision is kept with."""
    by = click.option("--by", required=True, help="Who decides.")
    return by(click.option("--why", required=True, help="The reason.")(command))


def _opened(path: str) -> Registry:
    """A database: a file would be read, and what is decided on it forgotten."""
    if not reading.is_database(path):
        make = f"kzresolve registry convert {path} {Path(path).with_suffix('.db')}"
        raise InputError(f"{path}: not a database (.db), which alone keeps decisions; make one: {make}")
    return reading.open_registry(path)


def _thing(given: str) -> str | Alias:
    """An entity by its id, or a name as name:Marat Ospanov."""
    return Alias(given.removeprefix(_NAME)) if given.startswith(_NAME) else given


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@reading.registry_options
@click.option("--date", help="When the articles were written (YYYY-MM-DD).")
@click.option("--names", "as_names", is_flag=True, help="FILE is a list of names, one a line, to be grouped.")
@click.option("--output", "-o", metavar="TSV", help="Where to write; else to standard output.")
def suggest(
    paths: tuple[str, ...],
    registries: tuple[str, ...],
    bundled: bool,
    date: str | None,
    as_names: bool,
    output: str | None,
) -> None:
    """Propose names found in articles or lists that the registry lacks.

    Written is a table; fill in its column decision with yes, no, or different (the name is another's), correct the ids
    of what is new, and give it to `kzresolve registry take`.
    """
    from kzresolve.resolve.resolver import Resolver
    from kzresolve.resolve.suggest import lines_of, suggest_groups, write_suggestions
    from kzresolve.resolve.suggest import suggest as propose

    with working(f"reading {show.count(len(paths), 'file')}"):
        held = reading.read_registry(registries, bundled)
        resolver = Resolver(held)
        if as_names:
            names = [name for path in paths for _, name in reading.read_names(path)]
            suggestions = suggest_groups(names, resolver.group(names))
        else:
            texts = reading.read_articles(paths)
            found = resolver.annotate(texts, dates=dict.fromkeys(texts, date) if date else None)
            suggestions = propose(found, texts, held)
    if output is None:
        printing.lines(lines_of(suggestions))
    else:
        write_suggestions(Path(output), suggestions)
        click.echo(f"{show.count(len(suggestions), 'suggestion')} in {output}")
    sys.exit(0 if suggestions else 1)


@click.command(short_help="Let decided suggestions into a registry.")
@click.argument("suggestions", metavar="SUGGESTIONS")
@click.argument("target", metavar="REGISTRY")
@reasons
@click.option("--source", default="", help="The source to note with the new names.")
def take(suggestions: str, target: str, by: str, why: str, source: str) -> None:
    """Let decided suggestions into a registry: a database, or a file, which is then written anew.

    Rows decided yes become names; rows decided different become judgements, which only a database keeps.
    """
    from kzresolve.resolve.suggest import DIFFERENT, read_suggestions
    from kzresolve.resolve.suggest import take as let_in

    decided = read_suggestions(Path(suggestions))
    if not reading.is_database(target) and any(row.decision == DIFFERENT for row in decided):
        raise InputError(f"{target}: a file keeps no judgements, and some rows say different; use a database (.db)")
    with reading.open_registry(target, make=True) as held:
        names, judgements = let_in(decided, held, by=by, why=why, source=source)
        if not reading.is_database(target):
            held.write(target)
    click.echo(f"{show.count(names, 'name')} and {show.count(judgements, 'judgement')} taken into {target}")


@click.command(short_help="Say that two are the same, different, or that it is unsure.")
@click.argument("database")
@click.argument("left")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("right")
@reasons
def judge(database: str, left: str, verdict: str, right: str, by: str, why: str) -> None:
    """Say that two entities are the same, different, or that it is unsure.

    LEFT and RIGHT are ids; a name is given as "name:Marat Ospanov".
    """
    with _opened(database) as held:
        number = held.judge(_thing(left), _thing(right), verdict, by=by, why=why)
        printing.lines([shown(str(next(held.events(number))))])


@click.command(short_help="Make one entity of two.")
@click.argument("database")
@click.argument("into")
@click.argument("other")
@reasons
def merge(database: str, into: str, other: str, by: str, why: str) -> None:
    """Make one entity of two: INTO gets the names of OTHER, whose id leads there from now on."""
    with _opened(database) as held:
        number = held.merge(into, other, by=by, why=why)
        printing.lines([shown(str(next(held.events(number))))])


@click.command()
@click.argument("database")
@click.argument("event", type=int)
@reasons
def undo(database: str, event: int, by: str, why: str) -> None:
    """Bring back exactly what was before an event."""
    with _opened(database) as held:
        number = held.undo(event, by=by, why=why)
        printing.lines([shown(str(next(held.events(number))))])


@click.command()
@click.argument("database")
@click.argument("entity_id", metavar="[ID]", required=False)
@printing.json_option
def history(database: str, entity_id: str | None, as_json: bool) -> None:
    """Tell what happened to an entity, or everything that happened."""
    with _opened(database) as held:
        events = list(held.events()) if entity_id is None else held.history(entity_id)
    if as_json:
        printing.as_json({"events": events})
    else:
        printing.lines(shown(str(event)) for event in events)


COMMANDS = (suggest, take, judge, merge, undo, history)
