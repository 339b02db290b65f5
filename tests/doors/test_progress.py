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
