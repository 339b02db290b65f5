"""The options of compare, resolve and group that make a Config: from which probability on, and at which base rate."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from kzresolve.match.config import DEFAULT, Config

_SHARE = click.FloatRange(0, 1)
_OPTIONS = {
    "same": click.option(
        "--same",
        type=_SHARE,
        metavar="P",
        help=f"The probability from which names are taken for one.  [{DEFAULT.same}]",
    ),
    "prior": click.option(
        "--prior",
        type=click.FloatRange(0, 1, min_open=True, max_open=True),
        metavar="P",
        help=f"How likely that is before the names are seen, as 0.01 for one in a hundred.  [{DEFAULT.prior}]",
    ),
    "damage": click.option(
        "--damage/--no-damage", default=True, help="Whether names damaged by translation may count as alike."
    ),
    "exonyms": click.option(
        "--exonyms/--no-exonyms", default=True, help="Whether Germany and Deutschland are known to be one place."
    ),
}


def config_options(command: Callable[..., None]) -> Callable[..., None]:
    """--same, --prior and the like, handed to the command as one argument `config`."""

    @functools.wraps(command)
    def configured(**given: Any) -> None:
        settings = {name: value for name in _OPTIONS if (value := given.pop(name)) is not None}
        # What is taken for one from .2 on cannot be different up to .35.
        settings["different"] = min(DEFAULT.different, settings.get("same", DEFAULT.same))
        command(config=Config(**settings), **given)

    return functools.reduce(lambda made, option: option(made), reversed(_OPTIONS.values()), configured)
