from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kzresolve import saved


@pytest.mark.parametrize("off", ["off", "0", "No"])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", off)
    assert not saved.is_on()
    assert saved.folder() is None


@pytest.mark.parametrize("place", ["/none/app.zip/kzresolve/saved.py", __file__ + "c"])
def test_it_is_off_where_the_code_is_no_file(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", "/mine")
    assert saved.folder() is not None
    monkeypatch.setattr(saved, "__file__", place)
    assert not saved.is_on()
    assert saved.folder() is None


def test_it_stands_where_the_platform_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KZRESOLVE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    monkeypatch.setenv("LOCALAPPDATA", "/x")
    monkeypatch.setenv("HOME", "/h")
    for platform, place in (
        ("linux", "/x/kzresolve"),
        ("win32", "/x/kzresolve"),
        ("darwin", "/h/Library/Caches/kzresolve"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        assert saved.folder() == Path(place)
    monkeypatch.setenv("KZRESOLVE_CACHE", "/mine")
    assert saved.folder() == Path("/mine")


def test_the_digest_hangs_on_tables_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path / "cache"))
    home = tmp_path / "kzresolve"
    for name in ("saved.py", "tables/lexicons/a.tsv", "tables/README.md", "text/b.toml", "doors/c.py"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("1")
    monkeypatch.setattr(saved, "__file__", str(home / "saved.py"))
    first = saved.digest.__wrapped__()
    seen = {first}
    for day, (name, counts) in enumerate(
        [("doors/c.py", False), ("tables/README.md", False), ("text/b.toml", True), ("saved.py", True)]
    ):
        (home / name).write_text("2")
        os.utime(home / name, (day, day))  # two changes in one tick of the clock would not be told apart
        found = saved.digest.__wrapped__()
        assert (found not in seen) == counts
        seen.add(found)
    monkeypatch.setenv("KZRESOLVE_CACHE", "off")
    assert saved.digest.__wrapped__() == found
    for name in ("saved.py", "text/b.toml"):
        (home / name).write_text("1")
    assert saved.digest.__wrapped__() == first


def test_files_that_nobody_has_touched_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path))
    found = saved.digest.__wrapped__()
    monkeypatch.setattr(saved, "_content", lambda path: pytest.fail(f"read {path} again"))
    assert saved.digest.__wrapped__() == found


def test_old_files_of_other_versions_go(tmp_path: Path) -> None:
    for name in ("bundled-1.index", "bundled-2.index", "mine-1.index", "bundled-3.registry"):
        (tmp_path / name).write_text("")
        if name != "bundled-2.index":
            os.utime(tmp_path / name, (0, 0))
    saved.tidy(tmp_path / "bundled-2.registry")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bundled-2.index", "mine-1.index"]


def test_work_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZRESOLVE_CACHE", str(tmp_path))
    assert saved.remembered("work", lambda: {"Ә": [1]}) == {"Ә": [1]}
    assert saved.remembered("work", lambda: pytest.fail("done again")) == {"Ә": [1]}
    (made,) = tmp_path.glob("work-*")
    made.write_text("{half")
    assert saved.remembered("work", lambda: {"Ә": [2]}) == {"Ә": [2]}
    monkeypatch.setenv("KZRESOLVE_CACHE", "off")
    assert saved.remembered("work", lambda: {"Ә": [3]}) == {"Ә": [3]}
