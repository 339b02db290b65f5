"""Who is what in a written name: titles, given names, patronymics, family names, initials, legal forms.

Legal forms, generic words and the kind are told here; the roles in a person's name in person.py.
"""

from __future__ import annotations

from typing import NamedTuple

from kzresolve.errors import InputError
from kzresolve.names.han import family_length, likeliest
from kzresolve.names.lexicon import (
    folded,
    legal_forms,
    listed_words,
    org_words,
    place_parts,
    telling_place_words,
)
from kzresolve.names.looks import PATRONYMIC, RUN_ON, look, two_plain
from kzresolve.names.parts import Name, Part
from kzresolve.names.person import mark_person
from kzresolve.names.tokens import Token, check, gap_before, tokens
from kzresolve.text.scripts import script_of

KINDS = (None, "PER", "ORG", "LOC")
_SOLID_SCRIPTS = frozenset({"Han", "Hangul", "Japanese"})
_DOTTED = 8  # letters of a dotted legal form at most; a longer run is none


def parse(text: str, kind: str | None = None) -> Name:
    """Take a name apart.

    `text`: a name of a person, organisation or place in any script. `kind`: "PER", "ORG", "LOC" or None; with None an
    organisation is recognised by its legal form or a generic word ("Ministry"), a place by "Region" or "East"; anything
    else is read as a person's name may be. Every token is in exactly one part. Raises InputError for a non-string, a
    lone surrogate, an unknown kind or more than 100,000 characters.
    """
    return name_of(text, take_apart(text, kind))


class Taken(NamedTuple):
    """A name taken apart: its tokens and the role of each, its kind, and whether any of them is in a list of words that
    are no names, as most names have none.
    """

    tokens: list[Token]
    roles: list[str]
    kind: str | None
    listed: bool


def name_of(text: str, taken: Taken) -> Name:
    """The name that was taken apart."""
    parts = [Part(role, token.text, token.start, token.end) for token, role in zip(*taken[:2], strict=True)]
    return Name(text, tuple(parts), taken.kind)


def take_apart(text: str, kind: str | None) -> Taken:
    """What `parse` finds, before it is made a Name."""
    told = two_plain(text) if (kind is None or kind == "PER") and isinstance(text, str) else None
    if told is not None:
        (first, one), (second, two) = told
        pair = [Token(one, 0, False, False), Token(two, len(one) + 1, False, False)]
        return Taken(pair, [first, second], kind, listed=False)
    return look_closely(text, kind)


def look_closely(text: str, kind: str | None) -> Taken:
    """`take_apart` for a name that is not known to be two plain words."""
    check(text)
    if kind not in KINDS:
        raise InputError(f"kind must be PER, ORG, LOC or None, not {kind!r}")
    found = tokens(text)
    if not found:
        return Taken([], [], kind, listed=False)
    if not text.istitle() and RUN_ON.search(text):
        found = [piece for token in found for piece in _taken_apart(token)]
    roles: list[str] = [""] * len(found)
    words = [folded(token.text) for token in found]
    listed = not listed_words().isdisjoint(words)
    if listed or "." in text:
        _mark_legal(found, words, roles)
        kind = kind or _kind_told(words, roles)
    if kind in ("ORG", "LOC"):
        _mark_rest_as_words(words, roles)
    else:
        mark_person(found, words, roles, listed=listed)
    if len(found) == 1 and roles[0] in ("word", "family") and _is_solid(found[0].text):
        found, roles = _cut_in_two(found[0]), ["family", "given"]
    return Taken(found, roles, kind, listed)


def _taken_apart(token: Token) -> list[Token]:
    """The given name and the patronymic that lost the space between them: TolegenToktasynovich."""
    cut = RUN_ON.search(token.text)
    if cut is None or not look(token.text[cut.end() :]) & PATRONYMIC:
        return [token]
    first, second = token.text[: cut.end()], token.text[cut.end() :]
    return [Token(first, token.start, False, token.comma), Token(second, token.start + len(first), token.dotted, False)]


# -- organisations -----------------------------------------------------------------------------------------------


def _mark_legal(found: list[Token], words: list[str], roles: list[str]) -> None:
    """Legal forms stand first or last, and never alone."""
    legal = legal_forms()
    i = 0
    while i < len(words):
        length = legal.length_at(words, i) or _dotted_run(found, words, i)
        edge = i == 0 or i + length == len(words) or found[i].comma
        if length and edge and length < len(words) and not _is_initials(found, words, i, length):
            roles[i : i + length] = ["legal"] * length
        i += max(1, length)


def _dotted_run(found: list[Token], words: list[str], start: int) -> int:
    """Length of a run of dotted letters that spell a legal form ("S.A.", "s.r.o."), else 0."""
    end, most = start, min(len(found), start + _DOTTED + 1)
    while end < most and found[end].dotted and len(words[end]) == 1 and (end == start or not gap_before(found, end)):
        end += 1
    return end - start if 1 < end - start <= _DOTTED and "".join(words[start:end]) in legal_forms() else 0


def _is_initials(found: list[Token], words: list[str], start: int, length: int) -> bool:
    """Tell "А.О. Иванов", a man, from "АО Иванов", a company."""
    return found[start].dotted and all(map(_is_letter, words[start : start + length])) and len(words) - length <= 1


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _kind_told(words: list[str], roles: list[str]) -> str | None:
    if _looks_like_organisation(words, roles):
        return "ORG"
    return "LOC" if _looks_like_place(words) else None


def _looks_like_organisation(words: list[str], roles: list[str]) -> bool:
    if "legal" in roles:
        return True
    generic = org_words()
    # Short generic words (Rada, Fond, Rat) are people's names as well.
    found = [i for i, word in enumerate(words) if len(word) > 4 and generic.value(word) not in (None, "of")]
    return len(words) > 1 and any(not _before_patronymic(words, i) for i in found)


def _before_patronymic(words: list[str], i: int) -> bool:
    """Whether a word stands inside a name, before a father's name: Abdrakhmanov Kenges (council) Serikuly."""
    after = words[i + 1] if 0 < i < len(words) - 1 else ""
    return bool(after) and bool(look(after) & PATRONYMIC)


def _looks_like_place(words: list[str]) -> bool:
    """A sort of place anywhere ("Region"), or a part of one in front ("East Kazakhstan", but Kanye West)."""
    concepts = [telling_place_words().value(word) for word in words]
    sorts = any(concept and concept not in place_parts() for concept in concepts)
    return len(words) > 1 and (sorts or concepts[0] in place_parts())


def _mark_rest_as_words(words: list[str], roles: list[str]) -> None:
    for i, word in enumerate(words):
        if not roles[i]:
            roles[i] = "particle" if org_words().value(word) == "of" and len(words) > 1 else "word"


# -- names without a space ---------------------------------------------------------------------------------------


def _is_solid(text: str) -> bool:
    """Whether a lone word may be family and given name without a space (习近平)."""
    return 2 <= len(text) <= 5 and script_of(text) in _SOLID_SCRIPTS


def _cut_in_two(token: Token) -> list[Token]:
    """Family and given name written without a space."""
    cut = family_length(token.text, likeliest(token.text))
    first, second = token.text[:cut], token.text[cut:]
    return [token._replace(text=first), token._replace(text=second, start=token.start + cut)]
