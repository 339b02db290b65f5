"""The options of resolve and group for whole files, and what these say while they work."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzresolve.doors import reading, show
from kzresolve.doors.progress import Bar, working
from kzresolve.doors.rows import ENDINGS, FORMATS

if TYPE_CHECKING:
    from kzresolve.doors.pipeline import Job
    from kzresolve.match.config import Config
    from kzresolve.resolve.resolver import Resolver

_STDOUT = "-"
_STATUSES = ("resolved", "ambiguous", "unknown")


@dataclass(frozen=True)
class Files:
    """The options as given; `of_row` are those that name a column with a value for each row."""

    path: str | None
    column: str | None
    output: str
    form: str | None
    output_form: str | None
    prefix: str
    kind_column: str | None = None
    on_column: str | None = None
    workers: int = 1
    candidates: int = 0

    def job(
        self, given: Sequence[object], others: Mapping[str, object], kind: str | None, on: str | None = None
    ) -> Job | None:
        """What to read and write; None where no file is named. given: what the command takes without one. others: its
        options that make no sense with one. Raises click.UsageError where options contradict each other.
        """
        from kzresolve.doors.pipeline import CHUNK, Job

        if self.path is None:
            if self != _NONE:
                raise click.UsageError("--column, --output and the like go with --input FILE")
            return None
        wrong = [option for option, value in others.items() if value]
        if any(given) or wrong:
            raise click.UsageError(f"--input and {wrong[0] if wrong else given[0]}: choose one")
        if self.column is None:
            raise click.UsageError("--input needs --column: the column with the names")
        for option, value, column in (("--kind", kind, self.kind_column), ("--on", on, self.on_column)):
            if value is not None and column is not None:
                raise click.UsageError(f"{option} and {option}-column: choose one")
        return Job(
            path=self.path,
            column=self.column,
            output=self.output,
            form=self.form,
            output_form=self.output_form,
            kind=kind,
            kind_column=self.kind_column,
            on=on,
            on_column=self.on_column,
            prefix=self.prefix,
            workers=self.workers,
            candidates=self.candidates,
            chunk=CHUNK * self.workers,
        )


_NONE = Files(None, None, _STDOUT, None, None, "")


def is_table(path: str) -> bool:
    """Whether there is a file of that name, which by its ending holds rows with columns."""
    return Path(path).suffix.lower() in ENDINGS and Path(path).is_file()


def file_options(*, each_row: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--input and its like, handed to the command as one argument `files`; each_row: with those that are
    for one row after another."""
    form = click.Choice(FORMATS)
    options = {
        "path": click.option("--input", "path", metavar="FILE", help='Answer each row of a file; "-" is a pipe.'),
        "column": click.option("--column", metavar="NAME", help="The column of the file with the names."),
        "output": click.option("--output", "-o", default=_STDOUT, metavar="FILE", help="Where to write the rows."),
        "form": click.option("--input-format", "form", type=form, help="Where the ending does not tell."),
        "output_form": click.option(
            "--output-format", "output_form", type=form, help="Where the ending does not tell."
        ),
        "prefix": click.option("--prefix", default="", metavar="TEXT", help="Begins the names of the new columns."),
        "workers": click.option(
            "--workers", type=click.IntRange(min=1), default=1, help="Processes that share looking names up."
        ),
    }
    if each_row:
        options["kind_column"] = click.option("--kind-column", metavar="NAME", help="The column with the kind.")
        options["candidates"] = click.option(
            "--candidates",
            type=click.IntRange(min=0),
            default=0,
            metavar="N",
            help="List up to N candidates of each name, and how alike the names are, in a column more.",
        )
        options["on_column"] = click.option("--on-column", metavar="NAME", help="The column with the day.")

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def collected(**given: Any) -> None:
            command(files=Files(**{name: given.pop(name) for name in options}), **given)

        return functools.reduce(lambda made, option: option(made), reversed(options.values()), collected)

    return decorate


def resolve_file(job: Job, registries: Sequence[str], bundled: bool, config: Config) -> None:
    """Answer the rows of a file, with a bar, and say in the end how it went."""
    from kzresolve.doors import pipeline

    resolver = _resolver(registries, bundled, config)
    with Bar("resolving") as bar:
        statuses = pipeline.resolve_file(job, resolver, bar)
    if job.output != _STDOUT:
        counts = [f"{statuses[status]} {status}" for status in _STATUSES]
        counts += [f"{statuses['']} without a name"] if statuses[""] else []
        click.echo(f"{show.count(statuses.total(), 'row')} in {job.output}: {', '.join(counts)}")


def group_file(job: Job, registries: Sequence[str], bundled: bool, config: Config) -> None:
    """Group the rows of a file, with a bar, and say in the end how it went."""
    from kzresolve.doors import pipeline

    resolver = _resolver(registries, bundled, config)
    with Bar("grouping") as bar:
        counts = pipeline.group_file(job, resolver, bar)
    if job.output != _STDOUT:
        click.echo(f"{show.count(counts['names'], 'name')} in {show.count(counts['groups'], 'group')}: {job.output}")


def _resolver(registries: Sequence[str], bundled: bool, config: Config) -> Resolver:
    """A Resolver for the whole run; the one registry that is wanted is used as it stands, a database with its index."""
    from kzresolve.resolve.resolver import Resolver

    with working("reading the registry"):
        if bundled or len(registries) != 1:
            return Resolver(reading.read_registry(registries, bundled), config)
        registry = reading.open_registry(registries[0])
        click.get_current_context().call_on_close(registry.close)
        return Resolver(registry, config)
