"""A candidate index as arrays in one file, mapped into memory: it opens at once, whatever its size.

A line of JSON says what stands where. Blocking keys are kept as hashes of 64 bits, sorted, with the names under each.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzresolve.match import saved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.unsignedinteger[Any]]
    Floats = NDArray[np.float64]

_MAGIC = b"kzresolve index 1\n"
_ALIGN = 64
_TYPES = {
    "blocks": "<u8",  # hashes, sorted
    "starts": "<u8",  # where the postings of each block begin, and where the last end
    "postings": "<u4",  # numbers of entries
    "scale": "<f8",
    "key_hashes": "<u8",  # of the keys of entries, sorted
    "key_order": "<u4",  # the entry of each
    "keys": "u1",
    "key_starts": "<u8",
    "names": "u1",
    "name_starts": "<u8",
}


def hashes(texts: Iterable[str]) -> Numbers:
    """A number of 64 bits for each text, the same everywhere."""
    import numpy as np

    digests = b"".join([blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts])
    return np.frombuffer(digests, dtype="<u8")


class Stored:
    """Entries by number, from 0 on, each a key and a name of it. note: what was saved with them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], note: Mapping[str, Any]) -> None:
        self.note = note
        self.blocks: Numbers = arrays["blocks"]
        self.starts: Numbers = arrays["starts"]
        self.postings: Numbers = arrays["postings"]
        self.scale: Floats = arrays["scale"].copy()  # 0 for what was taken out
        self._key_hashes, self._key_order = arrays["key_hashes"], arrays["key_order"]
        self._keys, self._names = _Texts(arrays, "key"), _Texts(arrays, "name")

    def __len__(self) -> int:
        return len(self.scale)

    def sizes(self) -> list[int]:
        """How many entries are under each block."""
        starts: list[int] = self.starts.tolist()
        return [end - start for start, end in pairwise(starts)]

    def entry(self, number: int) -> tuple[str, str]:
        """The key and name of an entry."""
        return self._keys[number], self._names[number]

    def names_of(self, key: str) -> dict[str, int]:
        """The names under a key that have not been taken out, with their numbers."""
        import numpy as np

        sought = hashes([key])[0]
        first, last = (int(np.searchsorted(self._key_hashes, sought, side)) for side in ("left", "right"))
        numbers = sorted(self._key_order[first:last].tolist())
        return {self._names[n]: n for n in numbers if self.scale[n] and self._keys[n] == key}

    def remove(self, number: int) -> None:
        """Take an entry out."""
        self.scale[number] = 0.0

    def under(self, blocks: list[str]) -> list[Numbers]:
        """The numbers of the entries under each of these blocking keys, those taken out too."""
        import numpy as np

        sought = hashes(blocks)
        places = np.minimum(np.searchsorted(self.blocks, sought), max(0, len(self.blocks) - 1))
        held = self.blocks[places] == sought if len(self.blocks) else np.zeros(len(sought), dtype=bool)
        starts = self.starts[places].tolist()
        ends = self.starts[places + 1].tolist() if len(self.blocks) else starts
        return [
            self.postings[start:end] if there else self.postings[:0]
            for there, start, end in zip(held.tolist(), starts, ends, strict=True)
        ]


class _Texts:
    """Texts by number, one after another in one array of bytes."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], what: str) -> None:
        self._data: memoryview = arrays[f"{what}s"].data
        self._starts: memoryview = arrays[f"{what}_starts"].astype("=u8", copy=False).data

    def __getitem__(self, number: int) -> str:
        return str(self._data[self._starts[number] : self._starts[number + 1]], "utf-8", "surrogatepass")


def save(
    path: Path,
    entries: list[tuple[str, str]],
    scale: Floats,
    blocks: Numbers,
    filed: tuple[Numbers, Numbers],
    note: Mapping[str, Any],
) -> bool:
    """Save an index; whether it could be written. scale: of each entry. blocks: hashes of the blocking keys, sorted.
    filed: which of these and the number of an entry under it, in the order they were filed. note: what to know it by,
    as JSON can hold.
    """
    import numpy as np

    under, numbers = filed
    postings = numbers[np.argsort(under, kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(under, minlength=len(blocks)))])
    key_hashes = hashes(key for key, _ in entries)
    key_order = np.argsort(key_hashes, kind="stable")
    arrays = {
        "blocks": blocks,
        "starts": starts,
        "postings": postings,
        "scale": scale,
        "key_hashes": key_hashes[key_order],
        "key_order": key_order,
        **_texts("key", [key for key, _ in entries]),
        **_texts("name", [name for _, name in entries]),
    }
    return saved.write(
        path, _pieces({name: arrays[name].astype(kind, copy=False) for name, kind in _TYPES.items()}, note)
    )


def _texts(what: str, texts: list[str]) -> dict[str, NDArray[Any]]:
    import numpy as np

    coded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(text) for text in coded], dtype=np.uint64)])
    return {f"{what}s": np.frombuffer(b"".join(coded), dtype="u1"), f"{what}_starts": starts}


def _pieces(arrays: Mapping[str, NDArray[Any]], note: Mapping[str, Any]) -> Iterator[bytes | memoryview]:
    head = {"note": note, "made": saved.digest(), "sizes": {name: len(array) for name, array in arrays.items()}}
    line = _MAGIC + json.dumps(head, ensure_ascii=True).encode() + b"\n"
    yield line + bytes(-len(line) % _ALIGN)
    for array in arrays.values():
        yield array.view("u1").data
        yield bytes(-array.nbytes % _ALIGN)


def load(path: Path) -> Stored | None:
    """The index in a file; None where there is none that was made by this code and these tables and is whole."""
    import numpy as np

    try:
        with path.open("rb") as file:
            if file.readline(len(_MAGIC)) != _MAGIC:
                return None
            head = json.loads(file.readline())
            place = file.tell()
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    if head.get("made") != saved.digest():
        return None
    arrays = {}
    for name, kind in _TYPES.items():
        place += -place % _ALIGN
        size = head["sizes"][name]
        end = place + size * np.dtype(kind).itemsize
        if end > len(data):
            return None
        arrays[name] = np.frombuffer(data, dtype=kind, count=size, offset=place)
        place = end
    if place + -place % _ALIGN != len(data):
        return None
    return Stored(arrays, head["note"])
