"""An output file that is whole or not there: it grows in a folder beside it, NAME.partial, and is moved at the end.

Answers already found are kept in that folder too, each chunk's under a fingerprint of all it follows from. So a run
that was broken off goes on where it was, and what no longer holds is never found again.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kzresolve.errors import TableError

_ANSWERS = ".answers.json"


class Partial:
    """The folder of an output file, entered by one run at a time."""

    def __init__(self, path: str) -> None:
        self.name = path
        self._target = Path(os.path.realpath(path))  # a link keeps pointing where it did
        self._folder = self._target.with_name(self._target.name + ".partial")
        self.rows = self._folder / "rows"
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        if self._target.is_dir():
            raise TableError(f"{self.name}: a folder; name a file in it")
        with self._writing():
            self._folder.mkdir(exist_ok=True)
            self._lock = (self._folder / "lock").open("ab")
        if not _locked(self._lock):
            self._lock.close()
            raise TableError(f"{self.name}: another run is writing it; wait for its end, or name another file")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the answers for the next run, but nothing else."""
        if self._lock:
            self._lock.close()
        with suppress(OSError):
            self.rows.unlink(missing_ok=True)
            if not any(self._folder.glob(f"*{_ANSWERS}")):
                (self._folder / "lock").unlink()
                self._folder.rmdir()

    @contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """The growing file as text, packed where the name of the output ends in .gz."""
        with self._writing(), self.rows.open("wb") as binary:
            if self._target.suffix.lower() == ".gz":
                with gzip.GzipFile("", "wb", fileobj=binary, mtime=0) as packed, _text(packed) as text:
                    yield text
            else:
                with _text(binary) as text:
                    yield text

    def load(self, key: str) -> Any:
        """What was kept under a fingerprint, None if nothing was."""
        try:
            return json.loads((self._folder / (key + _ANSWERS)).read_bytes())
        except (OSError, ValueError):
            return None

    def keep(self, key: str, answers: object) -> None:
        """Keep what JSON can hold under a fingerprint."""
        with self._writing():
            temporary = self._folder / "new"
            temporary.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
            temporary.replace(self._folder / (key + _ANSWERS))

    def finish(self) -> None:
        """Give the file that has grown its name, and remove what else is in the folder."""
        with self._writing():
            with self.rows.open("rb+") as file:
                os.fsync(file.fileno())
            if self._target.exists():
                shutil.copymode(self._target, self.rows)
            self.rows.replace(self._target)
        for answers in self._folder.glob(f"*{_ANSWERS}"):
            answers.unlink()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TableError(f"{self.name}: cannot be written ({error.strerror or error})") from error


def _text(binary: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(binary, "utf-8", newline="", errors="surrogatepass")


def _locked(file: IO[bytes]) -> bool:
    """Whether this process has the lock now; where the system has none of this kind, it always has."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
