"""A candidate index as arrays in one file, mapped into memory: it opens at once, whatever its size.

A line of JSON says what stands where. What is filed under shapes and marks stays in the file until it is looked up;
the vocabulary is read when the index is opened.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzresolve import saved
from kzresolve.match.filed import Filed
from kzresolve.match.postings import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.unsignedinteger[Any]]
    Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"kzresolve index 3\n"  # to be counted up when what is saved changes, a note included
_ALIGN = 64
_POSTINGS = ("keyed", "words", "marks")  # shapes by key, names by shape, names by mark
_TEXTS = ("shape", "first", "second", "bones")  # of the vocabulary, each text with _END behind it
_END = "\0"  # no normalised word holds it
_TYPES = {
    **{
        f"{what}_{part}": kind
        for what in _POSTINGS
        for part, kind in (("keys", "<u4"), ("starts", "<i8"), ("numbers", "<u4"))
    },
    **{f"{what}_{part}": kind for what in ("key", "name") for part, kind in (("texts", "u1"), ("ends", "<i8"))},
    **dict.fromkeys(_TEXTS, "u1"),
    "norm": "<f8",
    "grouped": "<u4",  # shapes of words that belong to groups of cognates,
    "groups": "<u4",  # and these
    "shapes": "<u4",  # of all names, one after the other
    "starts": "<i8",
    "bearers": "<u4",
    "weighty": "u1",
    "initials": "u1",
    "rough": "u1",
    "order": "<u4",
    "key_hashes": "<u8",  # of the keys of entries, sorted
    "key_order": "<u4",  # the entry of each
}


def hashes(texts: Iterable[str]) -> Numbers:
    """A number of 64 bits for each text, the same everywhere."""
    import numpy as np

    digests = b"".join([blake2b(_coded(text), digest_size=8).digest() for text in texts])
    return np.frombuffer(digests, dtype="<u8")


class Stored:
    """Entries by number, from 0 on, each a key and a name of it. note: what was saved with them. filed: the names."""

    def __init__(self, arrays: Arrays, note: Mapping[str, Any]) -> None:
        self.note = note
        self.filed = _filed(arrays)
        self._key_hashes, self._key_order = arrays["key_hashes"], arrays["key_order"]
        self._keys, self._names = _Texts(arrays, "key"), _Texts(arrays, "name")

    def entry(self, number: int) -> tuple[str, str]:
        """The key and name of an entry."""
        return self._keys[number], self._names[number]

    def names_of(self, key: str) -> dict[str, int]:
        """The names under a key that have not been taken out, with their numbers."""
        import numpy as np

        sought = hashes([key])[0]
        first, last = (int(np.searchsorted(self._key_hashes, sought, side)) for side in ("left", "right"))
        numbers = sorted(self._key_order[first:last].tolist())
        return {self._names[n]: n for n in numbers if self.filed.weighty[n] and self._keys[n] == key}


class _Texts:
    """Texts by number, one after another in one array of bytes."""

    def __init__(self, arrays: Arrays, what: str) -> None:
        self._data: memoryview = arrays[f"{what}_texts"].data
        self._ends: memoryview = arrays[f"{what}_ends"].astype("=i8", copy=False).data

    def __getitem__(self, number: int) -> str:
        return str(self._data[self._ends[number] : self._ends[number + 1]], "utf-8", "surrogatepass")


def _filed(arrays: Arrays) -> Filed:
    filed = Filed()
    known = filed.vocabulary
    known.postings.open(_segment(arrays, "keyed"))
    filed.words.open(_segment(arrays, "words"))
    filed.marks.open(_segment(arrays, "marks"))
    shapes, known.first, known.second, known.bones = [_all_texts(arrays[what]) for what in _TEXTS]
    known.numbers = dict(zip(shapes, range(len(shapes)), strict=True))
    for shape, group in zip(arrays["grouped"].tolist(), arrays["groups"].tolist(), strict=True):
        known.groups[shape] = known.groups.get(shape, frozenset()) | {group}
    for column, what in (
        (known.norm, "norm"),
        (filed.shapes, "shapes"),
        (filed.starts, "starts"),
        (filed.bearers, "bearers"),
        (filed.weighty, "weighty"),
        (filed.initials, "initials"),
        (filed.rough, "rough"),
        (filed.order, "order"),
    ):
        del column[:]
        column.frombytes(arrays[what].astype(f"={_TYPES[what][-2:]}", copy=False).tobytes())
    return filed


def _segment(arrays: Arrays, what: str) -> Segment:
    return Segment(arrays[f"{what}_keys"], arrays[f"{what}_starts"], arrays[f"{what}_numbers"])


def _all_texts(data: NDArray[Any]) -> list[str]:
    return str(data.data, "utf-8", "surrogatepass").split(_END)[:-1]


def save(path: Path, entries: list[tuple[str, str]], filed: Filed, note: Mapping[str, Any]) -> bool:
    """Save entries and what their names are filed under, none taken out; whether it could be written. note: what to
    know it by, as JSON can hold.
    """
    import numpy as np

    known = filed.vocabulary
    key_hashes = hashes(key for key, _ in entries)
    key_order = np.argsort(key_hashes, kind="stable")
    grouped = [(shape, group) for shape, groups in known.groups.items() for group in sorted(groups)]
    arrays: dict[str, NDArray[Any]] = {
        "norm": np.array(known.norm),
        "grouped": np.array([shape for shape, _ in grouped]),
        "groups": np.array([group for _, group in grouped]),
        "shapes": np.array(filed.shapes),
        "starts": np.array(filed.starts),
        "bearers": np.array(filed.bearers),
        "weighty": np.array(filed.weighty),
        "initials": np.array(filed.initials),
        "rough": np.array(filed.rough),
        "order": np.array(filed.order),
        "key_hashes": key_hashes[key_order],
        "key_order": key_order,
        **_texts("key", [key for key, _ in entries]),
        **_texts("name", [name for _, name in entries]),
    }
    for what, texts in zip(_TEXTS, (known.numbers, known.first, known.second, known.bones), strict=True):
        arrays[what] = np.frombuffer(_coded("".join([text + _END for text in texts])), "u1")
    for what, postings in zip(_POSTINGS, (known.postings, filed.words, filed.marks), strict=True):
        arrays.update({f"{what}_{part}": array for part, array in postings.merged()._asdict().items()})
    return saved.write(
        path, _pieces({name: arrays[name].astype(kind, copy=False) for name, kind in _TYPES.items()}, note)
    )


def _texts(what: str, texts: list[str]) -> dict[str, NDArray[Any]]:
    import numpy as np

    coded = list(map(_coded, texts))
    ends = np.concatenate([[0], np.cumsum([len(text) for text in coded], dtype=np.int64)])
    return {f"{what}_texts": np.frombuffer(b"".join(coded), dtype="u1"), f"{what}_ends": ends}


def _coded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _pieces(arrays: Arrays, note: Mapping[str, Any]) -> Iterator[bytes | memoryview]:
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
