"""Names in Han signs: which languages may have written one, and where each would cut family from given name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzresolve.names.lexicon import compound_surnames
from kzresolve.names.parts import Part
from kzresolve.text.han import as_family_name, japanese_family_names

if TYPE_CHECKING:
    from kzresolve.names.parts import Name

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30fa\u30fc-\u30ff]")  # without the dot between words of a foreign name
# As between the words of a foreign name. Wide ranges take long to compile, and few programs meet such a name.
_DOTTED = "[\u3400-\u9fff][·•‧・･][\u3400-\u9fff]"
_OTHERS = ("yue", "ko", "vi")  # cut as Mandarin is: a family name of one sign, seldom two, before the given name
_LONGEST = 4  # signs of a name in these languages
_LONGEST_JAPANESE = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """A name as one language would read it: the column of text/han.py, and the parts."""

    column: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The role and the text of each part."""
        return [(part.role, part.text) for part in self.parts]


def has_han(text: str) -> bool:
    """Whether a Han sign is in the text."""
    return not text.isascii() and _HAN.search(text) is not None


def cuts(name: Name) -> tuple[Cut, ...]:
    """The ways to read a name, likeliest first; none where no Han sign is in it."""
    if not has_han(name.original):
        return ()
    if re.search(_DOTTED, name.original):
        return (Cut("foreign", name.parts), Cut("zh", name.parts))
    text = "".join([part.text for part in name.parts])
    lengths = japanese_lengths(text) if len(text) > 1 else [1]
    japanese = [Cut("ja", _cut(name.parts, length)) for length in lengths]
    if _KANA.search(name.original):
        return tuple(japanese)
    found = [Cut("zh", _cut(name.parts, family_length(text, "zh")))] if len(text) <= _LONGEST else []
    found += [Cut(column, found[0].parts) for column in _OTHERS if found]
    if found and as_family_name(text[:1], "sea"):
        found.append(Cut("sea", _sign_by_sign(found[0].parts)))
    if len(text) <= _LONGEST_JAPANESE:
        found += japanese
    foreign = Cut("foreign", _whole(name))
    return (*found, foreign) if found else (Cut("zh", name.parts), foreign)


def _sign_by_sign(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The signs of a given name apart, as they are written in Latin letters: 陈志勤 is Tan Chee Khoon."""
    family, given = parts[0], parts[-1]
    if len(parts) != 2 or given.role != "given" or len(given.text) != given.end - given.start:
        return parts
    return family, *[Part("given", sign, given.start + i, given.start + i + 1) for i, sign in enumerate(given.text)]


def _whole(name: Name) -> tuple[Part, ...]:
    """The parts as they stand, what was cut without a space joined again."""
    parts = name.parts
    if _solid(parts):
        return (Part("word", parts[0].text + parts[1].text, parts[0].start, parts[1].end),)
    return parts


def _solid(parts: tuple[Part, ...]) -> bool:
    """Whether `parse` cut a name without spaces."""
    return len(parts) == 2 and parts[0].end == parts[1].start


def _cut(parts: tuple[Part, ...], length: int) -> tuple[Part, ...]:
    """Parts cut after a family name of `length` signs: those of `parse`, the place of the cut moved."""
    if not _solid(parts):
        return parts
    text, start, end = parts[0].text + parts[1].text, parts[0].start, parts[1].end
    at = start + length
    return Part("family", text[:length], start, at), Part("given", text[length:], at, end)


def family_length(text: str, column: str) -> int:
    """How many signs of a name without spaces are its family name, most likely."""
    if column == "ja":
        return japanese_lengths(text)[0]
    return 2 if (len(text) > 2 and text[:2] in compound_surnames()) or len(text) > 3 else 1


def japanese_lengths(text: str) -> list[int]:
    """How many signs the family name may have in a Japanese name of two or more without spaces, likeliest first."""
    known = max([n for n in range(1, len(text)) if text[:n] in japanese_family_names()], default=0)
    kana = _KANA.search(text)
    if known > 1:
        return [known]
    if kana is not None and kana.start():
        return [kana.start()]
    usual = min(2, len(text) - 1)
    return list(dict.fromkeys([known, usual] if known else [usual, 1]))


def likeliest(text: str) -> str:
    """The language in which a name without spaces is cut where nothing else is known: "ja" or "zh"."""
    japanese = _KANA.search(text) or (len(text) > 3 and text[:2] in japanese_family_names())
    return "ja" if japanese else "zh"
