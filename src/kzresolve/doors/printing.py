"""How results leave: lines for a person, JSON and TSV for machines; all of it on standard output."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from kzresolve.registry.formats.tsv import escape
from kzresolve.values import SCHEMA_VERSION, plain

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
tsv_option = click.option("--tsv", "as_tsv", is_flag=True, help="Print tab-separated values.")


def terminal_width() -> int | None:
    """How many columns the terminal has; None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def lines(printed: Iterable[str]) -> None:
    """Print lines; click takes the colours out where there is no terminal."""
    click.echo("\n".join(printed))


def as_json(result: Mapping[str, object]) -> None:
    """Print a result as one JSON object that says which schema it follows."""
    data = {**{key: plain(value) for key, value in result.items()}, "schema": SCHEMA_VERSION}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def as_tsv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows of tab-separated cells, escaped as in registry files."""
    click.echo("\n".join("\t".join(escape(str(cell)) for cell in row) for row in (header, *rows)))


def be_lenient() -> None:
    """Show what the encoding of the output cannot express as escapes, rather than break off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
