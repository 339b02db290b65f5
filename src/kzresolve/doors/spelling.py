"""kzresolve variants, romanize and systems: how a name is spelled elsewhere, to be searched for or written."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import kzresolve
from kzresolve.doors import printing
from kzresolve.doors.table import Cell, Column, shown, table

_VARIANT_COLUMNS = ("name", "text", "system", "steps")
_SYSTEM_COLUMNS = ("id", "source_script", "target_script", "langs", "name")


@click.command(short_help="Say how else names may be spelled.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="Spellings of each at most.")
@click.option("--query", is_flag=True, help='Print one line to search with: "..." OR "...".')
@printing.json_option
@printing.tsv_option
def variants(names: tuple[str, ...], limit: int, query: bool, as_json: bool, as_tsv: bool) -> None:
    """Say how else names may be spelled, likeliest first: by which system, and in which steps.

    The exit code is 1 where there is nothing to say of any.
    """
    if sum((query, as_json, as_tsv)) > 1:
        raise click.UsageError("--query, --json and --tsv: choose one")
    found = {name: kzresolve.variants(name, limit) for name in names}
    rows = [(name, one.text, one.system, "; ".join(one.steps)) for name, made in found.items() for one in made]
    if as_json:
        printing.as_json({"variants": [{"name": name, "variants": made} for name, made in found.items()]})
    elif as_tsv:
        printing.as_tsv(_VARIANT_COLUMNS, rows)
    elif query:
        spellings = dict.fromkeys([*names, *(text for _, text, *_ in rows)])
        printing.lines([" OR ".join('"{}"'.format(text.replace('"', "")) for text in map(shown, spellings))])
    elif rows:
        _print_table(("SPELLING", "SYSTEM", "STEPS"), [row[1:] for row in rows])
    sys.exit(0 if rows else 1)


@click.command(short_help="Write a text in another alphabet.")
@click.argument("text", metavar="TEXT")
@click.option("--system", default="bgn-pcgn", show_default=True, help="One of those that `kzresolve systems` lists.")
@click.option("--lang", help="The language of the text, as kk; else its letters tell.")
def romanize(text: str, system: str, lang: str | None) -> None:
    """Write a text in Latin letters, or in another alphabet, by a system; TEXT may be "-" for standard input."""
    if text == "-":
        from kzresolve.registry.textfile import decode

        text = decode(sys.stdin.buffer.read(), "standard input").removesuffix("\n")
    click.echo(kzresolve.romanize(text, system=system, lang=lang))


@click.command(short_help="List the spelling systems.")
@printing.json_option
@printing.tsv_option
def systems(as_json: bool, as_tsv: bool) -> None:
    """List the spelling systems: those that names are written by, and those that are only read, TO phonemes."""
    known = kzresolve.systems()
    rows = [(one.id, one.source_script, one.target_script, " ".join(one.langs), one.name) for one in known]
    if as_json:
        printing.as_json({"systems": known})
    elif as_tsv:
        printing.as_tsv(_SYSTEM_COLUMNS, rows)
    else:
        _print_table(("ID", "FROM", "TO", "LANGUAGES", "NAME"), rows)


def _print_table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    columns = [Column(title, least=None if n == 0 else 12) for n, title in enumerate(titles)]
    cells = [[Cell(shown(text), {"bold": True} if n == 0 else {}) for n, text in enumerate(row)] for row in rows]
    printing.lines(table(columns, cells, printing.terminal_width()))
