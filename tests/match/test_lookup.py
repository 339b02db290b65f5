from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.match.lookup import Lookup, coded, lookup

TEXTS = st.text(st.characters(exclude_characters="\n\0"), max_size=6)
TABLES = st.dictionaries(TEXTS, TEXTS, max_size=40)


@given(TABLES, st.lists(TEXTS, max_size=10))
@settings(max_examples=60, deadline=None)
def test_it_finds_what_a_dictionary_would(texts: dict[str, str], others: list[str]) -> None:
    table = Lookup(coded(texts))
    for key in (*texts, *others):
        assert table.get(key) == texts.get(key)
        assert (key in table) == (key in texts)


def test_a_table_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path))
    assert lookup("letters", lambda: {"Ә": "ä"}).get("Ә") == "ä"
    assert lookup("letters", lambda: pytest.fail("made again")).get("Ә") == "ä"
    (made,) = tmp_path.glob("letters-*")
    for kept in (0, 3, -1):
        made.write_bytes(made.read_bytes()[:kept])
        assert lookup("letters", lambda: {"Ә": "e"}).get("Ә") == "e"
    monkeypatch.setenv("KZRESOLVE_CACHE", "off")
    assert lookup("letters", lambda: {"Ә": "a"}).get("Ә") == "a"
