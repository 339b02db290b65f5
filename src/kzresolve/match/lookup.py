"""A large table of texts in a file, mapped into memory: a row is found without reading the others.

Rows stand in buckets by the checksum of their key; a list of numbers says where each bucket begins.
"""

from __future__ import annotations

import mmap
import sys
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import accumulate
from zlib import crc32

from kzresolve import saved

_ROOM = 2  # buckets for each row, at least, so that most keys that are not there fall into an empty one
_BEGIN, _PART = b"\n", b"\0"  # before a key, and between it and its value; neither holds them
_NUMBER = 4  # bytes


class Lookup:
    """Texts by key. data: as `coded` gives it. Raises ValueError where it is not whole."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._mask = int.from_bytes(data[:_NUMBER], "little")
        self._starts = array("I")
        self._starts.frombytes(data[_NUMBER : _NUMBER * (self._mask + 3)])
        if sys.byteorder == "big":
            self._starts.byteswap()
        if len(self._starts) != self._mask + 2 or self._starts[-1] != len(data):
            raise ValueError("half a table")

    def get(self, key: str) -> str | None:
        """The text under a key, None where there is none."""
        sought = key.encode("utf-8", "surrogatepass")
        bucket = crc32(sought) & self._mask
        start, end = self._starts[bucket], self._starts[bucket + 1]
        if start == end:
            return None
        rows = self._data[start:end]
        place = rows.find(_BEGIN + sought + _PART)
        if place < 0:
            return None
        return rows[place + len(sought) + 2 :].partition(_BEGIN)[0].decode("utf-8", "surrogatepass")

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None


def coded(texts: Mapping[str, str]) -> bytes:
    """A table as it stands in a file. Neither keys nor texts hold a line break or a null character."""
    mask = (1 << (_ROOM * len(texts)).bit_length()) - 1
    rows = [b""] * (mask + 1)
    for key, text in texts.items():
        sought = key.encode("utf-8", "surrogatepass")
        rows[crc32(sought) & mask] += _BEGIN + sought + _PART + text.encode("utf-8", "surrogatepass")
    starts = array("I", accumulate(map(len, rows), initial=_NUMBER * (mask + 3)))
    if sys.byteorder == "big":
        starts.byteswap()
    return b"".join([mask.to_bytes(_NUMBER, "little"), starts.tobytes(), *rows])


def lookup(what: str, make: Callable[[], Mapping[str, str]]) -> Lookup | Mapping[str, str]:
    """The table that `make` gives, from the file of an earlier program if there is one; just that where nothing is
    saved.
    """
    home = saved.folder()
    if home is None:
        return make()
    path = home / f"{what}-{saved.digest()}.table"
    with suppress(OSError, ValueError), path.open("rb") as file:
        return Lookup(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    made = make()
    if saved.write(path, [coded(made)]):
        saved.tidy(path)
    return made
