"""Progress is told on a terminal, after a while, and wiped; a pipe or a log never sees it."""

from __future__ import annotations

import io
import time

import pytest

from kzresolve.doors import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.02)
    monkeypatch.setattr(progress, "_PACE", 0.01)


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with progress.working("reading 5 articles"):
        time.sleep(seconds)
    return stream.getvalue()


def test_long_work_is_told_on_a_terminal_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(monkeypatch, Terminal(), 0.3)
    assert "reading 5 articles: 0 s" in said
    assert said.endswith("\r\x1b[K")


def test_short_work_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 60)
    assert told(monkeypatch, Terminal(), 0) == ""


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, io.StringIO(), 0.1) == ""


def test_an_error_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    with pytest.raises(ZeroDivisionError), progress.working("dividing"):
        raise ZeroDivisionError


def barred(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with progress.Bar("resolving") as bar:
        for share in (0.25, 0.5, None):
            time.sleep(0.02)
            bar(1000, share)
    return stream.getvalue()


def test_a_bar_shows_how_far_it_is_and_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    _, quarter, half, unknown, end = barred(monkeypatch, Terminal()).split("\r\x1b[K")
    assert quarter.startswith("resolving: #####...............  25%  1,000 rows, ")
    assert half.startswith("resolving: ##########..........  50%  1,000 rows, ")
    assert unknown.startswith("resolving: 1,000 rows, ")
    assert unknown.endswith("/s")
    assert end == ""


def test_a_pipe_sees_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert barred(monkeypatch, io.StringIO()) == ""
