"""Tables are read alike from their own files and from what was saved of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kzresolve import tables
from kzresolve.tables import list_tables, read_text

PATHS = [path for folder in ("", "orthographies", "readings") for path in list_tables(folder, ".toml")]


@pytest.mark.parametrize("cache", ["here", "off"])
def test_toml_is_what_its_file_says(cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(PATHS) == len(list(Path(tables.__file__).parent.rglob("*.toml")))
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path / cache) if cache == "here" else cache)
    for _ in range(2):  # made, and read from what was saved
        saved = tables._saved_toml.__wrapped__()
        assert sorted(saved) == (sorted(PATHS) if cache == "here" else [])
        for path in PATHS:
            assert saved.get(path) in (None, tomllib.loads(read_text(path)))
            assert tables.read_toml(path) == tomllib.loads(read_text(path))
