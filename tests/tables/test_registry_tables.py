"""Lint of the bundled registry: every TSV in its folder keeps the format the loader and its users rely on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from kzresolve.tables import list_tables, read_text, read_tsv

COLUMNS = ["id", "kind", "strength", "text", "lang", "country", "valid_from", "valid_to", "source", "note"]
STRENGTHS = ["name", "alias", "weak", "role"]  # no row of strength "id": none was looked up
TABLES = list_tables("registry", ".tsv")
REGION = (
    *("Kazakhstan", "Kyrgyzstan", "Uzbekistan", "Tajikistan", "Turkmenistan", "Azerbaijan", "Russia", "Ukraine"),
    *("Belarus", "Armenia", "Georgia", "Moldova", "Mongolia"),
)


def first_day(cell: str) -> date:
    """The first day a date cell can mean: 2019 is 2019-01-01."""
    year, month, day = (*(int(part) for part in cell.split("-")), 1, 1)[:3]
    return date(year, month, day)


def by_id(path: str) -> dict[str, list[dict[str, str]]]:
    entities = defaultdict(list)
    for row in read_tsv(path):
        entities[row["id"]].append(row)
    return entities


def test_the_folder_has_tables() -> None:
    assert "registry/countries.tsv" in TABLES


@pytest.mark.parametrize("path", TABLES)
def test_header(path: str) -> None:
    lines = [line for line in read_text(path).split("\n") if not line.startswith("#")]
    assert lines[0].split("\t") == COLUMNS


@pytest.mark.parametrize("path", TABLES)
def test_cells_are_clean(path: str) -> None:
    for row in read_tsv(path):
        for column, cell in row.items():
            assert cell == unicodedata.normalize("NFC", cell), (column, row)
            assert cell == " ".join(cell.split()), (column, row)
            assert not {unicodedata.category(char) for char in cell} & {"Cc", "Cf", "Cs", "Co"}, (column, row)


@pytest.mark.parametrize("path", TABLES)
def test_cells_are_of_their_type(path: str) -> None:
    for row in read_tsv(path):
        assert re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)+", row["id"]), row
        assert row["kind"] in {"PER", "ORG", "LOC"}, row
        assert row["strength"] in STRENGTHS, row
        assert row["text"], row
        assert re.fullmatch(r"([a-z]{2,3}(-[a-z]{2,4})?)?", row["lang"]), row
        assert re.fullmatch(r"([a-z]{2})?", row["country"]), row
        assert row["source"], row


@pytest.mark.parametrize("path", TABLES)
def test_dates_are_dates_and_in_order(path: str) -> None:
    for row in read_tsv(path):
        dates = [cell for cell in (row["valid_from"], row["valid_to"]) if cell]
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell) for cell in dates), row
        assert dates == sorted(dates, key=first_day), row


@pytest.mark.parametrize("path", TABLES)
def test_rows_are_sorted(path: str) -> None:
    order = [(row["id"], STRENGTHS.index(row["strength"])) for row in read_tsv(path)]
    assert order == sorted(order)


@pytest.mark.parametrize("path", TABLES)
def test_an_entity_has_one_canonical_name_and_no_form_twice(path: str) -> None:
    for entity_id, rows in by_id(path).items():
        assert [row["strength"] for row in rows].count("name") == 1, entity_id
        assert rows[0]["strength"] == "name", entity_id
        forms = Counter(row["text"] for row in rows if row["strength"] != "role")
        twice = [text for text, count in forms.items() if count > 1]
        assert not twice, (entity_id, twice)


@pytest.mark.parametrize("path", TABLES)
def test_nobody_has_a_role_twice_at_a_time_and_each_begins(path: str) -> None:
    """Terms of one office may follow each other; they may not overlap by more than the unit they are dated to."""
    for entity_id, rows in by_id(path).items():
        terms = defaultdict(list)
        for row in rows:
            if row["strength"] == "role":
                assert row["kind"] == "PER", row
                assert row["valid_from"], row
                terms[row["text"]].append((row["valid_from"], row["valid_to"] or "9999"))
        for text, spans in terms.items():
            for (_, end), (start, _) in pairwise(sorted(spans)):
                assert end[: len(start)] <= start[: len(end)], (entity_id, text)


@pytest.mark.parametrize("office", ["president of {}", "prime minister of {}"])
@pytest.mark.parametrize("country", REGION)
def test_offices_of_the_region_have_one_holder_at_a_time(office: str, country: str) -> None:
    """On the day, month or year of the handover, as it is dated, there are two."""
    role = office.format(country)
    rows = [row for path in TABLES for row in read_tsv(path) if row["strength"] == "role" and row["text"] == role]
    spans = sorted((row["valid_from"], row["valid_to"] or "9999", row["id"]) for row in rows)
    assert spans, role
    for (_, end, one), (start, _, other) in pairwise(spans):
        assert end[: len(start)] <= start[: len(end)], (one, other)


@pytest.mark.parametrize("path", TABLES)
def test_an_entity_has_one_kind_and_one_country(path: str) -> None:
    for entity_id, rows in by_id(path).items():
        assert len({(row["kind"], row["country"]) for row in rows}) == 1, entity_id


def test_no_entity_stands_in_two_tables() -> None:
    count = Counter(entity_id for path in TABLES for entity_id in by_id(path))
    assert not [entity_id for entity_id, tables in count.items() if tables > 1]


def test_canonical_names_of_places_differ() -> None:
    """Two places under one canonical name could not be told apart in a report."""
    rows = [row for path in TABLES for row in read_tsv(path)]
    places = [row for row in rows if row["kind"] == "LOC" and row["strength"] == "name"]
    names = Counter((row["text"], row["country"]) for row in places)
    assert not [name for name, count in names.items() if count > 1]
