"""What people type first (tests/cases/first_tries.tsv): whom it means in the bundled registry."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kzresolve import Resolver

TABLE = Path(__file__).parent.parent / "cases" / "first_tries.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: " ".join(filter(None, [row["name"], row["kind"], row["on"]])))
def test_what_is_typed_first_means_whom_one_expects(bundled: Resolver, row: dict[str, str]) -> None:
    found = bundled.resolve(row["name"], kind=row["kind"] or None, on=row["on"] or None)
    assert (found.entity.id if found.entity else found.status) == row["meant"]
