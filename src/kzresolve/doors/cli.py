"""The command line: kzresolve annotate, resolve, group, compare, variants, romanize, systems, evaluate, registry.

Exit codes: 0 done; 1 done, but nothing was found (annotate), not every name was resolved (resolve), or the names are
not the same (compare); 2 usage or unusable input, with one sentence on stderr.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import click

import kzresolve
from kzresolve.doors import filing, printing, reading, show, spelling
from kzresolve.doors.page import write_page
from kzresolve.doors.printing import json_option, tsv_option
from kzresolve.doors.progress import working
from kzresolve.doors.settings import config_options
from kzresolve.errors import KzresolveError
from kzresolve.match.config import Config
from kzresolve.registry.model import KINDS

_REGISTRY = "registry"
_MENTION_COLUMNS = ("doc", "start", "end", "surface", "kind", "entity_id", "name", "score")
_GROUP_COLUMNS = ("line", "name", "group", "canonical", "entity_id")


class Complaint(click.ClickException):
    """An error of kzresolve, shown as one line on stderr."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"kzresolve: {' '.join(self.message.split())}", file=file, err=True)


class Commands(click.Group):
    """The commands, with every error raised on purpose turned into a Complaint.

    Those of `registry` are loaded when they are asked for: they know all file formats, which takes a while.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted([*super().list_commands(ctx), _REGISTRY])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name != _REGISTRY:
            return super().get_command(ctx, cmd_name)
        from kzresolve.doors.registry import registry

        return registry

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        if os.environ.get("NO_COLOR"):  # https://no-color.org
            ctx.color = False
        try:
            return super().invoke(ctx)
        except KzresolveError as error:
            raise Complaint(str(error)) from error


kind_option = click.option("--kind", type=click.Choice(KINDS), help="What the names are names of.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kzresolve.__version__, message="kzresolve %(version)s")
def cli() -> None:
    """Who does a name mean, however it is spelled?"""


for _command in (spelling.variants, spelling.romanize, spelling.systems):
    cli.add_command(_command)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reading.registry_options
@click.option("--date", help="When the articles were written (YYYY-MM-DD): names are read as of that day.")
@click.option("--html", metavar="FILE", help="Write the articles with their names marked to a page for a browser.")
@json_option
@tsv_option
def annotate(
    files: tuple[str, ...],
    registries: tuple[str, ...],
    bundled: bool,
    date: str | None,
    html: str | None,
    as_json: bool,
    as_tsv: bool,
) -> None:
    r"""Say who is named in articles, and under which spellings.

    FILE is UTF-8 text; "-" is standard input. With --tsv one row a mention: document, start and end in code points,
    the name as it stands there (a tab or line end in it as \t or \n), kind, id and name of the entity, and how sure
    the link is, 0 to 1. The exit code is 1 where no name was found.
    """
    _not_both(as_json, as_tsv)
    texts = reading.read_articles(files)
    with working(f"reading {len(texts)} articles"):
        resolver = _resolver(registries, bundled)
        result = resolver.annotate(texts, dates=dict.fromkeys(texts, date) if date else None)
    if html is not None:
        write_page(html, result, texts, resolver.registry)
    if as_json:
        printing.as_json(result.to_dict())
    elif as_tsv:
        names = {entity.id: entity.name for entity in result.entities}
        printing.as_tsv(
            _MENTION_COLUMNS,
            [
                (m.doc, m.start, m.end, m.surface, m.kind, m.entity_id, names[m.entity_id], m.score)
                for m in result.mentions
            ],
        )
    else:
        printing.lines(show.annotated(result, len(texts), printing.terminal_width()))
    sys.exit(0 if result.mentions else 1)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@filing.file_options(each_row=True)
@reading.registry_options
@kind_option
@click.option("--on", help="A day (YYYY-MM-DD), month or year: only names in use and roles held then count.")
@click.option("--context", help="Text around the name: the countries and roles in it help to choose.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(min=1), help="Candidates to show at most.")
@click.option("--why", is_flag=True, help="Explain the best match.")
@config_options
@json_option
def resolve(
    names: tuple[str, ...],
    files: filing.Files,
    registries: tuple[str, ...],
    bundled: bool,
    kind: str | None,
    on: str | None,
    context: str | None,
    limit: int,
    why: bool,
    config: Config,
    as_json: bool,
) -> None:
    """Say whom names mean: those given, or those of a file's column.

    The exit code is 1 where a name given is ambiguous or unknown.

    With --input the rows of a CSV, TSV, JSON Lines or Parquet file are written with four columns more: entity_id,
    canonical, score and status. A run that was broken off goes on where it was when it is started again.
    """
    others = {"--context": context, "--why": why, "--json": as_json}
    if job := files.job(names, others, kind, on):
        filing.resolve_file(job, registries, bundled, config)
        return
    if not names:
        raise click.UsageError("expected a NAME, or --input FILE")
    for name in names:
        if filing.is_table(name):
            raise click.UsageError(f"{name} is a file; for its rows: --input {name} --column NAME")
    with working("reading the registry"):
        resolver = _resolver(registries, bundled, config)
        results = resolver.resolve_many(names, kind=kind, on=on, context=context, limit=limit)
    if as_json:
        printing.as_json({"resolutions": results, **_made_with(resolver)})
    else:
        printing.lines(show.resolved(results, why))
    sys.exit(0 if all(result.entity for result in results) else 1)


@cli.command()
@click.argument("file", metavar="[FILE]", required=False)
@filing.file_options(each_row=False)
@reading.registry_options
@kind_option
@config_options
@json_option
@tsv_option
def group(
    file: str | None,
    files: filing.Files,
    registries: tuple[str, ...],
    bundled: bool,
    kind: str | None,
    config: Config,
    as_json: bool,
    as_tsv: bool,
) -> None:
    """Group the names of a list by whom they mean.

    FILE has one name a line; "-" is standard input. With --tsv one row a name: its line in FILE, the name, the number
    of its group, the group's name, and the id of its entity if the registry holds it.

    With --input the rows of a CSV, TSV, JSON Lines or Parquet file are written with three columns more: group,
    canonical and entity_id.
    """
    _not_both(as_json, as_tsv)
    if job := files.job((file,), {"--json": as_json, "--tsv": as_tsv}, kind):
        filing.group_file(job, registries, bundled, config)
        return
    if file is None:
        raise click.UsageError("expected a FILE, or --input FILE")
    if filing.is_table(file):
        raise click.UsageError(
            f"{file} is a table: --input {file} --column NAME; if it is a list all the same: group - < {file}"
        )
    numbered = reading.read_names(file)
    names = [name for _, name in numbered]
    with working(f"grouping {len(names)} names"):
        resolver = _resolver(registries, bundled, config)
        found = resolver.group(names, kind=kind)
    if as_json:
        printing.as_json({"names": names, "groups": found, **_made_with(resolver)})
    elif as_tsv:
        rows = [
            (*numbered[i], n, one.canonical, one.entity.id if one.entity else "")
            for n, one in enumerate(found, 1)
            for i in one.members
        ]
        printing.as_tsv(_GROUP_COLUMNS, sorted(rows))
    else:
        printing.lines(show.grouped(names, found, printing.terminal_width()))


@cli.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@kind_option
@config_options
@json_option
def compare(left: str, right: str, kind: str | None, config: Config, as_json: bool) -> None:
    """Say whether two names can mean one, how sure that is, and why.

    The exit code is 0 where the verdict is "same", else 1.
    """
    result = kzresolve.compare(left, right, kind=kind, config=config)
    if as_json:
        printing.as_json(result.to_dict())
    else:
        printing.lines(show.compared(result))
    sys.exit(0 if result.verdict == "same" else 1)


@cli.command()
@click.argument("gold", metavar="GOLD")
@click.argument("texts", metavar="TEXTS")
@reading.registry_options
@click.option("--show", "lists", is_flag=True, help="List what is missed, invented, split and merged.")
@json_option
def evaluate(gold: str, texts: str, registries: tuple[str, ...], bundled: bool, lists: bool, as_json: bool) -> None:
    """Score annotation against texts annotated by people.

    GOLD is a folder with mentions.tsv (doc, start, end, surface, type, entity_id, note) and perhaps entities.tsv, TEXTS
    the folder of the files that the column doc names. Printed: precision, recall and F1 of the mentions (exact span and
    kind), and B-cubed of the groups.
    """
    with working("reading the texts"):
        result = kzresolve.evaluate(gold, texts, _resolver(registries, bundled))
    if as_json:
        printing.as_json(result.to_dict())
    else:
        printing.lines(show.evaluated(result, lists))


def _resolver(registries: tuple[str, ...], bundled: bool, config: Config | None = None) -> kzresolve.Resolver:
    return kzresolve.Resolver(reading.read_registry(registries, bundled), config)


def _made_with(resolver: kzresolve.Resolver) -> dict[str, object]:
    from kzresolve.resolve.annotate import weights_version

    return {"registry_version": resolver.registry.version, "weights_version": weights_version()}


def _not_both(as_json: bool, as_tsv: bool) -> None:
    if as_json and as_tsv:
        raise click.UsageError("--json and --tsv: choose one")


def main() -> None:
    """Run the command line as a program; it ends quietly when its reader has gone (head) or it is interrupted."""
    for name in ("SIGPIPE", "SIGINT"):
        if hasattr(signal, name):  # Windows has no SIGPIPE
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    printing.be_lenient()
    cli(prog_name="kzresolve")
